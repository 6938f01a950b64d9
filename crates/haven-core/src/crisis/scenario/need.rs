//! What people need, and who they are, for planning. No rule of the model reads it.

/// A number of a planner's table.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// What it is, as an identifier: `water`, `household`, `share_of_children`.
    pub item: String,
    /// The number to plan with.
    pub value: f64,
    /// Its lowest reasonable value.
    pub low: f64,
    /// Its highest reasonable value.
    pub high: f64,
    /// Its unit: `... a person ...`, `people` (so many have one together), or `share` (of people).
    pub unit: String,
    /// When or for whom it holds, in words; may be empty.
    pub note: String,
    /// Where it is from.
    pub source: String,
}
