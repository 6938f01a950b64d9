//! Scenarios and files on the disk, folders and archives of folders; what is not there may be built in.

use haven::{BuiltIn, Failure, Found, Sources, no_scenario};
use haven_io::archive;
use haven_io::recorded_events::{self, BadEvents, RecordedEvents};
use haven_io::regular;
use haven_io::sources::Folder;
use std::path::{Component, Path, PathBuf};
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
        packed(path)
    }

    fn file(&self, name: &str) -> io::Result<Vec<u8>> {
        regular::read(Path::new(name))
    }

    fn name(&self, called: &str) -> String {
        let whole = fs::canonicalize(called).unwrap_or_else(|_| PathBuf::from(called));
        whole.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    fn above(&self, name: &str) -> Option<String> {
        let path = Path::new(name);
        let above = match path.components().next_back()? {
            Component::Normal(_) => path.parent()?.to_owned(),
            _ => fs::canonicalize(path).ok()?.parent()?.to_owned(),
        };
        let above = if above.as_os_str().is_empty() { PathBuf::from(".") } else { above };
        (path.is_dir() && above.is_dir()).then(|| above.to_string_lossy().into_owned())
    }

    fn inside(&self, folder: &str) -> Vec<String> {
        let folder = Path::new(folder);
        if is_scenario(folder) {
            return Vec::new();
        }
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let entries = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let mut inside: Vec<PathBuf> = entries.filter(|path| is_scenario(path)).collect();
        // A single folder of tables makes the folder around it a scenario with its tables elsewhere.
        if let [only] = inside.as_slice()
            && has_tables(only)
        {
            return Vec::new();
        }
        inside.sort();
        inside.into_iter().map(|path| path.to_string_lossy().into_owned()).collect()
    }

    fn events(&self, folder: &str) -> Result<RecordedEvents, BadEvents> {
        recorded_events::read(Path::new(folder))
    }
}

/// Whether a folder holds a scenario, of Haven's or of Flee's, as these usually lie.
fn is_scenario(path: &Path) -> bool {
    path.join("input_csv").is_dir() || path.join("scenario.toml").is_file() || has_tables(path)
}

/// Whether a folder directly holds the tables of a Flee scenario.
fn has_tables(path: &Path) -> bool {
    !path.join("scenario.toml").is_file()
        && ["locations.csv", "routes.csv"].iter().all(|table| path.join(table).is_file())
}

/// A scenario in a zip archive.
fn packed(path: &Path) -> Result<Found, Failure> {
    let name = path.display();
    let bytes = regular::read(path).map_err(|error| {
        Failure::bad_request(format!("the file `{name}` cannot be read: {error}"))
    })?;
    if !archive::is_archive(&bytes) {
        let message =
            format!("`{name}` is a file; a scenario is a folder, or a zip archive of one");
        let hint = Some("name the folder that holds the file".to_owned());
        return Err(Failure::bad_request_with(message, hint));
    }
    let files = archive::files(&bytes)
        .map_err(|error| Failure::bad_request(format!("`{name}` is no scenario: {error}")))?;
    let short = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Found { folder: Folder::in_memory(files), name: short })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Scratch;
    use haven_io::flee_folder::Options;
    use haven_io::scenario_folder::{AnyScenario, read_scenario};
    use std::io::Write;

    const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../bad");

    #[test]
    fn a_folder_goes_by_its_own_name_and_a_file_is_none() {
        let good = format!("{ROOT}/crisis/good");
        assert_eq!(Disk.scenario(&good).unwrap().name, "good");
        assert_eq!(Disk.name(&format!("{good}/../good/.")), "good");
        let file = Disk.scenario(&format!("{good}/places.csv")).unwrap_err().to_string();
        assert!(file.contains("is a file; a scenario is a folder, or a zip"), "{file}");
        assert_eq!(
            Disk.file(&format!("{good}/none.csv")).unwrap_err().kind(),
            io::ErrorKind::NotFound
        );
    }

    /// An archive of the files in a folder, which has its name on top.
    fn zipped(folder: &Path) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("good/{}", path.file_name().unwrap().to_string_lossy());
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(&fs::read(&path).unwrap()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_zip_archive_reads_as_the_folder_in_it() {
        let scratch = Scratch::new("zip");
        let good = format!("{ROOT}/crisis/good");
        let file = scratch.path("mine.zip");
        fs::write(&file, zipped(Path::new(&good))).unwrap();
        let read = |source: &str| {
            let Found { folder, name } = Disk.scenario(source).unwrap();
            let (found, _) = read_scenario(&folder, &Options::default());
            let Some(AnyScenario::Crisis(crisis)) = found else { panic!("{source} is a crisis") };
            (name, folder.inputs(), crisis)
        };
        let (packed, open) = (read(&file.to_string_lossy()), read(&good));
        assert_eq!((packed.0.as_str(), open.0.as_str()), ("mine", "good"));
        assert_eq!((packed.1, packed.2), (open.1, open.2));
        fs::write(&file, &zipped(Path::new(&good))[..100]).unwrap();
        let cut = Disk.scenario(&file.to_string_lossy()).unwrap_err().to_string();
        assert!(cut.contains("mine.zip` is no scenario: it is no zip archive"), "{cut}");
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
