//! The settings file: every key of Flee's, by section.

use super::find;
use super::keys::{self, Use};
use super::layout::Layout;
use super::settings_of_flee_2;
use crate::codes;
use crate::nearest::edit_distance;
use crate::problems::Problems;
use crate::sources::SourceText;
use crate::yaml::{self, Content, Node};
use haven_core::flee::scenario::{PARAMETERS, Parameter, Rules, Value, ValueKind};

/// What the settings say.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// The rules.
    pub rules: Rules,
    /// People are listed in `agents.csv`.
    pub read_agents: bool,
    /// Intensity of a conflict that `location_changes.csv` starts.
    pub default_intensity: f64,
    /// Logs that Flee would write and Haven does not, by their keys.
    pub logs: Vec<&'static str>,
}

/// Reads the settings; whatever is not said keeps Flee's default.
pub(super) fn read(layout: &Layout<'_>, problems: &mut Problems) -> Settings {
    let settings = Settings { default_intensity: 1.0, ..Settings::default() };
    let Some(source) = layout.settings(problems) else { return settings };
    let is_table = find::kind(&source.name).is_some_and(|kind| kind.eq_ignore_ascii_case("csv"));
    let root = if is_table {
        Some(settings_of_flee_2::parse(&source, problems))
    } else {
        yaml::parse(&source, problems)
    };
    let Some(root) = root else { return settings };
    let mut reader = Reader { source: &source, settings, use_v1_rules: false, problems };
    reader.section("", &root);
    if reader.use_v1_rules {
        reader.override_with_v1_rules();
    }
    reader.settings
}

/// Reads the tree, section by section.
pub(super) struct Reader<'a> {
    source: &'a SourceText,
    pub(super) settings: Settings,
    use_v1_rules: bool,
    problems: &'a mut Problems,
}

