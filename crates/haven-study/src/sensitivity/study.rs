//! A sensitivity study on its way: which points to play next, and what they say.

use super::effects::{Effects, effects, elementary};
use super::indices::{Indices, indices, moments};
use super::luck;
use super::saltelli::Saltelli;
use super::trajectories::Trajectories;
use haven_core::math;
use std::ops::Range;

/// How sensitivity is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Shares of the variance, from Saltelli's matrices: k + 2 points a row for k inputs.
    Sobol,
    /// Elementary effects, from trajectories: k + 1 points a row. Screens many inputs cheaply.
    Morris,
}

impl Method {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sobol => "sobol",
            Self::Morris => "morris",
        }
    }
}

/// What measures luck: the first point of the first rows, played again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeats {
    /// How many rows.
    pub rows: u32,
    /// How many further members play their first point.
    pub members: u32,
}

/// What a study is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How.
    pub method: Method,
    /// Names of the inputs: addresses of their numbers.
    pub inputs: Vec<String>,
    /// Rows of the design; at least 2 say how sure a result is.
    pub rows: u32,
    /// Seed of the design.
    pub seed: u64,
    /// What measures luck.
    pub repeats: Repeats,
}

/// Where the model is to be looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Row of the design: what is not luck is the same for all points of a row with these uniforms.
    pub row: u32,
    /// As which member it is to be played: whose luck it has. The row's own number, or a further one.
    pub member: u32,
    /// By input, in (0, 1).
    pub uniforms: Vec<f64>,
}

/// What the model answers at a point; `None` where it was stopped.
pub type Played = Option<Vec<f64>>;

/// Points to be played, those of whole rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    rows: Range<u32>,
    /// In order.
    pub points: Vec<Point>,
}

/// What a study says about one answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Complete rows.
    pub rows: usize,
    /// Mean of the answer under the priors.
    pub mean: f64,
    /// Standard deviation of the answer under the priors and with different luck.
    pub sd: f64,
    /// Share of the variance among members at the same point: of luck, and of whatever is uncertain
    /// and no input. `None` if it was not measured or the answer does not vary.
    pub luck: Option<f64>,
    /// By input.
    pub findings: Findings,
}

/// What a study says about the inputs, in their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Findings {
    /// Shares of the variance.
    Sobol(Vec<Indices>),
    /// Elementary effects.
    Morris(Vec<Effects>),
}

#[derive(Clone, Debug)]
enum Design {
    Saltelli(Saltelli),
    Trajectories(Trajectories),
}

/// The answers of a complete row: by point and answer.
#[derive(Clone, Debug)]
struct Row {
    number: u32,
    points: Vec<Vec<f64>>,
    repeats: Vec<Vec<f64>>,
}

/// A study: `next_batch` says which points to play, `absorb` takes what the model answers there.
#[derive(Clone, Debug)]
pub struct Study {
    plan: Plan,
    design: Design,
    batch: usize,
    next: u32,
    rows: Vec<Row>,
}

impl Study {
    /// A study of which nothing has been played, to be played in batches of whole rows that have at
    /// least so many points together.
    pub fn new(plan: Plan, batch: usize) -> Self {
        let (inputs, rows, seed) = (&plan.inputs, plan.rows, plan.seed);
        let design = match plan.method {
            Method::Sobol => Design::Saltelli(Saltelli::new(inputs, rows, seed)),
            Method::Morris => Design::Trajectories(Trajectories::new(inputs, rows, seed)),
        };
        Self { plan, design, batch, next: 0, rows: Vec::new() }
    }

    /// What was asked for.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Points to be played in all.
    pub fn evaluations(&self) -> u64 {
        let (rows, repeats) = (u64::from(self.plan.rows), self.plan.repeats);
        let again = u64::from(repeats.rows.min(self.plan.rows)) * u64::from(repeats.members);
        rows * self.points_of_row() as u64 + again
    }

