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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn drawn(sign: &Element, expected: &str) {
        assert_eq!(sign.to_string().replace('\n', ""), expected);
    }

    #[test]
    fn round_and_square_parties() {
        let at = [10.0, 12.0];
        drawn(&party(0, at, 5.0), "<circle cx=\"10\" cy=\"12\" r=\"5\" class=\"p0\"></circle>");
        // 0.9 of the radius to each side.
        drawn(
            &party(1, at, 5.0),
            "<rect x=\"5.5\" y=\"7.5\" width=\"9\" height=\"9\" class=\"p1\"></rect>",
        );
    }

    #[test]
    fn parties_with_corners() {
        let shape = |points: &str, class: &str| {
            format!("<polygon points=\"{points}\" class=\"{class}\"></polygon>")
        };
        let at = [10.0, 10.0];
        // Radius 5: the first corner down (y grows downwards), the others 2.5 up and 4.33 aside.
        drawn(&party(2, at, 4.0), &shape("10,15 5.7,7.5 14.3,7.5", "p2"));
        drawn(&party(3, at, 4.0), &shape("15,10 10,15 5,10 10,5", "p3"));
        // Radius 6, arms 2.4 to either side.
        let plus = "7.6,4 12.4,4 12.4,7.6 16,7.6 16,12.4 12.4,12.4 12.4,16 7.6,16 7.6,12.4 4,12.4 4,7.6 7.6,7.6";
        drawn(&party(4, at, 5.0), &shape(plus, "p4"));
        // Radius 11.5, the first corner up, then every 72 degrees.
        drawn(&party(5, at, 10.0), &shape("10,-1.5 20.9,6.4 16.8,19.3 3.2,19.3 -0.9,6.4", "p5"));
        // Radius 11, the first corner to the right, then every 60 degrees.
        let hexagon = shape("21,10 15.5,19.5 4.5,19.5 -1,10 4.5,0.5 15.5,0.5", "p6");
        drawn(&party(6, at, 10.0), &hexagon);
        drawn(&party(PARTIES, at, 10.0), &hexagon);
        drawn(&party(99, at, 10.0), &hexagon);
    }

    #[test]
    fn only_a_closed_gate_is_white_on_black() {
        let shut = "<g><rect x=\"3\" y=\"13\" width=\"14\" height=\"14\" class=\"gate closed\"></rect>\
                    <text x=\"10\" y=\"24\" text-anchor=\"middle\" class=\"letter closed\">C</text></g>";
        drawn(&gate(GateState::Closed, [10.0, 20.0]), shut);
        let others = [GateState::Open, GateState::Limited, GateState::Medical, GateState::Informal];
        for (state, letter) in others.into_iter().zip(["O", "L", "M", "I"]) {
            let sign = shut.replace(" closed", "").replace(">C<", &format!(">{letter}<"));
            drawn(&gate(state, [10.0, 20.0]), &sign);
        }
    }

    #[test]
    fn tents_towns_and_rings() {
        let at = [10.0, 10.0];
        let tent = "<g><polygon points=\"2,16 10,3 18,16\" class=\"camp\"></polygon>\
                    <line x1=\"10\" y1=\"3\" x2=\"10\" y2=\"16\" class=\"thin\"></line></g>";
        drawn(&camp(at), tent);
        let town = "<rect x=\"6.5\" y=\"6.5\" width=\"7\" height=\"7\" class=\"host\"></rect>";
        drawn(&host(at), town);
        let ring = "<circle cx=\"10\" cy=\"10\" r=\"13\" class=\"haven\"></circle>";
        drawn(&haven(at), ring);
    }
}
