//! Tables by which one of a few categories is picked at once (Walker 1977, made as by Vose 1991).

use crate::rng::Stream;

/// Most categories of a table. With more than this, people are drawn one by one only if they are
/// fewer ([`super::Weights`]).
pub(super) const FEW_CATEGORIES: usize = 64;

/// 2³²: chances are kept as whole numbers of its inverse, an error that no count of people shows.
const WHOLE: f64 = 4_294_967_296.0;

/// Columns of one height, each shared by a category of its own and another one.
#[derive(Clone, Debug)]
pub(super) struct Alias {
    columns: u32,
    /// The part of a column that is its own category's.
    own: [u32; FEW_CATEGORIES],
    other: [u8; FEW_CATEGORIES],
}

impl Alias {
    /// Of at most [`FEW_CATEGORIES`] weights, which sum to `total` above 0.
    pub(super) fn new(weights: impl ExactSizeIterator<Item = f64>, total: f64) -> Self {
        let columns = weights.len();
        let mut alias = Self {
            columns: columns as u32,
            own: [u32::MAX; FEW_CATEGORIES],
            other: std::array::from_fn(|n| n as u8),
        };
        let scale = columns as f64 / total;
        let mut heights = [0.0; FEW_CATEGORIES];
        // Those that do not fill their column lie at the start, the others at the end.
        let mut order = [0_u8; FEW_CATEGORIES];
        let (mut low, mut high) = (0, columns);
        for (category, weight) in weights.enumerate() {
            heights[category] = weight * scale;
            let at = if heights[category] < 1.0 {
                low += 1;
                low - 1
            } else {
                high -= 1;
                high
            };
            order[at] = category as u8;
        }
        // Each column with room left is filled from the first that runs over; one that then runs
        // over no more is the next with room.
        let mut next = 0;
        while next < high && high < columns {
            let (short, long) = (order[next] as usize, order[high] as usize);
            alias.own[short] = (heights[short] * WHOLE) as u32;
            alias.other[short] = long as u8;
            heights[long] -= 1.0 - heights[short];
            high += usize::from(heights[long] < 1.0);
            next += 1;
        }
        alias
    }

    /// Two categories.
    pub(super) fn pick_two(&self, stream: &mut Stream) -> [usize; 2] {
        stream.two_columns(self.columns).map(|(column, luck)| {
            let other = self.other[column] as usize;
            // Not a branch, which would be mispredicted half of the time.
            other ^ (other ^ column) & usize::from(luck < self.own[column]).wrapping_neg()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::stream;
    use super::*;
    use crate::math;

    #[test]
    fn every_category_holds_its_part_of_the_columns() {
        for number in 0..500 {
            let mut numbers = stream(number);
            let length = 1 + numbers.below(FEW_CATEGORIES as u64) as usize;
            let mut weights: Vec<f64> =
                (0..length).map(|_| math::powi(numbers.uniform(), 6)).collect();
            weights[length / 2] = 0.0;
            weights[length - 1] = 0.3;
            let total: f64 = weights.iter().sum();
            let table = Alias::new(weights.iter().copied(), total);
            let mut held = vec![0.0; length];
            for column in 0..length {
                let own = match table.other[column] as usize {
                    other if other == column => 1.0,
                    _ => f64::from(table.own[column]) / WHOLE,
                };
                held[column] += own / length as f64;
                held[table.other[column] as usize] += (1.0 - own) / length as f64;
            }
            for (held, weight) in held.iter().zip(&weights) {
                assert!((held - weight / total).abs() < 1e-9, "{held} {weight} of {total}");
            }
        }
    }

    #[test]
    fn picks_follow_the_weights() {
        let (weights, picks) = ([1.0, 0.0, 5.0, 2.0], 80_000);
        let table = Alias::new(weights.into_iter(), 8.0);
        let (mut numbers, mut counts) = (stream(1), [0.0; 4]);
        for _ in 0..picks / 2 {
            table.pick_two(&mut numbers).into_iter().for_each(|pick| counts[pick] += 1.0);
        }
        for (count, weight) in counts.iter().zip(weights) {
            let (mean, p) = (f64::from(picks) * weight / 8.0, weight / 8.0);
            assert!((count - mean).abs() <= 4.5 * (mean * (1.0 - p)).sqrt(), "{counts:?}");
        }
    }
}
