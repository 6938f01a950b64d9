//! Which files of a folder an earlier result of Haven has written.

use haven_io::regular;
use haven_io::writers::manifest;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// Manifests: a folder with one of them is a result.
const MANIFESTS: [&str; 2] = [manifest::FILE, "backtest.json"];

/// What version 0.1.0 wrote beside its manifest, which did not list it.
const BEFORE: [&str; 12] = [
    "arrivals.csv",
    "backtest.json",
    "compare.csv",
    "flows.parquet",
    "forecasts.csv",
    "members.parquet",
    "out.csv",
    "report.html",
    "run.json",
    "sensitivity.csv",
    "sensitivity.json",
    "summary.csv",
];

/// Names of the files that an earlier result in this folder has written; `None` if there is none.
/// Only plain names in the folder itself: a manifest can be edited by anybody.
pub fn ours(folder: &Path) -> Option<BTreeSet<String>> {
    let read = |name: &&'static str| Some((*name, files(name, &folder.join(name))?));
    let mut all = None;
    for (name, listed) in MANIFESTS.iter().filter_map(read) {
        let files = all.get_or_insert_with(BTreeSet::new);
        files.insert(name.to_owned());
        if listed.is_empty() {
            files.extend(BEFORE.map(str::to_owned));
        }
        files.extend(listed.into_iter().filter(|name| is_plain(name)));
    }
    all
}

/// The files that a manifest lists, if it is one.
fn files(name: &str, path: &Path) -> Option<Vec<String>> {
    /// What the manifest of a backtest has as well.
    #[derive(Deserialize)]
    struct Listed {
        format: String,
        #[serde(default)]
        files: Vec<String>,
    }
    let text = regular::text(path).ok()?;
    if name == manifest::FILE {
        return Some(manifest::read(&text).ok()?.files);
    }
    let listed: Listed = serde_json::from_str(&text).ok()?;
    listed.format.starts_with("haven-backtest/").then_some(listed.files)
}

fn is_plain(name: &str) -> bool {
    !name.contains(['/', '\\']) && !name.starts_with('.') && !name.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Scratch, manifest};
    use std::fs;

    fn ours_of(manifest: &str, text: &str) -> Option<Vec<String>> {
        let scratch = Scratch::new("ours");
        fs::write(scratch.path(manifest), text).unwrap();
        ours(&scratch.0).map(|names| names.into_iter().collect())
    }

    /// A manifest of this format that lists these files.
    fn made(format: &str, files: &[&str]) -> String {
        let mut made = manifest();
        (made["format"], made["files"]) = (format.into(), files.into());
        made.to_string()
    }

    #[test]
    fn a_manifest_names_what_was_written() {
        let text = made("haven-run/2", &["a.csv", "../b.csv", "/c", ".d"]);
        assert_eq!(ours_of("run.json", &text).unwrap(), ["a.csv", "run.json"]);
    }

    #[test]
    fn a_manifest_of_before_names_nothing_and_what_was_written_is_known() {
        let names = ours_of("run.json", &made("haven-run/1", &[])).unwrap();
        assert!(names.contains(&"members.parquet".to_owned()) && names.len() == BEFORE.len());
        assert!(ours_of("backtest.json", r#"{"format": "haven-backtest/1"}"#).is_some());
    }

    #[test]
    fn another_run_json_is_no_manifest() {
        assert_eq!(ours_of("run.json", r#"{"format": "jupyter/4"}"#), None);
        assert_eq!(ours_of("run.json", "{"), None);
        assert_eq!(ours_of("notes.json", &made("haven-run/1", &[])), None);
        assert_eq!(ours_of("run.json", &made("haven-run/9", &[])), None, "not yet known");
    }
}
