//! What `scenario.toml` says first, by whose rules people move or not: title, dates, country.

use super::country::{assigned, is_country};
use super::toml_table::TomlTable;
use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use jiff::ToSpan;
use jiff::civil::Date;

/// The longest run, days: a century.
pub const MOST_DAYS: u32 = 36_525;

/// The head of the settings. What has to be there and is missing or wrong is none, and reported.
pub struct Header {
    /// Title for people.
    pub title: Option<String>,
    /// One paragraph for people; may be empty.
    pub summary: String,
    /// Date of day 0.
    pub start: Option<Date>,
    /// The date as of which a forecast is made, if one is given.
    pub origin: Option<Date>,
    /// Number of days.
    pub days: Option<u32>,
    /// Country whose places are not foreign.
    pub home_country: Option<String>,
    /// What the scenario cannot tell, in sentences.
    pub limits: Vec<String>,
    /// Licences and attributions of its data.
    pub licences: Vec<String>,
}

impl Header {
    /// Reads the head. `examples`: a title and a number of days for advice.
    pub fn read(top: &TomlTable<'_>, examples: [&str; 2], problems: &mut Problems) -> Self {
        let title = top.text_of("title", problems);
        let title = top.required("title", title, &format!("\"{}\"", examples[0]), problems);
        let title = title.filter(|title| is_title(title, top, problems));
        let start = top.date("start", problems);
        let start = top.required("start", start, "2030-03-01", problems);
        let days = top.whole("days", (1, MOST_DAYS), problems);
        let days = top.required("days", days, examples[1], problems);
        let start = start.filter(|start| has_end(*start, days, top, problems));
        Self {
            title: title.map(|title| title.trim().to_owned()),
            summary: top.text_of("summary", problems).unwrap_or_default().trim().to_owned(),
            start,
            origin: top.date("origin", problems),
            days,
            home_country: home_country(top, problems),
            limits: top.texts("limits", problems),
            licences: top.texts("licences", problems),
        }
    }
}

/// Whether there is anything in a title; that there is nothing is reported.
fn is_title(title: &str, top: &TomlTable<'_>, problems: &mut Problems) -> bool {
    if title.trim().is_empty()
        && let Some(value) = top.value("title")
    {
        top.wrong::<()>("title", value, "a title: it is empty", problems);
    }
    !title.trim().is_empty()
}

/// Whether the run ends before the calendar does; that it does not is reported.
fn has_end(start: Date, days: Option<u32>, top: &TomlTable<'_>, problems: &mut Problems) -> bool {
    let is_within = start.checked_add(i64::from(days.unwrap_or(1)).days()).is_ok();
    if !is_within && let Some(value) = top.value("start") {
        top.wrong::<()>(
            "start",
            value,
            "so early that the run ends before the year 10000",
            problems,
        );
    }
    is_within
}

/// The country that people flee; that it is none is reported.
fn home_country(top: &TomlTable<'_>, problems: &mut Problems) -> Option<String> {
    let code = top.text_of("home_country", problems);
    let code = top.required("home_country", code, "\"XAA\"", problems)?;
    if is_country(code) {
        return Some(code.to_owned());
    }
    let span = top.value("home_country")?.span();
    let message = format!("`home_country` is \"{code}\", which is no ISO 3166 alpha-3 code");
    let problem = codes::BAD_COUNTRY.at(top.spot(&span), message);
    problems.push(match nearest(code, assigned()) {
        Some(close) => problem.hint(format!("did you mean \"{close}\"?")),
        None => problem.hint("three capital letters, such as \"SYR\"; \"XAA\" if it is invented"),
    });
    None
}
