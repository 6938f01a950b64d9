//! Arrivals by week, as columns.

use super::drawing::{PAGE_WIDTH, drawing, figure, label, line, rectangle};
use super::figures::{range, shown};
use super::markup::{Element, element, text};
use super::scale::Scale;
use crate::labels::{Label, Row};
use crate::numbers::{MIN_CELL, people};
use crate::words::short_date;
use haven_core::crisis::scenario::Crisis;

const HEIGHT: f64 = 170.0;
const FOOT: f64 = 22.0;
const SIDE: f64 = 66.0;
/// Weeks from one date to the next.
const DATED: usize = 3;

/// A column for each week with its interval. Weeks of few people are drawn as nothing.
pub fn weeks(crisis: &Crisis, label_of: &Label) -> Element {
    let weekly = label_of.all_rows();
    let most = weekly.iter().map(|row| row.interval[1].max(row.mean)).fold(1.0, f64::max);
    let up = Scale::new(0.0, most, HEIGHT - FOOT, 8.0);
    let width = (PAGE_WIDTH - SIDE) / weekly.len().max(1) as f64;
    let title = "Arrivals by week (the last week may be short)";
    let mark = |mark: &f64| {
        let y = up.at(*mark);
        let number = label(SIDE - 5.0, y + 4.0, "end", people(*mark));
        [line([SIDE, y], [PAGE_WIDTH, y], "grid"), number]
    };
    let column = |(week, row): (usize, &Row)| {
        let (x, y) = (SIDE + (week as f64 + 0.1) * width, up.at(row.mean));
        let (middle, [low, high]) = (x + width * 0.4, row.interval);
        let words = format!("{}: {} ({})", row.name, shown(row.mean), range(low, high));
        element("g")
            .child(text("title", words))
            .child(rectangle([x, y], [width * 0.8, HEIGHT - FOOT - y], "bar"))
            .child(line([middle, up.at(low)], [middle, up.at(high)], "mark"))
    };
    let day = |week: usize| {
        let x = SIDE + week as f64 * width;
        label(x, HEIGHT - 6.0, "start", short_date(crisis, week as i64 * 7))
    };
    let large = weekly.iter().enumerate().filter(|(_, row)| row.mean >= MIN_CELL);
    let drawn = drawing(PAGE_WIDTH, HEIGHT, title)
        .children(up.marks.iter().flat_map(mark))
        .children(large.map(column))
        .children((0..weekly.len()).step_by(DATED).map(day));
    figure(drawn, title)
}
