//! Signs on the map. Parties differ by shape first and by brightness second, so that the map can be
//! read without colour.

use super::super::drawing::{label, line, polygon, rectangle};
use super::super::markup::{Element, element};
use super::super::scale::px;
use haven_core::crisis::scenario::GateState;
use haven_core::math;
use std::f64::consts::TAU;

/// Shapes of parties, in their order; parties beyond the last share it.
pub const PARTIES: usize = 7;

/// The sign of the party at a position among those on the map.
pub fn party(position: usize, [x, y]: [f64; 2], r: f64) -> Element {
    match position.min(PARTIES - 1) {
        0 => element("circle")
            .with("cx", px(x))
            .with("cy", px(y))
            .with("r", px(r))
            .with("class", "p0"),
        1 => rectangle([x - r * 0.9, y - r * 0.9], [r * 1.8, r * 1.8], "p1"),
        2 => polygon(&corners(3, [x, y], r * 1.25, 0.25), "p2"),
        3 => polygon(&corners(4, [x, y], r * 1.25, 0.0), "p3"),
        4 => polygon(&plus([x, y], r * 1.2), "p4"),
        5 => polygon(&corners(5, [x, y], r * 1.15, 0.75), "p5"),
        _ => polygon(&corners(6, [x, y], r * 1.1, 0.0), "p6"),
    }
}

/// Corners of a regular shape; `turn`: direction of the first as a share of a full turn.
fn corners(count: u32, [x, y]: [f64; 2], r: f64, turn: f64) -> Vec<[f64; 2]> {
    let angle = |corner: u32| TAU * (turn + f64::from(corner) / f64::from(count));
    (0..count)
        .map(|corner| [x + r * math::cos(angle(corner)), y + r * math::sin(angle(corner))])
        .collect()
}

fn plus([x, y]: [f64; 2], r: f64) -> Vec<[f64; 2]> {
    let w = r * 0.4;
    let around = [
        [-w, -r],
        [w, -r],
        [w, -w],
        [r, -w],
        [r, w],
        [w, w],
        [w, r],
        [-w, r],
        [-w, w],
        [-r, w],
        [-r, -w],
        [-w, -w],
    ];
    around.into_iter().map(|[dx, dy]| [x + dx, y + dy]).collect()
}

/// The sign of a gate: the first letter of its state, white on black if nobody passes.
pub fn gate(state: GateState, [x, y]: [f64; 2]) -> Element {
    let (box_class, letter_class) = if state == GateState::Closed {
        ("gate closed", "letter closed")
    } else {
        ("gate", "letter")
    };
    element("g")
        .child(rectangle([x - 7.0, y - 7.0], [14.0, 14.0], box_class))
        .child(label(x, y + 4.0, "middle", gate_letter(state)).with("class", letter_class))
}

/// What a gate's sign shows.
pub fn gate_letter(state: GateState) -> &'static str {
    match state {
        GateState::Open => "O",
        GateState::Limited => "L",
        GateState::Medical => "M",
        GateState::Closed => "C",
        GateState::Informal => "I",
    }
}

/// The sign of a camp: a tent.
pub fn camp([x, y]: [f64; 2]) -> Element {
    element("g")
        .child(polygon(&[[x - 8.0, y + 6.0], [x, y - 7.0], [x + 8.0, y + 6.0]], "camp"))
        .child(line([x, y - 7.0], [x, y + 6.0], "thin"))
}

/// The sign of a place that takes people in.
pub fn host([x, y]: [f64; 2]) -> Element {
    rectangle([x - 3.5, y - 3.5], [7.0, 7.0], "host")
}

/// A ring around a place in a haven.
pub fn haven([x, y]: [f64; 2]) -> Element {
    element("circle").with("cx", px(x)).with("cy", px(y)).with("r", 13).with("class", "haven")
}
