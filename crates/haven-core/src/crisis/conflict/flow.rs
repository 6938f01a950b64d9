//! The most that can flow through a network to one place (Edmonds and Karp 1972).

use crate::crisis::conditions::Conditions;
use crate::crisis::geography::Road;
use crate::crisis::scenario::Link;
use crate::id::PlaceId;
use std::collections::VecDeque;

/// Roads that carry supplies.
#[derive(Clone, Copy)]
pub struct SupplyNetwork<'a> {
    /// Roads out of a place, by place.
    pub roads: &'a [Vec<Road>],
    /// All links.
    pub links: &'a [Link],
}

impl<'a> SupplyNetwork<'a> {
    /// All roads of a crisis.
    pub fn of(now: &Conditions<'a>) -> Self {
        Self { roads: &now.geography.roads, links: &now.crisis.links }
    }
}

/// Memory for finding flows.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Flow on a link, in the direction in which it is listed; below 0: against it.
    on_link: Vec<f64>,
    /// By which way the search came to a place (where from, its link).
    came: Vec<Option<(PlaceId, u32)>>,
    queue: VecDeque<PlaceId>,
}

impl Flow {
    /// Memory for a network.
    pub fn new(places: usize, links: usize) -> Self {
        Self { on_link: vec![0.0; links], came: vec![None; places], queue: VecDeque::new() }
    }

    /// The largest flow between `root` and all other places that are a `source` together, but not
    /// more than is `enough`. `capacity` is by link, the same both ways; 0: it may not be used.
    pub fn most(
        &mut self,
        network: SupplyNetwork<'_>,
        root: PlaceId,
        enough: f64,
        capacity: &[f64],
        source: &[bool],
    ) -> f64 {
        self.on_link.fill(0.0);
        let mut total = 0.0;
        while total < enough {
            let Some(end) = self.search(network, root, capacity, source) else { break };
            let mut spare = f64::INFINITY;
            let mut here = end;
            while let Some((before, link)) = self.came[here.index()].filter(|_| here != root) {
                spare = spare.min(self.spare(network, before, link, capacity));
                here = before;
            }
            here = end;
            while let Some((before, link)) = self.came[here.index()].filter(|_| here != root) {
                let forward = network.links[link as usize].from == before;
                self.on_link[link as usize] += if forward { spare } else { -spare };
                here = before;
            }
            total += spare;
        }
        total.min(enough)
    }

    /// The nearest source that more can flow to; how the search came there is in `came`.
    fn search(
        &mut self,
        network: SupplyNetwork<'_>,
        root: PlaceId,
        capacity: &[f64],
        source: &[bool],
    ) -> Option<PlaceId> {
        self.came.fill(None);
        self.queue.clear();
        self.queue.push_back(root);
        self.came[root.index()] = Some((root, 0));
        while let Some(here) = self.queue.pop_front() {
            for way in &network.roads[here.index()] {
                let there = way.to.index();
                if self.came[there].is_some()
                    || self.spare(network, here, way.link, capacity) <= 0.0
                {
                    continue;
                }
                self.came[there] = Some((here, way.link));
                if source[there] {
                    return Some(way.to);
                }
                self.queue.push_back(way.to);
            }
        }
        None
    }

    /// How much more can flow over a link from one of its ends.
    fn spare(&self, network: SupplyNetwork<'_>, from: PlaceId, link: u32, capacity: &[f64]) -> f64 {
        let link = link as usize;
        let most = capacity[link];
        if most <= 0.0 {
            return 0.0;
        }
        let forward = network.links[link].from == from;
        if forward { most - self.on_link[link] } else { most + self.on_link[link] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crisis::testing::CrisisBuilder;
    use crate::crisis::world::World;

    fn most(world: &World, root: &str, sources: &[&str], enough: f64) -> f64 {
        let at = |id: &str| world.crisis().place(id).unwrap();
        let network = SupplyNetwork { roads: &world.geography.roads, links: &world.crisis().links };
        let mut source = vec![false; world.geography.roads.len()];
        for id in sources {
            source[at(id).index()] = true;
        }
        let capacity: Vec<_> = network.links.iter().map(|link| link.supply_capacity).collect();
        let mut flow = Flow::new(world.geography.roads.len(), network.links.len());
        flow.most(network, at(root), enough, &capacity, &source)
    }

    /// a–b–d, a–c–d, and a road b–c between them that a greedy search would waste.
    fn diamond() -> World {
        let stage = CrisisBuilder::chain(1, 4, 5.0).link("a", "c", 5.0).link("b", "d", 5.0);
        World::new(&stage.crisis)
    }

    #[test]
    fn flow_is_limited_by_the_narrowest_cut() {
        assert_eq!(most(&diamond(), "d", &["a"], f64::INFINITY), 2.0);
        assert_eq!(most(&diamond(), "d", &["a", "b"], f64::INFINITY), 2.0);
        assert_eq!(
            most(&World::new(&CrisisBuilder::chain(1, 4, 5.0).crisis), "d", &["a"], 9.0),
            1.0
        );
    }

    #[test]
    fn a_search_stops_at_what_is_enough() {
        assert_eq!(most(&diamond(), "d", &["a"], 0.5), 0.5);
    }
}
