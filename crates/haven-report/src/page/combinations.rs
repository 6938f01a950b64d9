//! All combinations side by side.

use super::figures::{half_of, percent, shown};
use super::markup::{Element, element, paragraph, section, text};
use super::subject::Subject;
use crate::claim::shares;
use haven::crisis::{Answer, Headline, Quantity};
use haven_core::crisis::scenario::Claim;

/// The table of all combinations.
pub fn combinations(subject: &Subject<'_>) -> Element {
    let comparison = subject.comparison;
    let mut head = element("tr").child(text("th", "Combination").with("scope", "col"));
    for quantity in &subject.baseline.headline.quantities {
        head = head.child(column(quantity.title.clone()));
    }
    if let Some(claim) = &comparison.crisis.claim {
        head = head.child(column(format!("Reach {} or more", shown(claim.low))));
    }
    let body = comparison.answers.iter().enumerate();
    let body = body.map(|(at, answer)| rows(subject, at, answer));
    let table = element("table")
        .with("class", "wide")
        .child(text(
            "caption",
            "People: median; below it the interval of half of the members, then of 90 % of them",
        ))
        .child(element("thead").child(head))
        .children(body);
    section("combinations", "All combinations")
        .child(paragraph(
            "Displaced and crossed: people from the first to the last day. The rest: people on the last day. All \
             combinations share the same members, so a difference between two rows is not luck.",
        ))
        .child(element("div").with("class", "scroll").child(table))
        .child(paragraph(
            "Where anybody advances, the first line takes for granted that the objectives are taken \
             (achieved); the line below plays the attempt, which may fail. Gates and havens \
             do not change who takes what, so combinations that differ in nothing else share one.",
        ).with("class", "note"))
}

fn column(title: String) -> Element {
    text("th", title).with("scope", "col").with("class", "number")
}

/// An answer, and below it the same as an attempt.
fn rows(subject: &Subject<'_>, at: usize, answer: &Answer) -> Element {
    let comparison = subject.comparison;
    let name = text("th", answer.asked.title.clone()).with("scope", "row");
    let rows = element("tbody").child(row(subject, name, &answer.headline));
    let Some(attempt) = comparison.attempts.get(at).and_then(Option::as_ref) else { return rows };
    let success = comparison.success.get(at).copied().flatten();
    let success = success.map_or(String::new(), |share| {
        format!(", succeeds in {}", percent(share).replace(' ', "\u{a0}"))
    });
    let name = text("th", format!("as an attempt{success}"));
    let name = name.with("scope", "row").with("class", "attempt");
    rows.child(row(subject, name, attempt))
}

fn row(subject: &Subject<'_>, name: Element, headline: &Headline) -> Element {
    let numbers = headline.quantities.iter().map(cell);
    let reach = subject.claimed(headline).map(|(claim, quantity)| reaching(claim, quantity));
    element("tr").child(name).children(numbers).children(reach)
}

fn cell(quantity: &Quantity) -> Element {
    let (spread, half) = (&quantity.spread, half_of(&quantity.spread));
    let (low, high) = spread.interval_90();
    let cell = element("td").with("class", "number");
    let cell = cell.child(text("strong", shown(spread.median())));
    if shown(low) == shown(high) {
        return cell;
    }
    cell.child(text("span", narrow(half.0, half.1))).child(text("span", narrow(low, high)))
}

/// An interval that takes little room.
fn narrow(low: f64, high: f64) -> String {
    let (low, high) = (shown(low), shown(high));
    if low == high { low } else { format!("{low}–{high}") }
}

fn reaching(claim: &Claim, quantity: &Quantity) -> Element {
    let [below, ..] = shares(claim, quantity);
    text("td", percent(1.0 - below)).with("class", "number")
}
