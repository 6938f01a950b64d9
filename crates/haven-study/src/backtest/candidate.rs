//! What is uncertain about a forecast, as a grid: each point a way in which flows may go on.
//!
//! A grid and not draws, because every point keeps its record: how well it would have forecast what has
//! been published since decides how much it is believed at the next origin.

use super::flow::Averaging;

/// How departures go on after the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trajectory {
    /// Days in which departures fall to 1/e of what they are.
    pub fading_days: f64,
    /// What says how arrivals follow from them.
    pub ahead: Ahead,
}

/// What says how flows go on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ahead {
    /// Nothing but that they fade: what is left without the engine.
    Fading,
    /// The engine, with departures that follow the residents × intensity exposed to conflict with this
    /// power: 0, they do not; 1, in proportion.
    Engine(f64),
}

/// One point of the grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Position of its trajectory in [`Method::trajectories`].
    pub trajectory: usize,
    /// Half-life, days, of the memory of past flows.
    pub half_life_days: f64,
    /// How past flows are averaged.
    pub averaging: Averaging,
    /// Whether people have gone on coming since a place's last report, and the next report will show
    /// them; otherwise the last report holds at the origin.
    pub is_behind: bool,
}

/// How a forecast is made: the grid, and how its points are weighed. An ablation is another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Days in which departures fade.
    pub fading_days: Vec<f64>,
    /// How flows go on.
    pub ahead: Vec<Ahead>,
    /// Half-lives of memory, days.
    pub half_lives_days: Vec<f64>,
    /// How past flows are averaged.
    pub averagings: Vec<Averaging>,
    /// Whether the last report may be behind.
    pub is_behind: Vec<bool>,
    /// How much is learnt from what was published: power of the likelihood of other places' reports, and
    /// what is added for a place's own. 0, all points are believed alike.
    pub tempers: (f64, f64),
}

impl Default for Method {
    fn default() -> Self {
        Self {
            fading_days: vec![30.0, 150.0],
            // Among them that the engine knows nothing: where its roads or its conflict mislead, its own
            // record says so. Without that, forecasts 90 days ahead were worse than flows that only fade
            // (VERIFICATION.md, "What the rules are worth").
            // Not 1: where fighting spreads and reaches cities, departures rise, but less than in proportion
            // (Melander and Öberg 2007).
            ahead: vec![Ahead::Fading, Ahead::Engine(0.0), Ahead::Engine(0.5)],
            half_lives_days: vec![15.0, 40.0, 120.0],
            averagings: vec![Averaging::Plain, Averaging::SquareRoot],
            is_behind: vec![false, true],
            tempers: (0.1, 0.2),
        }
    }
}

impl Method {
    /// All trajectories.
    pub fn trajectories(&self) -> Vec<Trajectory> {
        let trajectory = |fading_days: &f64| {
            let fading_days = *fading_days;
            self.ahead.iter().map(move |ahead| Trajectory { fading_days, ahead: *ahead })
        };
        self.fading_days.iter().flat_map(trajectory).collect()
    }

    /// All candidates.
    pub fn candidates(&self) -> Vec<Candidate> {
        let mut all = Vec::new();
        for trajectory in 0..self.trajectories().len() {
            for &half_life_days in &self.half_lives_days {
                for &averaging in &self.averagings {
                    let one =
                        |&is_behind| Candidate { trajectory, half_life_days, averaging, is_behind };
                    all.extend(self.is_behind.iter().map(one));
                }
            }
        }
        all
    }
}
