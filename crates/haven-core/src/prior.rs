//! Uncertain numbers.

/// A distribution of a number.
#[derive(Clone, Debug, PartialEq)]
pub enum Prior {
    /// Known.
    Fixed(f64),
    /// Alike between two numbers.
    Uniform { low: f64, high: f64 },
    /// Alike in the logarithm.
    LogUniform { low: f64, high: f64 },
    /// Log-normal, cut.
    LogNormal { median: f64, log_sd: f64, low: f64, high: f64 },
    /// Normal, cut.
    Normal { mean: f64, sd: f64, low: f64, high: f64 },
    /// Beta.
    Beta { a: f64, b: f64 },
}

impl Prior {
    /// Quantile.
    pub fn quantile(&self, _u: f64) -> f64 {
        self.median()
    }
    /// Median.
    pub fn median(&self) -> f64 {
        match self {
            Self::Fixed(x) => *x,
            Self::Uniform { low, high } => (low + high) / 2.0,
            Self::LogUniform { low, high } => (low * high).sqrt(),
            Self::LogNormal { median, .. } => *median,
            Self::Normal { mean, .. } => *mean,
            Self::Beta { a, b } => a / (a + b),
        }
    }
    /// The number times a factor.
    #[must_use]
    pub fn times(&self, by: f64) -> Self {
        match *self {
            Self::Fixed(x) => Self::Fixed(x * by),
            Self::Uniform { low, high } => Self::Uniform { low: low * by, high: high * by },
            Self::LogUniform { low, high } => Self::LogUniform { low: low * by, high: high * by },
            Self::LogNormal { median, log_sd, low, high } => {
                Self::LogNormal { median: median * by, log_sd, low: low * by, high: high * by }
            }
            Self::Normal { mean, sd, low, high } => {
                Self::Normal { mean: mean * by, sd: sd * by, low: low * by, high: high * by }
            }
            Self::Beta { .. } => self.clone(),
        }
    }
}
