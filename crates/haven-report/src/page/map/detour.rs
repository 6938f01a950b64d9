//! Roads around signs: a straight line between two places may lie under a third that the road does not
//! touch. Were it drawn there, a besieged place would seem to stand on the way of those who flee past it.

use super::super::drawing::line;
use super::super::markup::{Element, element};
use super::super::scale::px;

/// What a sign takes up around its position.
const SIGN: f64 = 8.0;
/// How far bends are apart that are tried, and how many on either side.
const STEP: f64 = 4.0;
const STEPS: u32 = 16;
/// Where roads are bent, as a share of the way: in the middle, or nearer to one end.
const ALONG: [f64; 5] = [0.5, 0.25, 0.75, 0.0, 1.0];
/// Points at which the distance to signs is measured.
const POINTS: u32 = 24;

/// How a road is bent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bend {
    /// How far its middle is to the right of the straight line.
    by: f64,
    /// Where it is pulled there, as a share of the way.
    along: f64,
}

/// Not at all.
const STRAIGHT: Bend = Bend { by: 0.0, along: 0.5 };

/// How a road between two positions is bent to keep free of these signs, as little as it can; where no bend
/// does, the one that covers least of them. `width`: of the road as it is drawn.
pub fn bend(ends: [[f64; 2]; 2], signs: &[[f64; 2]], width: f64) -> Bend {
    let free = SIGN + width / 2.0;
    let signs = &near(ends, signs, free);
    let sides = (1..=STEPS).flat_map(|step| [1.0, -1.0].map(|side| side * f64::from(step) * STEP));
    let tried = sides.flat_map(|by| ALONG.map(|along| Bend { by, along }));
    let mut best = (STRAIGHT, covered(ends, STRAIGHT, signs, free));
    for bend in tried {
        if best.1 <= 0.0 {
            break;
        }
        let covered = covered(ends, bend, signs, free);
        if covered < best.1 {
            best = (bend, covered);
        }
    }
    best.0
}

/// The signs that a road could meet however it is bent: on a map of a thousand places few of them.
fn near([from, to]: [[f64; 2]; 2], signs: &[[f64; 2]], free: f64) -> Vec<[f64; 2]> {
    let beyond = f64::from(STEPS) * STEP + free;
    let is_near = |sign: &&[f64; 2]| {
        [0, 1].iter().all(|axis| {
            let (low, high) = (from[*axis].min(to[*axis]), from[*axis].max(to[*axis]));
            (low - beyond..=high + beyond).contains(&sign[*axis])
        })
    };
    signs.iter().filter(is_near).copied().collect()
}

/// How deep a road so bent runs into what these signs should have free around them, in all.
fn covered(ends: [[f64; 2]; 2], bend: Bend, signs: &[[f64; 2]], free: f64) -> f64 {
    let points: Vec<[f64; 2]> =
        (0..=POINTS).map(|at| point(ends, bend, f64::from(at) / f64::from(POINTS))).collect();
    let depth = |sign: &[f64; 2]| {
        let distance = |[x, y]: &[f64; 2]| length([x - sign[0], y - sign[1]]);
        (free - points.iter().map(distance).fold(f64::INFINITY, f64::min)).max(0.0)
    };
    signs.iter().map(depth).sum()
}

/// The point after a part of the way.
fn point([from, to]: [[f64; 2]; 2], bend: Bend, part: f64) -> [f64; 2] {
    let control = control([from, to], bend);
    let rest = 1.0 - part;
    let [first, middle, last] = [rest * rest, 2.0 * part * rest, part * part];
    [0, 1].map(|axis| first * from[axis] + middle * control[axis] + last * to[axis])
}

/// The control point of the curve: twice as far from the straight line as its middle.
fn control([from, to]: [[f64; 2]; 2], bend: Bend) -> [f64; 2] {
    let way = [to[0] - from[0], to[1] - from[1]];
    let aside = 2.0 * bend.by / length(way).max(f64::EPSILON);
    [from[0] + bend.along * way[0] - aside * way[1], from[1] + bend.along * way[1] + aside * way[0]]
}

