//! How fast ground is taken, by force or by premise.

use crate::crisis::conflict::testing::{
    assert_mean, known_parameters, last_evenings, play_all, row,
};
use crate::crisis::request::Advance;
use crate::crisis::scenario::CampaignKind;
use crate::crisis::testing::{CrisisBuilder, town};
use crate::crisis::world::World;
use crate::prior::Prior;

/// Days until the attackers hold a place, by member; infinite if they never do.
fn days_until_taken(
    stage: &CrisisBuilder,
    place: &str,
    members: u32,
    advance: Advance,
) -> Vec<f64> {
    let world = World::new(&stage.crisis);
    let (place, attackers) = (stage.at(place), stage.who("attackers"));
    let taken = |member| {
        let mut taken = f64::INFINITY;
        play_all(&world, member, advance, &mut |evening| {
            if evening.state.control.holders[place.index()].has(attackers) && taken.is_infinite() {
                taken = f64::from(evening.day) + 1.0;
            }
        });
        taken
    };
    (0..members).map(taken).collect()
}

fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(share * values.len() as f64) as usize]
}

#[test]
fn an_unopposed_advance_covers_a_chain_at_its_speed() {
    // Nobody has strength but the attackers: every hop takes an exponential time of mean ℓ/v = 1
    // day; counted in days begun, five of them take half a day more on average.
    let mut stage = row(60, 6, 8.0, 1.0).campaign(CampaignKind::Advance, "attackers", &["f"]);
    stage = stage.parameter("advance_speed", 8.0).parameter("support_km", 60.0);
    stage.crisis.actors[1].strength = Prior::Fixed(0.0);
    let mut days = days_until_taken(&stage, "f", 1_000, Advance::Attempted);
    for day in &mut days {
        *day -= 0.5;
    }
    assert_mean(&days, 5.0, 5.0_f64.sqrt());
}

#[test]
fn the_rest_of_a_split_place_falls_by_plan() {
    let mut stage = CrisisBuilder::new(30, vec![town("city", [0.0, 0.0], 1_000.0)])
        .actor("attackers", 1_000.0)
        .actor("defenders", 1_000.0)
        .hostile("attackers", "defenders")
        .control(0, "city", &[("attackers", 0.5), ("defenders", 0.5)])
        .campaign(CampaignKind::Advance, "attackers", &["city"]);
    stage = known_parameters(stage).parameter("background_speed", 1e-9);
    stage.crisis.campaigns[0].days_to_take = Some(Prior::Fixed(12.0));
    let (world, defenders) = (World::new(&stage.crisis), stage.who("defenders"));
    let mut fought = 0;
    play_all(&world, 0, Advance::Achieved, &mut |evening| {
        let control = &evening.state.control;
        assert_eq!(control.holders[0].has(defenders), evening.day < 11);
        fought += u32::from(!control.assaulting[0].is_empty());
    });
    assert_eq!(fought, 14, "12 days until it falls, and the days after a capture");
}

#[test]
fn a_split_place_is_a_gamblers_ruin() {
    for (ratio, chance) in [(1.0, 0.5), (1.2, 0.860_951_52), (1.5, 0.982_954_07)] {
        let stage = CrisisBuilder::new(400, vec![town("city", [0.0, 0.0], 1_000.0)])
            .actor("attackers", 1_000.0 * ratio)
            .actor("defenders", 1_000.0)
            .hostile("attackers", "defenders")
            .control(0, "city", &[("attackers", 0.5), ("defenders", 0.5)]);
        let stage = known_parameters(stage)
            .parameter("background_speed", 0.5)
            .parameter("decisiveness", 2.0);
        let attackers = stage.who("attackers");
        let wins = last_evenings(&stage, 1_500, Advance::Attempted, |evening| {
            let control = &evening.state.control;
            let ended = control.holders[0].0.is_power_of_two();
            let won = if control.holders[0].has(attackers) { 1.0 } else { 0.0 };
            if ended { won } else { f64::NAN }
        });
        assert_mean(&wins, chance, (chance * (1.0 - chance)).sqrt());
    }
}

