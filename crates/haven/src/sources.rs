//! Where the files of a scenario are from: the one way by which anything comes in.

use crate::builtin::{BUILTINS, builtin};
use crate::failure::Failure;
use haven_io::nearest::nearest;
use haven_io::recorded_events::{BadEvents, RecordedEvents};
use haven_io::sources::Folder;
use std::collections::BTreeMap;
use std::io;

/// Finds what a request names. What is built in, in memory, on a disk or in an archive differs in
/// nothing else.
pub trait Sources: Sync {
    /// The folder of a scenario.
    ///
    /// # Errors
    /// If there is none of this name, or it cannot be read.
    fn scenario(&self, name: &str) -> Result<Found, Failure>;

    /// The bytes of a file beside a scenario: settings, what-ifs, a table of draws.
    ///
    /// # Errors
    /// If there is none of this name, or it cannot be read.
    fn file(&self, name: &str) -> io::Result<Vec<u8>>;

    /// A short name for what is called so.
    fn name(&self, called: &str) -> String {
        last_part(called).to_owned()
    }

    /// The name of the folder in which the folder of this name lies, if there is one to read.
    fn above(&self, _name: &str) -> Option<String> {
        None
    }

    /// Names of the scenarios in a folder that is none itself, in order.
    fn inside(&self, _folder: &str) -> Vec<String> {
        Vec::new()
    }

    /// A folder of recorded events.
    ///
    /// # Errors
    /// If there is none of this name, or something in it is wrong.
    fn events(&self, folder: &str) -> Result<RecordedEvents, BadEvents> {
        Err(BadEvents::none_in(folder))
    }
}

/// A scenario that was found.
#[derive(Debug)]
pub struct Found {
    /// Its files.
    pub folder: Folder,
    /// A short name for it.
    pub name: String,
}

/// The last part of a path.
pub fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(path)
}

/// The built-in scenarios alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct BuiltIn;

impl Sources for BuiltIn {
    fn scenario(&self, name: &str) -> Result<Found, Failure> {
        let folder = builtin(name).ok_or_else(|| no_scenario(name))?;
        Ok(Found { folder, name: name.to_owned() })
    }

    fn file(&self, _: &str) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }
}

/// Folders and files that somebody holds in memory, and the built-in scenarios.
#[derive(Clone, Debug, Default)]
pub struct InMemory {
    /// Scenarios by name: contents by path, parts separated by `/`.
    pub scenarios: BTreeMap<String, BTreeMap<String, Vec<u8>>>,
    /// Files beside them, by name.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Sources for InMemory {
    fn scenario(&self, name: &str) -> Result<Found, Failure> {
        let Some(files) = self.scenarios.get(name) else { return BuiltIn.scenario(name) };
        Ok(Found { folder: Folder::in_memory(files.clone()), name: name.to_owned() })
    }

    fn file(&self, name: &str) -> io::Result<Vec<u8>> {
        self.files.get(name).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// Why there is no scenario of this name.
pub fn no_scenario(name: &str) -> Failure {
    let names = BUILTINS.iter().map(|builtin| builtin.name);
    let hint = match nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`haven scenarios` lists the built-in ones".to_owned(),
    };
    let message = format!("`{name}` is no folder and no built-in scenario");
    Failure::bad_request_with(message, Some(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_memory() -> InMemory {
        let files = BTreeMap::from([("a.csv".to_owned(), b"x\n".to_vec())]);
        InMemory {
            scenarios: BTreeMap::from([("mine".to_owned(), files)]),
            files: BTreeMap::from([("bad.toml".to_owned(), vec![0xff])]),
        }
    }

    #[test]
    fn what_is_in_memory_is_found_by_its_name_and_the_rest_is_built_in() {
        let sources = in_memory();
        let found = sources.scenario("mine").unwrap();
        assert_eq!((found.name.as_str(), found.folder.names("")), ("mine", vec!["a.csv".into()]));
        assert!(sources.scenario("first-steps").unwrap().folder.has("scenario.toml"));
        let refused = sources.scenario("first-step").unwrap_err().to_string();
        assert!(refused.ends_with("did you mean `first-steps`?"), "{refused}");
    }

    #[test]
    fn a_file_that_is_not_there_is_not_found() {
        let sources = in_memory();
        assert_eq!(sources.file("bad.toml").unwrap(), [0xff]);
        assert_eq!(sources.file("none").unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(BuiltIn.file("none").unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[test]
    fn a_short_name_is_the_last_part_of_a_path() {
        let names = ["a/b/", "a\\b", "b", "/"].map(|path| BuiltIn.name(path));
        assert_eq!(names, ["b", "b", "b", "/"]);
    }

    #[test]
    fn without_a_disk_there_are_no_folders_of_scenarios_or_events() {
        assert!(BuiltIn.inside("folder").is_empty());
        assert!(BuiltIn.events("folder").unwrap_err().to_string().starts_with("folder: "));
    }
}
