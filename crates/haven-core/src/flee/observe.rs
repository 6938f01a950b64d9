//! What an observer sees of a day, and which numbers of it can be kept.

use crate::id::PlaceId;
use crate::scope::Scope;
use crate::series::Recording;
use std::ops::ControlFlow;

/// What does not change of a place while a run lasts and tells who is where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceFacts {
    /// Its country: position in `World::countries`.
    pub country: u16,
    /// Whether its people are reported: a camp on day 0.
    pub is_destination: bool,
    /// Displaced people who find room on the first day, if that has a limit.
    pub capacity: Option<f64>,
    /// People by which it grows each day.
    pub capacity_per_day: f64,
}

impl PlaceFacts {
    /// People for whom there is no room when so many are there on a day.
    pub fn beyond_capacity(&self, day: u32, people: f64) -> f64 {
        let room = |capacity: f64| capacity + self.capacity_per_day * f64::from(day);
        self.capacity.map_or(0.0, |capacity| (people - room(capacity).floor()).max(0.0))
    }
}

/// One day as an observer sees it, after its movement. People are whole numbers in sampled runs.
#[derive(Clone, Copy, Debug)]
pub struct Today<'a> {
    /// The day, from 0.
    pub day: u32,
    /// Displaced people at each place (length: number of places).
    pub stock: &'a [f64],
    /// People whose journey of today ended in each place.
    pub arrived: &'a [f64],
    /// People who set out from home at each place today.
    pub departed: &'a [f64],
    /// What is fixed of each place.
    pub places: &'a [PlaceFacts],
    /// People on links.
    pub on_road: f64,
    /// People ever created: inserted on day 0 and set out since.
    pub displaced: f64,
    /// Sum of reported increases so far (Flee's "raw UNHCR refugee count").
    pub reported: f64,
    /// Reported decreases that later increases have to make good (Flee's "refugee debt").
    pub debt: f64,
    /// Draws that split a cohort, so far in this run, and people who were followed one by one: its
    /// cost is in proportion, with about a tenth for each of the latter.
    pub splits: u64,
    /// People by label at each place, when tracked; empty otherwise.
    pub labels: &'a [LabelledStock],
}

/// People of one label at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelledStock {
    /// Position of the place.
    pub place: u32,
    /// Position of the place of origin; `u32::MAX` when not tracked.
    pub origin: u32,
    /// Position of the group in `Scenario::groups`; `u32::MAX` when not tracked.
    pub group: u32,
    /// People.
    pub people: f64,
}

/// Looks at each day and says whether to go on.
pub type Observer<'o> = dyn FnMut(&Today<'_>) -> ControlFlow<()> + 'o;

/// A measure, by the glossary of the manual. People; `Arrived` and `Departed` are flows during the
/// day, all others are stocks or running totals after it. Everybody is counted: those who are
/// displaced are in camps, outside them, or on the road, and in the stock of one place or on the road.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Displaced people at places.
    Stock,
    /// Those of them who are at destinations: camps on day 0, and what the rules take for camps.
    InCamp,
    /// Those of them who are elsewhere: in host communities, towns, at places on the way.
    OutsideCamps,
    /// Those of them for whom their place has no room.
    BeyondCapacity,
    /// People who reached a place over a link, those who went on at once included.
    Arrived,
    /// People who set out from home at a place.
    Departed,
    /// People travelling.
    OnRoad,
    /// People ever displaced.
    Displaced,
    /// Sum of reported increases so far.
    Reported,
    /// Reported decreases that later increases have to make good.
    Debt,
}

impl Measure {
    /// Every measure that belongs in summaries and member tables.
    pub const PUBLISHED: [Self; 8] = [
        Self::Stock,
        Self::InCamp,
        Self::OutsideCamps,
        Self::BeyondCapacity,
        Self::Arrived,
        Self::Departed,
        Self::OnRoad,
        Self::Displaced,
    ];

    /// Its name in outputs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stock => "stock",
            Self::InCamp => "in_camp",
            Self::OutsideCamps => "outside_camps",
            Self::BeyondCapacity => "beyond_capacity",
            Self::Arrived => "arrived",
            Self::Departed => "departed",
            Self::OnRoad => "on_road",
            Self::Displaced => "displaced",
            Self::Reported => "reported",
            Self::Debt => "debt",
        }
    }

    /// Whether it belongs in summaries and member tables; the others serve single files.
    pub fn is_published(self) -> bool {
        Self::PUBLISHED.contains(&self)
    }
}

/// Which numbers a series holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeriesKey {
    /// What is counted.
    pub measure: Measure,
    /// Where.
    pub scope: Scope,
}

