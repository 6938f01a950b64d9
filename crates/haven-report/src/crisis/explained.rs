//! An explanation on the terminal.

use super::compared::horizon;
use super::words::LEFT_OUT;
use crate::numbers::{count, interval, percent, shown, shown_difference};
use crate::table::table;
use crate::wrapped::{noted, wrapped};
use haven::crisis::{Explanation, Reach};
use haven::disclosure::{Arrivals, By, ByLabel, Group, Row};
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
        if let Some(first) = explanation.answers.first().and_then(|it| it.arrivals.as_ref()) {
            parts.push(sources(explanation, first, width));
            if explanation.is_sensitive {
                parts.push(wrapped(LEFT_OUT, width));
            }
        }
        parts.extend(explanation.changes.first().map(|it| difference(explanation, it, width)));
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

/// The head of a column.
fn head(by: By) -> &'static str {
    match by {
        By::Origin => "From",
        By::Cause => "Because of",
        By::Gate => "Through",
        By::Route => "Along",
        By::Week => "In",
    }
}

/// The rows of a list that are shown.
fn listed(by: By, rows: &[Row]) -> Vec<Row> {
    if by == By::Week { rows.to_vec() } else { Row::first(rows, LISTED) }
}

/// By origin, cause, gate, route and week.
fn sources(explanation: &Explanation, arrivals: &Arrivals, width: usize) -> String {
    let mut text = wrapped(&in_all(explanation), width);
    let cells = |row: Row| {
        let share = percent(row.mean_people / arrivals.mean_people);
        let interval = between([row.q05, row.q95], shown);
        vec![row.name.clone() + &from(&row), shown(row.mean_people), interval, share]
    };
    for (by, rows) in arrivals.by.lists() {
        let header = [head(by), "People", INTERVAL, "Share"].map(str::to_owned);
        text += &table(&header, listed(by, rows).into_iter().map(cells).collect(), width);
        if by == By::Route {
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

/// Where most people on a route come from, on a line of its own; nothing of what is no route.
fn from(row: &Row) -> String {
    let origins = row.route.as_ref().map_or(&[][..], |route| &route.from);
    let shown_origins = Group::first(origins, ORIGINS_OF_ROUTE);
    let (others, named): (Vec<&Group>, Vec<&Group>) =
        shown_origins.iter().partition(|group| group.is_others());
    if named.is_empty() {
        return String::new();
    }
    let named = named.iter().map(|group| format!("{} {}", group.name, shown(group.mean_people)));
    let and_others = if others.is_empty() { "" } else { " and others" };
    format!("\n  from {}{and_others}", named.collect::<Vec<_>>().join(", "))
}

/// What the second combination adds to the first, or takes away, by the same labels.
fn difference(explanation: &Explanation, changes: &ByLabel, width: usize) -> String {
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
    let cells = |row: &Row| {
        let interval = between([row.q05, row.q95], shown_difference);
        vec![row.name.clone(), shown_difference(row.mean_people), interval]
    };
    for (by, rows) in changes.lists().filter(|(_, rows)| !rows.is_empty()) {
        let most = if by == By::Week { rows.len() } else { LISTED };
        let header = [head(by), "People", INTERVAL].map(str::to_owned);
        text += &table(&header, rows.iter().take(most).map(cells).collect(), width);
    }
    text
}

fn reach_text(explanation: &Explanation, reach: &Reach, width: usize) -> String {
    let asked = explanation.answers.iter().map(|answer| &answer.asked);
    let title = asked.filter(|asked| asked.id() == reach.id).map(|asked| asked.title.as_str());
    let [low, high] = reach.range.map(shown);
    let mut text = format!("With \"{}\": ", title.collect::<String>());
    if reach.members == 0 {
        text += &format!(
            "none of {} members comes to {low}–{high}; the nearest has {}. What limits it: the gates \
             can let through at most {} people in this time (median), of {} who live in the country.",
            reach.of,
            shown(reach.nearest),
            shown(reach.gate_limit_people),
            shown(reach.people_in_the_country),
        );
        return wrapped(&text, width);
    }
    let share = reach.members as f64 / reach.of as f64;
    text += &format!(
        "{} of {} members ({}) come to {low}–{high}.",
        reach.members,
        reach.of,
        percent(share)
    );
    let mut text = wrapped(&text, width);
    let number =
        |value: f64| format!("{value:.3}").trim_end_matches('0').trim_end_matches('.').to_owned();
    let rows = reach
        .shifts
        .iter()
        .take(LISTED)
        .map(|shift| vec![shift.name.clone(), number(shift.usual), number(shift.needed)]);
    let header = ["What shifts in them", "usual", "in these"].map(str::to_owned);
    text += &table(&header, rows.collect(), width);
    for place in reach.changes_hands.iter().take(5) {
        let changes = format!(
            "{} changes hands in {} of them, in {} of all.",
            place.name,
            percent(place.share),
            percent(place.usual_share)
        );
        text += &noted(&changes, width);
    }
    text
}
