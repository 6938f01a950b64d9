//! Parameters set on the command line, and all of them for the manifest.

use crate::failure::Failure;
use crate::unknown_parameter::{Movement, unknown_parameter};
use haven_core::flee::scenario::{PARAMETERS, Rules, Value, parameter};
use haven_io::writers::manifest::ParameterEntry;
use std::collections::BTreeMap;

/// Sets parameters from `key` and text; gives Haven's names of those that were set.
///
/// # Errors
/// If a key is unknown or a value is not one that the parameter takes.
pub fn set(rules: &mut Rules, settings: &[(String, String)]) -> Result<Vec<&'static str>, Failure> {
    settings.iter().map(|(key, text)| set_one(rules, key, text)).collect()
}

fn set_one(rules: &mut Rules, key: &str, text: &str) -> Result<&'static str, Failure> {
    let Some(parameter) = parameter(key) else {
        let names = PARAMETERS.iter().flat_map(|p| [Some(p.key), p.flee_key]).flatten();
        return Err(unknown_parameter(key, names, Movement::Flee));
    };
    parameter.set_text(rules, text).map_err(|error| Failure::bad_request(error.to_string()))?;
    Ok(parameter.key)
}

/// All parameters of a run, and which of them were set on the command line.
pub fn entries(rules: &Rules, set: &[&'static str]) -> BTreeMap<String, ParameterEntry> {
    let entry = |value: Value, unit: &str, key: &'static str| ParameterEntry {
        value: Some(match value {
            Value::Number(number) => number.into(),
            Value::Switch(switch) => switch.into(),
            Value::List(list) => list.into(),
        }),
        unit: unit.to_owned(),
        set_by: if set.contains(&key) { "command line" } else { "scenario" }.to_owned(),
        ..ParameterEntry::default()
    };
    PARAMETERS.iter().map(|p| (p.key.to_owned(), entry(p.get(rules), p.unit, p.key))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(key: &str, text: &str) -> [(String, String); 1] {
        [(key.to_owned(), text.to_owned())]
    }

    #[test]
    fn a_parameter_has_a_haven_and_a_flee_name() {
        let mut rules = Rules::default();
        for key in ["move_chance_camp", "move_rules.camp_movechance"] {
            assert_eq!(set(&mut rules, &setting(key, "0.25")).unwrap(), ["move_chance_camp"]);
        }
        let entry = &entries(&rules, &["move_chance_camp"])["move_chance_camp"];
        assert_eq!(
            (entry.value.clone(), entry.set_by.as_str()),
            (Some(0.25.into()), "command line")
        );
    }

    #[test]
    fn an_unknown_parameter_is_corrected_and_a_bad_value_explained() {
        let mut rules = Rules::default();
        let error = set(&mut rules, &setting("capacity_bufer", "0.5")).unwrap_err().to_string();
        assert!(error.contains("did you mean `capacity_buffer`?"), "{error}");
        let error = set(&mut rules, &setting("capacity_buffer", "most")).unwrap_err().to_string();
        assert!(error.contains("a number from 0 to 1"), "{error}");
    }
}
