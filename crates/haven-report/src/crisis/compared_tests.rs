//! A comparison on the terminal, and its answer in words.

use super::compare_text;
use super::words::{about, also_prepare, paragraph};
use crate::testing::{compared, flowing, kept, quantity, spread};
use crate::words::interruption;
use haven::crisis::{Answer, Comparison, Progress};
use textwrap::core::display_width;

/// The valley as it stands and with an advance, whose numbers are given here.
fn two(crossed: [&[f64]; 2]) -> Comparison {
    let mut comparison = compared(&["", "raiders-advance"]);
    for (answer, values) in comparison.answers.iter_mut().zip(crossed) {
        replace(answer, "displaced", &[1_000.0, 2_000.0, 3_000.0]);
        replace(answer, "crossed", values);
    }
    comparison
}

fn replace(answer: &mut Answer, id: &str, values: &[f64]) {
    let found = answer.headline.quantities.iter_mut().find(|quantity| quantity.id == id);
    *found.expect(id) = quantity(id, values, values[0]);
}

#[test]
fn about_so_many_has_an_interval_where_members_differ() {
    // Of three members the fifth percentile lies a tenth of the way from the first to the second.
    let differ = about(&spread(&[1_000.0, 2_000.0, 3_000.0]));
    assert_eq!(differ, "about 2,000 (nine members in ten: 1,100 to 2,900)");
    assert_eq!(about(&spread(&[500.0, 500.0])), "about 500");
    // Different members that look the same at three digits are one number.
    assert_eq!(about(&spread(&[50_000.0, 50_001.0])), "about 50,000");
    assert_eq!(about(&spread(&[1.0, 2.0])), "about <25");
}

#[test]
fn the_answer_in_words_names_the_what_if_with_most_and_what_it_rests_on() {
    let mut comparison = two([&[500.0; 3], &[9_000.0; 3]]);
    let advance = comparison.answers[1].asked.title.clone();
    comparison.success = vec![None, Some(0.5)];
    comparison.crisis.claim = None;
    let expected = format!(
        "As it stands, about 2,000 (nine members in ten: 1,100 to 2,900) people leave their homes within 60 days \
         and about 500 cross into XAB. Of the what-ifs shown, most come with \"{advance}\": about 2,000 (nine members in \
         ten: 1,100 to 2,900) leave home and about 9,000 cross, given that the advance succeeds; as an \
         attempt it does so in 50 % of members, which rests on assumptions."
    );
    assert_eq!(paragraph(&comparison), expected);
    comparison.success = vec![None, None];
    assert!(paragraph(&comparison).ends_with("and about 9,000 cross."));
    comparison.abroad = None;
    assert!(paragraph(&comparison).contains("about 500 cross. Of the what-ifs"));
    comparison.answers.clear();
    assert_eq!(paragraph(&comparison), "");
}

#[test]
fn where_nothing_brings_more_than_the_first_no_other_is_named() {
    let comparison = two([&[9_000.0; 3], &[500.0; 3]]);
    assert!(!paragraph(&comparison).contains("most come with"));
    assert_eq!(also_prepare(&comparison), None);
}

#[test]
fn a_claim_is_set_beside_every_answer_or_above_all_of_them() {
    // The claim is 20,000 to 30,000.
    let [one, other] = ["As things stand", "The raiders advance"];
    let mut above_all = two([&[500.0; 3], &[9_000.0; 3]]);
    (above_all.answers[0].asked.title, above_all.answers[1].asked.title) =
        (one.to_owned(), other.to_owned());
    let text = paragraph(&above_all);
    let expected = format!(
        " The 20,000 to 30,000 people of the claim lie above every member of every answer; the highest member of \
         each: \"{one}\" 500, \"{other}\" 9,000."
    );
    assert!(text.ends_with(&expected), "{text}");
    let mut reached = two([&[500.0; 3], &[25_000.0; 3]]);
    (reached.answers[0].asked.title, reached.answers[1].asked.title) =
        (one.to_owned(), other.to_owned());
    let text = paragraph(&reached);
    let expected = format!(
        " The 20,000 to 30,000 people of the claim: \"{one}\": it lies above all 3 members (the highest: 500); \
         \"{other}\": 100 % of members lie in it."
    );
    assert!(text.ends_with(&expected), "{text}");
    // On its edge the claim is reached.
    assert!(paragraph(&two([&[500.0; 3], &[20_000.0; 3]])).contains("100 % of members lie in it"));
    let alone = {
        let mut comparison = two([&[500.0; 3], &[600.0; 3]]);
        comparison.answers.truncate(1);
        comparison
    };
    assert!(paragraph(&alone).contains("it lies above all 3 members"));
}