/// A road of a class of the style sheet.
pub fn road(ends: [[f64; 2]; 2], bend: Bend, class: &'static str) -> Element {
    let [from, to] = ends;
    if bend == STRAIGHT {
        return line(from, to, class);
    }
    let [[x1, y1], [cx, cy], [x2, y2]] = [from, control(ends, bend), to].map(|at| at.map(px));
    element("path").with("d", format!("M{x1} {y1}Q{cx} {cy} {x2} {y2}")).with("class", class)
}

fn length([x, y]: [f64; 2]) -> f64 {
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From left to right.
    const ACROSS: [[f64; 2]; 2] = [[0.0, 0.0], [100.0, 0.0]];

    #[test]
    fn a_road_with_nothing_in_its_way_is_straight() {
        assert_eq!(bend(ACROSS, &[], 4.0), STRAIGHT);
        // A sign that has its 8 units, and half of the road's 4, free.
        assert_eq!(bend(ACROSS, &[[50.0, 10.0]], 4.0), STRAIGHT);
        assert!(road(ACROSS, STRAIGHT, "road").to_string().starts_with("<line"));
    }

    #[test]
    fn it_goes_around_a_sign_on_the_side_that_is_shorter() {
        let middle = |steps: f64| Bend { by: steps * STEP, along: 0.5 };
        // 9.9 below the line (y grows downwards) a tenth is missing: the least bend upwards frees it.
        assert_eq!(bend(ACROSS, &[[50.0, 9.9]], 4.0), middle(-1.0));
        assert_eq!(bend(ACROSS, &[[50.0, -9.9]], 4.0), middle(1.0));
        // 3 below: 10 − 3 are missing, more than one step.
        assert_eq!(bend(ACROSS, &[[50.0, 3.0]], 4.0), middle(-2.0));
        // Thicker roads keep further away: 8 + 10 − 3 = 15 are missing.
        assert_eq!(bend(ACROSS, &[[50.0, 3.0]], 20.0), middle(-4.0));
    }

    #[test]
    fn near_an_end_it_is_bent_there() {
        let near = bend(ACROSS, &[[20.0, 5.0]], 2.0);
        assert!(near.along < 0.5 && near.by < 0.0, "{near:?}");
        let far = bend(ACROSS, &[[80.0, 5.0]], 2.0);
        assert_eq!((far.by, far.along), (near.by, 1.0 - near.along));
    }

    #[test]
    fn only_signs_within_the_widest_bend_are_looked_at() {
        // Sixteen steps of 4 and the 10 that are kept free: 74 on every side.
        let signs = [[-74.0, 0.0], [-74.1, 0.0], [50.0, 74.0], [50.0, -74.1], [174.0, -74.0]];
        assert_eq!(near(ACROSS, &signs, 10.0), [signs[0], signs[2], signs[4]]);
    }

    #[test]
    fn where_no_bend_is_free_it_covers_least() {
        let wall: Vec<[f64; 2]> = (-30..=30).map(|at| [50.0, f64::from(at) * 5.0]).collect();
        let least = covered(ACROSS, bend(ACROSS, &wall, 4.0), &wall, 10.0);
        assert!(least > 0.0 && least <= covered(ACROSS, STRAIGHT, &wall, 10.0));
    }

    #[test]
    fn the_middle_of_a_bent_road_is_as_far_away_as_its_bend() {
        let bend = Bend { by: 12.0, along: 0.5 };
        assert_eq!(point(ACROSS, bend, 0.5), [50.0, 12.0]);
        assert_eq!([point(ACROSS, bend, 0.0), point(ACROSS, bend, 1.0)], ACROSS);
        let drawn = road(ACROSS, bend, "flow").to_string();
        assert!(drawn.contains("M0 0Q50 24 100 0"), "{drawn}");
        assert_eq!(control(ACROSS, Bend { along: 0.25, ..bend }), [25.0, 24.0]);
        assert_eq!(control([[5.0, 5.0], [5.0, 5.0]], bend), [5.0, 5.0]);
    }
}
