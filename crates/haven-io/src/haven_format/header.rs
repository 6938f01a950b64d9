//! What `scenario.toml` says first, by whose rules people move or not: title, dates, country.

use super::country::{assigned, is_country};
use super::toml_table::TomlTable;
use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
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
        let start = top.date("start", problems);
        let start = top.required("start", start, "2030-03-01", problems);
        let days = top.whole("days", (1, MOST_DAYS), problems);
        let days = top.required("days", days, examples[1], problems);
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
