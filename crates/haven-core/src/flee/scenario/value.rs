//! Values of parameters: what they can be, how they are written, and what is wrong with one.

use std::fmt;

/// A parameter's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// Yes or no.
    Switch(bool),
    /// Several numbers.
    List(Vec<f64>),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Switch(switch) => write!(f, "{switch}"),
            Self::List(list) => write!(f, "{list:?}"),
        }
    }
}

/// What values a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueKind {
    /// A number in a closed range.
    Number(f64, f64),
    /// A whole number in a closed range. Fractions are truncated in Flee's settings, as Flee does.
    Whole(f64, f64),
    /// Yes or no.
    Switch,
    /// Numbers, each in a closed range.
    List(f64, f64),
}

impl fmt::Display for ValueKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limits = |low: f64, high: f64| match (low.is_finite(), high >= f64::MAX) {
            (true, true) => format!("of {low} or more"),
            _ => format!("from {low} to {high}"),
        };
        match *self {
            Self::Number(low, high) => write!(f, "a number {}", limits(low, high)),
            Self::Whole(low, high) => write!(f, "a whole number {}", limits(low, high)),
            Self::Switch => write!(f, "true or false"),
            Self::List(low, high) => write!(f, "a list of numbers {}", limits(low, high)),
        }
    }
}

/// A value that a parameter cannot take.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("`{key}` is {found}; it takes {allowed}")]
pub struct BadValue {
    /// The parameter.
    pub key: &'static str,
    /// What was given.
    pub found: String,
    /// What is allowed.
    pub allowed: ValueKind,
}
