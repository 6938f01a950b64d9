//! What-ifs: named sets of changes, on axes that combine.

use super::{Campaign, CampaignKind, Crisis, CrossingPeriod, Haven};
use crate::crisis::parameter;
use crate::id::PlaceId;
use crate::prior::Prior;

/// Alternatives of which a combination takes at most one.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// `advance`, `gates`, `haven`, `air`, `aid`, or another name.
    pub id: String,
    /// What it asks, in words.
    pub title: String,
    /// The alternatives. A combination that takes none is the scenario as it stands.
    pub what_ifs: Vec<WhatIf>,
}

/// A named set of changes.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// Unique among all what-ifs of a scenario.
    pub id: String,
    /// A few words.
    pub title: String,
    /// A sentence or two, for people.
    pub about: String,
    /// What is different.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Another campaign.
    AddCampaign(Campaign),
    /// A campaign of the scenario does not take place; if the first day is after its beginning, it
    /// ends on that day.
    EndCampaign {
        /// Its id.
        id: String,
        /// First day on which it is over.
        day: i64,
    },
    /// Another state of a gate. It takes precedence over earlier ones.
    AddCrossing(CrossingPeriod),
    /// A protected area opens.
    AddHaven(Haven),
    /// A number is multiplied.
    Scale(Factor),
    /// A parameter has another prior.
    SetPrior {
        /// Its key.
        key: &'static str,
        /// The prior.
        prior: Prior,
    },
    /// A place has this many residents at the start.
    SetResidents {
        /// Where.
        place: PlaceId,
        /// How many.
        people: Prior,
    },
}

/// What is multiplied, by how much.
#[derive(Clone, Debug, PartialEq)]
pub enum Factor {
    /// The intensity of a campaign.
    Intensity {
        /// The campaign's id.
        campaign: String,
        /// Factor, at least 0.
        by: f64,
    },
    /// The inflow of strength of an actor, at all its sources.
    StrengthInflow {
        /// The actor's id; an umbrella stands for its children.
        actor: String,
        /// Factor, at least 0.
        by: f64,
    },
}

/// Why what-ifs cannot be combined with a scenario.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotApplicable {
    /// No what-if has this id.
    #[error("there is no what-if `{0}`")]
    Unknown(String),
    /// Two what-ifs of one axis.
    #[error("`{0}` and `{1}` are alternatives on the axis `{2}`: take one of them")]
    SameAxis(String, String, String),
}

impl Crisis {
    /// The crisis with these what-ifs, by id, applied in the order of the axes.
    ///
    /// # Errors
    /// If there is no such what-if, or two are on one axis.
    pub fn with(&self, ids: &[&str]) -> Result<Self, NotApplicable> {
        let mut chosen: Vec<(usize, &WhatIf)> = Vec::new();
        for id in ids {
            let (axis, what_if) =
                self.what_if(id).ok_or_else(|| NotApplicable::Unknown((*id).to_owned()))?;
            if let Some((_, other)) = chosen.iter().find(|(taken, _)| *taken == axis) {
                let axis = self.axes[axis].id.clone();
                return Err(NotApplicable::SameAxis(other.id.clone(), what_if.id.clone(), axis));
            }
            chosen.push((axis, what_if));
        }
        chosen.sort_by_key(|(axis, _)| *axis);
        let mut changed = self.clone();
        for change in chosen.iter().flat_map(|(_, what_if)| &what_if.changes) {
            changed.apply(change);
        }
        Ok(changed)
    }

    /// A what-if and the position of its axis.
    fn what_if(&self, id: &str) -> Option<(usize, &WhatIf)> {
        self.axes.iter().enumerate().find_map(|(axis, alternatives)| {
            let found = alternatives.what_ifs.iter().find(|what_if| what_if.id == id)?;
            Some((axis, found))
        })
    }

    fn apply(&mut self, change: &Change) {
        match change {
            Change::AddCampaign(campaign) => self.campaigns.push(campaign.clone()),
            Change::EndCampaign { id, day } => {
                for campaign in self.campaigns.iter_mut().filter(|campaign| campaign.id == *id) {
                    campaign.until = campaign.until.min(*day);
                }
            }
            Change::AddCrossing(period) => self.crossings.push(period.clone()),
            Change::AddHaven(haven) => self.havens.push(haven.clone()),
            Change::Scale(factor) => self.scale(factor),
            Change::SetPrior { key, prior } => {
                let position = parameter::position(key).expect("readers check keys");
                self.priors.set(position, prior.clone());
            }
            Change::SetResidents { place, people } => {
                self.places[place.index()].residents = people.clone();
            }
        }
    }

    fn scale(&mut self, factor: &Factor) {
        match factor {
            Factor::Intensity { campaign, by } => {
                for found in self.campaigns.iter_mut().filter(|found| found.id == *campaign) {
                    found.intensity = found.intensity.times(*by);
                }
            }
            Factor::StrengthInflow { actor, by } => {
                let scaled = self.leaves(actor);
                for source in &mut self.supply_sources {
                    if scaled.contains(&source.actor) {
                        source.strength_per_day = source.strength_per_day.times(*by);
                    }
                }
            }
        }
    }

    /// Advances in force, which have an *attempted* and an *achieved* answer.
    pub fn advances(&self) -> impl Iterator<Item = &Campaign> {
        self.campaigns.iter().filter(|campaign| campaign.kind == CampaignKind::Advance)
    }
}
