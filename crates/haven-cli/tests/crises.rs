//! Crises, through the program: the same bits on any number of threads, paired what-ifs, bad requests.

mod common;

use common::Scratch;
use std::path::Path;

/// A small invented crisis, with every table.
fn crisis() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bad/crisis/good");
    root.canonicalize()
        .expect("the folder of a good crisis is in the repository")
        .to_string_lossy()
        .into_owned()
}

#[test]
fn a_crisis_has_the_same_bits_on_any_number_of_threads_and_with_origins_tracked() {
    let (scratch, crisis) = (Scratch::new("crisis-threads"), crisis());
    for (threads, out, track) in [("1", "one", None), ("7", "seven", Some("cause"))] {
        let mut arguments = vec!["run", &crisis, "--what-if", "raiders-advance", "--members", "20"];
        arguments.extend(["--seed", "3", "--quiet", "--threads", threads, "--out", out]);
        arguments.extend(track.into_iter().flat_map(|label| ["--track", label]));
        scratch.succeed(&arguments);
    }
    for file in ["summary.csv", "members.parquet"] {
        let one = scratch.read(&format!("one/{file}"));
        assert!(one.len() > 1000, "{file} is nearly empty");
        assert!(one == scratch.read(&format!("seven/{file}")), "{file} differs");
    }
    assert!(scratch.0.join("seven/arrivals.csv").is_file());
}

#[test]
fn a_comparison_stores_a_page_and_what_changes_nothing_differs_by_nothing() {
    let (scratch, crisis) = (Scratch::new("crisis-compare"), crisis());
    let mut arguments =
        vec!["compare", crisis.as_str(), "--members", "8", "--seed", "5", "--quiet"];
    arguments.extend([
        "--what-if",
        "gates-shut",
        "--what-if",
        "gates-shut",
        "--json",
        "--out",
        "c",
    ]);
    let text = scratch.succeed(&arguments);
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let differences = &document["contrasts"][0]["differences"];
    for quantity in ["displaced", "crossed", "waiting"] {
        assert_eq!(differences[quantity]["q05"], 0.0, "{quantity}");
        assert_eq!(differences[quantity]["q95"], 0.0, "{quantity}");
    }
    let page = String::from_utf8(scratch.read("c/report.html")).unwrap();
    assert!(page.contains("What-if, not prediction") || page.contains("what-if, not prediction"));
    assert!(!page.contains("<script") && !page.contains("src=\"http"), "the page needs no network");
    assert!(scratch.0.join("c/compare.csv").is_file());
}
