//! `run.json` of a study: what it was made from.

use super::freed::Freed;
use super::request::SensitivityRequest;
use crate::crisis::combination::Asked;
use crate::crisis::manifest::of_study;
use crate::flee::made_from;
use crate::source::Reading;
use haven_core::flee::scenario::Scenario;
use haven_io::writers::manifest::Manifest;
use haven_study::sensitivity::{LEVEL, Plan, Study};
use schemars::JsonSchema;
use serde::Serialize;

/// The verb's name.
const VERB: &str = "sensitivity";

/// `run.json` of a study.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StudyManifest {
    /// What every manifest says; the seed is that of the design and of the members.
    #[serde(flatten)]
    pub made_from: Manifest,
    /// The design, and how far it came.
    pub design: Design,
}

/// The design of a study.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Design {
    /// `sobol` or `morris`.
    pub method: &'static str,
    /// Rows that were asked for.
    pub samples: u32,
    /// Rows that are complete.
    pub complete: usize,
    /// Runs that were asked for.
    pub runs: u64,
    /// Rows whose first point is played again, to measure luck.
    pub repeated_rows: u32,
    /// How often.
    pub repeats: u32,
    /// Level of the intervals.
    pub interval_level: f64,
    /// What is free.
    pub inputs: Vec<Freed>,
}

impl StudyManifest {
    /// The manifest of a study that was made from this.
    pub fn new(made_from: Manifest, study: &Study, inputs: &[Freed]) -> Self {
        let plan: &Plan = study.plan();
        let interrupted = study.rows() < plan.rows as usize;
        Self {
            made_from: Manifest { seed: plan.seed, interrupted, ..made_from },
            design: Design {
                method: plan.method.name(),
                samples: plan.rows,
                complete: study.rows(),
                runs: study.evaluations(),
                repeated_rows: plan.repeats.rows.min(plan.rows),
                repeats: plan.repeats.members,
                interval_level: LEVEL,
                inputs: inputs.to_vec(),
            },
        }
    }
}

/// What a study of a crisis was made from.
pub fn of_crisis(request: &SensitivityRequest, reading: &Reading, asked: &Asked) -> Manifest {
    of_study(&request.scenario, reading, asked, VERB)
}

/// What a study of a scenario with Flee's rules was made from.
pub fn of_flee(
    request: &SensitivityRequest,
    reading: &Reading,
    scenario: &Scenario,
    set: &[&'static str],
) -> Manifest {
    made_from(&request.scenario, reading, scenario, (VERB, set))
}
