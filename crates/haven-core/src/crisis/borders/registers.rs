//! # Registers
//! **What**     Each country abroad registers those who come, late and not all of them.
//! **Equation** see `registration_delay`; backlog at the start = max(0, `coverage`·there − registered), worked
//!              off with chance 1/(1+`delay_days`) a day
//! **Units**    people; delay: days
//! **Reads**    flows.crossed, observations.  **Changes** only itself
//! **Keeps**    what it shows never falls; nobody is registered before he came
//! **Source**   model.md §8, observation model
//! **Doubts**   nobody is struck off when he goes home or on; no catch-up unless it is observed

use super::registration_delay::{DelayedRegister, Delays, Registration};
use crate::crisis::day::Member;
use crate::crisis::inputs::Inputs;
use crate::crisis::scenario::{Crisis, Measure};
use crate::crisis::world::World;
use crate::id::StableKey;
use crate::rng::Purpose;

/// Registers of the countries abroad.
#[derive(Clone, Debug)]
pub struct Registers {
    law: Registration,
    /// By country; that of the home country stays empty.
    countries: Vec<Register>,
}

/// The register of a country.
#[derive(Clone, Debug)]
struct Register {
    key: StableKey,
    shown: f64,
    to_come: DelayedRegister,
}

impl Registers {
    /// Registers as they were on the morning of day 0, as far as that was known at the origin.
    /// Without an observation of the stock, the displaced people of the scenario are taken; without
    /// one of the register, it is up to date.
    pub(in crate::crisis) fn start(world: &World, inputs: &Inputs) -> Self {
        let parameters = &inputs.parameters;
        let (mean, sd) = (parameters.delay_days, parameters.delay_sd);
        let delays = Delays::gamma(mean, sd, world.crisis().days);
        let countries = world.geography.countries.iter().enumerate();
        Self {
            law: Registration::new(parameters.coverage, delays, 1.0 / (1.0 + mean)),
            countries: countries
                .map(|(index, code)| {
                    let [shown, backlog] = match index {
                        0 => [0.0; 2],
                        _ => at_start(world, index, parameters.coverage).map(f64::round),
                    };
                    let to_come = DelayedRegister::new(backlog);
                    Register { key: StableKey::of(code), shown, to_come }
                })
                .collect(),
        }
    }

    /// What the register of a country shows.
    pub fn registered(&self, country: usize) -> f64 {
        self.countries[country].shown
    }
}

/// Registered, and not registered yet, in a country on the morning of day 0.
fn at_start(world: &World, country: usize, coverage: f64) -> [f64; 2] {
    let crisis = world.crisis();
    let observed = |measure| last_known(crisis, &world.geography.countries[country], measure);
    let places = crisis.places.iter().zip(&world.geography.country_of);
    let here = places.filter(|(_, of)| usize::from(**of) == country);
    let there = observed(Measure::Stock)
        .unwrap_or_else(|| here.map(|(place, _)| place.displaced_at_start).sum());
    let covered = coverage * there;
    let shown = observed(Measure::Registered).unwrap_or(covered);
    [shown, (covered - shown).max(0.0)]
}

/// The last count of a country up to day 0 that was known at the origin: the middle of its range.
fn last_known(crisis: &Crisis, country: &str, measure: Measure) -> Option<f64> {
    let known = crisis.observations.iter().filter(|count| {
        count.subject == country
            && count.measure == measure
            && count.day <= 0
            && count.known <= i64::from(crisis.origin)
    });
    known.max_by_key(|count| count.day).map(|count| f64::midpoint(count.low, count.high))
}

/// Arrivals abroad are registered.
pub(super) fn register(member: &mut Member<'_>) {
    let (world, streams, draws) = (member.world, member.streams(), member.request.draws);
    let mut crossed = vec![0.0; world.geography.countries.len()];
    for gate in &world.geography.gates {
        let country = world.geography.country_of[gate.index()];
        crossed[usize::from(country)] += member.flows.crossed[gate.index()];
    }
    let Registers { law, countries } = &mut member.state.registers;
    for (register, arrivals) in countries.iter_mut().zip(crossed).skip(1) {
        let mut stream = streams.at(Purpose::Register, register.key);
        register.shown += register.to_come.day(law, arrivals, draws, &mut stream);
    }
}
