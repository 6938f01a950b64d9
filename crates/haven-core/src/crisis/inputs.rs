//! What one member of an ensemble takes to be true: every uncertain number, drawn once.
//!
//! Each number has its own address, made of what it is and the id of what it is about. Combinations
//! of what-ifs share these draws, which is what makes their differences sharp.

use super::parameter::{Choose, Parameters, uniform_of};
use super::scenario::{ActorId, Crisis};
use crate::draw::Draws;
use crate::prior::Prior;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The numbers of one member. Lists are in the order of the scenario's.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    /// The parameters.
    pub parameters: Parameters,
    /// People at home at the start, by home; whole numbers.
    pub residents: Vec<f64>,
    /// S⁰ by place, in (0, 1].
    pub share_left: Vec<f64>,
    /// Strength at the start, by actor.
    pub strength: Vec<f64>,
    /// κ by actor.
    pub conduct: Vec<f64>,
    /// Share of those who wish to leave that an actor holds back, by actor.
    pub exit_closure: Vec<f64>,
    /// ω by group and actor.
    pub fear: Vec<Vec<f64>>,
    /// Inflow of strength per day, by supply source.
    pub strength_per_day: Vec<f64>,
    /// Quota per day, by period of a crossing.
    pub quota_per_day: Vec<f64>,
    /// By campaign.
    pub campaigns: Vec<CampaignInputs>,
    /// Credibility at the opening, by haven.
    pub credibility: Vec<f64>,
}

/// The numbers of a campaign.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CampaignInputs {
    /// Speed, km per day.
    pub km_per_day: f64,
    /// Intensity, 1 is usual.
    pub intensity: f64,
    /// Days until the last objective is taken, if they are taken for certain and that is stated.
    pub days_to_take: Option<f64>,
}

/// Chooses numbers by name.
struct Drawer<'c> {
    choose: &'c Choose<'c>,
}

impl Drawer<'_> {
    fn draw(&self, prior: &Prior, what: &str, of: &str) -> f64 {
        match prior {
            Prior::Fixed(value) => *value,
            _ => (self.choose)(&format!("{what}:{of}"), prior),
        }
    }
}

impl Inputs {
    /// The numbers of a member: what was learnt of them, else from their priors. In expected runs
    /// every number is its median.
    pub fn draw(crisis: &Crisis, seed: u64, member: u32, draws: Draws) -> Self {
        Self::chosen(crisis, &|name, prior| match draws {
            Draws::Sampled => {
                let learnt = crisis.priors.learnt(name, Some(member));
                learnt.unwrap_or_else(|| prior.quantile(uniform_of(seed, member, name)))
            }
            Draws::Expected => crisis.priors.learnt(name, None).unwrap_or_else(|| prior.median()),
        })
    }

    /// The numbers that somebody chooses: `choose` is asked for each that is not known, by name and
    /// prior (see [`Inputs::uncertain`]), and may be asked twice for the same.
    pub fn chosen(crisis: &Crisis, choose: &Choose<'_>) -> Self {
        let drawer = Drawer { choose };
        let parameters = crisis.priors.choose(choose);
        let actors = &crisis.actors;
        let by_actor = |what: &str, prior: fn(&super::scenario::Actor) -> &Prior| {
            actors.iter().map(|actor| drawer.draw(prior(actor), what, &actor.id)).collect()
        };
        Self {
            residents: residents(crisis, &drawer),
            share_left: crisis
                .places
                .iter()
                .map(|place| drawer.draw(&place.share_left, "share_left", &place.id))
                .collect(),
            strength: by_actor("strength", |actor| &actor.strength),
            conduct: by_actor("conduct", |actor| &actor.conduct),
            exit_closure: by_actor("exit_closure", |actor| &actor.exit_closure),
            fear: fear(crisis, &drawer, parameters.enemy_fear),
            strength_per_day: crisis
                .supply_sources
                .iter()
                .map(|source| {
                    let at = &crisis.places[source.place.index()].id;
                    let of = format!("{}:{at}", actors[source.actor.index()].id);
                    drawer.draw(&source.strength_per_day, "supply", &of)
                })
                .collect(),
            quota_per_day: crisis
                .crossings
                .iter()
                .map(|period| {
                    let gate = &crisis.places[period.place.index()].id;
                    let name = period.shared_draw.as_ref().unwrap_or(gate);
                    drawer.draw(&period.quota_per_day, "quota", name)
                })
                .collect(),
            campaigns: campaigns(crisis, &drawer, parameters.advance_speed),
            credibility: crisis
                .havens
                .iter()
                .map(|haven| drawer.draw(&haven.credibility, "credibility", &haven.id))
                .collect(),
            parameters,
        }
    }
}

