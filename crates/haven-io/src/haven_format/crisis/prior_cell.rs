//! Uncertain numbers as text: `4`, `U(1, 3)`, `LU(1, 3)`, `LN(4, 0.5, 1, 15)`, `N(0, 1, -3, 3)`,
//! `Beta(2, 8)`.

use crate::cells::shown;
use crate::nearest::nearest;
use haven_core::prior::Prior;

/// A distribution as it can be written: its name, and what its numbers mean.
struct Form {
    name: &'static str,
    numbers: &'static [&'static str],
}

const FORMS: [Form; 5] = [
    Form { name: "U", numbers: &["low", "high"] },
    Form { name: "LU", numbers: &["low", "high"] },
    Form { name: "LN", numbers: &["median", "log_sd", "low", "high"] },
    Form { name: "N", numbers: &["mean", "sd", "low", "high"] },
    Form { name: "Beta", numbers: &["a", "b"] },
];

/// What is wrong with a text, and advice if there is any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadText {
    /// What is wrong, to be put after the name of the column.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// The prior in a text.
///
/// # Errors
/// What is wrong with the text, if it is none.
pub fn parse(text: &str) -> Result<Prior, BadText> {
    let text = text.trim();
    let Some((name, rest)) = text.split_once('(') else {
        return plain(text);
    };
    let form = form(name.trim(), text)?;
    let Some(inner) = rest.trim_end().strip_suffix(')') else {
        let message = format!("is {}, which no bracket closes", shown(text));
        let hint = "in a table, put it into quotes: its commas separate cells otherwise";
        return Err(BadText { message, hint: hint.to_owned() });
    };
    let parts: Vec<&str> = inner.split(',').map(str::trim).collect();
    if parts.len() != form.numbers.len() {
        let message = format!("is {}, with {} numbers", shown(text), parts.len());
        return Err(BadText { message, hint: format!("write {}", form.written()) });
    }
    let numbers = parts.iter().zip(form.numbers).map(|(part, what)| number(part, what, text));
    let numbers = numbers.collect::<Result<Vec<f64>, BadText>>()?;
    Ok(form.prior(&numbers))
}

/// The least and the greatest value that a prior can give.
pub fn support(prior: &Prior) -> [f64; 2] {
    match *prior {
        Prior::Fixed(value) => [value, value],
        Prior::Uniform { low, high }
        | Prior::LogUniform { low, high }
        | Prior::LogNormal { low, high, .. }
        | Prior::Normal { low, high, .. } => [low, high],
        Prior::Beta { .. } => [0.0, 1.0],
        Prior::Times { ref prior, by } => support(prior).map(|end| end * by),
    }
}

impl Form {
    fn written(&self) -> String {
        format!("{}({})", self.name, self.numbers.join(", "))
    }

    /// `numbers` are as many as the form has.
    fn prior(&self, numbers: &[f64]) -> Prior {
        let at = |index: usize| numbers.get(index).copied().unwrap_or(f64::NAN);
        let (first, second, low, high) = (at(0), at(1), at(2), at(3));
        match self.name {
            "U" => Prior::Uniform { low: first, high: second },
            "LU" => Prior::LogUniform { low: first, high: second },
            "LN" => Prior::LogNormal { median: first, log_sd: second, low, high },
            "N" => Prior::Normal { mean: first, sd: second, low, high },
            _ => Prior::Beta { a: first, b: second },
        }
    }
}

fn form(name: &str, text: &str) -> Result<&'static Form, BadText> {
    if let Some(form) = FORMS.iter().find(|form| form.name == name) {
        return Ok(form);
    }
    let message = format!("is {}; there is no distribution `{name}`", shown(text));
    let names = FORMS.iter().map(|form| form.name);
    let alike = FORMS.iter().find(|form| form.name.eq_ignore_ascii_case(name));
    let hint = match alike.map(|form| form.name).or_else(|| nearest(name, names)) {
        Some(close) => format!("did you mean `{close}`?"),
        None => format!("known: {}", known()),
    };
    Err(BadText { message, hint })
}

fn known() -> String {
    FORMS.iter().map(Form::written).collect::<Vec<_>>().join(", ")
}

fn number(part: &str, what: &str, text: &str) -> Result<f64, BadText> {
    let parsed = part.parse::<f64>().ok().filter(|number| number.is_finite());
    parsed.ok_or_else(|| BadText {
        message: format!("is {}; its `{what}` is {}, not a number", shown(text), shown(part)),
        hint: "write numbers with a decimal point, such as 0.5".to_owned(),
    })
}

fn plain(text: &str) -> Result<Prior, BadText> {
    let parsed = text.parse::<f64>().ok().filter(|number| number.is_finite());
    parsed.map(Prior::Fixed).ok_or_else(|| BadText {
        message: format!("is {}, neither a number nor a distribution", shown(text)),
        hint: format!("write a number, or one of {}", known()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        let bad = parse(text).unwrap_err();
        format!("{} ({})", bad.message, bad.hint)
    }

    #[test]
    fn every_form_is_read() {
        assert_eq!(parse(" 4 "), Ok(Prior::Fixed(4.0)));
        assert_eq!(parse("U(1,3)"), Ok(Prior::Uniform { low: 1.0, high: 3.0 }));
        assert_eq!(parse("LU( 1 , 3 )"), Ok(Prior::LogUniform { low: 1.0, high: 3.0 }));
        let log_normal = Prior::LogNormal { median: 4.0, log_sd: 0.5, low: 1.0, high: 15.0 };
        assert_eq!(parse("LN(4,.5,1,15)"), Ok(log_normal));
        let normal = Prior::Normal { mean: -1.0, sd: 2.0, low: -5.0, high: 1e3 };
        assert_eq!(parse("N(-1, 2, -5, 1e3)"), Ok(normal));
        assert_eq!(parse("Beta(2, 8)"), Ok(Prior::Beta { a: 2.0, b: 8.0 }));
    }

    #[test]
    fn what_is_wrong_with_a_text_is_said() {
        assert_eq!(
            message("LN(4, 0.5)"),
            "is `LN(4, 0.5)`, with 2 numbers (write LN(median, log_sd, low, high))"
        );
        assert_eq!(
            message("beta(2, 8)"),
            "is `beta(2, 8)`; there is no distribution `beta` (did you mean `Beta`?)"
        );
        assert!(message("Gamma(2, 8)").contains("known: U(low, high), LU("));
        assert!(message("LN(4").contains("which no bracket closes"));
        assert!(message("U(1, x)").contains("its `high` is `x`, not a number"));
        assert!(message("U(1, nan)").contains("not a number"));
        assert!(message("many").contains("neither a number nor a distribution"));
    }
}
