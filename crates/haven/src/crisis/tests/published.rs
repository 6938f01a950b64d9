//! Series over time, and what is given away of members.

use super::super::fan::{Fan, fans};
use super::super::published::{give_away, scope_title, summary};
use super::{at, key, played, two_gates};
use crate::keep::Keep;
use crate::sink::{Sink, SinkError};
use haven_core::crisis::scenario::Measure::{Crossed, InCamp, OutsideCamps, Stock, Waiting};
use haven_core::crisis::scenario::Scope::{Country, Place, System};
use haven_core::draw::Draws;
use haven_io::writers::rows::MemberRow;
use haven_study::crisis::recording::Key;
use haven_study::workers::Workers;

/// Two members: as many as day × (member + 1).
fn numbers(member: u32, _: Key, day: u32) -> f64 {
    f64::from(day * (member + 1))
}

fn workers() -> Workers {
    Workers::new(Some(2)).expect("two threads")
}

fn find(fans: &[Fan], wanted: Key) -> Option<&Fan> {
    fans.iter().find(|fan| (fan.measure, fan.scope) == (wanted.measure, wanted.scope))
}

#[test]
fn flows_are_summed_up_in_a_fan_and_stocks_are_not() {
    let fans = fans(&played(2, numbers), &workers());
    let days = |wanted| -> Vec<f64> {
        let fan = find(&fans, wanted).expect("it is shown");
        fan.days.iter().map(|day| day.mean).collect()
    };
    // The mean of day and 2 × day, and its running sum.
    let stock = [0.0, 1.5, 3.0, 4.5, 6.0, 7.5, 9.0, 10.5, 12.0, 13.5];
    assert_eq!(days(key(InCamp, System)), stock);
    assert_eq!(
        days(key(Crossed, Country(1))),
        [0.0, 1.5, 4.5, 9.0, 15.0, 22.5, 31.5, 42.0, 54.0, 67.5]
    );
}

#[test]
fn of_places_those_are_shown_who_are_there_wait_or_cross() {
    let fans = fans(&played(1, numbers), &workers());
    let [quay, east_gate, tents] = ["quay", "east_gate", "tents"].map(|id| Place(at(id)));
    assert_eq!(find(&fans, key(Stock, quay)).expect("shown").place, "Quay");
    assert_eq!(find(&fans, key(Waiting, east_gate)).expect("shown").place, "East Gate");
    assert!(find(&fans, key(Crossed, east_gate)).is_some());
    assert!(find(&fans, key(OutsideCamps, east_gate)).is_none());
    let beyond = haven_core::crisis::scenario::Measure::BeyondCapacity;
    assert!(find(&fans, key(beyond, tents)).is_none());
    assert_eq!(find(&fans, key(beyond, Country(1))).expect("shown").place, "XAB");
    assert_eq!(find(&fans, key(beyond, System)).expect("shown").place, "total");
}

#[test]
fn a_summary_has_every_series_with_daily_numbers() {
    let played = played(2, numbers);
    let summary = summary(&played, &fans(&played, &workers()), &workers());
    assert_eq!((summary.days, summary.is_sampled), (10, false));
    assert_eq!(summary.date(9).to_string(), "2031-06-10");
    assert_eq!(summary.series.len(), played.plan.recording.series.len());
    for series in &summary.series {
        let means: Vec<f64> = series.days.iter().map(|day| day.mean).collect();
        // Flows too are those of the day.
        assert_eq!(means[..3], [0.0, 1.5, 3.0], "{} of {}", series.measure, series.place);
        assert_eq!(means.len(), 10);
        assert!(series.counted.is_empty());
    }
    let names: Vec<_> =
        summary.series.iter().map(|it| (it.place.as_str(), it.place_name.as_str())).collect();
    assert_eq!(names[0], ("total", "everywhere"));
    assert!(names.contains(&("XAB", "XAB")) && names.contains(&("east_gate", "East Gate")));
}

#[test]
fn a_summary_of_members_that_differ_by_chance_says_so() {
    let mut played = played(1, numbers);
    played.plan.draws = Draws::Sampled;
    assert!(summary(&played, &[], &workers()).is_sampled);
}

#[test]
fn a_scope_has_a_title_for_people() {
    let crisis = two_gates();
    assert_eq!(scope_title(&crisis, System, "total"), "everywhere");
    assert_eq!(scope_title(&crisis, Country(1), "LBN"), "Lebanon");
    assert_eq!(scope_title(&crisis, Place(at("west_gate")), "west_gate"), "West Gate");
}

/// Keeps the days of each member's rows, and one row.
#[derive(Default)]
struct Kept {
    members: Vec<(u32, Vec<u32>)>,
    row: Option<(String, String, String, f64)>,
    refuses: bool,
}

impl Sink for Kept {
    fn member(&mut self, member: u32, rows: &[MemberRow<'_>]) -> Result<(), SinkError> {
        if self.refuses {
            return Err("no room".into());
        }
        let mut days: Vec<u32> = rows.iter().map(|row| row.day).collect();
        days.dedup();
        self.members.push((member, days));
        let row = rows.iter().find(|row| (row.day, row.place, row.measure) == (7, "quay", "stock"));
        self.row = row.map(|row| {
            let [date, place, name] = [row.date, row.place, row.place_name].map(str::to_owned);
            (date, place, name, row.value)
        });
        Ok(())
    }
}

#[test]
fn members_are_given_away_on_the_days_that_are_kept() {
    let given = |keep| {
        let mut kept = Kept::default();
        give_away(keep, &played(2, numbers), &mut kept).expect("it is taken");
        kept
    };
    assert_eq!(given(Keep::None).members, []);
    let weekly = given(Keep::Default);
    // Weekly from day 0, and the last.
    assert_eq!(weekly.members, [(0, vec![0, 7, 9]), (1, vec![0, 7, 9])]);
    let [date, place, name] = ["2031-06-08", "quay", "Quay"].map(str::to_owned);
    assert_eq!(weekly.row, Some((date, place, name, 14.0)));
    let all: Vec<u32> = (0..10).collect();
    assert_eq!(given(Keep::All).members, [(0, all.clone()), (1, all)]);
}

#[test]
fn what_is_not_taken_stops_the_verb() {
    let mut full = Kept { refuses: true, ..Kept::default() };
    let refused = give_away(Keep::Default, &played(1, numbers), &mut full).expect_err("no room");
    assert_eq!((refused.to_string().as_str(), refused.is_bad_input()), ("no room", false));
}
