//! The few numbers that an answer opens with.

use super::play::Played;
use crate::country::country_name;
use haven_core::crisis::scenario::{Measure, Scope};
use haven_study::crisis::planning::planning_figure;
use haven_study::crisis::recording::{Key, scope_name};
use haven_study::spread::Spread;

/// One number of every member.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// What it is, for files.
    pub id: String,
    /// What it is, for people.
    pub title: String,
    /// By member.
    pub values: Vec<f64>,
    /// How they spread.
    pub spread: Spread,
    /// Enough in four members of five.
    pub planning_figure: f64,
}

/// The numbers, all on the last day or up to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Headline {
    /// Displaced, crossed (into each country abroad, the one that the scenario asks about first),
    /// waiting, in havens, trapped, settled inside.
    pub quantities: Vec<Quantity>,
}

impl Headline {
    /// The numbers of a combination. `abroad`: the country that the scenario asks about.
    pub fn of(played: &Played, abroad: Option<u16>) -> Self {
        let last = played.plan.recording.days - 1;
        let crossed = abroad.map_or(Scope::System, Scope::Country);
        let into = match abroad {
            Some(country) => {
                let code = scope_name(&played.world, Scope::Country(country));
                format!("Crossed into {}", country_name(code))
            }
            None => "Crossed".to_owned(),
        };
        let total = |id: &str, title: &str, measure, scope| {
            let sum = |day| value(played, Key { measure, scope }, day);
            let days: Vec<Vec<f64>> = (0..=last).map(sum).collect();
            let members = played.members.len();
            let values = (0..members).map(|at| days.iter().map(|day| day[at]).sum()).collect();
            quantity(id, title, values)
        };
        let at_end = |id: &str, title: &str, measure| {
            quantity(id, title, value(played, Key { measure, scope: Scope::System }, last))
        };
        Self {
            quantities: vec![
                total("displaced", "Displaced from home", Measure::Departed, Scope::System),
                total("crossed", &into, Measure::Crossed, crossed),
                at_end("waiting", "Waiting at gates", Measure::Waiting),
                at_end("in_haven", "In the haven", Measure::InHaven),
                at_end("trapped", "Trapped", Measure::Trapped),
                at_end("internal", "Displaced inside", Measure::Internal),
            ],
        }
    }

    /// The number with this id.
    pub fn quantity(&self, id: &str) -> Option<&Quantity> {
        self.quantities.iter().find(|quantity| quantity.id == id)
    }
}

/// A series of every member on a day; zeros if it was not kept.
pub fn value(played: &Played, key: Key, day: u32) -> Vec<f64> {
    let position = played.plan.recording.series.iter().position(|kept| *kept == key);
    let at = |member: &haven_study::crisis::ensemble::Member| {
        position.map_or(0.0, |position| member.record.at(position, day))
    };
    played.members.iter().map(at).collect()
}

/// A number of every member with its spread.
pub fn quantity(id: &str, title: &str, values: Vec<f64>) -> Quantity {
    let mut sorted = values.clone();
    let planning_figure = planning_figure(&mut sorted);
    let spread = Spread::of(&mut sorted).expect("a combination has at least one member");
    Quantity { id: id.to_owned(), title: title.to_owned(), values, spread, planning_figure }
}
