//! Room for displaced people.

/// Share of a capacity above which a place attracts less, down to nothing when it is full (Flee 3,
/// `CapacityBuffer`).
const BUFFER: f64 = 0.9;

/// How much a limited room is sought: 1 up to 90 % of it, falling to 0 at all of it, and 0 where there is none.
pub fn room_factor(people: f64, capacity: f64) -> f64 {
    if capacity <= 0.0 {
        return 0.0;
    }
    ((capacity - people) / (capacity * (1.0 - BUFFER))).clamp(0.0, 1.0)
}

/// How much a limited room is sought by those who settle of themselves: the share of it that nobody
/// has settled in.
pub fn share_left(settled: f64, capacity: f64) -> f64 {
    if capacity <= 0.0 { 0.0 } else { (1.0 - settled / capacity).max(0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_seeks_a_room_that_is_none() {
        for people in [0.0, 5.0] {
            assert_eq!([room_factor(people, 0.0), share_left(people, 0.0)], [0.0; 2]);
        }
    }
}
