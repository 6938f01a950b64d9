//! `scenario.toml`: what the scenario is about, and the rules in force.

use super::parameters;
use crate::codes;
use crate::haven_format::columns::Line;
use crate::haven_format::dates;
use crate::haven_format::header::Header;
use crate::haven_format::toml_table::{self, TomlTable};
use crate::nearest::nearest;
use crate::problems::Problems;
use crate::sources::SourceText;
use haven_core::flee::scenario::{Compatibility, ConflictSpawning, RateMode, Rules, Spawning};
use jiff::civil::{Date, date};
use toml::de::DeValue;

/// Keys of the file.
const KEYS: &[&str] = &[
    "title",
    "summary",
    "start",
    "origin",
    "days",
    "movement",
    "departures",
    "home_country",
    "parameters",
    "limits",
    "licences",
];

/// What `scenario.toml` says.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Title for people.
    pub title: String,
    /// One paragraph for people.
    pub summary: String,
    /// Date of day 0.
    pub start: Date,
    /// The date as of which a forecast is made: rows known later are left out.
    pub origin: Option<Date>,
    /// Number of days.
    pub days: u32,
    /// Country whose places are not foreign.
    pub home_country: String,
    /// Rules and parameters.
    pub rules: Rules,
}

impl Settings {
    /// Settings by which the tables can be checked when the real ones are wrong.
    pub fn without_dates() -> Self {
        Self {
            title: String::new(),
            summary: String::new(),
            start: date(2000, 1, 1),
            origin: None,
            days: 1,
            home_country: String::new(),
            rules: Rules::default(),
        }
    }

    /// The day of a date; day 0 is the start, earlier days are negative.
    pub fn day(&self, date: Date) -> i64 {
        dates::day(self.start, date)
    }

    /// Whether a row was known by the origin. `otherwise`: the date on which it was, if it does not say.
    pub fn knows(&self, line: &Line<'_>, otherwise: Date, problems: &mut Problems) -> bool {
        dates::is_known(line, otherwise, self.origin, problems)
    }
}

/// Reads the settings. None if something that everything else needs is missing or wrong.
pub fn read(source: &SourceText, problems: &mut Problems) -> Option<Settings> {
    let document = toml_table::document(source, problems)?;
    let top = TomlTable { source, table: &document };
    top.only(KEYS, problems);
    let header = Header::read(&top, ["Flight from Tarn", "80"], problems);
    movement(&top, problems);
    let rules = rules(&top, problems);
    Some(Settings {
        title: header.title?,
        summary: header.summary,
        start: header.start?,
        origin: header.origin,
        days: header.days?,
        home_country: header.home_country?,
        rules,
    })
}

/// Whether the settings say that people move by Flee's rules, or cannot be read at all. What is wrong is not
/// reported here.
pub fn names_movement(source: &SourceText) -> bool {
    let mut ignored = Problems::default();
    let Some(document) = toml_table::document(source, &mut ignored) else { return true };
    let top = TomlTable { source, table: &document };
    top.text_of("movement", &mut ignored) == Some("flee")
}

/// Reports what is wrong with what says by whose rules people move.
pub fn report_movement(source: &SourceText, problems: &mut Problems) {
    if let Some(document) = toml_table::document(source, problems) {
        movement(&TomlTable { source, table: &document }, problems);
    }
}

fn movement(top: &TomlTable<'_>, problems: &mut Problems) {
    let movement = top.text_of("movement", problems);
    let movement = top.required("movement", movement, "\"flee\"", problems);
    match movement {
        None | Some("flee") => {}
        Some(found) => {
            let Some(value) = top.value("movement") else { return };
            let message = format!("`movement` is \"{found}\", which is not \"flee\" or \"haven\"");
            let problem = codes::BAD_SETTING.at(top.spot(&value.span()), message);
            problems.push(match nearest(found, ["flee", "haven"]) {
                Some(close) => problem.hint(format!("did you mean \"{close}\"?")),
                None => problem,
            });
        }
    }
}

