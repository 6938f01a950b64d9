//! `members.parquet`: kept numbers of every member, one row a member, day, place and measure.

use super::store::StoreError;
use arrow::array::{ArrayRef, Float64Array, StringArray, UInt32Array};
use arrow::datatypes::{DataType, Field, Schema};
use arrow::record_batch::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::io::BufWriter;
use std::sync::Arc;

/// Rows of a row group: what waits in memory before it goes to disk.
const ROWS_IN_GROUP: usize = 1 << 17;

/// A Parquet file that grows by batches. The same batches make the same bytes.
pub(super) struct TableWriter {
    schema: Arc<Schema>,
    writer: ArrowWriter<BufWriter<File>>,
}

impl TableWriter {
    pub(super) fn new(
        file: BufWriter<File>,
        columns: &[(&str, DataType)],
    ) -> Result<Self, ParquetError> {
        let fields = columns.iter().map(|(name, kind)| Field::new(*name, kind.clone(), false));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(ROWS_IN_GROUP))
            .build();
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties))?;
        Ok(Self { schema, writer })
    }

    pub(super) fn write(&mut self, columns: Vec<ArrayRef>) -> Result<(), ParquetError> {
        self.writer.write(&RecordBatch::try_new(Arc::clone(&self.schema), columns)?)
    }

    pub(super) fn finish(self) -> Result<(), ParquetError> {
        self.writer.close().map(|_| ())
    }
}

/// One number of a member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MemberRow<'a> {
    /// Day, from 0.
    pub day: u32,
    /// Place id, or `total`.
    pub place: &'a str,
    /// Measure.
    pub measure: &'a str,
    /// People.
    pub value: f64,
}

/// Writes the members of a run, one after the other.
pub struct MembersWriter(TableWriter);

impl MembersWriter {
    /// Begins the file: columns `member`, `day` (whole numbers), `place`, `measure` (text), `value`
    /// (people).
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn new(file: BufWriter<File>) -> Result<Self, ParquetError> {
        let columns = [
            ("member", DataType::UInt32),
            ("day", DataType::UInt32),
            ("place", DataType::Utf8),
            ("measure", DataType::Utf8),
            ("value", DataType::Float64),
        ];
        TableWriter::new(file, &columns).map(Self)
    }

    /// Writes the rows of one member.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn member(&mut self, member: u32, rows: &[MemberRow<'_>]) -> Result<(), ParquetError> {
        self.0.write(vec![
            Arc::new(UInt32Array::from(vec![member; rows.len()])),
            Arc::new(UInt32Array::from_iter_values(rows.iter().map(|row| row.day))),
            Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row.place))),
            Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row.measure))),
            Arc::new(Float64Array::from_iter_values(rows.iter().map(|row| row.value))),
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

impl From<ParquetError> for StoreError {
    fn from(error: ParquetError) -> Self {
        Self::Table(error.to_string())
    }
}
