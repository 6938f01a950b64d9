//! `run` for a crisis: one combination of what-ifs, and its result's folder.

use super::answer::Answer;
use super::combination;
use super::compare::{abroad, check_members};
use super::play::{Study, play_all};
use super::request::{self, CrisisRequest};
use super::{manifest, write};
use crate::failure::Failure;
use crate::output::Keep;
use haven_core::crisis::Advance;
use haven_core::problem::Problem;
use haven_core::run::Draws;
use haven_io::writers::store::{ResultFolder, free_name};
use haven_study::crisis::recording::Detail;
use haven_study::watch::Watch;
use haven_study::workers::Workers;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What to run.
#[derive(Clone, Debug)]
pub struct RunCrisisRequest {
    /// The crisis.
    pub crisis: CrisisRequest,
    /// What-ifs as `a+b`; empty: the scenario as it stands.
    pub what_if: String,
    /// Whether advances are a premise or an attempt.
    pub advance: Advance,
    /// Which members.
    pub members: Range<u32>,
    /// Seed.
    pub seed: u64,
    /// Sampled, or the expectation (one member).
    pub draws: Draws,
    /// Threads; one for each core if not given.
    pub threads: Option<usize>,
    /// What is kept of each member.
    pub keep: Keep,
    /// Whether arrivals abroad are told apart by origin, cause and route.
    pub track: bool,
    /// The result's folder; a new one in `haven-runs/` if not given.
    pub out: Option<PathBuf>,
}

/// A run that is done and stored.
#[derive(Debug)]
pub struct CrisisRun {
    /// Where it is.
    pub folder: PathBuf,
    /// What it says.
    pub answer: Answer,
    /// Code of the country that the scenario asks about.
    pub abroad: Option<String>,
    /// Seed.
    pub seed: u64,
    /// Whether it was stopped before all members were complete.
    pub interrupted: bool,
    /// Suspicious things about the scenario.
    pub warnings: Vec<Problem>,
    /// Seconds of simulating.
    pub seconds: f64,
    /// The manifest as stored.
    pub manifest: serde_json::Value,
}

/// Runs one combination and stores it.
///
/// # Errors
/// If the request or the scenario is bad, or the result cannot be stored.
pub fn run_crisis(request: &RunCrisisRequest, watch: &Watch) -> Result<CrisisRun, Failure> {
    let read = Instant::now();
    let (crisis, reading) = request::read(&request.crisis)?;
    let asked = combination::asked(&crisis, &request.what_if, request.advance)?;
    check_members(&request.members, crisis.days)?;
    let workers =
        Workers::new(request.threads).map_err(|error| Failure::Threads(error.to_string()))?;
    let stem = format!("{}-{}-{}", reading.name, asked.id(), request.seed);
    let target = request.out.clone().unwrap_or_else(|| free_name(Path::new("haven-runs"), &stem));
    let folder = ResultFolder::create(&target)?;
    let ran = Instant::now();
    watch.expect(request.members.len() as u64 * u64::from(crisis.days));
    let study = Study {
        seed: request.seed,
        members: request.members.clone(),
        draws: request.draws,
        detail: if request.keep == Keep::All { Detail::Everything } else { Detail::Destinations },
        explain: if request.track { request.members.clone() } else { 0..0 },
        routes: true,
    };
    let played = play_all(&study, &asked, &workers, watch)?;
    let abroad = abroad(&crisis);
    let country = abroad.as_ref().map(|(country, _)| *country);
    let (answer, written) = workers.both(
        || {
            let answer = Answer::of(&asked, &played, country, &workers);
            write::summary(&folder, &played, &answer.fans, &workers).map(|()| answer)
        },
        || write::members(&folder, request.keep, &played),
    );
    written?;
    let answer = answer?;
    let clock = manifest::Clock { read, ran, threads: workers.count() };
    let manifest = manifest::of_run(request, &reading, &answer, &clock);
    write::run(&folder, request, &answer, &manifest)?;
    Ok(CrisisRun {
        interrupted: answer.members.len() < request.members.len(),
        folder: folder.publish()?,
        abroad: abroad.map(|(_, code)| code),
        seed: request.seed,
        warnings: reading.problems,
        seconds: ran.elapsed().as_secs_f64(),
        answer,
        manifest,
    })
}
