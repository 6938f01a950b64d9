//! Supplies, fronts and approaches as civilians feel them.

use crate::crisis::conflict::supply::store;
use crate::crisis::conflict::supply_roads::met;
use crate::crisis::conflict::testing::{
    assert_close, known_parameters, last_evenings, play_all, row,
};
use crate::crisis::request::Advance;
use crate::crisis::scenario::{CampaignKind, SupplySource};
use crate::crisis::testing::{CrisisBuilder, town};
use crate::crisis::world::World;
use crate::math;
use crate::prior::Prior;

#[test]
fn a_siege_is_the_shortfall_of_what_is_needed() {
    assert_close(&[1.0 - met(1.0, 4.0, 0.3)], &[0.166_666_67]);
    assert_eq!(met(0.0, 0.0, 0.3), 1.0);
    assert_eq!(met(4.0, 4.0, 0.3), 1.0);
}

#[test]
fn a_stock_of_thirty_days_lasts_for_half_a_year_if_five_sixths_arrive() {
    let mut stock = 30.0;
    for day in 0..180 {
        let (left, felt) = store(stock, 1.0 / 1.2, 30.0);
        stock = left;
        assert_eq!(stock > 1e-9, day < 179, "day {day}: {stock}");
        assert!(felt <= 1.0 - 1.0 / 1.2 + 1e-12);
    }
    assert_close(&[store(0.0, 1.0 / 1.2, 30.0).1], &[0.166_666_67]);
}

/// A row of five towns; the defenders hold them all and have a source in the last.
fn valley(days: u32) -> CrisisBuilder {
    let mut stage = CrisisBuilder::chain(days, 5, 20.0)
        .actor("attackers", 1_000.0)
        .actor("defenders", 1_000.0)
        .hostile("attackers", "defenders")
        .holds("attackers", &["a"])
        .holds("defenders", &["b", "c", "d", "e"]);
    let (actor, place) = (stage.who("defenders"), stage.at("e"));
    let strength_per_day = Prior::Fixed(0.0);
    stage.crisis.supply_sources.push(SupplySource { actor, place, strength_per_day });
    known_parameters(stage).parameter("background_speed", 0.0)
}

#[test]
fn a_siege_campaign_cuts_a_place_and_what_lies_behind_it_off() {
    let stage = valley(60).campaign(CampaignKind::Siege, "attackers", &["c"]);
    let control = |value: fn(&crate::crisis::control::Control, usize) -> f64| {
        ["b", "c", "d", "e"].map(|place| {
            let place = stage.at(place).index();
            last_evenings(&stage, 1, Advance::Attempted, |m| value(&m.state.control, place))[0]
        })
    };
    assert_eq!(control(|control, place| control.siege[place]), [1.0, 1.0, 0.0, 0.0]);
    assert_eq!(control(|control, place| control.exits_cut[place]), [1.0, 1.0, 0.5, 0.0]);
}

#[test]
fn supplies_over_roads_within_reach_of_an_enemy_are_at_risk() {
    // Of b at 20 km, c at 40 and so on; nothing reaches the attackers at a, who have nothing to lose.
    for (reach, expected) in
        [(15.0, [0.0; 4]), (25.0, [0.0, 1.0, 0.0, 0.0]), (45.0, [0.0, 1.0, 1.0, 0.0])]
    {
        let stage = valley(1).parameter("reach_km", reach);
        let risk = ["a", "b", "c", "d"].map(|place| {
            let place = stage.at(place).index();
            last_evenings(&stage, 1, Advance::Attempted, |member| {
                let (conflict, control) = (&member.state.conflict, &member.state.control);
                conflict.supply_at_risk(&member.scene(), control)[place]
            })[0]
        });
        assert_eq!(risk, expected, "reach {reach}");
    }
}

#[test]
fn what_is_cut_off_decays_to_its_garrison() {
    let stage = valley(400).campaign(CampaignKind::Siege, "attackers", &["b", "c"]);
    let cell = stage.who("defenders").index() * 5 + stage.at("b").index();
    let mut strengths = Vec::new();
    let world = World::new(&stage.crisis);
    play_all(&world, 0, Advance::Attempted, &mut |m| {
        strengths.push(m.state.conflict.strength.at[cell]);
    });
    let start = strengths[0] / (0.3 + 0.7 * math::exp(-0.02));
    assert_close(&[strengths[99]], &[start * (0.3 + 0.7 * math::exp(-2.0))]);
    assert!((strengths[399] / start - 0.3).abs() < 1e-3);
}

