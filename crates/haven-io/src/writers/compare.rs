//! `compare.csv`: what each combination of what-ifs says, and how it differs from the baseline.

use super::UNIT;
use jiff::civil::Date;
use std::io::Write;

/// One row: a measure on a day, over all members. Without a baseline the numbers are the
/// combination's own; with one they are differences from it, member by member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CompareRow<'a> {
    /// The combination.
    pub what_if: &'a str,
    /// What it is compared with; empty for its own numbers.
    pub baseline: &'a str,
    /// `total`, a country's code, or a place's id.
    pub place: &'a str,
    /// Its name for people.
    pub place_name: &'a str,
    /// Latitude and longitude, degrees, of a place of which they are known.
    pub coordinates: Option<[f64; 2]>,
    /// Measure.
    pub measure: &'a str,
    /// Day, from 0.
    pub day: u32,
    /// Its date.
    pub date: Date,
    /// Mean over members, people.
    pub mean: f64,
    /// Quantiles 5, 25, 50, 75 and 95 %.
    pub quantiles: [f64; 5],
    /// Share of members in which it exceeds the baseline by the number of people in the manifest.
    pub p_exceed: Option<f64>,
}

/// Writes rows below one header.
pub struct CompareWriter<W: Write>(csv::Writer<W>);

impl<W: Write> CompareWriter<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(writer: W) -> csv::Result<Self> {
        let mut csv = csv::Writer::from_writer(writer);
        csv.write_record([
            "what_if",
            "baseline",
            "place",
            "measure",
            "day",
            "mean",
            "q05",
            "q25",
            "q50",
            "q75",
            "q95",
            "p_exceed",
            "date",
            "place_name",
            "unit",
            "latitude",
            "longitude",
        ])?;
        Ok(Self(csv))
    }

    /// Writes a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn row(&mut self, row: &CompareRow<'_>) -> csv::Result<()> {
        let people = |value: f64| format!("{}", (value * 10.0).round() / 10.0);
        let mut record: Vec<String> =
            [row.what_if, row.baseline, row.place, row.measure].map(str::to_owned).to_vec();
        record.extend([row.day.to_string(), people(row.mean)]);
        record.extend(row.quantiles.map(people));
        record.push(row.p_exceed.map(|share| format!("{share:.4}")).unwrap_or_default());
        record.extend([row.date.to_string(), row.place_name.to_owned(), UNIT.to_owned()]);
        let degrees =
            |axis: usize| row.coordinates.map(|it| it[axis].to_string()).unwrap_or_default();
        record.extend([degrees(0), degrees(1)]);
        self.0.write_record(record)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> csv::Result<()> {
        Ok(self.0.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_names_its_baseline() {
        let mut bytes = Vec::new();
        let mut writer = CompareWriter::new(&mut bytes).unwrap();
        let mut row = CompareRow {
            what_if: "gates-shut",
            baseline: "as-it-stands",
            place: "TUR",
            place_name: "Turkey",
            coordinates: None,
            date: jiff::civil::date(2015, 5, 16),
            measure: "crossed",
            day: 179,
            mean: -10.04,
            quantiles: [-20.0, -15.0, -10.0, -5.0, 0.0],
            p_exceed: Some(0.25),
        };
        writer.row(&row).unwrap();
        row.coordinates = Some([36.5, -37.25]);
        writer.row(&row).unwrap();
        writer.finish().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let expected = "gates-shut,as-it-stands,TUR,crossed,179,-10,-20,-15,-10,-5,0,0.2500,2015-05-16,Turkey,people";
        let rows: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(rows, [format!("{expected},,"), format!("{expected},36.5,-37.25")]);
    }
}
