//! Morris's trajectories: a start, then one step of each input, in random order.
//!
//! Morris (1991) walks on a grid whose ends are 0 and 1, where priors without limits are infinite. Here
//! the lower end of an input's step is anywhere in (0, ½), stratified over the trajectories, and a step is
//! always ½: every point is uniform, so the spread of the answer over them is that under the priors.

use super::columns::column;
use haven_core::crisis::parameter::address;
use haven_core::id::StableKey;
use haven_core::rng::{Purpose, Streams};

/// The length of a step: half of the probability of an input's prior.
pub const STEP: f64 = 0.5;

/// The trajectories of a design.
#[derive(Clone, Debug)]
pub(super) struct Trajectories {
    /// By input: the lower end of its step in each trajectory, in (0, ½).
    low: Vec<Vec<f64>>,
    seed: u64,
}

/// One step of a trajectory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Which input.
    pub(super) input: usize,
    /// Whether it rises.
    pub(super) rises: bool,
}

impl Trajectories {
    /// So many trajectories.
    pub(super) fn new(inputs: &[String], rows: u32, seed: u64) -> Self {
        let low = |name: &String| {
            let column = column(&format!("morris:{}", address(name)), seed, rows);
            column.into_iter().map(|number| STEP * number).collect()
        };
        Self { low: inputs.iter().map(low).collect(), seed }
    }

    /// The steps of a trajectory, in order.
    pub(super) fn steps(&self, row: usize) -> Vec<Step> {
        let streams = Streams { seed: self.seed, member: row as u32, day: 0 };
        let mut stream = streams.at(Purpose::Design, StableKey::of("morris"));
        let step = |input| Step { input, rises: stream.below(2) == 1 };
        let mut steps: Vec<Step> = (0..self.low.len()).map(step).collect();
        stream.shuffle(&mut steps);
        steps
    }

    /// The points of a trajectory: its start, then one after each step.
    pub(super) fn row(&self, row: usize) -> Vec<Vec<f64>> {
        let steps = self.steps(row);
        let mut point: Vec<f64> = self.low.iter().map(|low| low[row]).collect();
        for step in steps.iter().filter(|step| !step.rises) {
            point[step.input] += STEP;
        }
        let mut points = vec![point.clone()];
        for step in steps {
            let low = self.low[step.input][row];
            point[step.input] = if step.rises { low + STEP } else { low };
            points.push(point.clone());
        }
        points
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_steps_once_by_half() {
        let names: Vec<String> = (0..9).map(|input| format!("x{input}")).collect();
        let design = Trajectories::new(&names, 40, 3);
        let mut rises = 0;
        for row in 0..40 {
            let (points, steps) = (design.row(row), design.steps(row));
            let mut inputs: Vec<usize> = steps.iter().map(|step| step.input).collect();
            for (pair, step) in points.windows(2).zip(&steps) {
                let sign = if step.rises { 1.0 } else { -1.0 };
                rises += usize::from(step.rises);
                for (input, (after, before)) in pair[1].iter().zip(&pair[0]).enumerate() {
                    let moved = if input == step.input { sign * STEP } else { 0.0 };
                    assert!((after - before - moved).abs() < 1e-15);
                }
            }
            inputs.sort_unstable();
            assert_eq!(inputs, (0..9).collect::<Vec<_>>());
            assert!(points.iter().flatten().all(|number| (0.0..1.0).contains(number)));
        }
        assert!((150..210).contains(&rises), "{rises} of 360 rise");
    }
}
