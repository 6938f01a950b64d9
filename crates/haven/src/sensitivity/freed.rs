//! An input of a study, as people are told of it.

use schemars::JsonSchema;
use serde::Serialize;

/// An input: a parameter, a number of the scenario, or a family of them.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Freed {
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Its unit; empty if it has none of its own.
    pub unit: String,
    /// What is known of it, as people write it; of how strong an armed actor is, that is not told.
    pub prior: String,
    /// How many numbers it is. Those of a family are drawn anew together: an effect on them has no sign.
    pub numbers: usize,
}

impl Freed {
    /// Whether it is many numbers.
    pub fn is_family(&self) -> bool {
        self.numbers > 1
    }
}
