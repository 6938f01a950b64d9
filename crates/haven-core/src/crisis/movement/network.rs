//! The roads on which displaced people travel: places inside the country and its gates.

use crate::crisis::geography::Geography;
use crate::crisis::scenario::Crisis;
use crate::id::PlaceId;

/// One direction of a road.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// Node where it begins.
    pub from: u32,
    /// Node where it ends.
    pub to: u32,
    /// Length.
    pub km: f64,
    /// Position in `Crisis::links`.
    pub link: u32,
}

/// Places inside and gates as numbered nodes, in rising order of places. Gates have no way out:
/// what lies behind them is another country's.
#[derive(Clone, Debug)]
pub struct RoadNetwork {
    nodes: Vec<PlaceId>,
    node_of: Vec<Option<u32>>,
    /// Position in `edges` of the first one out of each node; one entry more than nodes.
    first: Vec<u32>,
    edges: Vec<Edge>,
    /// Positions of the edges into each node.
    into: Vec<Vec<u32>>,
    links: usize,
}

impl RoadNetwork {
    /// The roads of a crisis.
    pub fn new(crisis: &Crisis, geography: &Geography) -> Self {
        let mut nodes = [&geography.inside[..], &geography.gates].concat();
        nodes.sort_unstable();
        let mut node_of = vec![None; crisis.places.len()];
        for (node, place) in nodes.iter().enumerate() {
            node_of[place.index()] = Some(node as u32);
        }
        let (mut first, mut edges) = (vec![0], Vec::new());
        for (node, place) in nodes.iter().enumerate() {
            if geography.gates.binary_search(place).is_err() {
                edges.extend(geography.roads[place.index()].iter().filter_map(|road| {
                    let to = node_of[road.to.index()]?;
                    Some(Edge { from: node as u32, to, km: road.km, link: road.link })
                }));
            }
            first.push(edges.len() as u32);
        }
        let mut into = vec![Vec::new(); nodes.len()];
        for (position, edge) in edges.iter().enumerate() {
            into[edge.to as usize].push(position as u32);
        }
        Self { nodes, node_of, first, edges, into, links: crisis.links.len() }
    }

    /// The places, by node.
    pub fn nodes(&self) -> &[PlaceId] {
        &self.nodes
    }

    /// The node of a place; none if it is abroad.
    pub fn node(&self, place: PlaceId) -> Option<usize> {
        self.node_of[place.index()].map(|node| node as usize)
    }

    /// The place of a node.
    pub fn place(&self, node: usize) -> PlaceId {
        self.nodes[node]
    }

    /// All edges.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// How many links there are, of which some may be abroad.
    pub fn links(&self) -> usize {
        self.links
    }

    /// Positions of the edges out of a node.
    pub fn out_of(&self, node: usize) -> std::ops::Range<usize> {
        self.first[node] as usize..self.first[node + 1] as usize
    }

    /// Positions of the edges into a node.
    pub fn into(&self, node: usize) -> &[u32] {
        &self.into[node]
    }
}
