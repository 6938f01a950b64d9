//! An explanation on the terminal.

use super::compared::wrapped;
use super::tables::{rounded, table};
use crate::crisis::{Explanation, Reach};
use crate::report::numbers::{count, percent};
use haven_core::crisis::{Cause, World};
use haven_study::crisis::explained::Explained;

/// Rows that are listed.
const LISTED: usize = 12;

/// The whole text.
pub fn explain_text(explanation: &Explanation) -> String {
    let mut parts = vec![format!(
        "{}\nArrivals in {} · {} · seed {}\n",
        explanation.crisis.title,
        explanation.counted,
        count(explanation.answers.first().map_or(0, |answer| answer.members.len()), "member"),
        explanation.seed
    )];
    if explanation.reach.is_empty() {
        if let [first, ..] = &explanation.arrivals[..] {
            parts.push(sources(explanation, first));
        }
        if let [first, second, ..] = &explanation.arrivals[..] {
            parts.push(difference(explanation, first, second));
        }
    }
    parts.extend(explanation.reach.iter().map(|reach| reach_text(explanation, reach)));
    parts.push("What-if, not prediction.\n".to_owned());
    parts.join("\n")
}

/// Means by origin, cause, gate and week.
fn sources(explanation: &Explanation, arrivals: &Explained) -> String {
    let title = &explanation.answers[0].asked.title;
    let mut text = format!("With \"{title}\", mean arrivals:\n");
    for (what, names, sums) in margins(explanation, arrivals) {
        text += &ranked(what, &names, &sums);
    }
    text
}

fn difference(explanation: &Explanation, first: &Explained, second: &Explained) -> String {
    let [one, other] = [0, 1].map(|at| &explanation.answers[at].asked.title);
    let mut text = format!("Where \"{other}\" differs from \"{one}\", on average:\n");
    let pairs = margins(explanation, first).into_iter().zip(margins(explanation, second));
    for ((what, names, before), (_, _, after)) in pairs {
        let change: Vec<f64> = after.iter().zip(&before).map(|(a, b)| a - b).collect();
        text += &ranked(what, &names, &change);
    }
    text
}

type Margin = (&'static str, Vec<String>, Vec<f64>);

/// Sums by each label.
pub(super) fn margins(explanation: &Explanation, arrivals: &Explained) -> Vec<Margin> {
    let crisis = &explanation.crisis;
    let world = World::new(crisis);
    let place = |id: haven_core::id::PlaceId| crisis.places[id.index()].name.clone();
    let mut homes: Vec<String> = crisis.homes.iter().map(|home| place(home.place)).collect();
    homes.push("not known".to_owned());
    let causes = Cause::ALL.map(|cause| cause.name().to_owned()).to_vec();
    let gates: Vec<String> = world.gates().iter().map(|gate| place(*gate)).collect();
    let weeks: Vec<String> = (1..=arrivals.weeks).map(|week| format!("week {week}")).collect();
    let by_origin = arrivals.margin(homes.len(), |cell| cell.origin);
    let by_cause = arrivals.margin(causes.len(), |cell| cell.cause as usize);
    let by_gate = arrivals.margin(gates.len(), |cell| cell.gate);
    let by_week = arrivals.margin(weeks.len(), |cell| cell.week);
    vec![
        ("From", homes, by_origin),
        ("Because of", causes, by_cause),
        ("Through", gates, by_gate),
        ("In", weeks, by_week),
    ]
}

fn ranked(what: &str, names: &[String], sums: &[f64]) -> String {
    let total: f64 = sums.iter().map(|sum| sum.abs()).sum();
    let mut order: Vec<usize> = (0..sums.len()).filter(|at| sums[*at].abs() >= 0.5).collect();
    order.sort_by(|a, b| sums[*b].abs().total_cmp(&sums[*a].abs()));
    if order.is_empty() {
        return String::new();
    }
    let rows = order.iter().take(LISTED).map(|at| {
        let sign = if sums[*at] < 0.0 { "−" } else { "" };
        let people = format!("{sign}{}", rounded(sums[*at].abs()));
        vec![names[*at].clone(), people, percent(sums[*at].abs() / total)]
    });
    table(&[what.to_owned(), "People".to_owned(), "Share".to_owned()], rows.collect())
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
