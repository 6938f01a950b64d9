//! Arrivals by week, as columns.

use super::drawing::{PAGE_WIDTH, drawing, figure, label, line, rectangle};
use super::figures::{range, shown};
use super::markup::{Element, element, text};
use super::scale::Scale;
use crate::numbers::people;
use crate::words::short_date;
use haven::disclosure::Row;
use haven_core::crisis::scenario::Crisis;

const HEIGHT: f64 = 170.0;
const FOOT: f64 = 22.0;
const SIDE: f64 = 66.0;
/// Weeks from one date to the next.
const DATED: usize = 3;

/// A column for each week with its interval. Weeks that are put together have none.
pub fn weeks(crisis: &Crisis, rows: &[Row]) -> Element {
    let most = rows.iter().filter(|row| row.week.is_some()).map(|row| row.q95.max(row.mean_people));
    let up = Scale::new(0.0, most.fold(1.0, f64::max), HEIGHT - FOOT, 8.0);
    let weeks = crisis.days.div_ceil(7).max(1) as usize;
    let width = (PAGE_WIDTH - SIDE) / weeks as f64;
    let title = "Arrivals by week (the last may be short; weeks of few people are not drawn)";
    let mark = |mark: &f64| {
        let y = up.at(*mark);
        let number = label(SIDE - 5.0, y + 4.0, "end", people(*mark));
        [line([SIDE, y], [PAGE_WIDTH, y], "grid"), number]
    };
    let column = |row: &Row| {
        let (x, y) = (SIDE + (row.week? as f64 + 0.1) * width, up.at(row.mean_people));
        let middle = x + width * 0.4;
        let words =
            format!("{}: {} ({})", row.name, shown(row.mean_people), range(row.q05, row.q95));
        let drawn = element("g")
            .child(text("title", words))
            .child(rectangle([x, y], [width * 0.8, HEIGHT - FOOT - y], "bar"))
            .child(line([middle, up.at(row.q05)], [middle, up.at(row.q95)], "mark"));
        Some(drawn)
    };
    let day = |week: usize| {
        let x = SIDE + week as f64 * width;
        label(x, HEIGHT - 6.0, "start", short_date(crisis, week as i64 * 7))
    };
    let drawn = drawing(PAGE_WIDTH, HEIGHT, title)
        .children(up.marks.iter().flat_map(mark))
        .children(rows.iter().filter_map(column))
        .children((0..weeks).step_by(DATED).map(day));
    figure(drawn, title)
}
