//! Which roads are open.

use super::road::Road;

/// The roads out of each place, by number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Network {
    /// Open ones, in the order in which they are looked at.
    pub(super) open: Vec<Vec<usize>>,
    /// Closed ones.
    closed: Vec<Vec<usize>>,
    /// Raised whenever a road opens or closes or a place becomes another kind of place.
    pub(super) version: u64,
}

impl Network {
    /// All roads are open.
    pub(super) fn at_start(roads: &[Road], places: usize) -> Self {
        let mut open = vec![Vec::new(); places];
        for (number, road) in roads.iter().enumerate() {
            open[road.from.index()].push(number);
        }
        Self { open, closed: vec![Vec::new(); places], version: 0 }
    }

    /// Closes a road. Returns whether it was open.
    pub(super) fn close(&mut self, roads: &[Road], road: usize) -> bool {
        let from = roads[road].from.index();
        self.shift(from, road, |network| (&mut network.open, &mut network.closed))
    }

    /// Opens a road, which goes to the end of the list.
    pub(super) fn open(&mut self, roads: &[Road], road: usize) {
        let from = roads[road].from.index();
        self.shift(from, road, |network| (&mut network.closed, &mut network.open));
    }

    fn shift(&mut self, from: usize, road: usize, lists: Lists) -> bool {
        let (here, there) = lists(self);
        let Some(position) = here[from].iter().position(|other| *other == road) else {
            return false;
        };
        here[from].remove(position);
        there[from].push(road);
        self.version += 1;
        true
    }
}

/// From which list to which a road goes.
type Lists = fn(&mut Network) -> (&mut Vec<Vec<usize>>, &mut Vec<Vec<usize>>);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{PlaceId, StableKey};

    #[test]
    fn a_road_that_opens_again_is_looked_at_last() {
        let road = |to: u32| Road {
            from: PlaceId(0),
            to: PlaceId(to),
            km: 10.0,
            max_km_per_day: 360.0,
            walk_probability: 0.0,
            key: StableKey(0),
        };
        let roads = [road(1), road(2), road(3)];
        let mut network = Network::at_start(&roads, 4);
        assert!(network.close(&roads, 1));
        assert!(!network.close(&roads, 1), "it is closed already");
        assert_eq!((&network.open[0], network.version), (&vec![0, 2], 1));
        network.open(&roads, 1);
        assert_eq!((&network.open[0], network.version), (&vec![0, 2, 1], 2));
    }
}
