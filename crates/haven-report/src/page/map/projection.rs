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
}
