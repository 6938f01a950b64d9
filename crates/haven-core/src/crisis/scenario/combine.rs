//! A crisis under what-ifs.

use super::{Campaign, CampaignKind, Change, Crisis, NotApplicable, WhatIf};
use crate::crisis::parameter;

impl Crisis {
    /// The crisis with these what-ifs, by id, applied in the order of the axes; then what they, and the
    /// crisis itself, multiply. So half a quota is half of whatever else is said of it.
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
        let mut factors = Vec::new();
        for change in chosen.iter().flat_map(|(_, what_if)| &what_if.changes) {
            match change {
                Change::Scale(factor) => factors.push(factor),
                _ => changed.apply(change),
            }
        }
        factors.extend(&self.factors);
        for factor in factors {
            changed.scale(factor);
        }
        changed.factors.clear();
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

    /// Advances in force, which have an *attempted* and an *achieved* answer.
    pub fn advances(&self) -> impl Iterator<Item = &Campaign> {
        self.campaigns.iter().filter(|campaign| campaign.kind == CampaignKind::Advance)
    }
}
