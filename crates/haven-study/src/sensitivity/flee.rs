//! A scenario with Flee's rules as a study sees it: some of its parameters in, its fit and its
//! destinations out.

use super::study::{Played, Point};
use crate::ensemble::MemberFailed;
use crate::score::{Ard, ScoredDay};
use crate::watch::Watch;
use haven_core::draw::Draws;
use haven_core::flee::scenario::{BadValue, Parameter, Scenario, Value};
use haven_core::flee::{Request, Stopped, Today, Track, World};
use haven_core::id::PlaceId;
use haven_core::prior::Prior;
use std::ops::ControlFlow;

/// A parameter that is set from outside.
pub struct Input {
    parameter: &'static Parameter,
    prior: Prior,
}

impl Input {
    /// A parameter and what is known of it.
    ///
    /// # Errors
    /// If either end of the prior is not a value that the parameter takes.
    pub fn new(parameter: &'static Parameter, prior: Prior) -> Result<Self, BadValue> {
        let mut rules = haven_core::flee::scenario::Rules::default();
        for end in [0.0, 1.0] {
            parameter.set(&mut rules, &Value::Number(prior.quantile(end)))?;
        }
        Ok(Self { parameter, prior })
    }

    /// The parameter.
    pub fn parameter(&self) -> &'static Parameter {
        self.parameter
    }

    /// What is known of it.
    pub fn prior(&self) -> &Prior {
        &self.prior
    }
}

/// A scenario of which some parameters are set from outside.
pub struct FleeModel<'s> {
    scenario: &'s Scenario,
    seed: u64,
    inputs: &'s [Input],
    /// Destinations as the scenario has them. Rules can turn towns into camps and back; what is
    /// counted stays.
    destinations: Vec<PlaceId>,
    /// The people counted at those destinations that are counted, by day; in their order.
    counted: Vec<(PlaceId, Vec<f64>)>,
}

impl<'s> FleeModel<'s> {
    /// A scenario whose `inputs` are set from outside.
    pub fn new(scenario: &'s Scenario, seed: u64, inputs: &'s [Input]) -> Self {
        let world = World::new(scenario);
        let destinations = world.destinations().to_vec();
        let series = |place: &PlaceId| {
            let days = 0..scenario.days;
            Some((*place, days.map(|day| world.observed(*place, day)).collect::<Option<_>>()?))
        };
        let counted = destinations.iter().filter_map(series).collect();
        Self { scenario, seed, inputs, destinations, counted }
    }

    /// Whether anything was counted, so that the first answers are scores.
    pub fn is_scored(&self) -> bool {
        !self.counted.is_empty()
    }

    /// Its destinations, in the order of the answers.
    pub fn destinations(&self) -> &[PlaceId] {
        &self.destinations
    }

    /// Plays one point: if anything was counted, the averaged relative difference by people counted
    /// and by Flee's denominator; then people at each destination at the end. `None` if the watch
    /// was stopped before the last day.
    ///
    /// # Errors
    /// If the member cannot be played to the end.
    pub fn play(&self, point: &Point, watch: &Watch) -> Result<Played, MemberFailed> {
        let world = World::new(&self.at(point));
        let member = point.member;
        let request =
            Request { seed: self.seed, member, draws: Draws::Sampled, track: Track::default() };
        let last = self.scenario.days - 1;
        let (mut ard, mut stocks) = (Ard::default(), Vec::new());
        let played = world.run(&request, &mut |today: &Today<'_>| {
            self.score(today, &mut ard);
            if today.day == last {
                let each = self.scenario.rules.scale_divisor.0 as f64;
                let people = |at: &PlaceId| today.stock[at.index()] * each;
                stocks = self.destinations.iter().map(people).collect();
            }
            watch.day_done();
            let stops = watch.is_stopped() && today.day < last;
            if stops { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        match played {
            Ok(()) => {
                let scores = self.is_scored().then_some([ard.plain, ard.flee]);
                Ok(Some(scores.into_iter().flatten().chain(stocks).collect()))
            }
            Err(Stopped::Asked { .. }) => Ok(None),
            Err(reason) => Err(MemberFailed { member, reason }),
        }
    }

    fn at(&self, point: &Point) -> Scenario {
        let mut scenario = self.scenario.clone();
        for (input, uniform) in self.inputs.iter().zip(&point.uniforms) {
            let value = Value::Number(input.prior.quantile(*uniform));
            let set = input.parameter.set(&mut scenario.rules, &value);
            set.expect("an input's prior lies within what its parameter takes");
        }
        scenario
    }

    fn score(&self, today: &Today<'_>, ard: &mut Ard) {
        if !self.is_scored() {
            return;
        }
        let (simulated, counted): (Vec<f64>, Vec<f64>) = self
            .counted
            .iter()
            .map(|(place, days)| (today.stock[place.index()], days[today.day as usize]))
            .unzip();
        let reported = today.reported;
        ard.add(&ScoredDay { simulated: &simulated, counted: &counted, reported });
    }
}
