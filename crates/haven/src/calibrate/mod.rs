//! `calibrate`: from priors to a posterior, in steps that survive being killed.

mod dates;
mod events;
mod flee;
mod manifest;
mod posterior;
mod request;
mod result;
mod target;
#[cfg(test)]
mod tests;

use crate::failure::Failure;
use crate::sink::SinkError;
use crate::source;
use crate::work::Work;
use haven_core::problem::Problem;
use haven_study::calibrate::identify::identified;
use haven_study::calibrate::predictive::coverage;
use haven_study::calibrate::{Calibration, Method, Plan, State, play};
pub use manifest::{CalibrationManifest, FORMAT, Settings};
pub use posterior::Posterior;
pub use request::{CalibrateRequest, CalibrationMethod};
pub use result::{CalibrationResult, LearntParameter};
pub use target::Count;
use target::Target;

/// Points that a thread plays at least between two checkpoints.
const LEAST_BATCH: usize = 32;
/// Batches of a population at most, for a checkpoint takes time too.
const BATCHES: usize = 16;

/// Where a calibration is saved while it goes on.
pub trait Checkpoints: Send {
    /// Everything that was asked for is there: the work begins, unless there is no place for it. The
    /// result could be stored under this name, and these settings decide it. Gives the state to go on
    /// from, of the same settings, if there is one.
    ///
    /// # Errors
    /// If there is no place for it, or what is there was made from other settings.
    fn begin(&mut self, name: &str, settings: &Settings) -> Result<Option<State>, SinkError>;

    /// Saves a state, after every batch.
    ///
    /// # Errors
    /// If it cannot be saved: then the calibration stops.
    fn save(&mut self, state: &State) -> Result<(), SinkError>;
}

/// Begins anew and saves nothing.
impl Checkpoints for () {
    fn begin(&mut self, _: &str, _: &Settings) -> Result<Option<State>, SinkError> {
        Ok(None)
    }

    fn save(&mut self, _: &State) -> Result<(), SinkError> {
        Ok(())
    }
}

/// Calibrates a scenario.
///
/// # Errors
/// If the request, the scenario or the counts are bad, or its state cannot be saved.
pub fn calibrate(
    request: &CalibrateRequest,
    work: &Work<'_>,
    checkpoints: &mut dyn Checkpoints,
) -> Result<CalibrationResult, Failure> {
    let mut reading = source::read(&request.scenario, work.sources)?;
    if reading.stopping(&request.scenario.accept).next().is_some() {
        return Err(Failure::BadScenario(reading.problems));
    }
    let target = match (reading.crisis.take(), reading.scenario.take()) {
        (Some(crisis), _) => events::target(request, &crisis, work.sources)?,
        (None, Some(scenario)) => flee::target(request, &scenario)?,
        (None, None) => return Err(Failure::BadScenario(reading.problems)),
    };
    let plan = plan(request, &target)?;
    let settings = Settings::new(request, &reading, &target);
    let name = format!("{}-calibrate-{}", reading.name, request.seed);
    let calibration = match checkpoints.begin(&name, &settings)? {
        Some(state) => Calibration::resume(plan, state),
        None => Calibration::new(plan),
    };
    let calibration = simulate(request, &target, calibration, work, checkpoints)?;
    finish(target, &calibration, Made { settings, problems: reading.problems })
}

/// What a result was made from.
struct Made {
    settings: Settings,
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
        noise_groups: target.noise_groups,
    })
}

/// Simulates until it is done or stopped; a checkpoint follows every batch.
fn simulate(
    request: &CalibrateRequest,
    target: &Target,
    mut calibration: Calibration,
    Work { workers, watch, .. }: &Work<'_>,
    checkpoints: &mut dyn Checkpoints,
) -> Result<Calibration, Failure> {
    let batch = (LEAST_BATCH * workers.count()).max(request.particles as usize / BATCHES);
    while let Some(points) = calibration.next_batch(batch) {
        watch.expect(expected(calibration.state()));
        let simulator = |point: &_| {
            let modelled = (target.simulator)(point);
            watch.day_done();
            modelled
        };
        let Some(simulated) = workers.run(|| play(&points, &simulator, watch)) else { break };
        calibration.absorb(simulated, &*target.likelihood);
        checkpoints.save(calibration.state())?;
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
    target: Target,
    calibration: &Calibration,
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
    let free = target.space.free().to_vec();
    let identified = identified(calibration);
    let known = free.iter().zip(&target.units).zip(&identified);
    let mut result = CalibrationResult {
        interrupted,
        parameters: known
            .map(|((free, unit), found)| LearntParameter::new(free, unit, found))
            .collect(),
        manifest: None,
        free,
        identified,
        coverage: coverage(&checked),
        checked,
        history: state.history.clone(),
        members: u64::from(state.step) * state.particles.len() as u64,
        posterior: Posterior::of(&target, calibration),
        warnings: made.problems,
        counts: target.counts,
    };
    if !interrupted {
        result.manifest = Some(result.describe(made.settings, target.mode));
    }
    Ok(result)
}
