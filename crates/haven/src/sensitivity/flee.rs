//! A scenario with Flee's rules under study: what can be free in it, and what it answers.

use super::free::{Free, unknown};
use super::freed::Freed;
use crate::failure::Failure;
use crate::unknown_parameter::Movement;
use haven_core::flee::scenario::{PARAMETERS, Parameter, ValueKind, parameter};
use haven_core::prior::Prior;
use haven_study::sensitivity::flee::Input;

/// Ranges of the main rules, if nobody gives others: chances and weights around those of published
/// Flee settings (camps 1 to 10 times a town; on foot 10 to 100 km a day, by vehicle 100 to 500).
/// Ranges above 0 are uniform in the logarithm.
const RANGES: [(&str, f64, f64); 9] = [
    ("move_chance_conflict", 0.1, 1.0),
    ("move_chance_camp", 1e-4, 0.1),
    ("move_chance_idp_camp", 0.01, 0.5),
    ("move_chance_default", 0.1, 0.9),
    ("max_km_per_day", 100.0, 500.0),
    ("walk_km_per_day", 10.0, 100.0),
    ("foreign_weight", 1.0, 10.0),
    ("camp_weight", 1.0, 10.0),
    ("conflict_weight", 0.1, 1.0),
];

/// What is free: what is named, or the main rules.
///
/// # Errors
/// If a name is unknown, is no number, has no range, or its range is not one that it takes.
pub fn inputs(free: &[Free]) -> Result<Vec<Input>, Failure> {
    if free.is_empty() {
        let all = RANGES.iter().map(|(key, low, high)| (*key, Prior::from_range(*low, *high)));
        return all.map(|(key, prior)| input(found(key)?, prior)).collect();
    }
    free.iter().map(one).collect()
}

fn one(free: &Free) -> Result<Input, Failure> {
    let parameter = found(&free.name)?;
    let default = RANGES.iter().find(|(key, ..)| *key == parameter.key);
    let default = default.map(|(_, low, high)| Prior::from_range(*low, *high));
    let prior = free.prior.clone().or(default).ok_or_else(|| {
        let message = format!("`{}` has no usual range", parameter.key);
        let hint = format!("give it one: `--free {}=low..high`", parameter.key);
        Failure::bad_request_with(message, Some(hint))
    })?;
    input(parameter, prior)
}

fn found(key: &str) -> Result<&'static Parameter, Failure> {
    let is_number = |parameter: &&Parameter| matches!(parameter.kind, ValueKind::Number(..));
    match parameter(key) {
        Some(parameter) if is_number(&parameter) => Ok(parameter),
        Some(parameter) => {
            let message =
                format!("`{}` takes {}, so it cannot be free", parameter.key, parameter.kind);
            let hint = "run it at each value that matters, with `--set`".to_owned();
            Err(Failure::bad_request_with(message, Some(hint)))
        }
        None => {
            let numbers = PARAMETERS.iter().filter(is_number);
            Err(unknown(
                key,
                numbers.flat_map(|p| [Some(p.key), p.flee_key]).flatten(),
                Movement::Flee,
            ))
        }
    }
}

fn input(parameter: &'static Parameter, prior: Prior) -> Result<Input, Failure> {
    Input::new(parameter, prior).map_err(|error| Failure::bad_request(error.to_string()))
}

/// What people are told of an input.
pub fn freed(input: &Input) -> Freed {
    let parameter = input.parameter();
    Freed {
        name: parameter.key.to_owned(),
        about: parameter.about.to_owned(),
        unit: parameter.unit.to_owned(),
        prior: input.prior().to_string(),
        numbers: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(name: &str) -> String {
        let free = Free { name: name.to_owned(), prior: None };
        inputs(&[free]).err().map(|failure| failure.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_main_rules_are_free_and_every_range_is_one_that_they_take() {
        assert_eq!(inputs(&[]).map(|inputs| inputs.len()).ok(), Some(RANGES.len()));
    }

    #[test]
    fn what_cannot_be_free_says_why() {
        assert!(refused("camp_wieght").contains("did you mean `camp_weight`?"));
        assert!(refused("awareness").contains("a whole number"));
        assert!(refused("capacity_buffer").contains("--free capacity_buffer=low..high"));
    }
}
