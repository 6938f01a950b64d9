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

    /// The same for another number of days before a day. Days that it did not hold are 0.
    pub(super) fn of_days(&self, days: u32, before: i64) -> Self {
        let mut other = Self::new(days, self.places);
        for day in before - self.days().min(other.days())..before {
            let start = day.rem_euclid(self.days()) as usize * self.places;
            other.on_mut(day).copy_from_slice(&self.rows[start..start + self.places]);
        }
        other
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

    /// Takes the numbers of each day that it holds into those of `all`, in no particular order.
    pub(super) fn each_into(&self, all: &mut [f64], take: impl Fn(f64, f64) -> f64) {
        let places = self.places.max(1);
        // Three days at a time, so that `all` is read and written less often.
        let threes = self.rows.chunks_exact(3 * places);
        let rest = threes.remainder().chunks_exact(places);
        for days in threes {
            let (one, others) = days.split_at(places);
            let days = one.iter().zip(&others[..places]).zip(&others[places..]);
            for (sum, ((one, two), three)) in all.iter_mut().zip(days) {
                *sum = take(take(take(*sum, *one), *two), *three);
            }
        }
        for day in rest {
            all.iter_mut().zip(day).for_each(|(sum, one)| *sum = take(*sum, *one));
        }
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
        let mut sums = [0.0, 5.0];
        ring.each_into(&mut sums, |sum, number| sum + number);
        assert_eq!(sums, [0.0, 35.0]);
        ring.repeat(1, 2);
        assert_eq!([ring.on_mut(1).to_vec(), ring.on_mut(2).to_vec()], [[1.0, 10.0]; 2]);
    }

    #[test]
    fn every_day_of_a_ring_is_taken_once() {
        for days in 1..9 {
            let mut ring = Ring::new(days, 2);
            (0..days).for_each(|day| ring.on_mut(day.into()).copy_from_slice(&[1.0, day.into()]));
            let mut sums = [0.0; 2];
            ring.each_into(&mut sums, |sum, number| sum + number);
            assert_eq!(sums, [f64::from(days), f64::from(days * (days - 1) / 2)]);
        }
    }
}
