//! How numbers of members spread, as JSON documents say it.

use haven_study::spread::Spread;
use schemars::JsonSchema;
use serde::Serialize;

/// Mean, standard deviation and quantiles over members. What is never reached in so many of them is null.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct SpreadEntry {
    /// Mean.
    #[schemars(with = "Option<f64>")]
    mean: f64,
    /// Standard deviation (n − 1); null for one member.
    sd: Option<f64>,
    /// One member in twenty has less.
    #[schemars(with = "Option<f64>")]
    q05: f64,
    /// One member in four has less.
    #[schemars(with = "Option<f64>")]
    q25: f64,
    /// The median.
    #[schemars(with = "Option<f64>")]
    q50: f64,
    /// One member in four has more.
    #[schemars(with = "Option<f64>")]
    q75: f64,
    /// One member in twenty has more.
    #[schemars(with = "Option<f64>")]
    q95: f64,
}

impl From<&Spread> for SpreadEntry {
    fn from(spread: &Spread) -> Self {
        let [q05, q25, q50, q75, q95] = spread.quantiles;
        Self { mean: spread.mean, sd: spread.sd, q05, q25, q50, q75, q95 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_never_reached_is_null() {
        let spread = Spread {
            mean: f64::INFINITY,
            sd: None,
            quantiles: [1.0, 2.0, 3.0, 4.0, f64::INFINITY],
        };
        let text = serde_json::to_string(&SpreadEntry::from(&spread)).unwrap();
        let expected =
            r#"{"mean":null,"sd":null,"q05":1.0,"q25":2.0,"q50":3.0,"q75":4.0,"q95":null}"#;
        assert_eq!(text, expected);
    }
}
