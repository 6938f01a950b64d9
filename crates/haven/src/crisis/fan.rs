//! A series over time with its spread.

use super::play::Played;
use haven_core::crisis::scenario::{Measure, Scope};
use haven_study::crisis::recording::{Key, scope_name};
use haven_study::spread::Spread;
use haven_study::workers::Workers;

/// A series by day: quantiles over members. Flows are summed up from the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Fan {
    /// What is counted.
    pub measure: Measure,
    /// Where, in words.
    pub place: String,
    /// Where.
    pub scope: Scope,
    /// By day.
    pub days: Vec<Spread>,
}

/// Totals, countries, and people who are at places, wait there or cross: in them everybody is found.
pub fn fans(played: &Played, workers: &Workers) -> Vec<Fan> {
    let recording = &played.plan.recording;
    let keys: Vec<_> =
        recording.series.iter().enumerate().filter(|(_, key)| is_shown(key)).collect();
    workers.map(&keys, |(position, key)| fan(played, *position, **key))
}

fn is_shown(key: &Key) -> bool {
    match (key.scope, key.measure) {
        (Scope::System | Scope::Country(_), _) => true,
        (Scope::Place(_), measure) => {
            matches!(measure, Measure::Stock | Measure::Waiting | Measure::Crossed)
        }
    }
}

fn fan(played: &Played, position: usize, key: Key) -> Fan {
    let days = played.plan.recording.days;
    let mut sums = vec![0.0; played.members.len()];
    let day = |day: u32| {
        let mut values: Vec<f64> = played
            .members
            .iter()
            .zip(&mut sums)
            .map(|(member, sum)| {
                let value = member.record.at(position, day);
                *sum += value;
                if key.measure.is_flow() { *sum } else { value }
            })
            .collect();
        Spread::of(&mut values).expect("a combination has at least one member")
    };
    let place = match key.scope {
        Scope::Place(place) => played.world.crisis().places[place.index()].name.clone(),
        scope => scope_name(&played.world, scope).to_owned(),
    };
    Fan { measure: key.measure, place, scope: key.scope, days: (0..days).map(day).collect() }
}
