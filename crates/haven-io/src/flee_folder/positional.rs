//! Flee's tables in which the position of a column counts and its name does not (locations, routes,
//! closures, location changes).

use super::surplus;
use crate::cells::Cells;
use crate::codes;
use crate::problems::Problems;
use crate::sources::SourceText;
use crate::table::Row;
use std::collections::BTreeMap;

/// Names of the fixed columns, in order; the alternatives of one are separated by `|`.
pub(super) type Columns = &'static [&'static str];

/// The rows of such a table.
pub(super) struct Positional<'t> {
    /// Rows of data: no comments, headers or HXL tags.
    pub rows: Vec<Row<'t>>,
    /// Columns beyond the fixed ones, by name.
    pub extra: BTreeMap<String, usize>,
    fixed: usize,
    named: usize,
}

impl<'t> Positional<'t> {
    /// Sorts the rows of a table. Rows that start with `#` are comments; the first of them that has
    /// more cells than the fixed columns names the extra ones.
    pub fn read(source: &'t SourceText, columns: Columns, problems: &mut Problems) -> Self {
        let all = source.rows(problems);
        let bare = bare_header(source, &all, columns, problems);
        let mut table =
            Self { rows: Vec::new(), extra: BTreeMap::new(), fixed: columns.len(), named: 0 };
        for (index, row) in all.into_iter().enumerate() {
            let is_header = bare && index == 0;
            if is_header || row.text(0).starts_with('#') {
                table.name_columns(&row);
                check_order(source, &row, columns, problems);
            } else if row.has_text() && !row.is_hxl() {
                table.rows.push(row);
            }
        }
        for row in &table.rows {
            table.check_width(source, row, problems);
        }
        table
    }

    fn name_columns(&mut self, row: &Row<'_>) {
        if self.named == 0 && row.fields.len() > self.fixed {
            self.named = row.fields.len();
            let names = row.fields.iter().enumerate().skip(self.fixed);
            let names = names.map(|(index, field)| (field.text.trim().to_owned(), index));
            self.extra = names.filter(|(name, _)| !name.is_empty()).collect();
        }
    }

    fn check_width(&self, source: &SourceText, row: &Row<'_>, problems: &mut Problems) {
        let first = self.fixed.max(self.named);
        let cells = Cells { source, row };
        let beyond = first..row.fields.len();
        if let Some(index) = beyond.clone().find(|index| !cells.is_blank(*index)) {
            problems.push(surplus::of(&cells, index));
        } else if let Some(index) = beyond.into_iter().next() {
            let at = source.at(row.at(index));
            let message = "the row ends with a comma; Flee stops here, the comma is ignored";
            problems.push(codes::TRAILING_COMMA.at(at, message));
        }
    }
}

/// Whether the first row is a header that lacks its `#`.
fn bare_header(
    source: &SourceText,
    rows: &[Row<'_>],
    columns: Columns,
    problems: &mut Problems,
) -> bool {
    let Some(first) = rows.first().filter(|row| !row.text(0).starts_with('#')) else {
        return false;
    };
    let alike =
        columns.iter().enumerate().filter(|(index, names)| is_named(first.text(*index), names));
    let found = alike.count() * 2 > columns.len().min(first.fields.len());
    if found {
        let message = "the header row does not start with `#`; Flee would read it as data";
        problems.push(
            codes::HEADER_WITHOUT_HASH
                .at(source.at(first.at(0)), message)
                .hint(format!("write #{}", first.text(0))),
        );
    }
    found
}

/// Warns if the header names one of the fixed columns at another's position.
fn check_order(source: &SourceText, header: &Row<'_>, columns: Columns, problems: &mut Problems) {
    for (index, expected) in columns.iter().enumerate() {
        let found = header.text(index);
        let other = columns.iter().position(|names| is_named(found, names));
        if let Some(other) = other.filter(|other| *other != index && !is_named(found, expected)) {
            let message = format!(
                "column {} is called `{}`, but its position makes it `{}`; `{}` is column {}",
                index + 1,
                found.trim(),
                first_name(expected),
                first_name(columns[other]),
                other + 1
            );
            problems.push(codes::COLUMN_ORDER.at(source.at(header.at(index)), message));
        }
    }
}

fn is_named(text: &str, names: &str) -> bool {
    let text = text.trim().trim_start_matches('#').trim().trim_matches('"').to_lowercase();
    names.split('|').any(|name| name == text)
}

fn first_name(names: &str) -> &str {
    names.split('|').next().unwrap_or(names)
}
