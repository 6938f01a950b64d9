//! # Campaigns
//! **What**     Where actors advance, how fast, and which places lie on their way.
//! **Equation** v = `v_c` of a campaign whose way leads over the place, else `v_0`; the loser of a
//!   place comes back at `counter` times the speed at which it was taken, for `counter_days`. Where
//!   `counter` is above 1, a place taken back counts as taken at the speed at which it was lost.
//! **Units**    v: km per day
//! **Reads**    campaigns, ground, recent changes.  **Changes** ways and plans
//! **Source**   model description; speeds assumed
//! **Doubts**   An attempted campaign presses on all its objectives at once, in no order.

use super::plan::Plan;
use super::scene::Scene;
use crate::crisis::control::Control;
use crate::crisis::geography::RoadDistances;
use crate::crisis::request::Advance;
use crate::crisis::scenario::{ActorId, Campaign, CampaignKind};
use crate::id::PlaceId;

/// The last change of shares at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// When.
    pub day: u32,
    /// Who has more of it since.
    pub winner: ActorId,
    /// Who lost all of it, if somebody did.
    pub loser: Option<ActorId>,
    /// At which speed it was taken.
    pub km_per_day: f64,
}

/// Campaigns as they stand. Lists are by campaign.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaigns {
    /// Whether a place is an objective yet to be taken, or on the way to one; by place. Empty
    /// unless it is an advance that has been announced and is not over.
    pub ways: Vec<Vec<bool>>,
    /// If it succeeds for certain: what it takes, and when.
    pub plans: Vec<Option<Plan>>,
}

/// Whether a campaign is under way on a day.
pub fn is_on(campaign: &Campaign, day: u32) -> bool {
    (campaign.from..campaign.until).contains(&i64::from(day))
}

/// Whether it is known and not over.
fn is_known(campaign: &Campaign, day: u32) -> bool {
    (campaign.announced.min(campaign.from)..campaign.until).contains(&i64::from(day))
}

impl Campaigns {
    /// None has been announced.
    pub fn new(campaigns: usize) -> Self {
        Self { ways: vec![Vec::new(); campaigns], plans: vec![None; campaigns] }
    }

    /// Campaigns are others: each by its position before, if it had one. What has not begun is planned
    /// anew.
    pub fn adopt(&mut self, before: &[Option<usize>]) {
        let begun = |position: usize| self.plans[position].clone().filter(|plan| plan.begun);
        self.plans = before.iter().map(|position| position.and_then(begun)).collect();
        self.ways = vec![Vec::new(); before.len()];
    }

    /// Finds the ways of all campaigns that are known today. A plan is made anew until its campaign
    /// begins, and is kept from then on.
    pub fn find(&mut self, scene: &Scene<'_>, control: &Control) {
        for (index, campaign) in scene.now.crisis.campaigns.iter().enumerate() {
            if campaign.kind != CampaignKind::Advance || !is_known(campaign, scene.now.day) {
                self.ways[index].clear();
                continue;
            }
            if scene.now.request.advance == Advance::Achieved {
                let plan = &mut self.plans[index];
                if plan.as_ref().is_none_or(|plan| !plan.begun && plan.epoch != control.epoch) {
                    *plan = Some(Plan::make(scene, control, index));
                }
                self.ways[index] =
                    plan.as_ref().map_or_else(Vec::new, |plan| plan.way(scene.terrain.roads.len()));
            } else {
                self.ways[index] = attempted_way(scene, control, campaign);
            }
        }
    }

    /// Speed of a campaign, km per day.
    pub fn km_per_day(&self, scene: &Scene<'_>, campaign: usize) -> f64 {
        let usual = scene.now.inputs.campaigns[campaign].km_per_day;
        self.plans[campaign].as_ref().map_or(usual, |plan| plan.km_per_day)
    }

