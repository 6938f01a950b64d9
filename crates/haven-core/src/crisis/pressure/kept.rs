//! What is kept from day to day is what would be found anew.

use super::*;
use crate::crisis::conflict;
use crate::crisis::request::{Advance, Request};
use crate::crisis::scenario::CampaignKind;
use crate::crisis::testing::{CrisisBuilder, request};

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
fn press_anew(member: &mut Member<'_>, before: &Pressure) -> Pressure {
    let mut forgetful = before.clone();
    let memory = &mut forgetful.memory;
    memory.harm = Harm::new(member.world);
    memory.means = acts::Means::default();
    memory.approaches.fill(fear::Approach::default());
    memory.looked_at = [0; 2];
    memory.normals = shock::Normals::default();
    member.state.pressure = forgetful;
    press(member);
    member.state.pressure.clone()
}

#[test]
fn what_is_kept_is_what_would_be_found_anew() {
    let world = World::new(&stage().crisis);
    for draws in [Draws::Sampled, Draws::Expected] {
        let asked = Request { draws, ..request(1, Advance::Achieved) };
        let (mut member, mut captures) = (Member::new(&world, asked), 0);
        for day in 0..60 {
            member.day = day;
            conflict::play(&mut member);
            let taken = member.state.control.captured.iter().flatten();
            captures += taken.filter(|capture| capture.day == day).count();
            let before = member.state.pressure.clone();
            press(&mut member);
            let kept = member.state.pressure.clone();
            let anew = press_anew(&mut member, &before);
            let felt = |pressure: &Pressure| {
                let Pressure { violence, fear, occupation, fear_at, damage, shock, .. } = pressure;
                [violence, fear, occupation, fear_at, damage, shock].map(Clone::clone)
            };
            assert_eq!(felt(&kept), felt(&anew), "day {day}");
            assert!(kept.violence.iter().any(|violence| *violence > 0.0));
            member.state.pressure = kept;
        }
        assert!(captures > 1, "{captures}");
    }
}
