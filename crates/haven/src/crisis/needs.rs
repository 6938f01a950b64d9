//! What it takes to receive people, and who they are.

use haven_core::crisis::scenario::{self, Crisis};

/// What one person needs of something, or how many of a kind there are for each person.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// What is needed, or who.
    pub what: String,
    /// Unit of the amount; empty where `what` is what is counted.
    pub unit: String,
    /// How much of it a person needs.
    pub per_person: f64,
    /// The least and the most that is reasonable for a person.
    pub range: [f64; 2],
    /// In what circumstances.
    pub when: String,
    /// Where the number is from.
    pub source: String,
}

/// Where the standards are from, if a scenario has no numbers of its own.
const EDITION: &str = "The Sphere Handbook, 2018 edition";

/// The standards: item, value, unit, when. In the handbook's order.
const STANDARDS: [(&str, f64, &str, &str); 6] = [
    ("water", 15.0, "litres a person a day", "always"),
    ("people_per_latrine_first", 50.0, "people", "at first"),
    ("people_per_latrine", 20.0, "people", "as soon as possible"),
    ("energy", 2_100.0, "kcal a person a day", "always"),
    ("covered_area", 3.5, "m2 a person", "always"),
    ("covered_area_cold", 4.5, "m2 a person", "in cold, at least; 5.5 with cooking inside"),
];

/// The numbers of a scenario, or if it has none the minimum standards of the Sphere Handbook.
pub fn needs(crisis: &Crisis) -> Vec<Need> {
    if !crisis.needs.is_empty() {
        return crisis.needs.iter().map(Need::of_row).collect();
    }
    let row = |(item, value, unit, when): &(&str, f64, &str, &str)| scenario::Need {
        item: (*item).to_owned(),
        value: *value,
        low: *value,
        high: *value,
        unit: (*unit).to_owned(),
        note: (*when).to_owned(),
        source: EDITION.to_owned(),
    };
    STANDARDS.iter().map(|standard| Need::of_row(&row(standard))).collect()
}

impl Need {
    fn of_row(row: &scenario::Need) -> Self {
        let is_shared = row.unit == "people";
        let per_person = |value: f64| if is_shared { 1.0 / value } else { value };
        let (one, other) = (per_person(row.low), per_person(row.high));
        let unit = match row.unit.as_str() {
            "people" => "",
            "share" => "people",
            unit => unit,
        };
        Self {
            what: name(&row.item),
            unit: unit.replace(" a person", "").replace("m2", "m²"),
            per_person: per_person(row.value),
            range: [one.min(other), one.max(other)],
            when: row.note.clone(),
            source: row.source.clone(),
        }
    }

    /// What so many people need.
    pub fn of(&self, people: f64) -> f64 {
        (people * self.per_person).ceil()
    }
}

/// Items for people to read.
fn name(item: &str) -> String {
    match item {
        "people_per_latrine_first" => "Latrines at first".to_owned(),
        "people_per_latrine" => "Latrines as soon as possible".to_owned(),
        "covered_area_cold" => "Covered area in cold".to_owned(),
        "energy" => "Food".to_owned(),
        "household" => "Households".to_owned(),
        "share_of_children" => "Children".to_owned(),
        "share_of_women" => "Women".to_owned(),
        other => {
            let mut letters = other.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(letters).collect::<String>().replace('_', " ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(item: &str, value: f64, [low, high]: [f64; 2], unit: &str) -> Need {
        Need::of_row(&scenario::Need {
            item: item.to_owned(),
            value,
            low,
            high,
            unit: unit.to_owned(),
            note: String::new(),
            source: String::new(),
        })
    }

    #[test]
    fn what_people_share_is_divided_by_them() {
        let households = row("household", 5.0, [5.0, 6.0], "people");
        assert_eq!((households.of(101.0), households.what.as_str()), (21.0, "Households"));
        assert!(households.range[0] < households.range[1]);
    }

    #[test]
    fn amounts_have_the_unit_of_the_whole() {
        let water = row("water", 15.0, [15.0, 15.0], "litres a person a day");
        assert_eq!((water.of(10.0), water.unit.as_str()), (150.0, "litres a day"));
        let children = row("share_of_children", 0.5, [0.5, 0.55], "share");
        assert_eq!((children.of(9.0), children.unit.as_str()), (5.0, "people"));
    }

    #[test]
    fn what_is_needed_is_rounded_up_to_whole_units() {
        let water = row("water", 15.0, [15.0, 15.0], "litres a person a day");
        assert_eq!([0.0, 1.0, 1.1].map(|people| water.of(people)), [0.0, 15.0, 17.0]);
        // 50 to a latrine: 50 people need one, 51 two.
        let latrines = row("people_per_latrine_first", 50.0, [40.0, 50.0], "people");
        assert_eq!([50.0, 51.0].map(|people| latrines.of(people)), [1.0, 2.0]);
        assert_eq!((latrines.unit.as_str(), latrines.range), ("", [0.02, 0.025]));
    }

    #[test]
    fn without_numbers_of_its_own_a_scenario_has_those_of_the_handbook() {
        let mut crisis = crate::crisis::tests::two_gates();
        let told = |crisis: &Crisis| -> Vec<(String, f64, String)> {
            needs(crisis)
                .into_iter()
                .map(|need| (need.what.clone(), need.of(1_000.0), need.unit))
                .collect()
        };
        let of = |what: &str, amount: f64, unit: &str| (what.to_owned(), amount, unit.to_owned());
        let expected = [
            of("Water", 15_000.0, "litres a day"),
            of("Latrines at first", 20.0, ""),
            of("Latrines as soon as possible", 50.0, ""),
            of("Food", 2_100_000.0, "kcal a day"),
            of("Covered area", 3_500.0, "m²"),
            of("Covered area in cold", 4_500.0, "m²"),
        ];
        assert_eq!(told(&crisis), expected);
        assert!(needs(&crisis).iter().all(|need| need.source.starts_with("The Sphere Handbook")));
        assert_eq!(needs(&crisis)[1].when, "at first");
        crisis.needs.push(scenario::Need {
            item: "share_of_women".to_owned(),
            value: 0.25,
            low: 0.2,
            high: 0.3,
            unit: "share".to_owned(),
            note: "at home".to_owned(),
            source: "Census".to_owned(),
        });
        assert_eq!(told(&crisis), [of("Women", 250.0, "people")]);
        let [women] = &needs(&crisis)[..] else { panic!("one row") };
        assert_eq!(
            (women.range, women.when.as_str(), women.source.as_str()),
            ([0.2, 0.3], "at home", "Census")
        );
    }

    #[test]
    fn items_without_a_name_of_their_own_are_written_as_people_write() {
        let names = ["energy", "household", "share_of_children", "blankets_for_winter", ""];
        let expected = ["Food", "Households", "Children", "Blankets for winter", ""];
        assert_eq!(names.map(name), expected);
    }
}
