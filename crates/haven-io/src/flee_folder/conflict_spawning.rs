//! The settings' section `conflict_driven_spawning`: conflict decides how many set out.

use super::settings::{Reader, number};
use crate::yaml::{Content, Node};
use haven_core::flee::scenario::{ConflictSpawning, RateMode};

const MODES: &str = "constant, pop_ratio or poisson";

impl Reader<'_> {
    /// Reads the section at this path.
    pub(super) fn conflict_spawning(&mut self, path: &str, value: &Node) {
        let entries = match &value.content {
            Content::Nothing => return,
            Content::Map(entries) => entries,
            other => {
                self.bad(
                    path,
                    &other.to_string(),
                    "keys of its own: spawn_mode, displaced_per_conflict_day",
                    value,
                );
                return;
            }
        };
        let (mut mode, mut rate) = (RateMode::Constant, None);
        for (key, value) in entries {
            match &key.content {
                Content::Text(name) if name == "spawn_mode" => {
                    mode = self.spawn_mode(value).unwrap_or(mode);
                }
                Content::Text(name) if name == "displaced_per_conflict_day" => rate = Some(value),
                Content::Text(name) => self.unknown(&format!("{path}.{name}"), key),
                other => self.bad(path, &other.to_string(), "text as keys", key),
            }
        }
        let rate_per_day = match (rate, mode) {
            (Some(node), mode) => self.rate(node, mode),
            (None, RateMode::PopulationRatio) => 0.01,
            (None, _) => 500.0,
        };
        self.settings.rules.spawning.by_conflict = Some(ConflictSpawning { mode, rate_per_day });
    }

    fn spawn_mode(&mut self, node: &Node) -> Option<RateMode> {
        let Content::Text(text) = &node.content else {
            self.bad("spawn_mode", &node.content.to_string(), MODES, node);
            return None;
        };
        match text.to_lowercase().as_str() {
            "constant" => Some(RateMode::Constant),
            "pop_ratio" => Some(RateMode::PopulationRatio),
            "poisson" => Some(RateMode::Poisson),
            _ => {
                self.bad("spawn_mode", &node.content.to_string(), MODES, node);
                None
            }
        }
    }

    fn rate(&mut self, node: &Node, mode: RateMode) -> f64 {
        let path = "displaced_per_conflict_day";
        let rate = match mode {
            RateMode::PopulationRatio => number(node),
            RateMode::Constant | RateMode::Poisson => self.truncated(path, node),
        };
        rate.filter(|rate| (0.0..=1e12).contains(rate)).unwrap_or_else(|| {
            self.bad(path, &node.content.to_string(), "a number of 0 or more", node);
            0.0
        })
    }
}
