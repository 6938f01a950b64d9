//! What a combination of what-ifs answers, over all its members.

use super::combination::Asked;
use super::fan::{Fan, fans};
use super::headline::Headline;
use super::planning::{self, Planning};
use super::play::Played;
use super::whereabouts::Whereabouts;
use crate::disclosure::{Arrivals, used_roads};
use haven_core::crisis::scenario::ActorId;
use haven_core::id::PlaceId;
use haven_study::spread::Spread;
use haven_study::workers::Workers;

/// The answer of a combination.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked.
    pub asked: Asked,
    /// Members that are complete.
    pub members: Vec<u32>,
    /// The few numbers that come first.
    pub headline: Headline,
    /// Series over time.
    pub fans: Vec<Fan>,
    /// What planners need.
    pub planning: Planning,
    /// Where everybody is at the end.
    pub whereabouts: Whereabouts,
    /// Who holds what at the start and at the end.
    pub held: [Vec<Held>; 2],
    /// Places that are taken, with how often and when.
    pub taken: Vec<Taken>,
    /// Share of each place's supplies that comes over roads within reach of an enemy, on the first and the
    /// last day, by place: mean over the members that are explained, if there are any.
    pub supply_at_risk: Option<[Vec<f64>; 2]>,
    /// Mean number of people who use a link over the whole run, by link, as far as it may be shown; none
    /// while people may be on these ways.
    pub on_link: Option<Vec<f64>>,
    /// Arrivals abroad told apart, as far as they may be shown, of a verb that shows them.
    pub arrivals: Option<Arrivals>,
}

/// How often an actor has ground in a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Where.
    pub place: PlaceId,
    /// Who.
    pub actor: ActorId,
    /// Share of members.
    pub share: f64,
}

/// A place that is taken from others during the run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Taken {
    /// Where.
    pub place: PlaceId,
    /// By whom.
    pub by: ActorId,
    /// Share of members.
    pub share: f64,
    /// Day of the first time, in those members.
    pub day: Spread,
}

impl Answer {
    /// The answer of what was played. `abroad`: the country that the scenario asks about.
    pub fn of(asked: &Asked, played: &Played, abroad: Option<u16>, workers: &Workers) -> Self {
        let members = &played.members;
        let weeks = members[0].control.len();
        Self {
            asked: asked.clone(),
            members: members.iter().map(|member| member.member).collect(),
            headline: Headline::of(played, abroad),
            fans: fans(played, workers),
            planning: planning::of(asked, played, abroad),
            whereabouts: Whereabouts::of(played),
            held: [held(played, 0), held(played, weeks - 1)],
            taken: taken(played),
            supply_at_risk: supply_at_risk(played),
            on_link: used_roads(mean_on_links(played), played.is_sensitive),
            arrivals: None,
        }
    }
}

fn held(played: &Played, week: usize) -> Vec<Held> {
    let crisis = played.world.crisis();
    let count = played.members.len() as f64;
    let mut all = Vec::new();
    for place in (0..crisis.places.len() as u32).map(PlaceId) {
        for actor in (0..crisis.actors.len() as u16).map(ActorId) {
            let holds = |member: &&haven_study::crisis::ensemble::Member| {
                member.control[week][place.index()].has(actor)
            };
            let share = played.members.iter().filter(holds).count() as f64 / count;
            if share > 0.0 {
                all.push(Held { place, actor, share });
            }
        }
    }
    all
}

fn taken(played: &Played) -> Vec<Taken> {
    let crisis = played.world.crisis();
    let mut all = Vec::new();
    for place in (0..crisis.places.len() as u32).map(PlaceId) {
        for by in (0..crisis.actors.len() as u16).map(ActorId) {
            let first = |member: &haven_study::crisis::ensemble::Member| {
                let mut captures = member.captures.iter();
                let found = captures.find(|capture| capture.place == place && capture.by == by)?;
                Some(f64::from(found.day))
            };
            let mut days: Vec<f64> = played.members.iter().filter_map(first).collect();
            let share = days.len() as f64 / played.members.len() as f64;
            if let Some(day) = Spread::of(&mut days) {
                all.push(Taken { place, by, share, day });
            }
        }
    }
    all.sort_by(|a, b| b.share.total_cmp(&a.share));
    all
}

fn supply_at_risk(played: &Played) -> Option<[Vec<f64>; 2]> {
    let looked: Vec<&[Vec<f64>; 2]> =
        played.members.iter().filter_map(|member| member.supply_at_risk.as_ref()).collect();
    let (places, count) = (played.world.crisis().places.len(), looked.len() as f64);
    let mean = |end: usize| {
        let sum = |place: usize| looked.iter().map(|ends| ends[end][place]).sum::<f64>();
        (0..places).map(|place| sum(place) / count).collect()
    };
    (!looked.is_empty()).then(|| [mean(0), mean(1)])
}

fn mean_on_links(played: &Played) -> Vec<f64> {
    let count = played.members.len() as f64;
    let links = played.world.crisis().links.len();
    let sum = |link: usize| played.members.iter().map(|m| m.on_link[link]).sum::<f64>();
    (0..links).map(|link| sum(link) / count).collect()
}
