//! Who holds what, who takes what when, and what is used of roads and supplies.

use super::super::answer::{Answer, Held, Taken};
use super::super::play::Played;
use super::{at, close, combined, played};
use haven_core::crisis::scenario::ActorId;
use haven_core::crisis::{Actors, Capture};
use haven_study::workers::Workers;

const ARMY: ActorId = ActorId(0);
const REBELS: ActorId = ActorId(1);

fn answer(played: &Played) -> Answer {
    let workers = Workers::new(Some(1)).expect("one thread");
    Answer::of(&combined("army-advance"), played, Some(1), &workers)
}

fn only(actor: ActorId) -> Actors {
    Actors::default().with(actor)
}

#[test]
fn who_holds_what_is_told_of_the_first_and_the_last_week_as_shares_of_members() {
    let mut played = played(4, |_, _, _| 0.0);
    let [hill, mill] = ["hill", "mill"].map(at);
    for (number, member) in played.members.iter_mut().enumerate() {
        member.control[0][hill.index()] = only(REBELS);
        member.control[0][mill.index()] = only(ARMY);
        // What is so only between the two ends is not told.
        member.control[1][mill.index()] = only(REBELS);
        // The hill is taken in one member, and divided in another.
        member.control[2][hill.index()] = match number {
            0 => only(ARMY),
            1 => only(ARMY).with(REBELS),
            _ => only(REBELS),
        };
    }
    let held = |place, actor, share| Held { place, actor, share };
    let [first, last] = answer(&played).held;
    assert_eq!(first, [held(hill, REBELS, 1.0), held(mill, ARMY, 1.0)]);
    assert_eq!(last, [held(hill, ARMY, 0.5), held(hill, REBELS, 0.75)]);
}

#[test]
fn what_is_taken_is_told_with_the_first_day_and_the_surest_first() {
    let mut played = played(4, |_, _, _| 0.0);
    let [hill, mill] = ["hill", "mill"].map(at);
    let capture = |day, place, by| Capture { day, place, by };
    played.members[0].captures =
        vec![capture(3, mill, REBELS), capture(5, hill, ARMY), capture(8, mill, REBELS)];
    played.members[1].captures = vec![capture(7, hill, ARMY)];
    played.members[2].captures = vec![capture(9, hill, ARMY), capture(9, hill, REBELS)];
    let taken = answer(&played).taken;
    let told = |it: &Taken| (it.place, it.by, it.share, it.day.mean);
    assert_eq!(
        taken.iter().map(told).collect::<Vec<_>>(),
        // Days 5, 7 and 9; the mill on day 3, not again on day 8.
        [(hill, ARMY, 0.75, 7.0), (hill, REBELS, 0.25, 9.0), (mill, REBELS, 0.25, 3.0)]
    );
    assert_eq!(taken[0].day.sd, Some(2.0));
}

#[test]
fn supplies_at_risk_are_the_mean_of_the_members_that_looked() {
    let mut played = played(3, |_, _, _| 0.0);
    assert_eq!(answer(&played).supply_at_risk, None);
    let places = played.world.crisis().places.len();
    let hill = at("hill").index();
    let ends = |first: f64, last: f64| {
        let mut ends = [vec![0.0; places], vec![0.0; places]];
        (ends[0][hill], ends[1][hill]) = (first, last);
        Some(ends)
    };
    played.members[0].supply_at_risk = ends(0.25, 1.0);
    played.members[2].supply_at_risk = ends(0.75, 0.5);
    let [first, last] = answer(&played).supply_at_risk.expect("two members looked");
    assert_eq!((first[hill], last[hill]), (0.5, 0.75));
    assert_eq!((first.iter().sum::<f64>(), last.len()), (0.5, places));
}

#[test]
fn people_on_roads_are_the_mean_over_members_by_link() {
    let mut played = played(4, |_, _, _| 0.0);
    for (number, member) in played.members.iter_mut().enumerate() {
        member.on_link[0] = 1_000.0;
        member.on_link[4] = 24.0;
        member.on_link[5] = number as f64 * 100.0;
    }
    // (0 + 100 + 200 + 300) / 4; few are not told.
    assert_eq!(answer(&played).on_link, Some(vec![1_000.0, 0.0, 0.0, 0.0, 0.0, 150.0]));
    played.is_sensitive = true;
    assert_eq!(answer(&played).on_link, None);
}

#[test]
fn an_answer_names_its_members_and_what_was_asked() {
    let mut played = played(2, |_, _, _| 0.0);
    played.members[1].member = 7;
    let answer = answer(&played);
    assert_eq!(answer.members, [0, 7]);
    assert_eq!((answer.asked.id().as_str(), answer.asked.advances()), ("army-advance", true));
    assert!(close(answer.planning.peak.mean, 0.0));
    assert!(answer.planning.warning.is_some(), "the army advances");
}
