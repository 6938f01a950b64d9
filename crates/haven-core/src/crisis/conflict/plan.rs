//! # Achieved advances
//! **What**     If an advance is a premise, its objectives fall in their order, and before each of
//!   them what lies on the way to it, each after its part of the whole road.
//! **Equation** `t_k = T·(km to k along the road)/(km in all)`;  T: days stated, else km/`v_c`; at least
//!   1, and at most the days that the campaign lasts
//! **Units**    t: days since the campaign's first day (or the origin); km by road
//! **Reads**    ground on the first day.  **Returns** who falls when
//! **Keeps**    an objective that cannot be reached over friendly or hostile ground is left out
//! **Source**   model description: "given that the objectives are taken by a stated date"
//! **Doubts**   The road is the shortest from the nearest ground; it does not turn aside later.

use super::scene::Scene;
use crate::crisis::control::Control;
use crate::crisis::geography::RoadDistances;
use crate::crisis::scenario::ActorId;
use crate::id::PlaceId;

/// A place that falls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// Where.
    pub place: PlaceId,
    /// Length of the attack, km by road.
    pub km: f64,
    /// When it falls: days since the beginning.
    pub end: f64,
}

/// What an advance takes, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// First day.
    pub start: i64,
    /// In the order in which they fall.
    pub steps: Vec<Step>,
    /// How many have fallen.
    pub fallen: usize,
    /// Whether it is being carried out; until then it follows the ground.
    pub begun: bool,
    /// The state of the ground for which it was made.
    pub epoch: u64,
    /// Its speed.
    pub km_per_day: f64,
}

impl Plan {
    /// The plan of a campaign, by position, as the ground lies today.
    pub fn make(scene: &Scene<'_>, control: &Control, index: usize) -> Self {
        let (campaign, inputs) =
            (&scene.now.crisis.campaigns[index], &scene.now.inputs.campaigns[index]);
        let (start, mut steps) = (
            campaign.from.max(i64::from(scene.now.crisis.origin)),
            road(scene, control, campaign.actor, &campaign.objectives),
        );
        let km: f64 = steps.iter().map(|step| step.km).sum();
        let lasts = (campaign.until - start) as f64;
        let days = inputs.days_to_take.unwrap_or(km / inputs.km_per_day).min(lasts).max(1.0);
        let mut done = 0.0;
        for step in &mut steps {
            done += step.km;
            step.end = days * done / km;
        }
        let km_per_day = if km > 0.0 { km / days } else { inputs.km_per_day };
        Self { start, steps, fallen: 0, begun: false, epoch: control.epoch, km_per_day }
    }

    /// Whether each place is yet to fall.
    pub fn way(&self, places: usize) -> Vec<bool> {
        let mut way = vec![false; places];
        self.steps[self.fallen..].iter().for_each(|step| way[step.place.index()] = true);
        way
    }

    /// Places that fall until the end of a day; they are ticked off.
    pub fn falls(&mut self, day: u32) -> Vec<PlaceId> {
        let now = (i64::from(day) + 1 - self.start) as f64 + 1e-9;
        let falls: Vec<_> = self.steps[self.fallen..]
            .iter()
            .take_while(|step| step.end <= now)
            .map(|step| step.place)
            .collect();
        self.fallen += falls.len();
        falls
    }

    /// Places under attack on a day: the front is within `reach_km` of them by the road, or they
    /// fall on that day.
    pub fn attacked(&self, day: u32, reach_km: f64) -> impl Iterator<Item = PlaceId> {
        let morning = (i64::from(day) - self.start) as f64;
        let evening = morning + 1.0;
        self.steps.iter().filter_map(move |step| {
            let begin = step.end - step.km.min(reach_km) / self.km_per_day;
            (begin < evening && step.end > morning).then_some(step.place)
        })
    }
}

/// The places that fall on the way to all objectives, each with its km; times are yet to be set.
fn road(scene: &Scene<'_>, control: &Control, actor: ActorId, objectives: &[PlaceId]) -> Vec<Step> {
    let terrain = scene.terrain;
    let foes = scene.now.geography.foes[actor.index()];
    let side = scene.now.geography.friends[actor.index()];
    let open = |place: PlaceId| control.is_passable([side, foes], place);
    let mut own: Vec<PlaceId> = scene.now.geography.inside.clone();
    own.retain(|place| control.holders[place.index()].has(actor));
    let mut steps = Vec::new();
    for objective in objectives {
        let holders = control.holders[objective.index()];
        let taken = steps.iter().any(|step: &Step| step.place == *objective);
        if holders.has(actor) && foes.meet(holders) && !taken {
            // The rest of a split place: the front lies half-way to its edge, as in `measure`.
            let km = terrain.size_km[objective.index()] / 4.0;
            steps.push(Step { place: *objective, km, end: 0.0 });
        }
        let reach =
            RoadDistances::until(&terrain.roads, own.iter().copied(), open, |at| at == *objective);
        let mut before = 0.0;
        for place in reach.way_to(*objective) {
            if foes.meet(control.holders[place.index()]) {
                let km = reach.km[place.index()] - before;
                before = reach.km[place.index()];
                steps.push(Step { place, km, end: 0.0 });
                own.push(place);
            }
        }
    }
    steps
}
