//! The measures that `docs/results.md` lists are those that the code has.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use haven_core::crisis::scenario;
use haven_core::flee;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Names in the first column of the first table of measures after a heading.
fn listed(page: &str, heading: &str) -> BTreeSet<String> {
    let part = page.split_once(&format!("\n## {heading}\n")).unwrap().1;
    let rows = part.split_once("| measure | meaning |\n").unwrap().1.lines();
    let rows = rows.take_while(|line| line.starts_with('|')).skip(1);
    rows.flat_map(|row| row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_page_of_results_lists_every_measure() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/results.md");
    let page = fs::read_to_string(path).unwrap();
    let names = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let flee = flee::Measure::PUBLISHED.map(flee::Measure::name).to_vec();
    let crisis = scenario::Measure::ALL.map(scenario::Measure::name).to_vec();
    assert_eq!(listed(&page, "`summary.csv`"), names(flee));
    assert_eq!(listed(&page, "Results of crises"), names(crisis));
}
