//! Why people leave home.

/// Why people leave home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// A ground attack on the place.
    Assault,
    /// Shelling and bombing.
    Violence,
    /// The approach of an actor that is feared.
    Fear,
    /// The rule of an actor that is feared, after it took the place.
    Occupation,
    /// Supplies cut off.
    Siege,
    /// Buildings newly destroyed.
    Damage,
    /// Neighbours who left.
    Contagion,
    /// Hardship in services.
    Services,
    /// Everything that is not modelled.
    Other,
}

impl Cause {
    /// All causes, in the order of outputs.
    pub const ALL: [Self; 9] = [
        Self::Assault,
        Self::Violence,
        Self::Fear,
        Self::Occupation,
        Self::Siege,
        Self::Damage,
        Self::Contagion,
        Self::Services,
        Self::Other,
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Assault => "assault",
            Self::Violence => "violence",
            Self::Fear => "fear",
            Self::Occupation => "occupation",
            Self::Siege => "siege",
            Self::Damage => "damage",
            Self::Contagion => "contagion",
            Self::Services => "services",
            Self::Other => "other",
        }
    }
}
