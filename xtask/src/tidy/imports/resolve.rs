//! From a path in the code to the file that defines what it names.

use super::code::Crate;
use super::module::Name;
use super::paths::Path;

/// More re-exports one behind the other than any crate has: the end of a circle of them.
const DEEPEST: usize = 32;

/// What a path leads to.
#[derive(Debug, PartialEq)]
pub enum Target {
    /// An item of this crate.
    Item {
        /// The file that defines it.
        file: String,
        /// Its name there.
        name: String,
    },
    /// A module of this crate: a name alone, nothing of it is used yet.
    Module,
    /// Something of another crate, or nothing that we know: a variable, a type parameter.
    Outside(Path),
}

impl Target {
    /// The path, if it leads out of the crate.
    pub fn outside(self) -> Option<Path> {
        match self {
            Self::Outside(path) => Some(path),
            Self::Item { .. } | Self::Module => None,
        }
    }
}

impl Crate {
    /// Everything that a path may lead to from a module; a function and a module may share a name.
    pub fn resolve(&self, at: &Path, path: &[String]) -> Vec<Target> {
        self.from(at, path, 0)
    }

    fn from(&self, at: &Path, path: &[String], depth: usize) -> Vec<Target> {
        let Some(first) = path.first().filter(|_| depth < DEEPEST) else { return Vec::new() };
        match first.as_str() {
            "crate" => self.below(&Path::new(), &path[1..], depth),
            "self" | "super" => self.below(at, path, depth),
            "" => vec![Target::Outside(path[1..].to_vec())],
            _ => {
                let mut found = self.named(at, path, depth);
                // What another crate's glob might give may as well be the name of a crate.
                if found.iter().all(|target| matches!(target, Target::Outside(_))) {
                    found.push(Target::Outside(path.to_vec()));
                }
                found
            }
        }
    }

    /// What a path leads to that starts within a module.
    fn below(&self, at: &Path, path: &[String], depth: usize) -> Vec<Target> {
        match path.first().map(String::as_str) {
            None => vec![Target::Module],
            Some("self") => self.below(at, &path[1..], depth),
            Some("super") => {
                let above = at[..at.len().saturating_sub(1)].to_vec();
                self.below(&above, &path[1..], depth)
            }
            Some(name) => {
                let found = self.named(at, path, depth);
                // What no item defines, a macro of that file makes.
                let made = || Some(Target::Item { file: self.file_of(at)?, name: name.to_owned() });
                if found.is_empty() { made().into_iter().collect() } else { found }
            }
        }
    }

    fn named(&self, at: &Path, path: &[String], depth: usize) -> Vec<Target> {
        let Some(module) = self.modules.get(at) else { return Vec::new() };
        let (name, rest) = (&path[0], &path[1..]);
        let names = module.names.get(name).map_or(&[][..], Vec::as_slice);
        let is_module = |name: &&Name| matches!(name, Name::Module(_));
        let only_modules = !rest.is_empty() && names.iter().any(|name| is_module(&name));
        let meant = names.iter().filter(|name| !only_modules || is_module(name));
        let mut found: Vec<Target> = meant
            .flat_map(|stands_for| match stands_for {
                Name::Here => {
                    vec![Target::Item { file: module.file.clone(), name: name.clone() }]
                }
                Name::Module(child) => self.below(child, rest, depth),
                Name::Import(import) => self.from(at, &[import, rest].concat(), depth + 1),
            })
            .collect();
        if found.is_empty() {
            for glob in &module.globs {
                found.extend(self.through_glob(at, glob, path, depth + 1));
            }
        }
        found
    }

    /// What a path leads to if its first name comes from a module all of whose names are imported.
    fn through_glob(
        &self,
        at: &Path,
        glob: &[String],
        path: &[String],
        depth: usize,
    ) -> Vec<Target> {
        let Some(module) = self.module_at(at, glob, depth) else {
            return vec![Target::Outside([glob, path].concat())];
        };
        if depth < DEEPEST { self.named(&module, path, depth) } else { Vec::new() }
    }

    /// The module of this crate that a path names.
    fn module_at(&self, at: &Path, path: &[String], depth: usize) -> Option<Path> {
        let mut module = at.clone();
        for (index, segment) in path.iter().enumerate() {
            module = match (index, segment.as_str()) {
                (0, "crate") => Path::new(),
                (_, "self") => module,
                (_, "super") => module[..module.len().checked_sub(1)?].to_vec(),
                (_, name) => {
                    let names = self.modules.get(&module)?.names.get(name)?;
                    names.iter().find_map(|name| match name {
                        Name::Module(child) => Some(child.clone()),
                        Name::Import(import) if depth < DEEPEST => {
                            self.module_at(&module, import, depth + 1)
                        }
                        Name::Import(_) | Name::Here => None,
                    })?
                }
            };
        }
        Some(module)
    }

    fn file_of(&self, module: &Path) -> Option<String> {
        self.modules.get(module).map(|module| module.file.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::planted;
    use super::*;

    fn resolve(files: &[(&str, &str)], at: &str, path: &str) -> Vec<Target> {
        let split = |path: &str| -> Path {
            path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        planted::one_crate("haven-core", files).resolve(&split(at), &split(path))
    }

    fn item(file: &str, name: &str) -> Vec<Target> {
        let file = format!("crates/haven-core/src/{file}");
        vec![Target::Item { file, name: name.to_owned() }]
    }

    #[test]
    fn an_item_is_found_behind_two_re_exports_and_a_rename() {
        let files = [
            ("lib.rs", "mod a;\npub use a::Seen as Shown;"),
            ("a/mod.rs", "mod b;\npub use b::Seen;"),
            ("a/b.rs", "pub struct Seen;"),
        ];
        assert_eq!(resolve(&files, "a::b", "crate::Shown::new"), item("a/b.rs", "Seen"));
        assert_eq!(resolve(&files, "a", "Seen"), item("a/b.rs", "Seen"));
    }

    #[test]
    fn an_item_is_found_through_all_names_of_a_module() {
        let files = [("lib.rs", "mod a;\nmod b;\nuse a::*;"), ("a.rs", "pub fn f() {}")];
        assert_eq!(resolve(&files, "", "f"), item("a.rs", "f"));
    }

    #[test]
    fn what_a_macro_makes_belongs_to_the_file_of_the_macro() {
        let files = [("lib.rs", "mod a;"), ("a.rs", "made! { pub struct Made; }")];
        assert_eq!(resolve(&files, "", "a::Made"), item("a.rs", "Made"));
    }

    #[test]
    fn other_crates_are_known_by_their_whole_path() {
        let files = [("lib.rs", "use std::{fs, time::*};")];
        let has = |path: &str, whole: &str| {
            let whole: Path = whole.split("::").map(str::to_owned).collect();
            resolve(&files, "", path).contains(&Target::Outside(whole))
        };
        assert!(has("fs::read", "std::fs::read"));
        assert!(has("Instant::now", "std::time::Instant::now"));
        assert!(has("std::env::var", "std::env::var"));
    }

    #[test]
    fn re_exports_in_a_circle_end_at_one_of_them() {
        let files = [
            ("lib.rs", "mod a;\nmod b;"),
            ("a.rs", "pub use crate::b::X;"),
            ("b.rs", "pub use crate::a::X;"),
        ];
        assert_eq!(resolve(&files, "", "a::X").len(), 1);
    }
}