/// Rows of the model notes' table: median days to cross 40 km, within the noise of 100 seeds.
#[test]
fn forty_km_take_as_many_days_as_the_model_notes_say() {
    let belt = |columns: u8, km: f64, ratio: f64| {
        let name = |x: u8, y: u8| format!("{}{y}", char::from(b'a' + x));
        let at = |x: u8, y: u8| [f64::from(x) * km, f64::from(y) * km];
        let cells = || (0..columns).flat_map(|x| (0..5).map(move |y| (x, y)));
        let towns = cells().map(|(x, y)| town(&name(x, y), at(x, y), 0.0)).collect();
        let mut stage = CrisisBuilder::new(60, towns)
            .actor("attackers", 1_000.0 * ratio)
            .actor("defenders", 1_000.0)
            .hostile("attackers", "defenders");
        for (x, y) in cells() {
            let holder = if x == 0 { "attackers" } else { "defenders" };
            stage = stage.holds(holder, &[&name(x, y)]);
            stage = if x > 0 { stage.link(&name(x - 1, y), &name(x, y), km) } else { stage };
            stage = if y > 0 { stage.link(&name(x, y - 1), &name(x, y), km) } else { stage };
        }
        known_parameters(stage).campaign(CampaignKind::Advance, "attackers", &[])
    };
    for (stage, columns, low, high) in [
        (belt(6, 8.0, 1.5), 6, 8.5, 11.5),
        (belt(6, 8.0, 2.0), 6, 7.0, 9.7),
        (belt(11, 4.0, 1.5), 11, 8.5, 11.3),
    ] {
        let world = World::new(&stage.crisis);
        let attackers = stage.who("attackers");
        let last = stage.crisis.places.len() - 5;
        assert_eq!(last / 5 + 1, columns);
        let mut days: Vec<f64> = (0..60)
            .map(|member| {
                let mut crossed = f64::INFINITY;
                play_all(&world, member, Advance::Attempted, &mut |evening| {
                    let far = &evening.state.control.holders[last..];
                    if far.iter().any(|holders| holders.has(attackers)) && crossed.is_infinite() {
                        crossed = f64::from(evening.day) + 0.5;
                    }
                });
                crossed
            })
            .collect();
        let median = quantile(&mut days, 0.5);
        assert!((low..high).contains(&median), "{columns} columns: {median} days");
    }
}

#[test]
fn an_achieved_advance_takes_its_objectives_in_order_and_in_time() {
    let mut stage = row(40, 6, 8.0, 0.1).campaign(CampaignKind::Advance, "attackers", &["c", "f"]);
    stage.crisis.campaigns[0].from = 5;
    stage.crisis.campaigns[0].days_to_take = Some(Prior::Fixed(20.0));
    let taken = |place| days_until_taken(&stage, place, 3, Advance::Achieved);
    assert_eq!(taken("b"), [9.0; 3]);
    assert_eq!(taken("c"), [13.0; 3]);
    assert_eq!(taken("f"), [25.0; 3]);
}

#[test]
fn an_achieved_advance_holds_what_it_took_until_its_end() {
    let mut stage = row(60, 6, 8.0, 0.05).campaign(CampaignKind::Advance, "attackers", &["f"]);
    stage = stage.parameter("background_speed", 0.5);
    stage.crisis.campaigns[0].days_to_take = Some(Prior::Fixed(10.0));
    let (last, attackers) = (stage.at("f"), stage.who("attackers"));
    let world = World::new(&stage.crisis);
    for member in 0..5 {
        play_all(&world, member, Advance::Achieved, &mut |evening| {
            let held = evening.state.control.holders[last.index()].has(attackers);
            assert_eq!(held, evening.day >= 9, "day {}", evening.day);
        });
    }
}

#[test]
fn an_advance_without_a_way_takes_nothing() {
    let stage =
        CrisisBuilder::new(30, vec![town("a", [0.0, 0.0], 1.0), town("b", [8.0, 0.0], 1.0)])
            .actor("attackers", 1_000.0)
            .actor("defenders", 1.0)
            .hostile("attackers", "defenders")
            .holds("attackers", &["a"])
            .holds("defenders", &["b"])
            .campaign(CampaignKind::Advance, "attackers", &["b"]);
    for advance in [Advance::Achieved, Advance::Attempted] {
        assert_eq!(days_until_taken(&stage, "b", 2, advance), [f64::INFINITY; 2]);
    }
}
