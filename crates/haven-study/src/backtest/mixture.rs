//! Where newcomers go, given how many there are: a mixture of three opinions, weighed by how each did,
//! within what the schedule of closures allows.

use super::access::Access;
use haven_core::math;

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

/// What is held to be so of newcomers, and which mixtures are tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Sharing {
    /// Mixtures; those that would have done well before are believed.
    pub mixtures: Vec<Mixture>,
    /// Part of a country's newcomers who go to the site that opened there last. 1: a site is opened because the
    /// others are full.
    pub to_newest: f64,
    /// What opinions that rest on counts say of places that are shut, or behind a shut border, is multiplied
    /// by this. 0: nobody new comes.
    pub past_closures: f64,
    /// The engine's share for places that have not been counted is multiplied by this. 1: no count is no sign
    /// that nobody came.
    pub to_uncounted: f64,
}

impl Default for Sharing {
    fn default() -> Self {
        Self { mixtures: Mixture::grid(), to_newest: 1.0, past_closures: 0.0, to_uncounted: 1.0 }
    }
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
            differences.iter().map(|off| math::exp(-(off - least) / SOFTNESS)).collect();
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
pub struct Evidence<'e> {
    played: &'e [Vec<f64>],
    access: &'e Access<'e>,
    sharing: &'e Sharing,
    until: usize,
    levels: Vec<f64>,
    /// Places of which a count above 0 has been published.
    is_counted: Vec<bool>,
    /// Shares of those who came recently, and of those who are there.
    recent: Vec<f64>,
    present: Vec<f64>,
    /// What had come to each counted place over what was played; 1 where nobody has counted.
    bias: Vec<f64>,
}

impl<'e> Evidence<'e> {
    /// Evidence from the reports of each place up to a day, and people there as played.
    pub fn new(
        counts: &[Vec<(i64, f64)>],
        played: &'e [Vec<f64>],
        until: u32,
        access: &'e Access<'e>,
        sharing: &'e Sharing,
    ) -> Self {
        let last = |reports: &Vec<(i64, f64)>| reports.last().map_or(0.0, |(_, people)| *people);
        let levels: Vec<f64> = counts.iter().map(last).collect();
        let came = |since: i64| -> Vec<f64> {
            counts.iter().map(|reports| came_since(reports, since)).collect()
        };
        let ever = shares(&came(i64::MIN)).or_else(|| shares(&levels));
        let ever = ever.unwrap_or_else(|| alike(counts.len()));
        let is_counted: Vec<bool> =
            counts.iter().map(|reports| reports.iter().any(|(_, people)| *people > 0.0)).collect();
        let there = shares(&only(&played[until as usize], &is_counted, true));
        let there = there.unwrap_or_else(|| alike(counts.len()));
        let bias = |place: usize| match is_counted[place] {
            true => (ever[place] + DOUBT) / (there[place] + DOUBT),
            false => 1.0,
        };
        Self {
            played,
            access,
            sharing,
            until: until as usize,
            bias: (0..counts.len()).map(bias).collect(),
            present: shares(&levels).unwrap_or_else(|| alike(counts.len())),
            recent: shares(&came(i64::from(until) - RECENT_DAYS)).unwrap_or(ever),
            is_counted,
            levels,
        }
    }

    /// The last reports.
    pub fn levels(&self) -> &[f64] {
        &self.levels
    }

    /// Shares of the newcomers, so many days after the calibration.
    ///
    /// The engine says what comes to places that have not been counted; the mixture shares out the rest.
    pub fn shares(&self, mixture: &Mixture, ahead: usize) -> Vec<f64> {
        let day = (self.until + ahead) as i64;
        let recent = self.where_open(&self.recent, day);
        let present = self.where_open(&self.present, day);
        let engine = shares(&self.arriving(ahead)).unwrap_or_else(|| recent.clone());
        let mut mixed = only(&engine, &self.is_counted, false);
        for share in &mut mixed {
            *share *= self.sharing.to_uncounted;
        }
        let rest = 1.0 - mixed.iter().sum::<f64>();
        let engine =
            shares(&only(&engine, &self.is_counted, true)).unwrap_or_else(|| recent.clone());
        for (place, share) in mixed.iter_mut().enumerate() {
            *share += rest
                * (mixture.engine * engine[place]
                    + mixture.recent * recent[place]
                    + mixture.present * present[place]);
        }
        self.access.lead_to_newest(&mut mixed, self.sharing.to_newest, day);
        mixed
    }

