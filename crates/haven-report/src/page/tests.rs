//! The page of a small invented crisis.

use super::page;
use crate::testing::{Invented, valley};
use haven::crisis::{CompareRequest, Comparison, compare};
use haven::{EnsembleRequest, Watch, Work, Workers};
use std::sync::LazyLock;

static COMPARISON: LazyLock<Comparison> = LazyLock::new(|| {
    let members = Some(0..6);
    let request = CompareRequest {
        scenario: valley(),
        attempts: true,
        ensemble: EnsembleRequest { members, seed: 7, ..EnsembleRequest::default() },
        exceed_by: 100.0,
        ..CompareRequest::default()
    };
    let (workers, watch) = (Workers::new(Some(1)).expect("a thread"), Watch::default());
    let work = Work { workers: &workers, watch: &watch, sources: &Invented };
    compare(&request, &work, &mut ()).expect("the invented crisis can be compared")
});

/// What stands between two marks, for each time that they do.
fn between<'a>(page: &'a str, from: &'a str, to: &'a str) -> Vec<&'a str> {
    let rest = page.split(from).skip(1);
    rest.filter_map(|rest| rest.split_once(to).map(|(inside, _)| inside)).collect()
}

#[test]
fn the_page_needs_no_script_and_no_network() {
    let page = page(&COMPARISON);
    for needed in ["<script", "<link", "<img", "@import", "url(", "src=", "href="] {
        assert!(!page.contains(needed), "{needed}");
    }
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
}

#[test]
fn it_opens_with_the_question_and_the_answer() {
    let page = page(&COMPARISON);
    let order = [
        "What-if, not prediction</p>",
        "The valley of Orne</h1>",
        "The governor of the south said",
        "The answer</h2>",
        "They advance, the gates shut: ",
        "As things stand: ",
        "the claimed 20,000 to 30,000",
        "Horizon: 60 days, 1 March 2030 to 29 April 2030",
        "Data known up to 11 March 2030",
        "6 members a combination, seed 7",
    ];
    let found: Vec<Option<usize>> = order.iter().map(|words| page.find(words)).collect();
    assert!(found.iter().all(Option::is_some), "{found:?}");
    assert!(found.is_sorted(), "{found:?}");
}

#[test]
fn its_sections_are_these() {
    let page = page(&COMPARISON);
    let headings = [
        "The answer",
        "All combinations",
        "Where",
        "Over time, by destination",
        "Where everybody is at the end",
        "What makes a difference",
        "Why: origins, causes, gates, weeks",
        "What to prepare for",
        "What it rests on",
        "Limits",
        "Use and misuse",
    ];
    assert_eq!(between(&page, "<h2>", "</h2>"), headings);
}

#[test]
fn every_drawing_has_words_in_its_place() {
    let page = page(&COMPARISON);
    let drawings = between(&page, "<svg", "</svg>");
    assert!(drawings.len() > 5);
    for drawing in drawings {
        assert!(drawing.contains("aria-label=\"") && drawing.contains("<title>"));
    }
}

#[test]
fn what_is_opened_is_closed() {
    let page = page(&COMPARISON);
    let mut open: Vec<&str> = Vec::new();
    for tag in between(&page, "<", ">") {
        let name = tag.split_whitespace().next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed)),
            None if matches!(name, "meta" | "!DOCTYPE") => {}
            None => open.push(name),
        }
    }
    assert_eq!(open, [""; 0]);
}

#[test]
fn no_small_group_stands_in_a_table() {
    let page = page(&COMPARISON);
    let needs = between(&page, "id=\"combinations\"", "</section>");
    let cells = needs.iter().flat_map(|section| between(section, "<strong>", "</strong>"));
    let numbers: Vec<f64> = cells.filter_map(|cell| cell.replace(',', "").parse().ok()).collect();
    assert!(!numbers.is_empty());
    assert!(numbers.iter().all(|number| *number == 0.0 || *number >= 25.0), "{numbers:?}");
}

#[test]
fn nobody_s_strength_is_told() {
    let page = page(&COMPARISON);
    for actor in &COMPARISON.crisis.actors {
        assert!(!page.contains(&format!("strength: {}", actor.name)));
    }
}
