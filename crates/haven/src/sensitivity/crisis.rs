//! A crisis under study: what can be free in it, and what it answers.

use super::free::{Free, unknown};
use super::freed::Freed;
use super::result::{Question, Unit};
use crate::crisis::country_name;
use crate::disclosure::tells_strength;
use crate::failure::Failure;
use crate::summary::EVERYWHERE;
use crate::unknown_parameter::Movement;
use haven_core::crisis::World;
use haven_core::crisis::inputs::Inputs;
use haven_core::crisis::parameter::{declarations, position};
use haven_core::crisis::scenario::{Crisis, Measure, Scope};
use haven_core::prior::Prior;
use haven_study::crisis::recording::{Key, scope_name};
use haven_study::sensitivity::crisis::Input;
use std::collections::BTreeMap;

/// Numbers of a scenario that are free together, and what they are.
const FAMILIES: [(&str, &str); 12] = [
    ("residents", "people living in each place"),
    ("share_left", "share of them still there at the start"),
    ("strength", "strength of each actor"),
    ("conduct", "conduct of each actor towards civilians"),
    ("exit_closure", "exits that each actor keeps closed"),
    ("supply", "strength coming in at each source"),
    ("quota", "people a day let through at gates"),
    ("campaign_speed", "pace of each campaign"),
    ("intensity", "intensity of each campaign"),
    ("days_to_take", "days until objectives are taken"),
    ("credibility", "credibility of each haven"),
    ("fear", "fear of each actor by group"),
];

/// An input and what people are told of it.
type Named = (Input, Freed);

/// What is free: what is named, or everything that is uncertain: each parameter by itself, numbers of
/// the scenario by family. Ranges have been set ([`set_ranges`]).
///
/// # Errors
/// If a name is unknown, or what it names is known for certain.
pub fn inputs(crisis: &Crisis, free: &[Free]) -> Result<Vec<Named>, Failure> {
    let uncertain: BTreeMap<String, Prior> = Inputs::uncertain(crisis).into_iter().collect();
    if free.is_empty() {
        let all = declarations();
        let parameters = all.iter().filter_map(|declared| {
            let prior = uncertain.get(declared.key)?;
            Some(number(declared.key, prior.clone(), declared.about, declared.unit))
        });
        let families = FAMILIES.iter().filter_map(|(kind, about)| family(kind, about, &uncertain));
        return Ok(parameters.chain(families).collect());
    }
    free.iter().map(|free| one(crisis, free, &uncertain)).collect()
}

fn one(
    crisis: &Crisis,
    free: &Free,
    uncertain: &BTreeMap<String, Prior>,
) -> Result<Named, Failure> {
    if let Some(at) = position(&free.name) {
        return parameter(crisis, at);
    }
    if let Some(prior) = uncertain.get(&free.name) {
        let prior = free.prior.clone().unwrap_or_else(|| prior.clone());
        return Ok(number(&free.name, prior, "number of the scenario", ""));
    }
    let kind = FAMILIES.iter().find(|(kind, _)| *kind == free.name);
    match kind.and_then(|(kind, about)| family(kind, about, uncertain)) {
        Some(_) if free.prior.is_some() => {
            let message = format!("`{}` is many numbers, which have no range together", free.name);
            Err(Failure::bad_request_with(message, Some("leave the range out".to_owned())))
        }
        Some(family) => Ok(family),
        None if kind.is_some() => {
            Err(Failure::bad_request(format!("`{}` is known in this scenario", free.name)))
        }
        None => {
            let all = declarations();
            let keys = all.iter().map(|declared| declared.key);
            let numbers = uncertain.keys().map(String::as_str).filter(|name| name.contains(':'));
            let families = FAMILIES.iter().map(|(kind, _)| *kind);
            Err(unknown(&free.name, families.chain(keys).chain(numbers), Movement::Crisis))
        }
    }
}

