//! # Exposure
//! **What**     What people are exposed to, summed over the days since they last decided.
//! **Equation** residents: Σ ψ and Σ a (`hazard`); displaced people: Σ `redisplace`·ψ and Σ a
//! **Units**    hazards per day, of people of average mobility, summed over days
//! **Reads**    pressure, siege of the ground, parameters.  **Changes** only itself
//! **Keeps**    residents of one place share all of it but fear and occupation; causes apart are summed
//!              beside it, if they are asked for, and change nothing
//! **Doubts**   sums of all days differ by rounding from days of sums

use super::hazard::{Hazard, Threat};
use crate::crisis::scenario::{Home, HomeId};
use crate::id::PlaceId;

/// Hazards summed over some days.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Exposure {
    /// Σ ψ.
    pub(super) pressure: f64,
    /// Σ a.
    pub(super) assault: f64,
}

/// What everybody has been exposed to since his turn. Plain lists are added up many at once.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Exposures {
    /// Of residents, but for fear and occupation.
    residents: ByPlace,
    /// Of residents, what [`Exposures::residents`] leaves out, by home.
    fear: Vec<f64>,
    /// Of residents, causes apart, by home; only if they are told apart.
    causes: Vec<Hazard>,
    /// Of displaced people.
    displaced: ByPlace,
}

/// Exposure by place.
#[derive(Clone, Debug, PartialEq)]
struct ByPlace {
    pressure: Vec<f64>,
    assault: Vec<f64>,
}

impl ByPlace {
    fn take(&mut self, place: PlaceId) -> Exposure {
        let pressure = std::mem::take(&mut self.pressure[place.index()]);
        Exposure { pressure, assault: std::mem::take(&mut self.assault[place.index()]) }
    }

    fn add_assaults(&mut self, threat: &Threat<'_>) {
        let (assaults, alpha) = (&threat.pressure.assault, threat.parameters.assault_departure);
        let sums = self.assault.iter_mut().zip(assaults);
        sums.for_each(|(sum, assault)| *sum += alpha * assault);
    }
}

impl Exposures {
    /// Nobody has been exposed to anything.
    pub(super) fn new(places: usize, homes: usize) -> Self {
        let none = || ByPlace { pressure: vec![0.0; places], assault: vec![0.0; places] };
        Self {
            residents: none(),
            fear: vec![0.0; homes],
            causes: vec![Hazard::default(); homes],
            displaced: none(),
        }
    }

    /// Another day; of its causes apart see [`Exposures::add_causes`]. `shared`: room for today's
    /// pressure, but for fear and occupation, by place.
    pub(super) fn add(&mut self, threat: &Threat<'_>, homes: &[Home], shared: &mut Vec<f64>) {
        let (pressure, by) = (threat.pressure, threat.parameters);
        shared.resize(self.residents.pressure.len(), 0.0);
        threat.shared(shared);
        let residents = self.residents.pressure.iter_mut().zip(&*shared);
        residents.for_each(|(sum, today)| *sum += today);
        let fears = pressure.shock.iter().zip(&pressure.fear_at);
        let displaced = self.displaced.pressure.iter_mut().zip(&*shared).zip(fears);
        displaced.for_each(|((sum, today), (shock, fear))| {
            *sum += by.redisplace * (today + shock * by.fear_departure * fear);
        });
        self.residents.add_assaults(threat);
        self.displaced.add_assaults(threat);
        let fears = pressure.fear.iter().zip(&pressure.occupation);
        for ((sum, home), (fear, occupation)) in self.fear.iter_mut().zip(homes).zip(fears) {
            *sum += pressure.shock[home.place.index()] * by.fear_departure * (fear + occupation);
        }
    }

    /// The causes of another day.
    pub(super) fn add_causes(&mut self, threat: &Threat<'_>, homes: &[Home]) {
        for (index, (causes, home)) in self.causes.iter_mut().zip(homes).enumerate() {
            causes.add(&Hazard::at_home(threat, home.place, HomeId(index as u32)));
        }
    }

    /// What those residents of a place who were exposed to most have been exposed to in all, of these
    /// homes there.
    pub(super) fn of_residents(&self, place: PlaceId, homes: &[HomeId]) -> f64 {
        let fear = homes.iter().map(|home| self.fear[home.index()]).fold(0.0, f64::max);
        self.residents.pressure[place.index()] + self.residents.assault[place.index()] + fear
    }

    /// What all residents of a place have been exposed to. It is over with this.
    pub(super) fn take_residents(&mut self, place: PlaceId) -> Exposure {
        self.residents.take(place)
    }

    /// Fear and occupation of the residents of a home. They are over with this.
    pub(super) fn take_fear(&mut self, home: HomeId) -> f64 {
        std::mem::take(&mut self.fear[home.index()])
    }

    /// The causes apart of the residents of a home. They are over with this.
    pub(super) fn take_causes(&mut self, home: HomeId) -> Hazard {
        std::mem::take(&mut self.causes[home.index()])
    }

    /// What the displaced people at a place have been exposed to. It is over with this.
    pub(super) fn take_displaced(&mut self, place: PlaceId) -> Exposure {
        self.displaced.take(place)
    }

    /// Of the displaced people at a place only this share has been exposed.
    pub(super) fn keep_displaced(&mut self, place: PlaceId, share: f64) {
        self.displaced.pressure[place.index()] *= share;
        self.displaced.assault[place.index()] *= share;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{self, threat};
    use super::*;
    use crate::crisis::World;
    use crate::draw::Draws;

    #[test]
    fn sums_are_those_of_the_causes() {
        let crisis = tests::calm(1_000.0).parameter("redisplace", 2.0).crisis;
        let world = World::new(&crisis);
        let mut member = tests::member(&world, Draws::Expected, 0);
        let (place, home) = (PlaceId(0), HomeId(0));
        let (mut exposures, mut displaced) = (Exposures::new(1, 1), 0.0);
        for day in 1..=3 {
            let known = |part: u32| f64::from(part + day) / 10.0;
            member.state.control.siege[0] = known(0);
            let pressure = &mut member.state.pressure;
            let parts = [
                &mut pressure.violence,
                &mut pressure.assault,
                &mut pressure.fear,
                &mut pressure.occupation,
                &mut pressure.new_damage,
                &mut pressure.contagion,
                &mut pressure.services,
                &mut pressure.shock,
            ];
            parts.into_iter().zip(1..).for_each(|(list, part)| list[0] = known(part));
            pressure.fear_at = vec![known(3) + known(4)];
            exposures.add(&threat(&member), &crisis.homes, &mut Vec::new());
            exposures.add_causes(&threat(&member), &crisis.homes);
            displaced += 2.0 * Hazard::at_home(&threat(&member), place, home).pressure();
        }
        let (fear, causes) = (exposures.take_fear(home), exposures.take_causes(home));
        let shared = exposures.take_residents(place);
        assert!((shared.pressure + fear - causes.pressure()).abs() < 1e-12);
        assert!((shared.assault - causes.assault()).abs() < 1e-12 && shared.assault > 0.0);
        exposures.keep_displaced(place, 0.5);
        let of_displaced = exposures.take_displaced(place);
        assert!((of_displaced.pressure - displaced / 2.0).abs() < 1e-12 && displaced > 0.0);
        assert_eq!(exposures.take_residents(place), Exposure::default());
    }
}
