//! Dates, countries and other words.

use crate::numbers::count;
use haven::crisis::Comparison;
use haven_core::crisis::scenario::{Crisis, GateState, Measure};
use jiff::Span;

/// The true date of a day, in full.
pub fn date(crisis: &Crisis, day: i64) -> String {
    let date = crisis.start.saturating_add(Span::new().days(day));
    format!("{} {} {}", date.day(), MONTHS[date.month() as usize - 1], date.year())
}

/// A day's date as documents have it: `2014-11-18`.
pub fn iso_date(crisis: &Crisis, day: i64) -> String {
    crisis.start.saturating_add(Span::new().days(day)).to_string()
}

/// Day and month of a day.
pub fn short_date(crisis: &Crisis, day: i64) -> String {
    let date = crisis.start.saturating_add(Span::new().days(day));
    format!("{} {}", date.day(), month(crisis, day))
}

/// The first three letters of the month of a day.
pub fn month(crisis: &Crisis, day: i64) -> &'static str {
    let date = crisis.start.saturating_add(Span::new().days(day));
    &MONTHS[date.month() as usize - 1][..3]
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The last day of a crisis.
pub fn last_day(crisis: &Crisis) -> i64 {
    i64::from(crisis.days) - 1
}

/// What a measure counts; flows are summed up from the start.
pub fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Residents => "At home",
        Measure::Departed => "Displaced from home",
        Measure::ReDeparted => "Displaced again",
        Measure::OnRoad => "On the road",
        Measure::Internal => "Displaced inside the country",
        Measure::InHaven => "In havens",
        Measure::InCamp => "In camps",
        Measure::OutsideCamps => "Outside camps",
        Measure::BeyondCapacity => "Beyond capacity",
        Measure::Waiting => "Waiting at gates",
        Measure::Trapped => "Trapped",
        Measure::Crossed => "Crossed",
        Measure::CrossedIrregularly => "Crossed irregularly",
        Measure::Stock => "Displaced people present",
        Measure::Registered => "Registered",
        Measure::Returned => "Returned home",
        Measure::Onward | Measure::OnwardSoFar => "Moved on",
    }
}

/// The state of a gate.
pub fn gate(state: GateState) -> &'static str {
    match state {
        GateState::Open => "open",
        GateState::Limited => "limited",
        GateState::Medical => "medical only",
        GateState::Closed => "closed",
        GateState::Informal => "informal",
    }
}

/// With the first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// What is complete of a comparison that was stopped, of each combination, and what was not begun.
pub fn interruption(comparison: &Comparison) -> String {
    let progress = &comparison.progress;
    let complete = comparison.answers.iter().zip(&progress.attempted).map(|(answer, attempted)| {
        let members = count(answer.members.len(), "member");
        let attempts = attempted.map(|it| format!(" and {}", count(it, "attempt")));
        format!("{members}{} with \"{}\"", attempts.unwrap_or_default(), answer.asked.title)
    });
    let complete: Vec<String> = complete.collect();
    let mut asked = format!("{} were asked for each", count(progress.members, "member"));
    if progress.attempted.iter().any(Option::is_some) {
        asked += &format!(", and {} of those with advances", count(progress.attempts, "attempt"));
    }
    let mut text =
        format!("Interrupted: {asked}; what was complete is shown: {}.", complete.join(", "));
    if !progress.not_begun.is_empty() {
        let titles = progress.not_begun.iter().map(|(_, title)| format!("\"{title}\""));
        text += &format!(" Not begun: {}.", titles.collect::<Vec<_>>().join(", "));
    }
    text
}
