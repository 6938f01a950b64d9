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
