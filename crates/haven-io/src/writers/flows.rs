//! `flows.parquet`: people at each place by where they came from, when origins or groups are tracked.

use super::members::TableWriter;
use arrow::array::{Float64Array, StringArray, UInt32Array};
use arrow::datatypes::DataType;
use parquet::errors::ParquetError;
use std::fs::File;
use std::io::BufWriter;
use std::sync::Arc;

/// People of one label at one place, on one day of one member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowRow<'a> {
    /// Day, from 0.
    pub day: u32,
    /// Id of the place of origin; empty when not tracked.
    pub origin: &'a str,
    /// Group; empty when not tracked.
    pub group: &'a str,
    /// Id of the place where they are.
    pub place: &'a str,
    /// How many.
    pub people: f64,
}

/// Writes the labelled people of a run's members, one member after the other.
pub struct FlowsWriter(TableWriter);

impl FlowsWriter {
    /// Begins the file: columns `member`, `day`, `origin`, `group`, `place`, `people`.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(file: BufWriter<File>) -> Result<Self, ParquetError> {
        let columns = [
            ("member", DataType::UInt32),
            ("day", DataType::UInt32),
            ("origin", DataType::Utf8),
            ("group", DataType::Utf8),
            ("place", DataType::Utf8),
            ("people", DataType::Float64),
        ];
        TableWriter::new(file, &columns).map(Self)
    }

    /// Writes the rows of one member.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn member(&mut self, member: u32, rows: &[FlowRow<'_>]) -> Result<(), ParquetError> {
        self.0.write(vec![
            Arc::new(UInt32Array::from(vec![member; rows.len()])),
            Arc::new(UInt32Array::from_iter_values(rows.iter().map(|row| row.day))),
            Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row.origin))),
            Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row.group))),
            Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row.place))),
            Arc::new(Float64Array::from_iter_values(rows.iter().map(|row| row.people))),
        ])
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(self) -> Result<(), ParquetError> {
        self.0.finish()
    }
}
