//! A table whose columns are found by name, in any order.

use super::personal::looks_personal;
use crate::cells::{self, Cells, MOST_PEOPLE, shown};
use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use crate::sources::SourceText;
use crate::table::Row;
use haven_core::problem::Spot;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The columns that a table may have, beside those of every fact.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// Columns that have to be there.
    pub required: &'static [&'static str],
    /// Columns that may be there.
    pub optional: &'static [&'static str],
    /// Columns of the format that this version does not use.
    pub unused: &'static [&'static str],
}

/// Columns of every table: where a fact is from, how it was obtained, when it became known, and what
/// a reader should know about it.
const FACT: [&str; 4] = ["source", "basis", "known_on", "note"];

/// How a fact was obtained.
const BASES: [&str; 3] = ["reported", "derived", "assumed"];

/// A table of a scenario folder.
#[derive(Debug)]
pub struct Table<'t> {
    source: &'t SourceText,
    columns: BTreeMap<String, usize>,
    rows: Vec<Row<'t>>,
}

impl<'t> Table<'t> {
    /// The table in a file. None if it is empty or a required column is missing; both are reported,
    /// as is every other oddity of the header and of the columns that all tables have.
    pub fn read(source: &'t SourceText, columns: Columns, problems: &mut Problems) -> Option<Self> {
        let mut rows = source.rows(problems);
        if rows.is_empty() {
            let message =
                format!("the file is empty; its first row has to be {}", columns.header());
            problems.push(codes::EMPTY_TABLE.at(source.whole(), message));
            return None;
        }
        let header = rows.remove(0);
        let found = columns.find(source, &header, problems)?;
        rows.retain(|row| row.has_text() && !row.is_hxl());
        if rows.is_empty() {
            let message = "there is no row under the header";
            let hint = "fill it in, or remove the file if the scenario does not need it";
            problems.push(codes::EMPTY_TABLE.at(source.whole(), message).hint(hint));
        }
        let table = Self { source, columns: found, rows };
        for line in table.lines() {
            line.check(header.fields.len(), problems);
        }
        Some(table)
    }

    /// The rows under the header. A row of HXL tags is none of them.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.rows.iter().map(|row| Line { table: self, row })
    }

    /// The file as a whole.
    pub fn whole(&self) -> Spot {
        self.source.whole()
    }
}

impl Columns {
    fn header(&self) -> String {
        self.required.join(",")
    }

    fn known(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).chain(self.unused).chain(&FACT).copied()
    }

    /// Positions of the known columns.
    fn find(
        &self,
        source: &SourceText,
        header: &Row<'_>,
        problems: &mut Problems,
    ) -> Option<BTreeMap<String, usize>> {
        let mut found = BTreeMap::new();
        for index in 0..header.fields.len() {
            let name = header.text(index).trim().to_lowercase();
            let at = source.at(header.at(index));
            if let Some(problem) = self.oddity(&name, &at) {
                problems.push(problem);
            }
            if !name.is_empty() && found.contains_key(&name) {
                let message = format!("the column `{name}` is there twice");
                problems.push(codes::DUPLICATE_COLUMN.at(at, message));
            }
            found.entry(name).or_insert(index);
        }
        let missing: Vec<_> =
            self.required.iter().filter(|name| !found.contains_key(**name)).collect();
        for name in &missing {
            let message = format!("the column `{name}` is missing");
            let problem = codes::MISSING_COLUMN.at(source.at(header.at(0)), message);
            let hint = if header.text(0).contains(';') {
                "separate the columns by commas, not by semicolons".to_owned()
            } else {
                format!("the first row names the columns: {}", self.header())
            };
            problems.push(problem.hint(hint));
        }
        missing.is_empty().then_some(found)
    }

    /// What is odd about a column of this name, if anything.
    fn oddity(&self, name: &str, at: &Spot) -> Option<haven_core::problem::Problem> {
        if looks_personal(name) {
            let message = format!("the column `{name}` looks as if it held data about persons");
            let hint = "Haven counts people and never needs to know who they are: delete the column \
                        from the file, and any other data about persons with it";
            return Some(codes::PERSONAL_DATA.at(at.clone(), message).hint(hint));
        }
        if self.unused.contains(&name) {
            let message = format!("the column `{name}` is not used by this version of Haven");
            return Some(codes::UNUSED_COLUMN.at(at.clone(), message));
        }
        if name.is_empty() || self.known().any(|known| known == name) {
            return None;
        }
        Some(match nearest(name, self.known()) {
            Some(close) => codes::MISSPELT_COLUMN
                .at(at.clone(), format!("there is no column `{name}` in this table"))
                .hint(format!("did you mean `{close}`?")),
            None => codes::UNKNOWN_COLUMN
                .at(at.clone(), format!("the column `{name}` is not known and not used"))
                .hint(format!("known: {}", self.known().collect::<Vec<_>>().join(", "))),
        })
    }
}

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    table: &'a Table<'a>,
    row: &'a Row<'a>,
}

