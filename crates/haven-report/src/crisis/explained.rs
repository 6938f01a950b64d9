//! An explanation on the terminal.

use super::compared::horizon;
use crate::arrivals::{by_origin, large_groups};
use crate::labels::{By, Label, Row, labels};
use crate::numbers::{MIN_CELL, count, interval, percent, shown, shown_difference};
use crate::routes::{LEFT_OUT, OnRoute, by_route};
use crate::table::table;
use crate::wrapped::{noted, wrapped};
use haven::crisis::{Explanation, Reach};
use haven_study::crisis::paired::Difference;
use haven_study::spread::Spread;

/// Rows that are listed; weeks are listed all.
const LISTED: usize = 12;

/// Origins that are named of those who came by one route.
const ORIGINS_OF_ROUTE: usize = 3;

/// What stands below them.
const WHAT_A_ROUTE_IS: &str = "A route is the end of the last journey: at most three places before the \
    crossing. Of those who stopped on the way, or were turned away at the crossing, it is the way from \
    there on.";

/// The head of the column of intervals.
const INTERVAL: &str = "Nine members in ten";

/// The whole text.
pub fn explain_text(explanation: &Explanation, width: usize) -> String {
    let mut parts = vec![heading(explanation, width)];
    if explanation.reach.is_empty() {
        let both: Vec<_> =
            (0..explanation.arrivals.len().min(2)).map(|at| labels_of(explanation, at)).collect();
        if let [first, ..] = &both[..] {
            parts.push(sources(explanation, first, width));
            if explanation.is_sensitive {
                parts.push(wrapped(LEFT_OUT, width));
            }
        }
        if let [first, second] = &both[..] {
            parts.push(difference(explanation, first, second, width));
        }
    }
    parts.extend(explanation.reach.iter().map(|reach| reach_text(explanation, reach, width)));
    parts.push(horizon(&explanation.crisis, width));
    parts.join("\n")
}

fn heading(explanation: &Explanation, width: usize) -> String {
    let text = format!(
        "{}\nArrivals {} · {} · seed {}\n",
        explanation.crisis.title,
        explanation.counted,
        count(explanation.answers.first().map_or(0, |answer| answer.members.len()), "member"),
        explanation.seed
    );
    text + &interruption(explanation, width)
}

/// What is complete of an explanation that was stopped.
fn interruption(explanation: &Explanation, width: usize) -> String {
    if !explanation.interrupted {
        return String::new();
    }
    let complete = |answer: &haven::crisis::Answer| {
        format!("{} with \"{}\"", count(answer.members.len(), "member"), answer.asked.title)
    };
    let complete: Vec<String> = explanation.answers.iter().map(complete).collect();
    wrapped(
        &format!(
            "Interrupted: {} were asked for each; what was complete is shown: {}.",
            count(explanation.asked, "member"),
            complete.join(", ")
        ),
        width,
    )
}

/// The labels of a combination (its position in the explanation).
pub(super) fn labels_of(explanation: &Explanation, at: usize) -> Vec<Label> {
    let Explanation { crisis, is_sensitive, arrivals, parts, .. } = explanation;
    labels(crisis, *is_sensitive, (&arrivals[at], &parts[at]))
}

/// By origin, cause, gate, route and week.
fn sources(explanation: &Explanation, labels: &[Label], width: usize) -> String {
    let mut text = wrapped(&in_all(explanation), width);
    for label in labels {
        let total: f64 = label.means.iter().map(|(_, people)| people).sum();
        let mut rows = label.rows(LISTED);
        if label.by == By::Route {
            name_origins(explanation, &mut rows);
        }
        let cells = |row: Row| {
            let Row { name, mean, interval: ends } = row;
            let share = if mean < MIN_CELL { String::new() } else { percent(mean / total) };
            vec![name, shown(mean), between(ends, shown), share]
        };
        let header = [label.by.head(), "People", INTERVAL, "Share"].map(str::to_owned);
        text += &table(&header, rows.into_iter().map(cells).collect(), width);
        if label.by == By::Route {
            text += &wrapped(WHAT_A_ROUTE_IS, width);
        }
    }
    text
}

/// Two numbers as an interval, or the one that both are shown as.
fn between([low, high]: [f64; 2], shown: fn(f64) -> String) -> String {
    interval(&shown(low), &shown(high))
}

