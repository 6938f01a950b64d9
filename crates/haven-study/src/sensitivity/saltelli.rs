//! Saltelli's matrices: A, B, and for each input A with that input's column from B.

use super::columns::column;
use haven_core::crisis::parameter::address;

/// The two matrices, by column.
#[derive(Clone, Debug)]
pub(super) struct Saltelli {
    a: Vec<Vec<f64>>,
    b: Vec<Vec<f64>>,
}

impl Saltelli {
    /// Matrices of so many rows, with a column in each for every input.
    pub(super) fn new(inputs: &[String], rows: u32, seed: u64) -> Self {
        let columns = |matrix: &str| {
            let column = |name: &String| column(&format!("{matrix}:{}", address(name)), seed, rows);
            inputs.iter().map(column).collect()
        };
        Self { a: columns("a"), b: columns("b") }
    }

    /// The points of a row: of A, then for each input that of A with the input from B, then of B.
    pub(super) fn row(&self, row: usize) -> Vec<Vec<f64>> {
        let of = |matrix: &[Vec<f64>]| matrix.iter().map(|column| column[row]).collect::<Vec<_>>();
        let (a, b) = (of(&self.a), of(&self.b));
        let mixed = (0..a.len()).map(|input| {
            let mut point = a.clone();
            point[input] = b[input];
            point
        });
        [a.clone()].into_iter().chain(mixed).chain([b.clone()]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_point_between_the_first_and_the_last_differs_from_the_first_in_one_input() {
        let names = ["one", "two", "three"].map(str::to_owned);
        let design = Saltelli::new(&names, 5, 1);
        for row in 0..5 {
            let points = design.row(row);
            let (first, last) = (&points[0], &points[4]);
            for input in 0..3 {
                for other in 0..3 {
                    let from = if other == input { last } else { first };
                    assert_eq!(points[input + 1][other], from[other]);
                }
            }
        }
    }

    #[test]
    fn one_more_input_moves_no_other() {
        let names = ["one", "two", "three"].map(str::to_owned);
        let (two, three) = (Saltelli::new(&names[..2], 5, 1), Saltelli::new(&names, 5, 1));
        assert_eq!(two.row(3)[0], three.row(3)[0][..2]);
    }
}
