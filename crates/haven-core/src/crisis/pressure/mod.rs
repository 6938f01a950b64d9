//! Pressure on civilians: each term by itself, so that departures can be explained.

mod acts;
mod cause;
mod contagion;
mod damage;
mod fear;
mod harm;
#[cfg(test)]
mod kept;
mod kernel;
mod ring;
mod shock;
#[cfg(test)]
mod tests;
mod violence;

pub use cause::Cause;

use super::control::Control;
use super::day::Member;
use super::inputs::Inputs;
use super::scenario::HomeId;
use super::world::World;
use crate::draw::Draws;
use crate::id::PlaceId;
use crate::rng::Streams;
use acts::Act;
use harm::Harm;
use kernel::Kernel;
use ring::Ring;

/// Today's pressure, and what of earlier days it depends on. Every term is in [0, 1].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pressure {
    /// `violence`, by place.
    pub violence: Vec<f64>,
    /// `assault`: share of residents near a ground attack, by place.
    pub assault: Vec<f64>,
    /// `fear`, by home.
    pub fear: Vec<f64>,
    /// `occupation`, by home.
    pub occupation: Vec<f64>,
    /// Weighted with the residents of each group at the start: fear and occupation together, by
    /// place (where nobody lives: as the people of the country). What displaced people who are
    /// there feel.
    pub fear_at: Vec<f64>,
    /// Damage done in the last 30 days, by place.
    pub new_damage: Vec<f64>,
    /// Damage in all, by place.
    pub damage: Vec<f64>,
    /// `contagion`, by place.
    pub contagion: Vec<f64>,
    /// `services`, by place.
    pub services: Vec<f64>,
    /// ε: how this place-day differs beyond what is modelled; mean 1, by place.
    pub shock: Vec<f64>,
    /// Days in a row on which the place was quiet (violence + fear below `quiet`, no assault), by
    /// place. What was before day 0 is not known: a place is taken to have been quiet for as long
    /// as returns need.
    pub quiet_days: Vec<f64>,
    memory: Memory,
}

/// What pressure remembers, and what of a member it needs every day.
#[derive(Clone, Debug, Default, PartialEq)]
struct Memory {
    kernel: Kernel,
    harm: Harm,
    means: acts::Means,
    /// Today's acts.
    acts: Vec<Act>,
    /// Share of residents near a ground attack, if there is one, by place.
    near_attack: Vec<f64>,
    /// Who feels, by place.
    crowds: Vec<Vec<Crowd>>,
    /// Who comes near, by place.
    approaches: Vec<fear::Approach>,
    /// `Control::outlook` and `Control::gains` when that was found last.
    looked_at: [u64; 2],
    /// How fresh the capture of a place is so many days later: `exp(−days/τ_o)`.
    freshness: Vec<f64>,
    /// Exposure E of the last `τ_v` days.
    exposure: Ring,
    /// Today's exposure to assaults and air strikes at the place itself, by place.
    blasts: Vec<f64>,
    /// Share of neighbours' residents who left, of the last 7 days.
    outflow: Ring,
    /// Damage of the last 30 days.
    damage: Ring,
    /// Logarithm of the shock, before its mean is taken out, by place.
    shock: Vec<f64>,
    /// What makes the shocks of some days.
    normals: shock::Normals,
    /// People who left home when departures were last found, and residents before they left, by place.
    departed: Vec<[f64; 2]>,
}

/// People of one group at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Crowd {
    /// Whose home the place is.
    home: Option<HomeId>,
    group: usize,
    /// Share of the people there.
    share: f64,
}

/// What today's pressure is found from.
struct Scene<'a> {
    world: &'a World,
    inputs: &'a Inputs,
    control: &'a Control,
    streams: Streams,
    draws: Draws,
}

impl Scene<'_> {
    /// Whether violence and damage on a day come from tables.
    fn is_observed(&self, day: i64) -> bool {
        day < i64::from(self.world.crisis().origin)
    }
}

impl Pressure {
    /// The evening before day 0.
    pub(super) fn start(world: &World, inputs: &Inputs) -> Self {
        let (places, homes) = (world.crisis().places.len(), world.crisis().homes.len());
        let (by_place, by_home) = (|| vec![0.0; places], || vec![0.0; homes]);
        let parameters = &inputs.parameters;
        let memory = Memory {
            kernel: Kernel::new(world, parameters.kernel_km),
            harm: Harm::new(world),
            means: acts::Means::default(),
            acts: Vec::new(),
            near_attack: near_attack(world, inputs),
            crowds: fear::crowds(world, &inputs.residents),
            approaches: vec![fear::Approach::default(); places],
            looked_at: [0; 2],
            freshness: fear::freshness(parameters.occupation_days, world.crisis().days),
            exposure: Ring::new(parameters.memory_days.round() as u32, places),
            blasts: by_place(),
            outflow: Ring::new(contagion::MEMORY_DAYS, places),
            damage: Ring::new(damage::NEW_FOR_DAYS, places),
            shock: by_place(),
            normals: shock::Normals::default(),
            departed: vec![[0.0; 2]; places],
        };
        let mut pressure = Self {
            violence: by_place(),
            assault: by_place(),
            fear: by_home(),
            occupation: by_home(),
            fear_at: by_place(),
            new_damage: by_place(),
            damage: by_place(),
            contagion: by_place(),
            services: by_place(),
            shock: vec![1.0; places],
            quiet_days: vec![parameters.quiet_days; places],
            memory,
        };
        damage::remember_before(world, &mut pressure);
        pressure
    }

    /// Of the residents of a place (before they left), so many left home today.
    pub(super) fn note_departures(&mut self, place: PlaceId, left: f64, residents: f64) {
        self.memory.departed[place.index()] = [left, residents];
    }

    /// Violence and fear of all kinds at a place, against `quiet`.
    pub(super) fn unrest(&self, place: PlaceId) -> f64 {
        self.violence[place.index()] + self.fear_at[place.index()]
    }
}

/// `min(1, (pop_ref/residents)^c)`: a front is a line, a city an area. By residents at the start:
/// those who have left do not bring the others nearer to the fighting.
fn near_attack(world: &World, inputs: &Inputs) -> Vec<f64> {
    let parameters = &inputs.parameters;
    let of_place = |homes: &Vec<HomeId>| {
        let people: f64 = homes.iter().map(|home| inputs.residents[home.index()]).sum();
        (parameters.assault_people / people.max(1.0)).powf(parameters.assault_dilution).min(1.0)
    };
    world.homes_at.iter().map(of_place).collect()
}

/// Finds today's pressure.
pub(super) fn press(member: &mut Member<'_>) {
    let streams = member.streams();
    let (world, inputs, draws) = (member.world, &member.inputs, member.request.draws);
    let scene = Scene { world, inputs, control: &member.state.control, streams, draws };
    let pressure = &mut member.state.pressure;
    violence::feel(&scene, pressure);
    fear::fear(&scene, pressure);
    contagion::spread(&scene, pressure);
    damage::assess(&scene, pressure);
    shock::draw(&scene, pressure);
    for place in &world.inside {
        let (index, unrest) = (place.index(), pressure.unrest(*place));
        let attacked = !scene.control.assaulting[index].is_empty();
        pressure.assault[index] = if attacked { pressure.memory.near_attack[index] } else { 0.0 };
        let is_quiet = !attacked && unrest < inputs.parameters.quiet;
        pressure.quiet_days[index] = if is_quiet { pressure.quiet_days[index] + 1.0 } else { 0.0 };
    }
}
