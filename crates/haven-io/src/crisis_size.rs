//! How much memory a crisis takes.

use crate::codes;
use crate::problems::Problems;
use haven_core::problem::Spot;

/// Bytes for each pair of places that all members share: ways of the first morning. Measured, as the next,
/// with 1,000, 2,000 and 4,000 places on one thread and on two.
const SHARED: f64 = 52.0;

/// Bytes for each pair of places of the member on a thread: its own ways, from where people come, who is
/// near.
const A_THREAD: f64 = 111.0;

/// Beyond this number a laptop of eight threads has not enough.
const MOST_PLACES: usize = 3_000;

/// Reports a crisis of so many places that it may not fit into the memory.
pub fn check(places: usize, problems: &mut Problems) {
    if places <= MOST_PLACES {
        return;
    }
    let pairs = places as f64 * places as f64;
    let gigabytes = |bytes: f64| bytes * pairs / 1e9;
    let message = format!(
        "{places} places take {:.1} GB, and {:.1} GB more on each thread: memory grows with their square",
        gigabytes(SHARED),
        gigabytes(A_THREAD)
    );
    let hint = "put places together, at most 3000 of them, or leave out those that no road to safety \
                leads through";
    problems.push(codes::TOO_MANY_PLACES.at(Spot::file("places.csv"), message).hint(hint));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crisis_that_may_not_fit_is_reported_with_what_it_takes() {
        let reported = |places| {
            let mut problems = Problems::default();
            check(places, &mut problems);
            problems.into_vec()
        };
        assert_eq!(reported(MOST_PLACES), []);
        let found = reported(10_000);
        let message = "10000 places take 5.2 GB, and 11.1 GB more on each thread: memory grows with their square";
        assert_eq!((found.len(), found[0].message.as_str()), (1, message));
    }
}
