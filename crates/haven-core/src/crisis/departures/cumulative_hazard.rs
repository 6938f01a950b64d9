//! Clocks of frailty: pressure that people have withstood so far, and to what they have been exposed since
//! they last decided.

use super::dispositions::Dispositions;
use super::exposure::Exposures;
use crate::crisis::conditions::Conditions;
use crate::crisis::scenario::HomeId;
use crate::id::PlaceId;

/// Pressure that people have withstood so far.
#[derive(Clone, Debug, PartialEq)]
pub struct CumulativeHazard {
    /// H by home.
    pub home: Vec<f64>,
    /// H of the displaced people at a place, by place.
    pub displaced: Vec<f64>,
    /// What everybody has been exposed to since his turn.
    pub(super) exposures: Exposures,
    /// Chance that a displaced person leaves a place today, by place; 0 between turns.
    pub(super) leaving_again: Vec<f64>,
    /// People who have left, and their mean H when they did, by home.
    gone: Vec<(f64, f64)>,
}

impl CumulativeHazard {
    /// The clocks at the origin: those left of the pre-war residents have withstood much.
    pub fn start(now: &Conditions<'_>, dispositions: &Dispositions) -> Self {
        let (homes, places) = (&now.crisis.homes, now.crisis.places.len());
        let clock = |share_left: &f64| dispositions.frailty.clock_at_origin(*share_left);
        let by_place: Vec<f64> = now.inputs.share_left.iter().map(clock).collect();
        Self {
            home: homes.iter().map(|home| by_place[home.place.index()]).collect(),
            displaced: vec![0.0; places],
            exposures: Exposures::new(places, homes.len()),
            leaving_again: vec![0.0; places],
            gone: vec![(0.0, 0.0); homes.len()],
        }
    }

    /// The chance that a displaced person at a place leaves it today because of what happens there.
    pub fn chance_of_leaving_again(&self, place: PlaceId) -> f64 {
        self.leaving_again[place.index()]
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
    pub fn merge_home(
        &mut self,
        dispositions: &Dispositions,
        home: HomeId,
        residents: f64,
        returned: f64,
    ) {
        let (clock, (_, at_departure)) = (self.home[home.index()], self.gone[home.index()]);
        self.home[home.index()] =
            dispositions.frailty.with_returnees(clock, residents, at_departure, returned);
    }

    /// Displaced people arrive, with a fresh clock, where so many have been.
    pub fn merge_displaced(
        &mut self,
        dispositions: &Dispositions,
        place: PlaceId,
        there: f64,
        arriving: f64,
    ) {
        let clock = self.displaced[place.index()];
        self.exposures.keep_displaced(place, there / (there + arriving));
        self.displaced[place.index()] = if there > 0.0 && clock > 0.0 {
            dispositions.frailty_of_displaced().merge_fresh(clock, there, arriving)
        } else {
            0.0
        };
    }
}
