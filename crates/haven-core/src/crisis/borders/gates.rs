//! # Gates
//! **What**     Gates open and close by date; who comes joins those who wait; some pass, others
//!              settle near by, turn away or cross without leave.
//! **Equation** see `queue`; attraction factor max(`w_min`, e^(−T/`tau_q`)), T = W̃/max(quota, 1),
//!              W̃ the mean of the last seven evenings' queues; closed: `w_min`
//! **Units**    people; quota: people a day
//! **Reads**    all that is fixed today, who is where.  **Changes** gates, ledger, flows
//! **Keeps**    all gates shut and `irregular` = 0: nobody crosses
//! **Source**   model.md §8
//! **Doubts**   who gives up goes no farther than the nearest place inside, and may come back
//!
//! Of several periods that hold on a day the last one counts; without one a gate is closed. An
//! informal gate lets people through like any other, but as irregular crossings.

use super::hosts::{self, Hosts};
use super::queue::{GateDay, GateOutcome, WaitingChances, WaitingRates};
use super::scratch::Scratch;
use crate::crisis::conditions::Conditions;
use crate::crisis::flows::Flows;
use crate::crisis::ledger::{Ledger, Whereabouts};
use crate::crisis::parameter::Parameters;
use crate::crisis::scenario::{Crisis, GateState};
use crate::draw::Draws;
use crate::id::PlaceId;
use crate::math;
use crate::rng::Purpose;

/// Gates today.
#[derive(Clone, Debug, PartialEq)]
pub struct Gates {
    /// Factor of the attraction of going abroad, by place (1 where it is no gate): its state and
    /// the known waiting time.
    pub weight: Vec<f64>,
    /// In the order of `World::gates`.
    today: Vec<Gate>,
}

/// A gate today.
#[derive(Clone, Debug, PartialEq)]
struct Gate {
    state: GateState,
    quota: f64,
    /// Who waited on the last seven evenings, by day modulo 7.
    queues: [f64; 7],
}

/// What those do at a gate who are not let through; it follows from the inputs alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Impatience {
    /// The place inside next to the gate.
    inside: Option<PlaceId>,
    chances: WaitingChances,
}

impl Impatience {
    /// That of each gate, in the order of `World::gates`.
    pub fn at_gates(now: &Conditions<'_>) -> Vec<Self> {
        let at = |gate: &PlaceId| {
            let inside = near(now, *gate);
            let chances = rates(now.parameters(), inside.is_some()).of_a_day();
            Self { inside, chances }
        };
        now.geography.gates.iter().map(at).collect()
    }
}

impl Gates {
    /// All are closed.
    pub fn start(crisis: &Crisis, gates: usize) -> Self {
        let closed = Gate { state: GateState::Closed, quota: 0.0, queues: [0.0; 7] };
        Self { weight: vec![1.0; crisis.places.len()], today: vec![closed; gates] }
    }
}

/// Today's states and attraction.
pub(super) fn open(now: &Conditions<'_>, gates: &mut Gates) {
    let parameters = now.parameters();
    for (gate, place) in gates.today.iter_mut().zip(&now.geography.gates) {
        let (state, quota) = regime(now, *place);
        let waiting_days = gate.queues.iter().sum::<f64>() / 7.0 / quota.max(1.0);
        let patience = match state {
            GateState::Closed => 0.0,
            _ => math::exp(-waiting_days / parameters.queue_days),
        };
        gate.state = state;
        gate.quota = match now.draws() {
            Draws::Expected => quota,
            Draws::Sampled => whole(quota, now.day),
        };
        gates.weight[place.index()] = patience.max(parameters.least_gate_weight);
    }
}

/// The state of a gate today, and its quota.
fn regime(now: &Conditions<'_>, gate: PlaceId) -> (GateState, f64) {
    match now.crisis.gate_on(gate, i64::from(now.day)) {
        Some(position) if now.crisis.crossings[position].state != GateState::Closed => {
            (now.crisis.crossings[position].state, now.inputs.quota_per_day[position])
        }
        _ => (GateState::Closed, 0.0),
    }
}

/// Today's whole people of a quota that may have fractions: none is lost over the days.
fn whole(quota: f64, day: u32) -> f64 {
    let by = |day: f64| (quota * day).floor();
    by(f64::from(day) + 1.0) - by(f64::from(day))
}

/// What people who pass a gate change.
pub struct Crossing<'a> {
    /// Gates and their queues.
    pub gates: &'a mut Gates,
    /// Who is where.
    pub ledger: &'a mut Ledger,
    /// What moves today.
    pub flows: &'a mut Flows,
}

/// People at the gates.
pub(super) fn pass(
    now: &Conditions<'_>,
    (impatience, hosts): (&[Impatience], Hosts<'_>),
    crossing: &mut Crossing<'_>,
    scratch: &mut Scratch,
) {
    for (index, place) in now.geography.gates.iter().enumerate() {
        if crossing.ledger.waiting[place.index()] > 0.0 {
            pass_one(now, (&impatience[index], hosts), crossing, index, scratch);
        }
        let queue = crossing.ledger.waiting[place.index()];
        crossing.gates.today[index].queues[now.day as usize % 7] = queue;
    }
}

fn pass_one(
    now: &Conditions<'_>,
    (impatience, hosts): (&Impatience, Hosts<'_>),
    Crossing { gates, ledger, flows }: &mut Crossing<'_>,
    index: usize,
    scratch: &mut Scratch,
) {
    let gate = now.geography.gates[index];
    let waiting = Whereabouts::Waiting(gate);
    let Gate { state, quota, .. } = gates.today[index];
    let outcome = decide(now, impatience, quota, (gate, ledger.waiting[gate.index()]));
    let informal = state == GateState::Informal;
    let abroad = &mut scratch.abroad;
    ledger.take_along(waiting, outcome.admitted + outcome.irregular, abroad);
    if let Some(near) = impatience.inside {
        let turned = outcome.diverted + outcome.back;
        ledger.transfer(waiting, Whereabouts::Settled(near), outcome.settled);
        ledger.transfer(waiting, Whereabouts::Unsettled(near), turned);
        flows.arrived[near.index()] += outcome.settled + turned;
    }
    flows.cross(gate, outcome.admitted, informal);
    flows.cross(gate, outcome.irregular, true);
    if abroad.people > 0.0 {
        flows.crossed_by_route[gate.index()] = std::mem::take(&mut abroad.by_route);
        hosts::receive(now, hosts, index, (ledger, flows), scratch);
    }
    scratch.abroad.clear();
}

/// What becomes of those who wait at a gate.
fn decide(
    now: &Conditions<'_>,
    impatience: &Impatience,
    quota: f64,
    (gate, waiting): (PlaceId, f64),
) -> GateOutcome {
    let mut stream = now.streams().at(Purpose::Gate, now.geography.keys[gate.index()]);
    let day = GateDay { waiting, arrivals: 0.0, quota };
    day.play(&impatience.chances, now.draws(), &mut stream)
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
fn near(now: &Conditions<'_>, gate: PlaceId) -> Option<PlaceId> {
    let next = now.geography.roads[gate.index()].iter().map(|road| road.to);
    next.into_iter().find(|place| now.crisis.is_at_home(*place) && !now.is_gate(*place))
}
