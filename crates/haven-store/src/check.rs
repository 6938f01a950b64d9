//! `check`, `places` and `actors`, of what is on the disk; nothing is kept.

use crate::disk::Disk;
use crate::failure::Failure;
use haven::{Actors, CheckResult, Places, ScenarioRequest};

/// Checks a scenario, and files with what-ifs for it.
///
/// # Errors
/// If there is no such scenario or file, or the request does not fit it; never for what is wrong inside it.
pub fn check(request: &ScenarioRequest, what_if_files: &[String]) -> Result<CheckResult, Failure> {
    Ok(haven::check(request, what_if_files, &Disk)?)
}

/// Lists the places of a scenario, with what-ifs of these files.
///
/// # Errors
/// If there is no such scenario or file, or it has errors.
pub fn places(request: &ScenarioRequest, what_if_files: &[String]) -> Result<Places, Failure> {
    Ok(haven::places(request, what_if_files, &Disk)?)
}

/// Lists the armed actors of a scenario.
///
/// # Errors
/// If there is no such scenario, it is none with actors, or it has errors.
pub fn actors(request: &ScenarioRequest) -> Result<Actors, Failure> {
    Ok(haven::actors(request, &Disk)?)
}
