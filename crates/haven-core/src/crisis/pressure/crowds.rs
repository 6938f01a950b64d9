//! Who feels what happens at a place.

use crate::crisis::geography::Geography;
use crate::crisis::scenario::{Crisis, HomeId};

/// People of one group at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crowd {
    /// Whose home the place is.
    pub home: Option<HomeId>,
    /// Their group.
    pub group: usize,
    /// Share of the people there.
    pub share: f64,
}

/// Who feels at each place: its residents by group, or where nobody lives, as in the whole country.
pub fn crowds(crisis: &Crisis, geography: &Geography, residents: &[f64]) -> Vec<Vec<Crowd>> {
    let homes = &crisis.homes;
    let mut country = vec![0.0; crisis.groups.len()];
    homes.iter().zip(residents).for_each(|(home, people)| country[home.group] += people);
    let everyone = shares(&country);
    let strangers: Vec<Crowd> = everyone
        .iter()
        .enumerate()
        .map(|(group, share)| Crowd { home: None, group, share: *share })
        .collect();
    let at = |place: &Vec<HomeId>| {
        if place.is_empty() {
            return strangers.clone();
        }
        let people: Vec<f64> = place.iter().map(|home| residents[home.index()]).collect();
        let crowd = |(home, share): (&HomeId, f64)| Crowd {
            home: Some(*home),
            group: homes[home.index()].group,
            share,
        };
        place.iter().zip(shares(&people)).map(crowd).collect()
    };
    geography.homes_at.iter().map(at).collect()
}

/// Shares of the whole; alike if there is nobody.
fn shares(people: &[f64]) -> Vec<f64> {
    let total: f64 = people.iter().sum();
    let alike = 1.0 / people.len() as f64;
    people.iter().map(|part| if total > 0.0 { part / total } else { alike }).collect()
}
