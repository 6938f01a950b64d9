//! Names that a spreadsheet takes for formulas when it opens a table of a result.

use crate::codes;
use crate::problems::Problems;
use haven_core::problem::Spot;

/// What formulas begin with.
const STARTS: [char; 4] = ['=', '+', '-', '@'];

/// Warns of a name of a place that is a formula to a spreadsheet: whoever opens a result would run it.
pub fn warn(name: &str, at: Spot, problems: &mut Problems) {
    if name.starts_with(STARTS) {
        let message = format!("a spreadsheet takes the name `{name}` for a formula");
        let advice = "begin the name with a letter: it stands in the tables of every result";
        problems.push(codes::FORMULA_IN_NAME.at(at, message).hint(advice));
    }
}
