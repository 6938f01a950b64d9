//! Who came from where, without small groups.

use super::numbers::{MIN_CELL, people};
use haven::flee::{OriginOutcome, Outcome};
use std::collections::BTreeMap;

/// Origins named for one place; the rest are "others".
const NAMED: usize = 4;

/// One line a destination: its largest origins. Groups of fewer than 25 persons
/// are hidden among others; so is the next smallest, if the others would
/// otherwise show what is hidden.
pub(super) fn lines(outcome: &Outcome) -> String {
    if outcome.origins.is_empty() {
        return String::new();
    }
    let mut by_place: BTreeMap<&str, Vec<&OriginOutcome>> = BTreeMap::new();
    for origin in &outcome.origins {
        by_place.entry(&origin.place).or_default().push(origin);
    }
    let mut text =
        String::from("Where the people at each destination came from (mean of the members)\n");
    for place in &outcome.places {
        let mut labels = by_place.remove(place.name.as_str()).unwrap_or_default();
        labels.sort_by(|one, other| other.people.total_cmp(&one.people));
        text += &format!(" {}: {}\n", place.name, line(&labels));
    }
    text
}

fn line(sorted: &[&OriginOutcome]) -> String {
    if sorted.is_empty() {
        return "nobody".to_owned();
    }
    let is_large = |origin: &&&OriginOutcome| origin.people >= MIN_CELL;
    let mut named = sorted.iter().filter(is_large).take(NAMED).count();
    let rest = |named: usize| sorted[named..].iter().map(|origin| origin.people).sum::<f64>();
    while named > 0 && named < sorted.len() && rest(named) < MIN_CELL {
        named -= 1;
    }
    let mut parts: Vec<String> = sorted[..named]
        .iter()
        .map(|origin| format!("{} {}", origin.label, people(origin.people)))
        .collect();
    if named < sorted.len() {
        let others = rest(named);
        let others = if others < MIN_CELL { "too few to show".to_owned() } else { people(others) };
        parts.push(if named == 0 { others } else { format!("others {others}") });
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(people: &[f64]) -> String {
        let origin = |(index, people): (usize, &f64)| OriginOutcome {
            place: "Camp".to_owned(),
            label: format!("O{index}"),
            people: *people,
        };
        let mut origins: Vec<_> = people.iter().enumerate().map(origin).collect();
        origins.sort_by(|one, other| other.people.total_cmp(&one.people));
        line(&origins.iter().collect::<Vec<_>>())
    }

    #[test]
    fn large_groups_are_named() {
        assert_eq!(shown(&[100.0, 2000.0]), "O1 2,000 · O0 100");
    }

    #[test]
    fn a_small_group_takes_the_next_smallest_with_it() {
        assert_eq!(shown(&[2000.0, 100.0, 3.0]), "O0 2,000 · others 103");
    }

    #[test]
    fn a_place_of_few_shows_nobody() {
        assert_eq!(shown(&[3.0, 4.0]), "too few to show");
    }
}