fn unavailable(top: &TomlTable<'_>, key: &str, what: &str, instead: &str, problems: &mut Problems) {
    let Some(value) = top.value(key) else { return };
    let message = format!("`{key}`: {what} is not available in this version");
    problems.push(
        codes::NOT_AVAILABLE
            .at(top.spot(&value.span()), message)
            .hint(format!("write `{key} = {instead}`")),
    );
}

/// The rules with the folder's parameters. Three of Flee's ways do not suit a table that says what is
/// meant: here a change of intensity takes effect, people who are in a camp at the start take room
/// once, and the total is a series of its own.
fn rules(top: &TomlTable<'_>, problems: &mut Problems) -> Rules {
    let mut rules = Rules {
        spawning: Spawning { sum_from_camps: false, ..Spawning::default() },
        compatibility: Compatibility {
            honour_intensity_changes: true,
            count_day0_once: true,
            ..Compatibility::default()
        },
        ..Rules::default()
    };
    rules.spawning.by_conflict = departures(top, problems);
    if let Some(table) = top.inner("parameters", problems) {
        parameters::read(&table, &mut rules, problems);
    }
    rules
}

/// Conflict-driven departures, if that is what `departures` says.
fn departures(top: &TomlTable<'_>, problems: &mut Problems) -> Option<ConflictSpawning> {
    let example = "\"observed\"";
    let value = top.required("departures", top.value("departures"), example, problems)?;
    let by = match value.get_ref() {
        DeValue::Table(table) => {
            return by_conflict(&TomlTable { source: top.source, table }, problems);
        }
        DeValue::String(by) => by.as_ref(),
        _ => "",
    };
    match by {
        "observed" => {}
        "model" => unavailable(top, "departures", "a model of departures", example, problems),
        "conflict" => {
            let message = "`departures` by conflict need a mode and a rate";
            problems.push(codes::MISSING_SETTING.at(top.spot(&value.span()), message).hint(
                "write `departures = { by = \"conflict\", mode = \"population_ratio\", \
                 rate_per_day = 0.01 }`",
            ));
        }
        _ => {
            let wanted = "\"observed\" or { by = \"conflict\", mode = .., rate_per_day = .. }";
            top.wrong::<()>("departures", value, wanted, problems);
        }
    }
    None
}

fn by_conflict(table: &TomlTable<'_>, problems: &mut Problems) -> Option<ConflictSpawning> {
    table.only(&["by", "mode", "rate_per_day"], problems);
    let by = table.text_of("by", problems);
    let by = table.required("by", by, "\"conflict\"", problems);
    if let (Some(found), Some(value)) = (by.filter(|by| *by != "conflict"), table.value("by")) {
        let hint = format!("\"conflict\" (for \"{found}\", write `departures = \"{found}\"`)");
        table.wrong::<()>("by", value, &hint, problems);
    }
    let mode = table.text_of("mode", problems);
    let mode = table.required("mode", mode, "\"population_ratio\"", problems);
    let mode = match mode {
        None => None,
        Some("constant") => Some(RateMode::Constant),
        Some("population_ratio") => Some(RateMode::PopulationRatio),
        Some("poisson") => Some(RateMode::Poisson),
        Some(_) => table.value("mode").and_then(|value| {
            let wanted = "\"constant\", \"population_ratio\" or \"poisson\"";
            table.wrong("mode", value, wanted, problems)
        }),
    };
    let rate = table.number("rate_per_day", problems);
    let rate = table.required("rate_per_day", rate, "0.01", problems)?;
    if rate < 0.0 {
        let value = table.value("rate_per_day")?;
        return table.wrong("rate_per_day", value, "a number of 0 or more", problems);
    }
    if mode == Some(RateMode::PopulationRatio)
        && rate > 1.0
        && let Some(value) = table.value("rate_per_day")
    {
        let message = format!(
            "`rate_per_day` is {rate}: {} % of the residents of a place set out on each day of conflict",
            100.0 * rate
        );
        let hint = format!("a share is meant: for {rate} % write {}", rate / 100.0);
        problems.push(codes::HIGH_RATE.at(table.spot(&value.span()), message).hint(hint));
    }
    Some(ConflictSpawning { mode: mode?, rate_per_day: rate })
}
