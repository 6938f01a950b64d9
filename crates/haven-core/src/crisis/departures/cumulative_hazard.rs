//! Clocks of frailty: pressure that people have withstood so far.

use super::decision_days::DecisionDays;
use super::exposure::Exposures;
use super::frailty::Frailty;
use crate::crisis::inputs::Inputs;
use crate::crisis::scenario::HomeId;
use crate::crisis::world::World;
use crate::id::PlaceId;

/// Clocks of frailty, and what of a member they need every day.
#[derive(Clone, Debug)]
pub struct CumulativeHazard {
    /// H by home.
    pub home: Vec<f64>,
    /// H of the displaced people at a place, by place.
    pub displaced: Vec<f64>,
    /// What everybody has been exposed to since his turn.
    pub(super) exposures: Exposures,
    /// Chance that a displaced person leaves a place today, by place; 0 between turns.
    pub(super) leaving_again: Vec<f64>,
    /// When the displaced people at a place had their turn, by place.
    pub(in crate::crisis) turns: DecisionDays,
    /// μ by home: mobility, with a mean of 1 over all residents.
    pub(super) mobility: Vec<f64>,
    /// How differently residents respond.
    pub(super) frailty: Frailty,
    /// People who have left, and their mean H when they did, by home.
    gone: Vec<(f64, f64)>,
}

impl CumulativeHazard {
    /// The clocks at the origin: those left of the pre-war residents have withstood much.
    pub(in crate::crisis) fn start(world: &World, inputs: &Inputs) -> Self {
        let parameters = &inputs.parameters;
        let frailty = Frailty { theta: parameters.frailty_cv.powi(2), stayers: parameters.stayers };
        let homes = &world.crisis().homes;
        let places = world.crisis().places.len();
        let clock = |share_left: &f64| frailty.clock_at_origin(*share_left);
        let by_place: Vec<f64> = inputs.share_left.iter().map(clock).collect();
        Self {
            home: homes.iter().map(|home| by_place[home.place.index()]).collect(),
            displaced: vec![0.0; places],
            exposures: Exposures::new(places, homes.len()),
            leaving_again: vec![0.0; places],
            turns: DecisionDays::new(&world.geography.keys, parameters.settle + parameters.move_on),
            mobility: mobility(world, inputs),
            frailty,
            gone: vec![(0.0, 0.0); homes.len()],
        }
    }

    /// Displaced people are not told apart by whether they would never flee: they have fled.
    pub(super) fn frailty_of_displaced(&self) -> Frailty {
        Frailty { stayers: 0.0, ..self.frailty }
    }

    /// People have left a home, at today's clock.
    pub(super) fn note_gone(&mut self, home: HomeId, people: f64) {
        let (gone, mean) = &mut self.gone[home.index()];
        if people > 0.0 {
            *gone += people;
            *mean += (self.home[home.index()] - *mean) * people / *gone;
        }
    }

    /// People come home to so many residents. They left when the clock stood lower, and they are
    /// readier to leave than those who stayed. Who comes home is not known, so their clock is the
    /// mean of all who have left.
    pub(in crate::crisis) fn merge_home(&mut self, home: HomeId, residents: f64, returned: f64) {
        let (clock, (_, at_departure)) = (self.home[home.index()], self.gone[home.index()]);
        self.home[home.index()] =
            self.frailty.with_returnees(clock, residents, at_departure, returned);
    }

    /// Displaced people arrive, with a fresh clock, where so many have been.
    pub(in crate::crisis) fn merge_displaced(&mut self, place: PlaceId, there: f64, arriving: f64) {
        let clock = self.displaced[place.index()];
        self.exposures.keep_displaced(place, there / (there + arriving));
        self.displaced[place.index()] = if there > 0.0 && clock > 0.0 {
            self.frailty_of_displaced().merge_fresh(clock, there, arriving)
        } else {
            0.0
        };
    }
}

/// Mobility by home, relative to the mean over residents.
fn mobility(world: &World, inputs: &Inputs) -> Vec<f64> {
    let crisis = world.crisis();
    let raw = || crisis.homes.iter().map(|home| crisis.groups[home.group].mobility);
    let people: f64 = inputs.residents.iter().sum();
    let sum: f64 = raw().zip(&inputs.residents).map(|(mobility, people)| mobility * people).sum();
    let mean = if sum > 0.0 { sum / people } else { 1.0 };
    raw().map(|mobility| mobility / mean).collect()
}
