//! Dates of a request.

use crate::failure::Failure;
use jiff::Span;
use jiff::civil::Date;

/// A date, or the day with this number from the first, 0.
///
/// # Errors
/// If a text is neither.
pub fn date(text: &str, start: Date) -> Result<Date, Failure> {
    if let Ok(date) = text.parse::<Date>() {
        return Ok(date);
    }
    let day =
        text.parse::<i32>().ok().and_then(|day| start.checked_add(Span::new().days(day)).ok());
    day.ok_or_else(|| {
        let hint = Some("write a day such as 60, or a date such as 2014-11-18".to_owned());
        Failure::bad_request_with(format!("`--until {text}` is neither a day nor a date"), hint)
    })
}
