//! Groups by name and size.

use super::few::rounded;
use super::largest::largest;
use schemars::JsonSchema;
use serde::Serialize;

/// Name of what is put together.
pub const OTHERS: &str = "others";

/// People of one kind, or all others.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Group {
    /// Its id; none of what is put together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name for people.
    pub name: String,
    /// How many, in whole 25s: the mean of members.
    pub mean_people: f64,
}

impl Group {
    fn others(mean_people: f64) -> Self {
        Self { id: None, name: OTHERS.to_owned(), mean_people }
    }

    /// Whether it is what is put together.
    pub fn is_others(&self) -> bool {
        self.id.is_none()
    }

    /// The first so many of a list, and the others together, so that no fewer people are in it.
    pub fn first(list: &[Self], most: usize) -> Vec<Self> {
        let named = list.iter().filter(|group| !group.is_others()).count();
        let (kept, rest) = list.split_at(named.min(most));
        let mut first = kept.to_vec();
        if !rest.is_empty() {
            first.push(Self::others(rest.iter().map(|group| group.mean_people).sum()));
        }
        first
    }
}

/// What may be shown of groups, by id and name, with their people: the largest first, and last all others.
/// Nothing if all of them are few.
pub fn groups(all: Vec<((String, String), f64)>) -> Vec<Group> {
    let all = largest(all);
    let group = |((id, name), people): ((String, String), f64)| Group {
        id: Some(id),
        name,
        mean_people: rounded(people),
    };
    let others = (all.others > 0.0).then(|| Group::others(rounded(all.others)));
    all.shown.into_iter().map(group).chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(people: &[f64]) -> Vec<Group> {
        let name = |at: usize| (format!("p{at}"), format!("Place {at}"));
        groups(people.iter().enumerate().map(|(at, people)| (name(at), *people)).collect())
    }

    fn told(list: &[Group]) -> Vec<(&str, f64)> {
        list.iter().map(|group| (group.name.as_str(), group.mean_people)).collect()
    }

    #[test]
    fn the_largest_come_first_and_others_last_all_in_whole_numbers_of_the_smallest_group() {
        let all = of(&[3.0, 2_007.0, 103.0, 24.0]);
        assert_eq!(told(&all), [("Place 1", 2_000.0), ("Place 2", 100.0), ("others", 25.0)]);
        assert!(all[2].is_others() && all[0].id.as_deref() == Some("p1"));
        assert_eq!(of(&[3.0, 4.0]), []);
    }

    #[test]
    fn a_shorter_list_has_as_many_people() {
        let all = of(&[50.0, 40.0, 30.0, 20.0, 10.0]);
        assert_eq!(
            told(&Group::first(&all, 2)),
            [("Place 0", 50.0), ("Place 1", 50.0), ("others", 50.0)]
        );
        assert_eq!(Group::first(&all, 9), all);
        assert_eq!(Group::first(&all[..3], 3).len(), 3);
        assert_eq!(told(&Group::first(&all, 0)), [("others", 150.0)]);
    }
}
