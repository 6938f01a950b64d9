//! A run kept on an evening, to be resumed to the same bits or played on under other assumptions.
//!
//! ```
//! # use haven_core::flee::{Request, Run, World};
//! # use std::error::Error;
//! # fn scrub(world: &World, camp_closed: &World, request: Request) -> Result<(), Box<dyn Error>> {
//! let mut run = Run::start(world, request);
//! while run.days_played() < 60 && run.step()?.is_some() {}
//! let evening = run.save();
//! // The same days as if it had not been kept.
//! let mut as_it_was = world.resume(&evening)?;
//! // The same 60 days, and from then on with a camp closed.
//! let mut other = camp_closed.branch(&evening)?;
//! while let (Some(one), Some(other)) = (as_it_was.step()?, other.step()?) {
//!     assert_eq!(one.day, other.day);
//! }
//! # Ok(())
//! # }
//! ```

use super::request::{Request, Stopped};
use super::run::Run;
use super::state::State;
use super::world::World;
use crate::id::StableKey;

/// A run on an evening: what it was asked for, and its state. It holds no reference, so that evenings
/// can be kept as long as one likes.
#[derive(Clone, Debug, PartialEq)]
pub struct Evening {
    request: Request,
    days_played: u32,
    state: State,
    stopped: Option<Stopped>,
    of: Outline,
}

/// By what it is seen whether a state belongs to a world: hashes of all that people carry a memory of,
/// and of what can be another assumption.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Outline {
    places: StableKey,
    links: StableKey,
    travel: StableKey,
    groups: StableKey,
    assumptions: StableKey,
}

/// Why an evening cannot be played on in a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotResumable {
    /// Other places, in another order, at another scale, or others of them camps on day 0.
    #[error(
        "the evening is of a scenario with other places, other camps on day 0 or another scale"
    )]
    OtherPlaces,
    /// Other links, or other speeds on them.
    #[error("the evening is of a scenario with other links or speeds")]
    OtherLinks,
    /// Other rules of travel, another awareness, or markers in one scenario only.
    #[error("the evening is of a scenario with other rules of travel or awareness")]
    OtherTravel,
    /// Other demographic groups.
    #[error("the evening is of a scenario with other groups")]
    OtherGroups,
    /// Other capacities, or more or fewer days, conflicts, closures or changes of kind: see
    /// [`World::branch`].
    #[error(
        "the evening is of a scenario with other capacities or another timeline: branch from it"
    )]
    OtherAssumptions,
}

impl Evening {
    /// How many days have been played.
    pub fn days_played(&self) -> u32 {
        self.days_played
    }

    /// What its run was asked for.
    pub fn request(&self) -> &Request {
        &self.request
    }
}

impl Run<'_> {
    /// Keeps the run as it is after the days played so far.
    pub fn save(&self) -> Evening {
        Evening {
            request: self.request,
            days_played: self.day,
            state: self.state.clone(),
            stopped: self.stopped.clone(),
            of: Outline::of(self.world),
        }
    }
}

impl World {
    /// Plays on from an evening of a run in this world: every day to come has the same bits as if the
    /// run had never been kept. The world must have been made from the same scenario.
    ///
    /// # Errors
    /// If it was made from a scenario with other places, links, capacities and so on.
    pub fn resume(&self, evening: &Evening) -> Result<Run<'_>, NotResumable> {
        match Outline::of(self).assumptions == evening.of.assumptions {
            true => self.branch(evening),
            false => Err(NotResumable::OtherAssumptions),
        }
    }

    /// Plays on from an evening under the assumptions of this world: its timeline, capacities,
    /// reports, and rules but for those of travel hold from the next morning on, the days before stay
    /// as they were. Residents stay as many as are left.
    ///
    /// Whatever the timelines of the two worlds differ in only from that morning on, plays out as if
    /// this world had been played from day 0.
    ///
    /// # Errors
    /// If places, links, groups or rules of travel differ.
    pub fn branch(&self, evening: &Evening) -> Result<Run<'_>, NotResumable> {
        evening.of.fits(&Outline::of(self))?;
        let mut run = Run::new(self, evening.request, evening.days_played, evening.state.clone());
        run.stopped.clone_from(&evening.stopped);
        Ok(run)
    }
}

impl Outline {
    fn of(world: &World) -> Self {
        let (scenario, rules) = (&world.scenario, world.rules());
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
        let timeline = &scenario.timeline;
        let scheduled =
            [timeline.conflicts.len(), timeline.closures.len(), timeline.kind_changes.len()];
        let scheduled = scheduled.map(|rows| StableKey(rows as u64));
        let days = StableKey(scenario.days.into());
        let capacities = world.capacity.iter().copied().map(number);
        Self {
            places: all(world.keys.iter().copied().chain([scale]).chain(destinations)),
            links: all(links),
            travel: all(travel),
            groups: all(scenario.groups.iter().map(|group| StableKey::of(&group.name))),
            assumptions: all(scheduled.into_iter().chain([days]).chain(capacities)),
        }
    }

    /// Whether a state with this outline means the same in a world of another.
    fn fits(self, other: &Self) -> Result<(), NotResumable> {
        let same = [
            (self.places == other.places, NotResumable::OtherPlaces),
            (self.links == other.links, NotResumable::OtherLinks),
            (self.travel == other.travel, NotResumable::OtherTravel),
            (self.groups == other.groups, NotResumable::OtherGroups),
        ];
        match same.into_iter().find(|(same, _)| !same) {
            Some((_, why)) => Err(why),
            None => Ok(()),
        }
    }
}

fn number(value: f64) -> StableKey {
    StableKey(value.to_bits())
}

fn all(keys: impl IntoIterator<Item = StableKey>) -> StableKey {
    keys.into_iter().fold(StableKey::of(""), StableKey::join)
}
