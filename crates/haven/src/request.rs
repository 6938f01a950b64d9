//! What `run` and `compare` are asked for, and what all requests have in common.

use crate::changed::ChangedScenario;
use crate::keep::Keep;
use haven_core::crisis::Advance;
use haven_core::draw::Draws;
use haven_core::flee::Track;
use std::ops::Range;

/// Which members are simulated, with which luck. Studies and calibrations are not asked for members, but for
/// rows of a design and particles, and always draw: of this they have seed and threads alone.
#[derive(Clone, Debug, PartialEq)]
pub struct EnsembleRequest {
    /// Which members: a slice of an ensemble without end. None: as many as the verb needs.
    pub members: Option<Range<u32>>,
    /// Seed: the same seed gives the same bits.
    pub seed: u64,
    /// Sampled, or every chance replaced by its mean, which is one member.
    pub draws: Draws,
    /// Threads; one for each core if not given. They change no number.
    pub threads: Option<usize>,
}

impl EnsembleRequest {
    /// The members, of a verb that simulates so many if nobody says otherwise.
    pub fn members_or(&self, usual: u32) -> Range<u32> {
        match (&self.members, self.draws) {
            (_, Draws::Expected) => 0..1,
            (Some(members), Draws::Sampled) => members.clone(),
            (None, Draws::Sampled) => 0..usual,
        }
    }
}

impl Default for EnsembleRequest {
    fn default() -> Self {
        Self { members: None, seed: 1, draws: Draws::Sampled, threads: None }
    }
}

/// Labels that people carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// The place from which a person set out.
    pub origin: bool,
    /// The demographic group.
    pub group: bool,
    /// Why a person left, where people fight.
    pub cause: bool,
}

impl Labels {
    /// Whether anything is told apart.
    pub fn any(self) -> bool {
        self.origin || self.group || self.cause
    }

    /// The names of what is told apart.
    pub fn names(self) -> Vec<String> {
        let all = [("origin", self.origin), ("group", self.group), ("cause", self.cause)];
        all.iter().filter(|(_, on)| *on).map(|(name, _)| (*name).to_owned()).collect()
    }

    /// Those that Flee's rules know.
    pub fn of_flee(self) -> Track {
        Track { origin: self.origin, group: self.group }
    }
}

/// Members if nobody says otherwise: enough for a 90 % interval in a first look.
pub const MEMBERS: u32 = 100;

/// What to run, and how often.
#[derive(Clone, Debug, Default)]
pub struct RunRequest {
    /// The scenario with what is changed in it.
    pub scenario: ChangedScenario,
    /// What-ifs as `a+b`, where people fight; none: the scenario as it stands; several are compared.
    pub what_ifs: Vec<String>,
    /// Whether advances are a premise or an attempt.
    pub advance: Advance,
    /// Which members; [`MEMBERS`] if nothing is said.
    pub ensemble: EnsembleRequest,
    /// What is kept of each member.
    pub keep: Keep,
    /// Labels to track.
    pub track: Labels,
}

/// Members of each combination if nobody says otherwise: enough for the tails of a paired difference.
pub const COMPARED: u32 = 300;

/// What to compare.
#[derive(Clone, Debug, Default)]
pub struct CompareRequest {
    /// The crisis with what is changed in it.
    pub scenario: ChangedScenario,
    /// Combinations as `a+b`, the first is what the others are compared with. None: the named ones.
    pub what_ifs: Vec<String>,
    /// Every combination of one what-if or none from each axis.
    pub all: bool,
    /// Whether each advance is played as an attempt as well.
    pub attempts: bool,
    /// Which members; [`COMPARED`] if nothing is said.
    pub ensemble: EnsembleRequest,
    /// People by which one answer has to exceed another to count.
    pub exceed_by: f64,
    /// Which of the combinations is told at length and prepared for: as `a+b`, or by its title. None: the
    /// first of those with the most advances.
    pub prepare_for: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_says_how_many_members_there_are_unless_somebody_else_does() {
        let mut request = EnsembleRequest::default();
        assert_eq!(request.members_or(300), 0..300);
        request.members = Some(5..7);
        assert_eq!(request.members_or(300), 5..7);
        request.draws = Draws::Expected;
        assert_eq!(request.members_or(300), 0..1);
    }

    #[test]
    fn flee_s_rules_know_no_causes() {
        let labels = Labels { cause: true, ..Labels::default() };
        assert!(labels.any() && labels.of_flee() == Track::default());
    }

    #[test]
    fn people_are_told_apart_if_any_label_is_asked_for() {
        let none = Labels::default();
        assert!(!none.any());
        for labels in [Labels { origin: true, ..none }, Labels { group: true, ..none }] {
            assert!(labels.any());
            assert_eq!(labels.of_flee(), Track { origin: labels.origin, group: labels.group });
        }
    }

    #[test]
    fn what_is_not_said_has_its_usual_value() {
        assert_eq!((MEMBERS, COMPARED), (100, 300));
        let request = RunRequest::default();
        assert_eq!((request.ensemble.seed, request.keep), (1, Keep::Default));
        assert_eq!((request.ensemble.draws, request.advance), (Draws::Sampled, Advance::Achieved));
        assert_eq!(
            (CompareRequest::default().exceed_by, CompareRequest::default().all),
            (0.0, false)
        );
    }
}
