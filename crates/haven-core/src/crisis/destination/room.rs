//! Room for displaced people.

/// Share of a capacity above which a place attracts less, down to nothing when it is full (Flee 3,
/// `CapacityBuffer`).
const BUFFER: f64 = 0.9;

/// How much a limited room is sought: 1 up to 90 % of it, falling to 0 at all of it.
pub fn room_factor(people: f64, capacity: f64) -> f64 {
    ((capacity - people) / (capacity * (1.0 - BUFFER))).clamp(0.0, 1.0)
}

/// How much a limited room is sought by those who settle of themselves: the share of it that nobody
/// has settled in.
pub fn share_left(settled: f64, capacity: f64) -> f64 {
    (1.0 - settled / capacity).max(0.0)
}
