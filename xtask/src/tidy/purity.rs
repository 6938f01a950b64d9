//! What the pure crates do without: files, clocks, environment, threads, and iteration in no order.

use super::imports::Crate;
use std::collections::BTreeSet;

/// Crates whose code is a function of its arguments.
const PURE: [&str; 4] = ["haven-core", "haven-study", "haven", "haven-report"];

/// What leads out of them.
const FORBIDDEN: [&str; 13] = [
    "jiff::Timestamp::now",
    "jiff::Zoned::now",
    "rayon",
    "std::env",
    "std::fs",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::net",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
];

/// Methods that ask the file system.
const ASKING: [&str; 7] =
    ["canonicalize", "exists", "is_dir", "is_file", "metadata", "read_dir", "try_exists"];

/// Iterated in another order in each run.
const UNORDERED: [&str; 2] = ["std::collections::HashMap", "std::collections::HashSet"];

/// Files that may: whoever needs threads asks them.
const MAY: [(&str, &str); 1] = [("crates/haven-study/src/workers.rs", "rayon")];

/// No file, clock, environment or thread in the crates that are pure; no hash map in the core.
pub fn pure_crates_have_no_outside(crates: &[Crate]) -> Vec<String> {
    let mut found = BTreeSet::new();
    for of in crates.iter().filter(|of| PURE.contains(&of.name())) {
        let unordered = if of.name() == "haven-core" { &UNORDERED[..] } else { &[] };
        for (file, path) in of.outside() {
            let path = path.join("::");
            let banned = FORBIDDEN.iter().chain(unordered).find(|banned| is_within(&path, banned));
            found.extend(banned.map(|banned| (file, *banned)));
        }
        let asking = of.methods().filter_map(|(file, method)| {
            ASKING.iter().find(|asking| **asking == method).map(|asking| (file, *asking))
        });
        found.extend(asking);
    }
    let told = |(file, what): &(&str, &str)| {
        format!("{file} uses `{what}`; let the caller do it and hand over what comes of it")
    };
    found.iter().filter(|row| !MAY.contains(row)).map(told).collect()
}

fn is_within(path: &str, banned: &str) -> bool {
    path.strip_prefix(banned).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[cfg(test)]
mod tests {
    use super::super::imports::planted;
    use super::*;

    fn found(name: &str, code: &str) -> Vec<String> {
        pure_crates_have_no_outside(&[planted::one_crate(
            name,
            &[("lib.rs", "mod a;"), ("a.rs", code)],
        )])
    }

    #[test]
    fn a_file_or_a_clock_is_found_in_each_pure_crate() {
        for name in ["haven-core", "haven-study", "haven", "haven-report"] {
            for code in [
                "fn f() { std::fs::read(\"x\"); }",
                "use std::{fs, io};\nfn f() { fs::read(\"x\"); }",
                "fn f() { let at = std::time::Instant::now(); }",
                "use std::time::*;\nfn f() { vec![SystemTime::now()]; }",
                "use jiff::Timestamp;\nfn f() { Timestamp::now() }",
                "use std::env::var;",
                "fn f() { std::thread::scope(|_| ()) }",
                "use rayon::prelude::*;",
                "fn f(at: &std::path::Path) -> bool { at.exists() }",
            ] {
                let found = found(name, code);
                assert!(!found.is_empty(), "{name} {code}");
                assert!(
                    found[0].starts_with(&format!("crates/{name}/src/a.rs uses `")),
                    "{found:?}"
                );
            }
        }
    }

    #[test]
    fn other_crates_tests_and_what_only_looks_alike_are_free() {
        assert!(found("haven-store", "use std::fs;").is_empty());
        let free = "use std::time::Duration;\nuse jiff::Timestamp;\nfn fs() { fs() }\n\
                    #[cfg(test)]\nmod tests { use std::fs; }";
        assert!(found("haven", free).is_empty());
    }

    #[test]
    fn a_hash_map_is_found_in_the_core_alone() {
        let code = "use std::collections::{BTreeMap, HashMap};";
        assert_eq!(found("haven-core", code).len(), 1);
        assert!(found("haven-study", code).is_empty());
    }

    #[test]
    fn threads_are_asked_for_in_one_file() {
        let files = [("lib.rs", "mod workers;"), ("workers.rs", "use rayon::prelude::*;")];
        assert!(
            pure_crates_have_no_outside(&[planted::one_crate("haven-study", &files)]).is_empty()
        );
        assert_eq!(
            pure_crates_have_no_outside(&[planted::one_crate("haven-core", &files)]).len(),
            1
        );
    }
}
