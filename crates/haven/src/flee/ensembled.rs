//! Reads the records of an ensemble: sums, spreads and scores.

use super::counted::Counted;
use super::outcome::{ArdOutcome, DayOutcome, Outcome, PlaceOutcome, PlaceStock};
use crate::summary::TOTAL;
use haven_core::flee::World;
use haven_core::flee::{Measure, SeriesKey};
use haven_core::id::PlaceId;
use haven_core::scope::Scope;
use haven_core::series::{Record, Recording};
use haven_study::score::{Ard, ScoredDay};
use haven_study::spread::Spread;
use jiff::Span;
use jiff::civil::Date;

/// The records of an ensemble and what is needed to read them.
pub struct Ensembled<'a> {
    world: &'a World,
    counted: &'a Counted,
    records: &'a [(u32, Record)],
    last: u32,
    destinations: Vec<Destination>,
    /// Places that are no destinations, and the positions of their stocks.
    elsewhere: Vec<(PlaceId, usize)>,
    outside_camps: Option<usize>,
    beyond_capacity: Option<usize>,
    on_road: Option<usize>,
    displaced: Option<usize>,
    reported: Option<usize>,
    debt: Option<usize>,
}

/// A destination and the positions of its series.
#[derive(Clone, Copy)]
struct Destination {
    place: PlaceId,
    stock: usize,
    arrived: usize,
}

/// Flee's running sums of one member on one day.
pub struct Sums {
    /// People ever displaced.
    pub displaced: f64,
    /// Reported increases so far.
    pub reported: f64,
    /// Reported decreases still to be made good.
    pub debt: f64,
}

impl<'a> Ensembled<'a> {
    /// The records of members of a world (at least one), of the shape of a recording that has stock
    /// and arrivals of every destination.
    pub fn new(
        world: &'a World,
        counted: &'a Counted,
        recording: &Recording<SeriesKey>,
        records: &'a [(u32, Record)],
    ) -> Self {
        let mut positions = vec![(None, None); world.scenario().places.len()];
        for (position, key) in recording.series.iter().enumerate() {
            match (key.measure, key.scope) {
                (Measure::Stock, Scope::Place(place)) => {
                    positions[place.index()].0 = Some(position);
                }
                (Measure::Arrived, Scope::Place(place)) => {
                    positions[place.index()].1 = Some(position);
                }
                _ => {}
            }
        }
        let destination = |place: &PlaceId| {
            let (stock, arrived) = positions[place.index()];
            Some(Destination { place: *place, stock: stock?, arrived: arrived? })
        };
        let stocks = (0_u32..).map(PlaceId).zip(&positions);
        let elsewhere = stocks.filter(|(place, _)| !world.destinations().contains(place));
        let total = |measure| recording.position(measure, Scope::System);
        Self {
            destinations: world.destinations().iter().filter_map(destination).collect(),
            elsewhere: elsewhere
                .filter_map(|(place, (stock, _))| Some((place, (*stock)?)))
                .collect(),
            outside_camps: total(Measure::OutsideCamps),
            beyond_capacity: total(Measure::BeyondCapacity),
            on_road: total(Measure::OnRoad),
            displaced: total(Measure::Displaced),
            reported: total(Measure::Reported),
            debt: total(Measure::Debt),
            last: recording.days.saturating_sub(1),
            world,
            counted,
            records,
        }
    }

    /// The ensemble in short, without origins.
    pub fn outcome(&self) -> Outcome {
        let at_end = |series: Option<usize>| {
            self.spread(|record| series.map_or(0.0, |series| record.at(series, self.last)))
        };
        Outcome {
            end: self.date(self.last),
            places: self.destinations.iter().map(|destination| self.place(*destination)).collect(),
            total: self.total(),
            outside_camps: at_end(self.outside_camps),
            elsewhere: self.elsewhere(),
            beyond_capacity: at_end(self.beyond_capacity),
            on_road: at_end(self.on_road),
            displaced: at_end(self.displaced),
            ard: self.ard(),
            days: (0..=self.last).map(|day| self.day(day)).collect(),
            origins: Vec::new(),
        }
    }

    /// People on the last day at places that are no destinations.
    fn elsewhere(&self) -> Vec<PlaceStock> {
        let places = &self.world.scenario().places;
        let stock = |(place, stock): &(PlaceId, usize)| {
            let place = &places[place.index()];
            let stock = self.spread(|record| record.at(*stock, self.last));
            PlaceStock { place: place.id.clone(), name: place.name.clone(), stock }
        };
        let mut stocks: Vec<_> = self.elsewhere.iter().map(stock).collect();
        stocks.retain(|place| place.stock.mean > 0.0);
        stocks.sort_by(|one, other| other.stock.mean.total_cmp(&one.stock.mean));
        stocks
    }

