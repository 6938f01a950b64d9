//! `out.csv` says what the other files say, in Flee's columns.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

#[path = "../../haven-io/tests/bad_cases/mod.rs"]
mod bad_cases;
mod common;

use common::Scratch;
use std::collections::BTreeMap;
use std::fs;

/// Rows of a table without quotes, by column.
fn table(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let mut lines = text.lines();
    let header: Vec<String> = lines.next().unwrap().split(',').map(str::to_owned).collect();
    lines
        .map(|line| header.iter().cloned().zip(line.split(',').map(str::to_owned)).collect())
        .collect()
}

#[test]
fn flees_output_of_one_member_is_the_summary_of_one_member() {
    let scratch = Scratch::new("flee-output");
    for (name, bytes) in bad_cases::good() {
        let path = scratch.0.join("toy").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    scratch.succeed(&["run", "toy", "--members", "1", "--seed", "4", "--out", "a", "--quiet"]);
    let summary = table(&scratch.read("a/summary.csv"));
    let days = table(&scratch.read("a/out.csv"));
    assert_eq!(days.len(), 20);
    let number = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<f64>().unwrap();
    for day in &days {
        let row = |place: &str, measure: &str| {
            let is_it = |row: &&BTreeMap<String, String>| {
                row["day"] == day["Day"] && row["place"] == place && row["measure"] == measure
            };
            summary.iter().find(is_it).unwrap()
        };
        for camp in ["Camp1", "Camp2"] {
            assert_eq!(number(day, &format!("{camp} sim")), number(row(camp, "stock"), "mean"));
            assert_eq!(number(day, &format!("{camp} data")), number(row(camp, "stock"), "data"));
        }
        let all = row("total", "stock");
        assert_eq!(number(day, "refugees in camps (simulation)"), number(all, "mean"));
        assert_eq!(number(day, "refugees in camps (UNHCR)"), number(all, "data"));
        let displaced = number(row("total", "displaced"), "mean");
        assert_eq!(number(day, "total refugees (simulation)"), displaced);
    }
    assert_eq!(days[0]["Date"], "2020-01-02", "Flee prints the next day's date");
}
