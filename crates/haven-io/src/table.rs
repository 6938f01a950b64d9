//! Comma-separated text (or text with another separator) as rows of fields that know where they stand.
//!
//! The rules are Flee's, which are those of Python's `csv` module: a quote counts only as the very
//! first character of a field; two quotes within are one; any line ending ends a row. A quoted field
//! may span lines. Rows without any text are left out.

use std::borrow::Cow;

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'t> {
    /// The text, without enclosing quotes, not trimmed.
    pub text: Cow<'t, str>,
    /// Line of its first character, from 1.
    pub line: usize,
    /// Column of its first character (after a quote), in characters, from 1.
    pub column: usize,
}

/// One row that has some text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'t> {
    /// Line on which it starts, from 1.
    pub line: usize,
    /// Its fields; at least one.
    pub fields: Vec<Field<'t>>,
    end: (usize, usize),
}

impl Row<'_> {
    /// The text of a field; empty if the row is too short.
    pub fn text(&self, index: usize) -> &str {
        self.fields.get(index).map_or("", |field| &field.text)
    }

    /// Line and column of a field; the end of the row if it is too short.
    pub fn at(&self, index: usize) -> (usize, usize) {
        self.fields.get(index).map_or(self.end, |field| (field.line, field.column))
    }

    /// Whether it is a row of HXL tags: every cell that is not empty is `#` and a letter.
    pub fn is_hxl(&self) -> bool {
        let is_tag = |text: &str| {
            text.strip_prefix('#').is_some_and(|tag| tag.starts_with(|c: char| c.is_alphabetic()))
        };
        let only_tags =
            |field: &Field<'_>| field.text.trim().is_empty() || is_tag(field.text.trim());
        self.has_text() && self.fields.iter().all(only_tags)
    }

    /// Whether any of its cells has text; spreadsheets like to write rows of nothing but commas.
    pub fn has_text(&self) -> bool {
        self.fields.iter().any(|field| !field.text.trim().is_empty())
    }

    fn is_blank(&self) -> bool {
        matches!(self.fields.as_slice(), [only] if only.text.trim().is_empty())
    }
}

/// All rows, and where a quote was opened that nothing closes (such a field is read up to the end of
/// its line).
///
/// `separator`: what stands between fields, one of `,`, `;` and a tab.
pub fn split(text: &str, separator: char) -> (Vec<Row<'_>>, Option<(usize, usize)>) {
    let mut reader = Splitter { rest: text, separator, line: 1, column: 1, unclosed: None };
    let mut rows = Vec::new();
    while !reader.rest.is_empty() {
        let row = reader.row();
        if !row.is_blank() {
            rows.push(row);
        }
    }
    (rows, reader.unclosed)
}

struct Splitter<'t> {
    rest: &'t str,
    separator: char,
    line: usize,
    column: usize,
    unclosed: Option<(usize, usize)>,
}

impl<'t> Splitter<'t> {
    fn row(&mut self) -> Row<'t> {
        let line = self.line;
        let mut fields = Vec::new();
        loop {
            fields.push(self.field());
            if !self.rest.starts_with(self.separator) {
                break;
            }
            self.take(self.separator.len_utf8());
        }
        let end = (self.line, self.column);
        let counted = self.take_if("\r\n") || self.take_if("\n");
        if !counted && self.take_if("\r") {
            self.line += 1;
            self.column = 1;
        }
        Row { line, fields, end }
    }

    fn field(&mut self) -> Field<'t> {
        if let Some(length) = self.quoted_length() {
            self.take(1);
            let (line, column) = (self.line, self.column);
            let inner = self.take(length);
            self.take(1);
            let tail = self.plain();
            let text = match (inner.contains('"'), tail.is_empty()) {
                (false, true) => Cow::Borrowed(inner),
                _ => Cow::Owned(inner.replace("\"\"", "\"") + tail),
            };
            return Field { text, line, column };
        }
        let (line, column) = (self.line, self.column);
        Field { text: Cow::Borrowed(self.plain()), line, column }
    }

    /// Bytes between the quotes of the field that starts here, if it is quoted and closed.
    fn quoted_length(&mut self) -> Option<usize> {
        let inner = self.rest.strip_prefix('"')?;
        let bytes = inner.as_bytes();
        let mut from = 0;
        loop {
            match inner[from..].find('"') {
                Some(found) if bytes.get(from + found + 1) == Some(&b'"') => from += found + 2,
                Some(found) => return Some(from + found),
                None => {
                    self.unclosed.get_or_insert((self.line, self.column));
                    return None;
                }
            }
        }
    }

    fn plain(&mut self) -> &'t str {
        let length = self.rest.find([self.separator, '\n', '\r']).unwrap_or(self.rest.len());
        self.take(length)
    }

    fn take_if(&mut self, expected: &str) -> bool {
        let found = self.rest.starts_with(expected);
        if found {
            self.take(expected.len());
        }
        found
    }

    fn take(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        match taken.rfind('\n') {
            Some(last) => {
                self.line += taken.matches('\n').count();
                self.column = 1 + taken[last + 1..].chars().count();
            }
            None => self.column += taken.chars().count(),
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let (rows, _) = split(text, ',');
        rows.iter().map(|r| r.fields.iter().map(|f| f.text.to_string()).collect()).collect()
    }

    #[test]
    fn a_quote_counts_only_as_the_first_character() {
        assert_eq!(texts("\"a,b\",c\n"), [["a,b", "c"]]);
        assert_eq!(texts("a, \"b\n"), [["a", " \"b"]]);
        assert_eq!(texts("\"say \"\"x\"\"\"y,1"), [["say \"x\"y", "1"]]);
    }

    #[test]
    fn other_separators_leave_commas_in_their_fields() {
        let rows = split("a,b;\"c;d\"\n1;2", ';').0;
        let texts: Vec<&str> = rows.iter().flat_map(|row| &row.fields).map(|f| &*f.text).collect();
        assert_eq!(texts, ["a,b", "c;d", "1", "2"]);
    }

    #[test]
    fn every_line_ending_ends_a_row_and_blank_rows_are_left_out() {
        assert_eq!(texts("a\r\nb\rc\n\n  \nd"), [["a"], ["b"], ["c"], ["d"]]);
    }

    #[test]
    fn a_field_knows_its_line_and_column_in_characters() {
        let (rows, _) = split("é,\"x\ny\",\"z\"\nlast,1", ',');
        let fields = rows.iter().flat_map(|row| row.fields.iter());
        let spots: Vec<_> = fields.map(|field| (field.line, field.column)).collect();
        assert_eq!(spots, [(1, 1), (1, 4), (2, 5), (3, 1), (3, 6)]);
        assert_eq!(rows[1].at(7), (3, 7));
    }

    #[test]
    fn a_quote_that_nothing_closes_is_found_and_costs_only_its_line() {
        let (rows, unclosed) = split("a,\"b\nc,d\n", ',');
        assert_eq!(unclosed, Some((1, 3)));
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn hxl_tags_are_told_from_comments_with_numbers() {
        assert!(split("#geo+name,,#affected", ',').0[0].is_hxl());
        assert!(!split("#name,region", ',').0[0].is_hxl());
        assert!(!split(",,", ',').0[0].is_hxl());
    }
}
