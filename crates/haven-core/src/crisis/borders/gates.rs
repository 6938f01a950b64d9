//! # Gates
//! **What**     Gates open and close by date; who comes joins those who wait; some pass, others
//!              settle near by, turn away or cross without leave.
//! **Equation** see `queue`; attraction factor max(`w_min`, e^(−T/`tau_q`)), T = W̃/max(quota, 1),
//!              W̃ the mean of the last seven evenings' queues; closed: `w_min`
//! **Units**    people; quota: people a day
//! **Reads**    crossings, quotas of the setting, people.  **Changes** people, flows
//! **Keeps**    all gates shut and `irregular` = 0: nobody crosses
//! **Source**   model.md §8
//! **Doubts**   who gives up goes no farther than the nearest place inside, and may come back
//!
//! Of several periods that hold on a day the last one counts; without one a gate is closed. An
//! informal gate lets people through like any other, but as irregular crossings.

use super::hosts::{self, Reception};
use super::queue::{GateDay, GateOutcome, WaitingChances, WaitingRates};
use crate::crisis::day::Member;
use crate::crisis::inputs::Inputs;
use crate::crisis::ledger::{InTransfer, Whereabouts};
use crate::crisis::parameter::Parameters;
use crate::crisis::scenario::{GateState, PlaceKind};
use crate::crisis::world::World;
use crate::draw::Draws;
use crate::id::PlaceId;
use crate::rng::Purpose;

/// Gates today.
#[derive(Clone, Debug)]
pub struct Gates {
    /// Factor of the attraction of going abroad, by place (1 where it is no gate): its state and
    /// the known waiting time.
    pub weight: Vec<f64>,
    /// In the order of `World::gates`.
    today: Vec<Gate>,
    /// Who has just crossed.
    crossing: InTransfer,
    pub(super) reception: Reception,
}

/// A gate today.
#[derive(Clone, Debug)]
struct Gate {
    state: GateState,
    quota: f64,
    /// Pools of the last seven evenings, by day modulo 7.
    queues: [f64; 7],
    /// The place inside next to it.
    inside: Option<PlaceId>,
    /// What those do who are not let through.
    chances: WaitingChances,
}

impl Gates {
    pub(in crate::crisis) fn start(world: &World, inputs: &Inputs) -> Self {
        let closed = |gate: &PlaceId| {
            let inside = near(world, *gate);
            let chances = rates(&inputs.parameters, inside.is_some()).of_a_day();
            Gate { state: GateState::Closed, quota: 0.0, queues: [0.0; 7], inside, chances }
        };
        Self {
            weight: vec![1.0; world.crisis().places.len()],
            today: world.geography.gates.iter().map(closed).collect(),
            crossing: InTransfer::default(),
            reception: Reception::start(world, inputs),
        }
    }
}

/// Today's states and attraction.
pub(super) fn open(member: &mut Member<'_>) {
    let parameters = &member.inputs.parameters;
    for (index, place) in member.world.geography.gates.iter().enumerate() {
        let (state, quota) = regime(member, *place);
        let gate = &mut member.state.gates.today[index];
        let waiting_days = gate.queues.iter().sum::<f64>() / 7.0 / quota.max(1.0);
        let patience = match state {
            GateState::Closed => 0.0,
            _ => (-waiting_days / parameters.queue_days).exp(),
        };
        gate.state = state;
        gate.quota = match member.request.draws {
            Draws::Expected => quota,
            Draws::Sampled => whole(quota, member.day),
        };
        member.state.gates.weight[place.index()] = patience.max(parameters.least_gate_weight);
    }
}

/// The state of a gate today, and its quota.
fn regime(member: &Member<'_>, gate: PlaceId) -> (GateState, f64) {
    let day = i64::from(member.day);
    let mut periods = member.world.crisis().crossings.iter().zip(&member.inputs.quota_per_day);
    let holds = periods
        .rfind(|(period, _)| period.place == gate && period.from <= day && day < period.until);
    match holds {
        Some((period, quota)) if period.state != GateState::Closed => (period.state, *quota),
        _ => (GateState::Closed, 0.0),
    }
}

/// Today's whole people of a quota that may have fractions: none is lost over the days.
fn whole(quota: f64, day: u32) -> f64 {
    let by = |day: f64| (quota * day).floor();
    by(f64::from(day) + 1.0) - by(f64::from(day))
}

/// People at the gates.
pub(super) fn pass(member: &mut Member<'_>) {
    for (index, place) in member.world.geography.gates.iter().enumerate() {
        if member.state.ledger.waiting[place.index()] > 0.0 {
            pass_one(member, index, *place);
        }
        let queue = member.state.ledger.waiting[place.index()];
        member.state.gates.today[index].queues[member.day as usize % 7] = queue;
    }
}

fn pass_one(member: &mut Member<'_>, index: usize, gate: PlaceId) {
    let waiting = Whereabouts::Waiting(gate);
    let outcome = play(member, index, gate);
    let Gate { state, inside, .. } = member.state.gates.today[index];
    let informal = state == GateState::Informal;
    let people = &mut member.state.ledger;
    let mut crossing = std::mem::take(&mut member.state.gates.crossing);
    people.take_along(waiting, outcome.admitted + outcome.irregular, &mut crossing);
    if let Some(near) = inside {
        let turned = outcome.diverted + outcome.back;
        people.transfer(waiting, Whereabouts::Settled(near), outcome.settled);
        people.transfer(waiting, Whereabouts::Unsettled(near), turned);
        member.flows.arrived[near.index()] += outcome.settled + turned;
    }
    member.flows.cross(gate, outcome.admitted, informal);
    member.flows.cross(gate, outcome.irregular, true);
    if crossing.people > 0.0 {
        member.flows.crossed_by_route[gate.index()] = std::mem::take(&mut crossing.by_route);
        hosts::receive(member, index, &crossing);
    }
    crossing.clear();
    member.state.gates.crossing = crossing;
}

fn play(member: &Member<'_>, index: usize, gate: PlaceId) -> GateOutcome {
    let Gate { quota, chances, .. } = &member.state.gates.today[index];
    let waiting = member.state.ledger.waiting[gate.index()];
    let mut stream = member.streams().at(Purpose::Gate, member.world.geography.keys[gate.index()]);
    let day = GateDay { waiting, arrivals: 0.0, quota: *quota };
    day.play(chances, member.request.draws, &mut stream)
}

/// What those do who are not let through: without a place inside near by they wait or cross.
fn rates(parameters: &Parameters, has_inside: bool) -> WaitingRates {
    let back_inside = |rate: f64| if has_inside { rate } else { 0.0 };
    WaitingRates {
        settle: back_inside(parameters.settle_gate),
        divert: back_inside(parameters.divert),
        back: back_inside(parameters.turn_back),
        irregular: parameters.irregular,
    }
}

/// The place inside next to a gate.
fn near(world: &World, gate: PlaceId) -> Option<PlaceId> {
    let crisis = world.crisis();
    let ways = world.geography.roads[gate.index()].iter().map(|way| way.to);
    let is_gate = |place: PlaceId| crisis.places[place.index()].kind == PlaceKind::Crossing;
    ways.into_iter().find(|place| crisis.is_at_home(*place) && !is_gate(*place))
}
