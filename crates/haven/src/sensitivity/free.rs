//! What `--free` names: `name`, or `name=low..high`.

use crate::failure::Failure;
use crate::unknown_parameter::{Movement, hint};
use haven_core::prior::Prior;

/// One thing that is to be free.
#[derive(Clone, Debug, PartialEq)]
pub struct Free {
    /// Its name.
    pub name: String,
    /// Anything between two limits, if they were given.
    pub prior: Option<Prior>,
}

/// Reads what is free.
///
/// # Errors
/// If a range is none, is upside down or a point, or a name comes twice.
pub fn parse(texts: &[String]) -> Result<Vec<Free>, Failure> {
    let mut all: Vec<Free> = Vec::new();
    for text in texts {
        let free = one(text.trim())?;
        if all.iter().any(|other| other.name == free.name) {
            return Err(Failure::bad_request(format!("`{}` is named twice", free.name)));
        }
        all.push(free);
    }
    Ok(all)
}

fn one(text: &str) -> Result<Free, Failure> {
    let Some((name, range)) = text.split_once('=') else {
        return Ok(Free { name: text.to_owned(), prior: None });
    };
    let wrong = |why: &str| {
        let hint = format!("write a range as `{}=0.1..0.5`", name.trim());
        Failure::bad_request_with(format!("`{text}`: {why}"), Some(hint))
    };
    let (low, high) = range.split_once("..").ok_or_else(|| wrong("that is no range"))?;
    let number = |text: &str| {
        let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        number.ok_or_else(|| wrong(&format!("`{}` is not a number", text.trim())))
    };
    let (low, high) = (number(low)?, number(high)?);
    if low > high {
        return Err(wrong(&format!("{low} is more than {high}: the lower end comes first")));
    }
    if low == high {
        return Err(wrong("both ends are the same, so nothing is free"));
    }
    Ok(Free { name: name.trim().to_owned(), prior: Some(Prior::from_range(low, high)) })
}

/// Why a name cannot be freed: there is none such.
pub fn unknown<'k>(
    name: &str,
    known: impl Iterator<Item = &'k str> + Clone,
    movement: Movement,
) -> Failure {
    let message = format!("there is no parameter `{name}` that can be free");
    Failure::bad_request_with(message, Some(hint(name, known, movement)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> String {
        parse(&[text.to_owned()]).unwrap_err().to_string()
    }

    #[test]
    fn a_range_above_0_is_uniform_in_the_logarithm() {
        let free = parse(&["a".to_owned(), " b = 0.1..10".to_owned()]).unwrap();
        assert_eq!(free[0], Free { name: "a".to_owned(), prior: None });
        let prior = Some(Prior::LogUniform { low: 0.1, high: 10.0 });
        assert_eq!(free[1], Free { name: "b".to_owned(), prior });
    }

    #[test]
    fn what_is_no_range_is_said_with_what_one_looks_like() {
        assert!(refused("a=5..1").contains("5 is more than 1"));
        assert!(refused("a=5..1").contains("`a=0.1..0.5`"));
        assert!(refused("a=1..1").contains("nothing is free"));
        assert!(refused("a=1").contains("no range"));
        assert!(refused("a=1..many").contains("`many` is not a number"));
        assert!(parse(&["a".to_owned(), "a".to_owned()]).is_err());
    }

    #[test]
    fn a_name_that_is_far_from_all_is_answered_with_a_few_of_them() {
        let names: Vec<String> = (10..24).map(|at| format!("number-{at}")).collect();
        let told = |many: usize| {
            let failure = unknown("x", names[..many].iter().map(String::as_str), Movement::Flee);
            failure.to_string().lines().last().unwrap_or_default().to_owned()
        };
        assert_eq!(told(2), "  hint: there are number-10, number-11");
        // Twelve are named.
        assert!(told(12).ends_with("number-20, number-21"), "{}", told(12));
        assert!(told(14).ends_with("number-20, number-21 and 2 more"), "{}", told(14));
        let near =
            unknown("number-1", names.iter().map(String::as_str), Movement::Flee).to_string();
        assert_eq!(
            near,
            "there is no parameter `number-1` that can be free\n  hint: did you mean `number-10`?"
        );
    }

    #[test]
    fn ends_of_a_range_are_finite_numbers_with_spaces_about_them_if_need_be() {
        assert!(refused("a=1..inf").contains("`inf` is not a number"));
        assert!(refused("a=..1").contains("`` is not a number"));
        let free = parse(&["a = -1 .. 0".to_owned()]).unwrap();
        assert_eq!(free[0].prior, Some(Prior::Uniform { low: -1.0, high: 0.0 }));
        assert_eq!(parse(&[]).unwrap(), []);
        assert_eq!(
            refused("a=1"),
            "`a=1`: that is no range\n  hint: write a range as `a=0.1..0.5`"
        );
    }
}
