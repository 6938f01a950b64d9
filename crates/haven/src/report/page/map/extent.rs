//! Which part of the world the map shows: where things happen.

use super::super::subject::Subject;
use crate::crisis::Answer;
use haven_core::crisis::scenario::{GateState, Measure, PlaceKind, Scope};
use haven_core::id::PlaceId;
use std::collections::BTreeSet;

/// Gates with at least this share of the people who cross are on the map.
const GATE_SHARE: f64 = 0.03;
/// Links that so many of those on the busiest link use are on the map.
const LINK_SHARE: f64 = 0.25;

/// Places that have to be on the map: objectives, havens, gates that people use and the busiest roads
/// at home. If there are none of these, all places of the home country.
pub fn places(subject: &Subject<'_>) -> BTreeSet<PlaceId> {
    let crisis = &subject.main.asked.crisis;
    let mut wanted: BTreeSet<PlaceId> = BTreeSet::new();
    for answer in [subject.baseline, subject.main] {
        let crisis = &answer.asked.crisis;
        wanted.extend(crisis.advances().flat_map(|campaign| campaign.objectives.iter().copied()));
        wanted.extend(crisis.havens.iter().flat_map(|haven| haven.places.iter().copied()));
        wanted.extend(used_gates(answer));
    }
    let busiest = subject.main.on_link.iter().copied().fold(0.0, f64::max);
    for (link, people) in crisis.links.iter().zip(&subject.main.on_link) {
        let at_home = crisis.is_at_home(link.from) && crisis.is_at_home(link.to);
        if at_home && *people > 0.0 && *people >= LINK_SHARE * busiest {
            wanted.extend([link.from, link.to]);
        }
    }
    if wanted.len() < 2 {
        let all = (0..crisis.places.len() as u32).map(PlaceId);
        wanted.extend(all.filter(|place| crisis.is_at_home(*place)));
    }
    wanted
}

fn used_gates(answer: &Answer) -> Vec<PlaceId> {
    let crossed: Vec<(PlaceId, f64)> = answer
        .fans
        .iter()
        .filter(|fan| fan.measure == Measure::Crossed)
        .filter_map(|fan| match fan.scope {
            Scope::Place(place) => Some((place, fan.days.last()?.mean)),
            _ => None,
        })
        .collect();
    let all: f64 = crossed.iter().map(|(_, people)| people).sum();
    let many =
        crossed.into_iter().filter(|(_, people)| *people > 0.0 && *people >= GATE_SHARE * all);
    many.map(|(place, _)| place).collect()
}

/// The state of a gate on a day: of several periods the last counts; without one it is closed.
pub fn gate_state(answer: &Answer, gate: PlaceId, day: i64) -> GateState {
    let crisis = &answer.asked.crisis;
    debug_assert_eq!(crisis.places[gate.index()].kind, PlaceKind::Crossing);
    let mut periods = crisis.crossings.iter().rev();
    let holds =
        periods.find(|period| period.place == gate && (period.from..period.until).contains(&day));
    holds.map_or(GateState::Closed, |period| period.state)
}
