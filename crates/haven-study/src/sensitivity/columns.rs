//! Columns of a Latin hypercube, each at an address of its own.

use haven_core::id::StableKey;
use haven_core::rng::{Purpose, Streams};

/// So many numbers in (0, 1), one in each of as many equal cells, in random order and at a random
/// place of its cell (a Latin hypercube's). `name` is the address.
pub(super) fn column(name: &str, seed: u64, rows: u32) -> Vec<f64> {
    let mut stream = Streams { seed, member: 0, day: 0 }.at(Purpose::Design, StableKey::of(name));
    let mut cells: Vec<u32> = (0..rows).collect();
    stream.shuffle(&mut cells);
    let number = |cell: &u32| inside((f64::from(*cell) + stream.uniform()) / f64::from(rows));
    cells.iter().map(number).collect()
}

/// The number itself, kept off 0 and 1, where priors without limits are infinite.
fn inside(number: f64) -> f64 {
    number.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_one_number_in_each_cell_and_none_at_the_ends() {
        let mut numbers = column("a:alpha_f", 7, 1_000);
        assert!(!numbers.is_sorted());
        numbers.sort_unstable_by(f64::total_cmp);
        for (cell, number) in numbers.iter().enumerate() {
            assert_eq!((number * 1_000.0) as usize, cell, "{number}");
        }
        assert_eq!((inside(0.0) > 0.0, inside(1.0) < 1.0), (true, true));
    }

    #[test]
    fn columns_of_different_names_and_seeds_differ() {
        assert_ne!(column("a:one", 7, 10), column("a:other", 7, 10));
        assert_ne!(column("a:one", 7, 10), column("a:one", 8, 10));
        assert_eq!(column("a:one", 7, 10), column("a:one", 7, 10));
    }
}
