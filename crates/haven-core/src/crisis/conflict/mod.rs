//! Who holds what: observed up to the origin, projected after it.
//!
//! Deliberately small: a generator of plausible sequences of control for the planning of civil
//! protection, without units, weapons or orders. Strength never leaves it.

mod appraise;
mod approach;
mod campaign;
mod contest;
mod distances;
mod flow;
mod fronts;
mod observed;
mod plan;
mod race;
mod scene;
mod seize;
mod strength;
mod supply;
mod supply_risk;
mod supply_roads;
mod terrain;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use supply::in_peace;
pub use terrain::Terrain;

use super::actors::Actors;
use super::control::Control;
use super::day::Member;
use super::inputs::Inputs;
use super::request::Request;
use super::scenario::{ActorId, CampaignKind, ControlStatus, Crisis};
use super::world::World;
use crate::id::PlaceId;
use appraise::Support;
use campaign::{Campaigns, Change, is_on};
use distances::Distances;
use fronts::Fronts;
use race::ResidualTimes;
use scene::Scene;
use strength::Strength;
use supply::Supply;

/// Memory of the conflict process. Lists are by place.
#[derive(Clone, Debug)]
pub struct Conflict {
    strength: Strength,
    fronts: Fronts,
    support: Support,
    campaigns: Campaigns,
    supply: Supply,
    clocks: ResidualTimes,
    distances: Distances,
    /// The last change of shares.
    changed: Vec<Option<Change>>,
    /// How firmly the place is held, as the table says.
    declared: Vec<Option<ControlStatus>>,
    /// First day on which a place that was taken for certain can be fought for again.
    kept_until: Vec<i64>,
    /// The state of the ground for which everything has been found.
    epoch: u64,
    /// The state of the ground for which fronts have been found, and the day.
    fronts_on: (u64, u32),
}

impl Conflict {
    /// Share of each place's supplies that comes over roads within reach of an enemy.
    pub(super) fn supply_at_risk(
        &self,
        world: &World,
        control: &Control,
        inputs: &Inputs,
    ) -> Vec<f64> {
        self.supply.at_risk(world, control, inputs.parameters.reach_km)
    }

    /// The conflict and the ground on the morning of day 0.
    pub(super) fn start(world: &World, inputs: &Inputs, request: &Request) -> (Self, Control) {
        let crisis = world.crisis();
        let (places, actors) = (crisis.places.len(), crisis.actors.len());
        let mut control = first_control(crisis);
        let mut declared = vec![None; places];
        for row in crisis.control.iter().filter(|row| row.day <= 0) {
            declared[row.place.index()] = Some(row.status);
        }
        let scene = Scene { world, inputs, request, day: 0 };
        let distances = Distances::new(&scene, &mut control);
        let mut conflict = Self {
            strength: Strength::new(places, &inputs.strength),
            fronts: Fronts::new(places, actors),
            support: Support::new(places),
            campaigns: Campaigns::new(crisis.campaigns.len()),
            supply: Supply::new(world, inputs.parameters.stock_days, &declared),
            clocks: ResidualTimes::new(places * actors),
            distances,
            changed: vec![None; places],
            declared,
            kept_until: vec![i64::MIN; places],
            epoch: 0,
            fronts_on: (0, 0),
        };
        conflict.find_all(&scene, &mut control);
        (conflict, control)
    }

    /// Finds everything that follows from who holds what.
    fn find_all(&mut self, scene: &Scene<'_>, control: &mut Control) {
        let besieged = self.supply.besiege(scene, control);
        self.supply.find(scene, control);
        self.campaigns.find(scene, control);
        if besieged || self.fronts_on != (control.epoch, scene.day) {
            self.find_fronts(scene, control);
        }
        self.find_supplied(scene, control);
        self.strength.settle(control, &scene.world.inside);
        self.distances.find(scene, control);
        approach::find_fronts(scene, self, control);
        approach::expect(scene, self, control);
        approach::bomb(scene, control);
        control.outlook += 1;
        self.epoch = control.epoch;
    }

    fn find_fronts(&mut self, scene: &Scene<'_>, control: &Control) {
        self.fronts_on = (control.epoch, scene.day);
        let today = i64::from(scene.day);
        let kept = |place: PlaceId| self.kept_until[place.index()] > today;
        self.fronts.find(scene.world, control, &self.supply.cut, kept);
    }

    /// Which ground gets strength: what is joined to a source of its own over ground of its side.
    /// An actor without any source in the scenario lives off all its land.
    fn find_supplied(&mut self, scene: &Scene<'_>, control: &Control) {
        let terrain = scene.terrain();
        let holds_out = scene.inputs.parameters.garrison;
        for actor in &scene.world.leaves {
            let own = || terrain.entries.iter().filter(|entry| entry.actor == *actor);
            if own().next().is_none() {
                continue;
            }
            let (fronts, cut) = (&self.fronts, &self.supply.cut);
            let is_open = |link: Option<u32>| link.is_none_or(|link| cut[link as usize] < 1.0);
            let by = own().flat_map(|entry| &entry.by).filter(|(_, link)| is_open(*link));
            let area = |place: PlaceId| fronts.area[self.strength.cell(*actor, place)];
            let supplied: Vec<u16> = by.map(|(place, _)| area(*place)).collect();
            for place in &scene.world.inside {
                if control.holders[place.index()].has(*actor) {
                    let area = fronts.area[self.strength.cell(*actor, *place)];
                    let open = supplied.contains(&area);
                    self.strength.set_supplied(*actor, *place, open, holds_out);
                }
            }
        }
    }

