//! What is kept from day to day is what would be found anew.

use crate::crisis::conditions::Conditions;
use crate::crisis::conflict::Scratch;
use crate::crisis::conflict::distances::Distances;
use crate::crisis::conflict::plan::Plan;
use crate::crisis::conflict::race;
use crate::crisis::conflict::scene::Scene;
use crate::crisis::conflict::testing::{grid, play_all, with_campaigns};
use crate::crisis::request::Advance;
use crate::crisis::run::Run;
use crate::crisis::world::World;

/// What is fixed on a day of a run.
fn scene<'a>(run: &'a Run<'_>, day: u32) -> Scene<'a> {
    let now = Conditions { day, ..run.now() };
    Scene { now, ..run.scene() }
}

/// Shows the evenings of some members of an embattled grid.
fn evenings(look: &mut dyn FnMut(&Run<'_>)) {
    let mut stage = with_campaigns(grid(60));
    stage.crisis.campaigns[1].from = 25;
    let world = World::new(&stage.crisis);
    for advance in [Advance::Attempted, Advance::Achieved] {
        (0..4).for_each(|member| play_all(&world, member, advance, look));
    }
}

#[test]
fn distances_are_those_to_the_ground_of_today_and_of_14_days_ago() {
    let mut days: Vec<Vec<f64>> = Vec::new();
    evenings(&mut |evening| {
        if evening.day == 0 {
            days.clear();
        }
        let control = &evening.state.control;
        let mut anew = control.clone();
        Distances::new(&scene(evening, evening.day), &mut anew, &mut Vec::new());
        assert_eq!(control.km_to, anew.km_to);
        days.push(anew.km_to);
        let Some(before) = days.len().checked_sub(15).map(|day| &days[day]) else { return };
        for ((gained, before), now) in control.km_gained.iter().zip(before).zip(&control.km_to) {
            let both = before.is_finite() && now.is_finite();
            assert_eq!(*gained, if both { (before - now).max(0.0) } else { 0.0 });
        }
    });
}

#[test]
fn a_plan_that_has_not_begun_follows_the_ground() {
    let mut waiting = 0;
    evenings(&mut |evening| {
        let Some(plan) = &evening.state.conflict.campaigns.plans[1] else { return };
        if !plan.begun {
            let anew = Plan::make(&scene(evening, evening.day), &evening.state.control, 1);
            assert_eq!((&plan.steps, plan.km_per_day), (&anew.steps, anew.km_per_day));
            waiting += 1;
        }
    });
    assert_eq!(waiting, 4 * 25);
}

#[test]
fn on_quiet_days_nobody_would_win_and_on_others_somebody_does() {
    let mut days = [0; 2];
    evenings(&mut |evening| {
        let scene = scene(evening, evening.day + 1);
        let (mut conflict, mut control) =
            (evening.state.conflict.clone(), evening.state.control.clone());
        let mut scratch = Scratch::new(scene.now.crisis);
        let quiet = race::is_quiet(&scene, &mut conflict, &control, &mut scratch.support);
        race::decide(&scene, &mut conflict, &mut control, &mut scratch);
        // A step that is taken back on the same day leaves no other trace.
        let won = conflict.changed.iter().flatten().any(|change| change.day == scene.now.day);
        assert_eq!(quiet, !won);
        days[usize::from(quiet)] += 1;
    });
    assert!(days.into_iter().all(|days| days > 20), "{days:?}");
}

#[test]
fn what_is_kept_of_flows_is_what_would_be_found_anew() {
    let mut stage = with_campaigns(grid(60)).parameter("supply_need", 0.8);
    stage.crisis.campaigns[3].from = 20;
    let world = World::new(&stage.crisis);
    for member in 0..6 {
        play_all(&world, member, Advance::Attempted, &mut |evening| {
            let scene = evening.scene();
            let mut kept = evening.state.conflict.supply.clone();
            let mut anew = kept.clone();
            anew.forget();
            let mut flow = Scratch::new(world.crisis()).flow;
            kept.find(&scene, &mut evening.state.control.clone(), &mut flow);
            anew.find(&scene, &mut evening.state.control.clone(), &mut flow);
            assert_eq!(kept.met(), anew.met());
        });
    }
}
