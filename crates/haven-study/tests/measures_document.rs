//! The measures that `docs/results.md` and `docs/glossary.md` list are those that the code has.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use haven_core::crisis::scenario;
use haven_core::flee;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn page(name: &str) -> String {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    fs::read_to_string(docs.join(name)).unwrap()
}

/// Names in the first column of the first table of measures after a heading.
fn listed(page: &str, heading: &str) -> BTreeSet<String> {
    let part = page.split_once(&format!("\n## {heading}\n")).unwrap().1;
    let rows = part.split_once("| measure |").unwrap().1.lines().skip(1);
    let rows = rows.take_while(|line| line.starts_with('|')).skip(1);
    rows.flat_map(|row| row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn the_page_of_results_lists_every_measure() {
    let page = page("results.md");
    let flee = flee::Measure::PUBLISHED.map(flee::Measure::name);
    let crisis = scenario::Measure::ALL.map(scenario::Measure::name);
    assert_eq!(listed(&page, "`summary.csv`"), names(&flee));
    assert_eq!(listed(&page, "Results of crises"), names(&crisis));
}

#[test]
fn the_glossary_has_every_measure_once_flows_apart_from_stocks() {
    let page = page("glossary.md");
    let is_flow = |name: &str| {
        let of = scenario::Measure::ALL.into_iter().find(|measure| measure.name() == name);
        // By Flee's rules people are counted as they arrive; in a crisis no series has it.
        of.map_or(name == "arrived", scenario::Measure::is_flow)
    };
    let flee = flee::Measure::PUBLISHED.map(flee::Measure::name);
    let crisis = scenario::Measure::ALL.map(scenario::Measure::name);
    let (flows, stocks) = [names(&flee), names(&crisis)]
        .into_iter()
        .flatten()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .partition::<BTreeSet<_>, _>(|name| is_flow(name));
    assert_eq!(listed(&page, "Where people are"), stocks);
    assert_eq!(listed(&page, "How people move"), flows);
}
