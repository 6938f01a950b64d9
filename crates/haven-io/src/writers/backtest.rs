//! `forecasts.csv`: every forecast of a backtest, what came, and how far off it was.

use jiff::civil::Date;
use std::io::{self, Write};

/// One forecast. Numbers are people; dates are true dates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ForecastRow<'a> {
    /// The scenario's short name.
    pub scenario: &'a str,
    /// Id of the place.
    pub place: &'a str,
    /// Its name.
    pub place_name: &'a str,
    /// How much the forecast was told.
    pub information_level: &'a str,
    /// The forecast's data cut-off: the day, from 0.
    pub known_until_day: u32,
    /// Its date.
    pub known_until: Date,
    /// The horizon asked for.
    pub horizon_days: u32,
    /// Day of the report nearest to it, from 0.
    pub day: u32,
    /// Its date.
    pub date: Date,
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

/// Columns.
const HEADER: [&str; 23] = [
    "scenario",
    "place",
    "place_name",
    "information_level",
    "known_until_day",
    "known_until",
    "horizon_days",
    "day",
    "date",
    "unit",
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
];

/// Writes rows below one header.
pub struct ForecastWriter<W: Write>(csv::Writer<W>);

impl<W: Write> ForecastWriter<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(writer: W) -> io::Result<Self> {
        let mut csv = csv::Writer::from_writer(writer);
        csv.write_record(HEADER)?;
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
            row.place_name.to_owned(),
            row.information_level.to_owned(),
            row.known_until_day.to_string(),
            row.known_until.to_string(),
            row.horizon_days.to_string(),
            row.day.to_string(),
            row.date.to_string(),
            "people".to_owned(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_forecast_is_a_row_with_ids_names_days_and_dates() {
        let mut bytes = Vec::new();
        let mut writer = ForecastWriter::new(&mut bytes).unwrap();
        let row = ForecastRow {
            scenario: "one",
            place: "north",
            place_name: "North, camp",
            information_level: "issue-time",
            known_until_day: 30,
            known_until: date(2030, 1, 31),
            horizon_days: 7,
            day: 37,
            date: date(2030, 2, 7),
            last_report: 100.04,
            counted: 120.0,
            quantiles: [1.0, 2.0, 3.0, 4.25, 5.0, 6.0, 7.0],
            crps: 0.26,
            baselines: &[1.0, 2.0, 3.0],
        };
        writer.row(&row).unwrap();
        writer.finish().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0].split(',').count(), HEADER.len());
        assert_eq!(
            lines[1],
            "one,north,\"North, camp\",issue-time,30,2030-01-31,7,37,2030-02-07,people,100,120,\
             1,2,3,4.3,5,6,7,0.3,1,2,3"
        );
    }
}
