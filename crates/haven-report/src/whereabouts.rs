//! Where everybody is at the end, as rows of a table: each person in one, and below it some of them
//! once more, by what else is known of them.

use haven::crisis::{Answer, Group, Quantity, country_name};
use haven_core::crisis::scenario::Measure;
use haven_study::spread::Spread;

/// Places that are named of a group.
const NAMED: usize = 3;

/// A row: members' mean, as means add up.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Who.
    pub label: String,
    /// How many.
    pub people: Spread,
    /// Whether they are in the group above as well.
    pub is_part: bool,
}

/// The rows of an answer with people in any member, and last everybody.
pub fn rows(answer: &Answer) -> Vec<Row> {
    let whereabouts = &answer.whereabouts;
    let mut rows = Vec::new();
    let mut add = |label: String, people: &Quantity, is_part| {
        if people.spread.mean > 0.0 {
            rows.push(Row { label, people: people.spread, is_part });
        }
    };
    for group in &whereabouts.groups {
        add(label(group), &group.people, false);
        match group.measure {
            Measure::Residents => {
                if let Some(trapped) = answer.headline.quantity("trapped") {
                    add("wish to leave, but are trapped".to_owned(), trapped, true);
                }
            }
            Measure::InCamp | Measure::OutsideCamps => {
                for (_, people) in group.places.iter().take(NAMED) {
                    add(format!("at {}", people.title), people, true);
                }
            }
            _ => {}
        }
    }
    add("Everybody".to_owned(), &whereabouts.everybody, false);
    rows
}

/// For how many, in which countries, there is no room where they are: they are in the rows too.
pub fn without_room(answer: &Answer, shown: impl Fn(f64) -> String) -> Option<String> {
    let countries = answer.whereabouts.beyond_capacity.iter();
    let countries = countries.filter(|(_, people)| people.spread.mean > 0.0);
    let list: Vec<String> = countries
        .map(|(_, people)| format!("{} in {}", shown(people.spread.mean), country_name(&people.id)))
        .collect();
    let list = list.join(", ");
    (!list.is_empty())
        .then(|| format!("Of them beyond the room of the place where they are: {list}."))
}

fn label(group: &Group) -> String {
    let country = country_name(&group.people.id);
    match group.measure {
        Measure::Residents => "At home".to_owned(),
        Measure::InHaven => format!("In protected areas of {country}"),
        Measure::InCamp => format!("In camps in {country}"),
        Measure::OutsideCamps => format!("Outside camps in {country}"),
        Measure::Waiting => format!("Waiting at gates to {country}"),
        Measure::OnRoad => "On the road".to_owned(),
        _ => "Moved on, out of the countries of the scenario".to_owned(),
    }
}
