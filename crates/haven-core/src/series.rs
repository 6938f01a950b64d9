//! What is kept of a run: a compact column of numbers by day for each kept series.

use crate::id::PlaceId;
use crate::run::{Draws, Today};
use crate::scope::Scope;

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

/// Which series of a run are kept, and for how many days. `K` says what a series counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording<K = SeriesKey> {
    /// The series, in the order of outputs.
    pub series: Vec<K>,
    /// Days of the run.
    pub days: u32,
}

impl<K> Recording<K> {
    /// An empty record of this shape.
    pub fn record(&self, draws: Draws) -> Record {
        let length = self.series.len() * self.days as usize;
        let values = match draws {
            Draws::Sampled => Values::People(vec![0; length]),
            Draws::Expected => Values::Means(vec![0.0; length]),
        };
        Record { days: self.days as usize, values }
    }

    /// Writes one day into a record of this shape.
    ///
    /// # Panics
    /// If the day is not one of the recording's.
    pub fn note(&self, day: u32, record: &mut Record, read: impl Fn(&K) -> f64) {
        for (series, key) in self.series.iter().enumerate() {
            let at = series * record.days + day as usize;
            let value = read(key);
            match &mut record.values {
                Values::People(people) => people[at] = value as u32,
                Values::Means(means) => means[at] = value,
            }
        }
    }
}

impl Recording {
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

/// The kept series of one run (shape: series × days).
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    days: usize,
    values: Values,
}

/// Whole people take half the memory of fractions, which matters for a thousand members.
#[derive(Clone, Debug, PartialEq)]
enum Values {
    People(Vec<u32>),
    Means(Vec<f64>),
}

impl Record {
    /// The value of a series (its position in `Recording::series`) on a day.
    ///
    /// # Panics
    /// If there is no such series or day.
    pub fn at(&self, series: usize, day: u32) -> f64 {
        let at = series * self.days + day as usize;
        match &self.values {
            Values::People(people) => f64::from(people[at]),
            Values::Means(means) => means[at],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::PlaceFacts;

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

    fn note(recording: &Recording, today: &Today<'_>, record: &mut Record) {
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
