//! A run of Flee's rules, day by day, and the order of the day.

use super::choice::Choices;
use super::conditions::Conditions;
use super::creation_order;
use super::departures;
use super::end_of_day;
use super::flows::Flows;
use super::label::Labels;
use super::leave::leave;
use super::movement::Movement;
use super::observe::{LabelledStock, Observer, Today};
use super::request::{Request, Stopped};
use super::state::State;
use super::surroundings::Surroundings;
use super::timeline;
use super::travel::{TravelMemory, travel};
use super::traveller::SettingOut;
use super::world::World;

/// A process of the day.
type Process = fn(&mut Run<'_>) -> Result<(), Stopped>;

/// What happens on a day, in this order.
const DAY: [(&str, Process); 8] = [
    ("changes of places and conflict", |run| {
        let Parts { today, state, .. } = run.parts();
        let changed = timeline::change_conflicts(&today, &mut state.places, &mut state.network);
        if changed || today.day == 0 {
            departures::weigh_sources(&today, &state.places, &mut state.source_weights);
        }
        Ok(())
    }),
    ("departures", |run| {
        let Parts { today, state, flows, .. } = run.parts();
        let State { places, people, source_weights, .. } = state;
        departures::set_out(&today, source_weights, places, people, flows)
    }),
    ("closures", |run| {
        let Parts { today, state: State { places, network, people, .. }, .. } = run.parts();
        timeline::change_closures(&today, places, network, people);
        Ok(())
    }),
    ("scores and sources", |run| {
        let Parts { today, state, kept, .. } = run.parts();
        departures::weigh_sources(&today, &state.places, &mut state.source_weights);
        kept.choices.update(&today, &state.places, &state.network, &mut state.routes);
        Ok(())
    }),
    ("growth of capacities", |run| {
        let Parts { today, state, .. } = run.parts();
        end_of_day::grow_capacities(&today, &mut state.places);
        Ok(())
    }),
    ("leaving", |run| {
        let Parts { today, state, flows, kept } = run.parts();
        let mut moving = movement(today, state, flows, &mut kept.choices);
        kept.setting_out = leave(&mut moving, &mut kept.travel.journey_ends);
        Ok(())
    }),
    ("travel", |run| {
        let Parts { today, state, flows, kept } = run.parts();
        let mut moving = movement(today, state, flows, &mut kept.choices);
        travel(&mut moving, std::mem::take(&mut kept.setting_out), &mut kept.travel);
        Ok(())
    }),
    ("end of the day", |run| {
        let Parts { today, state, .. } = run.parts();
        end_of_day::settle(&today, &state.places, &state.routes, &mut state.people);
        state.people.merge();
        let State { places, groups, people, .. } = state;
        creation_order::merge_groups(&today, places, groups, people);
        Ok(())
    }),
];

/// One realisation, played a day at a time.
pub struct Run<'w> {
    pub(super) world: &'w World,
    pub(super) request: Request,
    /// How many days have been played: the number of the next.
    pub(super) day: u32,
    pub(super) state: State,
    /// Why it cannot go on.
    pub(super) stopped: Option<Stopped>,
    flows: Flows,
    labels: Vec<LabelledStock>,
    kept: Kept,
}

/// What is kept to save time, and empty when a run is resumed.
#[derive(Default)]
struct Kept {
    choices: Choices,
    /// From leaving to travel; nobody in the evening.
    setting_out: SettingOut,
    travel: TravelMemory,
}

/// A run by what processes read and change.
struct Parts<'r> {
    today: Conditions<'r>,
    state: &'r mut State,
    flows: &'r mut Flows,
    kept: &'r mut Kept,
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
        let mut run = Run::start(self, *request);
        while let Some(today) = run.step()? {
            if observe(&today).is_break() {
                return Err(Stopped::Asked { day: today.day });
            }
        }
        Ok(())
    }
}

impl<'w> Run<'w> {
    /// A run on the morning of day 0.
    pub fn start(world: &'w World, request: Request) -> Self {
        let today = Conditions { world, request: &request, day: 0 };
        let mut state = State::at_start(&today);
        departures::create_at_start(&today, &mut state.places, &mut state.people);
        Self::new(world, request, 0, state)
    }

    /// Days that have been played.
    pub fn days_played(&self) -> u32 {
        self.day
    }

    /// Plays the next day and shows its evening; none if the last day has been played.
    ///
    /// # Errors
    /// If people have to set out and no place is in conflict. The run cannot go on then.
    pub fn step(&mut self) -> Result<Option<Today<'_>>, Stopped> {
        if let Some(stopped) = &self.stopped {
            return Err(stopped.clone());
        }
        if self.day >= self.world.scenario.days {
            return Ok(None);
        }
        self.flows.clear();
        for (_, process) in &DAY {
            if let Err(stopped) = process(self) {
                self.stopped = Some(stopped.clone());
                return Err(stopped);
            }
        }
        debug_assert!(self.state.people.is_conserved(), "people are neither made nor lost");
        self.state.splits += self.flows.splits;
        self.labels = self.labelled();
        self.day += 1;
        Ok(Some(self.today(self.day - 1)))
    }

    /// A run in this state, after so many days.
    pub(super) fn new(world: &'w World, request: Request, day: u32, state: State) -> Self {
        Self {
            world,
            request,
            day,
            state,
            stopped: None,
            flows: Flows::none(world.scenario.places.len()),
            labels: Vec::new(),
            kept: Kept::default(),
        }
    }

    fn parts(&mut self) -> Parts<'_> {
        let Self { world, request, day, state, flows, kept, .. } = self;
        Parts { today: Conditions { world, request, day: *day }, state, flows, kept }
    }

    fn today(&self, day: u32) -> Today<'_> {
        let demand = &self.world.demand;
        let by_conflict = self.world.rules().spawning.by_conflict.is_some();
        let of_day = |values: &[f64]| if by_conflict { 0.0 } else { values[day as usize] };
        Today {
            day,
            stock: &self.state.people.occupancy,
            arrived: &self.flows.arrived,
            departed: &self.flows.departed,
            places: &self.world.place_facts,
            on_road: self.state.people.on_road(),
            displaced: self.state.people.displaced,
            reported: of_day(&demand.reported),
            debt: of_day(&demand.debt),
            splits: self.state.splits,
            labels: &self.labels,
        }
    }

    fn labelled(&self) -> Vec<LabelledStock> {
        let track = self.request.track;
        if !track.origin && !track.group {
            return Vec::new();
        }
        let mut all = Vec::new();
        for (place, pool) in self.state.people.at.iter().enumerate() {
            let mut here = Labels::default();
            pool.cohorts.iter().for_each(|cohort| here.absorb(cohort.labels.clone()));
            all.extend(here.iter().map(|(label, people)| {
                let (origin, group) = self.world.origin_and_group(label);
                LabelledStock {
                    place: place as u32,
                    origin: if track.origin { origin } else { u32::MAX },
                    group: if track.group { group } else { u32::MAX },
                    people,
                }
            }));
        }
        all
    }
}

fn movement<'a>(
    today: Conditions<'a>,
    state: &'a mut State,
    flows: &'a mut Flows,
    choices: &'a mut Choices,
) -> Movement<'a> {
    let State { places, network, routes, people, .. } = state;
    Movement { here: Surroundings { today, places, network, routes }, choices, people, flows }
}