impl SeriesKey {
    /// Its value on a day.
    pub fn read(self, today: &Today<'_>) -> f64 {
        let sum = |at: &dyn Fn(usize) -> f64| match self.scope {
            Scope::Place(place) => at(place.index()),
            Scope::System => (0..today.stock.len()).map(at).sum(),
            Scope::Country(country) => {
                let places = today.places.iter().enumerate();
                places
                    .filter(|(_, facts)| facts.country == country)
                    .map(|(place, _)| at(place))
                    .sum()
            }
        };
        let stock_if = |counted: bool, place: usize| if counted { today.stock[place] } else { 0.0 };
        match self.measure {
            Measure::Stock => sum(&|place| today.stock[place]),
            Measure::InCamp => sum(&|place| stock_if(today.places[place].is_destination, place)),
            Measure::OutsideCamps => {
                sum(&|place| stock_if(!today.places[place].is_destination, place))
            }
            Measure::BeyondCapacity => {
                sum(&|place| today.places[place].beyond_capacity(today.day, today.stock[place]))
            }
            Measure::Arrived => sum(&|place| today.arrived[place]),
            Measure::Departed => sum(&|place| today.departed[place]),
            Measure::OnRoad => today.on_road,
            Measure::Displaced => today.displaced,
            Measure::Reported => today.reported,
            Measure::Debt => today.debt,
        }
    }
}

impl Recording<SeriesKey> {
    /// These measures at these places, and the system's totals.
    pub fn new(places: &[PlaceId], measures: &[Measure], days: u32) -> Self {
        let totals = [
            Measure::InCamp,
            Measure::OutsideCamps,
            Measure::BeyondCapacity,
            Measure::OnRoad,
            Measure::Displaced,
            Measure::Reported,
            Measure::Debt,
        ];
        let mut recording = Self { series: Vec::new(), days };
        for place in places {
            recording.keep(measures, Scope::Place(*place));
        }
        recording.keep(&totals, Scope::System);
        recording
    }

    /// These measures are kept too.
    pub fn keep(&mut self, measures: &[Measure], scope: Scope) {
        self.series.extend(measures.iter().map(|measure| SeriesKey { measure: *measure, scope }));
    }

    /// The position of a series, if it is kept.
    pub fn position(&self, measure: Measure, scope: Scope) -> Option<usize> {
        self.series.iter().position(|key| *key == SeriesKey { measure, scope })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Draws;
    use crate::series::Record;

    /// A camp with room for 3 people, and one more each day, and a town abroad.
    const PLACES: [PlaceFacts; 2] = [
        PlaceFacts { country: 0, is_destination: true, capacity: Some(3.0), capacity_per_day: 1.0 },
        PlaceFacts { country: 1, is_destination: false, capacity: None, capacity_per_day: 0.0 },
    ];

    fn at(place: u32) -> Scope {
        Scope::Place(PlaceId(place))
    }

    fn today<'a>(day: u32, stock: &'a [f64], arrived: &'a [f64]) -> Today<'a> {
        Today {
            day,
            stock,
            arrived,
            departed: &[0.0, 0.0],
            places: &PLACES,
            on_road: 7.0,
            displaced: 20.5,
            reported: 0.0,
            debt: 0.0,
            splits: 0,
            labels: &[],
        }
    }

    fn note(recording: &Recording<SeriesKey>, today: &Today<'_>, record: &mut Record) {
        recording.note(today.day, record, |key| key.read(today));
    }

    #[test]
    fn a_record_gives_back_what_was_noted_at_kept_places() {
        let recording = Recording::new(&[PlaceId(1)], &[Measure::Stock, Measure::Arrived], 2);
        let mut record = recording.record(Draws::Sampled);
        note(&recording, &today(0, &[1.0, 2.0], &[3.0, 4.0]), &mut record);
        note(&recording, &today(1, &[5.0, 6.0], &[0.0, 8.0]), &mut record);
        let stock = recording.position(Measure::Stock, at(1)).unwrap();
        assert_eq!((record.at(stock, 0), record.at(stock, 1)), (2.0, 6.0));
        let arrived = recording.position(Measure::Arrived, at(1)).unwrap();
        assert_eq!((record.at(arrived, 0), record.at(arrived, 1)), (4.0, 8.0));
        assert_eq!(recording.position(Measure::Stock, at(0)), None);
        let on_road = recording.position(Measure::OnRoad, Scope::System).unwrap();
        assert_eq!(record.at(on_road, 1), 7.0);
    }

    #[test]
    fn expected_runs_keep_fractions() {
        let recording = Recording::new(&[], &[], 1);
        let mut record = recording.record(Draws::Expected);
        note(&recording, &today(0, &[0.0, 0.0], &[0.0, 0.0]), &mut record);
        let displaced = recording.position(Measure::Displaced, Scope::System).unwrap();
        assert_eq!(record.at(displaced, 0), 20.5);
    }

    #[test]
    fn everybody_at_a_place_is_in_a_camp_or_outside_and_in_one_country() {
        let today = today(1, &[9.0, 5.0], &[0.0, 0.0]);
        let read = |measure, scope| SeriesKey { measure, scope }.read(&today);
        for (scope, [in_camp, outside, beyond]) in [
            (Scope::System, [9.0, 5.0, 5.0]),
            (Scope::Country(0), [9.0, 0.0, 5.0]),
            (Scope::Country(1), [0.0, 5.0, 0.0]),
            (at(0), [9.0, 0.0, 5.0]),
            (at(1), [0.0, 5.0, 0.0]),
        ] {
            assert_eq!(read(Measure::InCamp, scope), in_camp);
            assert_eq!(read(Measure::OutsideCamps, scope), outside);
            assert_eq!(read(Measure::BeyondCapacity, scope), beyond);
            assert_eq!(read(Measure::Stock, scope), in_camp + outside);
        }
    }
}
