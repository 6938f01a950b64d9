//! What happened today: a record that no rule reads.

/// Movements of one day, by place.
#[derive(Clone, Debug)]
pub(super) struct Flows {
    /// People who reached each place.
    pub(super) arrived: Vec<f64>,
    /// People who set out from home in each place.
    pub(super) departed: Vec<f64>,
    /// Draws that split a cohort, and people who were followed one by one.
    pub(super) splits: u64,
}

impl Flows {
    /// Nothing has happened yet.
    pub(super) fn none(places: usize) -> Self {
        Self { arrived: vec![0.0; places], departed: vec![0.0; places], splits: 0 }
    }

    /// A day begins.
    pub(super) fn clear(&mut self) {
        self.arrived.fill(0.0);
        self.departed.fill(0.0);
        self.splits = 0;
    }
}