    /// On the origin strength is where shares and fronts put it.
    fn muster(&mut self, scene: &Scene<'_>, control: &Control) {
        let bonus = scene.inputs.parameters.front_bonus;
        let pool = &scene.inputs.strength;
        self.strength = Strength::new(scene.crisis().places.len(), pool);
        self.strength.settle(control, &scene.world.inside);
        for actor in &scene.world.leaves {
            self.strength.flow(control, *actor, &self.fronts.faces, (1.0, bonus));
        }
        self.find_supplied(scene, control);
    }

    /// A day in the life of strength.
    fn supply_strength(&mut self, scene: &Scene<'_>, control: &Control) {
        let parameters = &scene.inputs.parameters;
        for (entry, inflow) in scene.terrain().entries.iter().zip(&scene.inputs.strength_per_day) {
            let held = |(place, _): &(PlaceId, Option<u32>)| {
                let friends = scene.world.friends[entry.actor.index()];
                friends.meet(control.holders[place.index()])
            };
            if entry.by.iter().any(held) {
                self.strength.pool[entry.actor.index()] += inflow;
            }
        }
        for (index, campaign) in scene.crisis().campaigns.iter().enumerate() {
            if campaign.kind == CampaignKind::Air && is_on(campaign, scene.day) {
                let intensity = scene.inputs.campaigns[index].intensity;
                for target in scene.terrain().targets[index].iter() {
                    self.strength.strike(target, parameters.air_attrition, intensity);
                }
            }
        }
        let flow = parameters.flow.min(1.0);
        for actor in &scene.world.leaves {
            self.strength.wither(*actor, parameters.siege_decay);
            let tempo = (flow, parameters.front_bonus);
            self.strength.flow(control, *actor, &self.fronts.faces, tempo);
        }
    }

    /// Places that fall by plan fall; all that were attacked by plan, with by whom.
    fn carry_out_plans(
        &mut self,
        scene: &Scene<'_>,
        control: &mut Control,
    ) -> Vec<(PlaceId, ActorId)> {
        let mut attacked = Vec::new();
        for (index, campaign) in scene.crisis().campaigns.iter().enumerate() {
            let Some(plan) = self.campaigns.plans[index].as_mut() else { continue };
            if !is_on(campaign, scene.day) || i64::from(scene.day) < plan.start {
                continue;
            }
            plan.begun = true;
            let reach_km = scene.inputs.parameters.reach_km;
            let targets = plan.attacked(scene.day, reach_km);
            attacked.extend(targets.map(|place| (place, campaign.actor)));
            let km_per_day = plan.km_per_day;
            for place in plan.falls(scene.day) {
                let foes = scene.world.foes[campaign.actor.index()];
                if foes.meet(control.holders[place.index()]) {
                    seize::take(scene, self, control, (place, campaign.actor), km_per_day);
                }
                self.kept_until[place.index()] = campaign.until;
            }
        }
        attacked
    }
}

/// Who holds what on the first morning; what follows from it is to be found.
pub(super) fn first_control(crisis: &Crisis) -> Control {
    let mut control = bare_control(crisis.places.len(), crisis.actors.len());
    for row in crisis.control.iter().filter(|row| row.day <= 0) {
        observed::set(&mut control, row);
    }
    control
}

fn bare_control(places: usize, actors: usize) -> Control {
    let cells = places * actors;
    Control {
        actors,
        share: vec![0.0; cells],
        holders: vec![Actors::default(); places],
        epoch: 1,
        outlook: 0,
        gains: 0,
        front: vec![false; places],
        assaulting: vec![Actors::default(); places],
        air: vec![0.0; cells],
        km_to: vec![f64::INFINITY; cells],
        km_gained: vec![0.0; cells],
        expected_speed: vec![0.0; cells],
        captured: vec![None; places],
        siege: vec![0.0; places],
        exits_cut: vec![0.0; places],
    }
}

/// Plays today's fighting.
pub(super) fn play(member: &mut Member<'_>) {
    let Member { world, inputs, request, day, state, .. } = member;
    let scene = Scene { world, inputs, request, day: *day };
    let (conflict, control) = (&mut state.conflict, &mut state.control);
    if scene.terrain().turns.contains(&i64::from(*day)) {
        conflict.find_all(&scene, control);
    }
    let attacked = if scene.is_observed() {
        observed::follow(&scene, conflict, control);
        Vec::new()
    } else {
        project(&scene, conflict, control)
    };
    if control.epoch != conflict.epoch {
        conflict.find_all(&scene, control);
    }
    conflict.supply.consume(&scene, control);
    conflict.distances.remember(control, *day);
    approach::assault(&scene, conflict, control, &attacked);
}

/// The process after the origin. The places that plans attack today, and by whom.
fn project(
    scene: &Scene<'_>,
    conflict: &mut Conflict,
    control: &mut Control,
) -> Vec<(PlaceId, ActorId)> {
    if scene.day == scene.crisis().origin {
        conflict.muster(scene, control);
    }
    conflict.supply_strength(scene, control);
    let attacked = conflict.carry_out_plans(scene, control);
    if control.epoch != conflict.epoch {
        conflict.find_fronts(scene, control);
    }
    race::race(scene, conflict, control);
    attacked
}
