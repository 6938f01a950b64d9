//! Checkers of documents, texts and pages.

use crate::groups::{self, everywhere, list};
use crate::small::{HOMES, STRENGTHS};
use serde_json::Value;

/// Keys under which groups are told.
const OF_GROUPS: [&str; 9] = [
    "along",
    "because of",
    "cause",
    "causes",
    "cells",
    "mean_people",
    "origin",
    "origins",
    "routes",
];

/// Nothing of how strong armed actors are is in an output.
pub fn nothing_of_strength(text: &str, what: &str) {
    for number in STRENGTHS {
        assert!(!text.contains(number), "{what} tells a strength, {number}");
    }
    for words in ["strength: ", "supplies of "] {
        assert!(!text.contains(words), "{what} tells of `{words}`");
    }
}

/// A document tells people by place and day only.
pub fn nothing_of_groups(document: &Value) {
    match document {
        Value::Object(fields) => {
            for (key, value) in fields {
                let is_of_groups = OF_GROUPS.contains(&key.as_str()) && !value.is_string();
                assert!(!is_of_groups, "no one looks at `{key}`");
                nothing_of_groups(value);
            }
        }
        Value::Array(values) => values.iter().for_each(nothing_of_groups),
        _ => {}
    }
}

/// The document of `explain`.
pub fn explanation(document: &Value, is_sensitive: bool) {
    everywhere(document);
    let told = document["arrivals"].as_array().unwrap();
    for arrivals in told {
        let all = arrivals["people"]["mean"].as_f64().unwrap();
        let by = arrivals["by"].as_object().unwrap();
        assert_eq!(by.contains_key("along"), !is_sensitive);
        for (label, rows) in by {
            let rows = rows.as_array().unwrap();
            if all >= groups::FEW {
                list(rows, all, label);
            }
            for row in rows.iter().filter(|row| row["from"].is_array()) {
                list(row["from"].as_array().unwrap(), row["mean_people"].as_f64().unwrap(), label);
            }
        }
        for cell in arrivals["cells"].as_array().unwrap() {
            groups::large(cell["mean_people"].as_f64().unwrap(), &cell.to_string());
            assert!(!is_sensitive || cell["route"].is_null(), "{cell}");
        }
        no_exact_origin(&arrivals.to_string(), is_sensitive);
    }
    let sensitive = document["sensitive"].as_bool().unwrap();
    assert_eq!(sensitive, is_sensitive);
}

/// While people may be on their ways, no home is named.
fn no_exact_origin(text: &str, is_sensitive: bool) {
    for home in HOMES.iter().filter(|_| is_sensitive) {
        assert!(!text.contains(home), "{home} is named:\n{text}");
    }
}

/// The text of `explain`: its tables of groups.
pub fn explained(text: &str, is_sensitive: bool) {
    let mut tables = 0;
    for table in tables_of(text) {
        let head = table.lines().next().unwrap_or_default();
        let of_groups = ["From", "Because of", "Through", "Along", "In"];
        if of_groups.iter().any(|label| head.trim_start().starts_with(label)) {
            let body: Vec<&str> = table.lines().skip_while(|line| !line.starts_with('═')).collect();
            groups::text(&body.join("\n"), "a table of groups");
            no_exact_origin(&table, is_sensitive);
            assert!(!(is_sensitive && table.contains('→')), "{table}");
            tables += 1;
        }
    }
    // The inverse question has none.
    let least = if is_sensitive { 4 } else { 5 };
    assert!(tables >= least || text.contains(" come to"), "{text}");
}

/// The tables of a text, between their first and last line.
fn tables_of(text: &str) -> Vec<String> {
    let mut tables = Vec::new();
    let mut open: Option<Vec<&str>> = None;
    for line in text.lines() {
        match (&mut open, line.starts_with('─')) {
            (None, true) => open = Some(Vec::new()),
            (Some(lines), true) => {
                tables.push(lines.join("\n"));
                open = None;
            }
            (Some(lines), false) => lines.push(line),
            (None, false) => {}
        }
    }
    tables
}

/// The text of a run by Flee's rules: where people came from.
pub fn origins(text: &str) {
    let told = text.split_once("Where the people at each destination came from").unwrap().1;
    let lines: Vec<&str> = told.lines().skip(1).take_while(|line| line.starts_with(' ')).collect();
    assert!(lines.iter().any(|line| line.contains(" · ")), "{told}");
    groups::text(&lines.join("\n"), "origins");
}

/// A text of a verb that tells people by place and day only.
pub fn plain(text: &str) {
    for head in ["Because of", "Along", "came from", "Nine members in ten"] {
        assert!(!text.contains(head), "no one looks at `{head}`:\n{text}");
    }
}

/// The page: why people left, and the roads they use.
pub fn page(page: &str, is_sensitive: bool) {
    let section = |id: &str| {
        let rest = page.split_once(&format!("id=\"{id}\"")).unwrap().1;
        rest.split("<section").next().unwrap()
    };
    let titles = |text: &str| -> Vec<String> {
        let parts = text.split("<title>").skip(1);
        parts.map(|part| part.split("</title>").next().unwrap().to_owned()).collect()
    };
    let why = section("why");
    let bars: Vec<String> = titles(why)
        .into_iter()
        .filter(|it| it.contains(" · ") || it.starts_with("week from"))
        .collect();
    assert!(bars.len() > 4, "{bars:?}");
    groups::text(&bars.join("\n"), "bars of the page");
    no_exact_origin(why, is_sensitive);
    let roads: Vec<String> =
        titles(section("map")).into_iter().filter(|it| it.contains(" – ")).collect();
    groups::text(&roads.join("\n"), "roads of the page");
    assert_eq!(roads.is_empty(), is_sensitive, "{roads:?}");
}
