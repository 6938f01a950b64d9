//! A comparison on the terminal.

use super::planned::planning;
use super::tables::{cell, wide_cell};
use super::whereabouts::whereabouts;
use super::words::{also_prepare, paragraph};
use crate::kept::Kept;
use crate::numbers::{count, interval, people, percent, shown_difference};
use crate::table::table;
use crate::words::interruption;
use crate::wrapped::{noted, wrapped};
use haven::crisis::{Comparison, country_name};
use haven_core::crisis::scenario::Crisis;

/// The whole text: the table, the answer in words, differences, what planners need.
pub fn compare_text(comparison: &Comparison, kept: &Kept<'_>, width: usize) -> String {
    let mut parts = vec![
        heading(comparison, kept, width),
        answers(comparison, width),
        wrapped(&paragraph(comparison), width),
        differences(comparison, width),
    ];
    if let Some(prepared) = comparison.answers.get(comparison.prepared) {
        let country = comparison.abroad.as_ref().map(|(_, code)| country_name(code));
        let more = also_prepare(comparison).map(|more| wrapped(&more, width)).unwrap_or_default();
        parts.push(planning(prepared, country.unwrap_or("the countries abroad"), width) + &more);
        parts.push(whereabouts(prepared, width));
    }
    parts.push(caveats(comparison, width));
    parts.push(format!("Report: {}\n", kept.folder.join("report.html").display()));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn heading(comparison: &Comparison, kept: &Kept<'_>, width: usize) -> String {
    let crisis = &comparison.crisis;
    let title = wrapped(&crisis.title, width);
    let members = match comparison.interrupted {
        true => String::new(),
        false => format!("{} each · ", count(comparison.progress.members, "member")),
    };
    let line = format!(
        "{members}seed {} · {} from {} · {:.1} s",
        comparison.seed,
        count(crisis.days as usize, "day"),
        crisis.start,
        kept.seconds
    );
    let mut text = title + &wrapped(&line, width);
    if comparison.interrupted {
        text += &wrapped(&interruption(comparison), width);
    }
    text
}

fn answers(comparison: &Comparison, width: usize) -> String {
    let Some(first) = comparison.answers.first() else { return String::new() };
    let mut header = vec!["If".to_owned()];
    header.extend(first.headline.quantities.iter().map(|quantity| quantity.title.clone()));
    let mut rows = Vec::new();
    for (at, answer) in comparison.answers.iter().enumerate() {
        let mut row = vec![answer.asked.title.clone()];
        row.extend(answer.headline.quantities.iter().map(|q| wide_cell(&q.spread)));
        rows.push(row);
        if let (Some(headline), Some(chance)) = (&comparison.attempts[at], comparison.success[at]) {
            let title = format!("  as an attempt\n  (takes all in {})", percent(chance));
            let mut row = vec![title];
            row.extend(headline.quantities.iter().map(|q| cell(&q.spread)));
            rows.push(row);
        }
    }
    let explained = "Medians, with the intervals that hold 50 % and 90 % of members. Advances are taken to \
                     succeed unless shown as an attempt; gates and havens do not change the chance that it \
                     succeeds.";
    table(&header, rows, width) + &noted(explained, width)
}

fn differences(comparison: &Comparison, width: usize) -> String {
    if comparison.contrasts.is_empty() {
        return String::new();
    }
    let header = ["Against the first", "More displaced", "More crossed", "Chance of more crossing"];
    let rows = comparison.contrasts.iter().map(|contrast| {
        let of = |id: &str| {
            let found = contrast.differences.iter().find(|(quantity, _)| quantity == id);
            found.map(|(_, difference)| *difference)
        };
        let shown = |id: &str| {
            of(id).map(|difference| {
                let [low, _, middle, _, high] = difference.spread.quantiles.map(shown_difference);
                if low == high { middle } else { format!("{middle} ({})", interval(&low, &high)) }
            })
        };
        vec![
            comparison.answers[contrast.answer].asked.title.clone(),
            shown("displaced").unwrap_or_default(),
            shown("crossed").unwrap_or_default(),
            of("crossed").map(|difference| percent(difference.exceeding)).unwrap_or_default(),
        ]
    });
    let by = if comparison.exceed_by > 0.0 {
        format!(" by more than {} people", people(comparison.exceed_by))
    } else {
        String::new()
    };
    let explained = format!(
        "Differences member by member, with the same luck (90 % of members); the chance is that more \
         cross{by}."
    );
    table(&header.map(str::to_owned), rows.collect(), width) + &noted(&explained, width)
}

fn caveats(comparison: &Comparison, width: usize) -> String {
    let crisis = &comparison.crisis;
    let mut text = horizon(crisis, width);
    for limit in crisis.limits.iter().take(3) {
        text += &wrapped(&format!("- {limit}"), width);
    }
    text
}

/// How far the answer looks ahead, and until when it knows anything.
pub(crate) fn horizon(crisis: &Crisis, width: usize) -> String {
    let text = format!(
        "What-if, not prediction. Horizon {}; nothing that was published after {} is used.",
        count(crisis.days as usize, "day"),
        crisis.start.saturating_add(jiff::Span::new().days(crisis.origin))
    );
    wrapped(&text, width)
}
