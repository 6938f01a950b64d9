//! Scenarios and files on the disk; what is not there may be built in.

use haven::{BuiltIn, Failure, Found, Sources, no_scenario};
use haven_io::recorded_events::{self, BadEvents, RecordedEvents};
use haven_io::sources::Folder;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The disk, with paths relative to where the program runs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Sources for Disk {
    fn scenario(&self, name: &str) -> Result<Found, Failure> {
        let path = Path::new(name);
        if path.is_dir() {
            let folder = Folder::open(path).map_err(|error| {
                Failure::bad_request(format!("the folder `{name}` cannot be read: {error}"))
            })?;
            return Ok(Found { folder, name: self.name(name) });
        }
        if let Ok(found) = BuiltIn.scenario(name) {
            return Ok(found);
        }
        if !path.exists() {
            return Err(no_scenario(name));
        }
        let message = format!("`{name}` is a file; a scenario is a folder");
        let hint = Some("name the folder that holds the file".to_owned());
        Err(Failure::bad_request_with(message, hint))
    }

    fn file(&self, name: &str) -> io::Result<Vec<u8>> {
        fs::read(name)
    }

    fn name(&self, called: &str) -> String {
        let whole = fs::canonicalize(called).unwrap_or_else(|_| PathBuf::from(called));
        whole.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    fn inside(&self, folder: &str) -> Vec<String> {
        let is_scenario =
            |path: &Path| path.join("input_csv").is_dir() || path.join("scenario.toml").is_file();
        let folder = Path::new(folder);
        if is_scenario(folder) {
            return Vec::new();
        }
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let mut inside: Vec<String> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| is_scenario(path))
            .map(|path| path.to_string_lossy().into_owned())
            .collect();
        inside.sort();
        inside
    }

    fn events(&self, folder: &str) -> Result<RecordedEvents, BadEvents> {
        recorded_events::read(Path::new(folder))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../bad");

    #[test]
    fn a_folder_goes_by_its_own_name_and_a_file_is_none() {
        let good = format!("{ROOT}/crisis/good");
        assert_eq!(Disk.scenario(&good).unwrap().name, "good");
        assert_eq!(Disk.name(&format!("{good}/../good/.")), "good");
        let file = Disk.scenario(&format!("{good}/places.csv")).unwrap_err().to_string();
        assert!(file.contains("is a file; a scenario is a folder"), "{file}");
        assert_eq!(
            Disk.file(&format!("{good}/none.csv")).unwrap_err().kind(),
            io::ErrorKind::NotFound
        );
    }

    #[test]
    fn what_is_no_folder_may_be_built_in() {
        assert!(Disk.scenario("first-steps").unwrap().folder.has("scenario.toml"));
        assert!(Disk.scenario("first-stp").unwrap_err().to_string().contains("did you mean"));
    }

    #[test]
    fn scenarios_inside_a_folder_are_found_in_order_unless_it_is_one() {
        let inside = Disk.inside(&format!("{ROOT}/crisis"));
        assert!(
            inside.is_sorted() && inside.iter().any(|path| path.ends_with("good")),
            "{inside:?}"
        );
        assert!(Disk.inside(&format!("{ROOT}/crisis/good")).is_empty());
        assert!(Disk.inside("no such folder").is_empty());
    }

    #[test]
    fn recorded_events_are_a_folder_with_a_table() {
        let events = format!("{}/../../verification/events", env!("CARGO_MANIFEST_DIR"));
        assert!(!Disk.events(&events).unwrap().rows.is_empty());
        assert!(Disk.events(ROOT).is_err());
    }
}
