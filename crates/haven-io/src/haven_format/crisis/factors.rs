//! Factors of a what-if: `quota_factor = 0.5` multiplies what every gate lets through, and a table (or a
//! list of tables) says by how much, for which gates, havens or campaigns, and on which days.

use super::fields::Fields;
use super::named::{entries, every_gate, is_campaign, is_haven};
use super::{crossings, dates, names};
use crate::cells::shown;
use crate::haven_format::toml_table::TomlTable;
use crate::problems::Problems;
use haven_core::crisis::scenario::{Change, Crisis, Factor};
use haven_core::id::PlaceId;
use haven_core::problem::Spot;
use toml::de::DeValue;

/// Key of the factor of quotas.
pub const QUOTA: &str = "quota_factor";
/// Key of the factor of crossing without leave.
pub const IRREGULAR: &str = "irregular_factor";
/// Key of the factor of room in havens.
pub const CAPACITY: &str = "capacity_factor";
/// Key of the factor of the tempo of campaigns.
pub const TEMPO: &str = "tempo_factor";
/// Key of the factor of the intensity of campaigns.
pub const INTENSITY: &str = "intensity_factor";

/// What a number may be multiplied by.
const ANY: [f64; 2] = [0.0, 1e6];

/// What days may be divided by.
const ABOVE_0: [f64; 2] = [1e-3, 1e3];

/// A factor as it stands: a number, or a table that says more.
enum Given<'t> {
    Number(f64),
    Table(TomlTable<'t>),
}

/// Reads every factor of a what-if, after its other `changes`, whose campaigns and havens it may name.
pub fn read(
    table: &TomlTable<'_>,
    crisis: &Crisis,
    changes: &mut Vec<Change>,
    problems: &mut Problems,
) {
    let mut factors = Vec::new();
    for given in given(table, QUOTA, ANY, problems) {
        factors.extend(quota(&given, crisis, problems));
    }
    for given in given(table, IRREGULAR, ANY, problems) {
        factors.extend(by(&given, &[], ANY, problems).map(|by| Factor::Irregular { by }));
    }
    for given in given(table, CAPACITY, ANY, problems) {
        let havens = ids(&given, "havens", problems, |id, at, problems| {
            is_haven(id, at, crisis, changes, problems)
        });
        let factor = |by| Factor::HavenCapacity { havens, by };
        factors.extend(by(&given, &["havens"], ANY, problems).map(factor));
    }
    for (key, range) in [(TEMPO, ABOVE_0), (INTENSITY, ANY)] {
        for given in given(table, key, range, problems) {
            let campaigns = ids(&given, "campaigns", problems, |id, at, problems| {
                is_campaign(id, at, crisis, changes, problems)
            });
            let factor = |by| match key {
                TEMPO => Factor::Tempo { campaigns, by },
                _ => Factor::Intensity { campaigns, by },
            };
            factors.extend(by(&given, &["campaigns"], range, problems).map(factor));
        }
    }
    factors.extend(by_id(table, crisis, changes, problems));
    changes.extend(factors.into_iter().map(Change::Scale));
}

/// `intensity` by campaign and `supply` by actor.
fn by_id(
    table: &TomlTable<'_>,
    crisis: &Crisis,
    changes: &[Change],
    problems: &mut Problems,
) -> Vec<Factor> {
    let mut factors = Vec::new();
    for (id, inner, at) in entries(table, "intensity", problems) {
        let known = is_campaign(&id, at, crisis, changes, problems);
        let by = Fields::number(&inner, &id, ANY, problems).filter(|_| known);
        factors.extend(by.map(|by| Factor::Intensity { campaigns: vec![id], by }));
    }
    for (id, inner, at) in entries(table, "supply", problems) {
        let known = names::actor(crisis, &id, at, problems).is_some();
        let by = Fields::number(&inner, &id, ANY, problems).filter(|_| known);
        factors.extend(by.map(|by| Factor::StrengthInflow { actor: id, by }));
    }
    factors
}

/// The factors under a key: a number, a table, or a list of tables.
fn given<'t>(
    table: &TomlTable<'t>,
    key: &str,
    range: [f64; 2],
    problems: &mut Problems,
) -> Vec<Given<'t>> {
    let Some(value) = table.value(key) else { return Vec::new() };
    match value.get_ref() {
        DeValue::Table(inner) => vec![Given::Table(TomlTable { table: inner, ..*table })],
        DeValue::Array(_) => table.tables(key, problems).into_iter().map(Given::Table).collect(),
        _ => Fields::number(table, key, range, problems).map(Given::Number).into_iter().collect(),
    }
}

/// The number itself. `more`: the keys that a table may have beside it.
fn by(given: &Given<'_>, more: &[&str], range: [f64; 2], problems: &mut Problems) -> Option<f64> {
    match given {
        Given::Number(by) => Some(*by),
        Given::Table(table) => {
            table.only(&[&["by"], more].concat(), problems);
            table.needed("by", problems)?;
            Fields::number(table, "by", range, problems)
        }
    }
}

/// The ids in a list, of those that there are; none where nothing is listed, which means all.
fn ids(
    given: &Given<'_>,
    key: &str,
    problems: &mut Problems,
    mut is_known: impl FnMut(&str, Spot, &mut Problems) -> bool,
) -> Vec<String> {
    let Given::Table(table) = given else { return Vec::new() };
    let listed = table.list(key, problems);
    listed
        .into_iter()
        .filter(|(id, at)| is_known(id, at.clone(), problems))
        .map(|it| it.0)
        .collect()
}

fn quota(given: &Given<'_>, crisis: &Crisis, problems: &mut Problems) -> Option<Factor> {
    let by = by(given, &["gates", "country", "from", "to"], ANY, problems)?;
    let (mut gates, mut from, mut until) = (Vec::new(), 0, i64::from(crisis.days));
    if let Given::Table(table) = given {
        gates = gates_of(table, crisis, problems);
        if table.given("from").is_some() {
            from = dates::beginning(crisis, table, "from", problems)?.1;
        }
        until = dates::end(crisis, table, ["from", "to"], from, problems)?;
    }
    Some(Factor::Quota { gates, from, until, by })
}

/// The gates that are listed, or those of a country.
fn gates_of(table: &TomlTable<'_>, crisis: &Crisis, problems: &mut Problems) -> Vec<PlaceId> {
    if table.given("gates").is_none() {
        let country = table.given("country");
        return country.map(|_| every_gate(table, crisis, problems)).unwrap_or_default();
    }
    let mut gates = Vec::new();
    for (id, at) in table.list("gates", problems) {
        let place = names::place(crisis, &id, at.clone(), problems);
        gates.extend(place.filter(|place| crossings::is_gate(crisis, *place, at, problems)));
    }
    gates
}

/// The factor in a text such as `×0.5`, `x0.5` or `*0.5`; `None` if it does not begin as one.
///
/// # Errors
/// What is wrong with the number.
pub fn parse(text: &str) -> Option<Result<f64, String>> {
    let rest = text.strip_prefix(['×', 'x', '*'])?.trim();
    let by = rest.parse::<f64>().ok().filter(|by| (ANY[0]..=ANY[1]).contains(by));
    Some(by.ok_or_else(|| format!("is {}; a factor is a number from 0 to 1000000", shown(text))))
}
