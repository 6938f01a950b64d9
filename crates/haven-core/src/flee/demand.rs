//! How many people set out each day when observations say so, and what camps hold on day 0.

use super::scenario::Scenario;
use super::series::{self, Table};
use crate::id::PlaceId;

/// Observed numbers by day, scaled; the same for every member.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    tables: Vec<Table>,
    /// Position of the series that counts a place, by place.
    by_place: Vec<Option<usize>>,
    /// What is taken off every observation: day-0 values, if camps start empty.
    offsets: Vec<f64>,
    /// People who set out, by day.
    pub(super) setting_out: Vec<f64>,
    /// Decreases still to be made good, by day (Flee's refugee debt).
    pub(super) debt: Vec<f64>,
    /// Sum of increases, by day (Flee's raw refugee count).
    pub(super) reported: Vec<f64>,
}

impl Demand {
    pub(super) fn new(scenario: &Scenario) -> Self {
        let observed = &scenario.observed;
        let tables = series::tables(observed, scenario.rules.scale_divisor.0 as f64);
        let place_of = |index| PlaceId(index as u32);
        let by_place = (0..scenario.places.len())
            .map(|index| observed.series.iter().position(|s| s.place == Some(place_of(index))))
            .collect();
        let empty = scenario.rules.spawning.empty_camps_on_day0;
        let offsets = tables.iter().map(|table| if empty { table.at(0) } else { 0.0 }).collect();
        let mut demand = Self {
            tables,
            by_place,
            offsets,
            setting_out: Vec::new(),
            debt: Vec::new(),
            reported: Vec::new(),
        };
        demand.schedule(scenario);
        demand
    }

    /// Observed people at a place on a day (Flee's D), if a series counts it.
    pub(super) fn observed(&self, place: PlaceId, day: u32) -> Option<f64> {
        self.by_place[place.index()].map(|series| self.at(series, day))
    }

    /// Observed people at a place on day 0, before any offset; 0 without a series.
    pub(super) fn on_day_0(&self, place: PlaceId) -> f64 {
        self.by_place[place.index()].map_or(0.0, |series| self.tables[series].at(0))
    }

    fn at(&self, series: usize, day: u32) -> f64 {
        self.tables[series].at(i64::from(day)) - self.offsets[series]
    }

    /// Flee's recursion: increases set out, decreases become a debt that later increases pay.
    fn schedule(&mut self, scenario: &Scenario) {
        let spawning = &scenario.rules.spawning;
        let total = scenario.observed.series.iter().position(|series| series.label == "total");
        let (mut owed, mut reported) = (0.0, 0.0);
        for day in 0..scenario.days {
            let increase = match (day, spawning.sum_from_camps) {
                (0, _) if spawning.empty_camps_on_day0 => 0.0,
                // The total is counted along with the camps on day 0: quirk Q2.
                (0, true) => (0..self.tables.len()).map(|series| self.at(series, 0)).sum(),
                (0, false) => total.map_or(0.0, |series| self.at(series, 0)),
                (_, true) => (1..self.tables.len())
                    .map(|series| self.at(series, day) - self.at(series, day - 1))
                    .sum(),
                (_, false) => {
                    total.map_or(0.0, |series| self.at(series, day) - self.at(series, day - 1))
                }
            };
            reported += increase;
            let wanted = if day == 0 && spawning.insert_day0 { 0.0 } else { increase - owed };
            owed = f64::max(-wanted, 0.0);
            self.setting_out.push(wanted.max(0.0));
            self.debt.push(owed);
            self.reported.push(reported);
        }
    }
}
