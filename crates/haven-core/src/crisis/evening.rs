//! A run kept on an evening, to be resumed to the same bits or played on under other assumptions.
//!
//! ```
//! # use haven_core::crisis::{Evening, NotResumable, Request, Run, World};
//! # fn scrub(world: &World, gates_shut: &World, request: Request) -> Result<(), NotResumable> {
//! let mut run = Run::start(world, request);
//! while run.days_played() < 60 && run.step().is_some() {}
//! let evening: Evening = run.save();
//! // The same days as if it had not been kept.
//! let mut as_it_was = world.resume(&evening)?;
//! // The same 60 days, and from then on with the gates shut.
//! let mut other = gates_shut.branch(&evening)?;
//! while let (Some(one), Some(other)) = (as_it_was.step(), other.step()) {
//!     assert_eq!(one.day, other.day);
//! }
//! # Ok(())
//! # }
//! ```

use super::conflict;
use super::derived::Derived;
use super::flows::Flows;
use super::inputs::Inputs;
use super::request::Request;
use super::run::Run;
use super::scenario::Crisis;
use super::scratch::Scratch;
use super::state::State;
use super::world::World;
use crate::id::StableKey;

/// A run on an evening: what it was asked for, what its member takes to be true, and its state.
/// It holds no reference, so that evenings can be kept as long as one likes.
#[derive(Clone, Debug, PartialEq)]
pub struct Evening {
    request: Request,
    inputs: Inputs,
    days_played: u32,
    state: State,
    of: Outline,
}

/// By what it is seen whether a state belongs to a crisis.
#[derive(Clone, Debug, PartialEq)]
struct Outline {
    /// First projected day, and number of days.
    days: [u32; 2],
    places: Vec<StableKey>,
    homes: Vec<StableKey>,
    actors: Vec<StableKey>,
    links: usize,
    /// Ids.
    campaigns: Vec<String>,
    /// Ids.
    havens: Vec<String>,
    crossings: usize,
}

/// Why an evening cannot be played on in a world.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotResumable {
    /// Days, places, homes, actors or links are others.
    #[error("the evening is of a crisis with other days, places, homes, actors or roads")]
    OtherCrisis,
    /// Campaigns, gates or havens are others: see [`World::branch`].
    #[error("the evening is of a crisis with other campaigns, gates or havens: branch from it")]
    OtherAssumptions,
}

impl Outline {
    fn of(world: &World) -> Self {
        let (crisis, geography) = (world.crisis(), &world.geography);
        Self {
            days: [crisis.origin, crisis.days],
            places: geography.keys.clone(),
            homes: geography.home_keys.clone(),
            actors: geography.actor_keys.clone(),
            links: crisis.links.len(),
            campaigns: crisis.campaigns.iter().map(|campaign| campaign.id.clone()).collect(),
            havens: crisis.havens.iter().map(|haven| haven.id.clone()).collect(),
            crossings: crisis.crossings.len(),
        }
    }

    /// Whether a state with this outline has as many entries for the same places, homes and actors.
    fn fits(&self, other: &Self) -> bool {
        let Self { campaigns, havens, crossings, .. } = other.clone();
        *other == Self { campaigns, havens, crossings, ..self.clone() }
    }
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

    /// What its member takes to be true.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }
}

impl<'w> Run<'w> {
    /// Keeps the run as it is after the days played so far.
    pub fn save(&self) -> Evening {
        Evening {
            request: self.request,
            inputs: self.inputs.clone(),
            days_played: self.day,
            state: self.state.clone(),
            of: Outline::of(self.world),
        }
    }

    /// A run from an evening on, in a world of the same outline but for assumptions.
    fn from_evening(world: &'w World, evening: &Evening, inputs: Inputs) -> Self {
        let (request, day) = (evening.request, evening.days_played);
        let derived = Derived::new(world, &world.on(&inputs, &request, day));
        let (state, scratch) = (evening.state.clone(), Scratch::new(world.crisis()));
        let flows = Flows::new(world.crisis().places.len());
        Self { world, inputs, derived, request, day, state, flows, scratch }
    }
}

impl World {
    /// Plays on from an evening of a run in this world: every day to come has the same bits as if the
    /// run had never been kept. The world must have been made from the same crisis.
    ///
    /// # Errors
    /// If it was made from a crisis with other places, actors, campaigns and so on.
    pub fn resume(&self, evening: &Evening) -> Result<Run<'_>, NotResumable> {
        let of = Outline::of(self);
        match (of == evening.of, evening.of.fits(&of)) {
            (true, _) => Ok(Run::from_evening(self, evening, evening.inputs.clone())),
            (false, true) => Err(NotResumable::OtherAssumptions),
            (false, false) => Err(NotResumable::OtherCrisis),
        }
    }

    /// Plays on from an evening under the assumptions of this world: its campaigns, gates, havens and
    /// priors hold from the next morning on, the days before stay as they were. The member draws its
    /// inputs anew, from the same addresses: what the two worlds have in common stays the same.
    ///
    /// Whatever differs between the worlds only from that morning on, plays out as if this world had
    /// been played from day 0.
    ///
    /// # Errors
    /// If days, places, homes, actors or links differ.
    pub fn branch(&self, evening: &Evening) -> Result<Run<'_>, NotResumable> {
        let Request { seed, member, draws, .. } = evening.request;
        self.branch_with(evening, Inputs::draw(self.crisis(), seed, member, draws))
    }

    /// The same with inputs that somebody chose. Who lived where on day 0 stays as it was.
    ///
    /// # Errors
    /// If days, places, homes, actors or links differ.
    pub fn branch_with(&self, evening: &Evening, inputs: Inputs) -> Result<Run<'_>, NotResumable> {
        if !evening.of.fits(&Outline::of(self)) {
            return Err(NotResumable::OtherCrisis);
        }
        let inputs = Inputs { residents: evening.inputs.residents.clone(), ..inputs };
        let mut run = Run::from_evening(self, evening, inputs);
        run.state.adopt(self, &evening.of);
        if run.inputs.parameters != evening.inputs.parameters {
            run.state.forget(self, &run.inputs, run.day);
        }
        let now = self.on(&run.inputs, &run.request, run.day);
        let State { conflict, control, .. } = &mut run.state;
        conflict::look_again(&self.scene(now), conflict, control, &mut run.scratch.conflict);
        Ok(run)
    }
}

impl State {
    /// Campaigns and havens are those of a world; what they have in common with those before goes on.
    fn adopt(&mut self, world: &World, before: &Outline) {
        let crisis: &Crisis = world.crisis();
        let known = |ids: &[String], id: &String| ids.iter().position(|other| other == id);
        let campaigns = crisis.campaigns.iter();
        let campaigns = campaigns.map(|campaign| known(&before.campaigns, &campaign.id));
        self.conflict.adopt(&campaigns.collect::<Vec<_>>());
        let havens = crisis.havens.iter().map(|haven| known(&before.havens, &haven.id));
        self.havens.adopt(&havens.collect::<Vec<_>>());
    }

    /// Parameters are others: what was kept because they were not is found anew.
    fn forget(&mut self, world: &World, inputs: &Inputs, day: u32) {
        self.conflict.forget();
        self.paths.forget(&world.network);
        self.pressure.remember(inputs.parameters.memory_days, day);
    }
}
