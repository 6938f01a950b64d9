//! Who came from where.

use super::numbers::people;
use haven::disclosure::Group;
use haven::flee::Outcome;

/// Origins named for one place; the rest are others.
const NAMED: usize = 4;

/// One line a destination: its largest origins.
pub(super) fn lines(outcome: &Outcome) -> String {
    if outcome.origins.is_empty() {
        return String::new();
    }
    let mut text =
        String::from("Where the people at each destination came from (mean of the members)\n");
    for place in &outcome.places {
        let found = outcome.origins.iter().find(|origins| origins.place == place.name);
        let line = found.map_or_else(|| "nobody".to_owned(), |found| line(&found.groups));
        text += &format!(" {}: {line}\n", place.name);
    }
    text
}

fn line(groups: &[Group]) -> String {
    let shown = Group::first(groups, NAMED);
    let part = |group: &Group| format!("{} {}", group.name, people(group.mean_people));
    match &shown[..] {
        [] => "too few to show".to_owned(),
        [all] if all.is_others() => people(all.mean_people),
        parts => parts.iter().map(part).collect::<Vec<_>>().join(" · "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use haven::disclosure::groups;

    fn shown(people: &[f64]) -> String {
        let name = |at: usize| (format!("o{at}"), format!("O{at}"));
        line(&groups(people.iter().enumerate().map(|(at, people)| (name(at), *people)).collect()))
    }

    #[test]
    fn large_groups_are_named_and_others_follow() {
        assert_eq!(shown(&[100.0, 2000.0]), "O1 2,000 · O0 100");
        assert_eq!(shown(&[2000.0, 100.0, 3.0]), "O0 2,000 · others 100");
        let six = shown(&[700.0, 600.0, 500.0, 400.0, 300.0, 200.0]);
        assert_eq!(six, "O0 700 · O1 600 · O2 500 · O3 400 · others 500");
    }

    #[test]
    fn a_place_without_large_groups_shows_how_many_there_are_or_nobody() {
        assert_eq!(shown(&[3.0, 4.0]), "too few to show");
        assert_eq!(shown(&[30.0, 4.0]), "25");
    }
}
