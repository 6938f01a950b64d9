//! The table of an answer: names and words to the left, numbers to the right.

use comfy_table::{CellAlignment, LineStyle, Table, presets};

/// A table whose first column is words, the next `numbers` are numbers, and the rest words and bars.
pub(super) fn table(header: &[&str], numbers: usize, rows: Vec<Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()));
    table.set_header(header);
    for column in table.column_iter_mut().skip(1).take(numbers) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    for row in rows {
        table.add_row(row);
    }
    format!("{table}\n")
}