impl<'a> Line<'a> {
    /// The text of a cell without surrounding blanks; empty if there is none.
    pub fn text(&self, column: &str) -> &'a str {
        self.table.columns.get(column).map_or("", |index| self.row.text(*index).trim())
    }

    /// Where a cell is; the row's beginning if the table has no such column.
    pub fn spot(&self, column: &str) -> Spot {
        let index = self.table.columns.get(column);
        self.table.source.at(index.map_or((self.row.line, 1), |index| self.row.at(*index)))
    }

    /// The text of a cell, if there is any.
    pub fn given(&self, column: &str) -> Option<&'a str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    /// The text of a cell; that it is empty is reported.
    pub fn required(&self, column: &str, problems: &mut Problems) -> Option<&'a str> {
        let text = self.given(column);
        if text.is_none() {
            let message = format!("`{column}` is empty");
            problems.push(codes::EMPTY_CELL.at(self.spot(column), message));
        }
        text
    }

    /// A number from `low` to `high`, if there is one.
    pub fn number(&self, column: &str, range: [f64; 2], problems: &mut Problems) -> Option<f64> {
        let (cells, index) = self.cell(column)?;
        cells.number(index, column, range, problems)
    }

    /// A whole number of at least `low`, if there is one.
    pub fn whole(&self, column: &str, low: i64, problems: &mut Problems) -> Option<u64> {
        let (cells, index) = self.cell(column)?;
        let number = cells.whole(index, column, [low, MOST_PEOPLE], problems)?;
        u64::try_from(number).ok()
    }

    /// A date, if there is one.
    pub fn date(&self, column: &str, problems: &mut Problems) -> Option<Date> {
        let (cells, index) = self.cell(column)?;
        cells.date(index, column, problems)
    }

    /// The cell in a column, if there is anything in it.
    fn cell(&self, column: &str) -> Option<(Cells<'a>, usize)> {
        let index = *self.table.columns.get(column)?;
        let cells = Cells { source: self.table.source, row: self.row };
        (!cells.is_blank(index)).then_some((cells, index))
    }

    /// One of these words, if there is one.
    pub fn choice(
        &self,
        column: &str,
        allowed: &[&'static str],
        problems: &mut Problems,
    ) -> Option<&'static str> {
        let text = self.given(column)?;
        let found = allowed.iter().find(|word| **word == text).copied();
        if found.is_none() {
            let message =
                format!("`{column}` is {}; it is one of: {}", shown(text), allowed.join(", "));
            let problem = codes::UNKNOWN_WORD.at(self.spot(column), message);
            problems.push(match nearest(text, allowed.iter().copied()) {
                Some(close) => problem.hint(format!("did you mean `{close}`?")),
                None => problem,
            });
        }
        found
    }

    /// The date on which the row became known; `otherwise` if it does not say.
    pub fn known_on(&self, otherwise: Date) -> Date {
        cells::date(self.text("known_on")).unwrap_or(otherwise)
    }

    /// What holds for every row of every table.
    fn check(&self, columns: usize, problems: &mut Problems) {
        let cells = self.row.fields.len();
        if (columns..cells).any(|index| !self.row.text(index).trim().is_empty()) {
            let message = format!("the row has {cells} cells, the header has {columns}");
            problems.push(
                codes::TOO_MANY_CELLS
                    .at(self.table.source.at(self.row.at(columns)), message)
                    .hint("put a cell that contains a comma into quotes"),
            );
        }
        self.choice("basis", &BASES, problems);
        self.date("known_on", problems);
    }
}
