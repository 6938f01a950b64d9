//! An explanation on the terminal.

use super::compared::{horizon, wrapped};
use super::tables::{rounded, table};
use crate::crisis::{Explanation, Reach};
use crate::report::arrivals::{
    Named, OTHERS, by_cause, by_gate, by_origin, by_week, grouped, large_groups,
};
use crate::report::numbers::{MIN_CELL, count, percent};
use crate::report::page::figures::{shown, shown_difference};
use crate::report::routes::{LEFT_OUT, OnRoute, by_route, differences};
use haven_study::crisis::explained::Explained;
use haven_study::crisis::paired::Difference;
use haven_study::spread::Spread;

/// Rows that are listed; weeks are listed all.
const LISTED: usize = 12;

/// Origins that are named of those who came by one route.
const ORIGINS_OF_ROUTE: usize = 3;

/// The label of routes. Unlike those of other labels, their tables tell where people came from.
pub(super) const ROUTES: &str = "Along";

/// What stands below them.
const WHAT_A_ROUTE_IS: &str = "A route is the end of the last journey: at most three places before the \
    crossing. Of those who stopped on the way, or were turned away at the crossing, it is the way from \
    there on.";

/// The label whose numbers stand in order of time.
const WEEKS: &str = "In";

/// The whole text.
pub fn explain_text(explanation: &Explanation) -> String {
    let mut parts = vec![format!(
        "{}\nArrivals {} · {} · seed {}\n",
        explanation.crisis.title,
        explanation.counted,
        count(explanation.answers.first().map_or(0, |answer| answer.members.len()), "member"),
        explanation.seed
    )];
    if explanation.reach.is_empty() {
        if let [first, ..] = &explanation.arrivals[..] {
            parts.push(sources(explanation, first));
            if explanation.is_sensitive {
                parts.push(wrapped(LEFT_OUT));
            }
        }
        if let [first, second, ..] = &explanation.arrivals[..] {
            parts.push(difference(explanation, first, second));
        }
    }
    parts.extend(explanation.reach.iter().map(|reach| reach_text(explanation, reach)));
    parts.push(horizon(&explanation.crisis));
    parts.join("\n")
}

/// Means by origin, cause, gate, route and week.
fn sources(explanation: &Explanation, arrivals: &Explained) -> String {
    let mut text = wrapped(&in_all(explanation));
    for (what, named) in margins(explanation, arrivals) {
        if what == WEEKS && !explanation.is_sensitive {
            text += &routes(explanation, arrivals);
        }
        let total: f64 = named.iter().map(|(_, people)| people).sum();
        let named = without_small(what, named, LISTED).into_iter();
        let rows = named.map(|(name, people)| row(name, people, total)).collect();
        text += &table(&[what, "People", "Share"].map(str::to_owned), rows);
    }
    text
}

/// How many come, and how sure that is.
fn in_all(explanation: &Explanation) -> String {
    let title = &explanation.answers[0].asked.title;
    let Some(spread) = Spread::of(&mut explanation.counts[0].clone()) else {
        return format!("With \"{title}\":");
    };
    let (low, high) = spread.interval_90();
    let [mean, low, high] = [spread.mean, low, high].map(rounded);
    format!(
        "With \"{title}\", {mean} come on average (nine members in ten: {low} to {high}). The parts \
         below are means; members stray from them at least as far."
    )
}

fn row(name: String, people: f64, total: f64) -> Vec<String> {
    let share = if people < MIN_CELL { String::new() } else { percent(people / total) };
    vec![name, shown(people), share]
}

/// Means by route, each with its gate and its largest origins.
fn routes(explanation: &Explanation, arrivals: &Explained) -> String {
    let all = by_route(arrivals, &explanation.crisis);
    let total = all.iter().map(|route| route.people).sum();
    let (large, others) = without_small_routes(all, LISTED);
    let rows = large.iter().map(|route| {
        row(format!("{}{}", route.name(), largest_origins(explanation, route)), route.people, total)
    });
    let others = others.map(|people| row(OTHERS.to_owned(), people, total));
    let rows = rows.chain(others).collect();
    table(&[ROUTES, "People", "Share"].map(str::to_owned), rows) + &wrapped(WHAT_A_ROUTE_IS)
}

/// A second line of a route: where most people on it come from.
fn largest_origins(explanation: &Explanation, route: &OnRoute) -> String {
    let origins = by_origin(&route.arrivals, &explanation.crisis, explanation.is_sensitive);
    let (largest, others) = large_groups(origins, ORIGINS_OF_ROUTE);
    if largest.is_empty() {
        return String::new();
    }
    let largest = largest.iter().map(|(name, people)| format!("{name} {}", shown(*people)));
    let and_others = if others.is_some() { " and others" } else { "" };
    format!("\n  from {}{and_others}", largest.collect::<Vec<_>>().join(", "))
}

