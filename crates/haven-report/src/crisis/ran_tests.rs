//! A run of the invented crisis on the terminal.

use super::crisis_run_text;
use crate::testing::{flowing, kept, quantity, run, spread};
use crate::whereabouts::{rows, without_room};
use haven::RunResult;
use haven::crisis::{CrisisRun, Taken};
use haven_core::crisis::scenario::ActorId;
use haven_core::id::PlaceId;

fn played() -> CrisisRun {
    let RunResult::Crisis(run) = run("crisis/good") else { panic!("it is a crisis") };
    *run
}

#[test]
fn a_text_begins_with_what_was_played_and_ends_with_where_it_is() {
    let run = played();
    let text = crisis_run_text(&run, &kept(), 120);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("The valley of Orne"));
    let second = lines.next().unwrap();
    assert!(
        second.ends_with(" · 3 members · seed 7 · 60 days from 2030-03-01 · 2.0 s"),
        "{second}"
    );
    assert!(!second.contains("advances"), "nobody advances as it stands: {second}");
    assert!(text.ends_with("Results: some/where\n"));
    assert!(text.contains("What-if, not prediction. Horizon 60 days"));
}

#[test]
fn one_member_says_nothing_of_how_sure_it_is() {
    let mut run = played();
    let many = "Medians, with the intervals that hold 50 % and 90 % of members.";
    assert!(flowing(&crisis_run_text(&run, &kept(), 120)).contains(many));
    run.answer.members.truncate(1);
    let text = crisis_run_text(&run, &kept(), 120);
    assert!(text.contains("One member: it says nothing of how sure this is."), "{text}");
    assert!(text.contains(" · 1 member · "), "{text}");
}

#[test]
fn an_interruption_is_told() {
    let mut run = played();
    assert!(!crisis_run_text(&run, &kept(), 120).contains("Interrupted"));
    run.interrupted = true;
    let text = crisis_run_text(&run, &kept(), 120);
    assert_eq!(text.lines().nth(2), Some("Interrupted: what was complete is shown"));
}

#[test]
fn eight_places_that_change_hands_are_listed() {
    let mut run = played();
    let taken = |share| Taken { place: PlaceId(0), by: ActorId(0), share, day: spread(&[3.0]) };
    run.answer.taken = (0..9).map(|at| taken(f64::from(90 - at) / 100.0)).collect();
    let crisis = &run.answer.asked.crisis;
    let line = |percent: usize| {
        let (place, actor) = (&crisis.places[0].name, &crisis.actors[0].name);
        format!("{place} by {actor} in {percent} % of members")
    };
    let text = flowing(&crisis_run_text(&run, &kept(), 120));
    assert!(text.contains(&format!("Places that change hands: {};", line(90))), "{text}");
    assert!(text.contains(&format!("{}.", line(83))) && !text.contains(&line(82)), "{text}");
    run.answer.taken.clear();
    assert!(!crisis_run_text(&run, &kept(), 120).contains("change hands"));
}

#[test]
fn the_claim_stands_below_the_numbers_that_it_is_about() {
    let mut run = played();
    let crossed = run.answer.headline.quantities.iter_mut().find(|it| it.id == "crossed");
    *crossed.unwrap() = quantity("crossed", &[25_000.0, 40_000.0], 0.0);
    let text = flowing(&crisis_run_text(&run, &kept(), 120));
    let said = "would come: 50 % of members lie in it, 50 % above it.";
    assert!(text.contains(said), "{text}");
    run.abroad = None;
    assert!(!flowing(&crisis_run_text(&run, &kept(), 120)).contains(said), "it is about XAB");
}

#[test]
fn everybody_is_in_one_row_and_some_are_in_a_part_of_it() {
    let answer = played().answer;
    let rows = rows(&answer);
    assert_eq!((rows[0].label.as_str(), rows[0].is_part), ("At home", false));
    let last = rows.last().unwrap();
    assert_eq!((last.label.as_str(), last.is_part), ("Everybody", false));
    let whole = &rows[..rows.len() - 1];
    let sum: f64 = whole.iter().filter(|row| !row.is_part).map(|row| row.people.mean).sum();
    assert!((sum - last.people.mean).abs() < 1e-6, "{sum} of {}", last.people.mean);
    assert!(rows.iter().all(|row| row.people.mean > 0.0));
}

#[test]
fn those_without_room_are_told_by_country_or_not_at_all() {
    let mut answer = played().answer;
    let whole = |people: f64| format!("{people:.0}");
    for (at, (_, people)) in answer.whereabouts.beyond_capacity.iter_mut().enumerate() {
        let id = people.id.clone();
        *people = quantity(&id, &[[0.0, 300.0][at.min(1)]], 0.0);
    }
    let countries = answer.asked.crisis.countries();
    let expected =
        format!("Of them beyond the room of the place where they are: 300 in {}.", countries[1]);
    let told = without_room(&answer, whole).unwrap();
    assert!(told.starts_with(expected.trim_end_matches('.')), "{told}");
    answer.whereabouts.beyond_capacity.truncate(1);
    assert_eq!(without_room(&answer, whole), None);
}
