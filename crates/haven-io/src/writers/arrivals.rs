//! `arrivals.csv`: mean arrivals abroad by week, origin, group, cause, route and crossing.

use std::io::Write;

/// One row: the mean over members of people who crossed in a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArrivalsRow<'a> {
    /// Week, from 0; none of weeks that are put together.
    pub week: Option<u32>,
    /// Id of the place, or the administrative area, that they left.
    pub origin: &'a str,
    /// Their group.
    pub group: &'a str,
    /// Why they left home.
    pub cause: &'a str,
    /// Ids of the places by which they came to the crossing, in order, with ` > ` between them; empty
    /// if it is not told.
    pub route: &'a str,
    /// Id of the crossing.
    pub crossing: &'a str,
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
        csv.write_record(["week", "origin", "group", "cause", "route", "crossing", "mean_people"])?;
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
        self.0.write_record([&week, *origin, group, cause, route, crossing, &people])
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> csv::Result<()> {
        Ok(self.0.flush()?)
    }
}
