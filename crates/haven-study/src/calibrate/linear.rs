//! Small dense matrices: covariance, and what the Cholesky root is good for.

/// A square matrix, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Square {
    size: usize,
    cells: Vec<f64>,
}

impl Square {
    /// All zeros.
    pub fn zeros(size: usize) -> Self {
        Self { size, cells: vec![0.0; size * size] }
    }

    /// From its cells, row by row; none if they are not a square.
    pub fn from_cells(size: usize, cells: Vec<f64>) -> Option<Self> {
        (cells.len() == size * size).then_some(Self { size, cells })
    }

    /// Its cells, row by row.
    pub fn cells(&self) -> &[f64] {
        &self.cells
    }

    /// One cell.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.size + column]
    }

    /// Adds to a cell.
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.size + column] += value;
    }

    /// The lower triangle L with L·Lᵀ = this. A direction without variance gets none (the pivot is
    /// taken to be 0), so that a matrix that is only just not positive has a root as well.
    pub fn root(&self) -> Self {
        let mut root = Self::zeros(self.size);
        for row in 0..self.size {
            for column in 0..=row {
                let sum: f64 = (0..column).map(|k| root.at(row, k) * root.at(column, k)).sum();
                let rest = self.at(row, column) - sum;
                let value = if row == column {
                    rest.max(0.0).sqrt()
                } else if root.at(column, column) > 0.0 {
                    rest / root.at(column, column)
                } else {
                    0.0
                };
                root.add(row, column, value);
            }
        }
        root
    }

    /// This, a lower triangle, times a vector.
    pub fn times(&self, vector: &[f64]) -> Vec<f64> {
        let row = |row: usize| (0..=row).map(|column| self.at(row, column) * vector[column]).sum();
        (0..self.size).map(row).collect()
    }

    /// x with L·Lᵀ·x = b, where this is L; 0 in directions without variance.
    pub fn solve(&self, b: &[f64]) -> Vec<f64> {
        let divided = |value: f64, by: f64| if by > 0.0 { value / by } else { 0.0 };
        let mut x = b.to_vec();
        for row in 0..self.size {
            let sum: f64 = (0..row).map(|k| self.at(row, k) * x[k]).sum();
            x[row] = divided(x[row] - sum, self.at(row, row));
        }
        for row in (0..self.size).rev() {
            let sum: f64 = (row + 1..self.size).map(|k| self.at(k, row) * x[k]).sum();
            x[row] = divided(x[row] - sum, self.at(row, row));
        }
        x
    }
}

/// Weighted means of rows of equal length. `weights` sum to 1.
pub fn mean<'a>(rows: impl Iterator<Item = (&'a [f64], f64)>, length: usize) -> Vec<f64> {
    let mut mean = vec![0.0; length];
    for (row, weight) in rows {
        mean.iter_mut().zip(row).for_each(|(sum, value)| *sum += weight * value);
    }
    mean
}

/// Weighted covariance of rows of equal length about their mean. `weights` sum to 1.
pub fn covariance<'a>(rows: impl Iterator<Item = (&'a [f64], f64)>, mean: &[f64]) -> Square {
    let mut covariance = Square::zeros(mean.len());
    for (row, weight) in rows {
        for (i, (value, middle)) in row.iter().zip(mean).enumerate() {
            for (j, (other, its_middle)) in row.iter().zip(mean).enumerate() {
                covariance.add(i, j, weight * (value - middle) * (other - its_middle));
            }
        }
    }
    covariance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_gives_the_matrix_back_and_solves() {
        let matrix = Square::from_cells(3, vec![4.0, 2.0, 1.0, 2.0, 5.0, 3.0, 1.0, 3.0, 6.0]);
        let matrix = matrix.expect("nine cells are a square of three");
        let root = matrix.root();
        let solved = root.solve(&[7.0, 10.0, 10.0]);
        for row in 0..3 {
            let product: f64 = (0..3).map(|column| matrix.at(row, column) * solved[column]).sum();
            assert!((product - [7.0, 10.0, 10.0][row]).abs() < 1e-12);
        }
        assert_eq!(root.times(&[1.0, 0.0, 0.0]), [2.0, 1.0, 0.5]);
    }

    #[test]
    fn a_direction_without_variance_has_none() {
        let flat = Square::from_cells(2, vec![1.0, 1.0, 1.0, 1.0]).expect("a square");
        assert_eq!(flat.root().times(&[2.0, 9.0]), [2.0, 2.0]);
    }

    #[test]
    fn a_covariance_is_known() {
        let rows = [[0.0, 0.0], [2.0, 4.0]];
        let weighted = || rows.iter().map(|row| (&row[..], 0.5));
        let middle = mean(weighted(), 2);
        assert_eq!(middle, [1.0, 2.0]);
        assert_eq!(covariance(weighted(), &middle).cells(), [1.0, 2.0, 2.0, 4.0]);
    }
}
