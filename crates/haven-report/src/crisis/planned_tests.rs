//! What planners need, in words on the terminal.

use super::planned::planning;
use crate::testing::{compared, flowing, quantity, spread};
use haven::crisis::Answer;
use haven_study::crisis::planning::Week;
use haven_study::spread::Spread;

fn answer() -> Answer {
    compared(&[""]).answers.remove(0)
}

fn told(answer: &Answer) -> String {
    flowing(&planning(answer, "XAB", 120))
}

#[test]
fn the_four_busiest_weeks_are_listed_in_their_order() {
    let mut answer = answer();
    let week = |(week, planning_figure): (usize, f64)| Week {
        week,
        people: spread(&[planning_figure]),
        planning_figure,
    };
    let figures = [100.0, 600.0, 500.0, 400.0, 300.0, 200.0];
    answer.planning.weeks = figures.into_iter().enumerate().map(week).collect();
    // Weeks begin every seven days from 1 March.
    let expected = "Busiest weeks, planning figure: 2030-03-08: 600, 2030-03-15: 500, 2030-03-22: 400, \
                    2030-03-29: 300.";
    assert!(told(&answer).contains(expected), "{}", told(&answer));
}

#[test]
fn the_busiest_day_has_dates_and_its_arrivals_an_interval() {
    let mut answer = answer();
    answer.planning.peak = spread(&[100.0, 200.0, 300.0]);
    // A quarter of the way between two of three members lies half-way between them: days 4 and 6.
    answer.planning.peak_day = spread(&[3.0, 5.0, 7.0]);
    let expected = "Busiest day: 200 arrivals (90 %: 110 to 290), around 2030-03-06 (half of the members: \
                    2030-03-05 to 2030-03-07).";
    assert!(told(&answer).contains(expected), "{}", told(&answer));
}

#[test]
fn a_warning_may_last_for_ever_and_without_an_advance_there_is_none() {
    let mut answer = answer();
    assert!(!told(&answer).contains("Warning time"));
    let quantiles = [5.0, 6.0, 9.4, 12.0, f64::INFINITY];
    answer.planning.warning = Some((10_000.0, Spread { mean: 9.0, sd: None, quantiles }));
    let expected = "Warning time from the first signs of the advance to 10,000 arrivals: 9 days (90 %: 5 days to \
                    never).";
    assert!(told(&answer).contains(expected), "{}", told(&answer));
}

#[test]
fn only_what_can_happen_has_a_chance() {
    let mut answer = answer();
    answer.planning.chances = vec![(10_000.0, 7, 0.0), (10_000.0, 30, 0.25), (50_000.0, 30, 0.001)];
    let expected = "Chance that more than so many come: 10,000 within 30 days 25 %; 50,000 within 30 days <1 %.";
    assert!(told(&answer).contains(expected), "{}", told(&answer));
    answer.planning.chances.truncate(1);
    assert!(!told(&answer).contains("Chance that"));
}

#[test]
fn shelter_is_planned_for_those_outside_camps_and_beyond_all_room() {
    let mut answer = answer();
    answer.planning.outside_camps = quantity("outside", &[1.0], 1_234.0);
    answer.planning.beyond_capacity = quantity("beyond", &[1.0], 3.0);
    let expected = "1,230 people live outside camps; camps and hosts lack room for <25.";
    assert!(told(&answer).contains(expected), "{}", told(&answer));
}

#[test]
fn provinces_are_listed_up_to_eight_with_their_figures() {
    let mut answer = answer();
    let province = |at: usize| {
        let people = 1_000.0 - at as f64;
        let mut province = quantity(&format!("p{at}"), &[people, people + 100.0], people);
        province.title = format!("Province {at}");
        province
    };
    answer.planning.provinces = (0..9).map(province).collect();
    let told = told(&answer);
    assert!(told.contains("To prepare for in XAB with"), "{told}");
    // Between 1,000 and 1,100: the middle, and a twentieth from each end.
    assert!(told.contains("Province 0 1,050 (1,010–1,100) 1,000"), "{told}");
    assert!(told.contains("Province 7") && !told.contains("Province 8"), "{told}");
}

#[test]
fn needs_are_those_of_the_planning_figure() {
    let mut answer = answer();
    answer.asked.crisis.needs = Vec::new();
    let crossed = answer.headline.quantities.iter_mut().find(|it| it.id == "crossed");
    *crossed.unwrap() = quantity("crossed", &[1.0], 1_000.0);
    let told = told(&answer);
    // 15 litres a person a day, a latrine for 50 at first and for 20 later (Sphere 2018).
    assert!(told.contains("Minimum needs of 1,000 people"), "{told}");
    assert!(told.contains("water: 15,000 litres a day"), "{told}");
    assert!(told.contains("latrines at first: 20;"), "{told}");
    assert!(told.contains("latrines as soon as possible: 50;"), "{told}");
    answer.headline.quantities.retain(|it| it.id != "crossed");
    assert!(!self::told(&answer).contains("Minimum needs"));
}
