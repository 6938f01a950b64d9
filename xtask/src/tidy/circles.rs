//! No circles: files, and rooms of a folder, import each other in one direction only.

use super::imports::{Arrows, Crate, circles};
use std::collections::BTreeSet;

/// No files import each other in a circle, and no files and folders side by side.
pub fn imports_have_no_circles(crates: &[Crate]) -> Vec<String> {
    let files = crates.iter().flat_map(|of| circles_of(&of.arrows()));
    let rooms = crates.iter().flat_map(circles_of_folders);
    let files = files.map(|circle| complaint(&circle, "files"));
    files.chain(rooms.map(|circle| complaint(&circle, "files and folders"))).collect()
}

fn complaint(circle: &[String], what: &str) -> String {
    let all = circle.join(", ");
    format!("{what} import each other in a circle: {all}; see `cargo xtask tidy --circles`")
}

fn circles_of(arrows: &Arrows) -> Vec<Vec<String>> {
    let owned = |circle: BTreeSet<&str>| circle.into_iter().map(str::to_owned).collect();
    circles(arrows).into_iter().map(owned).collect()
}

/// Circles of rooms in which there is a folder; the others are circles of files.
fn circles_of_folders(of: &Crate) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for rooms in of.rooms() {
        for circle in circles(&rooms.arrows) {
            if circle.iter().any(|room| rooms.folders.contains(*room)) {
                found.push(circle.iter().map(|room| format!("{}/{room}", rooms.folder)).collect());
            }
        }
    }
    found
}

/// The circles of one crate, or of all: each with the arrows within it and what they carry.
pub fn picture(crates: &[Crate], name: Option<&str>) -> String {
    let mut text = String::new();
    for of in crates.iter().filter(|of| name.is_none_or(|name| of.name() == name)) {
        text += &format!("{}: {} files\n", of.name(), of.files().len());
        let arrows = of.arrows();
        text += &told("files", &format!("{}/src/", of.folder), &arrows, |_| true);
        for rooms in of.rooms() {
            let has_folder =
                |circle: &BTreeSet<&str>| circle.iter().any(|room| rooms.folders.contains(*room));
            text += &told(&format!("rooms of {}", rooms.folder), "", &rooms.arrows, has_folder);
        }
    }
    text
}

fn told(
    what: &str,
    prefix: &str,
    arrows: &Arrows,
    counts: impl Fn(&BTreeSet<&str>) -> bool,
) -> String {
    let mut text = String::new();
    let short = |at: &str| at.strip_prefix(prefix).unwrap_or(at).to_owned();
    for circle in circles(arrows).iter().filter(|circle| counts(circle)) {
        text += &format!("  a circle of {} {what}\n", circle.len());
        for ((from, to), names) in arrows {
            if circle.contains(from.as_str()) && circle.contains(to.as_str()) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let (from, to) = (short(from), short(to));
                text += &format!("    {from} -> {to}: {}\n", names.join(", "));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::imports::planted;
    use super::*;

    /// Two files that import each other through the folder's own file.
    const PLANTED: [(&str, &str); 4] = [
        ("lib.rs", "mod a;"),
        ("a/mod.rs", "mod b;\nmod c;\npub use b::B;\npub use c::c;"),
        ("a/b.rs", "use super::c;\npub struct B;\nfn f() { c() }"),
        ("a/c.rs", "pub fn c() -> super::B { super::B }"),
    ];

    fn planted(files: &[(&str, &str)]) -> Vec<Crate> {
        vec![planted::one_crate("haven-core", files)]
    }

    #[test]
    fn a_circle_through_the_file_of_the_folder_is_found() {
        let crates = planted(&PLANTED);
        let found = imports_have_no_circles(&crates);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("src/a/b.rs, crates/haven-core/src/a/c.rs"), "{found:?}");
        assert!(picture(&crates, Some("haven-core")).contains("a/b.rs -> a/c.rs: c\n"));
    }

    #[test]
    fn a_circle_of_folders_without_one_of_files_is_found() {
        let files = [
            ("lib.rs", "mod a;\nmod b;"),
            ("a/mod.rs", "pub mod one;\npub mod two;"),
            ("a/one.rs", "pub fn one() { crate::b::one::one() }"),
            ("a/two.rs", "pub fn two() {}"),
            ("b/mod.rs", "pub mod one;\npub mod two;"),
            ("b/one.rs", "pub fn one() {}"),
            ("b/two.rs", "pub fn two() { crate::a::two::two() }"),
        ];
        let found = imports_have_no_circles(&planted(&files));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("files and folders"), "{found:?}");
    }

    #[test]
    fn arrows_in_one_direction_are_no_circle() {
        let files =
            [("lib.rs", "mod a;\nmod b;"), ("a.rs", "use crate::b::B;"), ("b.rs", "pub struct B;")];
        assert!(imports_have_no_circles(&planted(&files)).is_empty());
    }
}
