//! From where the people at each whereabouts come: expected numbers, not drawn ones.
//!
//! Rows are single precision: they are weights of draws and shares in tables, where an error of
//! 10⁻⁶ of a row does not show, and adding rows is much of what a day costs.

use std::ops::Range;

/// Parts that are added up at once.
const BLOCK: usize = 32;

/// Rows of parts, one for each whereabouts; a part is an expected number of people.
#[derive(Clone, Debug, PartialEq)]
pub struct Compositions {
    width: usize,
    /// Parts of a row in memory: whole blocks.
    stride: usize,
    rows: Vec<f32>,
}

impl Compositions {
    /// So many empty rows of so many parts.
    pub fn new(rows: usize, width: usize) -> Self {
        let stride = width.next_multiple_of(BLOCK);
        Self { width, stride, rows: vec![0.0; rows * stride] }
    }

    /// A row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.rows[self.range(row)]
    }

    /// A row.
    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        let range = self.range(row);
        &mut self.rows[range]
    }

    /// Moves a share of everybody in a row to another one.
    pub fn transfer(&mut self, [from, to]: [usize; 2], share: f64) {
        let rows = [from, to].map(|row| row * self.stride..(row + 1) * self.stride);
        let [from, to] = self.rows.get_disjoint_mut(rows).expect("two places have two rows");
        let ((from, _), (to, _)) = (from.as_chunks_mut::<BLOCK>(), to.as_chunks_mut::<BLOCK>());
        from.iter_mut().zip(to).for_each(|(from, to)| take_share(from, to, share));
    }

    /// Moves a share of everybody in a row to a band.
    pub fn take(&mut self, from: usize, band: &mut Vec<f32>, share: f64) {
        band.resize(self.width, 0.0);
        take_share(self.row_mut(from), band, share);
    }

    /// Adds a share of a band to a row.
    pub fn add(&mut self, to: usize, band: &[f32], share: f64) {
        let share = share as f32;
        let parts = self.row_mut(to).iter_mut().zip(band);
        parts.for_each(|(part, more)| *part += more * share);
    }

    /// Adds shares of other rows to a row. It is done by blocks of parts, so that the sums stay in
    /// registers.
    pub fn add_shares(&mut self, to: usize, shares: &[(u32, f32)]) {
        for first in (0..self.stride).step_by(BLOCK) {
            let mut sums = [0.0; BLOCK];
            for (row, share) in shares {
                let parts = &self.rows[*row as usize * self.stride + first..][..BLOCK];
                sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part * share);
            }
            let parts = &mut self.rows[to * self.stride + first..][..BLOCK];
            parts.iter_mut().zip(sums).for_each(|(part, sum)| *part += sum);
        }
    }

    /// Adds a share of some parts of a row to another row.
    pub fn add_parts(&mut self, [from, to]: [usize; 2], parts: Range<usize>, share: f32) {
        let [from, to] = [from, to].map(|row| row * self.stride);
        for part in parts {
            self.rows[to + part] += share * self.rows[from + part];
        }
    }

    /// Keeps this share of a row.
    pub fn keep(&mut self, row: usize, share: f64) {
        self.row_mut(row).iter_mut().for_each(|part| *part *= share as f32);
    }

    fn range(&self, row: usize) -> Range<usize> {
        row * self.stride..row * self.stride + self.width
    }
}

/// Moves a share of everybody in a row to another one.
#[inline]
pub fn take_share(from: &mut [f32], to: &mut [f32], share: f64) {
    let (share, rest) = (share as f32, (1.0 - share) as f32);
    for (from, to) in from.iter_mut().zip(to) {
        *to += *from * share;
        *from *= rest;
    }
}

/// Everybody in a row, or in some parts of one. Several sums side by side cost less than one.
pub fn sum(parts: &[f32]) -> f64 {
    let (chunks, rest) = parts.as_chunks::<8>();
    let mut sums = [0.0_f64; 8];
    for chunk in chunks {
        sums.iter_mut().zip(chunk).for_each(|(sum, part)| *sum += f64::from(*part));
    }
    sums.into_iter().chain(rest.iter().map(|part| f64::from(*part))).sum()
}
