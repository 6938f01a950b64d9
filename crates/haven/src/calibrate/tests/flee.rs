//! The counts of the tutorial, which come once a week, and what is free in its rules.

use super::super::CalibrateRequest;
use super::super::flee::target;
use super::super::target::{Count, Target};
use super::{owned, request, until};
use crate::failure::Failure;
use crate::source::read;
use crate::sources::BuiltIn;
use haven_core::prior::Prior;
use haven_study::calibrate::Point;
use haven_study::calibrate::datum::Datum;

const TUTORIAL: &str = "first-steps";

fn of(request: &CalibrateRequest) -> Result<Target, Failure> {
    let scenario = read(&request.scenario, &BuiltIn)?.scenario.expect("it is built in");
    target(request, &scenario)
}

fn refused(request: &CalibrateRequest) -> String {
    match of(request) {
        Ok(_) => panic!("{request:?} is not refused"),
        Err(failure) => failure.to_string(),
    }
}

fn change(datum: &Datum) -> (f64, f64, f64) {
    match datum {
        Datum::Change { change, before, days } => (*change, *before, *days),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_third_of_the_run_is_learnt_from_if_nobody_says_otherwise() {
    // 80 days end on day 79, of which a third is day 26: reports of days 0, 7, 14 and 21 at both camps.
    let target = of(&request(TUTORIAL)).unwrap();
    assert_eq!(target.until, "2030-03-27");
    let changes: Vec<_> = target.likelihood.data.iter().map(change).collect();
    let expected = [
        // Harrow: 0, 80, 360, 700. Lindow: 0, 190, 650, 1240.
        (80.0, 0.0, 7.0),
        (280.0, 80.0, 7.0),
        (340.0, 360.0, 7.0),
        (190.0, 0.0, 7.0),
        (460.0, 190.0, 7.0),
        (590.0, 650.0, 7.0),
    ];
    assert_eq!(changes, expected);
    assert_eq!((target.counts.len(), target.noise_groups), (6, 1));
}

#[test]
fn a_count_says_what_where_and_when() {
    let target = of(&request(TUTORIAL)).unwrap();
    let Count { what, scenario, places, place_names, days, dates, range } = &target.counts[1];
    assert_eq!((what.as_str(), scenario), ("change of stock", &None));
    assert_eq!((&places[..], &place_names[..]), (&owned(&["harrow"])[..], &owned(&["Harrow"])[..]));
    assert_eq!(
        (days, dates.map(|date| date.to_string())),
        (&[7, 14], ["2030-03-08", "2030-03-15"].map(str::to_owned))
    );
    assert_eq!(range, &[280.0, 280.0]);
    let words = ["change of stock", "harrow", "2030-03-08", "2030-03-15"].map(str::to_owned);
    assert_eq!(target.counts[1].words(), words);
}

#[test]
fn the_last_day_is_a_day_or_a_date_within_the_run() {
    let learnt = |text: &str| {
        let target = of(&until(TUTORIAL, text)).unwrap();
        (target.until, target.counts.len())
    };
    // One change a camp by day 7, none by day 6.
    assert_eq!(learnt("7"), ("2030-03-08".to_owned(), 2));
    assert_eq!(learnt("2030-03-08"), ("2030-03-08".to_owned(), 2));
    assert_eq!(learnt("13"), ("2030-03-14".to_owned(), 2));
    assert_eq!(learnt("79"), ("2030-05-19".to_owned(), 22));
    let too_early = "no camp has two reports by 2030-03-07: nothing can be learnt\n  \
                     hint: a later --until learns from more of the counts";
    assert_eq!(refused(&until(TUTORIAL, "6")), too_early);
    assert!(refused(&until(TUTORIAL, "0")).starts_with("no camp has two reports by 2030-03-01"));
    for text in ["80", "-1", "2030-02-28", "2030-05-20"] {
        let expected = format!("`--until {text}` is outside the run, 2030-03-01 to 2030-05-19");
        assert_eq!(refused(&until(TUTORIAL, text)), expected);
    }
    let expected = "`--until soon` is neither a day nor a date\n  \
                    hint: write a day such as 60, or a date such as 2014-11-18";
    assert_eq!(refused(&until(TUTORIAL, "soon")), expected);
    assert_eq!(
        refused(&until(TUTORIAL, "7.5")).lines().next(),
        Some("`--until 7.5` is neither a day nor a date")
    );
}

#[test]
fn the_usual_rules_are_free_and_the_noise_of_reports_with_them() {
    let target = of(&request(TUTORIAL)).unwrap();
    let free = target.space.free();
    let told: Vec<_> =
        free.iter().map(|free| (free.name.as_str(), free.prior.to_string())).collect();
    let of = |name, prior: &str| (name, prior.to_owned());
    let expected = [
        of("max_km_per_day", "LU(50, 720)"),
        of("move_chance_conflict", "U(0.1, 1)"),
        of("move_chance_camp", "LU(0.0001, 0.1)"),
        of("move_chance_default", "U(0.05, 1)"),
        of("camp_weight", "LU(0.5, 10)"),
        of("conflict_weight", "LU(0.05, 1)"),
        of("foreign_weight", "LU(0.5, 10)"),
        of("softening_km", "LU(1, 100)"),
        of("weight_power", "LU(0.3, 3)"),
        of("distance_power", "U(0.3, 3)"),
        of("noise_of_flows", "LU(1, 100)"),
        of("noise_of_stocks", "LU(0.005, 0.3)"),
    ];
    assert_eq!(told, expected);
    assert_eq!(target.parameters, 10);
    assert_eq!(target.units.len(), 12);
    assert_eq!((target.units[0], target.units[2]), ("km/day", "per day"));
    // What the Kalman inversion takes the noise for is its middle: √(1 × 100) and √(0.005 × 0.3).
    let usual = target.likelihood.usual;
    assert!(
        (usual.flow - 10.0).abs() < 1e-9 && (usual.stock - 0.0015_f64.sqrt()).abs() < 1e-12,
        "{usual:?}"
    );
    assert_eq!(target.units[10..], ["variance over mean", "share"]);
}

#[test]
fn what_is_named_is_free_in_the_order_of_its_naming() {
    let free = owned(&["distance_power", "move_chance_camp"]);
    let target = of(&CalibrateRequest { free, ..request(TUTORIAL) }).unwrap();
    let free = target.space.free();
    let told: Vec<_> = free.iter().map(|free| (free.name.as_str(), free.prior.clone())).collect();
    let log = |low, high| Prior::LogUniform { low, high };
    let expected = [
        ("distance_power", Prior::Uniform { low: 0.3, high: 3.0 }),
        ("move_chance_camp", log(1e-4, 0.1)),
        ("noise_of_flows", log(1.0, 100.0)),
        ("noise_of_stocks", log(0.005, 0.3)),
    ];
    assert_eq!(told, expected);
    // The noise stands behind the parameters.
    assert_eq!((target.parameters, target.likelihood.noise_at), (2, Some([2, 3])));
    let noise = target.likelihood.noise(&[1.0, 2.0, 3.0, 4.0]);
    assert_eq!((noise.flow, noise.stock), (3.0, 4.0));
}

#[test]
fn what_cannot_be_free_says_why() {
    let refused =
        |name: &str| refused(&CalibrateRequest { free: owned(&[name]), ..request(TUTORIAL) });
    assert_eq!(
        refused("distance_powr"),
        "there is no parameter `distance_powr`\n  hint: did you mean `distance_power`?"
    );
    assert!(refused("fear_departure").contains("it is one of crises"));
    let known = refused("awareness");
    assert!(known.starts_with(
        "`awareness` is not one that can be calibrated\n  hint: these can be: max_km_per_day, "
    ));
    assert!(known.ends_with(", weight_power, distance_power"), "{known}");
}

fn simulated(target: &Target, values: [f64; 1], replicate: u32) -> Vec<f64> {
    let point = Point { values: values.to_vec(), replicates: vec![replicate], only: None };
    (target.simulator)(&point)
}

#[test]
fn what_is_simulated_are_changes_of_people_at_a_scale_of_its_own() {
    let free = owned(&["move_chance_default"]);
    let target = of(&CalibrateRequest { free, ..request(TUTORIAL) }).unwrap();
    let modelled = simulated(&target, [0.5], 0);
    assert_eq!(modelled.len(), 6);
    // The last reports that are known by day 26 count 700 and 1240: 1940 in all, of whom one in three is
    // simulated (1940 / 500 = 3.9). So every number is a multiple of three.
    assert!(modelled.iter().all(|people| people % 3.0 == 0.0), "{modelled:?}");
    assert!(modelled.iter().sum::<f64>() > 500.0, "{modelled:?}");
    assert_eq!(simulated(&target, [0.5], 0), modelled);
    assert_ne!(simulated(&target, [0.5], 1), modelled);
    // Nobody gets through a town that is hardly ever left.
    let slow = simulated(&target, [0.05], 0);
    assert!(slow.iter().sum::<f64>() < modelled.iter().sum::<f64>(), "{slow:?}");
}
