//! One member of an ensemble, and its day.

use super::choice::Choices;
use super::day_ends::DayEnds;
use super::departures;
use super::follow::Follower;
use super::leave::{Leavers, leave};
use super::night;
use super::order;
use super::risk::Reach;
use super::state::State;
use super::timeline;
use super::travel::{Traveller, travel};
use super::world::World;
use crate::draw::Draws;
use crate::flee::{LabelledStock, Observer, Request, Stopped, Today};
use crate::rng::Streams;

/// A process of the day.
type Process = fn(&mut Member<'_>) -> Result<(), Stopped>;

/// What happens on a day, in this order.
pub(super) const DAY: [(&str, Process); 8] = [
    ("changes of places and conflict", |member| {
        let changed = timeline::change_conflicts(member.world, &mut member.state, member.day);
        if changed || member.day == 0 {
            departures::weigh_sources(member);
        }
        Ok(())
    }),
    ("departures", departures::set_out),
    ("closures", |member| {
        timeline::change_closures(member.world, &mut member.state, member.day);
        Ok(())
    }),
    ("scores and sources", |member| {
        departures::weigh_sources(member);
        member.choices.update(member.world, &mut member.state, member.day);
        Ok(())
    }),
    ("growth of capacities", |member| {
        night::grow_capacities(member);
        Ok(())
    }),
    ("leaving", |member| {
        leave(member);
        Ok(())
    }),
    ("travel", |member| {
        travel(member);
        Ok(())
    }),
    ("night", |member| {
        night::settle(member);
        night::merge(member);
        order::merge_groups(&mut member.state, member.day);
        Ok(())
    }),
];

/// One realisation while it runs. Parameters are in `world`, what changes is in `state`; the rest
/// is today's record and memory kept to save time.
pub(super) struct Member<'w> {
    pub(super) world: &'w World,
    pub(super) request: Request,
    pub(super) day: u32,
    pub(super) state: State,
    pub(super) choices: Choices,
    /// People who reached each place today.
    pub(super) arrived: Vec<f64>,
    /// People who set out from home in each place today.
    pub(super) departed: Vec<f64>,
    /// Who leaves on a day that is drawn as a whole; they go in [`super::travel`].
    pub(super) leaving: Option<Vec<Leavers>>,
    /// Who has left a place today and not travelled yet, where the rules are plain: nobody on the
    /// same road is like them, so that they need not be looked for there.
    pub(super) setting_out: Vec<Traveller>,
    /// Draws that split a cohort so far.
    pub(super) splits: u64,
    /// Memory of `risk`, valid while the network and the places at risk stay the same.
    pub(super) reach: Reach,
    /// Memory of where journeys end, valid while the network and the weights stay the same.
    pub(super) day_ends: DayEnds,
    /// Memory of what people decide where they are followed, valid for a day.
    pub(super) follower: Follower,
}

impl World {
    /// The processes of a day, by name, in order.
    pub fn order_of_the_day() -> impl Iterator<Item = &'static str> {
        DAY.iter().map(|(name, _)| *name)
    }

    /// Plays one member, day by day, and shows each day to `observe`.
    ///
    /// # Errors
    /// If people have to set out and no place is in conflict, or if `observe` asked to stop.
    pub fn run(&self, request: &Request, observe: &mut Observer<'_>) -> Result<(), Stopped> {
        let mut member = Member::new(self, *request);
        for day in 0..self.scenario.days {
            member.play(day)?;
            if member.show(observe).is_break() {
                return Err(Stopped::Asked { day });
            }
        }
        Ok(())
    }
}

impl<'w> Member<'w> {
    fn new(world: &'w World, request: Request) -> Self {
        let places = world.scenario.places.len();
        let mut member = Self {
            world,
            request,
            day: 0,
            state: State::at_start(world, request.draws),
            choices: Choices::default(),
            arrived: vec![0.0; places],
            departed: vec![0.0; places],
            leaving: None,
            setting_out: Vec::new(),
            splits: 0,
            reach: Reach::default(),
            day_ends: DayEnds::default(),
            follower: Follower::default(),
        };
        departures::create_at_start(&mut member);
        member
    }

    fn play(&mut self, day: u32) -> Result<(), Stopped> {
        self.day = day;
        self.arrived.fill(0.0);
        self.departed.fill(0.0);
        DAY.iter().try_for_each(|(_, process)| process(self))?;
        debug_assert!(self.state.is_conserved(), "people are neither made nor lost");
        Ok(())
    }

    pub(super) fn streams(&self) -> Streams {
        Streams { seed: self.request.seed, member: self.request.member, day: self.day }
    }

    /// Whether people who compete for room decide one by one.
    pub(super) fn one_by_one(&self) -> bool {
        self.world.one_by_one() && self.request.draws == Draws::Sampled
    }

    /// Steps of a unit of recency. Grouping by recency rounded to 1e-6 reproduces Flee's law
    /// (flee.md, section 4.9). In large populations 1e-3 does, within what can be told: only who is
    /// that near the threshold of one half is taken for his neighbour. Expected runs, in which
    /// every situation is visited by some fraction of people, round to 0.05.
    pub(super) fn recency_steps(&self) -> f64 {
        match (self.request.draws, self.world.is_large()) {
            (Draws::Expected, _) => 20.0,
            (Draws::Sampled, true) => 1e3,
            (Draws::Sampled, false) => 1e6,
        }
    }

    /// The label of people from an origin and a group.
    pub(super) fn label(&self, origin: u32, group: u32) -> u32 {
        origin * self.groups() + group
    }

    fn groups(&self) -> u32 {
        self.world.scenario.groups.len().max(1) as u32
    }

    fn show(&self, observe: &mut Observer<'_>) -> std::ops::ControlFlow<()> {
        let demand = &self.world.demand;
        let by_conflict = self.world.rules().spawning.by_conflict.is_some();
        let of_day = |values: &[f64]| if by_conflict { 0.0 } else { values[self.day as usize] };
        observe(&Today {
            day: self.day,
            stock: &self.state.occupancy,
            arrived: &self.arrived,
            departed: &self.departed,
            places: &self.world.place_facts,
            on_road: self.state.on_road(),
            displaced: self.state.displaced,
            reported: of_day(&demand.reported),
            debt: of_day(&demand.debt),
            splits: self.splits,
            labels: &self.labelled(),
        })
    }

    fn labelled(&self) -> Vec<LabelledStock> {
        let track = self.request.track;
        if !track.origin && !track.group {
            return Vec::new();
        }
        let mut all = Vec::new();
        for (place, pool) in self.state.at.iter().enumerate() {
            let mut here = super::label::Labels::default();
            pool.cohorts.iter().for_each(|cohort| here.absorb(cohort.labels.clone()));
            all.extend(here.iter().map(|(label, people)| LabelledStock {
                place: place as u32,
                origin: if track.origin { label / self.groups() } else { u32::MAX },
                group: if track.group { label % self.groups() } else { u32::MAX },
                people,
            }));
        }
        all
    }
}
