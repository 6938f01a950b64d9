//! What each place is today: the flags that rules read and scheduled changes alter.

use super::scenario::{MoveChances, PlaceKind, Spawning};
use super::world::{World, kind_at_start};
use crate::math;

/// A place today.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlaceState {
    /// In the score, in the test for room, and among the reported: see the rules that read it.
    pub(super) camp: bool,
    pub(super) town: bool,
    pub(super) marker: bool,
    /// Conflict intensity; −1 without conflict.
    pub(super) intensity: f64,
    /// Day on which the conflict was activated; −1 before.
    conflict_since: f64,
    /// Which chance of leaving holds.
    left_as: LeftAs,
    /// Residents left, scaled.
    pub(super) residents: f64,
    /// Room for displaced people, scaled; below 1 means unlimited.
    pub(super) capacity: f64,
}

/// Which of the rules' chances of leaving holds for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LeftAs {
    Conflict,
    Camp,
    IdpCamp,
    Town,
    /// Everyone leaves at once.
    Hub,
}

impl PlaceState {
    /// Every place as it is before day 0.
    pub(super) fn at_start(world: &World) -> Vec<Self> {
        let places = world.scenario.places.iter().enumerate();
        places
            .map(|(index, place)| {
                let mut state = Self {
                    camp: false,
                    town: false,
                    marker: false,
                    intensity: -1.0,
                    conflict_since: -1.0,
                    left_as: LeftAs::Hub,
                    residents: world.residents[index],
                    capacity: world.capacity[index],
                };
                let kind = kind_at_start(place, world.rules());
                state.become_kind(kind, place.initial_intensity);
                if kind != place.kind && place.kind == PlaceKind::Conflict {
                    // Flee tags such a place as a camp beside its conflict.
                    state.become_conflict(place.initial_intensity);
                    state.camp = true;
                }
                state
            })
            .collect()
    }

    /// Clears every flag and makes the place one of this kind.
    pub(super) fn become_kind(&mut self, kind: PlaceKind, intensity: f64) {
        (self.camp, self.town, self.marker) = (false, false, false);
        self.intensity = -1.0;
        self.left_as = LeftAs::Hub;
        match kind {
            PlaceKind::Camp => (self.camp, self.left_as) = (true, LeftAs::Camp),
            PlaceKind::IdpCamp => (self.camp, self.left_as) = (true, LeftAs::IdpCamp),
            PlaceKind::Conflict => self.become_conflict(intensity),
            PlaceKind::ForwardingHub => {}
            PlaceKind::Marker => self.marker = true,
            PlaceKind::FloodZone => self.left_as = LeftAs::Town,
            PlaceKind::Town => (self.town, self.left_as) = (true, LeftAs::Town),
        }
    }

    fn become_conflict(&mut self, intensity: f64) {
        (self.intensity, self.left_as) = (intensity, LeftAs::Conflict);
    }

    /// Conflict begins here. A camp stays a camp (quirk Q12).
    pub(super) fn activate(&mut self, intensity: f64, day: u32) {
        self.become_conflict(intensity);
        self.town = false;
        self.conflict_since = f64::from(day);
    }

    /// Conflict ends here; the place is a town, whatever it was (quirk Q12).
    pub(super) fn deactivate(&mut self) {
        (self.intensity, self.left_as, self.town) = (-1.0, LeftAs::Town, true);
    }

    /// Chance per day of leaving for those without a route.
    pub(super) fn chance_of_leaving(&self, chances: &MoveChances) -> f64 {
        let chance = match self.left_as {
            LeftAs::Conflict => chances.conflict,
            LeftAs::Camp => chances.camp,
            LeftAs::IdpCamp => chances.idp_camp,
            LeftAs::Town => chances.default,
            LeftAs::Hub => 1.0,
        };
        if chances.population_power == 0.0 {
            return chance;
        }
        let people = self.residents.max(self.capacity).max(0.0);
        chance * math::powf(people / chances.population_base, chances.population_power)
    }

    /// Multiplier of the conflict here by its age; the last one holds for ever.
    pub(super) fn decay(&self, spawning: &Spawning, day: u32) -> f64 {
        let multipliers = &spawning.decay;
        let Some(last) = multipliers.len().checked_sub(1) else { return 1.0 };
        let days = f64::from(day) - self.conflict_since;
        let age = (days / spawning.decay_interval_days as f64).trunc().max(0.0);
        multipliers[(age as usize).min(last)]
    }

    /// Share of the full attractiveness that is left with this many people here: 1 up to the
    /// buffer, falling to 0 at the capacity.
    pub(super) fn room(&self, people: f64, buffer: f64, scaling: f64) -> f64 {
        let capacity = self.capacity * scaling;
        if capacity < 1.0 || people <= buffer * capacity {
            1.0
        } else if people >= capacity {
            0.0
        } else {
            1.0 - (people - buffer * capacity) / (capacity * (1.0 - buffer))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_falls_linearly_from_the_buffer_to_the_capacity() {
        let place = PlaceState {
            camp: true,
            town: false,
            marker: false,
            intensity: -1.0,
            conflict_since: -1.0,
            left_as: LeftAs::Camp,
            residents: 0.0,
            capacity: 100.0,
        };
        assert_eq!(place.room(90.0, 0.9, 1.0), 1.0);
        // Evaluated literally this is below one half, and the test for room depends on it.
        assert!(place.room(95.0, 0.9, 1.0) < 0.5);
        assert!((place.room(95.0, 0.9, 1.0) - 0.5).abs() < 1e-9);
        assert_eq!(place.room(100.0, 0.9, 1.0), 0.0);
        assert_eq!(place.room(100.0, 0.9, 2.0), 1.0);
        assert_eq!(PlaceState { capacity: 0.0, ..place }.room(1e9, 0.9, 1.0), 1.0);
    }
}