impl Inputs {
    /// The numbers of a crisis that are not known, each once: parameters by their key, numbers of
    /// the scenario as `strength:ID`, `quota:ID` and so on, with their priors, parameters first.
    pub fn uncertain(crisis: &Crisis) -> Vec<(String, Prior)> {
        let (seen, all) = (RefCell::new(BTreeSet::new()), RefCell::new(Vec::new()));
        Self::chosen(crisis, &|name, prior| {
            if seen.borrow_mut().insert(name.to_owned()) {
                all.borrow_mut().push((name.to_owned(), prior.clone()));
            }
            prior.median()
        });
        all.into_inner()
    }

    /// Every uncertain number of the setting, in the order of [`Inputs::names`].
    pub fn numbers(&self) -> Vec<f64> {
        let campaigns = self.campaigns.iter().flat_map(|campaign| {
            [campaign.km_per_day, campaign.intensity, campaign.days_to_take.unwrap_or(0.0)]
        });
        let lists = [
            &self.residents,
            &self.share_left,
            &self.strength,
            &self.conduct,
            &self.exit_closure,
            &self.strength_per_day,
            &self.quota_per_day,
            &self.credibility,
        ];
        let mut numbers = self.parameters.values();
        numbers.extend(lists.into_iter().flatten());
        numbers.extend(campaigns);
        numbers.extend(self.fear.iter().flatten());
        numbers
    }

    /// What [`Inputs::numbers`] are, in words.
    pub fn names(crisis: &Crisis) -> Vec<String> {
        let place = |id: crate::id::PlaceId| &crisis.places[id.index()].name;
        let actor = |id: super::scenario::ActorId| &crisis.actors[id.index()].name;
        let declared = super::parameter::declarations().into_iter();
        let mut names: Vec<String> =
            declared.map(|declared| format!("{}: {}", declared.key, declared.about)).collect();
        names.extend(crisis.homes.iter().map(|home| format!("residents of {}", place(home.place))));
        let places = crisis.places.iter();
        names.extend(places.map(|place| format!("share of residents left in {}", place.name)));
        for what in ["strength", "conduct", "exits closed"] {
            names.extend(crisis.actors.iter().map(|actor| format!("{what}: {}", actor.name)));
        }
        let sources = crisis.supply_sources.iter();
        names.extend(sources.map(|source| format!("supplies of {}", actor(source.actor))));
        let periods = crisis.crossings.iter();
        names
            .extend(periods.map(|period| format!("people let through at {}", place(period.place))));
        let havens = crisis.havens.iter();
        names.extend(havens.map(|haven| format!("credibility of {}", haven.name)));
        for campaign in &crisis.campaigns {
            let of = |what: &str| format!("{what} of {}", campaign.id);
            names.extend([of("speed"), of("intensity"), of("days to take the objectives")]);
        }
        for group in &crisis.groups {
            names
                .extend(crisis.actors.iter().map(|a| format!("fear of {} ({})", a.name, group.id)));
        }
        names
    }
}

/// Whole people by home. Shares are cut so that nobody is lost: the last home of a place has the rest.
fn residents(crisis: &Crisis, drawer: &Drawer<'_>) -> Vec<f64> {
    let of_place = |place: &super::scenario::Place| {
        let name = place.shared_draw.as_ref().unwrap_or(&place.id);
        drawer.draw(&place.residents, "residents", name).round()
    };
    let mut left: Vec<f64> = crisis.places.iter().map(of_place).collect();
    let total = left.clone();
    let mut homes_left = vec![0_u32; left.len()];
    crisis.homes.iter().for_each(|home| homes_left[home.place.index()] += 1);
    let mut residents = Vec::with_capacity(crisis.homes.len());
    for home in &crisis.homes {
        let place = home.place.index();
        homes_left[place] -= 1;
        let part = (total[place] * home.share).round().min(left[place]);
        let people = if homes_left[place] == 0 { left[place] } else { part };
        left[place] -= people;
        residents.push(people);
    }
    residents
}

