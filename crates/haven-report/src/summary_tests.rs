//! A run by Flee's rules on the terminal.

use crate::summary::flee_run_text;
use crate::testing::{flowing, kept, run, spread};
use haven::flee::{ArdOutcome, FleeRun, PlaceOutcome, PlaceStock};
use haven::{Draws, RunResult};
use textwrap::core::display_width;

fn tutorial() -> FleeRun {
    let RunResult::Flee(run) = run("first-steps") else { panic!("it has Flee's rules") };
    *run
}

fn told(run: &FleeRun) -> String {
    flowing(&flee_run_text(run, &kept(), 120))
}

#[test]
fn the_heading_says_what_was_run() {
    let mut run = tutorial();
    run.manifest.scenario.title = "A title".to_owned();
    let text = flee_run_text(&run, &kept(), 120);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("A title"));
    let scenario = &run.manifest.scenario;
    let days = format!("{} days from {} to {}", scenario.days, scenario.start, scenario.end);
    assert_eq!(lines.next(), Some(format!("3 members · seed 7 · {days}").as_str()));
    assert!(text.ends_with("Results: some/where\n") && !text.contains("Interrupted"));
    (run.manifest.interrupted, run.members.from, run.members.to) = (true, 5, 15);
    assert!(told(&run).contains("Interrupted: 10 members asked for"), "{}", told(&run));
    run.scale_divisor = 1_000;
    assert!(told(&run).contains("In people, in steps of 1,000: each simulated person stands"));
}

#[test]
fn expected_values_are_told_as_such() {
    let mut run = tutorial();
    let sampled = "Numbers are medians, with the interval that holds 90 % of the members";
    let expected = "Expected values are approximate wherever a place fills up.";
    assert!(told(&run).contains(sampled) && !told(&run).contains(expected));
    run.draws = Draws::Expected;
    assert!(!told(&run).contains(sampled) && told(&run).contains(expected));
    assert!(told(&run).contains("expected values · seed 7"));
}

fn elsewhere(name: &str) -> PlaceStock {
    PlaceStock { place: name.to_lowercase(), name: name.to_owned(), stock: spread(&[60.0]) }
}

#[test]
fn the_displaced_are_in_three_parts_of_which_places_are_named() {
    let mut run = tutorial();
    run.outcome.displaced = spread(&[1_000.0]);
    run.outcome.total.stock = spread(&[600.0]);
    run.outcome.outside_camps = spread(&[300.0]);
    run.outcome.on_road = spread(&[100.0]);
    run.outcome.beyond_capacity = spread(&[0.0]);
    run.outcome.elsewhere = ["A", "B", "C", "D", "E"].map(elsewhere).to_vec();
    let expected = "Displaced in all: 1,000. Of them, at the end, at destinations: 600; elsewhere: 300 (A 60; B 60; \
                    C 60; 2 more in summary.csv); on the road: 100.";
    assert!(told(&run).contains(expected), "{}", told(&run));
    assert!(!told(&run).contains("Without room"));
    run.outcome.elsewhere.truncate(3);
    assert!(told(&run).contains("C 60); on the road"), "{}", told(&run));
    run.outcome.elsewhere.clear();
    assert!(told(&run).contains("elsewhere: 300; on the road"), "{}", told(&run));
    run.outcome.beyond_capacity = spread(&[40.0]);
    assert!(told(&run).contains("on the road: 100. Without room where they are: 40."));
}

#[test]
fn the_difference_from_the_counts_has_flee_s_denominator_if_it_has_one() {
    let mut run = tutorial();
    let (plain, flee) = (spread(&[0.1, 0.3]), spread(&[0.0]));
    run.outcome.ard = Some(ArdOutcome { plain, flee });
    // Between 0.1 and 0.3: the middle, and a twentieth of the way from each end.
    let expected = "(days weigh the same): 0.200 (0.110–0.290) of the counts.";
    assert!(told(&run).contains(expected), "{}", told(&run));
    run.outcome.ard = Some(ArdOutcome { plain: spread(&[0.1]), flee: spread(&[0.25]) });
    let expected = "0.100 of the counts; 0.250 by Flee's denominator.";
    assert!(told(&run).contains(expected), "{}", told(&run));
    run.outcome.ard = None;
    assert!(!told(&run).contains("Averaged relative difference"));
}

#[test]
fn what_was_given_and_up_to_when_is_told() {
    let mut run = tutorial();
    run.manifest.information_level = "given-totals".to_owned();
    run.manifest.data_cut_off = Some("2030-04-01".to_owned());
    run.manifest.scenario.days = 1;
    let text = told(&run);
    assert!(text.contains("Horizon 1 day; data up to 2030-04-01."), "{text}");
    assert!(text.contains("given-totals: the counts say how many set out"), "{text}");
    run.manifest.information_level = "given-conflict".to_owned();
    run.manifest.data_cut_off = None;
    let text = told(&run);
    assert!(text.contains("Horizon 1 day; no data."), "{text}");
    assert!(text.contains("given-conflict: the scenario says where there is conflict"), "{text}");
    assert!(!text.contains("in spite of errors"));
    run.manifest.options.accepted_problems = ["one", "other"].map(str::to_owned).to_vec();
    assert!(told(&run).contains("Run in spite of errors: one, other."));
}

#[test]
fn beyond_thirty_destinations_the_largest_are_listed() {
    let mut run = tutorial();
    let place = |at: usize| PlaceOutcome {
        place: format!("camp-{at}"),
        name: format!("Camp {at}."),
        arrivals: spread(&[0.0]),
        stock: spread(&[at as f64]),
        data: None,
        off_by: None,
    };
    run.outcome.places = (0..31).map(place).collect();
    let text = told(&run);
    assert!(text.contains("… and 1 smaller destinations, in summary.csv"), "{text}");
    // The smallest has nobody.
    assert!(!text.contains("Camp 0.") && text.contains("Camp 1.") && text.contains("Camp 30."));
    assert!(text.find("Camp 30.") < text.find("Camp 29."), "{text}");
    assert!(!text.contains("Counted"), "none was counted");
    run.outcome.places.truncate(30);
    let text = told(&run);
    assert!(!text.contains("smaller destinations") && text.find("Camp 0.") < text.find("Camp 1."));
    run.outcome.places[3].data = Some(12.0);
    run.outcome.places[3].off_by = Some(spread(&[0.25]));
    let text = told(&run);
    assert!(text.contains("Counted") && text.contains("Camp 3. 0 3 12 25 %"), "{text}");
    assert!(text.contains("Camp 4. 0 4 – –"), "{text}");
    assert!(text.contains("Off by: difference from the counts over all days"));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let run = tutorial();
    for width in [80, 120, 160] {
        let text = flee_run_text(&run, &kept(), width);
        assert_eq!(text.lines().find(|line| display_width(line) > width), None, "{width}");
    }
}
