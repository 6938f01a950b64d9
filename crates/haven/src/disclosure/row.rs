//! People by one label, with how far members stray from the mean.

use super::few::rounded;
use super::group::{Group, OTHERS};
use super::names::Name;
use haven_study::spread::Spread;
use schemars::JsonSchema;
use serde::Serialize;

/// A group and its people, or how many more there are with other what-ifs. What is told is in whole 25s.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Row {
    /// Its id; the first day of a week; none of what is put together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its name for people.
    pub name: String,
    /// Which week, from 0, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub week: Option<usize>,
    /// People, or people more: the mean of members.
    pub mean_people: f64,
    /// One member in twenty has fewer.
    pub q05: f64,
    /// One member in twenty has more.
    pub q95: f64,
    /// What is told of a route beside.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub route: Option<OnRoute>,
    /// The mean as it is; never told.
    #[serde(skip)]
    pub(super) exact: f64,
    /// By member, in whole 25s.
    #[serde(skip)]
    pub(super) members: Vec<f64>,
    /// The id of a large group that is put together with small ones, which would be few without it.
    #[serde(skip)]
    pub(super) joined: Option<String>,
}

/// A route to a gate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct OnRoute {
    /// The names of its places, in the order of the journey.
    pub route: Vec<String>,
    /// Their ids.
    pub route_ids: Vec<String>,
    /// The name of the gate, with its country.
    pub through: String,
    /// Its id.
    pub through_id: String,
    /// Where people came from, largest first.
    pub from: Vec<Group>,
}

impl Row {
    /// Nobody yet of this name.
    pub(super) fn named(Name { id, name }: Name) -> Self {
        Self { id: Some(id), name, ..Self::default() }
    }

    /// Nobody yet of others.
    pub(super) fn others() -> Self {
        Self { name: OTHERS.to_owned(), ..Self::default() }
    }

    /// With so many people: the mean, and each member's.
    pub(super) fn sized(self, exact: f64, members: impl Iterator<Item = f64>) -> Self {
        let members: Vec<f64> = members.map(rounded).collect();
        let (q05, q95) =
            Spread::of(&mut members.clone()).map_or((exact, exact), |spread| spread.interval_90());
        let [mean_people, q05, q95] = [exact, q05, q95].map(rounded);
        Self { mean_people, q05, q95, exact, members, ..self }
    }

    /// Whether it is what is put together.
    pub fn is_others(&self) -> bool {
        self.id.is_none()
    }

    /// The first so many of a list, and the others together, so that no fewer people are in it.
    pub fn first(list: &[Self], most: usize) -> Vec<Self> {
        let named = list.iter().filter(|row| !row.is_others()).count();
        let (kept, rest) = list.split_at(named.min(most));
        let mut first = kept.to_vec();
        match rest {
            [] => {}
            [row] if row.is_others() => first.push(row.clone()),
            rest => first.push(Self::together(rest)),
        }
        first
    }

    fn together(rows: &[Self]) -> Self {
        let of = |member: usize| rows.iter().map(|row| row.members[member]).sum();
        let exact = rows.iter().map(|row| row.exact).sum();
        let others = Self::others().sized(exact, (0..rows[0].members.len()).map(of));
        // What is told of them adds up.
        Self { mean_people: rows.iter().map(|row| row.mean_people).sum(), ..others }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, members: [f64; 3]) -> Row {
        let name = Name { id: id.to_owned(), name: id.to_uppercase() };
        Row::named(name).sized(members.iter().sum::<f64>() / 3.0, members.into_iter())
    }

    #[test]
    fn a_row_tells_whole_numbers_of_the_smallest_group() {
        let row = row("a", [90.0, 104.0, 136.0]);
        assert_eq!((row.mean_people, row.q05, row.q95), (100.0, 100.0, 125.0));
        let json = serde_json::to_value(&row).expect("it has text for keys");
        let expected = serde_json::json!({
            "id": "a", "name": "A", "mean_people": 100.0, "q05": 100.0, "q95": 125.0
        });
        assert_eq!(json, expected, "what is not told is in no document");
    }

    #[test]
    fn a_shorter_list_has_as_many_people_and_their_members() {
        let list = [row("a", [900.0; 3]), row("b", [100.0, 200.0, 300.0]), row("c", [50.0; 3])];
        let first = Row::first(&list, 1);
        assert_eq!((first.len(), &first[0]), (2, &list[0]));
        let others = &first[1];
        assert_eq!((others.name.as_str(), others.mean_people), ("others", 250.0));
        assert_eq!(others.members, [150.0, 250.0, 350.0]);
        assert!(others.is_others());
        assert_eq!((others.q05, others.q95), (150.0, 350.0));
        assert_eq!(Row::first(&first, 5), first);
        assert_eq!(Row::first(&list, 3), list);
        assert_eq!(Row::first(&[], 3), []);
    }
}
