//! A person-by-person twin of departures, and their laws.

use super::tests::{calm, member, next_day};
use crate::crisis::World;
use crate::draw::Draws;
use crate::math;
use crate::rng::{Purpose, Stream, Streams};
use crate::special::normal_quantile;
use proptest::prelude::*;

/// Days of (assault, violence), with hazards a = .2·assault and ψ = .4·violence.
const DAYS: [(f64, f64); 5] = [(0.0, 0.5), (1.0, 0.3), (0.0, 0.0), (0.5, 1.0), (0.0, 1.0)];

/// Person by person: how many of 300 have left, of whom a share of .2 would never leave for
/// pressure and the others' frailty has a variance of 2 (the square of a normal number).
fn left_of_300(number: u32) -> f64 {
    let mut luck: Stream =
        Streams { seed: 99, member: number, day: 0 }.at(Purpose::Home, crate::id::StableKey(7));
    let mut left = 0.0;
    for _ in 0..300 {
        let is_stayer = luck.uniform() < 0.2;
        let normal = normal_quantile(luck.uniform().max(1e-16));
        let frailty = if is_stayer { 0.0 } else { normal * normal };
        let leaves = |(assault, violence): &(f64, f64)| {
            luck.uniform() >= math::exp(-0.2 * assault - frailty * 0.4 * violence)
        };
        if DAYS.iter().any(leaves) {
            left += 1.0;
        }
    }
    left
}

fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, (values.iter().map(|x| math::powi(x - mean, 2)).sum::<f64>() / (n - 1.0)).sqrt())
}

#[test]
fn counts_leave_as_persons_one_by_one_do() {
    let stage =
        calm(300.0).parameter("assault_departure", 0.2).parameter("violence_departure", 0.4);
    let stage = stage.parameter("stayers", 0.2).parameter("frailty_cv", 2.0_f64.sqrt());
    let world = World::new(&stage.crisis);
    let runs = 2_000;
    let counts: Vec<f64> = (0..runs)
        .map(|number| {
            let mut member = member(&world, Draws::Sampled, number);
            for (assault, violence) in DAYS {
                let pressure = &mut member.state.pressure;
                (pressure.assault[0], pressure.violence[0], pressure.shock[0]) =
                    (assault, violence, 1.0);
                next_day(&mut member);
            }
            300.0 - member.state.ledger.at_home[0]
        })
        .collect();
    let persons: Vec<f64> = (0..runs).map(left_of_300).collect();
    let ((mean, spread), (twin, twin_spread)) = (moments(&counts), moments(&persons));
    let error = (spread * spread + twin_spread * twin_spread).sqrt() / f64::from(runs).sqrt();
    assert!((mean - twin).abs() < 4.0 * error, "{mean} {twin}");
    assert!((spread / twin_spread - 1.0).abs() < 0.15, "{spread} {twin_spread}");
}

/// Cumulative first departures by day on a path of violence.
fn cumulative(world: &World, number: u32, path: &[f64], scale: f64) -> Vec<f64> {
    let mut member = member(world, Draws::Sampled, number);
    let mut left = 0.0;
    path.iter()
        .map(|violence| {
            member.state.pressure.violence[0] = violence * scale;
            next_day(&mut member);
            left += member.flows.departed[0];
            assert!(member.state.ledger.at_home[0] >= 0.0);
            assert_eq!(
                member.state.ledger.at_home[0] + left,
                world.crisis().places[0].residents.median()
            );
            left
        })
        .collect()
}

/// Whoever has left home, is trapped or is still at home, on days of (violence, closure, quiet).
fn nobody_is_lost(
    world: &World,
    number: u32,
    days: &[(f64, f64, bool)],
) -> Result<(), TestCaseError> {
    let mut member = member(world, Draws::Sampled, number);
    let (residents, mut left) = (member.state.ledger.at_home[0], 0.0);
    for (violence, closure, is_quiet) in days {
        member.state.pressure.violence[0] = *violence;
        member.state.pressure.quiet_days[0] = f64::from(*is_quiet);
        member.inputs.exit_closure = vec![*closure];
        next_day(&mut member);
        left += member.flows.departed[0];
        let (home, trapped) = (member.state.ledger.at_home[0], member.state.ledger.trapped[0]);
        prop_assert!(home >= 0.0 && trapped >= 0.0);
        prop_assert_eq!(home + trapped + left, residents);
        prop_assert_eq!(member.state.ledger.total(), residents);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn residents_are_at_home_or_trapped_or_gone_and_never_fewer_than_none(
        days in proptest::collection::vec((0.0..1.0_f64, 0.0..1.0_f64, any::<bool>()), 1..40),
        residents in 1.0..3_000.0_f64,
        number in 0_u32..1_000,
    ) {
        let world = World::new(&calm(residents.round()).parameter("violence_departure", 0.5).crisis);
        nobody_is_lost(&world, number, &days)?;
    }

    #[test]
    fn more_violence_never_means_fewer_departures(
        path in proptest::collection::vec(0.0..1.0_f64, 1..25),
        scale in 1.0..3.0_f64,
        cv in 0.0..2.0_f64,
        number in 0_u32..1_000,
    ) {
        let stage = calm(20_000.0).parameter("violence_departure", 0.02).parameter("frailty_cv", cv);
        let world = World::new(&stage.crisis);
        let usual = cumulative(&world, number, &path, 1.0);
        let more = cumulative(&world, number, &path, scale);
        for (day, (usual, more)) in usual.iter().zip(&more).enumerate() {
            prop_assert!(more >= usual, "day {day}: {more} after more violence, {usual} after less");
        }
    }
}