    /// The engine's arrivals of the days before, scaled.
    fn arriving(&self, ahead: usize) -> Vec<f64> {
        let day = (self.until + ahead).min(self.played.len() - 1);
        let before = day.saturating_sub(ENGINE_DAYS).max(self.until);
        let here = |place: usize| {
            (self.played[day][place] - self.played[before][place]).max(0.0) * self.bias[place]
        };
        (0..self.bias.len()).map(here).collect()
    }

    /// Shares without what is shut; as they were if everything is.
    fn where_open(&self, all: &[f64], day: i64) -> Vec<f64> {
        let open = |(place, share): (usize, &f64)| match self.access.is_shut(place, day) {
            true => share * self.sharing.past_closures,
            false => *share,
        };
        let open: Vec<f64> = all.iter().enumerate().map(open).collect();
        shares(&open).unwrap_or_else(|| all.to_vec())
    }
}

/// Values of places that have been counted, or have not; 0 for the others.
fn only(values: &[f64], is_counted: &[bool], wanted: bool) -> Vec<f64> {
    let keep = |(value, is): (&f64, &bool)| if *is == wanted { *value } else { 0.0 };
    values.iter().zip(is_counted).map(keep).collect()
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
    use super::super::tests::crisis;
    use super::*;
    use haven_core::flee::scenario::{Closure, ClosureKind};
    use haven_core::id::PlaceId;

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

    /// Played: 30 and 10 came by day 1; 10 and 10 more by day 2.
    const PLAYED: [[f64; 2]; 3] = [[0.0, 0.0], [30.0, 10.0], [40.0, 20.0]];

    fn alone(
        counts: &[Vec<(i64, f64)>],
        closures: Vec<Closure>,
        [engine, recent, present]: [f64; 3],
    ) -> Vec<f64> {
        let mut scenario = crisis();
        scenario.timeline.closures = closures;
        let (places, sharing) = ([PlaceId(2), PlaceId(3)], Sharing::default());
        let access = Access::new(&scenario, &places);
        let played = PLAYED.map(|day| day.to_vec());
        let evidence = Evidence::new(counts, &played, 1, &access, &sharing);
        evidence.shares(&Mixture { engine, recent, present }, 1)
    }

    #[test]
    fn an_opinion_alone_is_its_own_shares() {
        let counts = [vec![(0, 0.0), (1, 20.0)], vec![(0, 0.0), (1, 20.0)]];
        // Half and half came, three quarters and a quarter were played: 10 × .51/.76 and 10 × .51/.26.
        let engine = alone(&counts, Vec::new(), [1.0, 0.0, 0.0]);
        assert!((engine[0] - 0.26 / (0.26 + 0.76)).abs() < 1e-12, "{engine:?}");
        assert_eq!(alone(&counts, Vec::new(), [0.0, 1.0, 0.0]), [0.5, 0.5]);
        assert_eq!(alone(&counts, Vec::new(), [0.0, 0.0, 1.0]), [0.5, 0.5]);
    }

    #[test]
    fn a_place_without_a_count_gets_what_the_engine_says() {
        let counts = [vec![(0, 0.0), (1, 20.0)], vec![(0, 0.0)]];
        for opinion in [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]] {
            assert_eq!(alone(&counts, Vec::new(), opinion), [0.5, 0.5]);
        }
    }

    #[test]
    fn nobody_new_comes_to_what_is_shut() {
        let counts = [vec![(0, 0.0), (1, 20.0)], vec![(0, 0.0), (1, 20.0)]];
        let shut = Closure { kind: ClosureKind::Place(PlaceId(2)), start: 2, end: 9 };
        assert_eq!(alone(&counts, vec![shut], [0.0, 0.5, 0.5]), [0.0, 1.0]);
    }
}