impl Reader<'_> {
    /// Reads the keys of a section; the name of the top level is empty.
    fn section(&mut self, section: &str, node: &Node) {
        let entries = match &node.content {
            Content::Nothing => return,
            Content::Map(entries) => entries,
            other => {
                let name = match section {
                    "" => "the file".to_owned(),
                    section => format!("`{section}`"),
                };
                let message = format!("{name} is {other}; it takes keys, each with a value");
                self.problems.push(codes::BAD_SETTING.at(self.source.at(node.at), message));
                return;
            }
        };
        for (index, (key, value)) in entries.iter().enumerate() {
            let Content::Text(name) = &key.content else {
                let message = format!("{} is no key", key.content);
                self.problems.push(codes::BAD_SETTING.at(self.source.at(key.at), message));
                continue;
            };
            if entries[..index].iter().any(|(before, _)| before == key) {
                let message = format!("`{name}` is set again; the last value counts, as in Flee");
                self.problems.push(codes::DUPLICATE_SETTING.at(self.source.at(key.at), message));
            }
            let path = if section.is_empty() { name.clone() } else { format!("{section}.{name}") };
            self.key(&path, key, value);
        }
    }

    fn key(&mut self, path: &str, key: &Node, value: &Node) {
        if let Some(parameter) = PARAMETERS.iter().find(|p| p.flee_key == Some(path)) {
            self.parameter(parameter, path, value);
            return;
        }
        match keys::known(path) {
            Some(Use::Section) => self.section(path, value),
            Some(Use::Refused(rule)) => self.refuse(rule, key, value),
            Some(Use::Ignored) => {}
            Some(Use::Unused(why)) => self.unused(path, why, key),
            Some(Use::Log) => self.log(path, value),
            Some(Use::Special) => self.special(path, value),
            None => self.unknown(path, key),
        }
    }

    fn parameter(&mut self, parameter: &Parameter, path: &str, node: &Node) {
        if path == "move_rules.awareness_level" && number(node).is_some_and(|x| x.trunc() == 0.0) {
            let message = "`awareness_level` is 0: nobody would ever move";
            self.problems.push(
                codes::AWARENESS_ZERO
                    .at(self.source.at(node.at), message)
                    .hint("use 1 (people see their neighbours), 2 or 3"),
            );
            return;
        }
        let value = match parameter.kind {
            ValueKind::Switch => self.switch(path, node).map(Value::Switch),
            ValueKind::Number(..) => number(node).map(Value::Number),
            ValueKind::Whole(..) => self.truncated(path, node).map(Value::Number),
            ValueKind::List(..) => list(node).map(Value::List),
        };
        let is_switch = matches!(parameter.kind, ValueKind::Switch);
        match value {
            Some(value) => {
                if let Err(error) = parameter.set(&mut self.settings.rules, &value) {
                    self.bad(path, &error.found, &parameter.kind.to_string(), node);
                }
            }
            // What is wrong with a switch has been said.
            None if is_switch => {}
            None => self.bad(path, &node.content.to_string(), &parameter.kind.to_string(), node),
        }
    }

    pub(super) fn bad(&mut self, path: &str, found: &str, allowed: &str, node: &Node) {
        let key = last(path);
        let message = format!("`{key}` is {found}; it takes {allowed}");
        let problem = codes::BAD_SETTING.at(self.source.at(node.at), message);
        self.problems.push(match node.content {
            Content::Nothing => problem.hint(format!("give `{key}` a value, or remove the line")),
            _ => problem,
        });
    }

    /// A whole number; a fraction is cut off, as in Flee, and reported.
    pub(super) fn truncated(&mut self, path: &str, node: &Node) -> Option<f64> {
        let number = number(node)?;
        if number.is_finite() && number.fract() != 0.0 {
            let message = format!(
                "`{}` is {number}; as in Flee, it counts as {}",
                last(path),
                number.trunc()
            );
            self.problems.push(codes::TRUNCATED_SETTING.at(self.source.at(node.at), message));
        }
        Some(number.trunc())
    }

    fn switch(&mut self, path: &str, node: &Node) -> Option<bool> {
        let text = match &node.content {
            Content::Switch(switch) => return Some(*switch),
            Content::Nothing => return Some(false),
            Content::Number(number) => return Some(*number != 0.0),
            Content::Text(text) => text.to_lowercase(),
            other => {
                self.bad(path, &other.to_string(), "true or false", node);
                return None;
            }
        };
        let quoted = self.source.text.lines().nth(node.at.0.saturating_sub(1));
        let quoted = quoted.and_then(|line| line.chars().nth(node.at.1.saturating_sub(1)));
        match (text.as_str(), quoted) {
            ("yes" | "on", letter) if !matches!(letter, Some('"' | '\'')) => Some(true),
            ("no" | "off", letter) if !matches!(letter, Some('"' | '\'')) => Some(false),
            _ => {
                let key = last(path);
                let message =
                    format!("`{key}` is the text {}, which Flee takes for true", node.content);
                self.problems.push(
                    codes::TEXT_FOR_SWITCH
                        .at(self.source.at(node.at), message)
                        .hint(format!("write `{key}: True` or `{key}: False`, without quotes")),
                );
                None
            }
        }
    }

    fn refuse(&mut self, rule: &str, key: &Node, value: &Node) {
        let is_off = match &value.content {
            Content::Nothing | Content::Switch(false) => true,
            Content::Number(number) => *number == 0.0,
            Content::List(items) => items.is_empty(),
            Content::Map(entries) => entries.is_empty(),
            Content::Text(text) => text.is_empty(),
            Content::Switch(true) => false,
        };
        if !is_off {
            let Content::Text(name) = &key.content else { return };
            let message = format!("`{name}` asks for {rule}, which Haven does not have");
            self.problems.push(codes::UNSUPPORTED_RULE.at(self.source.at(key.at), message).hint(
                format!("remove `{name}`, or run without the rule: --accept unsupported-rule"),
            ));
        }
    }

    fn unused(&mut self, path: &str, why: &str, key: &Node) {
        let message = format!("`{}` has no effect: {why}", last(path));
        self.problems.push(codes::UNUSED_SETTING.at(self.source.at(key.at), message));
    }

    fn log(&mut self, path: &str, value: &Node) {
        if number(value).is_some_and(|level| level >= 1.0) {
            self.settings.logs.extend(keys::LOGS.iter().find(|log| **log == last(path)));
        }
    }

    fn special(&mut self, path: &str, value: &Node) {
        match last(path) {
            "camps_are_sicks" => {
                let on = self.switch(path, value) == Some(true);
                self.settings.rules.capacity.camps_are_sinks |= on;
            }
            "conflict_zone_spawning_only" => {
                if self.switch(path, value) == Some(false) {
                    let message = "`conflict_zone_spawning_only: False` has no effect, as in Flee: \
                                   people only set out from places in conflict";
                    self.problems.push(codes::UNUSED_SETTING.at(self.source.at(value.at), message));
                }
            }
            "read_from_agents_csv_file" => {
                self.settings.read_agents = self.switch(path, value) == Some(true);
            }
            "use_v1_rules" => self.use_v1_rules = self.switch(path, value) == Some(true),
            "default_conflict_intensity" => match self.truncated(path, value) {
                Some(number) if (0.0..=1e9).contains(&number) => {
                    self.settings.default_intensity = number;
                }
                _ => {
                    self.bad(
                        path,
                        &value.content.to_string(),
                        "a whole number of 0 or more",
                        value,
                    );
                }
            },
            "granularity" => {
                if !matches!(&value.content, Content::Text(text) if text == "location" || text == "region")
                {
                    self.bad(path, &value.content.to_string(), "`location` or `region`", value);
                }
            }
            _ => self.conflict_spawning(path, value),
        }
    }

    pub(super) fn unknown(&mut self, path: &str, key: &Node) {
        let at = self.source.at(key.at);
        let (name, section) =
            (last(path), path.rsplit_once('.').map_or("", |(section, _)| section));
        let near = keys::all_in(section).map(|known| (edit_distance(name, known), known)).min();
        if let Some((1..=2, near)) = near {
            let message = format!("there is no setting `{name}`, but `{near}`; Flee ignores it");
            self.problems.push(
                codes::UNKNOWN_SETTING.at(at, message).hint(format!("did you mean `{near}`?")),
            );
            return;
        }
        let message = format!("there is no setting `{name}` here; it is ignored, as in Flee");
        let problem = codes::IGNORED_SETTING.at(at, message);
        self.problems.push(match keys::section_of(name) {
            Some(home) => problem.hint(format!("`{name}` belongs under `{home}`")),
            None => problem,
        });
    }

    /// What Flee's `use_v1_rules` puts in place of other settings.
    fn override_with_v1_rules(&mut self) {
        let rules = &mut self.settings.rules;
        rules.travel.max_km_per_day = 200.0;
        rules.travel.start_on_foot = false;
        rules.travel.avoid_short_stints = false;
        rules.weights.camp = 2.0;
        rules.weights.conflict = 0.25;
    }
}

/// A number, also when it is written as text or as a switch.
pub(super) fn number(node: &Node) -> Option<f64> {
    match &node.content {
        Content::Number(number) => Some(*number),
        Content::Switch(switch) => Some(f64::from(u8::from(*switch))),
        Content::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn list(node: &Node) -> Option<Vec<f64>> {
    match &node.content {
        Content::List(items) => items.iter().map(number).collect(),
        Content::Nothing => Some(Vec::new()),
        _ => None,
    }
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}
