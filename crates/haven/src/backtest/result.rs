//! What a backtest says. As JSON it is `backtest.json`.

use haven_core::flee::scenario::Scenario;
use haven_study::backtest::{BASELINES, Case, ColdPrior, HORIZONS_DAYS, Scores, Told};
use haven_study::skill::{Across, Calibration, PIT_BINS};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// The `format` of backtests of this version.
pub const FORMAT: &str = "haven-backtest/2";

/// Scenarios scored and left out, baselines first.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Backtest {
    /// Format of this document and of the tables beside it.
    pub format: &'static str,
    /// Version of Haven.
    pub haven: &'static str,
    /// What kind of numbers these are.
    pub label: &'static str,
    /// How far the forecasts knew.
    pub data_cut_off: &'static str,
    /// Seed.
    pub seed: u64,
    /// Members of each forecast.
    pub members: u32,
    /// Days ahead of the forecasts.
    pub horizons_days: [u32; HORIZONS_DAYS.len()],
    /// Names of the baselines.
    pub baselines: [&'static str; BASELINES.len()],
    /// All conflicts together, each with the same weight, by horizon.
    pub all_conflicts: Vec<AllConflicts>,
    /// Scenarios grouped by conflict: versions of one crisis count once.
    pub conflicts: Vec<ConflictScores>,
    /// Scored scenarios, by name.
    pub scenarios: Vec<ScoredScenario>,
    /// Folders that could not be scored.
    pub left_out: Vec<LeftOut>,
}

/// Something for each baseline.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ByBaseline<T> {
    /// The last report stays.
    pub persistence: T,
    /// The last trend goes on and slackens.
    #[serde(rename = "damped-trend")]
    pub damped_trend: T,
    /// The theta method.
    pub theta: T,
}

impl<T> From<[T; BASELINES.len()]> for ByBaseline<T> {
    /// In the order of [`BASELINES`].
    fn from([persistence, damped_trend, theta]: [T; BASELINES.len()]) -> Self {
        Self { persistence, damped_trend, theta }
    }
}

impl<T> ByBaseline<T> {
    /// Names and values, in the order of [`BASELINES`].
    pub fn named(&self) -> [(&'static str, &T); BASELINES.len()] {
        let [one, two, three] = BASELINES;
        [(one, &self.persistence), (two, &self.damped_trend), (three, &self.theta)]
    }
}

/// All conflicts at one horizon.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AllConflicts {
    /// Days ahead.
    pub horizon_days: u32,
    /// Skill by CRPS, over conflicts; none where a baseline makes no error.
    pub skill: ByBaseline<Option<Across>>,
    /// Conflicts with skill above 0.
    pub conflicts_above_0: ByBaseline<usize>,
    /// The least skill of a conflict.
    pub least_skill: ByBaseline<Option<f64>>,
    /// Coverage, over the first scenario of each conflict.
    pub calibration: Coverage,
}

/// Whether forecasts mean what they say.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Coverage {
    /// Forecasts.
    pub cases: u32,
    /// Forecasts that share no day: the effective size of the sample.
    pub independent_blocks: u32,
    /// Share of counts in the central 50 %; none without forecasts.
    pub coverage_50: Option<f64>,
    /// Share of counts in the central 80 %.
    pub coverage_80: Option<f64>,
    /// Share of counts in the central 95 %.
    pub coverage_95: Option<f64>,
    /// Counts by their probability integral transform, in equal bins of [0, 1].
    pub pit: [u32; PIT_BINS],
}

impl From<&Calibration> for Coverage {
    fn from(table: &Calibration) -> Self {
        let coverage = table.coverage();
        let at = |index: usize| coverage.map(|coverage| coverage[index]);
        Self {
            cases: table.cases,
            independent_blocks: table.blocks,
            coverage_50: at(0),
            coverage_80: at(1),
            coverage_95: at(2),
            pit: table.pit,
        }
    }
}

/// A conflict: the mean over its scenarios.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ConflictScores {
    /// The country at war and the year of the first day.
    pub conflict: String,
    /// Short names of its scenarios.
    pub scenarios: Vec<String>,
    /// By horizon.
    pub at: Vec<ConflictAt>,
}

/// A conflict at one horizon. What no scenario has is none.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ConflictAt {
    /// Days ahead.
    pub horizon_days: u32,
    /// Skill by CRPS.
    pub skill: ByBaseline<Option<f64>>,
    /// Skill beside the best baseline of each scenario: what simulating adds.
    pub skill_beyond_best_baseline: Option<f64>,
    /// Skill beside the same simulator with conflict shuffled in time: what knowing when there was
    /// conflict is worth.
    pub skill_beside_shuffled_conflict: Option<f64>,
    /// Share of counts in the central 80 %.
    pub coverage_80: Option<f64>,
    /// Share of counts in the central 95 %.
    pub coverage_95: Option<f64>,
    /// Forecasts of the first scenario.
    pub cases: Option<usize>,
    /// Those that share no day.
    pub independent_blocks: Option<u32>,
}

