//! `check`, of what is on the disk.

use crate::disk::Disk;
use crate::failure::Failure;
use haven::{CheckResult, ScenarioRequest};

/// Checks a scenario; nothing is kept.
///
/// # Errors
/// If there is no such scenario, or the request does not fit it; never for what is wrong inside it.
pub fn check(request: &ScenarioRequest) -> Result<CheckResult, Failure> {
    Ok(haven::check(request, &Disk)?)
}
