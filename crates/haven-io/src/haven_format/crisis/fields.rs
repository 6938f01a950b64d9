//! What a row of a table and a table of `scenario.toml` have in common: values under names, each with
//! the spot where it stands. So what-ifs and tables are read by the same functions.

use super::prior_cell;
use crate::cells::shown;
use crate::codes;
use crate::haven_format::columns::Line;
use crate::haven_format::toml_table::{TomlTable, number};
use crate::nearest::nearest;
use crate::problems::Problems;
use haven_core::prior::Prior;
use haven_core::problem::Spot;
use jiff::civil::Date;
use std::borrow::Cow;
use toml::de::DeValue;

/// Values under names.
pub trait Fields {
    /// Where a value is, or where it would be.
    fn spot(&self, key: &str) -> Spot;

    /// A value as text, if there is one.
    fn given(&self, key: &str) -> Option<Cow<'_, str>>;

    /// Reports that a value is missing.
    fn lacks(&self, key: &str, problems: &mut Problems);

    /// The texts of a list, each with its spot.
    fn list(&self, key: &str, problems: &mut Problems) -> Vec<(String, Spot)>;

    /// A date, if there is one.
    fn date(&self, key: &str, problems: &mut Problems) -> Option<Date>;

    /// A number from `low` to `high`, if there is one.
    fn number(&self, key: &str, range: [f64; 2], problems: &mut Problems) -> Option<f64>;

    /// A value as text; that it is missing is reported.
    fn needed(&self, key: &str, problems: &mut Problems) -> Option<Cow<'_, str>> {
        let text = self.given(key);
        if text.is_none() {
            self.lacks(key, problems);
        }
        text
    }

    /// What one of these words stands for, if there is one.
    fn word<T: Copy>(
        &self,
        key: &str,
        allowed: &[(&'static str, T)],
        problems: &mut Problems,
    ) -> Option<T> {
        let text = self.given(key)?;
        let found = allowed.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let words: Vec<&str> = allowed.iter().map(|(word, _)| *word).collect();
            let message =
                format!("`{key}` is {}; it is one of: {}", shown(&text), words.join(", "));
            let problem = codes::UNKNOWN_WORD.at(self.spot(key), message);
            problems.push(match nearest(&text, words) {
                Some(close) => problem.hint(format!("did you mean `{close}`?")),
                None => problem,
            });
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// An uncertain number all of whose values lie in a range, if there is one.
    fn prior(&self, key: &str, range: [f64; 2], problems: &mut Problems) -> Option<Prior> {
        let text = self.given(key)?;
        if !text.starts_with(char::is_alphabetic) {
            return self.number(key, range, problems).map(Prior::Fixed);
        }
        match prior_cell::parse(&text) {
            Ok(prior) => fitting(key, prior, range, self.spot(key), problems),
            Err(bad) => {
                let message = format!("`{key}` {}", bad.message);
                problems.push(codes::BAD_PRIOR.at(self.spot(key), message).hint(bad.hint));
                None
            }
        }
    }
}

/// A prior from which values can be drawn, all of them in a range; that it is none is reported.
fn fitting(
    key: &str,
    prior: Prior,
    range: [f64; 2],
    at: Spot,
    problems: &mut Problems,
) -> Option<Prior> {
    if let Err(bad) = prior.check() {
        problems.push(codes::BAD_PRIOR.at(at, format!("`{key}` is {bad}")));
        return None;
    }
    let [low, high] = prior_cell::support(&prior);
    if low >= range[0] && high <= range[1] {
        return Some(prior);
    }
    let allowed = match range {
        [least, f64::MAX] => format!("numbers of {least} or more"),
        [least, most] => format!("numbers from {least} to {most}"),
    };
    let message = format!("`{key}` goes from {low} to {high}; it takes {allowed}");
    problems.push(codes::BAD_PRIOR.at(at, message));
    None
}

/// The number in `X`, or between `X_low` and `X_high`; `columns` are these three names.
pub fn uncertain(
    line: &Line<'_>,
    columns: [&str; 3],
    range: [f64; 2],
    problems: &mut Problems,
) -> Option<Prior> {
    let [value, low, high] = columns;
    let middle = Fields::prior(line, value, range, problems);
    let ends = (line.number(low, range, problems), line.number(high, range, problems));
    let (Some(least), Some(most)) = ends else {
        for (column, other) in [(low, high), (high, low)] {
            if line.given(column).is_none() && line.given(other).is_some() {
                let message = format!("`{other}` is given, `{column}` is not");
                problems.push(codes::EMPTY_CELL.at(line.spot(column), message));
            }
        }
        return middle;
    };
    let between = |prior: &Prior| match prior {
        Prior::Fixed(number) => (least..=most).contains(number),
        _ => true,
    };
    if least > most || !middle.as_ref().is_none_or(between) {
        let message = format!("`{low}`, `{value}` and `{high}` are not in rising order");
        problems.push(codes::BAD_BOUNDS.at(line.spot(low), message));
        return None;
    }
    Some(Prior::from_range(least, most))
}

impl Fields for Line<'_> {
    fn spot(&self, key: &str) -> Spot {
        Line::spot(self, key)
    }

    fn given(&self, key: &str) -> Option<Cow<'_, str>> {
        Line::given(self, key).map(Cow::Borrowed)
    }

    fn lacks(&self, key: &str, problems: &mut Problems) {
        self.required(key, problems);
    }

    fn list(&self, key: &str, _: &mut Problems) -> Vec<(String, Spot)> {
        let texts = self.text(key).split(';').map(str::trim).filter(|text| !text.is_empty());
        texts.map(|text| (text.to_owned(), Line::spot(self, key))).collect()
    }

    fn date(&self, key: &str, problems: &mut Problems) -> Option<Date> {
        Line::date(self, key, problems)
    }

    fn number(&self, key: &str, range: [f64; 2], problems: &mut Problems) -> Option<f64> {
        Line::number(self, key, range, problems)
    }
}

