//! What the conflict process needs to know of a crisis that never changes: roads inside the
//! country, distances, and who is on whose side.

use super::road::Reach;
use crate::crisis::ground::Actors;
use crate::crisis::scenario::{ActorId, Crisis};
use crate::crisis::world::Way;
use crate::id::{PlaceId, StableKey};

/// A source as armed forces see it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Whose.
    pub actor: ActorId,
    /// Places inside any of which it has to hold for the source to be open to it: the source's
    /// place, or the neighbours of one abroad. The last number is the link by which it enters.
    pub by: Vec<(PlaceId, Option<u32>)>,
}

/// The ground before anybody holds it. Lists by place and by actor are as long as the scenario's.
#[derive(Clone, Debug)]
pub struct Terrain {
    /// Places inside the country, in rising order.
    pub inside: Vec<PlaceId>,
    /// Roads between places inside the country, by place. Armed forces do not leave it.
    pub roads: Vec<Vec<Way>>,
    /// Places inside that are joined to it by road and their road km, nearest first, itself first.
    pub nearest: Vec<Vec<(PlaceId, f64)>>,
    /// Km of the shortest road, by place: twice the effective radius of the place.
    pub size_km: Vec<f64>,
    /// Actors that hold ground, in rising order.
    pub leaves: Vec<ActorId>,
    /// Those whom an actor fights, by actor.
    pub hostile: Vec<Actors>,
    /// Those on an actor's side, itself included, by actor.
    pub side: Vec<Actors>,
    /// Stable names for randomness, by actor.
    pub keys: Vec<StableKey>,
    /// Whom a campaign is against, by campaign.
    pub targets: Vec<Actors>,
    /// By supply source.
    pub entries: Vec<Entry>,
    /// Days on which a campaign is announced, begins or ends.
    pub turns: Vec<i64>,
}

/// Size of a place that no road leads to, km.
const SIZE_WITHOUT_ROADS_KM: f64 = 10.0;

impl Terrain {
    /// Makes the ground of a crisis ready.
    pub fn new(crisis: &Crisis, inside: &[PlaceId], ways: &[Vec<Way>]) -> Self {
        let mut is_inside = vec![false; crisis.places.len()];
        inside.iter().for_each(|place| is_inside[place.index()] = true);
        let stays = |from: usize, way: &Way| is_inside[from] && is_inside[way.to.index()];
        let roads: Vec<Vec<Way>> = ways
            .iter()
            .enumerate()
            .map(|(from, ways)| ways.iter().filter(|way| stays(from, way)).copied().collect())
            .collect();
        let shortest = |roads: &Vec<Way>| roads.iter().map(|way| way.km).reduce(f64::min);
        let size = |roads: &Vec<Way>| shortest(roads).unwrap_or(SIZE_WITHOUT_ROADS_KM);
        let actors = || (0..crisis.actors.len() as u16).map(ActorId);
        let leaves: Vec<_> = actors().filter(|actor| !crisis.is_umbrella(*actor)).collect();
        let among =
            |test: &dyn Fn(ActorId) -> bool| set(leaves.iter().copied().filter(|a| test(*a)));
        let entry = |place: PlaceId| match is_inside[place.index()] {
            true => vec![(place, None)],
            false => {
                let ways = ways[place.index()].iter().filter(|way| is_inside[way.to.index()]);
                ways.map(|way| (way.to, Some(way.link))).collect()
            }
        };
        let sources = crisis.supply_sources.iter();
        let days = crisis.campaigns.iter();
        let target = |target: &Option<ActorId>, of: ActorId| match target {
            Some(target) => set(crisis.leaves(&crisis.actors[target.index()].id).into_iter()),
            None => among(&|other| crisis.are_hostile(of, other)),
        };
        Self {
            size_km: roads.iter().map(size).collect(),
            nearest: nearest(&roads, inside),
            roads,
            hostile: actors().map(|one| among(&|other| crisis.are_hostile(one, other))).collect(),
            side: actors().map(|one| among(&|other| crisis.are_allied(one, other))).collect(),
            keys: crisis.actors.iter().map(|actor| StableKey::of(&actor.id)).collect(),
            targets: crisis.campaigns.iter().map(|c| target(&c.target, c.actor)).collect(),
            entries: sources.map(|s| Entry { actor: s.actor, by: entry(s.place) }).collect(),
            turns: days.flat_map(|c| [c.announced, c.from, c.until]).collect(),
            inside: inside.to_vec(),
            leaves,
        }
    }
}

fn set(actors: impl Iterator<Item = ActorId>) -> Actors {
    actors.fold(Actors::default(), Actors::with)
}

/// By place: the places joined to it and their km, nearest first.
fn nearest(roads: &[Vec<Way>], inside: &[PlaceId]) -> Vec<Vec<(PlaceId, f64)>> {
    let mut nearest = vec![Vec::new(); roads.len()];
    for here in inside {
        let reach = Reach::from(roads, std::iter::once(*here), |_| true);
        let joined = inside.iter().map(|place| (*place, reach.km[place.index()]));
        let mut list: Vec<_> = joined.filter(|(_, km)| km.is_finite()).collect();
        list.sort_by(|a, b| a.1.total_cmp(&b.1));
        nearest[here.index()] = list;
    }
    nearest
}