/// How many come, and how sure that is.
fn in_all(explanation: &Explanation) -> String {
    let title = &explanation.answers[0].asked.title;
    let Some(spread) = Spread::of(&mut explanation.counts[0].clone()) else {
        return format!("With \"{title}\":");
    };
    let (low, high) = spread.interval_90();
    let [mean, low, high] = [spread.mean, low, high].map(shown);
    format!(
        "With \"{title}\", {mean} come on average (nine members in ten: {low} to {high}). The parts below \
         are means as well, with the interval of nine members in ten. Who is from where, and why, is itself \
         an expectation within each member, so members stray at least as far."
    )
}

/// Adds a second line to each route: where most people on it come from.
fn name_origins(explanation: &Explanation, rows: &mut [Row]) {
    let routes = by_route(&explanation.arrivals[0], &explanation.crisis);
    for row in rows {
        if let Some(route) = routes.iter().find(|route| route.name() == row.name) {
            row.name += &largest_origins(explanation, route);
        }
    }
}

/// Where most people on a route come from, on a line of its own.
fn largest_origins(explanation: &Explanation, route: &OnRoute) -> String {
    let origins =
        by_origin(route.arrivals.by_origin(), &explanation.crisis, explanation.is_sensitive);
    let (largest, others) = large_groups(origins, ORIGINS_OF_ROUTE);
    if largest.is_empty() {
        return String::new();
    }
    let largest = largest.iter().map(|(name, people)| format!("{name} {}", shown(*people)));
    let and_others = if others.is_some() { " and others" } else { "" };
    format!("\n  from {}{and_others}", largest.collect::<Vec<_>>().join(", "))
}

/// What one combination adds to another, or takes away, by the same labels.
fn difference(
    explanation: &Explanation,
    first: &[Label],
    second: &[Label],
    width: usize,
) -> String {
    let [one, other] = [0, 1].map(|at| &explanation.answers[at].asked.title);
    let in_all = Difference::of(&explanation.counts[1], &explanation.counts[0], 0.0);
    let in_all = in_all.map(|difference| {
        let (low, high) = difference.spread.interval_90();
        let [mean, low, high] = [difference.spread.mean, low, high].map(shown_difference);
        format!(": {mean} in all (nine members in ten: {low} to {high})")
    });
    let in_all = in_all.unwrap_or_default();
    let mut text =
        wrapped(&format!("Where \"{other}\" differs from \"{one}\", on average{in_all}."), width);
    for (one, other) in first.iter().zip(second) {
        let row = |row: Row| {
            let Row { name, mean, interval: ends } = row;
            vec![name, shown_difference(mean), between(ends, shown_difference)]
        };
        let rows: Vec<_> = one.changes(other, LISTED).into_iter().map(row).collect();
        if !rows.is_empty() {
            text += &table(&[one.by.head(), "People", INTERVAL].map(str::to_owned), rows, width);
        }
    }
    text
}

fn reach_text(explanation: &Explanation, reach: &Reach, width: usize) -> String {
    let answer = &explanation.answers[reach.answer];
    let (low, high) = (shown(*reach.range.start()), shown(*reach.range.end()));
    let reached = &reach.reached;
    let mut text = format!("With \"{}\": ", answer.asked.title);
    if reached.members == 0 {
        text += &format!(
            "none of {} members comes to {low}–{high}; the nearest has {}. What limits it: the gates \
             can let through at most {} people in this time (median), of {} who live in the country.",
            reached.of,
            shown(reached.nearest),
            shown(reach.gate_limit),
            shown(reach.people_limit),
        );
        return wrapped(&text, width);
    }
    let share = reached.members as f64 / reached.of as f64;
    text += &format!(
        "{} of {} members ({}) come to {low}–{high}.",
        reached.members,
        reached.of,
        percent(share)
    );
    let mut text = wrapped(&text, width);
    let rows = reached.shifts.iter().take(LISTED).map(|shift| {
        let number = |value: f64| {
            format!("{value:.3}").trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        vec![reach.names[shift.number].clone(), number(shift.usual), number(shift.needed)]
    });
    let rows: Vec<_> = rows.collect();
    let header = ["What shifts in them", "usual", "in these"].map(str::to_owned);
    text += &table(&header, rows, width);
    for (place, there, usual) in reach.events.iter().take(5) {
        let changes = format!(
            "{place} changes hands in {} of them, in {} of all.",
            percent(*there),
            percent(*usual)
        );
        text += &noted(&changes, width);
    }
    text
}
