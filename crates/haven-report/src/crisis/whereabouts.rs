//! Where everybody is at the end, on the terminal.

use crate::numbers::shown;
use crate::table::table;
use crate::whereabouts::{Row, rows, without_room};
use crate::wrapped::wrapped;
use haven::crisis::Answer;
use jiff::Span;

/// A table of means, which add up.
pub(super) fn whereabouts(answer: &Answer, width: usize) -> String {
    let crisis = &answer.asked.crisis;
    let end = crisis.start.saturating_add(Span::new().days(crisis.days.saturating_sub(1)));
    let header =
        [format!("Where everybody is on {end}"), "People".into(), "90 % of members".into()];
    let row = |row: Row| {
        let (low, high) = row.people.interval_90();
        let [mean, low, high] = [row.people.mean, low, high].map(shown);
        let interval = if low == high { low } else { format!("{low}–{high}") };
        vec![if row.is_part { format!("  {}", row.label) } else { row.label }, mean, interval]
    };
    let mut note =
        "People: means, which add up but for rounding; indented rows are part of the one above."
            .to_owned();
    note.extend(without_room(answer, shown).map(|line| format!(" {line}")));
    table(&header, rows(answer).into_iter().map(row).collect(), width) + &wrapped(&note, width)
}
