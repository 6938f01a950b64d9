//! Where arrivals come from, and why they left.

use super::drawing::{PAGE_WIDTH, drawing, figure, fitted, label, line, rectangle};
use super::figures::{percent, range, shown};
use super::markup::{Element, element, paragraph, section, text};
use super::subject::Subject;
use super::weeks::weeks;
use crate::arrivals::OTHERS;
use crate::labels::{By, Label, Row, labels};
use crate::numbers::MIN_CELL;

const LEFT: f64 = 290.0;
const RIGHT: f64 = 240.0;
const ROW: f64 = 26.0;

/// Origins, causes and gates that are named.
const NAMED: usize = 15;

/// Origins, causes, gates and weeks of the arrivals in the main answer, if they were told apart.
pub fn why(subject: &Subject<'_>) -> Option<Element> {
    let explained = subject.main.explained.as_ref()?;
    let crisis = &subject.main.asked.crisis;
    let total: f64 = explained.cells().map(|cell| cell.people).sum();
    let lead = format!(
        "{}: mean arrivals abroad, all countries together ({} people; the mean of the first {} members, so it \
         differs from the median above), with the interval that holds nine of ten of these members. Who is \
         from where and why is the expectation within a member, so members stray at least as far. Groups \
         below 25 people are put together.",
        subject.main.asked.title,
        shown(total),
        subject.main.parts.len(),
    );
    let section = section("why", "Why: origins, causes, gates, weeks").child(paragraph(lead));
    if total < MIN_CELL {
        return Some(section.child(paragraph("Too few arrive to say more.")));
    }
    let labels = labels(crisis, subject.is_sensitive(), (explained, &subject.main.parts));
    let origins =
        if subject.is_sensitive() { "Arrivals by area of origin" } else { "Arrivals by home" };
    Some(section.children(labels.iter().filter_map(|label| match label.by {
        By::Origin => Some(bars(origins, label, total)),
        By::Cause => Some(bars("Arrivals by why they left home", label, total)),
        By::Gate => Some(bars("Arrivals by gate", label, total)),
        By::Route => None,
        By::Week => Some(weeks(crisis, label)),
    })))
}

/// Horizontal bars with their intervals and numbers. What is put together has no bar: it would dwarf
/// the others.
fn bars(title: &str, label_of: &Label, total: f64) -> Element {
    let rows = label_of.rows(NAMED);
    let named = rows.iter().filter(|row| row.name != OTHERS);
    let most = named.map(|row| row.interval[1].max(row.mean)).fold(1.0, f64::max);
    let along = |people: f64| LEFT + people / most * (PAGE_WIDTH - LEFT - RIGHT);
    let bar = |(at, row): (usize, &Row)| {
        let (y, [low, high]) = (at as f64 * ROW, row.interval);
        let middle = y + ROW / 2.0;
        let share = percent(row.mean / total);
        let share = if row.mean < MIN_CELL { String::new() } else { format!(" · {share}") };
        let words = format!("{} ({}){share}", shown(row.mean), range(low, high));
        let named = row.name != OTHERS;
        let ends = if named { [row.mean, low, high].map(along) } else { [LEFT; 3] };
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
