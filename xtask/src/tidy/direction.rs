//! Directions: which crate may know which, and which room of a folder.

use super::imports::{Crate, Rooms};
use super::tree::{File, Tree};

/// Crates from the bottom, each with those that it may know.
const MAY_KNOW: [(&str, &[&str]); 7] = [
    ("haven-core", &[]),
    ("haven-io", &["haven-core"]),
    ("haven-study", &["haven-core"]),
    ("haven", &["haven-core", "haven-io", "haven-study"]),
    ("haven-report", &["haven-core", "haven-io", "haven-study", "haven"]),
    ("haven-store", &["haven-core", "haven-io", "haven-study", "haven", "haven-report"]),
    ("haven-cli", &["haven", "haven-report", "haven-store"]),
];

/// A crate depends on those that stand below it; what only its tests need is free.
pub fn crates_know_only_those_below(tree: &Tree) -> Vec<String> {
    let of = |file: &File| {
        let name = file.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml")?;
        Some((name.to_owned(), dependencies(&file.text)))
    };
    let crates: Vec<_> = tree.files.iter().filter_map(of).collect();
    let ours = |name: &str| name == "haven" || name.starts_with("haven-");
    let mut complaints = Vec::new();
    for (name, known) in &crates {
        let Some((_, allowed)) = MAY_KNOW.iter().find(|(of, _)| of == name) else {
            let where_ = "xtask/src/tidy/direction.rs";
            complaints.push(format!("say in {where_} which crates {name} may know"));
            continue;
        };
        let wrong = known.iter().filter(|known| ours(known) && !allowed.contains(&known.as_str()));
        complaints.extend(wrong.map(|known| format!("{name} may not depend on {known}")));
    }
    complaints
}

/// Packages under `[dependencies]` and `[build-dependencies]`, under their own names.
fn dependencies(manifest: &str) -> Vec<String> {
    let Ok(manifest) = manifest.parse::<toml::Table>() else { return Vec::new() };
    let sections = ["dependencies", "build-dependencies"].map(|section| manifest.get(section));
    let rows = sections.into_iter().flatten().filter_map(toml::Value::as_table).flatten();
    let package = |(name, value): (&String, &toml::Value)| {
        let renamed = value.get("package").and_then(toml::Value::as_str);
        renamed.unwrap_or(name).to_owned()
    };
    rows.map(package).collect()
}

/// Rooms of a folder whose own file lists its floors import only from those listed before them.
///
/// The list is under the heading `# Floors` of the file's first comment, from the bottom, one
/// floor a row: `` - `name`: what it is ``. The folder's own file stands on top.
pub fn rooms_know_only_those_below(tree: &Tree, crates: &[Crate]) -> Vec<String> {
    let mut complaints = Vec::new();
    for of in crates {
        let rooms = of.rooms();
        for (folder, own, names) in of.folders() {
            let floors = floors(tree.text(own));
            if !floors.is_empty() {
                complaints.extend(misplaced(own, &floors, &names));
                let here = rooms.iter().filter(|rooms| rooms.folder == folder);
                complaints.extend(here.flat_map(|rooms| upward(&floors, rooms)));
            }
        }
    }
    complaints
}

/// Names in backticks, before the colon, of the rows under the heading.
fn floors(text: &str) -> Vec<&str> {
    let head = text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
    let after = head.skip_while(|line| *line != "# Floors").skip(1);
    let rows =
        after.take_while(|line| !line.starts_with('#')).filter(|line| line.starts_with("- "));
    rows.flat_map(|row| {
        let names = row.split_once(':').map_or(row, |(names, _)| names);
        names.split('`').skip(1).step_by(2)
    })
    .collect()
}

fn misplaced(own: &str, floors: &[&str], rooms: &[String]) -> Vec<String> {
    let missing = rooms.iter().filter(|room| !floors.contains(&room.as_str()));
    let missing = missing.map(|room| format!("{own}: give `{room}` its row under `# Floors`"));
    let gone = floors.iter().filter(|floor| !rooms.iter().any(|room| room == *floor));
    missing
        .chain(gone.map(|floor| format!("{own}: `{floor}` under `# Floors` is not there")))
        .collect()
}

fn upward(floors: &[&str], rooms: &Rooms) -> Vec<String> {
    let floor = |room: &str| floors.iter().position(|floor| *floor == room);
    let is_upward = |from: &str, to: &str| match (floor(from), floor(to)) {
        (Some(from), Some(to)) => to > from,
        (Some(_), None) => to == "mod",
        (None, _) => false,
    };
    let wrong = rooms.arrows.iter().filter(|((from, to), _)| is_upward(from, to));
    wrong
        .map(|((from, to), names)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let (folder, names) = (&rooms.folder, names.join(", "));
            format!("{folder}: `{from}` imports {names} from `{to}`, which stands above it")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::imports::planted;
    use super::*;

    fn crates(name: &str, manifest: &str) -> Tree {
        let path = format!("crates/{name}/Cargo.toml");
        Tree { root: "".into(), files: vec![File { path, text: manifest.to_owned() }] }
    }

    #[test]
    fn a_crate_that_depends_on_one_above_it_is_named() {
        let study = "[dependencies]\nhaven-io.workspace = true\nhaven-core.workspace = true";
        let found = crates_know_only_those_below(&crates("haven-study", study));
        assert_eq!(found, ["haven-study may not depend on haven-io"]);
        let renamed = "[dependencies]\nverbs = { package = \"haven\", path = \"../haven\" }";
        assert_eq!(crates_know_only_those_below(&crates("haven-core", renamed)).len(), 1);
        let tests = "[dev-dependencies]\nhaven.workspace = true";
        assert!(crates_know_only_those_below(&crates("haven-core", tests)).is_empty());
    }

    #[test]
    fn a_crate_of_which_nothing_is_said_is_named() {
        let found = crates_know_only_those_below(&crates("haven-new", "[dependencies]"));
        assert!(found[0].contains("haven-new may know"), "{found:?}");
    }

    const OWN: &str = "//! A crisis.\n//!\n//! # Floors\n//! - `below`: what is known\n//! - `middle`,\n//!   more of it\n//! - `above`: the run\n//!\n//! # More\n//! - `other`\n\nmod above;\nmod below;\nmod middle;\npub fn own() {}";

    fn planted(below: &str) -> Vec<String> {
        let files = [
            ("lib.rs", "mod crisis;"),
            ("crisis/mod.rs", OWN),
            ("crisis/above.rs", "use super::below::B;\npub struct A;"),
            ("crisis/below.rs", below),
            ("crisis/middle.rs", ""),
        ];
        let files = files.map(|(path, text)| (path, if text.is_empty() { "//!" } else { text }));
        let tree = planted::tree("haven-core", &files);
        let crates = [planted::one_crate("haven-core", &files)];
        rooms_know_only_those_below(&tree, &crates)
    }

    #[test]
    fn an_arrow_to_a_floor_above_is_found() {
        assert!(planted("pub struct B;").is_empty());
        let found = planted("pub struct B(super::above::A);");
        assert!(found[0].contains("`below` imports A from `above`"), "{found:?}");
        let found = planted("pub struct B;\nfn f() { super::own() }");
        assert!(found[0].contains("`below` imports own from `mod`"), "{found:?}");
    }

    #[test]
    fn a_room_without_a_floor_and_a_floor_without_a_room_are_found() {
        let floors = floors(OWN);
        assert_eq!(floors, ["below", "middle", "above"]);
        let rooms = ["below", "above", "new"].map(str::to_owned);
        let found = misplaced("mod.rs", &floors, &rooms);
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
