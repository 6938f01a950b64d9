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

/// (name, people) of an explanation, by one of its labels.
fn explained(scratch: &Scratch, arguments: &[&str], by: &str) -> Vec<(String, f64)> {
    let asked = ["explain", "--members", "4", "--seed", "5", "--quiet", "--json"];
    let text = scratch.succeed(&[&asked[..], arguments].concat());
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON was asked for");
    let cells = document["arrivals"][0]["by"][by].as_array().expect("a list by each label");
    let pair = |cell: &serde_json::Value| {
        let name = cell["name"].as_str().expect("every cell has a name");
        (name.to_owned(), cell["mean_people"].as_f64().expect("and people"))
    };
    cells.iter().map(pair).collect()
}

#[test]
fn an_explanation_counts_only_the_gates_asked_about_and_shows_no_small_groups() {
    let scratch = Scratch::new("crisis-explain");
    let through = |place| explained(&scratch, &["aleppo-2014", "--place", place], "through");
    let (turkey, gate, lebanon) = (through("Turkey"), through("oncupinar"), through("LBN"));
    let other = |name: &str| name == "others";
    assert!(turkey.len() > 3 && turkey.iter().all(|(n, _)| n.ends_with("(Turkey)") || other(n)));
    assert!(lebanon.iter().all(|(name, _)| name.ends_with("(Lebanon)") || other(name)));
    assert_eq!(gate.len(), 1);
    assert!(turkey.contains(&gate[0]), "{turkey:?} {gate:?}");
    assert!(turkey.iter().chain(&lebanon).all(|(_, people)| *people >= 25.0));
}

#[test]
fn where_people_flee_from_now_is_told_by_area_only() {
    let (scratch, crisis) = (Scratch::new("crisis-sensitive"), crisis());
    let from = explained(&scratch, &[&crisis], "from");
    let known = ["North", "others", "home not known (displaced before the start)"];
    assert!(!from.is_empty() && from.iter().all(|(name, _)| known.contains(&name.as_str())));
}
