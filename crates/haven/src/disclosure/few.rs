//! How many people are few.

/// Groups of fewer people are not told: they may point at persons.
pub const MIN_CELL: f64 = 25.0;

/// A number of people of a group, or a difference of two, in whole [`MIN_CELL`]s.
pub fn rounded(people: f64) -> f64 {
    // The sum has no negative zero.
    (people / MIN_CELL).round() * MIN_CELL + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_differences_of_what_is_told_are_nothing_or_large() {
        let told = [25.0, 37.4, 37.6, 99.0, -41.0, -3.0].map(rounded);
        assert_eq!(told, [25.0, 25.0, 50.0, 100.0, -50.0, 0.0]);
        assert!(rounded(-3.0).is_sign_positive());
        for (one, other) in told.iter().flat_map(|one| told.map(|other| (one, other))) {
            for number in [one + other, one - other] {
                assert!(number == 0.0 || number.abs() >= MIN_CELL, "{one} and {other}");
            }
        }
    }
}
