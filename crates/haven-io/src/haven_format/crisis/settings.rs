//! `scenario.toml`: what the crisis is about, its dates, and the priors of its parameters.

use super::parameters;
use crate::codes;
use crate::haven_format::header::Header;
use crate::haven_format::toml_table::TomlTable;
use crate::problems::Problems;
use haven_core::crisis::parameter::Priors;
use haven_core::crisis::scenario::Crisis;
use jiff::civil::Date;

/// Keys of the file.
const KEYS: &[&str] = &[
    "title",
    "summary",
    "start",
    "origin",
    "days",
    "movement",
    "home_country",
    "parameters",
    "axis",
    "what_if",
    "combination",
    "claim",
    "limits",
    "licences",
];

/// A crisis of which nothing is known: what the readers of tables fill, one after the other. Its dates
/// are such that no row is too late, so that tables can be checked when the real dates are wrong.
pub fn empty() -> Crisis {
    Crisis {
        title: String::new(),
        summary: String::new(),
        start: Date::MIN,
        origin: u32::MAX,
        days: u32::MAX,
        home_country: String::new(),
        places: Vec::new(),
        links: Vec::new(),
        actors: Vec::new(),
        groups: Vec::new(),
        homes: Vec::new(),
        control: Vec::new(),
        campaigns: Vec::new(),
        supply_sources: Vec::new(),
        crossings: Vec::new(),
        havens: Vec::new(),
        events: Vec::new(),
        damage: Vec::new(),
        services: Vec::new(),
        observations: Vec::new(),
        needs: Vec::new(),
        priors: Priors::default(),
        axes: Vec::new(),
        factors: Vec::new(),
        combinations: Vec::new(),
        claim: None,
        facts: Vec::new(),
        limits: Vec::new(),
        licences: Vec::new(),
    }
}

/// Reads the settings into a crisis. None if something that everything else needs is missing or wrong.
pub fn read(top: &TomlTable<'_>, crisis: &mut Crisis, problems: &mut Problems) -> Option<()> {
    top.only(KEYS, problems);
    let header = Header::read(top, ["Advance on Tarn", "180"], problems);
    if let Some(home) = &header.home_country {
        crisis.home_country.clone_from(home);
    }
    crisis.title = header.title.unwrap_or_default();
    crisis.summary = header.summary;
    crisis.limits = header.limits;
    crisis.licences = header.licences;
    parameters::read(top.inner("parameters", problems).as_ref(), crisis, problems);
    let (start, days) = (header.start?, header.days?);
    let origin = match header.origin {
        Some(origin) => origin_day(top, start, origin, days, problems)?,
        None => 0,
    };
    crisis.start = start;
    crisis.days = days;
    crisis.origin = origin;
    header.home_country.map(|_| ())
}

fn origin_day(
    top: &TomlTable<'_>,
    start: Date,
    origin: Date,
    days: u32,
    problems: &mut Problems,
) -> Option<u32> {
    let day = start.until(origin).map_or(-1, |span| i64::from(span.get_days()));
    let found = u32::try_from(day).ok().filter(|day| *day <= days);
    if found.is_none() {
        let message = format!("`origin` is {origin}, which is no day of the run");
        let span = top.value("origin")?.span();
        let hint = format!("it lies between `start`, {start}, and {days} days later");
        problems.push(codes::BAD_SETTING.at(top.spot(&span), message).hint(hint));
    }
    found
}
