//! Who came from where: people by label on the last day, averaged over members.

use super::outcome::PlaceOrigins;
use crate::disclosure::groups;
use haven_core::flee::LabelledStock;
use haven_core::flee::scenario::Scenario;
use std::collections::BTreeMap;

/// Sums people by place, origin and group.
pub struct Origins<'a> {
    scenario: &'a Scenario,
    sums: BTreeMap<u32, BTreeMap<(u32, u32), f64>>,
}

impl<'a> Origins<'a> {
    /// Nobody yet.
    pub fn new(scenario: &'a Scenario) -> Self {
        Self { scenario, sums: BTreeMap::new() }
    }

    /// Adds the last day of one member.
    pub fn add(&mut self, labels: &[(u32, LabelledStock)]) {
        let last = self.scenario.days.saturating_sub(1);
        for (_, label) in labels.iter().filter(|(day, _)| *day == last) {
            let place = self.sums.entry(label.place).or_default();
            *place.entry((label.origin, label.group)).or_insert(0.0) += label.people;
        }
    }

    /// What may be shown of the mean over so many members, by place with anybody.
    pub fn mean(&self, members: usize) -> Vec<PlaceOrigins> {
        let at_place = |(place, sums): (&u32, &BTreeMap<(u32, u32), f64>)| {
            let group = |(label, people): (&(u32, u32), &f64)| {
                (self.label(*label), people / members as f64)
            };
            let (_, place) = self.place(*place).unwrap_or_default();
            PlaceOrigins { place, groups: groups(sums.iter().map(group).collect()) }
        };
        self.sums.iter().map(at_place).collect()
    }

    /// Id and name of a place.
    fn place(&self, index: u32) -> Option<(String, String)> {
        let place = self.scenario.places.get(index as usize)?;
        Some((place.id.clone(), place.name.clone()))
    }

    /// Id and name of a label: the origin, the group, or both.
    fn label(&self, (origin, group): (u32, u32)) -> (String, String) {
        let group = self.scenario.groups.get(group as usize).map(|group| group.name.clone());
        let both = [self.place(origin), group.map(|name| (name.clone(), name))];
        let (ids, names): (Vec<String>, Vec<String>) = both.into_iter().flatten().unzip();
        (ids.join(", "), names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::BuiltIn;
    use crate::source::{self, ScenarioRequest};

    #[test]
    fn small_origins_at_a_place_are_together_and_of_few_people_none_is_told() {
        let request =
            ScenarioRequest { source: "first-steps".to_owned(), ..ScenarioRequest::default() };
        let reading = source::read(&request, &BuiltIn).expect("it is built in");
        let scenario = reading.scenario.expect("it is without mistakes");
        let (last, untracked) = (scenario.days - 1, u32::MAX);
        let label = |day, place, origin, people| {
            (day, LabelledStock { place, origin, group: untracked, people })
        };
        let mut origins = Origins::new(&scenario);
        for people in [90.0, 110.0] {
            origins.add(&[
                label(0, 0, 1, 5_000.0),
                label(last, 0, 1, people),
                label(last, 0, 2, 13.0),
                label(last, 0, 3, 14.0),
                label(last, 1, 0, 24.0),
            ]);
        }
        let told = origins.mean(2);
        let name = |place: usize| scenario.places[place].name.clone();
        assert_eq!((&told[0].place, &told[1].place), (&name(0), &name(1)));
        let groups: Vec<_> =
            told[0].groups.iter().map(|it| (it.name.clone(), it.mean_people)).collect();
        assert_eq!(groups, [(name(1), 100.0), ("others".to_owned(), 25.0)]);
        assert_eq!(told[0].groups[0].id.as_ref(), Some(&scenario.places[1].id));
        assert_eq!((told.len(), told[1].groups.len()), (2, 0));
    }
}
