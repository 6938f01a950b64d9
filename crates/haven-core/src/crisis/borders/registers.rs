//! # Registers
//! **What**     Each country abroad registers those who come, late and not all of them.
//! **Equation** see `registration_delay`; backlog at the start = max(0, `coverage`·there − registered), worked
//!              off with chance 1/(1+`delay_days`) a day
//! **Units**    people; delay: days
//! **Reads**    all that is fixed today, who crossed.  **Changes** registers
//! **Keeps**    what it shows never falls; nobody is registered before he came
//! **Source**   model.md §8, observation model
//! **Doubts**   nobody is struck off when he goes home or on; no catch-up unless it is observed

use super::registration_delay::{DelayedRegister, Delays, Registration};
use crate::crisis::conditions::Conditions;
use crate::crisis::scenario::{Crisis, Measure};
use crate::draw::Picks;
use crate::rng::Purpose;

/// Registers of the countries abroad.
#[derive(Clone, Debug, PartialEq)]
pub struct Registers {
    /// By country; that of the home country stays empty.
    countries: Vec<Register>,
}

/// The register of a country.
#[derive(Clone, Debug, PartialEq)]
struct Register {
    shown: f64,
    to_come: DelayedRegister,
}

/// How arrivals become registrations, as a member has it.
pub fn registration(now: &Conditions<'_>) -> Registration {
    let parameters = now.parameters();
    let (mean, sd) = (parameters.delay_days, parameters.delay_sd);
    let delays = Delays::gamma(mean, sd, now.crisis.days);
    Registration::new(parameters.coverage, delays, 1.0 / (1.0 + mean))
}

impl Registers {
    /// Registers as they were on the morning of day 0, as far as that was known at the origin.
    /// Without an observation of the stock, the displaced people of the scenario are taken; without
    /// one of the register, it is up to date.
    pub fn start(now: &Conditions<'_>) -> Self {
        let of_country = |index: usize| {
            let [shown, backlog] = match index {
                0 => [0.0; 2],
                _ => at_start(now, index, now.parameters().coverage).map(f64::round),
            };
            Register { shown, to_come: DelayedRegister::new(backlog) }
        };
        Self { countries: (0..now.geography.countries.len()).map(of_country).collect() }
    }

    /// What the register of a country shows.
    pub fn registered(&self, country: usize) -> f64 {
        self.countries[country].shown
    }
}

/// Registered, and not registered yet, in a country on the morning of day 0.
fn at_start(now: &Conditions<'_>, country: usize, coverage: f64) -> [f64; 2] {
    let (crisis, geography) = (now.crisis, now.geography);
    let observed = |measure| last_known(crisis, &geography.countries[country], measure);
    let places = crisis.places.iter().zip(&geography.country_of);
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

/// Arrivals abroad are registered. `crossed`: today's, by gate and every other place.
pub fn register(
    now: &Conditions<'_>,
    registration: &Registration,
    crossed: &[f64],
    registers: &mut Registers,
    picks: &mut Picks,
) {
    let geography = now.geography;
    let mut arrivals = vec![0.0; geography.countries.len()];
    for gate in &geography.gates {
        let country = geography.country_of[gate.index()];
        arrivals[usize::from(country)] += crossed[gate.index()];
    }
    let countries = registers.countries.iter_mut().zip(&geography.country_keys).zip(arrivals);
    for ((register, key), arrivals) in countries.skip(1) {
        let mut stream = now.streams().at(Purpose::Register, *key);
        let today = (arrivals, now.draws());
        register.shown += register.to_come.day(registration, today, &mut stream, picks);
    }
}
