//! Where arrivals come from, and why they left.

use super::drawing::{PAGE_WIDTH, drawing, figure, fitted, label, line, rectangle};
use super::figures::{percent, range, shown};
use super::markup::{Element, element, paragraph, section, text};
use super::subject::Subject;
use super::weeks::weeks;
use haven::disclosure::{By, MIN_CELL, Row};

const LEFT: f64 = 290.0;
const RIGHT: f64 = 240.0;
const ROW: f64 = 26.0;

/// Origins, causes and gates that are named.
const NAMED: usize = 15;

/// Origins, causes, gates and weeks of the arrivals in the main answer, if they were told apart.
pub fn why(subject: &Subject<'_>) -> Option<Element> {
    let arrivals = subject.main.arrivals.as_ref()?;
    let crisis = &subject.main.asked.crisis;
    let total = arrivals.mean_people;
    let lead = format!(
        "{}: mean arrivals abroad, all countries together ({} people; the mean of the first {} members, so it \
         differs from the median above), with the interval that holds nine of ten of these members. Who is \
         from where and why is the expectation within a member, so members stray at least as far. Groups \
         below 25 people are put together.",
        subject.main.asked.title,
        shown(total),
        arrivals.members,
    );
    let section = section("why", "Why: origins, causes, gates, weeks").child(paragraph(lead));
    if total < MIN_CELL {
        return Some(section.child(paragraph("Too few arrive to say more.")));
    }
    let origins =
        if subject.is_sensitive() { "Arrivals by area of origin" } else { "Arrivals by home" };
    Some(section.children(arrivals.by.lists().filter_map(|(by, rows)| match by {
        By::Origin => Some(bars(origins, rows, total)),
        By::Cause => Some(bars("Arrivals by why they left home", rows, total)),
        By::Gate => Some(bars("Arrivals by gate", rows, total)),
        By::Route => None,
        By::Week => Some(weeks(crisis, rows)),
    })))
}

/// Horizontal bars with their intervals and numbers. What is put together has no bar: it would dwarf
/// the others.
fn bars(title: &str, rows: &[Row], total: f64) -> Element {
    let rows = Row::first(rows, NAMED);
    let named = rows.iter().filter(|row| !row.is_others());
    let most = named.map(|row| row.q95.max(row.mean_people)).fold(1.0, f64::max);
    let along = |people: f64| LEFT + people / most * (PAGE_WIDTH - LEFT - RIGHT);
    let bar = |(at, row): (usize, &Row)| {
        let (y, people) = (at as f64 * ROW, row.mean_people);
        let middle = y + ROW / 2.0;
        let (interval, share) = (range(row.q05, row.q95), percent(people / total));
        let words = format!("{} ({interval}) · {share}", shown(people));
        let ends = if row.is_others() { [LEFT; 3] } else { [people, row.q05, row.q95].map(along) };
        element("g")
            .child(text("title", format!("{}: {words}", row.name)))
            .child(fitted(LEFT - 8.0, middle + 4.0, "end", &row.name, LEFT - 10.0))
            .child(rectangle([LEFT, y + 3.0], [ends[0] - LEFT, ROW - 6.0], "bar"))
            .child(line([ends[1], middle], [ends[2], middle], "mark"))
            .child(label(ends[0].max(ends[2]) + 6.0, middle + 4.0, "start", words))
    };
    let height = rows.len() as f64 * ROW + 4.0;
    let drawn = drawing(PAGE_WIDTH, height, title)
        .children(rows.iter().enumerate().map(bar))
        .child(line([LEFT, 0.0], [LEFT, height], "zero"));
    figure(drawn, title)
}