/// ω by group and actor. `usual`: fear of enemies of whom the scenario says nothing.
fn fear(crisis: &Crisis, drawer: &Drawer<'_>, usual: f64) -> Vec<Vec<f64>> {
    let of_pair = |group: usize, actor: usize| match &crisis.groups[group].fear[actor] {
        Some(prior) => {
            let of = format!("{}:{}", crisis.groups[group].id, crisis.actors[actor].id);
            drawer.draw(prior, "fear", &of).clamp(0.0, 1.0)
        }
        None if crisis.is_enemy_of(ActorId(actor as u16), group) => usual,
        None => 0.0,
    };
    let of_group = |group| (0..crisis.actors.len()).map(|actor| of_pair(group, actor)).collect();
    (0..crisis.groups.len()).map(of_group).collect()
}

fn campaigns(crisis: &Crisis, drawer: &Drawer<'_>, usual_speed: f64) -> Vec<CampaignInputs> {
    let of_campaign = |campaign: &super::scenario::Campaign| CampaignInputs {
        km_per_day: campaign
            .km_per_day
            .as_ref()
            .map_or(usual_speed, |prior| drawer.draw(prior, "campaign_speed", &campaign.id))
            * campaign.tempo,
        intensity: drawer.draw(&campaign.intensity, "intensity", &campaign.id),
        days_to_take: campaign
            .days_to_take
            .as_ref()
            .map(|prior| drawer.draw(prior, "days_to_take", &campaign.id) / campaign.tempo),
    };
    crisis.campaigns.iter().map(of_campaign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crisis::testing::CrisisBuilder;

    #[test]
    fn enemies_of_whom_nothing_is_said_are_feared_and_nobody_else() {
        let mut stage = CrisisBuilder::chain(10, 2, 10.0).parameter("enemy_fear", 0.6);
        for actor in ["rebels", "army", "bystander", "known"] {
            stage = stage.actor(actor, 1.0);
        }
        stage = stage.hostile("rebels", "army").hostile("rebels", "known").feared("known", 0.1);
        let mut crisis = stage.holds("rebels", &["a"]).holds("bystander", &["b"]).crisis;
        crisis.groups[0].fear[..3].fill(None);
        let fear = Inputs::draw(&crisis, 1, 0, Draws::Sampled).fear;
        assert_eq!(fear, [[0.0, 0.6, 0.0, 0.1]]);
    }

    #[test]
    fn places_that_are_drawn_together_have_many_or_few_residents_together() {
        let mut crisis = CrisisBuilder::chain(10, 3, 10.0).crisis;
        for (place, high) in crisis.places.iter_mut().zip([2e3, 8e3, 2e3]) {
            place.residents = Prior::Uniform { low: 0.0, high };
        }
        crisis.places[..2].iter_mut().for_each(|place| place.shared_draw = Some("both".into()));
        let residents = Inputs::draw(&crisis, 1, 3, Draws::Sampled).residents;
        assert!((4.0 * residents[0] - residents[1]).abs() < 4.0, "{residents:?}");
        assert!((residents[0] - residents[2]).abs() > 10.0, "{residents:?}");
    }

    #[test]
    fn what_is_not_known_is_listed_once_and_parameters_come_first() {
        let mut stage = CrisisBuilder::chain(10, 2, 10.0).actor("rebels", 1.0);
        stage.crisis.actors[0].strength = Prior::Uniform { low: 1.0, high: 2.0 };
        let uncertain = Inputs::uncertain(&stage.crisis);
        assert_eq!(uncertain[0].0, "event_hazard");
        assert_eq!(uncertain.last().map(|(name, _)| name.as_str()), Some("strength:rebels"));
        assert!(uncertain.iter().all(|(_, prior)| !matches!(prior, Prior::Fixed(_))));
        let mut names: Vec<&String> = uncertain.iter().map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), uncertain.len());
    }

    #[test]
    fn a_chosen_number_moves_no_other() {
        let crisis = CrisisBuilder::chain(10, 2, 10.0).actor("rebels", 1.0).crisis;
        let usual = Inputs::draw(&crisis, 1, 2, Draws::Sampled);
        let mut chosen = Inputs::chosen(&crisis, &|name, prior| {
            prior.quantile(if name == "fear_departure" { 0.5 } else { uniform_of(1, 2, name) })
        });
        assert_ne!(chosen, usual);
        chosen.parameters.fear_departure = usual.parameters.fear_departure;
        assert_eq!(chosen, usual);
    }
}
