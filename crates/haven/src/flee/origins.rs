//! Who came from where: people by label on the last day, averaged over members.

use super::outcome::OriginOutcome;
use haven_core::flee::LabelledStock;
use haven_core::flee::scenario::Scenario;
use std::collections::BTreeMap;

/// Sums people by place, origin and group.
pub struct Origins<'a> {
    scenario: &'a Scenario,
    sums: BTreeMap<(u32, u32, u32), f64>,
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
            *self.sums.entry((label.place, label.origin, label.group)).or_default() += label.people;
        }
    }

    /// The mean over so many members.
    pub fn mean(&self, members: usize) -> Vec<OriginOutcome> {
        let row = |(&(place, origin, group), people): (&(u32, u32, u32), &f64)| OriginOutcome {
            place: self.place(place).unwrap_or_default(),
            label: self.label(origin, group),
            people: people / members as f64,
        };
        self.sums.iter().map(row).collect()
    }

    fn place(&self, index: u32) -> Option<String> {
        self.scenario.places.get(index as usize).map(|place| place.name.clone())
    }

    fn label(&self, origin: u32, group: u32) -> String {
        let group = self.scenario.groups.get(group as usize).map(|group| group.name.clone());
        [self.place(origin), group].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}