    /// The points to play next; `None` when all have been.
    pub fn next_batch(&self) -> Option<Batch> {
        let (mut points, mut until) = (Vec::new(), self.next);
        while until < self.plan.rows && points.len() < self.batch.max(1) {
            points.extend(self.points(until));
            until += 1;
        }
        (until > self.next).then_some(Batch { rows: self.next..until, points })
    }

    /// Takes what the model answers at each point of a batch, the same number of answers everywhere.
    /// Rows in which any is missing are left out.
    pub fn absorb(&mut self, batch: &Batch, answers: Vec<Played>) {
        self.next = batch.rows.end;
        let mut answers = answers.into_iter();
        for number in batch.rows.clone() {
            let row = answers.by_ref().take(self.points_of_row() + self.repeats_of(number));
            let row: Vec<Played> = row.collect();
            let Some(mut points) = row.into_iter().collect::<Option<Vec<_>>>() else { continue };
            let repeats = points.split_off(self.points_of_row());
            self.rows.push(Row { number, points, repeats });
        }
    }

    /// Complete rows.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// What the complete rows say about the answer at this position; `None` for fewer than two.
    pub fn analyse(&self, answer: usize) -> Option<Analysis> {
        if self.rows.len() < 2 {
            return None;
        }
        let outputs: Vec<Vec<f64>> = self
            .rows
            .iter()
            .map(|row| row.points.iter().map(|point| point[answer]).collect())
            .collect();
        let (findings, mean, variance) = self.find(&outputs);
        let repeated = |row: &Row| {
            let first = row.points.first().filter(|_| !row.repeats.is_empty());
            first.into_iter().chain(&row.repeats).map(|point| point[answer]).collect()
        };
        let luck = luck::variance(&self.rows.iter().map(repeated).collect::<Vec<_>>());
        Some(Analysis {
            rows: self.rows.len(),
            mean,
            sd: variance.sqrt(),
            luck: luck.filter(|_| variance > 0.0).map(|luck| luck / variance),
            findings,
        })
    }

    /// What outputs by row and point say about the inputs, with the outputs' mean and variance.
    fn find(&self, outputs: &[Vec<f64>]) -> (Findings, f64, f64) {
        match &self.design {
            Design::Saltelli(_) => {
                let (mean, variance) = moments(outputs, &(0..outputs.len()).collect::<Vec<_>>());
                (Findings::Sobol(indices(outputs, self.plan.seed)), mean, variance)
            }
            Design::Trajectories(design) => {
                let steps = |row: &Row| design.steps(row.number as usize);
                let pairs = self.rows.iter().zip(outputs);
                let all: Vec<_> = pairs.map(|(row, out)| elementary(&steps(row), out)).collect();
                let count = outputs.iter().map(Vec::len).sum::<usize>() as f64;
                let each = || outputs.iter().flatten();
                let mean = each().sum::<f64>() / count;
                let variance =
                    each().map(|output| math::powi(output - mean, 2)).sum::<f64>() / count;
                (Findings::Morris(effects(&all, self.plan.seed)), mean, variance)
            }
        }
    }

    fn points_of_row(&self) -> usize {
        self.plan.inputs.len()
            + match self.plan.method {
                Method::Sobol => 2,
                Method::Morris => 1,
            }
    }

    fn repeats_of(&self, row: u32) -> usize {
        if row < self.plan.repeats.rows { self.plan.repeats.members as usize } else { 0 }
    }

    /// The points of a row, then its first point as it is played by further members.
    fn points(&self, row: u32) -> Vec<Point> {
        let uniforms = match &self.design {
            Design::Saltelli(design) => design.row(row as usize),
            Design::Trajectories(design) => design.row(row as usize),
        };
        let first = uniforms[0].clone();
        // Nobody plays two rows: members that did would bring the same luck twice.
        let repeats = self.repeats_of(row) as u32;
        let begin = self.plan.rows + row * repeats;
        let further = (begin..begin + repeats).map(|member| (member, first.clone()));
        let points = uniforms.into_iter().map(|uniforms| (row, uniforms)).chain(further);
        points.map(|(member, uniforms)| Point { row, member, uniforms }).collect()
    }
}
