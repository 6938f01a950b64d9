//! Where everybody is at the end: a table in which each person is once.

use super::figures::{range, shown};
use super::markup::{Element, paragraph, section, text};
use super::subject::Subject;
use super::tables::table;
use crate::whereabouts::{Row, rows, without_room};
use crate::words::{date, last_day};
use haven::crisis::Answer;

/// The main answer, and the one that it is compared with.
pub fn whereabouts(subject: &Subject<'_>) -> Element {
    let crisis = &subject.comparison.crisis;
    let mut answers = vec![subject.main];
    answers.extend((!subject.is_alone()).then_some(subject.baseline));
    let found: Vec<Vec<Row>> = answers.iter().map(|answer| rows(answer)).collect();
    let head = |answer: &&Answer| [answer.asked.title.clone(), "90 % of members".to_owned()];
    let mut heads = vec![String::new()];
    heads.extend(answers.iter().flat_map(head));
    let lines = labels(&found).into_iter().map(|(label, is_part)| {
        let mut line = vec![if is_part { format!("– {label}") } else { label.clone() }];
        line.extend(found.iter().flat_map(|rows| cells(rows, &label)));
        line
    });
    let lead = "Means over the members, which add up to everybody, but for rounding; rows with a dash are part of the \
                one above. Outside camps are those in host communities, on the far side of a gate, and at places \
                on the way.";
    let caption = format!("People on {}", date(crisis, last_day(crisis)));
    let note = without_room(subject.main, shown).map(|line| {
        text("p", format!("{}: {line}", subject.main.asked.title)).with("class", "note")
    });
    section("whereabouts", "Where everybody is at the end")
        .child(paragraph(lead))
        .child(table(&caption, &heads, lines.collect()))
        .children(note)
}

/// The labels of all answers, in the order of the first, each once; everybody is last.
fn labels(found: &[Vec<Row>]) -> Vec<(String, bool)> {
    let mut labels: Vec<(String, bool)> = Vec::new();
    for (label, is_part) in found.iter().flatten().map(|row| (&row.label, row.is_part)) {
        if !labels.iter().any(|(known, _)| known == label) {
            labels.push((label.clone(), is_part));
        }
    }
    let everybody = |(label, _): &(String, bool)| label == "Everybody";
    labels.sort_by_key(everybody);
    labels
}

fn cells(rows: &[Row], label: &str) -> [String; 2] {
    let people = rows.iter().find(|row| row.label == label).map(|row| row.people);
    people.map_or(["0".to_owned(), "0".to_owned()], |people| {
        let (low, high) = people.interval_90();
        [shown(people.mean), range(low, high)]
    })
}
