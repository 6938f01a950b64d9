//! What the conflict process needs to know of a crisis that never changes: roads inside the
//! country, distances, and where strength comes in.

use crate::crisis::actors::Actors;
use crate::crisis::geography::{Geography, Road, RoadDistances};
use crate::crisis::scenario::{ActorId, Campaign, Crisis};
use crate::id::PlaceId;

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
    /// Whether a place is inside the country, by place; gates are not.
    pub is_inside: Vec<bool>,
    /// Roads between places inside the country, by place. Armed forces do not leave it.
    pub roads: Vec<Vec<Road>>,
    /// Places inside that are joined to it by road and their road km, nearest first, itself first.
    pub nearest: Vec<Vec<(PlaceId, f64)>>,
    /// Km of the shortest road, by place: twice the effective radius of the place.
    pub size_km: Vec<f64>,
    /// Whom a campaign is against, by campaign.
    pub targets: Vec<Actors>,
    /// By supply source.
    pub entries: Vec<Entry>,
    /// Days on which a campaign is announced, begins or ends.
    pub campaign_dates: Vec<i64>,
}

/// Size of a place that no road leads to, km.
const SIZE_WITHOUT_ROADS_KM: f64 = 10.0;

impl Terrain {
    /// Makes the ground of a crisis ready.
    pub fn new(crisis: &Crisis, geography: &Geography) -> Self {
        let (inside, all) = (&geography.inside, &geography.roads);
        let mut is_inside = vec![false; crisis.places.len()];
        for place in inside {
            is_inside[place.index()] = true;
        }
        let stays = |from: usize, road: &Road| is_inside[from] && is_inside[road.to.index()];
        let roads: Vec<Vec<Road>> = all
            .iter()
            .enumerate()
            .map(|(from, roads)| roads.iter().filter(|road| stays(from, road)).copied().collect())
            .collect();
        Self {
            size_km: roads.iter().map(|roads| size_km(roads)).collect(),
            nearest: nearest(&roads, inside),
            roads,
            targets: crisis.campaigns.iter().map(|campaign| targets(crisis, campaign)).collect(),
            entries: entries(crisis, &is_inside, all),
            is_inside,
            campaign_dates: crisis
                .campaigns
                .iter()
                .flat_map(|c| [c.announced, c.from, c.until])
                .collect(),
        }
    }
}

fn size_km(roads: &[Road]) -> f64 {
    roads.iter().map(|road| road.km).reduce(f64::min).unwrap_or(SIZE_WITHOUT_ROADS_KM)
}

/// Whom a campaign is against: its target, or all whom its actor fights.
fn targets(crisis: &Crisis, campaign: &Campaign) -> Actors {
    let all = (0..crisis.actors.len() as u16).map(ActorId);
    let enemies = || all.filter(|other| crisis.are_hostile(campaign.actor, *other)).collect();
    let leaves = |target: ActorId| crisis.leaves(&crisis.actors[target.index()].id);
    let targets: Vec<ActorId> = campaign.target.map_or_else(enemies, leaves);
    targets.into_iter().fold(Actors::default(), Actors::with)
}

fn entries(crisis: &Crisis, is_inside: &[bool], roads: &[Vec<Road>]) -> Vec<Entry> {
    let by = |place: PlaceId| {
        if is_inside[place.index()] {
            return vec![(place, None)];
        }
        let roads = roads[place.index()].iter().filter(|road| is_inside[road.to.index()]);
        roads.map(|road| (road.to, Some(road.link))).collect()
    };
    let sources = crisis.supply_sources.iter();
    sources.map(|source| Entry { actor: source.actor, by: by(source.place) }).collect()
}

/// By place: the places joined to it and their km, nearest first.
fn nearest(roads: &[Vec<Road>], inside: &[PlaceId]) -> Vec<Vec<(PlaceId, f64)>> {
    let mut nearest = vec![Vec::new(); roads.len()];
    for here in inside {
        let reach = RoadDistances::from(roads, std::iter::once(*here), |_| true);
        let joined = inside.iter().map(|place| (*place, reach.km[place.index()]));
        let mut list: Vec<_> = joined.filter(|(_, km)| km.is_finite()).collect();
        list.sort_by(|a, b| a.1.total_cmp(&b.1));
        nearest[here.index()] = list;
    }
    nearest
}
