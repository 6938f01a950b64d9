//! What holds of numbers of groups, in whatever form they are told.

use serde_json::Value;

/// Fewer people are no group that may be told.
pub const FEW: f64 = 25.0;

/// Whether a number is in whole 25s.
pub fn is_whole(people: f64) -> bool {
    (people / FEW - (people / FEW).round()).abs() < 1e-6
}

/// A number of people of a group.
pub fn large(people: f64, what: &str) {
    assert!(people >= FEW, "{people} people: {what}");
}

/// Numbers in a text, but shares (`7 %`) and days (`week from 2 December 2014`).
pub fn numbers(text: &str) -> Vec<f64> {
    let mut plain = String::new();
    for (at, part) in text.split("week from ").enumerate() {
        let rest = if at == 0 { part } else { part.splitn(4, [' ', ':']).nth(3).unwrap_or("") };
        plain += rest;
        plain.push(' ');
    }
    let is_of_number = |letter: char| letter.is_ascii_digit() || ",.".contains(letter);
    let mut found = Vec::new();
    let mut rest = plain.as_str();
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let before = &rest[..start];
        let end =
            rest[start..].find(|letter| !is_of_number(letter)).map_or(rest.len(), |it| start + it);
        let number: f64 =
            rest[start..end].trim_end_matches([',', '.']).replace(',', "").parse().unwrap();
        let is_few = ["<", "less than ", "&lt;"].iter().any(|sign| before.ends_with(sign));
        if !rest[end..].starts_with(" %") {
            found.push(if is_few { number / 2.0 } else { number });
        }
        rest = &rest[end..];
    }
    found
}

/// No number of a text about groups is of few people.
pub fn text(text: &str, what: &str) {
    for number in numbers(text) {
        assert!(number == 0.0 || number >= FEW, "{number} people: {what}\n{text}");
    }
}

/// A list of rows adds up to all, with nothing small put together or left out.
pub fn list(rows: &[Value], all: f64, what: &str) {
    let mut sum = 0.0;
    for row in rows {
        let people = row["mean_people"].as_f64().unwrap();
        large(people, &format!("{what}: {row}"));
        assert!(is_whole(people), "{row}");
        for end in ["q05", "q95"].map(|end| row[end].as_f64()).into_iter().flatten() {
            assert!(end == 0.0 || (end >= FEW && is_whole(end)), "{row}");
        }
        sum += people;
    }
    let left = all - sum;
    let rounding = 0.5 * FEW * rows.len() as f64;
    assert!(left.abs() <= rounding + 0.5 * FEW, "{what}: {left} of {all} are in no row");
}

/// Every number of people in a document that has the name of a group's: whole, and not small.
pub fn everywhere(value: &Value) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                if let Some(people) = value.as_f64().filter(|_| key.ends_with("mean_people")) {
                    assert!(
                        people == 0.0 || (people.abs() >= FEW && is_whole(people)),
                        "{fields:?}"
                    );
                }
                everywhere(value);
            }
        }
        Value::Array(values) => values.iter().for_each(everywhere),
        _ => {}
    }
}

#[test]
fn numbers_are_found_in_texts() {
    let text = " week from 2 December 2014   8,530   6,350 to <25   30 % ";
    assert_eq!(numbers(text), [8_530.0, 6_350.0, 12.5]);
    assert_eq!(numbers("from Orhan 1,930, Pell 24. And 7 %"), [1_930.0, 24.0]);
}
