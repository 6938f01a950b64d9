//! Arrows between the files of a crate, and between the rooms of a folder.

use super::code::Crate;
use super::paths::Path;
use super::resolve::Target;
use std::collections::{BTreeMap, BTreeSet};

/// Who imports from whom, and what: by importer and imported.
pub type Arrows = BTreeMap<(String, String), BTreeSet<String>>;

/// The rooms of one folder: its files and folders, with the arrows between them.
pub struct Rooms {
    /// The folder, such as `crates/haven-core/src/crisis`.
    pub folder: String,
    /// Arrows between its rooms; its own file (`mod.rs`) is the room `mod`.
    pub arrows: Arrows,
    /// Rooms that are folders themselves.
    pub folders: BTreeSet<String>,
}

impl Crate {
    /// Arrows from each file to the files that define what it uses.
    pub fn arrows(&self) -> Arrows {
        let mut arrows = Arrows::new();
        for (at, module) in &self.modules {
            for used in module.used.iter().filter(|used| !used.hands_on) {
                for target in self.resolve(at, &used.path) {
                    if let Target::Item { file, name } = target
                        && file != module.file
                    {
                        arrows.entry((module.file.clone(), file)).or_default().insert(name);
                    }
                }
            }
        }
        arrows
    }

    /// Paths that lead out of the crate, each with the file that uses it.
    pub fn outside(&self) -> Vec<(&str, Path)> {
        let mut outside = Vec::new();
        for (at, module) in &self.modules {
            for used in &module.used {
                let targets = self.resolve(at, &used.path).into_iter();
                let paths = targets.filter_map(Target::outside);
                outside.extend(paths.map(|path| (module.file.as_str(), path)));
            }
        }
        outside
    }

    /// The same arrows, each between the two rooms of the lowest folder that has both.
    pub fn rooms(&self) -> Vec<Rooms> {
        let files = self.files();
        let mut rooms: BTreeMap<Path, Rooms> = BTreeMap::new();
        for ((from, to), names) in self.arrows() {
            let (from, to) = (files[from.as_str()], files[to.as_str()]);
            let common = from.iter().zip(to).take_while(|(a, b)| a == b).count();
            let folder = &from[..common];
            let room = |file: &Path| file.get(common).cloned().unwrap_or_else(|| "mod".to_owned());
            let entry = rooms.entry(folder.to_vec()).or_insert_with(|| Rooms {
                folder: self.folder_of(folder),
                arrows: Arrows::new(),
                folders: BTreeSet::new(),
            });
            let arrow = (room(from), room(to));
            for (file, room) in [(from, &arrow.0), (to, &arrow.1)] {
                if file.len() > common + 1 {
                    entry.folders.insert(room.clone());
                }
            }
            entry.arrows.entry(arrow).or_default().extend(names);
        }
        rooms.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::planted;

    const FILES: [(&str, &str); 5] = [
        ("lib.rs", "mod a;\nmod c;"),
        ("a/mod.rs", "mod b;\npub use b::B;\n#[cfg(test)]\nmod tests { use crate::c::C; }"),
        ("a/b.rs", "use crate::c::C;\npub struct B(C);"),
        ("c.rs", "pub struct C;\nfn f() { crate::a::g() }"),
        ("d.rs", "use crate::a::B;"),
    ];

    #[test]
    fn an_arrow_goes_to_the_file_that_defines_what_is_used() {
        let arrows = planted::one_crate("x", &FILES).arrows();
        let found: Vec<_> = arrows.keys().map(|(from, to)| format!("{from} {to}")).collect();
        let src = "crates/x/src";
        let expected = [format!("{src}/a/b.rs {src}/c.rs"), format!("{src}/c.rs {src}/a/mod.rs")];
        assert_eq!(found, expected);
    }

    #[test]
    fn rooms_of_a_folder_are_its_files_and_folders() {
        let rooms = planted::one_crate("x", &FILES).rooms();
        assert_eq!(rooms.len(), 1);
        let found: Vec<_> = rooms[0].arrows.keys().map(|(a, b)| format!("{a} {b}")).collect();
        assert_eq!(
            (rooms[0].folder.as_str(), found),
            ("crates/x/src", vec!["a c".to_owned(), "c a".to_owned()])
        );
        assert!(rooms[0].folders.contains("a"));
    }
}