#[test]
fn civilians_see_how_far_an_advance_has_come() {
    let mut stage = row(30, 4, 20.0, 1.0).campaign(CampaignKind::Advance, "attackers", &["c"]);
    stage.crisis.campaigns[0].from = 2;
    stage.crisis.campaigns[0].days_to_take = Some(Prior::Fixed(10.0));
    let (attackers, [b, c, d]) = (stage.who("attackers"), ["b", "c", "d"].map(|p| stage.at(p)));
    let world = World::new(&stage.crisis);
    let mut seen = Vec::new();
    play_all(&world, 0, Advance::Achieved, &mut |evening| {
        let control = &evening.state.control;
        let cell = control.at(d, attackers);
        let attacked = [b, c].map(|place| control.assaulting[place.index()].has(attackers));
        seen.push((control.km_to[cell], control.km_gained[cell], attacked));
        let speed = control.expected_speed[control.at(c, attackers)];
        let taken = control.holders[c.index()].has(attackers);
        assert_eq!(speed, if taken { 0.1 } else { 4.0 });
    });
    assert_eq!(seen[3], (60.0, 0.0, [false, false]));
    // The front comes within 10 km of b after 2.5 of the 5 days that it takes.
    assert_eq!(seen[4], (60.0, 0.0, [true, false]));
    assert_eq!(seen[6], (40.0, 20.0, [true, false]));
    assert_eq!(seen[9].2, [false, true]);
    assert_eq!(seen[11].0, 20.0);
    assert_eq!(seen[11].1, 40.0);
    assert_eq!(seen[20].1, 20.0, "what was gained 14 days ago is forgotten");
    assert_eq!(seen[26].1, 0.0);
}

#[test]
fn bombs_are_split_over_the_places_of_the_target() {
    let stage = valley(2).campaign(CampaignKind::Air, "attackers", &[]).campaign(
        CampaignKind::Air,
        "attackers",
        &["a", "b", "c"],
    );
    let attackers = stage.who("attackers");
    let air = last_evenings(&stage, 1, Advance::Attempted, |m| {
        let control = &m.state.control;
        let at = |place| control.air[control.at(stage.at(place), attackers)];
        assert_close(&["a", "b", "d"].map(at), &[0.0, 0.75, 0.25]);
        control.air.iter().sum()
    });
    assert_close(&air, &[2.0]);
}

#[test]
fn until_the_origin_control_follows_the_table() {
    let mut stage = valley(20)
        .control(4, "b", &[("attackers", 0.5), ("defenders", 0.5)])
        .control(7, "b", &[("attackers", 1.0)])
        .control(12, "c", &[("attackers", 1.0)]);
    stage.crisis.origin = 10;
    let (b, c, attackers) = (stage.at("b"), stage.at("c"), stage.who("attackers"));
    let world = World::new(&stage.crisis);
    play_all(&world, 0, Advance::Achieved, &mut |evening| {
        let control = &evening.state.control;
        let share = match evening.day {
            0..4 => 0.0,
            4..7 => 0.5,
            _ => 1.0,
        };
        assert_eq!(control.share[control.at(b, attackers)], share);
        assert_eq!(control.assaulting[b.index()].has(attackers), (4..10).contains(&evening.day));
        assert_eq!(
            control.captured[b.index()].map(|capture| capture.day),
            (evening.day >= 7).then_some(7)
        );
        assert!(!control.holders[c.index()].has(attackers), "rows after the origin are not used");
        let km = control.km_to[control.at(b, attackers)];
        assert_eq!(km, [20.0, 5.0, 0.0][(share * 2.0) as usize]);
    });
}

#[test]
fn a_row_of_the_first_day_after_the_start_holds_from_that_day() {
    let mut stage = valley(5).control(1, "b", &[("attackers", 1.0)]);
    stage.crisis.origin = 10;
    let (b, attackers) = (stage.at("b"), stage.who("attackers"));
    let world = World::new(&stage.crisis);
    play_all(&world, 0, Advance::Achieved, &mut |evening| {
        let control = &evening.state.control;
        assert_eq!(control.holders[b.index()].has(attackers), evening.day >= 1);
        assert_eq!(
            control.captured[b.index()].map(|capture| capture.day),
            (evening.day >= 1).then_some(1)
        );
    });
}

#[test]
fn a_step_of_a_front_without_a_campaign_is_no_assault() {
    let stage = CrisisBuilder::new(200, vec![town("city", [0.0, 0.0], 1_000.0)])
        .actor("attackers", 1_000.0)
        .actor("defenders", 1_000.0)
        .hostile("attackers", "defenders")
        .control(0, "city", &[("attackers", 0.5), ("defenders", 0.5)]);
    let stage = known_parameters(stage)
        .parameter("background_speed", 0.1)
        .parameter("counterattack_speed", 0.0);
    let world = World::new(&stage.crisis);
    let mut shares = Vec::new();
    play_all(&world, 0, Advance::Achieved, &mut |evening| {
        let control = &evening.state.control;
        shares.push(control.share[0]);
        assert!(control.assaulting[0].is_empty() || control.captured[0].is_some());
    });
    assert!(shares.iter().any(|share| *share != 0.5), "the front moves");
}
