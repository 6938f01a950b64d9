//! Tables of draws that a request names.

use crate::failure::Failure;
use crate::sources::Sources;
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
    let bytes = sources.file(name).map_err(|error| {
        let hint = "name the `posterior.csv` that `haven calibrate` wrote".to_owned();
        let message = format!("the parameters in `{name}` cannot be read: {error}");
        Failure::bad_request_with(message, Some(hint))
    })?;
    let mut problems = Problems::default();
    let source = SourceText::of(name, &bytes, &mut problems);
    let found = source.and_then(|source| read(&source, &mut problems));
    found
        .filter(|_| !problems.has_errors())
        .ok_or_else(|| Failure::BadFile { name: name.to_owned(), problems: problems.into_vec() })
}