    /// Known advances that have a place on their way: position, and campaign.
    pub fn towards<'a>(
        &'a self,
        scene: &Scene<'a>,
        place: PlaceId,
    ) -> impl Iterator<Item = (usize, &'a Campaign)> {
        let campaigns = scene.now.crisis.campaigns.iter().enumerate();
        let ways = &self.ways;
        campaigns.filter(move |(index, _)| ways[*index].get(place.index()) == Some(&true))
    }

    /// The speed at which an actor attacks a place today, and that at which it is said to have taken it if
    /// it wins, km per day. Where losers come back faster than they lost, the latter is the speed of the
    /// loss: if each answer were answered faster yet, the fighting of a day would have no end. Plans
    /// are carried out by themselves, not by contests.
    pub fn speeds(
        &self,
        scene: &Scene<'_>,
        change: Option<Change>,
        place: PlaceId,
        actor: ActorId,
    ) -> [f64; 2] {
        let usual = self.fastest(scene, place, |campaign| campaign.actor == actor);
        let loss = speed_of_loss(scene, change.filter(|change| change.loser == Some(actor)));
        let counter = scene.now.parameters().counterattack_speed;
        [counter, counter.min(1.0)].map(|counter| usual.max(counter * loss))
    }

    /// The highest speed at which anybody can attack a place today, km per day.
    pub fn top_speed(&self, scene: &Scene<'_>, change: Option<Change>, place: PlaceId) -> f64 {
        let lost = change.filter(|change| change.loser.is_some());
        let answer = scene.now.parameters().counterattack_speed * speed_of_loss(scene, lost);
        self.fastest(scene, place, |_| true).max(answer)
    }

    /// The highest speed by campaigns of some.
    fn fastest(
        &self,
        scene: &Scene<'_>,
        place: PlaceId,
        counts: impl Fn(&Campaign) -> bool,
    ) -> f64 {
        let mut speed = scene.now.parameters().background_speed;
        if scene.now.request.advance == Advance::Attempted {
            for (index, campaign) in self.towards(scene, place) {
                if counts(campaign) && is_on(campaign, scene.now.day) {
                    speed = speed.max(self.km_per_day(scene, index));
                }
            }
        }
        speed
    }
}

/// At which speed a place was lost, km per day, while the loser may come back; else 0.
fn speed_of_loss(scene: &Scene<'_>, lost: Option<Change>) -> f64 {
    let days = scene.now.parameters().counterattack_days;
    lost.filter(|lost| f64::from(scene.now.day - lost.day) < days)
        .map_or(0.0, |lost| lost.km_per_day)
}

/// Places on a shortest way, over friendly or hostile ground, from an actor's ground to an
/// objective that an enemy holds; without objectives all places of the target.
fn attempted_way(scene: &Scene<'_>, control: &Control, campaign: &Campaign) -> Vec<bool> {
    let (terrain, actor) = (scene.terrain, campaign.actor);
    let foes = scene.now.geography.foes[actor.index()];
    let mut way = vec![false; terrain.roads.len()];
    if campaign.objectives.is_empty() {
        let position = scene.now.crisis.campaigns.iter().position(|other| other.id == campaign.id);
        let targets = position.map_or(foes, |position| terrain.targets[position]);
        for place in &scene.now.geography.inside {
            way[place.index()] = targets.meet(control.holders[place.index()]);
        }
        return way;
    }
    let side = scene.now.geography.friends[actor.index()];
    let open = |place: PlaceId| control.is_passable([side, foes], place);
    let own =
        scene.now.geography.inside.iter().filter(|place| control.holders[place.index()].has(actor));
    let from_own = RoadDistances::from(&terrain.roads, own.copied(), open);
    for objective in &campaign.objectives {
        let total = from_own.km[objective.index()];
        if !total.is_finite() || !foes.meet(control.holders[objective.index()]) {
            continue;
        }
        let back = RoadDistances::from(&terrain.roads, std::iter::once(*objective), open);
        for place in &scene.now.geography.inside {
            let over = from_own.km[place.index()] + back.km[place.index()];
            way[place.index()] |= over <= total * (1.0 + 1e-9);
        }
    }
    way
}