impl Fields for TomlTable<'_> {
    fn spot(&self, key: &str) -> Spot {
        let value = self.value(key).map(toml::Spanned::span);
        let first = || self.table.iter().next().map(|(key, _)| key.span());
        value
            .or_else(first)
            .map_or_else(|| self.source.whole(), |span| TomlTable::spot(self, &span))
    }

    fn given(&self, key: &str) -> Option<Cow<'_, str>> {
        let value = self.value(key)?;
        Some(match value.get_ref() {
            DeValue::String(text) => Cow::Borrowed(text.as_ref()),
            other => match number(other) {
                Some(number) => Cow::Owned(number.to_string()),
                None => Cow::Borrowed(self.source.text.get(value.span()).unwrap_or_default()),
            },
        })
    }

    fn lacks(&self, key: &str, problems: &mut Problems) {
        let message = format!("`{key}` is missing");
        problems.push(codes::MISSING_SETTING.at(Fields::spot(self, key), message));
    }

    fn list(&self, key: &str, problems: &mut Problems) -> Vec<(String, Spot)> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong::<()>(key, value, "a list of texts", problems);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => {
                    texts.push((text.to_string(), TomlTable::spot(self, &item.span())));
                }
                _ => {
                    self.wrong::<()>(key, item, "a text in quotes", problems);
                }
            }
        }
        texts
    }

    fn date(&self, key: &str, problems: &mut Problems) -> Option<Date> {
        TomlTable::date(self, key, problems)
    }

    fn number(&self, key: &str, range: [f64; 2], problems: &mut Problems) -> Option<f64> {
        let value = self.value(key)?;
        let found = number(value.get_ref()).filter(|x| (range[0]..=range[1]).contains(x));
        found.or_else(|| {
            let wanted = match range {
                [low, f64::MAX] => format!("a number of {low} or more"),
                [low, high] => format!("a number from {low} to {high}"),
            };
            self.wrong(key, value, &wanted, problems)
        })
    }
}
