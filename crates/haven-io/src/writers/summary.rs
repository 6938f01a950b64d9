//! `summary.csv`: how the members spread, by day, place and measure.

use jiff::civil::Date;
use std::io::Write;

/// One row: a measure at a place on a day, over all members.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryRow<'a> {
    /// Day, from 0.
    pub day: u32,
    /// Its date.
    pub date: Date,
    /// Place id, or `total`.
    pub place: &'a str,
    /// Measure.
    pub measure: &'a str,
    /// Mean over members, people.
    pub mean: f64,
    /// Standard deviation (n − 1); none for one member.
    pub sd: Option<f64>,
    /// Quantiles 5, 25, 50, 75 and 95 %; none in an expected run.
    pub quantiles: Option<[f64; 5]>,
    /// What was counted, people.
    pub data: Option<f64>,
}

/// Writes rows below one header.
pub struct SummaryWriter<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> SummaryWriter<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(writer: W) -> csv::Result<Self> {
        let mut csv = csv::Writer::from_writer(writer);
        csv.write_record([
            "day", "date", "place", "measure", "mean", "sd", "q05", "q25", "q50", "q75", "q95",
            "data",
        ])?;
        Ok(Self { csv })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn row(&mut self, row: &SummaryRow<'_>) -> csv::Result<()> {
        let optional = |value: Option<f64>| value.map(number).unwrap_or_default();
        let quantile = |index: usize| optional(row.quantiles.map(|quantiles| quantiles[index]));
        self.csv.write_record([
            &row.day.to_string(),
            &row.date.to_string(),
            row.place,
            row.measure,
            &number(row.mean),
            &optional(row.sd),
            &quantile(0),
            &quantile(1),
            &quantile(2),
            &quantile(3),
            &quantile(4),
            &optional(row.data),
        ])
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> csv::Result<()> {
        Ok(self.csv.flush()?)
    }
}

/// Four decimals at most: a ten-thousandth of a person is noise. Most numbers are whole, and through
/// whole numbers is also the fast way to write the others: the shortest decimal that stands for a
/// binary fraction takes longer to find than everything else about a row.
fn number(value: f64) -> String {
    const UNITS: u64 = 10_000;
    let scaled = (value.abs() * UNITS as f64).round();
    if scaled >= 9e15 || !scaled.is_finite() {
        return format!("{value:.0}");
    }
    let (whole, rest) = (scaled as u64 / UNITS, scaled as u64 % UNITS);
    let sign = if value < 0.0 && scaled > 0.0 { "-" } else { "" };
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{}", format!("{rest:04}").trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn rows_hold_what_is_known_and_nothing_else() {
        let mut bytes = Vec::new();
        let mut writer = SummaryWriter::new(&mut bytes).unwrap();
        let mut row = SummaryRow {
            day: 3,
            date: date(2014, 11, 21),
            place: "Bab al-Salam, north",
            measure: "stock",
            mean: 10.25,
            sd: Some(0.000_01),
            quantiles: Some([1.0, 2.0, 3.0, 4.5, 1e6]),
            data: None,
        };
        writer.row(&row).unwrap();
        (row.sd, row.quantiles, row.data) = (None, None, Some(7.0));
        writer.row(&row).unwrap();
        writer.finish().unwrap();
        let expected = "day,date,place,measure,mean,sd,q05,q25,q50,q75,q95,data\n\
            3,2014-11-21,\"Bab al-Salam, north\",stock,10.25,0,1,2,3,4.5,1000000,\n\
            3,2014-11-21,\"Bab al-Salam, north\",stock,10.25,,,,,,,7\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn numbers_have_four_decimals_at_most() {
        let written = [0.0, -0.000_01, 10.25, -3.5, 0.000_05, 2.000_04, 1_234_567.891_23, 1e18];
        let known =
            ["0", "0", "10.25", "-3.5", "0.0001", "2", "1234567.8912", "1000000000000000000"];
        assert_eq!(written.map(number), known);
    }
}
