//! The question and the answer, in words.

use super::figures::{in_members, percent, range, with_interval};
use super::markup::{Element, element, list, paragraph, text};
use super::subject::Subject;
use crate::claim::{shares, where_claim_lies};
use crate::words::{date, interruption, last_day};
use haven::crisis::{ATTEMPTED, Answer, Headline};
use haven_core::crisis::parameter::declarations;
use haven_core::crisis::scenario::Crisis;

/// The head of the page: label, question, answer, and what the answer rests on.
pub fn opening(subject: &Subject<'_>) -> Element {
    let comparison = subject.comparison;
    let crisis = &comparison.crisis;
    let mut header = element("header")
        .child(text("p", "What-if, not prediction").with("class", "label"))
        .child(text("h1", crisis.title.clone()));
    if !crisis.summary.is_empty() {
        header = header.child(paragraph(crisis.summary.clone()));
    }
    if let Some(claim) = &crisis.claim {
        let said = format!("{} ({})", claim.text, claim.source);
        header = header.child(text("blockquote", said).with("cite", &claim.source));
    }
    header.child(answer(subject)).child(basis(subject))
}

fn answer(subject: &Subject<'_>) -> Element {
    let comparison = subject.comparison;
    let until = date(&comparison.crisis, last_day(&comparison.crisis));
    let baseline = (!subject.is_alone()).then(|| told(subject, subject.baseline, &until));
    let mut answer = element("div")
        .with("class", "answer")
        .child(text("h2", "The answer"))
        .child(told(subject, subject.main, &until))
        .children(attempt(subject))
        .children(baseline);
    if let Some((claim, quantity)) = subject.claimed(&subject.main.headline) {
        let title = &subject.main.asked.title;
        let claimed = format!("the claimed {}", range(claim.low, claim.high));
        let lies = where_claim_lies(claim, quantity);
        answer = answer.child(paragraph(format!("{title}, {claimed}: {lies}.")));
        answer = answer.child(paragraph(claim_elsewhere(subject)));
    }
    answer.child(
        text(
            "p",
            "Numbers are medians; in brackets the interval that holds 90 % of the members. Members differ in \
             every uncertain number of the scenario and in luck. They do not cover what the model \
             leaves out (see Limits). Numbers are rounded to three digits.",
        )
        .with("class", "note"),
    )
}

/// One answer in a sentence or two.
fn told(subject: &Subject<'_>, answer: &Answer, until: &str) -> Element {
    let number = |id: &str| {
        let quantity = answer.headline.quantity(id);
        quantity.map_or_else(|| "–".to_owned(), |quantity| with_interval(&quantity.spread))
    };
    let into = subject.abroad().map_or("a border".to_owned(), |code| format!("into {code}"));
    element("p")
        .child(text("strong", format!("{}: ", answer.asked.title)))
        .text(format!("by {until}, "))
        .child(text("strong", number("displaced")))
        .text(" people are displaced from home and ")
        .child(text("strong", number("crossed")))
        .text(format!(" cross {into}. On that day {} wait at gates", number("waiting")))
        .text(in_haven(&answer.headline))
        .text(format!(" and {} wish to leave but are trapped.", number("trapped")))
}

fn in_haven(headline: &Headline) -> String {
    let quantity = headline.quantity("in_haven").filter(|haven| haven.spread.quantiles[4] > 0.0);
    quantity
        .map_or(String::new(), |haven| format!(", {} are in a haven", with_interval(&haven.spread)))
}

/// What is left of the answer if the advance may fail.
fn attempt(subject: &Subject<'_>) -> Option<Element> {
    let comparison = &subject.comparison;
    let success = comparison.success.get(subject.at).copied().flatten()?;
    let taken = in_members(success, subject.members().min(ATTEMPTED as usize));
    let attempted = comparison.attempts.get(subject.at).and_then(Option::as_ref);
    let crossed = attempted.and_then(|headline| headline.quantity("crossed"));
    let crossing = crossed.map_or(String::new(), |crossed| {
        format!("; counting the attempts that fail, {} cross", with_interval(&crossed.spread))
    });
    Some(paragraph(format!(
        "This takes for granted that the advance takes its objectives. As an attempt it takes all of them {taken}, \
         a chance that rests on assumed strengths{crossing}."
    )))
}

/// In which other answers the claim is reached.
fn claim_elsewhere(subject: &Subject<'_>) -> String {
    let others = subject.comparison.answers.iter().enumerate();
    let others = others.filter(|(at, _)| *at != subject.at);
    let reached: Vec<String> = others
        .filter_map(|(_, answer)| {
            let (claim, quantity) = subject.claimed(&answer.headline)?;
            let [below, ..] = shares(claim, quantity);
            let share = percent(1.0 - below);
            (below < 1.0).then(|| format!("{} ({share} of members)", answer.asked.title))
        })
        .collect();
    match reached.len() {
        0 => "In no member of any other combination do so many come.".to_owned(),
        _ => format!("Other combinations in which as many come: {}.", reached.join("; ")),
    }
}

/// Members from which on five in a hundred are more than a handful.
const ENOUGH: usize = 100;

/// Where uncertain numbers are drawn from.
fn learnt(crisis: &Crisis) -> String {
    let parameters = declarations().len();
    match (0..parameters).filter(|position| crisis.priors.is_learnt(*position)).count() {
        0 => "Not calibrated: uncertain numbers are drawn from their stated priors".to_owned(),
        learnt => format!(
            "{learnt} of {parameters} parameters were learnt from counts before that date; the other \
             uncertain numbers are drawn from their stated priors"
        ),
    }
}

fn basis(subject: &Subject<'_>) -> Element {
    let comparison = subject.comparison;
    let crisis = &comparison.crisis;
    let day = |day| date(crisis, day);
    let mut facts = vec![
        format!("Horizon: {} days, {} to {}", crisis.days, day(0), day(last_day(crisis))),
        format!(
            "Data known up to {} ({})",
            day(i64::from(crisis.origin)),
            comparison.manifest.information_level
        ),
        format!("{} members a combination, seed {}", subject.members(), comparison.seed),
        learnt(crisis),
        format!("Haven {}", env!("CARGO_PKG_VERSION")),
    ];
    if comparison.interrupted {
        facts.push(interruption(comparison));
    }
    if subject.members() < ENOUGH {
        facts.push("Few members: the ends of the intervals are rough".to_owned());
    }
    if subject.is_sensitive() {
        facts.push(
            "Sensitive: people may be on these ways now, so origins are given by area only and roads \
             without numbers"
                .to_owned(),
        );
    }
    element("div").with("class", "basis").child(list(facts))
}
