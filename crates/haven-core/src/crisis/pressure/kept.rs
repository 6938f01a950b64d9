//! What is kept from day to day is what would be found anew.

use super::*;
use crate::crisis::World;
use crate::crisis::request::{Advance, Request};
use crate::crisis::run::{self, Run};
use crate::crisis::scenario::CampaignKind;
use crate::crisis::testing::{CrisisBuilder, request};
use crate::draw::Draws;

/// Six towns in a row, of which one side takes one after the other, and a third bombs all that the
/// second holds.
fn stage() -> CrisisBuilder {
    let mut stage = CrisisBuilder::chain(60, 6, 8.0);
    for actor in ["attacker", "defender", "bomber"] {
        stage = stage.actor(actor, 5.0).feared(actor, 0.4);
    }
    stage
        .hostile("attacker", "defender")
        .hostile("bomber", "attacker")
        .holds("attacker", &["a"])
        .holds("defender", &["b", "c", "d", "e"])
        .holds("bomber", &["f"])
        .campaign(CampaignKind::Advance, "attacker", &["c", "e"])
        .campaign(CampaignKind::Air, "bomber", &[])
}

/// What civilians feel today if nothing had been kept of it.
fn press_anew(member: &mut Run<'_>, before: &Pressure) -> Pressure {
    member.state.pressure = before.clone();
    let kept = std::mem::replace(&mut member.scratch.pressure, Scratch::new(member.world.crisis()));
    run::press(member.parts());
    member.scratch.pressure = kept;
    member.state.pressure.clone()
}

#[test]
fn what_is_kept_is_what_would_be_found_anew() {
    let world = World::new(&stage().crisis);
    for draws in [Draws::Sampled, Draws::Expected] {
        let asked = Request { draws, ..request(1, Advance::Achieved) };
        let (mut member, mut captures) = (Run::start(&world, asked), 0);
        for day in 0..60 {
            member.day = day;
            run::fight(member.parts());
            let taken = member.state.control.captured.iter().flatten();
            captures += taken.filter(|capture| capture.day == day).count();
            let before = member.state.pressure.clone();
            run::press(member.parts());
            let kept = member.state.pressure.clone();
            let anew = press_anew(&mut member, &before);
            assert_eq!(kept, anew, "day {day}");
            assert!(kept.violence.iter().any(|violence| *violence > 0.0));
            member.state.pressure = kept;
        }
        assert!(captures > 1, "{captures}");
    }
}
