//! Which files of a folder an earlier result of Haven has written.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Manifests: a folder with one of them is a result.
const MANIFESTS: [&str; 2] = ["run.json", "backtest.json"];

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
    let manifests = MANIFESTS.iter().filter_map(|name| {
        let text = fs::read_to_string(folder.join(name)).ok()?;
        let manifest: Value = serde_json::from_str(&text).ok()?;
        let format = manifest["format"].as_str()?;
        let is_ours = format.starts_with("haven-run/") || format.starts_with("haven-backtest/");
        is_ours.then_some((*name, manifest))
    });
    let mut all = None;
    for (name, manifest) in manifests {
        let files = all.get_or_insert_with(BTreeSet::new);
        files.insert(name.to_owned());
        match manifest["files"].as_array() {
            Some(listed) => {
                let names = listed.iter().filter_map(Value::as_str);
                files.extend(names.filter(|name| is_plain(name)).map(str::to_owned));
            }
            None => files.extend(BEFORE.map(str::to_owned)),
        }
    }
    all
}

fn is_plain(name: &str) -> bool {
    !name.contains(['/', '\\']) && !name.starts_with('.') && !name.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Scratch;

    fn ours_of(manifest: &str, text: &str) -> Option<Vec<String>> {
        let scratch = Scratch::new("ours");
        fs::write(scratch.path(manifest), text).unwrap();
        ours(&scratch.0).map(|names| names.into_iter().collect())
    }

    #[test]
    fn a_manifest_names_what_was_written() {
        let text = r#"{"format": "haven-run/1", "files": ["a.csv", "../b.csv", "/c", ".d"]}"#;
        assert_eq!(ours_of("run.json", text).unwrap(), ["a.csv", "run.json"]);
    }

    #[test]
    fn a_manifest_of_before_names_nothing_and_what_was_written_is_known() {
        let names = ours_of("run.json", r#"{"format": "haven-run/1"}"#).unwrap();
        assert!(names.contains(&"members.parquet".to_owned()) && names.len() == BEFORE.len());
        assert!(ours_of("backtest.json", r#"{"format": "haven-backtest/1"}"#).is_some());
    }

    #[test]
    fn another_run_json_is_no_manifest() {
        assert_eq!(ours_of("run.json", r#"{"format": "jupyter/4"}"#), None);
        assert_eq!(ours_of("run.json", "{"), None);
        assert_eq!(ours_of("notes.json", r#"{"format": "haven-run/1"}"#), None);
    }
}
