//! Many members of one crisis on all cores, with the same bits on any number of them.

use super::explained::Explained;
use super::recording::Key;
use crate::ensemble::is_reporting_day;
use crate::watch::Watch;
use crate::workers;
use haven_core::crisis::{Actors, Advance, Capture, Request, Today, World};
use haven_core::draw::Draws;
use haven_core::id::PlaceId;
use haven_core::series::{Record, Recording};
use std::ops::{ControlFlow, Range};

/// What an ensemble of a crisis is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Seed of the whole ensemble; with the member's number it decides everything.
    pub seed: u64,
    /// Which members.
    pub members: Range<u32>,
    /// Sampled or expected.
    pub draws: Draws,
    /// Whether advances succeed.
    pub advance: Advance,
    /// Members whose arrivals abroad are told apart by origin, cause and route. It changes no count.
    pub explain: Range<u32>,
    /// Only arrivals with this host are told apart.
    pub explain_at: Option<PlaceId>,
    /// Whether their ways to the gates are told apart too.
    pub routes: bool,
    /// What is kept of each member.
    pub recording: Recording<Key>,
}

/// A complete member.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its number.
    pub member: u32,
    /// Its kept series.
    pub record: Record,
    /// Its uncertain numbers, in the order of `Inputs::names`.
    pub numbers: Vec<f64>,
    /// Places that changed hands, in the order of days.
    pub captures: Vec<Capture>,
    /// Who held what on reporting days, by place.
    pub control: Vec<Vec<Actors>>,
    /// Share of each place's supplies that comes over roads within reach of an enemy, on the first and the
    /// last day, by place; only of members that are explained, as it is dear.
    pub supply_at_risk: Option<[Vec<f64>; 2]>,
    /// People who used each link over the whole run.
    pub on_link: Vec<f64>,
    /// Arrivals abroad by origin, cause, route, gate and week, if asked for.
    pub explained: Option<Explained>,
}

/// Plays a batch of members on the current thread pool. When the watch is stopped, those before the
/// first one that was not complete are kept: so answers that are cut short can be paired.
pub fn play(world: &World, plan: &Plan, batch: Range<u32>, watch: &Watch) -> Vec<Member> {
    workers::until_none(batch, |member| play_member(world, plan, member, watch))
}

fn play_member(world: &World, plan: &Plan, number: u32, watch: &Watch) -> Option<Member> {
    if watch.is_stopped() {
        return None;
    }
    let request = Request {
        seed: plan.seed,
        member: number,
        draws: plan.draws,
        advance: plan.advance,
        track_causes: plan.explain.contains(&number),
        track_routes: plan.routes,
    };
    let mut member = Member {
        member: number,
        record: plan.recording.record(plan.draws),
        numbers: Vec::new(),
        captures: Vec::new(),
        control: Vec::new(),
        supply_at_risk: request.track_causes.then(Default::default),
        on_link: Vec::new(),
        explained: request.track_causes.then(|| Explained::new(world)),
    };
    let played = world.run(&request, &mut |today: &Today<'_>| {
        plan.recording
            .note(today.day, &mut member.record, |key| today.value(key.measure, key.scope));
        look(&mut member, today, plan);
        watch.day_done();
        if watch.is_stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let complete = played.is_continue() || !watch.is_stopped();
    complete.then_some(member)
}

/// Notes what is not a series.
fn look(member: &mut Member, today: &Today<'_>, plan: &Plan) {
    let days = plan.recording.days;
    if today.day == 0 {
        member.numbers = today.inputs.numbers();
    }
    let captured = today.control().captured.iter().flatten();
    member.captures.extend(captured.filter(|capture| capture.day == today.day));
    if is_reporting_day(today.day, days) {
        member.control.push(today.control().holders.clone());
    }
    if today.day + 1 == days {
        member.on_link = today.used_roads();
    }
    if let Some(explained) = &mut member.explained {
        explained.add(today, plan.explain_at);
    }
    if let Some([first, last]) = &mut member.supply_at_risk {
        if today.day == 0 {
            *first = today.supply_at_risk();
        }
        if today.day + 1 == days {
            *last = today.supply_at_risk();
        }
    }
}
