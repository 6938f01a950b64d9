//! From degrees to positions on paper: equirectangular, true to scale at the middle latitude.

use haven_core::crisis::scenario::Place;
use haven_core::math;

/// Kilometres of a degree of latitude on a sphere of radius 6,371 km.
const KM_PER_DEGREE: f64 = 111.194_926_644_558_73;

/// A part of the earth on paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    west: f64,
    north: f64,
    /// Cosine of the middle latitude: how much shorter degrees of longitude are.
    shrink: f64,
    /// Units of the drawing in a degree of latitude.
    per_degree: f64,
    /// Width and height of the drawing.
    pub size: [f64; 2],
}

/// Least and greatest height of a map against its width; two of the tallest fit on a sheet of A4.
const FLATTEST: f64 = 0.5;
const TALLEST: f64 = 0.56;
/// Margin around the places, as a share of the larger side.
const MARGIN: f64 = 0.12;
/// Half the size of a sign.
const SIGN: f64 = 9.0;
/// Smallest side, degrees: around a single place.
const LEAST: f64 = 0.3;

impl Projection {
    /// A map of this width around these places, with a margin. None without places.
    pub fn around<'a>(places: impl IntoIterator<Item = &'a Place>, width: f64) -> Option<Self> {
        let mut sides = [f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY];
        for place in places {
            let [west, east, south, north] = sides;
            let (x, y) = (place.longitude, place.latitude);
            sides = [west.min(x), east.max(x), south.min(y), north.max(y)];
        }
        let [west, east, south, north] = sides;
        (west <= east).then(|| {
            let shrink = math::cos(f64::midpoint(south, north).to_radians());
            let margin = (((east - west) * shrink).max(north - south)).max(LEAST) * MARGIN;
            let across = ((east - west) * shrink + 2.0 * margin).max(LEAST);
            let down = (north - south + 2.0 * margin).max(LEAST);
            let ratio = (down / across).clamp(FLATTEST, TALLEST);
            let across = across.max(down / ratio);
            let down = across * ratio;
            Self {
                west: f64::midpoint(west, east) - across / 2.0 / shrink,
                north: f64::midpoint(south, north) + down / 2.0,
                shrink,
                per_degree: width / across,
                size: [width, width * ratio],
            }
        })
    }

    /// Position of a place.
    pub fn at(&self, place: &Place) -> [f64; 2] {
        let x = (place.longitude - self.west) * self.shrink * self.per_degree;
        [x, (self.north - place.latitude) * self.per_degree]
    }

    /// Whether a sign at a position is wholly on the map.
    pub fn shows(&self, [x, y]: [f64; 2]) -> bool {
        let inside = |at: f64, size: f64| (SIGN..=size - SIGN).contains(&at);
        inside(x, self.size[0]) && inside(y, self.size[1])
    }

    /// Units of the drawing in a kilometre.
    pub fn per_km(&self) -> f64 {
        self.per_degree / KM_PER_DEGREE
    }
}

