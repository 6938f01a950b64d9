//! Golden runs of Flee: mean and spread by day and place over a number of seeds.

use crate::Failure;
use std::collections::BTreeMap;
use std::path::Path;

/// Seeds behind every golden file (said in the README of each instance).
pub const SEEDS: f64 = 20.0;

/// Mean and standard deviation over the seeds, and the observed number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Mean of people.
    pub mean: f64,
    /// Standard deviation (denominator: seeds − 1).
    pub sd: f64,
    /// Observed people as Flee read them; 0 for totals.
    pub data: f64,
}

/// A golden file. Keys are location names; totals begin with `_`.
pub struct Golden {
    /// Cells by location, each by day from 0.
    pub cells: BTreeMap<String, Vec<Cell>>,
}

impl Golden {
    /// Reads a file with the columns `day,date,location,mean,sd,…,data`, days in order.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let mut reader = csv::Reader::from_path(path)?;
        let headers = reader.headers()?.clone();
        let column = |name: &str| {
            let position = headers.iter().position(|header| header == name);
            position.ok_or_else(|| format!("{}: no column `{name}`", path.display()))
        };
        let (day, place) = (column("day")?, column("location")?);
        let (mean, sd, data) = (column("mean")?, column("sd")?, column("data")?);
        let mut cells: BTreeMap<String, Vec<Cell>> = BTreeMap::new();
        for record in reader.records() {
            let record = record?;
            let days = cells.entry(record[place].to_owned()).or_default();
            if record[day].parse::<usize>()? != days.len() {
                return Err(
                    format!("{}: days of {} have a gap", path.display(), &record[place]).into()
                );
            }
            let data = record[data].parse().unwrap_or(0.0);
            days.push(Cell { mean: record[mean].parse()?, sd: record[sd].parse()?, data });
        }
        Ok(Self { cells })
    }

    /// Number of days.
    pub fn days(&self) -> usize {
        self.cells.values().map(Vec::len).min().unwrap_or(0)
    }

    /// The mean over all days of a location's means.
    pub fn mean_over_days(&self, location: &str) -> Option<f64> {
        let days = self.cells.get(location)?;
        Some(days.iter().map(|cell| cell.mean).sum::<f64>() / days.len() as f64)
    }
}
