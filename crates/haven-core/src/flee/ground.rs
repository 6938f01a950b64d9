//! What each place is today: the flags that rules read and scheduled changes alter.

use super::world::{World, kind_at_start};
use crate::flee::scenario::{MoveChances, PlaceKind};

/// A place today.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ground {
    /// In the score, in the test for room, and among the reported: see the rules that read it.
    pub(super) camp: bool,
    pub(super) town: bool,
    pub(super) marker: bool,
    /// Conflict intensity; −1 without conflict.
    pub(super) intensity: f64,
    /// Day on which the conflict was activated; −1 before.
    pub(super) conflict_since: f64,
    /// Chance per day of leaving.
    pub(super) move_chance: f64,
    /// Residents left, scaled.
    pub(super) residents: f64,
    /// Room for displaced people, scaled; below 1 means unlimited.
    pub(super) capacity: f64,
}

impl Ground {
    /// Every place as it is before day 0.
    pub(super) fn at_start(world: &World) -> Vec<Self> {
        let places = world.scenario.places.iter().enumerate();
        places
            .map(|(index, place)| {
                let mut ground = Self {
                    camp: false,
                    town: false,
                    marker: false,
                    intensity: -1.0,
                    conflict_since: -1.0,
                    move_chance: 0.0,
                    residents: world.residents[index],
                    capacity: world.capacity[index],
                };
                let kind = kind_at_start(place, world.rules());
                ground.become_kind(kind, place.initial_intensity, &world.rules().move_chances);
                if kind != place.kind && place.kind == PlaceKind::Conflict {
                    // Flee tags such a place as a camp beside its conflict.
                    ground.become_conflict(place.initial_intensity, &world.rules().move_chances);
                    ground.camp = true;
                }
                ground
            })
            .collect()
    }

    /// Clears every flag and makes the place one of this kind.
    pub(super) fn become_kind(&mut self, kind: PlaceKind, intensity: f64, chances: &MoveChances) {
        (self.camp, self.town, self.marker) = (false, false, false);
        self.intensity = -1.0;
        self.move_chance = 1.0;
        match kind {
            PlaceKind::Camp => (self.camp, self.move_chance) = (true, chances.camp),
            PlaceKind::IdpCamp => (self.camp, self.move_chance) = (true, chances.idp_camp),
            PlaceKind::Conflict => self.become_conflict(intensity, chances),
            PlaceKind::ForwardingHub => {}
            PlaceKind::Marker => self.marker = true,
            PlaceKind::FloodZone => self.move_chance = chances.default,
            PlaceKind::Town => (self.town, self.move_chance) = (true, chances.default),
        }
    }

    fn become_conflict(&mut self, intensity: f64, chances: &MoveChances) {
        (self.intensity, self.move_chance) = (intensity, chances.conflict);
    }

    /// Conflict begins here. A camp stays a camp (quirk Q12).
    pub(super) fn activate(&mut self, intensity: f64, day: u32, chances: &MoveChances) {
        self.become_conflict(intensity, chances);
        self.town = false;
        self.conflict_since = f64::from(day);
    }

    /// Conflict ends here; the place is a town, whatever it was (quirk Q12).
    pub(super) fn deactivate(&mut self, chances: &MoveChances) {
        (self.intensity, self.move_chance, self.town) = (-1.0, chances.default, true);
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
        let ground = Ground {
            camp: true,
            town: false,
            marker: false,
            intensity: -1.0,
            conflict_since: -1.0,
            move_chance: 0.0,
            residents: 0.0,
            capacity: 100.0,
        };
        assert_eq!(ground.room(90.0, 0.9, 1.0), 1.0);
        // Evaluated literally this is below one half, and the test for room depends on it.
        assert!(ground.room(95.0, 0.9, 1.0) < 0.5);
        assert!((ground.room(95.0, 0.9, 1.0) - 0.5).abs() < 1e-9);
        assert_eq!(ground.room(100.0, 0.9, 1.0), 0.0);
        assert_eq!(ground.room(100.0, 0.9, 2.0), 1.0);
        assert_eq!(Ground { capacity: 0.0, ..ground }.room(1e9, 0.9, 1.0), 1.0);
    }
}
