//! The answer in words.

use crate::claim::where_claim_lies;
use crate::numbers::{percent, shown};
use haven::crisis::{Answer, Comparison, Quantity, country_name};
use haven_core::crisis::scenario::Claim;
use haven_study::spread::Spread;

/// Why routes are missing where people may be on them.
pub(crate) const LEFT_OUT: &str = "Routes are left out and homes are told by area only, because people may be on \
    these ways now: the scenario is not older than 90 days.";

/// `about 120,000 (nine in ten members: 60,000 to 250,000)`.
pub(crate) fn about(spread: &Spread) -> String {
    let (low, high) = spread.interval_90();
    let (middle, low, high) = (shown(spread.median()), shown(low), shown(high));
    if low == high {
        format!("about {middle}")
    } else {
        format!("about {middle} (nine members in ten: {low} to {high})")
    }
}

/// One paragraph: what the question was, what the answers are, what limits them.
pub(crate) fn paragraph(comparison: &Comparison) -> String {
    let Some(first) = comparison.answers.first() else { return String::new() };
    let mut text = format!(
        "As it stands, {} people leave their homes within {} days and {} cross{}.",
        in_answer(first, "displaced"),
        comparison.crisis.days,
        in_answer(first, "crossed"),
        comparison
            .abroad
            .as_ref()
            .map(|(_, code)| format!(" into {}", country_name(code)))
            .unwrap_or_default(),
    );
    if let Some((at, most)) = most_crossing(comparison) {
        text += &format!(
            " Of the what-ifs shown, most come with \"{}\": {} leave home and {} cross",
            most.asked.title,
            in_answer(most, "displaced"),
            in_answer(most, "crossed"),
        );
        text += &match comparison.success.get(at).copied().flatten() {
            Some(chance) => format!(
                ", given that the advance succeeds; as an attempt it does so in {} of members, \
                 which rests on assumptions.",
                percent(chance)
            ),
            None => ".".to_owned(),
        };
    }
    if let Some(claim) = &comparison.crisis.claim {
        text += &claimed(comparison, claim);
    }
    text
}

/// Where the claim lies in each answer. Where it is above every member of all, only the highest of
/// each differ.
fn claimed(comparison: &Comparison, claim: &Claim) -> String {
    let answers = comparison.answers.iter();
    let crossed: Vec<(&str, &Quantity)> = answers
        .filter_map(|it| Some((it.asked.title.as_str(), it.headline.quantity("crossed")?)))
        .collect();
    let highest = |quantity: &Quantity| quantity.values.iter().copied().fold(0.0, f64::max);
    let is_above_all =
        crossed.len() > 1 && crossed.iter().all(|(_, quantity)| highest(quantity) < claim.low);
    let lies = |(title, quantity): &(&str, &Quantity)| {
        if is_above_all {
            format!("\"{title}\" {}", shown(highest(quantity)))
        } else {
            format!("\"{title}\": {}", where_claim_lies(claim, quantity))
        }
    };
    let list: Vec<String> = crossed.iter().map(lies).collect();
    let claim = format!("{} to {} people", shown(claim.low), shown(claim.high));
    if is_above_all {
        format!(
            " The {claim} of the claim lie above every member of every answer; the highest member of \
             each: {}.",
            list.join(", ")
        )
    } else {
        format!(" The {claim} of the claim: {}.", list.join("; "))
    }
}

fn in_answer(answer: &Answer, id: &str) -> String {
    answer.headline.quantity(id).map(|quantity| about(&quantity.spread)).unwrap_or_default()
}

/// What is said of a choice of what to prepare for: if more people come with another answer, with which.
pub(crate) fn also_prepare(comparison: &Comparison) -> Option<String> {
    let figure = |answer: &Answer| Some(answer.headline.quantity("crossed")?.planning_figure);
    let prepared = comparison.answers.get(comparison.prepared)?;
    let (_, most) = most_crossing(comparison)?;
    let (figure, usual) = (figure(most)?, figure(prepared)?);
    (figure > usual).then(|| {
        format!(
            "More come with \"{}\": {} (planning figure). `--prepare-for {}` prepares for it.",
            most.asked.title,
            shown(figure),
            most.asked.id()
        )
    })
}

/// The answer in which most people cross, unless it is the first.
fn most_crossing(comparison: &Comparison) -> Option<(usize, &Answer)> {
    let crossing = |answer: &Answer| {
        answer.headline.quantity("crossed").map_or(0.0, |crossed| crossed.spread.median())
    };
    let all = comparison.answers.iter().enumerate();
    all.max_by(|(_, a), (_, b)| crossing(a).total_cmp(&crossing(b))).filter(|(at, _)| *at > 0)
}
