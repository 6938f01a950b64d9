//! What is kept of each member.

use haven_core::flee::{Measure, SeriesKey, World};
use haven_core::id::PlaceId;
use haven_core::scope::Scope;
use haven_core::series::Recording;
use haven_study::ensemble::is_reporting_day;

/// What is kept of each member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Destinations on weekly days and the last.
    #[default]
    Default,
    /// All places on all days.
    All,
    /// Nothing: the summary alone.
    None,
}

impl Keep {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::All => "all",
            Self::None => "none",
        }
    }

    /// What has to be recorded of a world for this.
    pub fn recording(self, world: &World) -> Recording<SeriesKey> {
        let days = world.scenario().days;
        let all = (0..world.scenario().places.len() as u32).map(PlaceId);
        let (places, measures): (Vec<_>, &[Measure]) = match self {
            Self::All => (all.collect(), &[Measure::Stock, Measure::Arrived, Measure::Departed]),
            _ => (world.destinations().to_vec(), &[Measure::Stock, Measure::Arrived]),
        };
        let mut recording = Recording::new(&places, measures, days);
        for country in 0..world.countries().len() as u16 {
            let parts = [Measure::Stock, Measure::InCamp, Measure::OutsideCamps];
            recording.keep(&parts, Scope::Country(country));
        }
        if self != Self::All {
            let is_elsewhere = |place: &PlaceId| !world.destinations().contains(place);
            for place in (0..world.scenario().places.len() as u32).map(PlaceId).filter(is_elsewhere)
            {
                recording.keep(&[Measure::Stock], Scope::Place(place));
            }
        }
        recording
    }

    /// The days of which members are kept, of a run of so many.
    pub fn days(self, days: u32) -> impl Iterator<Item = u32> {
        (0..days).filter(move |day| self == Self::All || is_reporting_day(*day, days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{self, ScenarioRequest};
    use crate::sources::BuiltIn;

    #[test]
    fn days_are_all_weekly_with_the_last_or_what_a_week_ends_on() {
        let days = |keep: Keep, days| keep.days(days).collect::<Vec<u32>>();
        assert_eq!(days(Keep::All, 3), [0, 1, 2]);
        assert_eq!(days(Keep::Default, 10), [0, 7, 9]);
        // Day 14 is the first of a week and the last of all.
        assert_eq!(days(Keep::Default, 15), [0, 7, 14]);
        assert_eq!(days(Keep::None, 1), [0]);
        assert_eq!(days(Keep::All, 0), Vec::<u32>::new());
    }

    #[test]
    fn what_is_kept_has_a_name() {
        let names = [Keep::Default, Keep::All, Keep::None].map(Keep::name);
        assert_eq!(names, ["default", "all", "none"]);
        assert_eq!(Keep::default(), Keep::Default);
    }

    #[test]
    fn everybody_is_recorded_somewhere_whatever_is_kept() {
        let source = "first-steps".to_owned();
        let request = ScenarioRequest { source, ..ScenarioRequest::default() };
        let scenario = source::read(&request, &BuiltIn).unwrap().scenario.unwrap();
        let world = World::new(&scenario);
        let has = |keep: Keep, measure, id: &str| {
            let place = Scope::Place(scenario.place(id).unwrap());
            keep.recording(&world).position(measure, place).is_some()
        };
        for keep in [Keep::Default, Keep::All, Keep::None] {
            assert_eq!(keep.recording(&world).days, 80);
            // Stocks of all places, arrivals at camps; departures and other arrivals with everything alone.
            assert!(has(keep, Measure::Stock, "harrow") && has(keep, Measure::Stock, "vell"));
            assert!(has(keep, Measure::Arrived, "harrow"));
            assert_eq!(has(keep, Measure::Arrived, "vell"), keep == Keep::All);
            assert_eq!(has(keep, Measure::Departed, "tarn"), keep == Keep::All);
            let recording = keep.recording(&world);
            let twice = |key| recording.series.iter().filter(|other| *other == key).count() > 1;
            assert!(!recording.series.iter().any(twice), "{keep:?}");
            for country in [0, 1] {
                let position = recording.position(Measure::OutsideCamps, Scope::Country(country));
                assert!(position.is_some());
            }
        }
    }
}
