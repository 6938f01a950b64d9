//! Draws from a posterior.

use super::target::Target;
use haven_study::calibrate::Calibration;

/// Draws of the model's parameters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Posterior {
    /// Names of the parameters.
    pub names: Vec<String>,
    /// Draws, one value a parameter.
    pub rows: Vec<Vec<f64>>,
}

/// Most draws that are kept.
const DRAWS: usize = 500;

impl Posterior {
    /// Draws of what a calibration found. Particles that share an ancestor stand next to each other, so
    /// draws are taken in strides that visit all parts of the list in turn.
    pub fn of(target: &Target, calibration: &Calibration) -> Self {
        let free = &target.space.free()[..target.parameters];
        let all = calibration.draws();
        let stride = stride(all.len());
        let row = |number: usize| all[number * stride % all.len()][..target.parameters].to_vec();
        Self {
            names: free.iter().map(|free| free.name.clone()).collect(),
            rows: (0..all.len().min(DRAWS)).map(row).collect(),
        }
    }
}

/// A number near the golden section of a length that shares no factor with it: multiples of it visit
/// every position, evenly.
fn stride(length: usize) -> usize {
    let common = |mut a: usize, mut b: usize| {
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let golden = (length as f64 * 0.618_034) as usize;
    (golden.max(1)..length).find(|step| common(*step, length) == 1).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strides_visit_everything_once() {
        for length in [1, 2, 10, 97, 500, 1_000] {
            let step = stride(length);
            let mut seen: Vec<usize> = (0..length).map(|number| number * step % length).collect();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), length);
        }
    }

    #[test]
    fn strides_are_about_the_golden_section_and_share_no_factor_with_the_length() {
        // 0.618 of 10, 97, 500 and 1,000 are 6, 59, 309 and 618; 6 and 618 share a factor with them.
        let strides = [1, 2, 10, 97, 500, 1_000].map(stride);
        assert_eq!(strides, [1, 1, 7, 59, 309, 619]);
    }
}
