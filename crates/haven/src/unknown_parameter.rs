//! Why there is no parameter of a name: with the one that was meant, those of the other engine, or those
//! there are.

use crate::failure::Failure;
use haven_core::crisis::parameter::position;
use haven_core::flee::scenario::parameter;
use haven_io::nearest::nearest;

/// By whose rules people move in the scenario whose parameter is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// By Flee's.
    Flee,
    /// By Haven's, where people fight.
    Crisis,
}

/// Names that a message lists.
const NAMED: usize = 12;

/// There is no parameter of this name among those `known`.
pub fn unknown_parameter<'k>(
    name: &str,
    known: impl Iterator<Item = &'k str> + Clone,
    movement: Movement,
) -> Failure {
    let hint = hint(name, known, movement);
    Failure::bad_request_with(format!("there is no parameter `{name}`"), Some(hint))
}

/// What may have been meant by a name that is none of those `known`.
pub fn hint<'k>(
    name: &str,
    known: impl Iterator<Item = &'k str> + Clone,
    movement: Movement,
) -> String {
    match (nearest(name, known.clone()), movement) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Movement::Flee) if position(name).is_some() => {
            "it is one of crises; people in this scenario move by Flee's rules, whose parameters \
             docs/parameters.md lists"
                .to_owned()
        }
        (None, Movement::Crisis) if parameter(name).is_some() => {
            "it is one of Flee's rules; people in this scenario flee from those who fight, by parameters that \
             docs/parameters.md lists"
                .to_owned()
        }
        _ => {
            let first: Vec<&str> = known.clone().take(NAMED).collect();
            let more = known.count().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("there are {}{more}", first.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str, known: &[&str], movement: Movement) -> String {
        unknown_parameter(name, known.iter().copied(), movement).to_string()
    }

    #[test]
    fn the_one_that_was_meant_comes_first() {
        let said = said("awarenes", &["awareness", "stayers"], Movement::Flee);
        assert_eq!(said, "there is no parameter `awarenes`\n  hint: did you mean `awareness`?");
    }

    #[test]
    fn one_of_the_other_engine_is_told_as_such() {
        // By its symbol, by its word, and by Flee's own name.
        for name in ["alpha_f", "fear_departure"] {
            assert!(said(name, &["stayers"], Movement::Flee).contains("it is one of crises"));
        }
        assert!(
            said("awareness_level", &["stayers"], Movement::Crisis).contains("there are stayers")
        );
        let flee = said("move_rules.camp_movechance", &["stayers"], Movement::Crisis);
        assert!(flee.contains("it is one of Flee's rules"), "{flee}");
    }

    #[test]
    fn otherwise_those_there_are_are_listed_a_few_at_most() {
        assert!(said("x", &["one", "two"], Movement::Flee).ends_with("hint: there are one, two"));
        let many: Vec<String> = (10..23).map(|at| format!("parameter-{at}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let said = said("x", &many, Movement::Crisis);
        assert!(said.ends_with("parameter-21 and 1 more"), "{said}");
    }
}
