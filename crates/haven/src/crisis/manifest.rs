//! `run.json` of a crisis: what a result was made from. `timings` is left to whoever has a clock.

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
use haven_core::crisis::parameter::{self, declarations};
use haven_core::crisis::scenario::{Basis, Crisis, Fact};
use haven_core::draw::Draws;
use haven_io::writers::manifest::{FORMAT, entries};
use jiff::Span;
use serde_json::{Value, json};
use std::ops::Range;

/// The manifest of a run.
pub fn of_run(
    request: &RunRequest,
    members: &Range<u32>,
    reading: &Reading,
    answer: &Answer,
) -> Value {
    let crisis = &answer.asked.crisis;
    let members = complete(members, &answer.members);
    let draws = if request.ensemble.draws == Draws::Sampled { "sampled" } else { "expected" };
    let keep = if request.keep == Keep::None { "none" } else { request.keep.name() };
    json!({
        "format": FORMAT,
        "haven": env!("CARGO_PKG_VERSION"),
        "label": provenance::LABEL,
        "verb": "run",
        "scenario": scenario(&request.scenario, reading, crisis),
        "combinations": [combination(&answer.asked)],
        "seed": request.ensemble.seed,
        "members": members,
        "draws": draws,
        "parameters": parameters(crisis, &request.scenario),
        "options": { "keep": keep, "track": request.track.any(),
            "accept": request.scenario.scenario.accept },
        "information_level": INFORMATION_LEVEL,
        "data_cut_off": date(crisis, i64::from(crisis.origin)),
        "sensitive": sensitive(crisis, request.scenario.scenario.as_of),
        "facts": facts(&crisis.facts),
        "limits": crisis.limits,
        "licences": crisis.licences,
        "timings": null,
    })
}

/// The manifest of a comparison.
pub fn of_comparison(
    request: &CompareRequest,
    members: &Range<u32>,
    reading: &Reading,
    comparison: &Comparison,
) -> Value {
    let crisis = &comparison.crisis;
    let played = comparison.answers.first().map_or(&[][..], |answer| &answer.members);
    let asked: Vec<Value> =
        comparison.answers.iter().map(|answer| combination(&answer.asked)).collect();
    json!({
        "format": FORMAT,
        "haven": env!("CARGO_PKG_VERSION"),
        "label": provenance::LABEL,
        "verb": "compare",
        "scenario": scenario(&request.scenario, reading, crisis),
        "combinations": asked,
        "seed": request.ensemble.seed,
        "members": complete(members, played),
        "interrupted": comparison.interrupted,
        "draws": "sampled",
        "parameters": parameters(crisis, &request.scenario),
        "prepared_for": comparison.answers.get(comparison.prepared).map(|answer| answer.asked.id()),
        "options": { "exceed_by_people": request.exceed_by, "attempts": request.attempts,
            "accept": request.scenario.scenario.accept },
        "information_level": INFORMATION_LEVEL,
        "data_cut_off": date(crisis, i64::from(crisis.origin)),
        "sensitive": sensitive(crisis, request.scenario.scenario.as_of),
        "facts": facts(&crisis.facts),
        "limits": crisis.limits,
        "licences": crisis.licences,
        "timings": null,
    })
}

/// The manifest of a study of a combination, but for what the verb adds: what it was made from.
pub fn of_study(request: &ChangedScenario, reading: &Reading, asked: &Asked, verb: &str) -> Value {
    let crisis = &asked.crisis;
    json!({
        "format": FORMAT,
        "haven": env!("CARGO_PKG_VERSION"),
        "label": provenance::LABEL,
        "verb": verb,
        "scenario": scenario(request, reading, crisis),
        "combinations": [combination(asked)],
        "parameters": parameters(crisis, request),
        "options": { "accept": request.scenario.accept },
        "information_level": INFORMATION_LEVEL,
        "data_cut_off": date(crisis, i64::from(crisis.origin)),
        "sensitive": sensitive(crisis, request.scenario.as_of),
        "facts": facts(&crisis.facts),
        "limits": crisis.limits,
        "licences": crisis.licences,
        "timings": null,
    })
}

/// What the run knew: nothing that was published after the scenario's origin.
const INFORMATION_LEVEL: &str = "issue-time";

fn complete(asked: &Range<u32>, complete: &[u32]) -> Value {
    let missing: Vec<u32> =
        asked.clone().filter(|member| complete.binary_search(member).is_err()).collect();
    json!({ "from": asked.start, "to": asked.end, "complete": complete.len(), "missing": missing })
}

fn scenario(request: &ChangedScenario, reading: &Reading, crisis: &Crisis) -> Value {
    let (inputs, sha256) = entries(&reading.inputs);
    json!({
        "title": crisis.title,
        "source": request.scenario.source,
        "sha256": sha256,
        "start": date(crisis, 0),
        "origin": date(crisis, i64::from(crisis.origin)),
        "end": date(crisis, i64::from(crisis.days) - 1),
        "days": crisis.days,
        "inputs": inputs,
        "what_if_files": request.what_if_files,
    })
}

fn combination(asked: &Asked) -> Value {
    let advance = match (asked.advances(), asked.advance) {
        (false, _) => "none",
        (true, Advance::Achieved) => "achieved",
        (true, Advance::Attempted) => "attempted",
    };
    json!({ "id": asked.id(), "title": asked.title, "what_ifs": asked.what_ifs, "advance": advance })
}

fn parameters(crisis: &Crisis, request: &ChangedScenario) -> Value {
    let entry = |(position, declared): (usize, haven_core::crisis::parameter::Declaration)| {
        let prior = crisis.priors.get(position);
        let set = request.set.iter().any(|(key, _)| parameter::position(key) == Some(position));
        let by = match (set, crisis.priors.is_learnt(position), *prior == declared.prior) {
            (true, ..) => "command line",
            (false, true, _) => "draws of a calibration",
            (false, false, true) => "default",
            (false, false, false) => "scenario",
        };
        let source = if by == "default" { declared.source } else { by };
        let value = json!({ "prior": prior.to_string(), "unit": declared.unit, "set_by": by,
            "source": source });
        (declared.key.to_owned(), value)
    };
    Value::Object(declarations().into_iter().enumerate().map(entry).collect())
}

/// How many facts rest on what, by file.
fn facts(facts: &[Fact]) -> Value {
    let count = |basis| facts.iter().filter(|fact| fact.basis == basis).count();
    json!({ "reported": count(Basis::Reported), "derived": count(Basis::Derived),
        "assumed": count(Basis::Assumed) })
}

/// The true date of a day.
pub fn date(crisis: &Crisis, day: i64) -> String {
    crisis.start.saturating_add(Span::new().days(day)).to_string()
}
