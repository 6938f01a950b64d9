//! `[parameters]`: priors of the declared parameters, with unit and source.

use super::facts::basis_of;
use super::fields::Fields;
use crate::codes;
use crate::haven_format::described::check_unit;
use crate::haven_format::toml_table::TomlTable;
use crate::nearest::nearest;
use crate::problems::Problems;
use haven_core::crisis::parameter::{Declaration, declarations, position};
use haven_core::crisis::scenario::{Crisis, Fact};
use haven_core::prior::Prior;
use toml::de::DeValue;

/// Sets the priors that a table gives, and notes where each parameter's prior is from.
pub fn read(table: Option<&TomlTable<'_>>, crisis: &mut Crisis, problems: &mut Problems) {
    let given = table.map(|table| priors(table, problems)).unwrap_or_default();
    for (position, declared) in declarations().into_iter().enumerate() {
        let own = given.iter().find(|(at, ..)| *at == position);
        let source = own.map_or(declared.source, |(_, _, source)| source);
        let fact = Fact {
            file: if own.is_some() { "scenario.toml" } else { "docs/parameters.md" }.to_owned(),
            about: format!("parameter {}: {}", declared.key, declared.about),
            source: source.to_owned(),
            basis: basis_of(source),
        };
        crisis.facts.push(fact);
    }
    for (position, prior, _) in given {
        crisis.priors.set(position, prior);
    }
}

/// The priors in a table: position of the parameter, prior, source.
pub fn priors(table: &TomlTable<'_>, problems: &mut Problems) -> Vec<(usize, Prior, String)> {
    let declared = declarations();
    let mut found: Vec<(usize, Prior, String)> = Vec::new();
    for (key, value) in table.table {
        let name = key.get_ref().as_ref();
        let Some(position) = position(name) else {
            unknown(name, table, &declared, key.span(), problems);
            continue;
        };
        let parameter = &declared[position];
        if found.iter().any(|(other, ..)| *other == position) {
            let message =
                format!("`{}` is there twice, by its name and by its symbol", parameter.key);
            problems.push(codes::CONTRADICTION.at(table.spot(&key.span()), message));
            continue;
        }
        let (prior, source) = match value.get_ref() {
            DeValue::Table(inner) => {
                let inner = TomlTable { table: inner, ..*table };
                let prior = described(parameter, &inner, problems);
                (prior, inner.text_of("source", problems).unwrap_or("assumed"))
            }
            _ => (prior(parameter, table, name, problems), "assumed"),
        };
        found.extend(prior.map(|prior| (position, prior, source.to_owned())));
    }
    found
}

fn prior(
    parameter: &Declaration,
    table: &TomlTable<'_>,
    key: &str,
    problems: &mut Problems,
) -> Option<Prior> {
    table.prior(key, parameter.range, problems)
}

/// The prior in `{ value = .., unit = .., source = .. }`, or in one with `prior` in place of `value`.
fn described(
    parameter: &Declaration,
    inner: &TomlTable<'_>,
    problems: &mut Problems,
) -> Option<Prior> {
    inner.only(&["value", "prior", "unit", "source"], problems);
    check_unit(parameter.key, parameter.unit, inner, problems);
    match (inner.value("value"), inner.value("prior")) {
        (Some(_), None) => prior(parameter, inner, "value", problems),
        (None, Some(_)) => prior(parameter, inner, "prior", problems),
        (None, None) => {
            let message = format!("`{}` has neither `value` nor `prior`", parameter.key);
            problems.push(codes::MISSING_SETTING.at(Fields::spot(inner, "value"), message));
            None
        }
        (Some(_), Some(_)) => {
            let message = format!("`{}` has both a `value` and a `prior`", parameter.key);
            problems.push(codes::CONTRADICTION.at(Fields::spot(inner, "prior"), message));
            None
        }
    }
}

fn unknown(
    name: &str,
    table: &TomlTable<'_>,
    declared: &[Declaration],
    span: std::ops::Range<usize>,
    problems: &mut Problems,
) {
    let message = format!("`{name}` is not a parameter");
    let problem = codes::UNKNOWN_PARAMETER.at(table.spot(&span), message);
    problems.push(match nearest(name, declared.iter().map(|parameter| parameter.key)) {
        Some(close) => problem.hint(format!("did you mean `{close}`?")),
        None => problem.hint("docs/parameters.md lists them all"),
    });
}
