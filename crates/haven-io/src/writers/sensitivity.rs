//! `sensitivity.csv`: how much each parameter moves each answer.

use std::io::Write;

/// An estimate and the interval around it.
pub type Interval = [f64; 3];

/// What is said of a parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moves {
    /// Shares of the variance: first order and total.
    Sobol([Interval; 2]),
    /// Effects: μ, μ* and σ, in the answer's unit over a parameter's whole prior.
    Morris([Interval; 3]),
}

/// One row: a parameter and an answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SensitivityRow<'a> {
    /// The answer.
    pub answer: &'a str,
    /// What it counts.
    pub measure: &'a str,
    /// Id of the place, code of the country, or `total`.
    pub place: &'a str,
    /// Its name.
    pub place_name: &'a str,
    /// Unit of the answer, and so of effects: `people` or `ratio`. Shares have none.
    pub unit: &'a str,
    /// The parameter.
    pub parameter: &'a str,
    /// Its unit.
    pub parameter_unit: &'a str,
    /// How much it moves it.
    pub moves: Moves,
}

/// Writes rows below one header.
pub struct SensitivityWriter<W: Write>(csv::Writer<W>);

/// Columns in front.
const WORDS: [&str; 8] =
    ["answer", "measure", "place", "place_name", "unit", "parameter", "parameter_unit", "method"];
/// Columns by method; those of the other are empty.
const ESTIMATES: [&str; 5] = ["first", "total", "mu", "mu_star", "sigma"];

impl<W: Write> SensitivityWriter<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(writer: W) -> csv::Result<Self> {
        let mut csv = csv::Writer::from_writer(writer);
        let columns =
            |name: &&str| [name.to_string(), format!("{name}_low"), format!("{name}_high")];
        let first = WORDS.map(str::to_owned);
        csv.write_record(first.into_iter().chain(ESTIMATES.iter().flat_map(columns)))?;
        Ok(Self(csv))
    }

    /// Writes a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn row(&mut self, row: &SensitivityRow<'_>) -> csv::Result<()> {
        let (method, before, estimates, after) = match &row.moves {
            Moves::Sobol(both) => ("sobol", 0, &both[..], 9),
            Moves::Morris(all) => ("morris", 6, &all[..], 0),
        };
        let words = [row.answer, row.measure, row.place, row.place_name, row.unit, row.parameter];
        let words = words.into_iter().chain([row.parameter_unit, method]);
        let mut record: Vec<String> = words.map(str::to_owned).collect();
        record.extend(vec![String::new(); before]);
        record.extend(estimates.iter().flatten().map(f64::to_string));
        record.extend(vec![String::new(); after]);
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
    fn a_row_has_the_columns_of_its_method_and_blanks_for_the_other() {
        let mut bytes = Vec::new();
        let mut writer = SensitivityWriter::new(&mut bytes).unwrap();
        let row = |moves| SensitivityRow {
            answer: "crossed:TR",
            measure: "crossed",
            place: "TR",
            place_name: "Turkey",
            unit: "people",
            parameter: "alpha_f",
            parameter_unit: "per day",
            moves,
        };
        let sobol = Moves::Sobol([[0.5, 0.4, 0.6], [0.75, 0.7, 0.8]]);
        let morris = Moves::Morris([[-3.0, -4.0, -2.0], [3.0, 2.0, 4.0], [1.0, 0.5, 1.5]]);
        for moves in [sobol, morris] {
            writer.row(&row(moves)).unwrap();
        }
        writer.finish().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[1],
            "crossed:TR,crossed,TR,Turkey,people,alpha_f,per day,sobol,0.5,0.4,0.6,0.75,0.7,0.8,,,,,,,,,"
        );
        assert_eq!(
            lines[2],
            "crossed:TR,crossed,TR,Turkey,people,alpha_f,per day,morris,,,,,,,-3,-4,-2,3,2,4,1,0.5,1.5"
        );
        assert_eq!(lines[0].split(',').count(), lines[1].split(',').count());
    }
}
