//! Arrivals by week, peaks, chances and warning.

use super::super::planning::{Planning, of};
use super::{close, combined, played, played_of, two_gates};
use haven_core::crisis::scenario::Measure::{BeyondCapacity, Crossed, OutsideCamps};
use haven_core::crisis::scenario::Scope::{Country, System};
use haven_study::crisis::recording::Key;

/// Three members: 2,000 a day into the first country abroad; 10,000 a day, 12,000 on day 4; nobody.
/// Another 500 a day go to the second.
fn arrivals(member: u32, key: Key, day: u32) -> f64 {
    let first = match (member, day) {
        (0, _) => 2_000.0,
        (1, 4) => 12_000.0,
        (1, _) => 10_000.0,
        _ => 0.0,
    };
    match (key.measure, key.scope) {
        (Crossed, Country(1)) => first,
        (Crossed, Country(2)) => 500.0,
        (Crossed, System) => first + 500.0,
        (OutsideCamps, Country(1)) => 5.0 * f64::from(member + day),
        (OutsideCamps, Country(2)) => 7.0,
        (BeyondCapacity, Country(1)) => 3.0,
        (BeyondCapacity, Country(2)) => f64::from(member),
        (OutsideCamps | BeyondCapacity, Country(0)) => 1e6,
        _ => 0.0,
    }
}

fn plan(what_if: &str, abroad: Option<u16>) -> Planning {
    of(&combined(what_if), &played(3, arrivals), abroad)
}

#[test]
fn weeks_count_from_day_0_and_the_last_may_be_short() {
    let weeks = plan("", Some(1)).weeks;
    assert_eq!(weeks.iter().map(|week| week.week).collect::<Vec<_>>(), [0, 1]);
    // Seven days: 14,000; 6 × 10,000 + 12,000 = 72,000; 0. Three days: 6,000; 30,000; 0.
    assert!(close(weeks[0].people.mean, 86_000.0 / 3.0), "{}", weeks[0].people.mean);
    assert_eq!((weeks[0].people.median(), weeks[1].people.median()), (14_000.0, 6_000.0));
    // Position 0.8 × 2 = 1.6 from 0: 14,000 + 0.6 × 58,000 = 48,800, and 6,000 + 0.6 × 24,000.
    assert!(close(weeks[0].planning_figure, 48_800.0), "{}", weeks[0].planning_figure);
    assert!(close(weeks[1].planning_figure, 20_400.0), "{}", weeks[1].planning_figure);
}

#[test]
fn a_peak_is_the_highest_day_of_each_member() {
    let plan = plan("", Some(1));
    assert_eq!(plan.peak.median(), 2_000.0);
    assert!(close(plan.peak.mean, 14_000.0 / 3.0), "{}", plan.peak.mean);
    // Days 0, 4 and, of nobody, 0.
    assert!(close(plan.peak_day.mean, 4.0 / 3.0), "{}", plan.peak_day.mean);
}

#[test]
fn chances_are_shares_of_members_within_days_that_are_played() {
    // Ten days hold the first seven alone of 7, 30, 90, 180. Sums 14,000, 72,000 and 0.
    let third = 1.0 / 3.0;
    let expected = [
        (10_000.0, 7, 2.0 * third),
        (50_000.0, 7, third),
        (100_000.0, 7, 0.0),
        (500_000.0, 7, 0.0),
        (1_000_000.0, 7, 0.0),
        (2_000_000.0, 7, 0.0),
    ];
    assert_eq!(plan("", Some(1)).chances, expected);
}

#[test]
fn days_of_a_run_that_just_holds_a_week_hold_it() {
    let of_days = |days: u32| {
        let mut asked = combined("");
        asked.crisis.days = days;
        let plan = of(&asked, &played_of(&asked.crisis, 3, arrivals), Some(1));
        (plan.chances.len(), plan.weeks.len())
    };
    assert_eq!(of_days(6), (0, 1));
    assert_eq!(of_days(7), (6, 1));
    assert_eq!(of_days(8), (6, 2));
}

