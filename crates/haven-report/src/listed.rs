//! Places and actors as tables, and as JSON.

use crate::numbers::people;
use crate::table::table_of;
use haven::{Actors, ListedActor, ListedPlace, ListedState, Places};
use serde_json::{Value, json};

/// The places of a scenario.
pub fn places_text(places: &Places, width: usize) -> String {
    let has_gates = places.places.iter().any(|place| place.states.is_some());
    let mut header = vec!["Id", "Name", "Kind", "Country", "Area"];
    header.extend(has_gates.then_some("Lets through"));
    let row = |place: &ListedPlace| {
        let mut row = vec![
            place.id.clone(),
            // Other names below it: side by side they would leave no room for the rest.
            [std::slice::from_ref(&place.name), &place.alt_names[..]].concat().join("\n"),
            place.kind.to_owned(),
            place.country.clone(),
            place.admin1.clone(),
        ];
        row.extend(has_gates.then(|| gate(place)));
        row
    };
    let header: Vec<String> = header.into_iter().map(str::to_owned).collect();
    let rows = places.places.iter().map(row).collect();
    format!("{}\n{}", places.title, table_of(&header, 0, rows, width))
}

/// The states of a gate, one a line.
fn gate(place: &ListedPlace) -> String {
    let line = |state: &ListedState| match state.quota_per_day {
        None => format!("from {}: {}", state.from, state.state),
        Some([middle, low, high]) => {
            let [middle, low, high] = [middle, low, high].map(people);
            let interval = if low == high { String::new() } else { format!(" ({low}–{high})") };
            format!("from {}: {}, {middle}{interval} a day", state.from, state.state)
        }
    };
    match &place.states {
        None => String::new(),
        Some(states) if states.is_empty() => "closed".to_owned(),
        Some(states) => states.iter().map(line).collect::<Vec<_>>().join("\n"),
    }
}

/// The armed actors of a crisis.
pub fn actors_text(actors: &Actors, width: usize) -> String {
    let row = |actor: &ListedActor| {
        let part_of = actor.part_of.clone().unwrap_or_default();
        vec![actor.id.clone(), actor.name.clone(), actor.kind.to_owned(), part_of]
    };
    let header = ["Id", "Name", "Kind", "Part of"].map(str::to_owned);
    let rows = actors.actors.iter().map(row).collect();
    format!("{}\n{}", actors.title, table_of(&header, 0, rows, width))
}

/// Places as JSON.
pub fn places_json(places: &Places) -> Value {
    json!(places)
}

/// Actors as JSON.
pub fn actors_json(actors: &Actors) -> Value {
    json!(actors)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: &str, states: Option<Vec<ListedState>>) -> ListedPlace {
        ListedPlace {
            id: id.to_owned(),
            name: format!("Name of {id}"),
            alt_names: vec!["Other".to_owned()],
            kind: "crossing",
            country: "XAB".to_owned(),
            admin1: String::new(),
            latitude: 0.0,
            longitude: 0.0,
            states,
        }
    }

    fn state(state: &'static str, quota_per_day: Option<[f64; 3]>) -> ListedState {
        let [from, to] = ["2030-03-01", "2030-03-31"].map(str::to_owned);
        ListedState { from, to, state, quota_per_day }
    }

    #[test]
    fn a_gate_lets_through_what_its_states_say() {
        let told = |states| gate(&place("g", states));
        assert_eq!(told(None), "");
        assert_eq!(told(Some(Vec::new())), "closed");
        let fixed = state("limited", Some([1_000.0; 3]));
        let wide = state("open", Some([1_000.0, 500.0, 2_000.0]));
        assert_eq!(told(Some(vec![fixed.clone()])), "from 2030-03-01: limited, 1,000 a day");
        assert_eq!(
            told(Some(vec![state("closed", None), wide])),
            "from 2030-03-01: closed\nfrom 2030-03-01: open, 1,000 (500–2,000) a day"
        );
    }

    #[test]
    fn the_column_of_gates_is_there_if_a_gate_is() {
        let text = |places| places_text(&Places { title: "T".to_owned(), places }, 120);
        let without = text(vec![place("a", None)]);
        assert!(without.starts_with("T\n") && !without.contains("Lets through"), "{without}");
        for words in ["Id", "Kind", "Country", "Area", "Name of a", "Other", "crossing", "XAB"] {
            assert!(without.contains(words), "{words} in {without}");
        }
        let with = text(vec![place("a", None), place("b", Some(Vec::new()))]);
        assert!(with.contains("Lets through") && with.contains("closed"), "{with}");
    }
}
