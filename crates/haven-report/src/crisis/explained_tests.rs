//! Explanations of the invented crisis, as text and as JSON.

use super::{explain_json, explain_text};
use crate::testing::{Invented, valley};
use haven::crisis::{ExplainRequest, Explanation, explain};
use haven::{EnsembleRequest, Watch, Work, Workers};
use jiff::civil::date;

/// Six members, asked about long after, so that everything may be told.
fn request(what_ifs: &[&str]) -> ExplainRequest {
    let mut scenario = valley();
    scenario.scenario.as_of = date(2040, 1, 1);
    ExplainRequest {
        scenario,
        what_ifs: what_ifs.iter().map(|it| (*it).to_owned()).collect(),
        ensemble: EnsembleRequest { members: Some(0..6), seed: 7, ..EnsembleRequest::default() },
        ..ExplainRequest::default()
    }
}

fn explained(request: &ExplainRequest) -> Explanation {
    let (workers, watch) = (Workers::new(Some(1)).expect("a thread"), Watch::default());
    let work = Work { workers: &workers, watch: &watch, sources: &Invented };
    explain(request, &work).expect("the invented crisis can be explained")
}

#[test]
fn a_text_lists_each_label_with_intervals_and_shares() {
    let text = explain_text(&explained(&request(&["raiders-advance"])), 120);
    assert!(
        text.starts_with("The valley of Orne\nArrivals in XAB · 6 members · seed 7\n"),
        "{text}"
    );
    for head in [" From ", " Because of ", " Through ", " Along ", " In "] {
        let line = text.lines().find(|line| line.starts_with(head)).expect(head);
        assert!(line.contains("People") && line.contains("Share"), "{line}");
    }
    assert!(
        text.contains("Vell camp → Grey Bridge (XAB)") && text.contains("\n   from Orne "),
        "{text}"
    );
    assert!(text.contains("A route is the end of the last journey"));
    assert!(!text.contains("differs from") && !text.contains("Routes are left out"));
}

#[test]
fn with_two_what_ifs_it_says_how_they_differ() {
    let found = explained(&request(&["raiders-advance", "raiders-advance+gates-shut"]));
    let text = explain_text(&found, 120);
    let differs = "Where \"The raiders advance, Every gate is shut\" differs from \"The raiders advance\", on average: −";
    let whole = text.replace('\n', " ");
    assert!(whole.contains(differs), "{text}");
    assert!(whole.contains(" in all (nine members in ten: −"), "{text}");
    let tables = text.lines().filter(|line| line.starts_with(" From ")).count();
    assert_eq!(tables, 2, "{text}");
    let json = explain_json(&found);
    assert!(json["arrivals"][0]["more_than_the_first_by"].is_null());
    let changes = &json["arrivals"][1]["more_than_the_first_by"];
    let weeks = changes["in"].as_array().expect("weeks");
    assert!(weeks.iter().any(|week| week["mean_people"].as_f64() < Some(0.0)), "{changes}");
    assert!(weeks.iter().all(|week| week["id"].as_str().expect("a date").starts_with("2030-")));
}

#[test]
fn while_people_may_be_on_their_ways_it_says_what_is_left_out() {
    let young = explained(&ExplainRequest { scenario: valley(), ..request(&["raiders-advance"]) });
    let text = explain_text(&young, 120);
    assert!(text.contains("Routes are left out and homes are told by area only"), "{text}");
    assert!(!text.contains("Along") && !text.contains('→') && text.contains(" North "), "{text}");
    let json = explain_json(&young);
    assert_eq!(json["sensitive"], true);
    let left_out = json["left_out"].as_str().expect("a reason");
    assert!(left_out.starts_with("Routes are left out"), "{left_out}");
    assert!(json["arrivals"][0]["by"]["along"].is_null());
}

#[test]
fn the_inverse_question_is_answered_by_what_shifts_or_by_what_limits() {
    let asked = ExplainRequest { reach: Some(1.0..=1e6), ..request(&["raiders-advance"]) };
    let text = explain_text(&explained(&asked), 120);
    assert!(text.contains("6 of 6 members (100 %) come to <25–1,000,000."), "{text}");
    assert!(text.contains("What shifts in them") && !text.contains("trength: "), "{text}");
    let asked = ExplainRequest { reach: Some(1e8..=1e9), ..request(&["raiders-advance"]) };
    let found = explained(&asked);
    let text = explain_text(&found, 400);
    assert!(
        text.contains("none of 6 members comes to 100,000,000–1,000,000,000; the nearest has"),
        "{text}"
    );
    let json = explain_json(&found);
    assert_eq!(
        (json["arrivals"].as_array().map(Vec::len), &json["reach"][0]["of"]),
        (Some(0), &6.into())
    );
    assert_eq!(json["reach"][0]["range"], serde_json::json!([1e8, 1e9]));
}

#[test]
fn an_interrupted_explanation_says_what_is_complete() {
    let mut found = explained(&request(&["raiders-advance"]));
    (found.asked, found.interrupted) = (9, true);
    let text = explain_text(&found, 200).replace('\n', " ");
    let expected = "Interrupted: 9 members were asked for each; what was complete is shown: 6 members with \"The raiders advance\".";
    assert!(text.contains(expected), "{text}");
    assert_eq!(explain_json(&found)["interrupted"], true);
}