    /// People at each destination on a day of one member, in the order of destinations.
    pub fn stocks(&self, record: &Record, day: u32) -> Vec<f64> {
        self.destinations.iter().map(|destination| record.at(destination.stock, day)).collect()
    }

    /// People at all destinations together on a day of one member.
    pub fn total_stock(&self, record: &Record, day: u32) -> f64 {
        self.destinations.iter().map(|destination| record.at(destination.stock, day)).sum()
    }

    /// Flee's running sums on a day of one member.
    pub fn sums(&self, record: &Record, day: u32) -> Sums {
        let at = |series: Option<usize>| series.map_or(0.0, |series| record.at(series, day));
        let (displaced, reported, debt) = (at(self.displaced), at(self.reported), at(self.debt));
        Sums { displaced, reported, debt }
    }

    /// The true date of a day.
    pub fn date(&self, day: u32) -> Date {
        self.world.scenario().start.saturating_add(Span::new().days(day))
    }

    /// How a number spreads over the members.
    pub fn spread(&self, number: impl Fn(&Record) -> f64) -> Spread {
        let mut values: Vec<f64> = self.records.iter().map(|(_, record)| number(record)).collect();
        Spread::of(&mut values).expect("an ensemble is summed up only if a member is complete")
    }

    /// The members' records.
    pub fn records(&self) -> &'a [(u32, Record)] {
        self.records
    }

    fn place(&self, destination: Destination) -> PlaceOutcome {
        let Destination { place, stock, arrived } = destination;
        let days = || 0..=self.last;
        let counted: Option<Vec<f64>> = days().map(|day| self.counted.at(place, day)).collect();
        PlaceOutcome {
            place: self.world.scenario().places[place.index()].id.clone(),
            name: self.world.scenario().places[place.index()].name.clone(),
            arrivals: self.spread(|record| days().map(|day| record.at(arrived, day)).sum()),
            stock: self.spread(|record| record.at(stock, self.last)),
            data: self.counted.at(place, self.last),
            off_by: counted
                .map(|counted| self.spread(|record| off_by(&counted, |day| record.at(stock, day)))),
        }
    }

    fn total(&self) -> PlaceOutcome {
        let arrivals = |record: &Record| {
            let days = |series: usize| (0..=self.last).map(move |day| record.at(series, day));
            self.destinations.iter().flat_map(|destination| days(destination.arrived)).sum()
        };
        let counted: Option<Vec<f64>> =
            (0..=self.last).map(|day| self.counted.total(day)).collect();
        PlaceOutcome {
            place: TOTAL.to_owned(),
            name: "all destinations".to_owned(),
            arrivals: self.spread(arrivals),
            stock: self.spread(|record| self.total_stock(record, self.last)),
            data: self.counted.total(self.last),
            off_by: counted.map(|counted| {
                self.spread(|record| off_by(&counted, |day| self.total_stock(record, day)))
            }),
        }
    }

    fn day(&self, day: u32) -> DayOutcome {
        let stock = self.spread(|record| self.total_stock(record, day));
        DayOutcome { date: self.date(day), stock, data: self.counted.total(day) }
    }

    fn ard(&self) -> Option<ArdOutcome> {
        let is_counted =
            |destination: &&Destination| self.counted.at(destination.place, 0).is_some();
        let counted_places: Vec<&Destination> =
            self.destinations.iter().filter(is_counted).collect();
        let counts = |day: u32| -> Vec<f64> {
            counted_places.iter().filter_map(|d| self.counted.at(d.place, day)).collect()
        };
        let counts: Vec<Vec<f64>> = (0..=self.last).map(counts).collect();
        let score = |record: &Record| {
            let mut ard = Ard::default();
            for (day, counted) in (0_u32..).zip(&counts) {
                let simulated: Vec<f64> =
                    counted_places.iter().map(|d| record.at(d.stock, day)).collect();
                let reported = self.sums(record, day).reported;
                ard.add(&ScoredDay { simulated: &simulated, counted, reported });
            }
            ard
        };
        if counted_places.is_empty() {
            return None;
        }
        let scores: Vec<Ard> = self.records.iter().map(|(_, record)| score(record)).collect();
        let plain = Spread::of(&mut scores.iter().map(|ard| ard.plain).collect::<Vec<_>>())?;
        let flee = Spread::of(&mut scores.iter().map(|ard| ard.flee).collect::<Vec<_>>())?;
        Some(ArdOutcome { plain, flee })
    }
}

/// Sum over days of the difference from the counts, over the sum of the counts (at least 1).
fn off_by(counted: &[f64], simulated: impl Fn(u32) -> f64) -> f64 {
    let days = (0_u32..).zip(counted);
    let difference: f64 = days.map(|(day, counted)| (simulated(day) - counted).abs()).sum();
    difference / counted.iter().sum::<f64>().max(1.0)
}
