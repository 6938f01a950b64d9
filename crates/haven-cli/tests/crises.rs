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

const EXPLAIN: [&str; 6] = ["explain", "--members", "4", "--seed", "5", "--quiet"];

/// An explanation as JSON.
fn explanation(scratch: &Scratch, arguments: &[&str]) -> serde_json::Value {
    let text = scratch.succeed(&[&EXPLAIN[..], &["--json"], arguments].concat());
    serde_json::from_str(&text).expect("JSON was asked for")
}

/// (name, people) of an explanation, by one of its labels.
fn explained(scratch: &Scratch, arguments: &[&str], by: &str) -> Vec<(String, f64)> {
    let document = explanation(scratch, arguments);
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

#[test]
fn an_explanation_tells_routes_and_everything_at_once() {
    let scratch = Scratch::new("crisis-routes");
    let what_ifs = ["aleppo-2014", "--what-if", "both-advance", "--what-if", "gates-shut"];
    let document = explanation(&scratch, &what_ifs);
    let (arrivals, second) = (&document["arrivals"][0], &document["arrivals"][1]);
    let people = |cells: &serde_json::Value| -> f64 {
        let cells = cells.as_array().expect("a list").iter();
        cells.map(|cell| cell["mean_people"].as_f64().expect("every cell has people")).sum()
    };
    // Every number is told in whole 25s.
    let add_up = |cells: &serde_json::Value, others: f64, all: f64| {
        let off = 12.5 * (cells.as_array().unwrap().len() + 2) as f64;
        assert!((people(cells) + others - all).abs() <= off, "{others} {all} {cells}");
    };
    let (along, cells) = (&arrivals["by"]["along"], &arrivals["cells"]);
    let in_all = &arrivals["people"];
    let [mean, low, high] = ["mean", "q05", "q95"].map(|it| in_all[it].as_f64().unwrap());
    assert!(low < mean && mean < high, "{in_all}");
    add_up(&arrivals["by"]["through"], 0.0, mean);
    add_up(along, 0.0, mean);
    add_up(cells, arrivals["in_smaller_cells_mean_people"].as_f64().unwrap(), mean);
    let route = along[0]["route"].as_array().expect("the places of a route");
    assert!((1..=3).contains(&route.len()) && route.iter().all(serde_json::Value::is_string));
    let gate = along[0]["through"].as_str().expect("the gate of a route");
    assert!(along[0]["name"].as_str().unwrap().ends_with(&format!(" → {gate}")));
    add_up(&along[0]["from"], 0.0, along[0]["mean_people"].as_f64().unwrap());
    assert_intervals(arrivals, second);
    for cell in cells.as_array().unwrap() {
        assert!(cell["route"].is_array() && cell["mean_people"].as_f64().unwrap() >= 25.0);
    }
    // Wide enough for routes on a line of their own.
    let mut command = scratch.command(&[&EXPLAIN[..], &what_ifs].concat());
    let text = String::from_utf8(command.env("COLUMNS", "200").output().unwrap().stdout).unwrap();
    assert_eq!(text.matches(" Along ").count(), 2, "routes, and how they differ:\n{text}");
    assert_eq!(text.matches("(nine members in ten:").count(), 2, "{text}");
    assert_eq!(text.matches("Nine members in ten").count(), 10, "five labels, twice:\n{text}");
    assert!(
        text.contains("Azaz → Bab al-Salama (Syrian side and camp) → Oncupinar crossing (Turkey)")
    );
}

/// Every part has its interval, and so has its change; the changes add up to that of all.
fn assert_intervals(first: &serde_json::Value, second: &serde_json::Value) {
    let number = |at: &serde_json::Value| at.as_f64().expect("a number of people");
    let numbers =
        |row: &serde_json::Value| ["q05", "mean_people", "q95"].map(|it| number(&row[it]));
    let lists = |by: &serde_json::Value| {
        let lists = by.as_object().expect("lists by label").clone();
        lists.into_iter().map(|(label, list)| (label, list.as_array().expect("a list").clone()))
    };
    assert_eq!(lists(&first["by"]).count(), 5);
    for row in lists(&first["by"]).flat_map(|(_, list)| list) {
        let [low, mean, high] = numbers(&row);
        assert!(0.0 <= low && low <= mean && mean <= high && low < high && mean >= 25.0, "{row}");
    }
    assert!(first["more_than_the_first_by"].is_null());
    let changes: Vec<_> = lists(&second["more_than_the_first_by"]).collect();
    assert_eq!(changes.len(), 5);
    let (_, gates) = changes.iter().find(|(label, _)| label == "through").expect("a label");
    let change: f64 = gates.iter().map(|gate| numbers(gate)[1]).sum();
    let [before, after] = [first, second].map(|it| number(&it["people"]["mean"]));
    // Gates at which little changes are left out.
    assert!((change - (after - before)).abs() < 25.0 * 12.0, "{change} {before} {after}");
    assert!(gates.iter().all(|gate| numbers(gate)[0] <= numbers(gate)[2]), "{gates:?}");
}

#[test]
fn routes_in_use_now_are_left_out() {
    let (scratch, crisis) = (Scratch::new("crisis-routes-now"), crisis());
    let what_ifs = [crisis.as_str(), "--what-if", "raiders-advance", "--what-if", "gates-shut"];
    let document = explanation(&scratch, &what_ifs);
    let arrivals = &document["arrivals"][0];
    assert!(document["left_out"].as_str().unwrap().starts_with("Routes are left out"));
    assert!(arrivals["by"]["along"].is_null());
    let cells = arrivals["cells"].as_array().unwrap();
    assert!(!cells.is_empty() && cells.iter().all(|cell| cell["route"].is_null()));
    let text = scratch.succeed(&[&EXPLAIN[..], &what_ifs].concat());
    assert!(text.contains("Routes are left out") && !text.contains("Along") && !text.contains("→"));
    scratch.succeed(&[
        "run",
        &crisis,
        "--members",
        "4",
        "--quiet",
        "--track",
        "cause",
        "--out",
        "r",
    ]);
    let table = String::from_utf8(scratch.read("r/arrivals.csv")).unwrap();
    assert!(table.starts_with("week,origin,group,cause,route,crossing,mean_people,date,"));
    let routes: Vec<_> = table.lines().skip(1).filter_map(|row| row.split(',').nth(4)).collect();
    assert!(!routes.is_empty() && routes.iter().all(|route| route.is_empty()));
}