#[test]
fn half_a_year_has_chances_of_a_week_a_month_a_quarter_and_itself() {
    let mut asked = combined("");
    asked.crisis.days = 180;
    let plan = of(&asked, &played_of(&asked.crisis, 3, arrivals), Some(1));
    let third = 1.0 / 3.0;
    let of_people = |people: f64| -> Vec<(usize, f64)> {
        let those = plan.chances.iter().filter(|(many, ..)| *many == people);
        those.map(|(_, within, chance)| (*within, *chance)).collect()
    };
    assert_eq!(plan.chances.len(), 6 * 4);
    // 2,000 a day make 60,000, 180,000 and 360,000; 10,000 a day and 2,000 on top 302,000 in a month,
    // 902,000 in ninety days and 1,802,000 in all.
    assert_eq!(
        of_people(50_000.0),
        [(7, third), (30, 2.0 * third), (90, 2.0 * third), (180, 2.0 * third)]
    );
    assert_eq!(
        of_people(100_000.0),
        [(7, 0.0), (30, third), (90, 2.0 * third), (180, 2.0 * third)]
    );
    assert_eq!(of_people(500_000.0), [(7, 0.0), (30, 0.0), (90, third), (180, third)]);
    assert_eq!(of_people(1_000_000.0), [(7, 0.0), (30, 0.0), (90, 0.0), (180, third)]);
    assert_eq!(of_people(2_000_000.0), [(7, 0.0), (30, 0.0), (90, 0.0), (180, 0.0)]);
}

#[test]
fn who_crosses_anywhere_counts_if_no_country_is_asked_about() {
    // 500 a day more: 3,500 a week.
    assert_eq!(plan("", None).weeks[0].people.median(), 17_500.0);
    assert_eq!(plan("", Some(2)).weeks[0].people.mean, 3_500.0);
}

#[test]
fn warning_counts_from_the_first_sign_of_an_advance() {
    assert!(plan("", Some(1)).warning.is_none());
    assert!(plan("gates-half", Some(1)).warning.is_none());
    let (wave, warning) = plan("army-advance", Some(1)).warning.expect("the army advances");
    // Announced on 3 June, day 2: 2,000 a day make 10,000 on the fifth day; 10,000 on the first; nobody
    // makes them never.
    assert_eq!(wave, 10_000.0);
    assert_eq!((warning.quantiles[2], warning.quantiles[4]), (5.0, f64::INFINITY));
    // Position 0.05 × 2 = 0.1 between 1 and 5.
    assert!(close(warning.quantiles[0], 1.4), "{:?}", warning.quantiles);
}

#[test]
fn the_earliest_sign_of_several_advances_counts_and_one_before_the_start_is_day_0() {
    let mut asked = combined("army-advance");
    let mut other = asked.crisis.campaigns[0].clone();
    other.announced = 6;
    asked.crisis.campaigns.push(other);
    assert_eq!(asked.announced(), Some(2));
    asked.crisis.campaigns[1].announced = -4;
    assert_eq!(asked.announced(), Some(0));
    assert_eq!(combined("").announced(), None);
}

#[test]
fn those_without_shelter_are_of_the_country_asked_about_or_of_all_abroad() {
    let asked_about = plan("", Some(1));
    // On the last day, 9: 5 × (member + 9).
    assert_eq!(asked_about.outside_camps.values, [45.0, 50.0, 55.0]);
    assert_eq!(asked_about.beyond_capacity.values, [3.0, 3.0, 3.0]);
    let other = plan("", Some(2));
    assert_eq!(other.outside_camps.values, [7.0, 7.0, 7.0]);
    assert_eq!(other.beyond_capacity.values, [0.0, 1.0, 2.0]);
    let all = plan("", None);
    assert_eq!(all.outside_camps.values, [52.0, 57.0, 62.0]);
    assert_eq!(all.beyond_capacity.values, [3.0, 4.0, 5.0]);
    assert_eq!(all.outside_camps.id, "outside_camps");
    assert_eq!(all.beyond_capacity.id, "beyond_capacity");
}

#[test]
fn the_small_crisis_asks_about_its_coast() {
    assert_eq!(super::super::compare::abroad(&two_gates()), Some((1, "XAB".to_owned())));
    let mut nobody = two_gates();
    nobody.claim.as_mut().expect("it has one").subject = "XAD".to_owned();
    assert_eq!(super::super::compare::abroad(&nobody), None);
    nobody.claim = None;
    assert_eq!(super::super::compare::abroad(&nobody), None);
}
