//! Whether people may be on the ways that a scenario is about.

use haven_core::crisis::scenario::Crisis;
use jiff::Span;
use jiff::civil::Date;

/// Results with origins younger than this many days are sensitive.
const SENSITIVE_DAYS: i32 = 90;

/// Whether people may be on these ways on the day of the question: the forecast is not older than 90 days.
pub fn sensitive(crisis: &Crisis, as_of: Date) -> bool {
    let origin = crisis.start.saturating_add(Span::new().days(crisis.origin));
    (as_of - origin).get_days() <= SENSITIVE_DAYS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changed::tests::aleppo;

    #[test]
    fn ninety_days_after_its_origin_a_scenario_may_be_told() {
        let crisis = aleppo();
        let origin = crisis.start.saturating_add(Span::new().days(crisis.origin));
        let after = |days: i32| sensitive(&crisis, origin.saturating_add(Span::new().days(days)));
        assert_eq!([-400, 0, 90, 91].map(after), [true, true, true, false]);
    }
}