#[test]
fn who_prepares_for_less_than_comes_is_told_what_more_would_be() {
    let mut comparison = two([&[500.0; 3], &[9_000.0; 3]]);
    comparison.prepared = 0;
    let title = comparison.answers[1].asked.title.clone();
    let expected = format!(
        "More come with \"{title}\": 9,000 (planning figure). `--prepare-for raiders-advance` prepares for it."
    );
    assert_eq!(also_prepare(&comparison), Some(expected));
    comparison.prepared = 1;
    assert_eq!(also_prepare(&comparison), None);
}

#[test]
fn a_text_says_what_was_compared_and_what_is_missing() {
    let mut comparison = two([&[500.0; 3], &[9_000.0; 3]]);
    let text = compare_text(&comparison, &kept(), 120);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "The valley of Orne");
    assert_eq!(lines[1], "6 members each · seed 7 · 60 days from 2030-03-01 · 2.0 s");
    assert!(!text.contains("Interrupted") && !text.contains("by more than"));
    assert!(text.ends_with("Report: some/where/report.html\n"));
    comparison.interrupted = true;
    comparison.exceed_by = 1_500.0;
    comparison.crisis.limits = ["one", "two", "three", "four"].map(str::to_owned).to_vec();
    let text = compare_text(&comparison, &kept(), 120);
    assert_eq!(text.lines().nth(1), Some("seed 7 · 60 days from 2030-03-01 · 2.0 s"));
    let told = "Interrupted: 6 members were asked for each; what was complete is shown: 6 members with \
                \"as it stands\", 6 members with \"The raiders advance\".";
    assert!(flowing(&text).contains(told), "{text}");
    assert!(flowing(&text).contains("the chance is that more cross by more than 1,500 people."));
    assert!(text.contains("\n- three\n") && !text.contains("- four"), "{text}");
    comparison.contrasts.clear();
    assert!(!compare_text(&comparison, &kept(), 120).contains("Against the first"));
}

#[test]
fn a_comparison_that_was_stopped_says_how_far_each_combination_came() {
    let mut comparison = two([&[500.0; 3], &[9_000.0; 3]]);
    comparison.interrupted = true;
    comparison.answers[1].members.truncate(2);
    let not_begun = [("a", "Gates shut"), ("b", "No bombing")];
    comparison.progress = Progress {
        members: 6,
        attempts: 4,
        attempted: vec![None, Some(1)],
        not_begun: not_begun.map(|(id, title)| (id.to_owned(), title.to_owned())).to_vec(),
    };
    let told = "Interrupted: 6 members were asked for each, and 4 attempts of those with advances; what was \
                complete is shown: 6 members with \"as it stands\", 2 members and 1 attempt with \"The raiders \
                advance\". Not begun: \"Gates shut\", \"No bombing\".";
    assert_eq!(interruption(&comparison), told);
}

#[test]
fn differences_are_medians_with_intervals_and_chances() {
    let mut comparison = two([&[500.0; 3], &[9_000.0; 3]]);
    for (id, difference) in &mut comparison.contrasts[0].differences {
        if id == "crossed" {
            difference.spread.quantiles = [-1_000.0, 0.0, 100.0, 200.0, 3_000.0];
            difference.exceeding = 0.75;
        }
        if id == "displaced" {
            difference.spread.quantiles = [40.0; 5];
        }
    }
    let text = compare_text(&comparison, &kept(), 200);
    let at = text.find("Against the first").expect("there is a table");
    let row = text[at..].lines().nth(2).expect("with a row");
    assert!(row.contains("+100 (−1,000 to +3,000)") && row.contains("75 %"), "{row}");
    assert!(row.contains(" +40 ") && !row.contains("+40 ("), "{row}");
}

#[test]
fn an_attempt_stands_below_its_answer() {
    let mut comparison = two([&[500.0; 3], &[9_000.0; 3]]);
    comparison.attempts[1] = Some(comparison.answers[0].headline.clone());
    comparison.success[1] = Some(0.25);
    let text = flowing(&compare_text(&comparison, &kept(), 200));
    assert!(text.contains("as an attempt") && text.contains("(takes all in 25 %)"), "{text}");
    comparison.success[1] = None;
    assert!(!compare_text(&comparison, &kept(), 200).contains("as an attempt\n"));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let comparison = two([&[500.0; 3], &[9_000.0; 3]]);
    for width in [60, 80, 120, 160] {
        let text = compare_text(&comparison, &kept(), width);
        let wide = text.lines().find(|line| display_width(line) > width);
        assert_eq!(wide, None, "{width}");
    }
}
