//! A picture of a backtest: reports as they came, and what had been forecast 30 days before.

use crate::numbers::people;
use crate::page::{Element, Scale, element, label, px};
use haven::backtest::ScoredScenario;
use haven_core::id::PlaceId;
use haven_study::backtest::Case;
use std::collections::BTreeMap;

/// Places that are drawn: those with the most people.
const DRAWN: usize = 6;
/// The horizon that is drawn.
const HORIZON_DAYS: u32 = 30;
const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 200.0;
const LEFT: f64 = 62.0;
const RIGHT: f64 = 10.0;
const TOP: f64 = 26.0;
const BOTTOM: f64 = 24.0;
const HEADING: f64 = 40.0;
const FORECAST: &str = "#2b6ca3";

/// A standalone SVG.
pub fn backtest_picture(scored: &ScoredScenario) -> String {
    let mut by_place: BTreeMap<PlaceId, Vec<&Case>> = BTreeMap::new();
    for case in scored.cases.iter().filter(|case| case.horizon_days == HORIZON_DAYS) {
        by_place.entry(case.place).or_default().push(case);
    }
    let most = |cases: &[&Case]| cases.iter().map(|case| case.counted).fold(0.0, f64::max);
    let mut places: Vec<(PlaceId, Vec<&Case>)> = by_place.into_iter().collect();
    places.sort_by(|one, other| most(&other.1).total_cmp(&most(&one.1)));
    places.truncate(DRAWN);
    let rows = places.len().div_ceil(2) as f64;
    let (width, height) = (2.0 * WIDTH, HEADING + rows * HEIGHT);
    let level = scored.information_level.clone().unwrap_or_default();
    let heading =
        format!("{}: forecasts {HORIZON_DAYS} days ahead ({level}), and what came", scored.name);
    let key = "bars: 95 and 50 % intervals, ticks: medians, dots: reports; people at the place";
    let mut svg = element("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("viewBox", format!("0 0 {} {}", px(width), px(height)))
        .with("font-family", "sans-serif")
        .with("font-size", 11)
        .child(element("rect").with("width", "100%").with("height", "100%").with("fill", "white"))
        .child(label(8.0, 16.0, "start", heading).with("font-size", 14))
        .child(label(8.0, 32.0, "start", key).with("fill", "#555"));
    for (index, (place, cases)) in places.iter().enumerate() {
        let corner = [(index % 2) as f64 * WIDTH, HEADING + (index / 2) as f64 * HEIGHT];
        svg = svg.child(panel(scored, *place, cases, corner));
    }
    format!("{svg}\n")
}

fn panel(scored: &ScoredScenario, place: PlaceId, cases: &[&Case], [x, y]: [f64; 2]) -> Element {
    let days = f64::from(scored.days);
    let top = cases
        .iter()
        .map(|case| case.counted.max(case.simulator.central_interval(0.8).1))
        .fold(1.0, f64::max)
        * 1.1;
    let across = Scale::new(0.0, days, x + LEFT, x + WIDTH - RIGHT);
    let up = Scale::new(0.0, top, y + HEIGHT - BOTTOM, y + TOP);
    let floor = up.at(0.0);
    let name = scored.read.places[place.index()].name.clone();
    let mut group = element("g")
        .child(label(x + LEFT, y + 16.0, "start", name))
        .child(stroke([across.at(0.0), floor], [across.at(days), floor], "#999", 1.0))
        .child(label(x + LEFT - 4.0, floor, "end", "0"))
        .child(label(x + LEFT - 4.0, up.at(top / 1.1) + 4.0, "end", people(top / 1.1)))
        .child(label(across.at(0.0), floor + 14.0, "start", scored.start.to_string()))
        .child(label(across.at(days), floor + 14.0, "end", format!("day {days}")));
    for case in cases {
        let at = across.at(f64::from(case.day));
        let bar = |level: f64, width: f64| {
            let (low, high) = case.simulator.central_interval(level);
            stroke([at, up.at(low.min(top))], [at, up.at(high.min(top))], FORECAST, width)
        };
        let median = up.at(case.simulator.median().min(top));
        group = group
            .child(bar(0.95, 1.0).with("opacity", 0.5))
            .child(bar(0.5, 4.0).with("opacity", 0.6))
            .child(stroke([at - 4.0, median], [at + 4.0, median], FORECAST, 1.5));
    }
    for case in cases {
        group = group.child(
            element("circle")
                .with("cx", px(across.at(f64::from(case.day))))
                .with("cy", px(up.at(case.counted)))
                .with("r", 2.4)
                .with("fill", "#c0392b"),
        );
    }
    group
}

fn stroke(from: [f64; 2], to: [f64; 2], colour: &'static str, width: f64) -> Element {
    element("line")
        .with("x1", px(from[0]))
        .with("y1", px(from[1]))
        .with("x2", px(to[0]))
        .with("y2", px(to[1]))
        .with("stroke", colour)
        .with("stroke-width", width)
}
