//! What pressure remembers of earlier days.

/// The last so many days of a number by place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ring {
    days: u32,
    places: usize,
    rows: Vec<f64>,
}

impl Ring {
    /// All zero, for `days` (at least 1) × `places`.
    pub(super) fn new(days: u32, places: usize) -> Self {
        let days = days.max(1);
        Self { days, places, rows: vec![0.0; days as usize * places] }
    }

    /// How many days it holds.
    pub(super) fn days(&self) -> i64 {
        i64::from(self.days)
    }

    /// The numbers of a day, which may be before day 0. They take the place of those of the day
    /// that is now too long ago.
    pub(super) fn on_mut(&mut self, day: i64) -> &mut [f64] {
        let start = day.rem_euclid(self.days()) as usize * self.places;
        &mut self.rows[start..start + self.places]
    }

    /// Takes the numbers of one day for those of another.
    pub(super) fn repeat(&mut self, day: i64, on: i64) {
        let [from, to] = [day, on].map(|day| day.rem_euclid(self.days()) as usize * self.places);
        self.rows.copy_within(from..from + self.places, to);
    }

    /// The numbers of each day that it holds, in no particular order.
    pub(super) fn each(&self) -> impl Iterator<Item = &[f64]> {
        self.rows.chunks_exact(self.places.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_forgets_what_is_too_long_ago() {
        let mut ring = Ring::new(3, 2);
        for day in -2..2_i32 {
            ring.on_mut(day.into()).copy_from_slice(&[day.into(), 10.0]);
        }
        assert_eq!(ring.on_mut(-1), [-1.0, 10.0]);
        assert_eq!(ring.on_mut(1), [1.0, 10.0]);
        assert_eq!(ring.each().map(|row| row[0]).sum::<f64>(), 0.0);
        ring.repeat(1, 2);
        assert_eq!([ring.on_mut(1).to_vec(), ring.on_mut(2).to_vec()], [[1.0, 10.0]; 2]);
    }
}
