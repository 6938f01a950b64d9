//! The inverse question: what would have to be true for so many to come.

use super::counted::{Counted, counts};
use super::headline::quantity;
use super::play::Played;
use crate::disclosure::tells_strength;
use haven_core::crisis::inputs::Inputs;
use haven_core::crisis::scenario::GateState;
use haven_core::id::PlaceId;
use haven_study::crisis::ensemble::Member;
use haven_study::crisis::reach::{Reached, condition};
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::RangeInclusive;

/// What would have to be true.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Reach {
    /// Id of the combination.
    pub id: String,
    /// The range asked about: from, to.
    pub range: [f64; 2],
    /// Members that come into it.
    pub members: usize,
    /// Members in all.
    pub of: usize,
    /// The member that comes nearest: its outcome.
    pub nearest: f64,
    /// People whom gates could let through at most: the median of members.
    pub gate_limit_people: f64,
    /// Residents of the home country: the median of members.
    pub people_in_the_country: f64,
    /// Uncertain numbers that shift, the most shifted first; nothing of armed actors' strength.
    pub shifts: Vec<Shift>,
    /// Places that are taken more or less often in these members than in all, the largest difference first.
    pub changes_hands: Vec<ChangesHands>,
}

/// How an uncertain number differs in the members that reach the range.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Shift {
    /// Its name.
    pub name: String,
    /// Median of all members.
    pub usual: f64,
    /// Median of the members that reach the range.
    pub needed: f64,
    /// Mean rank of those members among all, as a share: 0.5 is no shift.
    pub mean_rank: f64,
}

/// A place that is taken.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ChangesHands {
    /// Its id.
    pub place: String,
    /// Its name.
    pub name: String,
    /// Share of the members that reach the range.
    pub share: f64,
    /// Share of all members.
    pub usual_share: f64,
}

/// What members have in common whose arrivals lie in a range. `outcomes`: arrivals by member.
pub fn reach(
    id: String,
    played: &Played,
    counted: Counted,
    (outcomes, range): (&[f64], &RangeInclusive<f64>),
) -> Reach {
    let numbers: Vec<&[f64]> = played.members.iter().map(|it| it.numbers.as_slice()).collect();
    let inside: Vec<bool> = outcomes.iter().map(|outcome| range.contains(outcome)).collect();
    let Reached { members, of, nearest, shifts } = condition(outcomes, &numbers, range);
    let names = Inputs::names(played.world.crisis());
    let shifts = shifts.into_iter().filter(|shift| !tells_strength(&names[shift.number]));
    let told = |shift: haven_study::crisis::reach::Shift| Shift {
        name: names[shift.number].clone(),
        usual: shift.usual,
        needed: shift.needed,
        mean_rank: shift.rank,
    };
    Reach {
        id,
        range: [*range.start(), *range.end()],
        members,
        of,
        nearest,
        gate_limit_people: gate_limit(played, counted),
        people_in_the_country: people_limit(played),
        shifts: shifts.map(told).collect(),
        changes_hands: changes_hands(played, &inside),
    }
}

/// Captures that are more or less frequent in the members inside than in all.
fn changes_hands(played: &Played, inside: &[bool]) -> Vec<ChangesHands> {
    const NOTABLE: f64 = 0.05;
    let crisis = played.world.crisis();
    let count = inside.iter().filter(|inside| **inside).count();
    if count == 0 {
        return Vec::new();
    }
    let share = |place: PlaceId, among: &dyn Fn(usize) -> bool, of: usize| {
        let members = played.members.iter().enumerate().filter(|(at, _)| among(*at));
        let taken = members.filter(|(_, m)| m.captures.iter().any(|c| c.place == place)).count();
        taken as f64 / of as f64
    };
    let of_place = |id: PlaceId| {
        let place = &crisis.places[id.index()];
        ChangesHands {
            place: place.id.clone(),
            name: place.name.clone(),
            share: share(id, &|at| inside[at], count),
            usual_share: share(id, &|_| true, inside.len()),
        }
    };
    let difference = |it: &ChangesHands| (it.share - it.usual_share).abs();
    let places = (0..crisis.places.len() as u32).map(PlaceId);
    let mut all: Vec<_> = places.map(of_place).filter(|it| difference(it) > NOTABLE).collect();
    all.sort_by(|one, other| difference(other).total_cmp(&difference(one)));
    all
}

/// People whom the gates counted could let through over the whole run: the median of members.
fn gate_limit(played: &Played, counted: Counted) -> f64 {
    let crisis = played.world.crisis();
    let days = i64::from(crisis.days);
    let limit = |member: &Member| {
        let setting = Inputs::draw(crisis, played.plan.seed, member.member, played.plan.draws);
        let mut limit = 0.0;
        for gate in played
            .world
            .gates()
            .iter()
            .copied()
            .filter(|gate| counts(&played.world, counted, *gate))
        {
            for day in 0..days {
                let closed = GateState::Closed;
                limit += crisis
                    .gate_on(gate, day)
                    .filter(|at| crisis.crossings[*at].state != closed)
                    .map_or(0.0, |at| setting.quota_per_day[at]);
            }
        }
        limit
    };
    quantity("", "", played.members.iter().map(limit).collect()).spread.median()
}

fn people_limit(played: &Played) -> f64 {
    let crisis = played.world.crisis();
    let residents = |member: &Member| {
        let setting = Inputs::draw(crisis, played.plan.seed, member.member, played.plan.draws);
        setting.residents.iter().sum()
    };
    quantity("", "", played.members.iter().map(residents).collect()).spread.median()
}
