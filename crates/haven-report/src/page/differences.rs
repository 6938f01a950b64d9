//! How each combination differs from the first, member by member.

use super::drawing::{PAGE_WIDTH, drawing, figure, fitted, label, line, rectangle};
use super::figures::{half_of, percent, range_difference, shown_difference};
use super::markup::{Element, element, paragraph, section};
use super::scale::{Scale, px};
use super::subject::Subject;
use crate::numbers::people;
use haven_study::crisis::paired::Difference;

const LEFT: f64 = 262.0;
const RIGHT: f64 = 200.0;
const ROW: f64 = 30.0;
const FOOT: f64 = 34.0;

/// Quantities of which differences are drawn.
const DRAWN: [&str; 4] = ["crossed", "displaced", "waiting", "in_haven"];

/// The charts of paired differences, if there is anything to compare.
pub fn differences(subject: &Subject<'_>) -> Option<Element> {
    if subject.comparison.contrasts.is_empty() {
        return None;
    }
    let by = match subject.comparison.exceed_by {
        0.0 => String::new(),
        exceed_by => format!(" by more than {} people", people(exceed_by)),
    };
    let lead = format!(
        "Each member is played once under every combination with the same uncertain numbers and the same luck, \
         so the luck that both share cancels. Every line is a combination less “{}”: the dot is the \
         median, the thick line holds half of the members, the thin line 90 % of them. On the right also: the \
         share of members in which the combination exceeds it{by}. Combinations without any difference are left out.",
        subject.baseline.asked.title
    );
    let charts = DRAWN.iter().filter_map(|id| chart(subject, id));
    Some(section("differences", "What makes a difference").child(paragraph(lead)).children(charts))
}

/// A row of a chart: the combination's title and its difference.
type Row<'a> = (&'a str, &'a Difference);

/// Whether a quantity differs in any member worth drawing.
fn differs(difference: &Difference) -> bool {
    difference.spread.quantiles.iter().any(|quantile| *quantile != 0.0)
}

/// The chart of a quantity, of the combinations in which it differs.
fn chart(subject: &Subject<'_>, id: &str) -> Option<Element> {
    let comparison = subject.comparison;
    let quantity = subject.baseline.headline.quantity(id)?;
    let rows: Vec<Row<'_>> = comparison
        .contrasts
        .iter()
        .filter_map(|contrast| {
            let (_, difference) = contrast.differences.iter().find(|(other, _)| other == id)?;
            let title = comparison.answers.get(contrast.answer)?.asked.title.as_str();
            differs(difference).then_some((title, difference))
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let ends = |level: usize| rows.iter().map(move |(_, row)| row.spread.quantiles[level]);
    let low = ends(0).fold(0.0, f64::min);
    let high = ends(4).fold(0.0, f64::max);
    let along = Scale::new(low, high, LEFT, PAGE_WIDTH - RIGHT);
    let height = rows.len() as f64 * ROW + FOOT;
    let title = format!("{}: difference from “{}”", quantity.title, subject.baseline.asked.title);
    let drawn = drawing(PAGE_WIDTH, height, &title)
        .children(axis(&along, height))
        .children(rows.iter().enumerate().map(|(at, row)| dot_and_interval(at, *row, &along)));
    Some(figure(drawn, &title))
}

fn axis(along: &Scale, height: f64) -> Vec<Element> {
    let bottom = height - FOOT;
    let mut parts = Vec::new();
    let mut last = f64::NEG_INFINITY;
    for mark in &along.marks {
        let x = along.at(*mark);
        parts.push(line([x, 0.0], [x, bottom], if *mark == 0.0 { "zero" } else { "grid" }));
        if x - last > 62.0 {
            parts.push(label(x, bottom + 16.0, "middle", people(*mark).replace('-', "−")));
            last = x;
        }
    }
    parts.push(label(LEFT, bottom + 31.0, "start", "people more (right) or fewer (left)"));
    parts
}

fn dot_and_interval(at: usize, (title, difference): Row<'_>, along: &Scale) -> Element {
    let y = at as f64 * ROW + ROW / 2.0;
    let (spread, half) = (&difference.spread, half_of(&difference.spread));
    let (low, high) = spread.interval_90();
    let bar = |from: f64, to: f64, thick: f64, class| {
        rectangle([along.at(from), y - thick / 2.0], [along.at(to) - along.at(from), thick], class)
    };
    let median = shown_difference(spread.median());
    let right = PAGE_WIDTH - RIGHT + 10.0;
    let exceeds = format!("exceeds in {}", percent(difference.exceeding));
    let words = format!("{median} ({}); {exceeds}", range_difference(low, high));
    element("g")
        .child(super::markup::text("title", format!("{title}: {words}")))
        .child(fitted(0.0, y + 4.0, "start", title, LEFT - 8.0))
        .child(bar(low, high, 2.0, "interval90"))
        .child(bar(half.0, half.1, 7.0, "interval50"))
        .child(
            element("circle")
                .with("cx", px(along.at(spread.median())))
                .with("cy", px(y))
                .with("r", 5)
                .with("class", "dot"),
        )
        .child(label(right, y - 2.0, "start", format!("{median}; {exceeds}")))
        .child(label(right, y + 11.0, "start", range_difference(low, high)).with("class", "small"))
}
