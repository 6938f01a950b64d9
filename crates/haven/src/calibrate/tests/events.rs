//! Recorded events that teach a crisis: which of them may be learnt from, and what is free.

use super::super::CalibrateRequest;
use super::super::events::target;
use super::super::target::Target;
use super::{owned, request};
use crate::crisis::tests::{at, two_gates};
use crate::failure::Failure;
use crate::sources::{BuiltIn, Found, Sources};
use haven_core::crisis::counts::{Bound, Count, Counted};
use haven_io::recorded_events::{BadEvents, RecordedEvents, RecordedRow, Use};
use haven_study::calibrate::Point;
use haven_study::calibrate::datum::Datum;
use jiff::civil::{Date, date};
use std::io;

/// The built-in scenarios, and these recorded events in the folder `recorded`.
struct Recorded(Vec<RecordedRow>);

impl Sources for Recorded {
    fn scenario(&self, name: &str) -> Result<Found, Failure> {
        BuiltIn.scenario(name)
    }

    fn file(&self, name: &str) -> io::Result<Vec<u8>> {
        BuiltIn.file(name)
    }

    fn events(&self, folder: &str) -> Result<RecordedEvents, BadEvents> {
        if folder != "recorded" {
            return BuiltIn.events(folder);
        }
        let crises = vec![("two-gates".to_owned(), two_gates())];
        Ok(RecordedEvents { crises, rows: self.0.clone() })
    }
}

/// A number of people who left the hill, from day 1 to the last day of June that is named.
fn row(event: &str, used: Use, bound: Bound, last: i8) -> RecordedRow {
    let places = vec![at("hill")];
    let to = u32::from(last.unsigned_abs()) - 1;
    RecordedRow {
        event: event.to_owned(),
        crisis: 0,
        used,
        measure: "departed".to_owned(),
        count: Count { counted: Counted::Departed, places, from: 1, to },
        low: 100.0,
        high: 200.0,
        bound,
        exposed: None,
        last: date(2031, 6, last),
    }
}

fn asked() -> CalibrateRequest {
    CalibrateRequest { events: Some("recorded".to_owned()), ..request("two-gates") }
}

/// What the rows teach the small crisis when its origin is the tenth of June.
fn learnt(request: &CalibrateRequest, rows: Vec<RecordedRow>) -> Result<Target, Failure> {
    let mut crisis = two_gates();
    crisis.origin = 9;
    target(request, &crisis, &Recorded(rows))
}

fn refused(request: &CalibrateRequest, rows: Vec<RecordedRow>) -> String {
    match learnt(request, rows) {
        Ok(_) => panic!("{request:?} is not refused"),
        Err(failure) => failure.to_string(),
    }
}

fn events(target: &Target) -> Vec<&str> {
    target.counts.iter().map(|count| count.what.as_str()).collect()
}

#[test]
fn events_that_may_teach_and_had_ended_by_then_are_learnt_from() {
    let rows = || {
        vec![
            row("E1", Use::Fit, Bound::Within, 5),
            row("E2", Use::Check, Bound::Within, 5),
            row("E3", Use::Series, Bound::Within, 5),
            row("E4", Use::Fit, Bound::Within, 10),
        ]
    };
    let target = learnt(&asked(), rows()).unwrap();
    // What ends on the origin is known on it.
    assert_eq!(events(&target), ["E1 departed", "E4 departed"]);
    assert_eq!(target.until, "2031-06-10");
    let earlier = CalibrateRequest { until: Some("2031-06-09".to_owned()), ..asked() };
    assert_eq!(events(&learnt(&earlier, rows()).unwrap()), ["E1 departed"]);
    let by_day = CalibrateRequest { until: Some("4".to_owned()), ..asked() };
    let target = learnt(&by_day, rows()).unwrap();
    assert_eq!((events(&target), target.until.as_str()), (vec!["E1 departed"], "2031-06-05"));
}

#[test]
fn without_an_event_to_learn_from_the_first_that_will_do_is_named() {
    let late = vec![
        row("E1", Use::Check, Bound::Within, 2),
        row("E2", Use::Fit, Bound::Within, 8),
        row("E3", Use::Fit, Bound::Within, 7),
    ];
    let request = CalibrateRequest { until: Some("2031-06-06".to_owned()), ..asked() };
    let expected = "no event with `use` = `fit` had ended by 2031-06-06\n  \
                    hint: the first of them ends on 2031-06-07: see --until";
    assert_eq!(refused(&request, late), expected);
    let none = vec![row("E1", Use::Check, Bound::Within, 2)];
    assert_eq!(refused(&asked(), none), "no event with `use` = `fit` had ended by 2031-06-10");
}

