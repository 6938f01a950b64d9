//! `calibrate`: from priors to a posterior, in steps that survive being killed.

mod checkpoint;
mod describe;
mod events;
mod flee;
mod target;
mod write;

use crate::failure::Failure;
use crate::source::{self, ScenarioRequest};
use checkpoint::Folder;
use haven_core::problem::Problem;
use haven_study::calibrate::identify::{Identified, identified};
use haven_study::calibrate::predictive::{Checked, coverage};
use haven_study::calibrate::{Calibration, Generation, Method, Plan, State, play};
use haven_study::watch::Watch;
use haven_study::workers::Workers;
use std::path::{Path, PathBuf};
use std::time::Instant;
use target::Target;

/// How a posterior is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalibrationMethod {
    /// Sequential Monte Carlo.
    Smc,
    /// Ensemble Kalman inversion.
    Eki,
}

impl CalibrationMethod {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Smc => "smc",
            Self::Eki => "eki",
        }
    }
}

/// What to calibrate, on what, and how.
#[derive(Clone, Debug)]
pub struct CalibrateRequest {
    /// The scenario.
    pub scenario: ScenarioRequest,
    /// How.
    pub method: CalibrationMethod,
    /// How many particles.
    pub particles: u32,
    /// Seed.
    pub seed: u64,
    /// Parameters that are free; the usual ones if none is named.
    pub free: Vec<String>,
    /// Last day or date of the counts that may be learnt from.
    pub until: Option<String>,
    /// A folder of recorded events, for scenarios with actors.
    pub events: Option<PathBuf>,
    /// Threads; one for each core if not given.
    pub threads: Option<usize>,
    /// Folder of the result; one in `haven-runs/` that scenario and seed name if not given.
    pub out: Option<PathBuf>,
    /// Whether to go on where an earlier calibration with the same settings was stopped.
    pub resume: bool,
}

/// A calibration that is done, or was stopped.
#[derive(Debug)]
pub struct CalibrationResult {
    /// Its folder.
    pub folder: PathBuf,
    /// Whether it was stopped before it was done: nothing but the checkpoint was written then.
    pub interrupted: bool,
    /// Each free parameter before and after.
    pub identified: Vec<Identified>,
    /// Every count against what the posterior would have expected.
    pub checked: Vec<Checked>,
    /// Shares of the counts in the central 50, 80 and 95 %.
    pub coverage: [f64; 3],
    /// What became of each level.
    pub history: Vec<Generation>,
    /// Members that were simulated from first to last.
    pub members: u64,
    /// Seconds of simulating, this time.
    pub seconds: f64,
    /// Draws from the posterior.
    pub draws: usize,
    /// Suspicious things about the scenario.
    pub warnings: Vec<Problem>,
    /// The manifest as stored.
    pub manifest: serde_json::Value,
}

/// Points that a thread plays at least between two checkpoints.
const LEAST_BATCH: usize = 32;
/// Batches of a population at most, for a checkpoint takes time too.
const BATCHES: usize = 16;
/// Values that are kept of a posterior.
const DRAWS: usize = 500;

/// Calibrates a scenario.
///
/// # Errors
/// If the request, the scenario or the counts are bad, or the result cannot be stored.
pub fn calibrate(request: &CalibrateRequest, watch: &Watch) -> Result<CalibrationResult, Failure> {
    let mut reading = source::read(&request.scenario)?;
    if reading.stopping(&request.scenario.accept).next().is_some() {
        return Err(Failure::BadScenario(reading.problems));
    }
    let target = match (reading.crisis.take(), reading.scenario.take()) {
        (Some(crisis), _) => events::target(request, &crisis)?,
        (None, Some(scenario)) => flee::target(request, &scenario)?,
        (None, None) => return Err(Failure::BadScenario(reading.problems)),
    };
    let plan = plan(request, &target)?;
    let settings = describe::settings(request, &reading, &target);
    let stem = format!("{}-calibrate-{}", reading.name, request.seed);
    let at = request.out.clone().unwrap_or_else(|| Path::new("haven-runs").join(stem));
    let (folder, state) = Folder::open(&at, &settings, request.resume)?;
    let calibration = match state {
        Some(state) => Calibration::resume(plan, state),
        None => Calibration::new(plan),
    };
    let started = Instant::now();
    let calibration = simulate(request, &target, calibration, &folder, watch)?;
    finish(&target, &calibration, &folder, started, Made { settings, problems: reading.problems })
}

/// What a result was made from.
struct Made {
    settings: serde_json::Value,
    problems: Vec<Problem>,
}

fn plan(request: &CalibrateRequest, target: &Target) -> Result<Plan, Failure> {
    if request.particles < 10 {
        let message = format!("{} particles are too few: 10 or more", request.particles);
        return Err(Failure::bad_request(message));
    }
    Ok(Plan {
        seed: request.seed,
        particles: request.particles,
        space: target.space.clone(),
        method: match request.method {
            CalibrationMethod::Smc => Method::Tempered,
            CalibrationMethod::Eki => Method::Kalman,
        },
        lucks: target.lucks,
    })
}

/// Simulates until it is done or stopped; a checkpoint follows every batch.
fn simulate(
    request: &CalibrateRequest,
    target: &Target,
    mut calibration: Calibration,
    folder: &Folder,
    watch: &Watch,
) -> Result<Calibration, Failure> {
    let workers =
        Workers::new(request.threads).map_err(|error| Failure::Threads(error.to_string()))?;
    let batch = (LEAST_BATCH * workers.count()).max(request.particles as usize / BATCHES);
    while let Some(points) = calibration.next_batch(batch) {
        watch.expect(expected(calibration.state()));
        let simulator = |point: &_| {
            let modelled = (target.simulator)(point);
            watch.day_done();
            modelled
        };
        let Some(simulated) = workers.run(|| play(&points, &simulator, watch)) else { break };
        calibration.absorb(simulated, &*target.judge);
        folder.save(calibration.state())?;
    }
    Ok(calibration)
}

/// Members that will have been simulated, as far as one can tell.
fn expected(state: &State) -> u64 {
    // A posterior that is not found in one step takes about as many as this.
    const USUAL: u64 = 30;
    let steps = USUAL.max(u64::from(state.step) + 3);
    steps * state.particles.len() as u64
}

fn finish(
    target: &Target,
    calibration: &Calibration,
    folder: &Folder,
    started: Instant,
    made: Made,
) -> Result<CalibrationResult, Failure> {
    let state = calibration.state();
    let interrupted = !state.is_done;
    if !interrupted && state.level <= 0.0 {
        let message = "no particle fits the counts at all: nothing can be learnt from them";
        let hint = "check the counts, or free other parameters".to_owned();
        return Err(Failure::bad_request_with(message, Some(hint)));
    }
    let checked = if interrupted { Vec::new() } else { target.check(calibration) };
    let mut result = CalibrationResult {
        folder: folder.path().to_owned(),
        interrupted,
        identified: identified(calibration),
        coverage: coverage(&checked),
        checked,
        history: state.history.clone(),
        members: u64::from(state.step) * state.particles.len() as u64,
        seconds: started.elapsed().as_secs_f64(),
        draws: state.particles.len().min(DRAWS),
        warnings: made.problems,
        manifest: serde_json::Value::Null,
    };
    if !interrupted {
        result.manifest = describe::manifest(&made.settings, target, &result);
        write::all(folder, target, calibration, &result)?;
    }
    Ok(result)
}