/// The part of a straight line that is on a map of this size, if any (Liang and Barsky).
pub fn clipped(from: [f64; 2], to: [f64; 2], size: [f64; 2]) -> Option<[[f64; 2]; 2]> {
    let step = [to[0] - from[0], to[1] - from[1]];
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        for (distance, along) in [(from[axis], -step[axis]), (size[axis] - from[axis], step[axis])]
        {
            if along == 0.0 && distance < 0.0 {
                return None;
            }
            if along < 0.0 {
                enters = enters.max(distance / along);
            } else if along > 0.0 {
                leaves = leaves.min(distance / along);
            }
        }
    }
    let point = |part: f64| [from[0] + part * step[0], from[1] + part * step[1]];
    (enters < leaves).then(|| [point(enters), point(leaves)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_the_edge() {
        let size = [10.0, 10.0];
        assert_eq!(clipped([5.0, 5.0], [15.0, 5.0], size), Some([[5.0, 5.0], [10.0, 5.0]]));
        assert_eq!(clipped([-5.0, 2.0], [5.0, 2.0], size), Some([[0.0, 2.0], [5.0, 2.0]]));
        assert_eq!(clipped([11.0, 0.0], [11.0, 10.0], size), None);
        assert_eq!(clipped([2.0, 2.0], [3.0, 3.0], size), Some([[2.0, 2.0], [3.0, 3.0]]));
    }

    use haven_core::crisis::scenario::PlaceKind;
    use haven_core::prior::Prior;

    fn place(latitude: f64, longitude: f64) -> Place {
        Place {
            id: String::new(),
            name: String::new(),
            alt_names: Vec::new(),
            kind: PlaceKind::Settlement,
            country: String::new(),
            admin1: String::new(),
            latitude,
            longitude,
            residents: Prior::Fixed(0.0),
            shared_draw: None,
            share_left: Prior::Fixed(1.0),
            displaced_at_start: 0.0,
            capacity: None,
            capacity_per_day: 0.0,
            attraction: 1.0,
        }
    }

    fn around(places: &[Place]) -> Projection {
        Projection::around(places, 124.0).expect("there are places")
    }

    #[track_caller]
    fn near(found: [f64; 2], expected: [f64; 2]) {
        let far = (found[0] - expected[0]).abs().max((found[1] - expected[1]).abs());
        assert!(far < 1e-3, "{found:?} is not {expected:?}");
    }

    #[test]
    fn lines_that_only_pass_by_are_not_on_the_map() {
        let size = [10.0, 10.0];
        let within = |from, to| clipped(from, to, size);
        // Through both corners: the second and third quarter of the way.
        let across = Some([[0.0, 0.0], [10.0, 10.0]]);
        assert_eq!(within([-5.0, -5.0], [15.0, 15.0]), across);
        // Upwards, and along an edge.
        assert_eq!(within([5.0, 15.0], [5.0, -5.0]), Some([[5.0, 10.0], [5.0, 0.0]]));
        assert_eq!(within([0.0, 0.0], [0.0, 10.0]), Some([[0.0, 0.0], [0.0, 10.0]]));
        // Beside each edge, past a corner, and only at a corner.
        assert_eq!(within([2.0, -1.0], [8.0, -1.0]), None);
        assert_eq!(within([2.0, 11.0], [8.0, 11.0]), None);
        assert_eq!(within([-1.0, 2.0], [-1.0, 8.0]), None);
        assert_eq!(within([-5.0, 8.0], [5.0, 18.0]), None);
        assert_eq!(within([-5.0, 5.0], [5.0, -5.0]), None);
        // It ends before the map.
        assert_eq!(within([-9.0, 5.0], [-1.0, 5.0]), None);
        assert_eq!(within([11.0, 5.0], [19.0, 5.0]), None);
    }

    #[test]
    fn without_places_there_is_no_map() {
        assert_eq!(Projection::around(&[], 124.0), None);
    }

    #[test]
    fn a_wide_country_has_a_margin_of_an_eighth_and_a_flat_map() {
        // 10 degrees and 1.2 on either side are 12.4: ten units each. The map is half as high as wide.
        let ends = [place(0.0, 20.0), place(0.0, 30.0)];
        let map = around(&ends);
        near(map.size, [124.0, 62.0]);
        near(map.at(&ends[0]), [12.0, 31.0]);
        near(map.at(&ends[1]), [112.0, 31.0]);
        // North is up, east is right.
        near(map.at(&place(1.0, 26.0)), [72.0, 21.0]);
        assert!((map.per_km() - 10.0 / 111.195).abs() < 1e-5);
    }

    #[test]
    fn a_tall_country_sets_the_height() {
        // 10 degrees and twice 1.2 are 12.4 of 0.56 · 124 = 69.44 units: 5.6 each, in the middle of the sheet.
        let ends = [place(5.0, 0.0), place(-5.0, 0.0)];
        let map = around(&ends);
        near(map.size, [124.0, 69.44]);
        near(map.at(&ends[0]), [62.0, 1.2 * 5.6]);
        near(map.at(&ends[1]), [62.0, 11.2 * 5.6]);
    }

    #[test]
    fn between_the_flattest_and_the_tallest_the_map_is_as_high_as_its_places() {
        // 4.3 degrees and twice 1.2 are 6.7, ten units each.
        near(around(&[place(2.15, 0.0), place(-2.15, 10.0)]).size, [124.0, 67.0]);
    }

    #[test]
    fn degrees_of_longitude_are_half_as_wide_at_sixty_degrees() {
        // Around one place 0.3 degrees are 69.44 units high: 231.467 each.
        let map = around(&[place(60.0, 10.0)]);
        near(map.at(&place(60.0, 10.0)), [62.0, 34.72]);
        near(map.at(&place(60.0, 10.1)), [62.0 + 11.5733, 34.72]);
        near(map.at(&place(60.1, 10.0)), [62.0, 34.72 - 23.1467]);
    }

    #[test]
    fn a_sign_is_on_the_map_if_all_of_it_is() {
        let map = around(&[place(0.0, 0.0), place(0.0, 10.0)]);
        // 124 by 62, and 9 on each side.
        for inside in [[9.5, 9.5], [114.5, 52.5], [9.5, 52.5]] {
            assert!(map.shows(inside), "{inside:?}");
        }
        for outside in [[8.5, 30.0], [115.5, 30.0], [60.0, 8.5], [60.0, 53.5], [-60.0, 30.0]] {
            assert!(!map.shows(outside), "{outside:?}");
        }
    }
}
