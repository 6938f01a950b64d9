//! A finished run in words, numbers and one chart.

use super::destinations::destinations;
use super::kept::Kept;
use super::numbers::{count, people_spread, steps};
use super::wrapped::{noted, wrapped};
use super::{chart, origins};
use haven::Draws;
use haven::flee::{ArdOutcome, FleeRun, Outcome};
use haven_study::spread::Spread;

/// The whole text: what was run, who is where, how it went over time, and what to make of it.
pub fn flee_run_text(run: &FleeRun, kept: &Kept<'_>, width: usize) -> String {
    let parts = [
        heading(run, width),
        destinations(&run.outcome, width) + &totals(run, width),
        chart::over_time("People at all destinations together", &run.outcome.days),
        origins::lines(&run.outcome),
        caveats(run, width),
        format!("Results: {}\n", kept.folder.display()),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

fn heading(run: &FleeRun, width: usize) -> String {
    let scenario = &run.manifest.scenario;
    let members = if run.draws == Draws::Expected {
        "expected values".to_owned()
    } else {
        count(run.members.complete as usize, "member")
    };
    let line = format!(
        "{members} · seed {} · {} from {} to {}",
        run.manifest.seed,
        count(scenario.days as usize, "day"),
        scenario.start,
        scenario.end
    );
    let mut text = wrapped(&scenario.title, width) + &wrapped(&line, width);
    if run.manifest.interrupted {
        let asked = count((run.members.to - run.members.from) as usize, "member");
        text += &wrapped(&format!("Interrupted: {asked} asked for"), width);
    }
    if run.scale_divisor > 1 {
        text += &wrapped(&steps(run.scale_divisor), width);
    }
    text
}

fn totals(run: &FleeRun, width: usize) -> String {
    let outcome = &run.outcome;
    let mut text = noted(&whereabouts(outcome), width);
    if run.draws == Draws::Sampled {
        text += &noted(
            "Numbers are medians, with the interval that holds 90 % of the members: the luck of the draw, \
             not the doubt whether the model and its inputs are right.",
            width,
        );
    }
    if outcome.places.iter().any(|place| place.data.is_some()) {
        text += &noted(
            "Off by: difference from the counts over all days, as a share of the counts.",
            width,
        );
    }
    text + &outcome.ard.map(|ard| ard_line(&ard, width)).unwrap_or_default()
}

/// Places that are named.
const NAMED: usize = 3;

/// Where the displaced are at the end: each in one of three parts.
fn whereabouts(outcome: &Outcome) -> String {
    let named = outcome.elsewhere.iter().take(NAMED);
    let mut places: Vec<String> =
        named.map(|place| format!("{} {}", place.name, people_spread(&place.stock))).collect();
    if outcome.elsewhere.len() > NAMED {
        places.push(format!("{} more in summary.csv", outcome.elsewhere.len() - NAMED));
    }
    let places = match places.len() {
        0 => String::new(),
        _ => format!(" ({})", places.join("; ")),
    };
    let mut text = format!(
        "Displaced in all: {}. Of them, at the end, at destinations: {}; elsewhere: {}{places}; on the road: {}.",
        people_spread(&outcome.displaced),
        people_spread(&outcome.total.stock),
        people_spread(&outcome.outside_camps),
        people_spread(&outcome.on_road),
    );
    if outcome.beyond_capacity.mean > 0.0 {
        text +=
            &format!(" Without room where they are: {}.", people_spread(&outcome.beyond_capacity));
    }
    text
}

fn ard_line(ard: &ArdOutcome, width: usize) -> String {
    let share = |spread: &Spread| {
        let (low, high) = spread.interval_90();
        let (middle, low, high) =
            (format!("{:.3}", spread.median()), format!("{low:.3}"), format!("{high:.3}"));
        if low == high { middle } else { format!("{middle} ({low}–{high})") }
    };
    let plain = share(&ard.plain);
    // Flee divides by reported increases; where conflict drives departures there are none.
    let flee = match ard.flee.mean {
        0.0 => String::new(),
        _ => format!("; {} by Flee's denominator", share(&ard.flee)),
    };
    let text =
        format!("Averaged relative difference (days weigh the same): {plain} of the counts{flee}.");
    noted(&text, width)
}

fn caveats(run: &FleeRun, width: usize) -> String {
    let manifest = &run.manifest;
    let given = if manifest.information_level == "given-totals" {
        "the counts say how many set out, the model says where they go"
    } else {
        "the scenario says where there is conflict, the model who sets out and where they go"
    };
    let cut_off = match &manifest.data_cut_off {
        Some(date) => format!("; data up to {date}"),
        None => "; no data".to_owned(),
    };
    let horizon = count(manifest.scenario.days as usize, "day");
    let lead = format!("What-if, not prediction. Horizon {horizon}{cut_off}.");
    let given = format!("{}: {given}.", manifest.information_level);
    let mut text = wrapped(&lead, width) + &wrapped(&given, width);
    if run.draws == Draws::Expected {
        text += &wrapped("Expected values are approximate wherever a place fills up.", width);
    }
    if !manifest.options.accepted_problems.is_empty() {
        let accepted = manifest.options.accepted_problems.join(", ");
        text += &wrapped(&format!("Run in spite of errors: {accepted}."), width);
    }
    text
}
