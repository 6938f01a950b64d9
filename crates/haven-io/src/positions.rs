//! Places whose coordinates are swapped or on the wrong side of the equator or of Greenwich.

use crate::codes;
use crate::problems::Problems;
use haven_core::geo::great_circle_km;
use haven_core::problem::Spot;

/// Places with coordinates below which there is no middle to be far from.
const FEWEST: usize = 4;

/// How much further from the middle than half of the places a place has to be: countries with one remote
/// province reach 4.
const FAR: f64 = 6.0;

/// No nearer than this, km, is far: coordinates of one country that are swapped or have the wrong sign
/// lead further, and a country's own islands are nearer.
const FAR_KM: f64 = 1_000.0;

/// A place, for what its coordinates say.
pub(crate) struct Position<'p> {
    /// What people call it.
    pub name: &'p str,
    /// Where its row is.
    pub at: &'p Spot,
    /// Latitude and longitude, degrees.
    pub degrees: [f64; 2],
}

impl Position<'_> {
    /// The coordinates, if they are any: 0 and 0 stand for none in tables that need a number.
    fn known(&self) -> Option<[f64; 2]> {
        let [latitude, longitude] = self.degrees;
        let is_on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        (is_on_earth && self.degrees != [0.0, 0.0]).then_some(self.degrees)
    }
}

/// Reports places that would be among the others if their coordinates were swapped or had another sign.
/// Tells for each place whether it is one of them.
pub(crate) fn check(positions: &[Position<'_>], problems: &mut Problems) -> Vec<bool> {
    let mut is_off = vec![false; positions.len()];
    let known: Vec<[f64; 2]> = positions.iter().filter_map(Position::known).collect();
    if known.len() < FEWEST {
        return is_off;
    }
    let middle = [0, 1].map(|axis| median(known.iter().map(|degrees| degrees[axis]).collect()));
    let usual = median(known.iter().map(|degrees| great_circle_km(*degrees, middle)).collect());
    let far = (FAR * usual).max(FAR_KM);
    for (place, off) in positions.iter().zip(&mut is_off) {
        let Some(degrees) = place.known() else { continue };
        let km = great_circle_km(degrees, middle);
        if km <= far {
            continue;
        }
        let Some((meant, mended)) = meant(degrees, middle, far / 2.0) else { continue };
        *off = true;
        let message = format!(
            "`{}` lies {km:.0} km from the middle of the other places; {meant}, it would be among them",
            place.name
        );
        let hint = format!("is latitude {}, longitude {} meant?", mended[0], mended[1]);
        problems.push(codes::PLACE_FAR_OFF.at(place.at.clone(), message).hint(hint));
    }
    is_off
}

/// The slip that explains where a place lies, and the coordinates without it.
fn meant(degrees: [f64; 2], middle: [f64; 2], near: f64) -> Option<(&'static str, [f64; 2])> {
    let [latitude, longitude] = degrees;
    let slips = [
        ("with latitude and longitude swapped", [longitude, latitude]),
        ("on the other side of the equator", [-latitude, longitude]),
        ("on the other side of Greenwich", [latitude, -longitude]),
    ];
    let is_possible = |to: &[f64; 2]| to[0].abs() <= 90.0 && great_circle_km(*to, middle) <= near;
    slips.into_iter().find(|(_, to)| is_possible(to))
}

/// The number in the middle; of at least one.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reported(first: [f64; 2]) -> Vec<String> {
        let others = [[13.5, -1.5], [14.0, -0.5], [12.4, -1.6], [14.6, 0.3]];
        let all = std::iter::once(first).chain(others);
        let at = Spot::at("a", 1, 1);
        let positions: Vec<_> =
            all.map(|degrees| Position { name: "X", at: &at, degrees }).collect();
        let mut problems = Problems::default();
        let is_off = check(&positions, &mut problems);
        assert_eq!(is_off.iter().filter(|off| **off).count(), problems.iter().count());
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn swapped_coordinates_and_wrong_signs_are_told_with_what_is_meant() {
        let swapped = reported([-1.4, 13.6]);
        assert!(swapped[0].contains("swapped"), "{swapped:?}");
        assert!(swapped[0].contains("latitude 13.6, longitude -1.4"), "{swapped:?}");
        assert!(reported([-13.6, -1.4])[0].contains("equator"));
        assert_eq!(reported([-13.6, -1.4]).len(), 1);
    }

    #[test]
    fn remote_places_and_places_without_coordinates_are_no_mistake() {
        assert_eq!(reported([15.0, 3.0]), [""; 0]);
        assert_eq!(reported([48.8, 2.3]), [""; 0], "a place abroad that no slip explains");
        assert_eq!(reported([0.0, 0.0]), [""; 0]);
    }
}
