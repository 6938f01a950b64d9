//! A TOML table read key by key, so that every problem in it is reported and not only the first.

use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use crate::sources::SourceText;
use haven_core::problem::Spot;
use jiff::civil::Date;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One table of a TOML file, with the file so that positions can be told.
#[derive(Clone, Copy)]
pub struct TomlTable<'t> {
    /// The file.
    pub source: &'t SourceText,
    /// The table.
    pub table: &'t DeTable<'t>,
}

impl<'t> TomlTable<'t> {
    /// Line and column of a range of bytes.
    pub fn spot(&self, span: &Range<usize>) -> Spot {
        self.source.at(self.source.line_and_column(span.start))
    }

    /// The value of a key, if it is there.
    pub fn value(&self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.table.get(key)
    }

    /// The table under a key.
    pub fn inner(&self, key: &str, problems: &mut Problems) -> Option<TomlTable<'t>> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(TomlTable { table, ..*self }),
            _ => self.wrong(key, value, "a table", problems),
        }
    }

    /// The tables in the list under a key (`[[key]]`, or `key = [{ .. }]`).
    pub fn tables(&self, key: &str, problems: &mut Problems) -> Vec<TomlTable<'t>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong::<()>(key, value, "a list of tables", problems);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => tables.push(TomlTable { table, ..*self }),
                _ => {
                    self.wrong::<()>(key, item, "a table", problems);
                }
            }
        }
        tables
    }

    /// Reports every key that is not one of these.
    pub fn only(&self, known: &[&str], problems: &mut Problems) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            if problems.is_full(codes::UNKNOWN_SETTING.code, &self.source.name) {
                problems.count(codes::UNKNOWN_SETTING.code, &self.source.name);
                continue;
            }
            let message = format!("`{name}` is not a setting; known here: {}", known.join(", "));
            let problem = codes::UNKNOWN_SETTING.at(self.spot(&key.span()), message);
            problems.push(match nearest(name, known.iter().copied()) {
                Some(close) => problem.hint(format!("did you mean `{close}`?")),
                None => problem.hint("remove it, or put what it says into the `summary`"),
            });
        }
    }

    /// Reports a key that has to be there and is not; hands the value through.
    pub fn required<T>(
        &self,
        key: &str,
        value: Option<T>,
        example: &str,
        problems: &mut Problems,
    ) -> Option<T> {
        if self.value(key).is_none() {
            let message = format!("the setting `{key}` is missing");
            problems.push(
                codes::MISSING_SETTING
                    .at(self.source.whole(), message)
                    .hint(format!("add for example `{key} = {example}`")),
            );
        }
        value
    }

    /// Text.
    pub fn text_of(&self, key: &str, problems: &mut Problems) -> Option<&'t str> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(text.as_ref()),
            _ => self.wrong(key, value, "text in quotes", problems),
        }
    }

    /// A number, whole or not.
    pub fn number(&self, key: &str, problems: &mut Problems) -> Option<f64> {
        let value = self.value(key)?;
        number(value.get_ref()).or_else(|| self.wrong(key, value, "a number", problems))
    }

    /// A whole number from `low` to `high`.
    pub fn whole(&self, key: &str, range: (u32, u32), problems: &mut Problems) -> Option<u32> {
        let value = self.value(key)?;
        let (low, high) = range;
        number(value.get_ref())
            .filter(|x| x.fract() == 0.0 && (f64::from(low)..=f64::from(high)).contains(x))
            .map(|x| x as u32)
            .or_else(|| {
                let wanted = format!("a whole number from {low} to {high}");
                self.wrong(key, value, &wanted, problems)
            })
    }

    /// A calendar date, bare (`2030-03-01`) or in quotes.
    pub fn date(&self, key: &str, problems: &mut Problems) -> Option<Date> {
        let value = self.value(key)?;
        let text = match value.get_ref() {
            DeValue::Datetime(date) => date.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => String::new(),
        };
        let parsed = (text.len() == 10).then(|| text.parse().ok()).flatten();
        parsed.or_else(|| self.wrong(key, value, "a date such as 2030-03-01", problems))
    }

    /// A list of texts; a single text is a list of one.
    pub fn texts(&self, key: &str, problems: &mut Problems) -> Vec<String> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let texts = match value.get_ref() {
            DeValue::String(text) => Some(vec![text.to_string()]),
            DeValue::Array(items) => items
                .iter()
                .map(|item| item.get_ref().as_str().map(ToOwned::to_owned))
                .collect::<Option<_>>(),
            _ => None,
        };
        texts.or_else(|| self.wrong(key, value, "a list of texts", problems)).unwrap_or_default()
    }

    /// Reports a value of the wrong type or out of range.
    pub fn wrong<T>(
        &self,
        key: &str,
        value: &Spanned<DeValue<'t>>,
        wanted: &str,
        problems: &mut Problems,
    ) -> Option<T> {
        let found = self.source.text.get(value.span()).unwrap_or("?");
        let found: String = found.chars().take(40).collect();
        let message = format!("`{key}` is {found}, which is not {wanted}");
        problems.push(codes::BAD_SETTING.at(self.spot(&value.span()), message));
        None
    }
}

/// The tables of a TOML file; what is wrong with its syntax is reported.
pub fn document<'t>(source: &'t SourceText, problems: &mut Problems) -> Option<DeTable<'t>> {
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    let document = document.into_inner();
    let top = TomlTable { source, table: &document };
    for error in &errors {
        let at = error.span().map_or_else(|| source.whole(), |span| top.spot(&span));
        problems.push(codes::BAD_TOML.at(at, error.message().trim()));
    }
    errors.is_empty().then_some(document)
}

/// The number in a value, if it is one and finite.
pub fn number(value: &DeValue<'_>) -> Option<f64> {
    let number = match value {
        DeValue::Integer(whole) => i64::from_str_radix(whole.as_str(), whole.radix()).ok()? as f64,
        DeValue::Float(float) => float.as_str().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}
