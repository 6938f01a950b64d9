//! Where numbers are from.

/// One stated fact or assumption of a scenario, for its list of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The file.
    pub file: String,
    /// What it is about, in words.
    pub about: String,
    /// Its source as written.
    pub source: String,
    /// How it was obtained.
    pub basis: Basis,
}

/// How a fact was obtained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Read in a source.
    Reported,
    /// Computed from reported facts.
    Derived,
    /// Nobody knows: a guess that is said to be one.
    Assumed,
}
