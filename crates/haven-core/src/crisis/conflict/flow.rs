//! The most that can flow through a network to one place (Edmonds and Karp 1972).

use crate::crisis::scenario::Link;
use crate::crisis::world::Way;
use crate::id::PlaceId;
use std::collections::VecDeque;

/// Roads that carry supplies.
#[derive(Clone, Copy)]
pub struct Network<'a> {
    /// Ways out, by place.
    pub ways: &'a [Vec<Way>],
    /// All links.
    pub links: &'a [Link],
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

    /// The largest flow between `root` and all sources together, but not more than is `enough`.
    /// `capacity` is that of a way in its direction, 0 if it may not be used; a way into a source
    /// is never followed further.
    pub fn most(
        &mut self,
        network: Network<'_>,
        root: PlaceId,
        enough: f64,
        capacity: impl Fn(PlaceId, &Way) -> f64,
        is_source: impl Fn(PlaceId) -> bool,
    ) -> f64 {
        self.on_link.fill(0.0);
        let mut total = 0.0;
        while total < enough {
            let Some((source, spare)) = self.search(network, root, &capacity, &is_source) else {
                break;
            };
            let mut here = source;
            while let Some((before, link)) = self.came[here.index()].filter(|_| here != root) {
                let forward = network.links[link as usize].from == before;
                self.on_link[link as usize] += if forward { spare } else { -spare };
                here = before;
            }
            total += spare;
        }
        total.min(enough)
    }

    /// The nearest source that more can flow to, and how much more.
    fn search(
        &mut self,
        network: Network<'_>,
        root: PlaceId,
        capacity: &impl Fn(PlaceId, &Way) -> f64,
        is_source: &impl Fn(PlaceId) -> bool,
    ) -> Option<(PlaceId, f64)> {
        self.came.fill(None);
        self.queue.clear();
        self.queue.push_back(root);
        self.came[root.index()] = Some((root, 0));
        while let Some(here) = self.queue.pop_front() {
            for way in &network.ways[here.index()] {
                if self.came[way.to.index()].is_none()
                    && self.spare(network, here, way, capacity) > 0.0
                {
                    self.came[way.to.index()] = Some((here, way.link));
                    if is_source(way.to) {
                        return Some((way.to, self.narrowest(network, root, way.to, capacity)));
                    }
                    self.queue.push_back(way.to);
                }
            }
        }
        None
    }

    fn spare(
        &self,
        network: Network<'_>,
        here: PlaceId,
        way: &Way,
        capacity: &impl Fn(PlaceId, &Way) -> f64,
    ) -> f64 {
        let flow = self.on_link[way.link as usize];
        let forward = network.links[way.link as usize].from == here;
        let most = capacity(here, way);
        if most > 0.0 { most - if forward { flow } else { -flow } } else { 0.0 }
    }

    fn narrowest(
        &self,
        network: Network<'_>,
        root: PlaceId,
        source: PlaceId,
        capacity: &impl Fn(PlaceId, &Way) -> f64,
    ) -> f64 {
        let (mut spare, mut here) = (f64::INFINITY, source);
        while let Some((before, link)) = self.came[here.index()].filter(|_| here != root) {
            let ways = network.ways[before.index()].iter();
            for way in ways.filter(|way| way.link == link) {
                spare = spare.min(self.spare(network, before, way, capacity));
            }
            here = before;
        }
        spare
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crisis::testing::Stage;
    use crate::crisis::world::World;

    fn most(world: &World, root: &str, sources: &[&str], enough: f64) -> f64 {
        let at = |id: &str| world.crisis().place(id).unwrap();
        let network = Network { ways: &world.ways, links: &world.crisis().links };
        let sources: Vec<_> = sources.iter().map(|id| at(id)).collect();
        let capacity = |_, way: &Way| network.links[way.link as usize].supply_capacity;
        let mut flow = Flow::new(world.ways.len(), network.links.len());
        flow.most(network, at(root), enough, capacity, |place| sources.contains(&place))
    }

    /// a–b–d, a–c–d, and a road b–c between them that a greedy search would waste.
    fn diamond() -> World {
        let stage = Stage::chain(1, 4, 5.0).link("a", "c", 5.0).link("b", "d", 5.0);
        World::new(&stage.crisis)
    }

    #[test]
    fn flow_is_limited_by_the_narrowest_cut() {
        assert_eq!(most(&diamond(), "d", &["a"], f64::INFINITY), 2.0);
        assert_eq!(most(&diamond(), "d", &["a", "b"], f64::INFINITY), 2.0);
        assert_eq!(most(&World::new(&Stage::chain(1, 4, 5.0).crisis), "d", &["a"], 9.0), 1.0);
    }

    #[test]
    fn a_search_stops_at_what_is_enough() {
        assert_eq!(most(&diamond(), "d", &["a"], 0.5), 0.5);
    }
}
