//! `run` for a crisis: one combination of what-ifs.

use super::answer::Answer;
use super::compare::{abroad, check_members};
use super::play::{Study, play_all};
use super::{combination, manifest, published};
use crate::changed::ChangedCrisis;
use crate::disclosure::{ArrivalsCell, arrivals_table, sensitive};
use crate::failure::Failure;
use crate::keep::Keep;
use crate::request::{MEMBERS, RunRequest};
use crate::sink::Sink;
use crate::summary::Summary;
use crate::work::Work;
use haven_core::problem::Problem;
use haven_io::writers::manifest::Manifest;
use haven_study::crisis::recording::Detail;

/// A run that is done.
#[derive(Debug)]
pub struct CrisisRun {
    /// What it says.
    pub answer: Answer,
    /// What it says, day by day.
    pub summary: Summary,
    /// Arrivals abroad by home, cause, route, crossing and week, if they are told apart: what may be
    /// shown of them, in which everybody is.
    pub arrivals: Option<Vec<ArrivalsCell>>,
    /// Code of the country that the scenario asks about.
    pub abroad: Option<String>,
    /// Seed.
    pub seed: u64,
    /// Whether it was stopped before all members were complete.
    pub interrupted: bool,
    /// Suspicious things about the scenario.
    pub warnings: Vec<Problem>,
    /// What it was made from; nothing of it knows the time.
    pub manifest: Manifest,
}

/// Runs one combination of a crisis that was read.
///
/// # Errors
/// If the request or the scenario is bad, or the sink takes nothing.
pub fn run(
    request: &RunRequest,
    changed: ChangedCrisis,
    work: &Work<'_>,
    sink: &mut dyn Sink,
) -> Result<CrisisRun, Failure> {
    let Work { workers, watch, .. } = work;
    let ChangedCrisis { crisis, reading } = changed;
    let what_if = request.what_ifs.first().map_or("", String::as_str);
    let asked = combination::asked(&crisis, what_if, request.advance)?;
    let members = request.ensemble.members_or(MEMBERS);
    check_members(&members, crisis.days)?;
    sink.begin(&format!("{}-{}-{}", reading.name, asked.id(), request.ensemble.seed))?;
    watch.expect(members.len() as u64 * u64::from(crisis.days));
    let is_sensitive = sensitive(&crisis, request.scenario.scenario.as_of);
    let study = Study {
        seed: request.ensemble.seed,
        members: members.clone(),
        draws: request.ensemble.draws,
        detail: if request.keep == Keep::All { Detail::Everything } else { Detail::Destinations },
        explain: if request.track.any() { members.clone() } else { 0..0 },
        explain_at: None,
        routes: !is_sensitive,
        is_sensitive,
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
    let explained = played.explained.as_ref();
    Ok(CrisisRun {
        interrupted: answer.members.len() < members.len(),
        abroad: abroad.map(|(_, code)| code),
        seed: request.ensemble.seed,
        manifest: manifest::of_run(request, &members, &reading, &answer),
        arrivals: explained.map(|it| arrivals_table(it, &asked.crisis, is_sensitive)),
        warnings: reading.problems,
        answer,
        summary,
    })
}
