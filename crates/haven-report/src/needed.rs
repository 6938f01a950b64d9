//! What people need, as an amount with its unit.

use crate::numbers::amount;
use haven::crisis::Need;
use haven::disclosure::MIN_CELL;

/// What so many people need. Amounts follow from people, so they are hidden where the people are.
pub(crate) fn amount_for(need: &Need, people: f64) -> String {
    if people > 0.0 && people < MIN_CELL {
        return "–".to_owned();
    }
    format!("{} {}", amount(need.of(people)), need.unit).trim_end().to_owned()
}