#[test]
fn a_forecast_knows_nothing_later_than_its_origin() {
    let rows = || vec![row("E1", Use::Fit, Bound::Within, 5)];
    let until = |text: &str| CalibrateRequest { until: Some(text.to_owned()), ..asked() };
    let expected = "2031-06-11 is after the scenario's origin, 2031-06-10\n  \
                    hint: a forecast may know nothing that is later than its origin";
    assert_eq!(refused(&until("10"), rows()), expected);
    assert_eq!(refused(&until("2031-06-11"), rows()), expected);
    assert!(learnt(&until("9"), rows()).is_ok());
    assert!(
        refused(&until("June"), rows()).starts_with("`--until June` is neither a day nor a date")
    );
}

#[test]
fn events_have_to_be_named_and_there() {
    let unnamed = refused(&request("two-gates"), Vec::new());
    assert!(unnamed.starts_with(
        "a scenario with actors is calibrated on recorded events, and none are named\n  hint: "
    ));
    assert!(unnamed.contains("--events"), "{unnamed}");
    let elsewhere = CalibrateRequest { events: Some("nowhere".to_owned()), ..asked() };
    assert_eq!(refused(&elsewhere, Vec::new()), "`nowhere` has 1 error");
}

#[test]
fn what_two_numbers_say_depends_on_their_bound() {
    let bounds = [Bound::Within, Bound::NearlyAll, Bound::AtLeast, Bound::AtMost];
    let rows = bounds.map(|bound| row("E", Use::Fit, bound, 5));
    let target = learnt(&asked(), rows.to_vec()).unwrap();
    let ranges: Vec<[f64; 2]> = target.counts.iter().map(|count| count.range).collect();
    // Nearly everybody is 97 % of the low number.
    let infinite = f64::INFINITY;
    assert_eq!(ranges, [[100.0, 200.0], [97.0, infinite], [100.0, infinite], [0.0, 200.0]]);
    assert!(matches!(target.likelihood.data[3], Datum::AtMost { most, .. } if most == 200.0));
    assert_eq!(target.likelihood.noise_at, None);
}

#[test]
fn a_count_names_its_event_its_crisis_and_its_places() {
    let target = learnt(&asked(), vec![row("E7", Use::Fit, Bound::Within, 5)]).unwrap();
    let count = &target.counts[0];
    assert_eq!(
        (count.what.as_str(), count.scenario.as_deref()),
        ("E7 departed", Some("two-gates"))
    );
    assert_eq!((&count.places, &count.place_names), (&owned(&["hill"]), &owned(&["Hill"])));
    let dates: [Date; 2] = [date(2031, 6, 2), date(2031, 6, 5)];
    assert_eq!((count.days, count.dates), ([1, 4], dates));
    let words = ["E7 departed", "two-gates", "2031-06-02", "2031-06-05"].map(str::to_owned);
    assert_eq!(count.words(), words);
}

#[test]
fn parameters_are_free_by_word_or_symbol_and_the_usual_ones_otherwise() {
    let rows = || vec![row("E1", Use::Fit, Bound::Within, 5)];
    let usual = learnt(&asked(), rows()).unwrap();
    assert_eq!((usual.parameters, usual.space.free().len(), usual.units.len()), (16, 16, 16));
    assert_eq!(usual.space.free()[0].name, "assault_departure");
    let free = CalibrateRequest { free: owned(&["alpha_f", "stayers"]), ..asked() };
    let target = learnt(&free, rows()).unwrap();
    let names: Vec<&str> = target.space.free().iter().map(|free| free.name.as_str()).collect();
    assert_eq!(
        (names, target.units),
        (vec!["fear_departure", "stayers"], vec!["per day", "share"])
    );
    let wrong = CalibrateRequest { free: owned(&["stayres"]), ..asked() };
    assert_eq!(
        refused(&wrong, rows()),
        "there is no parameter `stayres`\n  hint: did you mean `stayers`?"
    );
    let of_flee = CalibrateRequest { free: owned(&["move_chance_camp"]), ..asked() };
    assert!(refused(&of_flee, rows()).contains("it is one of Flee's rules"));
}

#[test]
fn every_count_is_simulated_at_a_point() {
    let free = CalibrateRequest { free: owned(&["stayers"]), ..asked() };
    let rows = vec![row("E1", Use::Fit, Bound::Within, 5), row("E2", Use::Fit, Bound::AtMost, 9)];
    let target = learnt(&free, rows).unwrap();
    let replicates = vec![3; target.noise_groups];
    let point = Point { values: vec![0.2], replicates, only: None };
    let modelled = (target.simulator)(&point);
    assert_eq!(modelled.len(), 2);
    // Who left by the fifth had left by the ninth, and 900 live there.
    assert!(modelled[0] <= modelled[1] && modelled[1] <= 900.0, "{modelled:?}");
    assert_eq!((target.simulator)(&point), modelled);
}
