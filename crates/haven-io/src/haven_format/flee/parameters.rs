//! `[parameters]` of `scenario.toml`: values of the declared parameters, with unit and source.

use crate::codes;
use crate::haven_format::described::check_unit;
use crate::haven_format::toml_table::{TomlTable, number};
use crate::nearest::nearest;
use crate::problems::Problems;
use haven_core::flee::scenario::{PARAMETERS, Parameter, Rules, Value};
use toml::Spanned;
use toml::de::DeValue;

/// Sets every parameter of the table. A value is written plainly, or as
/// `{ value = .., unit = .., source = .. }`; the unit has to be the declared one.
pub fn read(table: &TomlTable<'_>, rules: &mut Rules, problems: &mut Problems) {
    for (key, value) in table.table {
        let name = key.get_ref().as_ref();
        match PARAMETERS.iter().find(|parameter| parameter.key == name) {
            Some(parameter) => set(parameter, table, value, rules, problems),
            None => unknown(name, table, key.span().start, problems),
        }
    }
}

fn unknown(name: &str, table: &TomlTable<'_>, start: usize, problems: &mut Problems) {
    let message = format!("`{name}` is not a parameter");
    let problem = codes::UNKNOWN_PARAMETER.at(table.spot(&(start..start)), message);
    let flee = PARAMETERS.iter().find(|p| {
        p.flee_key.is_some_and(|flee| flee == name || flee.ends_with(&format!(".{name}")))
    });
    let close = nearest(name, PARAMETERS.iter().map(|parameter| parameter.key));
    problems.push(match (flee, close) {
        (Some(haven), _) => problem.hint(format!("Flee's `{name}` is `{}` here", haven.key)),
        (None, Some(close)) => problem.hint(format!("did you mean `{close}`?")),
        (None, None) => problem.hint("docs/parameters.md lists them all"),
    });
}

fn set<'t>(
    parameter: &Parameter,
    table: &TomlTable<'t>,
    value: &'t Spanned<DeValue<'t>>,
    rules: &mut Rules,
    problems: &mut Problems,
) {
    let key = parameter.key;
    let plain = match value.get_ref() {
        DeValue::Table(inner) => {
            let inner = TomlTable { source: table.source, table: inner };
            described(parameter, &inner, value.span().start, problems)
        }
        _ => Some(value),
    };
    let Some(plain) = plain else { return };
    let converted = convert(plain.get_ref());
    let Some(converted) = converted else {
        let wanted = format!("{} (see docs/parameters.md)", parameter.kind);
        table.wrong::<()>(key, plain, &wanted, problems);
        return;
    };
    let outcome = parameter.set(rules, &converted);
    let outcome = outcome.map_err(|error| error.to_string()).and_then(|()| {
        // The declared range cannot say it: with 0 hops nobody would ever move.
        let frozen = key == "awareness" && converted == Value::Number(0.0);
        if frozen { Err("`awareness` is 0; nobody would ever move".to_owned()) } else { Ok(()) }
    });
    if let Err(message) = outcome {
        let at = table.spot(&plain.span());
        problems.push(codes::BAD_SETTING.at(at, format!("{message} ({})", parameter.unit)));
    }
}

/// The value in `{ value = .., unit = .., source = .. }`.
fn described<'t>(
    parameter: &Parameter,
    inner: &TomlTable<'t>,
    start: usize,
    problems: &mut Problems,
) -> Option<&'t Spanned<DeValue<'t>>> {
    if let Some(prior) = inner.value("prior") {
        let message = format!(
            "`{}`: a prior needs calibration, not available in this version",
            parameter.key
        );
        let at = inner.spot(&prior.span());
        problems.push(codes::NOT_AVAILABLE.at(at, message).hint("give a `value`"));
        return None;
    }
    inner.only(&["value", "unit", "source"], problems);
    inner.text_of("source", problems);
    check_unit(parameter.key, parameter.unit, inner, problems);
    let value = inner.value("value");
    if value.is_none() {
        let message = format!("`{}` has no `value`", parameter.key);
        problems.push(codes::MISSING_SETTING.at(inner.spot(&(start..start)), message));
    }
    value
}

fn convert(value: &DeValue<'_>) -> Option<Value> {
    match value {
        DeValue::Boolean(switch) => Some(Value::Switch(*switch)),
        DeValue::Array(items) => {
            let numbers = items.iter().map(|item| number(item.get_ref()));
            numbers.collect::<Option<_>>().map(Value::List)
        }
        other => number(other).map(Value::Number),
    }
}
