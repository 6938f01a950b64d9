//! Distances of roads beside the coordinates of their ends.

use crate::codes;
use crate::problems::Problems;
use haven_core::geo::great_circle_km;
use haven_core::problem::Spot;

/// A road that is longer than so many straight lines, and longer by so many km, is not believed. Of 800 roads
/// in published scenarios one is longer; roads around lakes and mountains are three times as long.
const LONGEST: f64 = 5.0;
const LONGER_BY_KM: f64 = 100.0;

/// A road that is shorter than this share of the straight line, and shorter by so many km, is not believed.
/// No road is shorter than the straight line, but coordinates may be those of a district's middle.
const SHORTEST: f64 = 0.4;
const SHORTER_BY_KM: f64 = 50.0;

/// Slips that explain a distance: what it has to be multiplied by, and what it is called.
const SLIPS: [(f64, &str); 6] = [
    (0.001, "metres in place of kilometres"),
    (0.1, "a decimal point that slipped"),
    (0.01, "a decimal point that slipped"),
    (10.0, "a decimal point that slipped"),
    (100.0, "a decimal point that slipped"),
    (1.609, "miles in place of kilometres"),
];

/// What a road usually is of the straight line: how far a slip has to bring it.
const USUAL: std::ops::RangeInclusive<f64> = 0.85..=2.5;

/// More roads of which most are not believed tell of coordinates or a unit, not of roads.
const FEW: usize = 4;

/// The roads of a scenario.
#[derive(Default)]
pub struct Distances {
    compared: usize,
    odd: Vec<Odd>,
}

/// A distance that is not believed.
struct Odd {
    at: Spot,
    between: [String; 2],
    km: f64,
    straight: f64,
}

impl Distances {
    /// Notes a road of so many km, whose distance stands there. Ends: names, and latitude and longitude;
    /// where both are 0 nobody has looked for them. What is reported elsewhere, coordinates out of range and a
    /// distance of 0, is not compared.
    pub fn note(&mut self, at: Spot, ends: [(&str, [f64; 2]); 2], km: f64) {
        let [(from, here), (to, there)] = ends;
        let is_known = |[latitude, longitude]: [f64; 2]| {
            [latitude, longitude] != [0.0; 2] && latitude.abs() <= 90.0 && longitude.abs() <= 180.0
        };
        if !is_known(here) || !is_known(there) || here == there || km == 0.0 {
            return;
        }
        self.compared += 1;
        let straight = great_circle_km(here, there);
        let is_long = km > LONGEST * straight && km > straight + LONGER_BY_KM;
        let is_short = km < SHORTEST * straight && km + SHORTER_BY_KM < straight;
        if is_long || is_short {
            self.odd.push(Odd { at, between: [from.to_owned(), to.to_owned()], km, straight });
        }
    }

    /// Reports the roads that are not believed; at once, where most of them are not. Beside errors nothing is
    /// said: it may follow from them.
    pub fn report(self, table: Spot, problems: &mut Problems) {
        if problems.has_errors() {
            return;
        }
        if self.odd.len() > FEW && 2 * self.odd.len() > self.compared {
            let message = format!(
                "{} of {} distances are less than two fifths or more than five times the straight line between \
                 their places",
                self.odd.len(),
                self.compared
            );
            let hint = "distances are in km, coordinates in degrees: check the unit, and that latitude and \
                        longitude stand in their own columns";
            problems.push(codes::ODD_DISTANCE.at(table, message).hint(hint));
            return;
        }
        self.odd.into_iter().for_each(|odd| problems.push(odd.problem()));
    }
}

impl Odd {
    fn problem(self) -> haven_core::problem::Problem {
        let Self { at, between: [from, to], km, straight } = self;
        let message = format!(
            "{km} km from `{from}` to `{to}`, which lie {straight:.0} km apart on a straight line"
        );
        let hint = match SLIPS.iter().find(|(by, _)| USUAL.contains(&(km * by / straight))) {
            Some((by, slip)) => {
                let digits = usize::from(km * by < 10.0);
                format!("is {:.digits$} km meant? It may be {slip}", km * by)
            }
            None => "check the distance, and the coordinates of both places".to_owned(),
        };
        codes::ODD_DISTANCE.at(at, message).hint(hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places on a meridian, so many degrees from the first: 111.19 km each.
    fn reported(roads: &[(f64, f64)]) -> Vec<String> {
        let (mut distances, mut problems) = (Distances::default(), Problems::default());
        for (degrees, km) in roads {
            let ends = [("a", [10.0, 20.0]), ("b", [10.0 + degrees, 20.0])];
            distances.note(Spot::at("links.csv", 2, 3), ends, *km);
        }
        distances.report(Spot::file("links.csv"), &mut problems);
        let told = |it: &haven_core::problem::Problem| it.hint.clone().unwrap_or_default();
        problems.into_vec().iter().map(told).collect()
    }

    #[test]
    fn roads_of_any_usual_shape_are_believed() {
        let usual =
            [(1.0, 100.0), (1.0, 140.0), (1.0, 330.0), (0.01, 60.0), (1.0, 70.0), (0.0, 9e3)];
        assert_eq!(reported(&usual), [""; 0]);
    }

    #[test]
    fn slips_are_named_with_what_was_meant() {
        for (degrees, km, meant) in [
            (1.0, 1_300.0, "is 130 km meant? It may be a decimal point that slipped"),
            (1.0, 130_000.0, "is 130 km meant? It may be metres in place of kilometres"),
            (5.0, 61.0, "is 610 km meant? It may be a decimal point that slipped"),
            (2.0, 1.0, "check the distance, and the coordinates of both places"),
        ] {
            assert_eq!(reported(&[(degrees, km)]), [meant], "{km}");
        }
    }

    #[test]
    fn where_most_are_odd_the_unit_is_or_the_coordinates() {
        let metres = [(1.0, 120_000.0); 5];
        let told = reported(&metres);
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("distances are in km"), "{told:?}");
        let mixed: Vec<(f64, f64)> = metres.into_iter().chain([(1.0, 120.0); 6]).collect();
        assert_eq!(reported(&mixed).len(), 5);
    }

    #[test]
    fn places_without_coordinates_are_not_compared() {
        let (mut distances, mut problems) = (Distances::default(), Problems::default());
        distances.note(Spot::file("a"), [("a", [0.0; 2]), ("b", [10.0, 20.0])], 5.0);
        distances.note(Spot::file("a"), [("a", [f64::NAN, 1.0]), ("b", [10.0, 20.0])], 5.0);
        distances.report(Spot::file("a"), &mut problems);
        assert_eq!(problems.into_vec(), []);
    }
}
