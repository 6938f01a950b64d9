//! Which part of the world the map shows: where things happen.

use super::super::subject::Subject;
use haven::crisis::{Answer, Comparison};
use haven_core::crisis::scenario::{GateState, Measure, PlaceKind, Scope};
use haven_core::id::PlaceId;
use std::collections::BTreeSet;

/// Gates with at least this share of the people who cross into the country are on the map.
const GATE_SHARE: f64 = 0.1;

/// Places that have to be on the map: objectives, havens that open in any answer, and the gates that
/// people use into the country asked about. If there are none of these, the whole home country.
pub fn places(subject: &Subject<'_>) -> BTreeSet<PlaceId> {
    let crisis = &subject.main.asked.crisis;
    let mut wanted: BTreeSet<PlaceId> = BTreeSet::new();
    wanted.extend(crisis.advances().flat_map(|campaign| campaign.objectives.iter().copied()));
    wanted.extend(havens(subject.comparison));
    for answer in [subject.baseline, subject.main] {
        let country = subject.comparison.abroad.as_ref().map(|(_, code)| code.as_str());
        wanted.extend(used_gates(answer, country));
    }
    if wanted.len() < 2 {
        let all = (0..crisis.places.len() as u32).map(PlaceId);
        wanted.extend(all.filter(|place| crisis.is_at_home(*place)));
    }
    wanted
}

/// Places in a haven that opens in any answer.
pub fn havens(comparison: &Comparison) -> BTreeSet<PlaceId> {
    let answers = comparison.answers.iter();
    let havens = answers.flat_map(|answer| &answer.asked.crisis.havens);
    havens.flat_map(|haven| haven.places.iter().copied()).collect()
}

fn used_gates(answer: &Answer, country: Option<&str>) -> Vec<PlaceId> {
    let leads_there = |place: PlaceId| {
        country.is_none_or(|code| answer.asked.crisis.places[place.index()].country == code)
    };
    let crossed: Vec<(PlaceId, f64)> = answer
        .fans
        .iter()
        .filter(|fan| fan.measure == Measure::Crossed)
        .filter_map(|fan| match fan.scope {
            Scope::Place(place) if leads_there(place) => Some((place, fan.days.last()?.mean)),
            _ => None,
        })
        .collect();
    let all: f64 = crossed.iter().map(|(_, people)| people).sum();
    let many = |people: f64| people > 0.0 && people >= GATE_SHARE * all;
    crossed.into_iter().filter(|(_, people)| many(*people)).map(|(place, _)| place).collect()
}

/// The state of a gate on a day: of several periods the last counts; without one it is closed.
pub fn gate_state(answer: &Answer, gate: PlaceId, day: i64) -> GateState {
    let crisis = &answer.asked.crisis;
    debug_assert_eq!(crisis.places[gate.index()].kind, PlaceKind::Crossing);
    let holds = crisis.gate_on(gate, day);
    holds.map_or(GateState::Closed, |period| crisis.crossings[period].state)
}
