//! `forecasts.csv`: every forecast of a backtest, what came, and how far off it was.

use std::io::{self, Write};

/// One forecast. Numbers are people; dates are true dates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForecastRow<'a> {
    /// The scenario's short name.
    pub scenario: &'a str,
    /// Id of the place.
    pub place: &'a str,
    /// How much the forecast was told.
    pub level: &'a str,
    /// The forecast's data cut-off.
    pub known_until: &'a str,
    /// The horizon asked for.
    pub horizon_days: u32,
    /// Date of the report nearest to it.
    pub date: &'a str,
    /// Last number reported by the cut-off.
    pub last_report: f64,
    /// The number that came.
    pub counted: f64,
    /// Quantiles 2.5, 10, 25, 50, 75, 90 and 97.5 %.
    pub quantiles: [f64; 7],
    /// Continuous ranked probability score of the simulator.
    pub crps: f64,
    /// The same of persistence, damped trend and theta.
    pub baselines: &'a [f64; 3],
}

/// Writes rows below one header.
pub struct ForecastWriter<W: Write>(csv::Writer<W>);

impl<W: Write> ForecastWriter<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(writer: W) -> io::Result<Self> {
        let mut csv = csv::Writer::from_writer(writer);
        csv.write_record([
            "scenario",
            "place",
            "level",
            "known_until",
            "horizon_days",
            "date",
            "last_report",
            "counted",
            "q025",
            "q10",
            "q25",
            "q50",
            "q75",
            "q90",
            "q975",
            "crps",
            "crps_persistence",
            "crps_damped_trend",
            "crps_theta",
        ])?;
        Ok(Self(csv))
    }

    /// Writes a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn row(&mut self, row: &ForecastRow<'_>) -> io::Result<()> {
        let people = |value: f64| format!("{}", (value * 10.0).round() / 10.0);
        let mut record = vec![
            row.scenario.to_owned(),
            row.place.to_owned(),
            row.level.to_owned(),
            row.known_until.to_owned(),
            row.horizon_days.to_string(),
            row.date.to_owned(),
            people(row.last_report),
            people(row.counted),
        ];
        record.extend(row.quantiles.iter().map(|value| people(*value)));
        record.push(people(row.crps));
        record.extend(row.baselines.iter().map(|value| people(*value)));
        Ok(self.0.write_record(record)?)
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}
