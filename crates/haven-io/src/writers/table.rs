//! A Parquet file that grows by rows, a member at a time.
//!
//! Parquet's own column writers do it: Arrow's would bring some twenty crates for what five columns need.

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;
use std::collections::HashMap;
use std::fs::File;
use std::io::BufWriter;
use std::sync::Arc;

/// Rows of a row group: what waits in memory before it goes to disk.
const ROWS_IN_GROUP: usize = 1 << 17;

/// A column that waits to be written.
pub(super) enum Column {
    /// Whole numbers, not negative.
    Whole(Vec<i32>),
    /// Text; equal texts share their bytes.
    Text(Vec<ByteArray>, HashMap<String, ByteArray>),
    /// Counts of people.
    People(Vec<f64>),
}

impl Column {
    pub(super) fn whole() -> Self {
        Self::Whole(Vec::new())
    }

    pub(super) fn text() -> Self {
        Self::Text(Vec::new(), HashMap::new())
    }

    pub(super) fn people() -> Self {
        Self::People(Vec::new())
    }

    fn declared(&self, name: &str) -> String {
        match self {
            Self::Whole(_) => format!("required int32 {name} (INTEGER(32,false));"),
            Self::Text(..) => format!("required binary {name} (STRING);"),
            Self::People(_) => format!("required double {name};"),
        }
    }

    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, Out>) -> Result<(), ParquetError> {
        match self {
            Self::Whole(values) => write_all::<Int32Type>(values, group),
            Self::Text(values, _) => write_all::<ByteArrayType>(values, group),
            Self::People(values) => write_all::<DoubleType>(values, group),
        }
    }
}

/// One value of a row.
pub(super) enum Value<'a> {
    Whole(u32),
    Text(&'a str),
    People(f64),
}

type Out = BufWriter<File>;

/// Rows that become row groups. The same rows make the same bytes.
pub(super) struct TableWriter {
    writer: SerializedFileWriter<Out>,
    columns: Vec<Column>,
    waiting: usize,
}

impl TableWriter {
    pub(super) fn new(file: Out, columns: Vec<(&str, Column)>) -> Result<Self, ParquetError> {
        let fields = columns.iter().map(|(name, column)| column.declared(name));
        let schema = format!("message rows {{ {} }}", fields.collect::<String>());
        let mut properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
        // Nobody looks for rows by the first and last name in the order of letters, and finding these costs.
        for (name, _) in columns.iter().filter(|(_, column)| matches!(column, Column::Text(..))) {
            let path = ColumnPath::from(*name);
            properties = properties.set_column_statistics_enabled(path, EnabledStatistics::None);
        }
        let writer = SerializedFileWriter::new(
            file,
            Arc::new(parse_message_type(&schema)?),
            Arc::new(properties.build()),
        )?;
        let columns = columns.into_iter().map(|(_, column)| column).collect();
        Ok(Self { writer, columns, waiting: 0 })
    }

    /// Adds a row, its values in the order of the columns.
    pub(super) fn row(&mut self, values: &[Value<'_>]) -> Result<(), ParquetError> {
        for (column, value) in self.columns.iter_mut().zip(values) {
            match (column, value) {
                (Column::Whole(values), Value::Whole(value)) => values.push(value.cast_signed()),
                (Column::Text(values, known), Value::Text(text)) => {
                    values.push(shared(text, values.last(), known));
                }
                (Column::People(values), Value::People(people)) => values.push(*people),
                _ => unreachable!("a row has its columns' kinds in their order"),
            }
        }
        self.waiting += 1;
        if self.waiting == ROWS_IN_GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            column.write(&mut group)?;
        }
        self.waiting = 0;
        group.close().map(|_| ())
    }

    pub(super) fn finish(mut self) -> Result<(), ParquetError> {
        if self.waiting > 0 {
            self.flush()?;
        }
        self.writer.close().map(|_| ())
    }
}

/// A text, with the bytes of an equal one if there was one. Most texts are those of the row before: dates,
/// places and units, so that one is looked at first.
fn shared(
    text: &str,
    before: Option<&ByteArray>,
    known: &mut HashMap<String, ByteArray>,
) -> ByteArray {
    if let Some(before) = before.filter(|before| before.data() == text.as_bytes()) {
        return before.clone();
    }
    known.get(text).cloned().unwrap_or_else(|| {
        let bytes = ByteArray::from(text);
        known.insert(text.to_owned(), bytes.clone());
        bytes
    })
}

/// Writes a column's values and forgets them.
fn write_all<T: DataType>(
    values: &mut Vec<T::T>,
    group: &mut SerializedRowGroupWriter<'_, Out>,
) -> Result<(), ParquetError> {
    let mut column = group.next_column()?.expect("there is a writer for each column");
    column.typed::<T>().write_batch(values, None, None)?;
    values.clear();
    column.close()
}
