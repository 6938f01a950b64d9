//! What changes from day to day in one run, and nothing else.

use super::conditions::Conditions;
use super::creation_order::CreationGroups;
use super::network::Network;
use super::people::People;
use super::place_state::PlaceState;
use super::route::Routes;

/// The state of a run between two days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    /// What each place is.
    pub(super) places: Vec<PlaceState>,
    /// Which roads are open.
    pub(super) network: Network,
    /// Where everybody is.
    pub(super) people: People,
    /// Weight of each place in drawing where people set out.
    pub(super) source_weights: Vec<f64>,
    /// Routes that people remember.
    pub(super) routes: Routes,
    /// Which days of creation are told apart.
    pub(super) groups: CreationGroups,
    /// Draws that split a cohort so far.
    pub(super) splits: u64,
}

impl State {
    /// The state before day 0, without people.
    pub(super) fn at_start(today: &Conditions<'_>) -> Self {
        let world = today.world;
        let places = world.scenario.places.len();
        Self {
            places: PlaceState::at_start(world),
            network: Network::at_start(&world.roads, places),
            people: People::none(places, world.roads.len()),
            source_weights: vec![0.0; places],
            routes: Routes::default(),
            groups: CreationGroups::default(),
            splits: 0,
        }
    }
}
