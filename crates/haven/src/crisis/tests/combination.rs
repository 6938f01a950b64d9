//! Which what-ifs are put side by side.

use super::super::combination::{asked, grid, named};
use super::{combined, two_gates};
use haven_core::crisis::Advance;
use haven_core::crisis::scenario::{Combination, Crisis};

fn refused(text: &str) -> String {
    asked(&two_gates(), text, Advance::Achieved).expect_err(text).to_string()
}

#[test]
fn a_combination_is_written_with_plus_signs() {
    let both = combined(" gates-half +  army-advance ");
    assert_eq!(both.what_ifs, ["gates-half", "army-advance"]);
    assert_eq!(both.id(), "gates-half+army-advance");
    // Titles stand in the order of the axes, whatever the order in which they are asked for.
    assert_eq!(both.title, "The army advances, Half as many are let through");
    assert_eq!(both.crisis.crossings[0].quota_per_day.median(), 450.0);
    assert_eq!(both.crisis.crossings[1].quota_per_day.median(), 45.0);
}

#[test]
fn without_what_ifs_a_scenario_is_as_it_stands() {
    for text in ["", " ", "+", " + "] {
        let plain = combined(text);
        assert_eq!((plain.id().as_str(), plain.title.as_str()), ("as-it-stands", "as it stands"));
        assert!(plain.what_ifs.is_empty() && !plain.advances());
        assert_eq!(plain.crisis.crossings[0].quota_per_day.median(), 900.0);
    }
}

#[test]
fn an_attempt_differs_in_nothing_else() {
    let achieved = combined("rebels-advance");
    let attempted = achieved.attempted();
    assert!(achieved.advances() && attempted.advances());
    assert_eq!((achieved.advance, attempted.advance), (Advance::Achieved, Advance::Attempted));
    assert_eq!((achieved.id(), achieved.title), (attempted.id(), attempted.title));
    assert!(achieved.crisis == attempted.crisis);
    let asked = asked(&two_gates(), "", Advance::Attempted).expect("as it stands");
    assert_eq!(asked.advance, Advance::Attempted);
}

#[test]
fn an_unknown_what_if_is_corrected_or_all_are_named() {
    let expected = "there is no what-if `army-advanse`\n  hint: did you mean `army-advance`?";
    assert_eq!(refused("army-advanse"), expected);
    let expected =
        "there is no what-if `rain`\n  hint: there are: army-advance, rebels-advance, gates-half";
    assert_eq!(refused("gates-half+rain"), expected);
}

#[test]
fn alternatives_exclude_each_other() {
    let expected = "`army-advance` and `rebels-advance` are alternatives on the axis `advance`: take one of them";
    assert_eq!(refused("army-advance+rebels-advance"), expected);
}

#[test]
fn a_grid_takes_one_or_none_from_each_axis() {
    let all = grid(&two_gates()).expect("it was checked");
    // (none and two advances) × (none and one of gates).
    let ids: Vec<String> = all.iter().map(super::Asked::id).collect();
    let expected = [
        "as-it-stands",
        "gates-half",
        "army-advance",
        "army-advance+gates-half",
        "rebels-advance",
        "rebels-advance+gates-half",
    ];
    assert_eq!(ids, expected);
    assert!(all.iter().all(|one| one.advance == Advance::Achieved));
}

#[test]
fn without_named_combinations_each_what_if_stands_by_itself() {
    let mut crisis = two_gates();
    let ids = |crisis: &Crisis| -> Vec<(String, String)> {
        let all = named(crisis).expect("it was checked");
        all.into_iter().map(|one| (one.id(), one.title)).collect()
    };
    let of = |id: &str, title: &str| (id.to_owned(), title.to_owned());
    let expected = [
        of("as-it-stands", "as it stands"),
        of("army-advance", "The army advances"),
        of("rebels-advance", "The rebels advance"),
        of("gates-half", "Half as many are let through"),
    ];
    assert_eq!(ids(&crisis), expected);
    let what_ifs = vec!["gates-half".to_owned(), "army-advance".to_owned()];
    let title = "They come and fewer may".to_owned();
    crisis.combinations.push(Combination { title, what_ifs });
    assert_eq!(ids(&crisis), [of("gates-half+army-advance", "They come and fewer may")]);
}
