//! `run` for a crisis: one combination of what-ifs.

use super::answer::Answer;
use super::compare::{abroad, check_members};
use super::play::{Study, play_all};
use super::request::{self, CrisisRequest};
use super::{combination, manifest, published};
use crate::failure::Failure;
use crate::keep::Keep;
use crate::sink::Sink;
use crate::summary::Summary;
use crate::work::Work;
use haven_core::crisis::Advance;
use haven_core::draw::Draws;
use haven_core::problem::Problem;
use haven_study::crisis::recording::Detail;
use std::ops::Range;

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
    /// What is kept of each member.
    pub keep: Keep,
    /// Whether arrivals abroad are told apart by origin, cause and route.
    pub track: bool,
}

/// A run that is done.
#[derive(Debug)]
pub struct CrisisRun {
    /// What it says.
    pub answer: Answer,
    /// What it says, day by day.
    pub summary: Summary,
    /// Code of the country that the scenario asks about.
    pub abroad: Option<String>,
    /// Seed.
    pub seed: u64,
    /// Whether it was stopped before all members were complete.
    pub interrupted: bool,
    /// Suspicious things about the scenario.
    pub warnings: Vec<Problem>,
    /// What it was made from; nothing of it knows the time.
    pub manifest: serde_json::Value,
}

/// Runs one combination.
///
/// # Errors
/// If the request or the scenario is bad, or the sink takes nothing.
pub fn run_crisis(
    request: &RunCrisisRequest,
    work: &Work<'_>,
    sink: &mut dyn Sink,
) -> Result<CrisisRun, Failure> {
    let Work { workers, watch } = work;
    let (crisis, reading) = request::read(&request.crisis)?;
    let asked = combination::asked(&crisis, &request.what_if, request.advance)?;
    check_members(&request.members, crisis.days)?;
    sink.begin(&format!("{}-{}-{}", reading.name, asked.id(), request.seed))?;
    watch.expect(request.members.len() as u64 * u64::from(crisis.days));
    let study = Study {
        seed: request.seed,
        members: request.members.clone(),
        draws: request.draws,
        detail: if request.keep == Keep::All { Detail::Everything } else { Detail::Destinations },
        explain: if request.track { request.members.clone() } else { 0..0 },
        routes: true,
    };
    let played = play_all(&study, &asked, work)?;
    let abroad = abroad(&crisis);
    let country = abroad.as_ref().map(|(country, _)| *country);
    let ((answer, summary), given) = workers.both(
        || {
            let answer = Answer::of(&asked, &played, country, workers);
            let summary = published::summary(&played, &answer.fans, workers);
            (answer, summary)
        },
        || published::give_away(request.keep, &played, sink),
    );
    given?;
    Ok(CrisisRun {
        interrupted: answer.members.len() < request.members.len(),
        abroad: abroad.map(|(_, code)| code),
        seed: request.seed,
        manifest: manifest::of_run(request, &reading, &answer),
        warnings: reading.problems,
        answer,
        summary,
    })
}
