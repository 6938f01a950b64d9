//! Tables of draws that a request names.

use crate::failure::Failure;
use crate::sources::{Sources, text};
use haven_io::problems::Problems;
use haven_io::sources::SourceText;

/// What a reader makes of a table of draws.
///
/// # Errors
/// If the file cannot be read, or the reader reports anything.
pub fn read_table<T>(
    name: &str,
    read: fn(&SourceText, &mut Problems) -> Option<T>,
    sources: &dyn Sources,
) -> Result<T, Failure> {
    let text = text(sources, name).map_err(|error| {
        let hint = "name the `posterior.csv` that `haven calibrate` wrote".to_owned();
        let message = format!("the parameters in `{name}` cannot be read: {error}");
        Failure::bad_request_with(message, Some(hint))
    })?;
    let mut problems = Problems::default();
    let found = read(&SourceText { name: name.to_owned(), text }, &mut problems);
    found.ok_or_else(|| Failure::BadScenario(problems.into_vec()))
}