/// Gives parameters the ranges that were asked for, so that members look at them even where the
/// scenario takes them for known.
///
/// # Errors
/// If a range is not one that the parameter takes.
pub fn set_ranges(crisis: &mut Crisis, free: &[Free]) -> Result<(), Failure> {
    for free in free {
        let Some((at, prior)) = position(&free.name).zip(free.prior.as_ref()) else { continue };
        let [low, high] = declarations()[at].range;
        if ![0.0, 1.0].iter().all(|end| (low..=high).contains(&prior.quantile(*end))) {
            let message = format!("`{}` is {prior}; it lies from {low} to {high}", free.name);
            return Err(Failure::bad_request(message));
        }
        crisis.priors.set(at, prior.clone());
    }
    Ok(())
}

fn parameter(crisis: &Crisis, at: usize) -> Result<Named, Failure> {
    let declared = &declarations()[at];
    match crisis.priors.get(at) {
        Prior::Fixed(value) => {
            let message = format!("`{}` is known: it is {value}", declared.key);
            let hint = format!("give it a range: `--free {}=low..high`", declared.key);
            Err(Failure::bad_request_with(message, Some(hint)))
        }
        prior => Ok(number(declared.key, prior.clone(), declared.about, declared.unit)),
    }
}

fn number(name: &str, prior: Prior, about: &str, unit: &str) -> Named {
    let freed = Freed {
        name: name.to_owned(),
        about: about.to_owned(),
        unit: unit.to_owned(),
        prior: if tells_strength(name) { "not told".to_owned() } else { prior.to_string() },
        numbers: 1,
    };
    (Input::Number(name.to_owned(), prior), freed)
}

/// The numbers of a kind: as a family, or the number itself if there is one alone.
fn family(kind: &str, about: &str, uncertain: &BTreeMap<String, Prior>) -> Option<Named> {
    let start = format!("{kind}:");
    let members: Vec<_> = uncertain.iter().filter(|(name, _)| name.starts_with(&start)).collect();
    match members[..] {
        [] => None,
        [(name, prior)] => Some(number(name, prior.clone(), about, "")),
        _ => {
            let freed = Freed {
                name: kind.to_owned(),
                about: about.to_owned(),
                unit: String::new(),
                prior: format!("{} numbers, each drawn anew from its own", members.len()),
                numbers: members.len(),
            };
            Some((Input::Family(kind.to_owned()), freed))
        }
    }
}

/// What is asked of a crisis: people displaced, who crossed in all and into each country, in havens.
pub fn questions(world: &World, abroad: Option<u16>) -> Vec<(Key, Question)> {
    let question = |measure: Measure, id: &str, title: &str, is_main| {
        let asked = Question {
            id: id.to_owned(),
            title: title.to_owned(),
            measure: measure.name(),
            place: scope_name(world, Scope::System).to_owned(),
            place_name: EVERYWHERE.to_owned(),
            unit: Unit::People,
            is_main,
        };
        (Key { measure, scope: Scope::System }, asked)
    };
    let mut all = vec![
        question(Measure::Departed, "displaced", "Displaced from home", true),
        question(Measure::Crossed, "crossed", "Crossed in all", abroad.is_none()),
    ];
    for country in 1..world.countries().len() as u16 {
        let scope = Scope::Country(country);
        let code = scope_name(world, scope);
        let name = country_name(code);
        let (id, title) = (format!("crossed:{code}"), format!("Crossed into {name}"));
        let (_, system) = question(Measure::Crossed, &id, &title, abroad == Some(country));
        let (place, place_name) = (code.to_owned(), name.to_owned());
        all.push((
            Key { measure: Measure::Crossed, scope },
            Question { place, place_name, ..system },
        ));
    }
    all.push(question(Measure::Internal, "internal", "Displaced inside at the end", false));
    all.push(question(Measure::Waiting, "waiting", "Waiting at gates at the end", false));
    if !world.crisis().havens.is_empty() {
        all.push(question(Measure::InHaven, "in_haven", "In havens at the end", false));
    }
    all
}
