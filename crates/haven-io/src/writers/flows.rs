//! `flows.parquet`: people at each place by where they came from, when origins or groups are tracked.

use super::rows::FlowRow;
use super::table::{Column, TableWriter, Value};
use parquet::errors::ParquetError;
use std::fs::File;
use std::io::BufWriter;

/// Writes the labelled people of a run's members, one member after the other.
pub struct FlowsWriter(TableWriter);

impl FlowsWriter {
    /// Begins the file: columns `member`, `day`, `origin`, `group`, `place`, `people`, `date`,
    /// `place_name`, `origin_name`.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(file: BufWriter<File>) -> Result<Self, ParquetError> {
        let columns = vec![
            ("member", Column::whole()),
            ("day", Column::whole()),
            ("origin", Column::text()),
            ("group", Column::text()),
            ("place", Column::text()),
            ("people", Column::people()),
            ("date", Column::text()),
            ("place_name", Column::text()),
            ("origin_name", Column::text()),
        ];
        TableWriter::new(file, columns).map(Self)
    }

    /// Writes the rows of one member.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn member(&mut self, member: u32, rows: &[FlowRow<'_>]) -> Result<(), ParquetError> {
        rows.iter().try_for_each(|row| {
            self.0.row(&[
                Value::Whole(member),
                Value::Whole(row.day),
                Value::Text(row.origin),
                Value::Text(row.group),
                Value::Text(row.place),
                Value::People(row.people),
                Value::Text(row.date),
                Value::Text(row.place_name),
                Value::Text(row.origin_name),
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
