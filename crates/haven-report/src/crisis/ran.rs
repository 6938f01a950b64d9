//! A run of one combination on the terminal.

use super::compared::horizon;
use super::planned::planning;
use super::tables::wide_cell;
use super::whereabouts::whereabouts;
use crate::chart;
use crate::claim::{claimed, where_claim_lies};
use crate::kept::Kept;
use crate::numbers::{count, percent};
use crate::table::table;
use crate::wrapped::{noted, wrapped};
use haven::crisis::{CrisisRun, country_name};
use haven::flee::DayOutcome;
use haven_core::crisis::Advance;
use haven_core::crisis::scenario::Measure;
use haven_study::spread::Spread;
use jiff::Span;

/// Places that are listed as taken.
const LISTED: usize = 8;

/// The whole text.
pub fn crisis_run_text(run: &CrisisRun, kept: &Kept<'_>, width: usize) -> String {
    let crisis = &run.answer.asked.crisis;
    let mut parts = vec![heading(run, kept, width), headline(run, width)];
    let abroad = run.abroad.as_deref().map_or("the countries abroad", country_name);
    let crossed = run.answer.fans.iter().find(|fan| {
        fan.measure == Measure::Crossed && run.abroad.as_ref().is_none_or(|code| fan.place == *code)
    });
    if let Some(fan) = crossed {
        let day = |(day, stock): (i64, &Spread)| {
            let date = crisis.start.saturating_add(Span::new().days(day));
            DayOutcome { date, stock: *stock, data: None }
        };
        let days: Vec<DayOutcome> = (0..).zip(&fan.days).map(day).collect();
        parts.push(chart::over_time(&format!("Crossed into {abroad} so far"), &days));
    }
    parts.push(taken(run, width));
    parts.push(whereabouts(&run.answer, width));
    parts.push(planning(&run.answer, abroad, width));
    parts.push(caveats(run, width));
    parts.push(format!("Results: {}\n", kept.folder.display()));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn heading(run: &CrisisRun, kept: &Kept<'_>, width: usize) -> String {
    let crisis = &run.answer.asked.crisis;
    let advance = match (run.answer.asked.advances(), run.answer.asked.advance) {
        (false, _) => "",
        (true, Advance::Achieved) => " · advances succeed",
        (true, Advance::Attempted) => " · advances may fail",
    };
    let title = wrapped(&crisis.title, width);
    let line = format!(
        "{}{advance} · {} · seed {} · {} from {} · {:.1} s",
        run.answer.asked.title,
        count(run.answer.members.len(), "member"),
        run.seed,
        count(crisis.days as usize, "day"),
        crisis.start,
        kept.seconds
    );
    let mut text = title + &wrapped(&line, width);
    if run.interrupted {
        text += &wrapped("Interrupted: what was complete is shown", width);
    }
    text
}

fn headline(run: &CrisisRun, width: usize) -> String {
    let quantities = &run.answer.headline.quantities;
    let header: Vec<String> = quantities.iter().map(|quantity| quantity.title.clone()).collect();
    let row = quantities.iter().map(|quantity| wide_cell(&quantity.spread)).collect();
    let mut text = table(&header, vec![row], width);
    let explained = if run.answer.members.len() == 1 {
        "One member: it says nothing of how sure this is."
    } else {
        "Medians, with the intervals that hold 50 % and 90 % of members."
    };
    text += &noted(explained, width);
    let (crisis, abroad) = (&run.answer.asked.crisis, run.abroad.as_deref());
    if let Some((claim, quantity)) = claimed(crisis, abroad, &run.answer.headline) {
        let said = claim.text.trim_end_matches('.');
        text += &wrapped(&format!("{said}: {}.", where_claim_lies(claim, quantity)), width);
    }
    text
}

fn taken(run: &CrisisRun, width: usize) -> String {
    let crisis = &run.answer.asked.crisis;
    let list: Vec<String> = run
        .answer
        .taken
        .iter()
        .take(LISTED)
        .map(|taken| {
            let place = &crisis.places[taken.place.index()].name;
            let actor = &crisis.actors[taken.by.index()].name;
            format!("{place} by {actor} in {} of members", percent(taken.share))
        })
        .collect();
    if list.is_empty() {
        return String::new();
    }
    wrapped(&format!("Places that change hands: {}.", list.join("; ")), width)
}

fn caveats(run: &CrisisRun, width: usize) -> String {
    horizon(&run.answer.asked.crisis, width)
}