/// The routes of many, and how many people came by the others.
pub(super) fn without_small_routes(all: Vec<OnRoute>, most: usize) -> (Vec<OnRoute>, Option<f64>) {
    let all = all.into_iter().map(|route| {
        let people = route.people;
        (route, people)
    });
    let (large, others) = large_groups(all.collect(), most);
    (large.into_iter().map(|(route, _)| route).collect(), others)
}

/// The cells of a label, without small groups: weeks in order, the others from the largest.
pub(super) fn without_small(what: &str, mut named: Named, most: usize) -> Named {
    if what != WEEKS {
        return grouped(named, most);
    }
    named.retain(|(_, people)| *people >= MIN_CELL);
    named
}

/// What one combination adds to another, or takes away, by the same labels.
fn difference(explanation: &Explanation, first: &Explained, second: &Explained) -> String {
    let [one, other] = [0, 1].map(|at| &explanation.answers[at].asked.title);
    let in_all = Difference::of(&explanation.counts[1], &explanation.counts[0], 0.0);
    let in_all = in_all.map(|difference| {
        let (low, high) = difference.spread.interval_90();
        let [mean, low, high] = [difference.spread.mean, low, high].map(shown_difference);
        format!(": {mean} in all (nine members in ten: {low} to {high})")
    });
    let in_all = in_all.unwrap_or_default();
    let mut text =
        wrapped(&format!("Where \"{other}\" differs from \"{one}\", on average{in_all}."));
    let pairs = margins(explanation, first).into_iter().zip(margins(explanation, second));
    let by_label = pairs.map(|((what, before), (_, after))| {
        let changes = before.into_iter().zip(after);
        (what, changes.map(|((name, before), (_, after))| (name, after - before)).collect())
    });
    let mut by_label: Vec<(&str, Named)> = by_label.collect();
    if !explanation.is_sensitive {
        let by_route = differences(first, second, &explanation.crisis);
        by_label.insert(by_label.len() - 1, (ROUTES, by_route));
    }
    for (what, mut changes) in by_label {
        if what != WEEKS {
            changes.sort_by(|one, other| other.1.abs().total_cmp(&one.1.abs()));
            changes.truncate(LISTED);
        }
        changes.retain(|(_, change)| change.abs() >= MIN_CELL);
        let rows = changes.into_iter().map(|(name, change)| vec![name, shown_difference(change)]);
        let rows: Vec<_> = rows.collect();
        if !rows.is_empty() {
            text += &table(&[what, "People"].map(str::to_owned), rows);
        }
    }
    text
}

/// People by each label.
pub(super) fn margins(
    explanation: &Explanation,
    arrivals: &Explained,
) -> [(&'static str, Named); 4] {
    let Explanation { crisis, is_sensitive, .. } = explanation;
    [
        ("From", by_origin(arrivals, crisis, *is_sensitive)),
        ("Because of", by_cause(arrivals)),
        ("Through", by_gate(arrivals, crisis)),
        (WEEKS, by_week(arrivals, crisis)),
    ]
}

fn reach_text(explanation: &Explanation, reach: &Reach) -> String {
    let answer = &explanation.answers[reach.answer];
    let (low, high) = (rounded(*reach.range.start()), rounded(*reach.range.end()));
    let reached = &reach.reached;
    let mut text = format!("With \"{}\": ", answer.asked.title);
    if reached.members == 0 {
        text += &format!(
            "none of {} members comes to {low}–{high}; the nearest has {}. What limits it: the gates \
             can let through at most {} people in this time (median), of {} who live in the country.",
            reached.of,
            rounded(reached.nearest),
            rounded(reach.gate_limit),
            rounded(reach.people_limit),
        );
        return wrapped(&text);
    }
    let share = reached.members as f64 / reached.of as f64;
    text += &format!(
        "{} of {} members ({}) come to {low}–{high}.",
        reached.members,
        reached.of,
        percent(share)
    );
    let mut text = wrapped(&text);
    let rows = reached.shifts.iter().take(LISTED).map(|shift| {
        let number = |value: f64| {
            format!("{value:.3}").trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        vec![reach.names[shift.number].clone(), number(shift.usual), number(shift.needed)]
    });
    // Nothing is said about armed actors' strength, not even as a condition.
    let rows: Vec<_> = rows.filter(|row| !row[0].starts_with("strength")).collect();
    let header = ["What shifts in them", "usual", "in these"].map(str::to_owned);
    text += &table(&header, rows);
    for (place, there, usual) in reach.events.iter().take(5) {
        text += &format!(
            " {place} changes hands in {} of them, in {} of all.\n",
            percent(*there),
            percent(*usual)
        );
    }
    text
}
