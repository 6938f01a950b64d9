//! Where a result goes: named by the user, or a new folder for each.

use crate::error::StoreError;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// Where results go that nobody names a folder for.
pub const RUNS: &str = "haven-runs";

/// Where a result is to be kept.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Its folder; a new one in `haven-runs/` if not given.
    pub out: Option<PathBuf>,
    /// Whether files of an earlier result there are replaced.
    pub force: bool,
}

/// Most letters of a name that is made up.
const LONGEST: usize = 100;

/// A name that is one part of a path everywhere: letters, digits, `-`, `_`, `+` and `.` are kept, dots at
/// the start are not.
pub fn clean(name: &str) -> String {
    let keep = |c: char| if c.is_alphanumeric() || "-_+.".contains(c) { c } else { '-' };
    let kept: String = name.chars().map(keep).take(LONGEST).collect();
    let plain = kept.trim_start_matches(['.', '-']);
    if plain.is_empty() { "result".to_owned() } else { plain.to_owned() }
}

/// Refuses a result inside the scenario that it is made from, and a scenario inside its result.
pub fn refuse_containing(target: &Path, scenario: &str) -> Result<(), StoreError> {
    let Ok(scenario) = fs::canonicalize(scenario) else { return Ok(()) };
    let out = whole(target).map_err(StoreError::io(target))?;
    if out.starts_with(&scenario) || scenario.starts_with(&out) {
        return Err(StoreError::Contained { out: target.to_owned(), scenario });
    }
    Ok(())
}

/// A path from the root, links followed as far as it is there.
fn whole(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let mut there = path.as_path();
    let mut rest: Vec<Component<'_>> = Vec::new();
    loop {
        if let Ok(found) = fs::canonicalize(there) {
            return Ok(rest.iter().rev().fold(found, |path, part| path.join(part)));
        }
        let (Some(parent), Some(last)) = (there.parent(), there.components().next_back()) else {
            return Ok(path);
        };
        rest.push(last);
        there = parent;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Scratch;

    #[test]
    fn names_stay_where_they_are_put() {
        let cleaned = ["both+shut-7", "x/../../../evil", "..", "C:\\a b", "Bentiu é"].map(clean);
        assert_eq!(cleaned, ["both+shut-7", "x-..-..-..-evil", "result", "C--a-b", "Bentiu-é"]);
        assert_eq!(clean(&"a".repeat(1_000)).len(), LONGEST);
    }

    #[test]
    fn results_and_scenarios_do_not_contain_each_other() {
        let scratch = Scratch::new("contain");
        let scenario = scratch.path("mine/scenario");
        fs::create_dir_all(&scenario).unwrap();
        let refused = |target: &str| {
            refuse_containing(&scratch.path(target), &scenario.to_string_lossy()).is_err()
        };
        assert!(refused("mine/scenario/out/deeper") && refused("mine") && refused("mine/scenario"));
        assert!(!refused("mine/scenario-2") && !refused("out"));
        assert!(refuse_containing(&scratch.path("out"), "first-steps").is_ok());
    }
}
