//! Where arrivals come from, and why they left.

use super::drawing::{PAGE_WIDTH, drawing, figure, fitted, label, line, rectangle};
use super::figures::{percent, shown};
use super::markup::{Element, element, paragraph, section, text};
use super::subject::Subject;
use super::weeks::weeks;
use crate::report::arrivals::{OTHERS, by_cause, by_origin, gate_names, grouped};
use crate::report::numbers::MIN_CELL;

const LEFT: f64 = 290.0;
const RIGHT: f64 = 130.0;
const ROW: f64 = 26.0;

/// Origins, causes and gates that are named.
const NAMED: usize = 15;

/// Origins, causes, gates and weeks of the arrivals in the main answer, if they were told apart.
pub fn why(subject: &Subject<'_>) -> Option<Element> {
    let explained = subject.main.explained.as_ref()?;
    let crisis = &subject.main.asked.crisis;
    let total: f64 = explained.cells().map(|cell| cell.people).sum();
    let lead = format!(
        "{}: mean arrivals abroad, all countries together ({} people; the mean of the first members, so it \
         differs from the median above). Groups below 25 people are put together.",
        subject.main.asked.title,
        shown(total)
    );
    let section = section("why", "Why: origins, causes, gates, weeks").child(paragraph(lead));
    if total < MIN_CELL {
        return Some(section.child(paragraph("Too few arrive to say more.")));
    }
    let origins = by_origin(explained.by_origin(), crisis, subject.is_sensitive());
    let origins = grouped(origins, NAMED);
    let causes = grouped(by_cause(explained.by_cause()), NAMED);
    let names = gate_names(crisis);
    let by_gate = explained.by_gate(names.len());
    let gates = grouped(names.into_iter().zip(by_gate).collect(), NAMED);
    let origin = if subject.is_sensitive() { "by area of origin" } else { "by home" };
    Some(
        section
            .child(bars(&format!("Arrivals {origin}"), &origins, total))
            .child(bars("Arrivals by why they left home", &causes, total))
            .child(bars("Arrivals by gate", &gates, total))
            .child(weeks(crisis, &explained.by_week())),
    )
}

/// Horizontal bars with their numbers. What is put together has no bar: it would dwarf the others.
fn bars(title: &str, rows: &[(String, f64)], total: f64) -> Element {
    let named = rows.iter().filter(|(name, _)| name != OTHERS);
    let most = named.map(|(_, people)| *people).fold(1.0, f64::max);
    let along = |people: f64| people / most * (PAGE_WIDTH - LEFT - RIGHT);
    let bar = |(at, (name, people)): (usize, &(String, f64))| {
        let y = at as f64 * ROW;
        let share = percent(people / total);
        let share = if *people < MIN_CELL { String::new() } else { format!(" · {share}") };
        let length = if name == OTHERS { 0.0 } else { along(*people) };
        let words = format!("{}{share}", shown(*people));
        element("g")
            .child(text("title", format!("{name}: {words}")))
            .child(fitted(LEFT - 8.0, y + ROW / 2.0 + 4.0, "end", name, LEFT - 10.0))
            .child(rectangle([LEFT, y + 3.0], [length, ROW - 6.0], "bar"))
            .child(label(LEFT + length + 6.0, y + ROW / 2.0 + 4.0, "start", words))
    };
    let height = rows.len() as f64 * ROW + 4.0;
    let drawn = drawing(PAGE_WIDTH, height, title)
        .children(rows.iter().enumerate().map(bar))
        .child(line([LEFT, 0.0], [LEFT, height], "zero"));
    figure(drawn, title)
}
