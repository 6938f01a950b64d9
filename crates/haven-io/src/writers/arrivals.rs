//! `arrivals.csv`: mean arrivals abroad by week, origin, group, cause, route and crossing.

use std::io::Write;

/// The head of the table.
const COLUMNS: [&str; 11] = [
    "week",
    "origin",
    "group",
    "cause",
    "route",
    "crossing",
    "mean_people",
    "date",
    "origin_name",
    "crossing_name",
    "unit",
];

/// One row: the mean over members of people who crossed in a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArrivalsRow<'a> {
    /// Week, from 0; none of weeks that are put together.
    pub week: Option<u32>,
    /// Its first day.
    pub date: &'a str,
    /// Id of the place, or the administrative area, that they left.
    pub origin: &'a str,
    /// Its name for people.
    pub origin_name: &'a str,
    /// Their group.
    pub group: &'a str,
    /// Why they left home.
    pub cause: &'a str,
    /// Ids of the places by which they came to the crossing, in order, with ` > ` between them; empty
    /// if it is not told.
    pub route: &'a str,
    /// Id of the crossing.
    pub crossing: &'a str,
    /// Its name for people.
    pub crossing_name: &'a str,
    /// How many, on average.
    pub people: f64,
}

/// Writes rows below one header.
pub struct ArrivalsWriter<W: Write>(csv::Writer<W>);

impl<W: Write> ArrivalsWriter<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(writer: W) -> csv::Result<Self> {
        let mut csv = csv::Writer::from_writer(writer);
        csv.write_record(COLUMNS)?;
        Ok(Self(csv))
    }

    /// Writes a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn row(&mut self, row: &ArrivalsRow<'_>) -> csv::Result<()> {
        let week = row.week.map_or_else(String::new, |week| week.to_string());
        let people = format!("{:.2}", row.people);
        let ArrivalsRow { origin, group, cause, route, crossing, .. } = row;
        self.0.write_record([
            &week,
            *origin,
            group,
            cause,
            route,
            crossing,
            &people,
            row.date,
            row.origin_name,
            row.crossing_name,
            "people",
        ])
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
    fn weeks_that_are_put_together_have_no_number_and_no_date() {
        let mut bytes = Vec::new();
        let mut writer = ArrivalsWriter::new(&mut bytes).expect("memory takes it");
        let row = ArrivalsRow {
            week: Some(1),
            date: "2031-06-08",
            origin: "orhan",
            origin_name: "Orhan",
            group: "many",
            cause: "assault",
            route: "pell > quay",
            crossing: "pass",
            crossing_name: "South Pass, lower",
            people: 75.0,
        };
        let others = ArrivalsRow { week: None, date: "", people: 31.256, ..row };
        for row in [row, others] {
            writer.row(&row).expect("memory takes it");
        }
        writer.finish().expect("memory takes it");
        let rows = "1,orhan,many,assault,pell > quay,pass,75.00,2031-06-08,Orhan,\"South Pass, lower\",people\n\
                    ,orhan,many,assault,pell > quay,pass,31.26,,Orhan,\"South Pass, lower\",people\n";
        let expected = format!("{}\n{rows}", COLUMNS.join(","));
        assert_eq!(String::from_utf8(bytes).expect("it is text"), expected);
    }
}
