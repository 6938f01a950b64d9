//! `explain`: where arrivals come from and why, where a difference comes from, and what would have
//! to be true for so many to come.

use super::answer::Answer;
use super::combination::{self, Asked};
use super::compare::check_members;
use super::counted::{Counted, counted, country, counts, name};
use super::play::{Played, Study, play_all};
use super::reach::{Reach, reach};
use crate::changed::{self, ChangedCrisis, ChangedScenario};
use crate::disclosure::{Arrivals, ByLabel, Cells, cells, sensitive};
use crate::failure::Failure;
use crate::request::{EnsembleRequest, MEMBERS};
use crate::work::Work;
use haven_core::crisis::Advance;
use haven_core::crisis::scenario::{Crisis, Measure};
use haven_core::draw::Draws;
use haven_study::crisis::recording::{Detail, Key};
use std::ops::RangeInclusive;

/// What to explain.
#[derive(Clone, Debug, Default)]
pub struct ExplainRequest {
    /// The crisis with what is changed in it.
    pub scenario: ChangedScenario,
    /// Combinations as `a+b`; none: the named ones. With `reach` all are asked, otherwise the first
    /// is explained, and if there is a second also where their difference comes from.
    pub what_ifs: Vec<String>,
    /// Whether advances are a premise or an attempt.
    pub advance: Advance,
    /// How many would have to come.
    pub reach: Option<RangeInclusive<f64>>,
    /// A country (code or name), a gate, or a host abroad, by id, name or another name; without it the country
    /// that the scenario asks about.
    pub place: Option<String>,
    /// Which members; [`MEMBERS`] if nothing is said.
    pub ensemble: EnsembleRequest,
}

/// An explanation.
#[derive(Debug)]
pub struct Explanation {
    /// The crisis as it stands.
    pub crisis: Crisis,
    /// Seed.
    pub seed: u64,
    /// What is counted, in words: "in Turkey", "through" a gate, or "at" a town.
    pub counted: String,
    /// Whether people may be on these ways now, so that origins are told by area only, and routes not
    /// at all.
    pub is_sensitive: bool,
    /// What each combination says of itself; arrivals only at what is asked about.
    pub answers: Vec<Answer>,
    /// By everything at once, as far as it may be shown, by combination; none for the inverse question.
    pub cells: Vec<Cells>,
    /// What each combination but the first adds to the first, or takes away, by one label at a time.
    pub changes: Vec<ByLabel>,
    /// All arrivals there, by combination and member.
    pub counts: Vec<Vec<f64>>,
    /// The inverse question, by combination.
    pub reach: Vec<Reach>,
    /// Members that were asked for.
    pub asked: usize,
    /// Whether it was stopped before all of them were played with every combination.
    pub interrupted: bool,
}

/// Explains.
///
/// # Errors
/// If the request or the scenario is bad.
pub fn explain(request: &ExplainRequest, work: &Work<'_>) -> Result<Explanation, Failure> {
    let ChangedCrisis { crisis, .. } = changed::read(&request.scenario, work.sources)?;
    let members = request.ensemble.members_or(MEMBERS);
    check_members(&members, crisis.days)?;
    let asked_for = members.len();
    let asked = combinations(request, &crisis)?;
    let counted = counted(&crisis, request.place.as_deref())?;
    work.watch.expect(asked.len() as u64 * members.len() as u64 * u64::from(crisis.days));
    let is_sensitive = sensitive(&crisis, request.scenario.scenario.as_of);
    let study = Study {
        seed: request.ensemble.seed,
        members: members.clone(),
        draws: Draws::Sampled,
        detail: Detail::Destinations,
        explain: if request.reach.is_none() || counted.host.is_some() { members } else { 0..0 },
        explain_at: counted.host,
        routes: !is_sensitive,
        is_sensitive,
    };
    let mut explanation = Explanation {
        seed: request.ensemble.seed,
        counted: name(&crisis, counted),
        is_sensitive,
        answers: Vec::new(),
        cells: Vec::new(),
        changes: Vec::new(),
        counts: Vec::new(),
        reach: Vec::new(),
        asked: asked_for,
        interrupted: false,
        crisis,
    };
    for asked in &asked {
        let mut played = match play_all(&study, asked, work) {
            Err(Failure::NothingComplete) if !explanation.answers.is_empty() => break,
            played => played?,
        };
        keep_counted(&mut played, counted);
        let mut answer = Answer::of(asked, &played, country(counted.scope), work.workers);
        let outcomes = counts_of(&played, counted);
        if let Some(range) = &request.reach {
            explanation.reach.push(reach(asked.id(), &played, counted, (&outcomes, range)));
        }
        if let Some(apart) = played.told_apart() {
            answer.arrivals = Some(Arrivals::of(&apart));
            explanation.cells.push(cells(&apart));
        }
        explanation.counts.push(outcomes);
        explanation.answers.push(answer);
    }
    explanation.changes = changes(&explanation.answers);
    let is_complete = |answer: &Answer| answer.members.len() == explanation.asked;
    explanation.interrupted =
        explanation.answers.len() < asked.len() || !explanation.answers.iter().all(is_complete);
    Ok(explanation)
}

fn combinations(request: &ExplainRequest, crisis: &Crisis) -> Result<Vec<Asked>, Failure> {
    let mut asked: Vec<Asked> = match (&request.what_ifs[..], &request.reach) {
        ([], Some(_)) => combination::named(crisis)?,
        ([], None) => vec![combination::asked(crisis, "", request.advance)?],
        (texts, _) => texts
            .iter()
            .map(|text| combination::asked(crisis, text, request.advance))
            .collect::<Result<_, _>>()?,
    };
    for asked in &mut asked {
        asked.advance = request.advance;
    }
    Ok(asked)
}

/// Forgets arrivals elsewhere than at what is asked about.
fn keep_counted(played: &mut Played, counted: Counted) {
    let Played { world, explained, parts, .. } = played;
    let kept = |gate: usize| counts(world, counted, world.gates()[gate]);
    for parts in parts {
        parts.keep_gates(kept);
    }
    if let Some(means) = explained {
        means.keep_gates(kept);
    }
}

/// What each answer but the first adds to the first.
fn changes(answers: &[Answer]) -> Vec<ByLabel> {
    let mut told = answers.iter().filter_map(|answer| answer.arrivals.as_ref());
    let first = told.next();
    first.map_or_else(Vec::new, |first| told.map(|it| it.by.changes_from(&first.by)).collect())
}

/// Arrivals over the whole run at what is asked about, by member.
fn counts_of(played: &Played, counted: Counted) -> Vec<f64> {
    if counted.host.is_some() {
        return played.parts.iter().map(|parts| parts.by_week().iter().sum()).collect();
    }
    let key = Key { measure: Measure::Crossed, scope: counted.scope };
    let series = played.plan.recording.series.iter().position(|kept| *kept == key);
    let days = played.plan.recording.days;
    let crossed = |member: &haven_study::crisis::ensemble::Member| {
        series.map_or(0.0, |series| (0..days).map(|day| member.record.at(series, day)).sum())
    };
    played.members.iter().map(crossed).collect()
}
