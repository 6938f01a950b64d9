//! Where newcomers go, given how many there are: a mixture of three opinions, weighed by how each did.

/// Weights of the three opinions; they sum to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mixture {
    /// The engine's arrivals of the last days, each place scaled by what had come there over what was played.
    pub engine: f64,
    /// Where people came in the last months of the calibration.
    pub recent: f64,
    /// Where people are.
    pub present: f64,
}

/// Steps of a weight.
const STEPS: u32 = 4;
/// Mixtures lose 1/e of their weight for so much more averaged relative difference (assumed).
const SOFTNESS: f64 = 0.02;
/// Share of all arrivals that is added to both sides when what came is compared with what was
/// played, so that a place that nobody had reached keeps a chance (assumed).
const DOUBT: f64 = 0.01;
/// Days over which the engine's arrivals are taken.
const ENGINE_DAYS: usize = 7;
/// Days that count as recent.
const RECENT_DAYS: i64 = 120;

impl Mixture {
    /// All mixtures in steps of a quarter.
    pub fn grid() -> Vec<Self> {
        let part = |steps: u32| f64::from(steps) / f64::from(STEPS);
        let mut all = Vec::new();
        for engine in 0..=STEPS {
            for recent in 0..=STEPS - engine {
                let present = part(STEPS - engine - recent);
                all.push(Self { engine: part(engine), recent: part(recent), present });
            }
        }
        all
    }

    /// The mean of mixtures, each weighed by how little it had been off.
    pub fn mean(mixtures: &[Self], differences: &[f64]) -> Self {
        let least = differences.iter().copied().fold(f64::INFINITY, f64::min);
        let weights: Vec<f64> =
            differences.iter().map(|off| (-(off - least) / SOFTNESS).exp()).collect();
        let all: f64 = weights.iter().sum();
        let mean = |part: fn(&Self) -> f64| {
            mixtures.iter().zip(&weights).map(|(one, weight)| part(one) * weight).sum::<f64>() / all
        };
        Self {
            engine: mean(|one| one.engine),
            recent: mean(|one| one.recent),
            present: mean(|one| one.present),
        }
    }
}

/// What is known on the last day of a calibration of where people go.
#[derive(Debug)]
pub struct Evidence<'p> {
    played: &'p [Vec<f64>],
    until: usize,
    levels: Vec<f64>,
    /// Shares of those who came recently, and of those who are there.
    recent: Vec<f64>,
    present: Vec<f64>,
    /// What had come to each place over what was played.
    bias: Vec<f64>,
}

impl<'p> Evidence<'p> {
    /// Evidence from the reports of each place up to a day, and people there as played.
    pub fn new(counts: &[Vec<(i64, f64)>], played: &'p [Vec<f64>], until: u32) -> Self {
        let last = |reports: &Vec<(i64, f64)>| reports.last().map_or(0.0, |(_, people)| *people);
        let levels: Vec<f64> = counts.iter().map(last).collect();
        let came = |since: i64| -> Vec<f64> {
            counts.iter().map(|reports| came_since(reports, since)).collect()
        };
        let ever = shares(&came(i64::MIN)).or_else(|| shares(&levels));
        let ever = ever.unwrap_or_else(|| alike(counts.len()));
        let recent = shares(&came(i64::from(until) - RECENT_DAYS)).unwrap_or_else(|| ever.clone());
        let played_then = &played[until as usize];
        let there = shares(played_then).unwrap_or_else(|| alike(counts.len()));
        let bias = ever.iter().zip(&there).map(|(came, there)| (came + DOUBT) / (there + DOUBT));
        Self {
            played,
            until: until as usize,
            present: shares(&levels).unwrap_or_else(|| alike(counts.len())),
            recent,
            bias: bias.collect(),
            levels,
        }
    }

    /// The last reports.
    pub fn levels(&self) -> &[f64] {
        &self.levels
    }

    /// Shares of the newcomers, so many days after the calibration.
    pub fn shares(&self, mixture: &Mixture, ahead: usize) -> Vec<f64> {
        let day = (self.until + ahead).min(self.played.len() - 1);
        let before = day.saturating_sub(ENGINE_DAYS).max(self.until);
        let arrived = |place: usize| {
            (self.played[day][place] - self.played[before][place]).max(0.0) * self.bias[place]
        };
        let arrived: Vec<f64> = (0..self.bias.len()).map(arrived).collect();
        let engine = shares(&arrived).unwrap_or_else(|| self.recent.clone());
        let mixed = |place: usize| {
            mixture.engine * engine[place]
                + mixture.recent * self.recent[place]
                + mixture.present * self.present[place]
        };
        (0..self.bias.len()).map(mixed).collect()
    }
}

/// Increases reported since a day, each spread evenly over the days that it took; a first zero is no
/// count.
fn came_since(reports: &[(i64, f64)], since: i64) -> f64 {
    super::flow::counted(reports)
        .windows(2)
        .map(|pair| {
            let ((from, before), (to, after)) = (pair[0], pair[1]);
            let within = (to - from.max(since)).max(0) as f64 / (to - from) as f64;
            (after - before).max(0.0) * within
        })
        .sum()
}

/// Parts of the whole; `None` of nothing.
fn shares(values: &[f64]) -> Option<Vec<f64>> {
    let total: f64 = values.iter().map(|value| value.max(0.0)).sum();
    (total > 0.0).then(|| values.iter().map(|value| value.max(0.0) / total).collect())
}

fn alike(count: usize) -> Vec<f64> {
    vec![1.0 / count as f64; count]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_sums_to_one_and_its_mean_leans_to_the_best() {
        let grid = Mixture::grid();
        assert_eq!(grid.len(), 15);
        for one in &grid {
            assert!((one.engine + one.recent + one.present - 1.0).abs() < 1e-12);
        }
        let off: Vec<f64> = grid.iter().map(|one| 1.0 - one.engine).collect();
        let mean = Mixture::mean(&grid, &off);
        assert!(mean.engine > 0.999, "{mean:?}");
        let even = Mixture::mean(&grid, &[0.3; 15]);
        assert!((even.engine - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn an_opinion_alone_is_its_own_shares() {
        // Played: 30 and 10 came by day 1; 10 and 10 more by day 2. Counted: 20 and 20.
        let played = [vec![0.0, 0.0], vec![30.0, 10.0], vec![40.0, 20.0]];
        let counts = [vec![(0, 0.0), (1, 20.0)], vec![(0, 0.0), (1, 20.0)]];
        let evidence = Evidence::new(&counts, &played, 1);
        let alone = |engine, recent, present| {
            let mixture = Mixture { engine, recent, present };
            evidence.shares(&mixture, 1)
        };
        // Half and half came, three quarters and a quarter were played: 10 × .51/.76 and 10 × .51/.26.
        let engine = alone(1.0, 0.0, 0.0);
        assert!((engine[0] - 0.26 / (0.26 + 0.76)).abs() < 1e-12, "{engine:?}");
        assert_eq!(alone(0.0, 1.0, 0.0), [0.5, 0.5]);
        assert_eq!(alone(0.0, 0.0, 1.0), [0.5, 0.5]);
    }
}