/// A scored scenario.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScoredScenario {
    /// Short name.
    #[serde(rename = "scenario")]
    pub name: String,
    /// SHA-256 over its inputs.
    pub sha256: String,
    /// The first day.
    pub start: Date,
    /// Days.
    pub days: u32,
    /// What its forecasts were told; none if there is no forecast.
    pub information_level: Option<String>,
    /// Places that lost a capacity, which nothing dates.
    pub capacities_dropped: Option<usize>,
    /// Places that kept one, though nothing dates it.
    pub capacities_kept: Option<usize>,
    /// By horizon.
    pub at: Vec<ScenarioAt>,
    /// Forecasts without any count.
    pub cold_start: Option<ColdStart>,
    /// Distance from the counts when totals are given; none for a scenario too short for it.
    pub given_totals: Option<TotalsGiven>,
    /// The scenario as read, for tables and pictures.
    #[serde(skip)]
    pub read: Scenario,
    /// Every forecast and what came, for tables and pictures.
    #[serde(skip)]
    pub cases: Vec<Case>,
}

/// A scenario's forecasts at one horizon. Scores are people, but for the log score: less is better.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScenarioAt {
    /// Days ahead.
    pub horizon_days: u32,
    /// Forecasts scored.
    pub cases: usize,
    /// Those that share no day.
    pub independent_blocks: u32,
    /// Mean scores of the baselines.
    pub baseline_scores: ByBaseline<Scores>,
    /// Mean scores of the simulator.
    pub simulator_scores: Scores,
    /// Skill by CRPS; none where the baseline makes no error.
    pub skill: ByBaseline<Option<f64>>,
    /// Skill beside the baseline with the least CRPS.
    pub skill_beyond_best_baseline: Option<f64>,
    /// Skill beside the same simulator with conflict shuffled in time.
    pub skill_beside_shuffled_conflict: Option<f64>,
    /// Sum of |median − counted| over the sum of counts.
    pub relative_difference_of_median: f64,
    /// Mean widths of the central intervals, people.
    pub mean_width: Widths,
    /// Coverage and ranks.
    pub calibration: Coverage,
}

/// Widths of central intervals, people.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Widths {
    /// Of the interval that is to hold 50 %.
    #[serde(rename = "50")]
    pub half: f64,
    /// 80 %.
    #[serde(rename = "80")]
    pub most: f64,
    /// 95 %.
    #[serde(rename = "95")]
    pub nearly_all: f64,
}

/// How much forecasts were told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Knew {
    /// `cold-start`, `issue-time` or `given-totals`; with `+leak` if capacities were kept.
    pub information_level: String,
    /// Places that lost a capacity, which nothing dates.
    pub capacities_dropped: usize,
    /// Places that kept one, though nothing dates it.
    pub capacities_kept: usize,
}

impl From<Told> for Knew {
    fn from(told: Told) -> Self {
        Self {
            information_level: told.name(),
            capacities_dropped: told.capacities_dropped,
            capacities_kept: told.capacities_kept,
        }
    }
}

/// Forecasts without any count: by what is carried over from other conflicts.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ColdStart {
    /// What they were told.
    #[serde(flatten)]
    pub knew: Knew,
    /// What is carried over.
    pub prior: ColdPrior,
    /// By horizon.
    pub at: Vec<ColdAt>,
}

/// Forecasts without any count at one horizon.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ColdAt {
    /// Days ahead.
    pub horizon_days: u32,
    /// Mean continuous ranked probability score, people.
    pub crps: f64,
    /// Mean count, people.
    pub mean_count: f64,
    /// Coverage and ranks.
    pub calibration: Coverage,
}

/// How well people are shared out when totals are given.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TotalsGiven {
    /// What was told beside the totals.
    #[serde(flatten)]
    pub knew: Knew,
    /// The last date of which anything else is known.
    pub data_cut_off: Date,
    /// Days scored.
    pub days_scored: u32,
    /// Distance from the counts.
    pub averaged_relative_difference: Distances,
}

/// Averaged relative differences from the counts, days weighing the same: 0 is perfect.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Distances {
    /// Shares at the cut-off, for ever.
    pub fixed_shares: f64,
    /// Growth shared by the largest counts known at the cut-off.
    pub capacity_proportional: f64,
    /// The simulator.
    pub simulator: f64,
}

/// A folder that could not be scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOut {
    /// Its name.
    pub scenario: String,
    /// Why.
    pub why: String,
}
