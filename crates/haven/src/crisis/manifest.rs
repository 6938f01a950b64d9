//! `run.json` of a crisis: what a result was made from. `timings` are left to whoever has a clock.

use super::answer::Answer;
use super::combination::Asked;
use super::comparison::Comparison;
use crate::changed::ChangedScenario;
use crate::disclosure::sensitive;
use crate::keep::Keep;
use crate::provenance;
use crate::request::{CompareRequest, RunRequest};
use crate::source::Reading;
use haven_core::crisis::Advance;
use haven_core::crisis::parameter::{self, Declaration, declarations};
use haven_core::crisis::scenario::{Basis, Crisis, Fact};
use haven_core::draw::Draws;
use haven_io::writers::manifest::{
    CombinationEntry, FORMAT, FactCounts, Manifest, Members, Options, ParameterEntry,
    ScenarioEntry, entries,
};
use jiff::Span;
use std::ops::Range;

/// The manifest of a run.
pub fn of_run(
    request: &RunRequest,
    members: &Range<u32>,
    reading: &Reading,
    answer: &Answer,
) -> Manifest {
    let draws = if request.ensemble.draws == Draws::Sampled { "sampled" } else { "expected" };
    let keep = if request.keep == Keep::None { "none" } else { request.keep.name() };
    let made = of_study(&request.scenario, reading, &answer.asked, "run");
    Manifest {
        seed: request.ensemble.seed,
        members: Some(Members::of(members, &answer.members)),
        interrupted: answer.members.len() < members.len(),
        draws: Some(draws.to_owned()),
        options: Options {
            keep: Some(keep.to_owned()),
            track: request.track.names(),
            ..made.options
        },
        ..made
    }
}

/// The manifest of a comparison that is played. Its own says what it was made from ([`made_from`]).
pub fn of_comparison(
    request: &CompareRequest,
    members: &Range<u32>,
    comparison: &Comparison,
) -> Manifest {
    let answers = &comparison.answers;
    // Combinations are played one after the other, so that the last is the one that may be cut short.
    let played = answers.last().map_or(&[][..], |answer| &answer.members);
    let made = comparison.manifest.clone();
    Manifest {
        combinations: (0..answers.len()).map(|at| played_combination(comparison, at)).collect(),
        not_begun: comparison.progress.not_begun.iter().map(|(id, _)| id.clone()).collect(),
        seed: request.ensemble.seed,
        members: Some(Members::of(members, played)),
        interrupted: comparison.interrupted,
        draws: Some("sampled".to_owned()),
        prepared_for: answers.get(comparison.prepared).map(|answer| answer.asked.id()),
        options: Options {
            exceed_by_people: Some(request.exceed_by),
            attempts: Some(request.attempts),
            ..made.options
        },
        ..made
    }
}

/// The manifest of a study of a combination, but for what the verb adds: seed, and how far it came.
pub fn of_study(
    request: &ChangedScenario,
    reading: &Reading,
    asked: &Asked,
    verb: &str,
) -> Manifest {
    let made = made_from(request, reading, &asked.crisis, verb);
    Manifest { combinations: vec![combination(asked)], ..made }
}

/// What every result of a crisis says, before anything is played.
pub fn made_from(
    request: &ChangedScenario,
    reading: &Reading,
    crisis: &Crisis,
    verb: &str,
) -> Manifest {
    let accept = &request.scenario.accept;
    Manifest {
        format: FORMAT.to_owned(),
        haven: env!("CARGO_PKG_VERSION").to_owned(),
        label: provenance::LABEL.to_owned(),
        verb: verb.to_owned(),
        scenario: scenario(request, reading, crisis),
        combinations: Vec::new(),
        seed: 0,
        members: None,
        interrupted: false,
        draws: None,
        parameters: declarations()
            .into_iter()
            .enumerate()
            .map(|(position, declared)| parameter(crisis, request, position, &declared))
            .collect(),
        prepared_for: None,
        not_begun: Vec::new(),
        options: Options {
            set: request.set_entries(),
            accept: accept.clone(),
            accepted_problems: reading.accepted(accept),
            ..Options::default()
        },
        information_level: INFORMATION_LEVEL.to_owned(),
        data_cut_off: Some(date(crisis, i64::from(crisis.origin))),
        sensitive: Some(sensitive(crisis, request.scenario.as_of)),
        differences: Vec::new(),
        facts: Some(facts(&crisis.facts)),
        limits: crisis.limits.clone(),
        licences: crisis.licences.clone(),
        timings: None,
        files: Vec::new(),
    }
}

/// What the run knew: nothing that was published after the scenario's origin.
const INFORMATION_LEVEL: &str = "issue-time";

fn scenario(request: &ChangedScenario, reading: &Reading, crisis: &Crisis) -> ScenarioEntry {
    let (inputs, sha256) = entries(&reading.inputs);
    ScenarioEntry {
        title: crisis.title.clone(),
        source: request.scenario.source.clone(),
        sha256,
        start: date(crisis, 0),
        origin: Some(date(crisis, i64::from(crisis.origin))),
        end: date(crisis, i64::from(crisis.days) - 1),
        days: crisis.days,
        inputs,
        what_if_files: request.what_if_files.clone(),
    }
}

/// A combination of a comparison; of one that was stopped with how far it came.
fn played_combination(comparison: &Comparison, at: usize) -> CombinationEntry {
    let answer = &comparison.answers[at];
    let entry = combination(&answer.asked);
    if !comparison.interrupted {
        return entry;
    }
    CombinationEntry {
        members_complete: Some(answer.members.len()),
        attempts_complete: comparison.progress.attempted[at],
        ..entry
    }
}

fn combination(asked: &Asked) -> CombinationEntry {
    let advance = match (asked.advances(), asked.advance) {
        (false, _) => "none",
        (true, Advance::Achieved) => "achieved",
        (true, Advance::Attempted) => "attempted",
    };
    CombinationEntry {
        id: asked.id(),
        title: asked.title.clone(),
        what_ifs: asked.what_ifs.clone(),
        advance: advance.to_owned(),
        members_complete: None,
        attempts_complete: None,
    }
}

/// A parameter with its name: what members draw it from, and who says so.
fn parameter(
    crisis: &Crisis,
    request: &ChangedScenario,
    position: usize,
    declared: &Declaration,
) -> (String, ParameterEntry) {
    let prior = crisis.priors.get(position);
    let set = request.set.iter().any(|(key, _)| parameter::position(key) == Some(position));
    let by = match (set, crisis.priors.is_learnt(position), *prior == declared.prior) {
        (true, ..) => "command line",
        (false, true, _) => "draws of a calibration",
        (false, false, true) => "default",
        (false, false, false) => "scenario",
    };
    let entry = ParameterEntry {
        value: None,
        prior: Some(prior.to_string()),
        unit: declared.unit.to_owned(),
        set_by: by.to_owned(),
        source: Some(if by == "default" { declared.source } else { by }.to_owned()),
    };
    (declared.key.to_owned(), entry)
}

/// How many facts rest on what.
fn facts(facts: &[Fact]) -> FactCounts {
    let count = |basis| facts.iter().filter(|fact| fact.basis == basis).count();
    FactCounts {
        reported: count(Basis::Reported),
        derived: count(Basis::Derived),
        assumed: count(Basis::Assumed),
    }
}

/// The true date of a day.
pub fn date(crisis: &Crisis, day: i64) -> String {
    crisis.start.saturating_add(Span::new().days(day)).to_string()
}
