//! A forecast by members, and its scores once the truth is known.

use super::mass::log_mass;
use crate::spread::quantile;

/// Levels of the central intervals that scores and tables of coverage use.
pub const LEVELS: [f64; 3] = [0.5, 0.8, 0.95];

/// A forecast of one number (people at a place on a day): the members of an ensemble, all alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    sorted: Vec<f64>,
}

/// Members that make no forecast.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum BadForecast {
    /// No members.
    #[error("a forecast has no members; it needs at least one")]
    Empty,
    /// A member that is not a number.
    #[error("a member of a forecast is {0}; members are finite numbers")]
    NotFinite(f64),
}

impl Forecast {
    /// A forecast by these members, in any order.
    ///
    /// # Errors
    /// If there is none, or one is not finite.
    pub fn new(mut members: Vec<f64>) -> Result<Self, BadForecast> {
        if members.is_empty() {
            return Err(BadForecast::Empty);
        }
        if let Some(member) = members.iter().find(|member| !member.is_finite()) {
            return Err(BadForecast::NotFinite(*member));
        }
        members.sort_unstable_by(f64::total_cmp);
        Ok(Self { sorted: members })
    }

    /// The members, sorted; at least one.
    pub fn members(&self) -> &[f64] {
        &self.sorted
    }

    /// The middle, in people.
    pub fn median(&self) -> f64 {
        quantile(&self.sorted, 0.5)
    }

    /// Continuous ranked probability score of the members' own distribution, in people:
    /// mean |xᵢ − y| − ½ mean |xᵢ − xⱼ| over all pairs (Gneiting and Raftery 2007, eq. 21).
    pub fn crps(&self, y: f64) -> f64 {
        let count = self.sorted.len() as f64;
        self.mean_distance(y) - self.half_sum_of_distances(y) / (count * count)
    }

    /// The same, fair to small ensembles: pairs of a member with itself do not count (Ferro 2014).
    /// Its expectation is what infinitely many members of that kind would score, so forecasts with
    /// different numbers of members can be compared. It can fall below 0. A single member scores its
    /// distance.
    pub fn fair_crps(&self, y: f64) -> f64 {
        let count = self.sorted.len() as f64;
        let pairs = (count * (count - 1.0)).max(1.0);
        self.mean_distance(y) - self.half_sum_of_distances(y) / pairs
    }

    fn mean_distance(&self, y: f64) -> f64 {
        let sum: f64 = self.sorted.iter().map(|member| (member - y).abs()).sum();
        sum / self.sorted.len() as f64
    }

    /// Sum of distances over unordered pairs of members. In sorted order the k-th member (from 0) is
    /// the upper end of k pairs and the lower end of the others. Members are taken from `y` on, which
    /// changes no distance and keeps digits where the spread is small beside the level.
    fn half_sum_of_distances(&self, y: f64) -> f64 {
        let last = self.sorted.len() as f64 - 1.0;
        let ranked = self.sorted.iter().enumerate();
        ranked.map(|(rank, member)| (2.0 * rank as f64 - last) * (member - y)).sum()
    }

    /// Weighted interval score, in people: the median with weight ½ and the central intervals at
    /// [`LEVELS`] with weight α/2 (α = 1 − level), divided by 3½ (Bracher et al. 2021, eq. 2).
    pub fn weighted_interval_score(&self, y: f64) -> f64 {
        let intervals = LEVELS.map(|level| (level, self.central_interval(level)));
        weighted_interval_score(self.median(), &intervals, y)
    }

    /// Log score of a whole number of people `y` ≥ 0, in nats: −ln of the chance that the members
    /// give it, smoothed by a logistic kernel on the scale ln(1 + people) with Silverman's bandwidth,
    /// at least 2 % (the formula stands in `score/mass.rs`). Always finite.
    pub fn log_score(&self, y: f64) -> f64 {
        -log_mass(&self.sorted, y)
    }

    /// The central interval at a level in [0, 1], between quantiles interpolated linearly between
    /// order statistics.
    pub fn central_interval(&self, level: f64) -> (f64, f64) {
        let tail = 0.5 * (1.0 - level);
        (quantile(&self.sorted, tail), quantile(&self.sorted, 1.0 - tail))
    }

    /// Whether `y` lies in the central interval at a level, its ends included. A truth that is one
    /// more member of the same kind is covered with chance level·(M − 1)/(M + 1) for M members
    /// without ties: a little less often than `level`.
    pub fn covers(&self, level: f64, y: f64) -> bool {
        let (low, high) = self.central_interval(level);
        (low..=high).contains(&y)
    }

    /// Width of the central interval at a level, in people: sharpness, good only together with
    /// coverage.
    pub fn width(&self, level: f64) -> f64 {
        let (low, high) = self.central_interval(level);
        high - low
    }

    /// Probability integral transform of `y`: its rank among the members, spread over its share of
    /// [0, 1] by the uniform number `u`, ties included. Uniform exactly if `y` is one more member of
    /// the same kind, for any number of members (Czado, Gneiting and Held 2009 for counts).
    pub fn pit(&self, y: f64, u: f64) -> f64 {
        let below = self.sorted.partition_point(|member| *member < y);
        let equal = self.sorted.partition_point(|member| *member <= y) - below;
        (below as f64 + u * (equal as f64 + 1.0)) / (self.sorted.len() as f64 + 1.0)
    }
}

/// The weighted interval score of a median and central intervals `(level, (low, high))`.
fn weighted_interval_score(median: f64, intervals: &[(f64, (f64, f64))], y: f64) -> f64 {
    let weighted = intervals.iter().map(|(level, (low, high))| {
        let alpha = 1.0 - level;
        let outside = (low - y).max(0.0) + (y - high).max(0.0);
        0.5 * alpha * (high - low) + outside
    });
    (0.5 * (y - median).abs() + weighted.sum::<f64>()) / (intervals.len() as f64 + 0.5)
}

#[cfg(test)]
mod tests;
