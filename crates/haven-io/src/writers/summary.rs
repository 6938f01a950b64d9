//! `summary.csv`: how the members spread, by day, place and measure.

use jiff::civil::Date;
use std::io::{BufWriter, Write};

/// One row: a measure at a place on a day, over all members.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryRow<'a> {
    /// Day, from 0.
    pub day: u32,
    /// Its date.
    pub date: Date,
    /// Place id, code of a country, or `total`.
    pub place: &'a str,
    /// Its name for people.
    pub place_name: &'a str,
    /// Where it lies, from [`coordinate_fields`](super::coordinate_fields), which is asked once a place.
    pub coordinates: &'a str,
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
    file: BufWriter<W>,
    /// The last day and its date, and how they are written: many rows share them.
    day: Option<(u32, Date, String)>,
    /// Room for a row.
    line: Vec<u8>,
}

impl<W: Write> SummaryWriter<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(writer: W) -> csv::Result<Self> {
        let mut file = BufWriter::new(writer);
        file.write_all(
            b"day,date,place,measure,mean,sd,q05,q25,q50,q75,q95,data,place_name,unit,latitude,longitude\n",
        )?;
        Ok(Self { file, day: None, line: Vec::new() })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn row(&mut self, row: &SummaryRow<'_>) -> csv::Result<()> {
        let is_known = |(day, date, _): &(u32, Date, String)| (*day, *date) == (row.day, row.date);
        if !self.day.as_ref().is_some_and(is_known) {
            self.day = Some((row.day, row.date, format!("{},{},", row.day, row.date)));
        }
        let line = &mut self.line;
        line.clear();
        line.extend_from_slice(self.day.as_ref().map_or("", |(_, _, text)| text).as_bytes());
        write_text(row.place, line);
        line.push(b',');
        write_text(row.measure, line);
        let quantiles = row.quantiles.map_or([None; 5], |quantiles| quantiles.map(Some));
        for value in [Some(row.mean), row.sd].into_iter().chain(quantiles).chain([row.data]) {
            line.push(b',');
            if let Some(value) = value {
                write_number(value, line);
            }
        }
        line.push(b',');
        write_text(row.place_name, line);
        line.extend_from_slice(b",people,");
        line.extend_from_slice(row.coordinates.as_bytes());
        line.push(b'\n');
        Ok(self.file.write_all(line)?)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> csv::Result<()> {
        Ok(self.file.flush()?)
    }
}

/// A text, in quotes if it could be taken for more than one field. Of sixteen fields only a few are
/// texts, which is why rows are not left to a general writer of CSV.
fn write_text(text: &str, line: &mut Vec<u8>) {
    if text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        line.extend_from_slice(format!("\"{}\"", text.replace('"', "\"\"")).as_bytes());
    } else {
        line.extend_from_slice(text.as_bytes());
    }
}

/// Four decimals at most: a ten-thousandth of a person is noise. Most numbers are whole, and through
/// whole numbers is also the fast way to write the others: the shortest decimal that stands for a
/// binary fraction takes longer to find than everything else about a row. Digits are found from the
/// last to the first.
fn write_number(value: f64, text: &mut Vec<u8>) {
    const UNITS: u64 = 10_000;
    let scaled = (value.abs() * UNITS as f64).round();
    if scaled >= 9e15 || !scaled.is_finite() {
        text.extend_from_slice(format!("{value:.0}").as_bytes());
        return;
    }
    // Below 9e15 there are 16 digits at most, and a sign and a point.
    let (mut written, mut first) = ([0; 18], 18);
    let mut put = |byte: u8| {
        first -= 1;
        written[first] = byte;
    };
    let (mut whole, mut rest) = (scaled as u64 / UNITS, scaled as u64 % UNITS);
    if rest > 0 {
        let mut digits = 4;
        while rest.is_multiple_of(10) {
            rest /= 10;
            digits -= 1;
        }
        for _ in 0..digits {
            put(b'0' + (rest % 10) as u8);
            rest /= 10;
        }
        put(b'.');
    }
    loop {
        put(b'0' + (whole % 10) as u8);
        whole /= 10;
        if whole == 0 {
            break;
        }
    }
    if value < 0.0 && scaled > 0.0 {
        put(b'-');
    }
    text.extend_from_slice(&written[first..]);
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
            place: "Bab al-\"Salam\", north",
            place_name: "Öncüpınar",
            coordinates: "36.5,37.25",
            measure: "stock",
            mean: 10.25,
            sd: Some(0.000_01),
            quantiles: Some([1.0, 2.0, 3.0, 4.5, 1e6]),
            data: None,
        };
        writer.row(&row).unwrap();
        (row.sd, row.quantiles, row.data) = (None, None, Some(7.0));
        row.coordinates = ",";
        writer.row(&row).unwrap();
        writer.finish().unwrap();
        let expected = "day,date,place,measure,mean,sd,q05,q25,q50,q75,q95,data,place_name,unit,latitude,longitude\n\
            3,2014-11-21,\"Bab al-\"\"Salam\"\", north\",stock,10.25,0,1,2,3,4.5,1000000,,Öncüpınar,people,36.5,37.25\n\
            3,2014-11-21,\"Bab al-\"\"Salam\"\", north\",stock,10.25,,,,,,,7,Öncüpınar,people,,\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn numbers_have_four_decimals_at_most() {
        let written = [0.0, -0.000_01, 10.25, -3.5, 0.000_05, 2.000_04, 1_234_567.891_23, 1e18];
        let known =
            ["0", "0", "10.25", "-3.5", "0.0001", "2", "1234567.8912", "1000000000000000000"];
        let text = |value: f64| {
            let mut text = Vec::new();
            write_number(value, &mut text);
            String::from_utf8(text).unwrap()
        };
        assert_eq!(written.map(text), known);
    }
}
