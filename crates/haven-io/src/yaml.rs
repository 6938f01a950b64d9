//! YAML as a tree whose every key and value knows where it stands.

use crate::codes;
use crate::problems::Problems;
use crate::sources::SourceText;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Spanned};
use std::fmt;

/// A value with its place in the file.
#[derive(Clone, Debug)]
pub struct Node {
    /// Line and column of its first character, from 1.
    pub at: (usize, usize),
    /// What it is.
    pub content: Content,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing: a key without a value, or `null`.
    Nothing,
    /// `true` or `false`.
    Switch(bool),
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with values, in file order; keys may repeat.
    Map(Vec<(Node, Node)>),
}

impl PartialEq for Node {
    /// Equal in what they are, wherever they stand.
    fn eq(&self, other: &Self) -> bool {
        self.content == other.content
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("empty"),
            Self::Switch(switch) => write!(f, "{switch}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => write!(f, "{}", crate::cells::shown(text)),
            Self::List(_) => f.write_str("a list"),
            Self::Map(_) => f.write_str("a section with keys of its own"),
        }
    }
}

/// Parses a file. An empty one is nothing; what is no YAML is reported.
pub fn parse(source: &SourceText, problems: &mut Problems) -> Option<Node> {
    if source.is_blank() {
        return Some(Node { at: (1, 1), content: Content::Nothing });
    }
    let options = serde_saphyr::options! { duplicate_keys: DuplicateKeyPolicy::PassThrough };
    match serde_saphyr::from_str_with_options::<Spanned<Content>>(&source.text, options) {
        Ok(root) => Some(root.into()),
        Err(error) => {
            let at =
                error.location().map_or((1, 1), |at| (at.line() as usize, at.column() as usize));
            let tab = indenting_tab(&source.text);
            let at = tab.unwrap_or(at);
            let full = error.without_snippet().to_string();
            let message = match tab {
                Some(_) => "the line is indented with a tab",
                None => full.lines().next().unwrap_or("this is not YAML"),
            };
            let problem = codes::BAD_YAML.at(source.at(at), message);
            problems.push(if tab.is_some() {
                problem.hint("indent with blanks; YAML allows no tabs there")
            } else {
                problem
            });
            None
        }
    }
}

/// Line and column of the first tab that indents a line: what most often breaks a file.
fn indenting_tab(text: &str) -> Option<(usize, usize)> {
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let column = |line: &str| line[..indentation(line)].chars().position(|letter| letter == '\t');
    text.lines().enumerate().find_map(|(line, text)| Some((line + 1, column(text)? + 1)))
}

impl From<Spanned<Content>> for Node {
    fn from(spanned: Spanned<Content>) -> Self {
        let at = spanned.referenced;
        Self { at: (at.line() as usize, at.column() as usize), content: spanned.value }
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Content;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Content, E> {
        Ok(Content::Nothing)
    }

    fn visit_none<E>(self) -> Result<Content, E> {
        Ok(Content::Nothing)
    }

    fn visit_bool<E>(self, switch: bool) -> Result<Content, E> {
        Ok(Content::Switch(switch))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Content, E> {
        Ok(Content::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Content, E> {
        Ok(Content::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Content, E> {
        Ok(Content::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Content, E> {
        Ok(Content::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Content, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element::<Spanned<Content>>()? {
            list.push(item.into());
        }
        Ok(Content::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Content, A::Error> {
        let mut map = Vec::new();
        while let Some((key, value)) = entries.next_entry::<Spanned<Content>, Spanned<Content>>()? {
            map.push((key.into(), value.into()));
        }
        Ok(Content::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> SourceText {
        SourceText::new("s.yml", text)
    }

    #[test]
    fn keys_and_values_know_where_they_stand() {
        let text = "move_rules:\n  softening: 50.0\n  a: False\n  a: [1, b]\n  c:\n";
        let root = parse(&source(text), &mut Problems::default()).unwrap();
        let Content::Map(sections) = root.content else { panic!("{root:?}") };
        let Content::Map(keys) = &sections[0].1.content else { panic!("{sections:?}") };
        let spots: Vec<_> = keys.iter().map(|(key, value)| (key.at, value.at)).collect();
        assert_eq!(spots[0], ((2, 3), (2, 14)));
        assert_eq!(keys[1].1.content, Content::Switch(false));
        assert!(matches!(&keys[2].1.content, Content::List(items) if items.len() == 2));
        assert_eq!(keys[3].1.content, Content::Nothing);
        assert_eq!(spots[3].0, (5, 3));
    }

    #[test]
    fn what_is_no_yaml_is_reported_where_it_breaks() {
        let mut problems = Problems::default();
        assert_eq!(parse(&source("a:\n\tb: 1\n"), &mut problems), None);
        let problem = problems.into_vec().remove(0);
        assert_eq!((problem.code, problem.at.line), ("bad-yaml", 2));
        assert!(problem.hint.is_some());
    }

    #[test]
    fn a_file_that_multiplies_itself_is_refused() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let inner = vec![format!("*a{}", level - 1); 9].join(", ");
            text = format!("{text}a{level}: &a{level} [{inner}]\n");
        }
        let mut problems = Problems::default();
        assert_eq!(parse(&source(&text), &mut problems), None);
        assert_eq!(problems.into_vec()[0].code, "bad-yaml");
    }

    #[test]
    fn deep_nesting_is_refused() {
        let text = format!("a: {}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(parse(&source(&text), &mut Problems::default()), None);
    }
}
