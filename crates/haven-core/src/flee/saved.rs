//! A run on one of its evenings, put aside.

use super::request::{Request, Stopped};
use super::state::State;
use super::world::World;
use crate::id::StableKey;

/// A run on one of its evenings: what [`super::Run::resume`] needs to go on.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    pub(super) request: Request,
    pub(super) days: u32,
    pub(super) state: State,
    pub(super) stopped: Option<Stopped>,
    setting: Setting,
}

impl Saved {
    pub(super) fn new(
        world: &World,
        request: Request,
        days: u32,
        state: &State,
        stopped: Option<&Stopped>,
    ) -> Self {
        let setting = Setting::of(world);
        Self { request, days, state: state.clone(), stopped: stopped.cloned(), setting }
    }

    /// What was asked for.
    pub fn request(&self) -> Request {
        self.request
    }

    /// Days that were over.
    pub fn days(&self) -> u32 {
        self.days
    }

    /// Whether a world is one of the same places.
    pub(super) fn fits(&self, world: &World) -> Result<(), CannotResume> {
        let other = Setting::of(world);
        for (same, otherwise) in [
            (self.setting.places == other.places, CannotResume::Places),
            (self.setting.links == other.links, CannotResume::Links),
            (self.setting.travel == other.travel, CannotResume::Travel),
            (self.setting.groups == other.groups, CannotResume::Groups),
        ] {
            if !same {
                return Err(otherwise);
            }
        }
        Ok(())
    }
}

/// Why a saved run cannot be resumed in a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotResume {
    /// Other places, in another order, at another scale, or others of them camps on day 0.
    #[error("the run was saved in a world of other places, camps on day 0, or another scale")]
    Places,
    /// Other links, or other speeds on them.
    #[error("the run was saved in a world of other links or speeds")]
    Links,
    /// Other rules of travel, another awareness, or markers in one world only: those on their way
    /// could not go on.
    #[error("the run was saved under other rules of travel or of awareness")]
    Travel,
    /// Other demographic groups.
    #[error("the run was saved in a world of other groups")]
    Groups,
}

/// What two worlds must have in common for a run to change between them: that of which people carry
/// a memory.
#[derive(Clone, Debug, PartialEq)]
struct Setting {
    places: StableKey,
    links: StableKey,
    travel: StableKey,
    groups: StableKey,
}

impl Setting {
    fn of(world: &World) -> Self {
        let rules = world.rules();
        let scale = StableKey(rules.scale_divisor.0);
        let destinations = world.destinations().iter().map(|place| StableKey(place.0.into()));
        let links = world.roads.iter().flat_map(|road| {
            let [speed, walk] = [road.max_km_per_day, road.walk_probability].map(number);
            [road.key, speed, walk]
        });
        let travel = [
            number(rules.travel.max_km_per_day),
            number(rules.travel.walk_km_per_day),
            StableKey(rules.travel.avoid_short_stints.into()),
            StableKey(rules.travel.start_on_foot.into()),
            StableKey(rules.choice.awareness as u64),
            StableKey(world.is_plain.into()),
        ];
        let groups = world.scenario.groups.iter().map(|group| StableKey::of(&group.name));
        Self {
            places: all(world.keys.iter().copied().chain([scale]).chain(destinations)),
            links: all(links),
            travel: all(travel),
            groups: all(groups),
        }
    }
}

fn number(value: f64) -> StableKey {
    StableKey(value.to_bits())
}

fn all(keys: impl IntoIterator<Item = StableKey>) -> StableKey {
    keys.into_iter().fold(StableKey::of(""), StableKey::join)
}
