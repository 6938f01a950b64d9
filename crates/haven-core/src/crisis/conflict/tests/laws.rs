//! What holds whatever happens.

use crate::crisis::conflict::testing::{
    grid, known_parameters, last_evenings, play_all, row, with_campaigns,
};
use crate::crisis::control::Control;
use crate::crisis::request::Advance;
use crate::crisis::run::Run;
use crate::crisis::scenario::{CampaignKind, SupplySource};
use crate::crisis::testing::CrisisBuilder;
use crate::crisis::world::World;
use crate::math;
use crate::prior::Prior;

fn assert_lawful(evening: &Run<'_>) {
    let (control, conflict) = (&evening.state.control, &evening.state.conflict);
    for place in &evening.world.geography.inside {
        let row = place.index() * control.actors..(place.index() + 1) * control.actors;
        let total: f64 = control.share[row.clone()].iter().sum();
        assert!((total - 1.0).abs() < 1e-9, "shares sum to {total}");
        for (actor, share) in control.share[row].iter().enumerate() {
            let holds = control.holders[place.index()].0 & 1 << actor != 0;
            assert_eq!(holds, *share > 0.0, "{share}");
        }
    }
    for strength in conflict.strength.at.iter().chain(&conflict.strength.pool) {
        assert!(*strength >= 0.0 && strength.is_finite(), "strength {strength}");
    }
    for actor in &evening.world.geography.leaves {
        for place in &evening.world.geography.inside {
            let strength = conflict.strength.at[conflict.strength.cell(*actor, *place)];
            let holds = control.holders[place.index()].has(*actor);
            assert!(holds || strength == 0.0, "strength {strength} where nothing is held");
        }
    }
    for share in control.siege.iter().chain(&control.exits_cut) {
        assert!((0.0..=1.0 + 1e-12).contains(share), "{share}");
    }
    assert!(control.km_gained.iter().all(|km| km.is_finite() && *km >= 0.0));
}

#[test]
fn shares_sum_to_one_and_strength_is_never_negative() {
    let stage = with_campaigns(grid(90));
    let world = World::new(&stage.crisis);
    for advance in [Advance::Attempted, Advance::Achieved] {
        for member in 0..20 {
            play_all(&world, member, advance, &mut assert_lawful);
        }
    }
}

#[test]
fn losers_who_come_back_faster_than_they_lost_do_not_fight_for_ever() {
    let stage = with_campaigns(grid(60)).parameter("counterattack_speed", 5.0);
    let world = World::new(&stage.crisis);
    assert!(!stage.crisis.campaigns.is_empty());
    for member in 0..5 {
        play_all(&world, member, Advance::Attempted, &mut |evening| {
            assert_lawful(evening);
            let campaigns = &evening.inputs.campaigns;
            let usual = evening.inputs.parameters.background_speed;
            let top = campaigns.iter().map(|campaign| campaign.km_per_day).fold(usual, f64::max);
            for change in evening.state.conflict.changed.iter().flatten() {
                assert!(change.km_per_day <= top, "{} km a day", change.km_per_day);
            }
        });
    }
}

#[test]
fn a_member_played_twice_is_the_same_and_members_differ() {
    let stage = with_campaigns(grid(60));
    let world = World::new(&stage.crisis);
    let play = |member| {
        let mut days: Vec<Control> = Vec::new();
        play_all(&world, member, Advance::Attempted, &mut |evening| {
            days.push(evening.state.control.clone());
        });
        days
    };
    assert_eq!(play(1), play(1));
    assert_ne!(play(1), play(2));
}

#[test]
fn an_actor_who_takes_no_part_changes_nothing() {
    let shares = |stage: &CrisisBuilder, names: &[&str]| {
        let world = World::new(&stage.crisis);
        let actors: Vec<_> = names.iter().map(|name| stage.who(name)).collect();
        let mut all = Vec::new();
        play_all(&world, 3, Advance::Attempted, &mut |evening| {
            let control = &evening.state.control;
            for place in &evening.world.geography.inside {
                all.extend(actors.iter().map(|actor| control.share[control.at(*place, *actor)]));
            }
        });
        all
    };
    let names = ["red", "blue", "green", "teal"];
    let without = with_campaigns(grid(60));
    let mut with = with_campaigns(grid(60)).actor("idle", 100.0).hostile("idle", "red");
    assert_eq!(shares(&without, &names), shares(&with, &names));
    // Nor does its place in the table.
    let last = with.crisis.actors.len() - 1;
    with.crisis.actors.swap(2, last);
    let moved = |actor: &mut crate::crisis::scenario::ActorId| {
        actor.0 = match usize::from(actor.0) {
            2 => last as u16,
            index if index == last => 2,
            index => index as u16,
        };
    };
    with.crisis.actors.iter_mut().for_each(|a| a.hostile_to.iter_mut().for_each(moved));
    with.crisis
        .control
        .iter_mut()
        .for_each(|row| row.shares.iter_mut().for_each(|s| moved(&mut s.0)));
    with.crisis.campaigns.iter_mut().for_each(|campaign| moved(&mut campaign.actor));
    with.crisis.supply_sources.iter_mut().for_each(|source| moved(&mut source.actor));
    assert_eq!(shares(&without, &names), shares(&with, &names));
}

#[test]
fn without_campaigns_few_places_change_hands() {
    let stage = known_parameters(row(180, 20, 8.0, 1.0));
    let world = World::new(&stage.crisis);
    let flips = |member| {
        let mut before = None;
        let mut flips = 0.0;
        play_all(&world, member, Advance::Attempted, &mut |evening| {
            let holders = evening.state.control.holders.clone();
            if let Some(before) = before.replace(holders.clone()) {
                let pairs = holders.iter().zip(&before);
                flips += pairs.filter(|(now, before)| now != before).count() as f64;
            }
        });
        flips
    };
    let mean = (0..40).map(flips).sum::<f64>() / 40.0;
    assert!(mean < 5.0, "{mean} flips");
}

#[test]
fn strength_under_air_strikes_decays_and_settles() {
    let mut stage = CrisisBuilder::chain(30, 2, 8.0)
        .actor("bombers", 0.0)
        .actor("bombed", 500.0)
        .hostile("bombers", "bombed")
        .holds("bombed", &["a", "b"])
        .campaign(CampaignKind::Air, "bombers", &[]);
    stage = known_parameters(stage);
    let bombed = stage.who("bombed").index();
    let left = |stage: &CrisisBuilder| {
        last_evenings(stage, 1, Advance::Attempted, |m| m.state.conflict.strength.pool[bombed])[0]
    };
    crate::crisis::conflict::testing::assert_close(&[left(&stage)], &[274.405_818]);
    let (actor, place) = (stage.who("bombed"), stage.at("a"));
    let strength_per_day = Prior::Fixed(5.0);
    stage.crisis.supply_sources.push(SupplySource { actor, place, strength_per_day });
    stage.crisis.days = 1_000;
    stage.crisis.campaigns[0].until = 1_000;
    // s* = inflow/(β·intensity) = 250 in continuous time; 5·e^{-.02}/(1 − e^{-.02}) by days.
    let settled = left(&stage);
    assert!((settled - 5.0 * math::exp(-0.02) / -math::exp_m1(-0.02)).abs() < 1e-3, "{settled}");
}
