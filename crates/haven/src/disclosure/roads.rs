//! How many people use roads.

use super::few::{MIN_CELL, rounded};

/// People who use each road, in whole 25s, few as nobody; none while people may be on them. `people`: means
/// over members, by link.
pub fn used_roads(people: Vec<f64>, is_sensitive: bool) -> Option<Vec<f64>> {
    let told = |people: f64| if people < MIN_CELL { 0.0 } else { rounded(people) };
    (!is_sensitive).then(|| people.into_iter().map(told).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_on_a_road_are_nobody_and_roads_in_use_are_not_told() {
        let people = vec![0.0, 24.9, 26.0, 1_240.0];
        assert_eq!(used_roads(people.clone(), false), Some(vec![0.0, 0.0, 25.0, 1_250.0]));
        assert_eq!(used_roads(people, true), None);
    }
}
