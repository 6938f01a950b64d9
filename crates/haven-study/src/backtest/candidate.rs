//! What is uncertain about a forecast, as a grid: each point a way in which flows may go on.
//!
//! A grid and not draws, because every point keeps its record: how well it would have forecast what has
//! been published since decides how much it is believed at the next origin.

use super::flow::Averaging;

/// How departures go on after the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// Days in which departures fall to 1/e of what they are.
    pub fading_days: f64,
    /// Power with which departures follow the residents × intensity exposed to conflict: 0, they do
    /// not; 1, in proportion.
    pub elasticity: f64,
}

/// One point of the grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Position of its course in [`courses`].
    pub course: usize,
    /// Half-life, days, of the memory of past flows.
    pub half_life_days: f64,
    /// How past flows are averaged.
    pub averaging: Averaging,
    /// Whether people have gone on coming since a place's last report, and the next report will show
    /// them; otherwise the last report holds at the origin.
    pub is_behind: bool,
}

/// Days in which departures fade.
const FADING_DAYS: [f64; 2] = [30.0, 150.0];
/// Powers of the exposed. Not 1: where fighting spreads and reaches cities, departures rise, but less than
/// in proportion (Melander and Öberg 2007).
const ELASTICITIES: [f64; 2] = [0.0, 0.5];
/// Half-lives of memory.
const HALF_LIVES_DAYS: [f64; 3] = [15.0, 40.0, 120.0];
const AVERAGINGS: [Averaging; 2] = [Averaging::Plain, Averaging::SquareRoot];

/// All courses.
pub fn courses() -> Vec<Course> {
    let course = |fading_days| ELASTICITIES.map(|elasticity| Course { fading_days, elasticity });
    FADING_DAYS.into_iter().flat_map(course).collect()
}

/// All candidates.
pub fn candidates() -> Vec<Candidate> {
    let mut all = Vec::new();
    for course in 0..courses().len() {
        for half_life_days in HALF_LIVES_DAYS {
            for averaging in AVERAGINGS {
                let one = |is_behind| Candidate { course, half_life_days, averaging, is_behind };
                all.extend([false, true].map(one));
            }
        }
    }
    all
}
