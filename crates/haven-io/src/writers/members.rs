//! `members.parquet`: kept numbers of every member, one row a member, day, place and measure.

use super::UNIT;
use super::rows::MemberRow;
use super::table::{Column, TableWriter, Value};
use parquet::errors::ParquetError;
use std::fs::File;
use std::io::BufWriter;

/// Writes the members of a run, one after the other.
pub struct MembersWriter(TableWriter);

impl MembersWriter {
    /// Begins the file: columns `member`, `day` (whole numbers), `place`, `measure` (text), `value`
    /// (people), `date`, `place_name` and `unit` (text).
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(file: BufWriter<File>) -> Result<Self, ParquetError> {
        let columns = vec![
            ("member", Column::whole()),
            ("day", Column::whole()),
            ("place", Column::text()),
            ("measure", Column::text()),
            ("value", Column::people()),
            ("date", Column::text()),
            ("place_name", Column::text()),
            ("unit", Column::text()),
        ];
        TableWriter::new(file, columns).map(Self)
    }

    /// Writes the rows of one member.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn member(&mut self, member: u32, rows: &[MemberRow<'_>]) -> Result<(), ParquetError> {
        rows.iter().try_for_each(|row| {
            self.0.row(&[
                Value::Whole(member),
                Value::Whole(row.day),
                Value::Text(row.place),
                Value::Text(row.measure),
                Value::People(row.value),
                Value::Text(row.date),
                Value::Text(row.place_name),
                Value::Text(UNIT),
            ])
        })
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(self) -> Result<(), ParquetError> {
        self.0.finish()
    }
}
