//! What belongs to a scenario and lies around the folder that was named: the folder above Flee's tables,
//! settings and counts apart, settings above.

use crate::failure::Failure;
use crate::sources::{Found, Sources, last_part};
use haven_core::problem::{Problem, Spot};
use haven_io::codes;
use haven_io::flee_folder::{self, Options};
use haven_io::sources::Folder;

/// The name by which counts are known.
const DATA_LAYOUT: &str = "data_layout.csv";

/// Everything that a request is read from.
#[derive(Debug)]
pub(crate) struct Around {
    /// The folder, with what was added to it.
    pub folder: Folder,
    /// A short name for it.
    pub name: String,
    /// How to read it.
    pub options: Options,
    /// What is to be said of where things were found.
    pub remarks: Vec<Problem>,
}

impl Around {
    /// Finds it. The options name settings and counts as the request does; in the result, as the folder does.
    ///
    /// # Errors
    /// If there is no such scenario, or what lies apart cannot be read.
    pub fn of(source: &str, asked: Options, sources: &dyn Sources) -> Result<Self, Failure> {
        let found = sources.scenario(source)?;
        let whole = if asked.data.is_none() { whole(&found, source, sources) } else { None };
        let (Found { mut folder, name }, source, remarks) = match whole {
            Some((whole, above, remark)) => (whole, above, vec![remark]),
            None => (found, source.to_owned(), Vec::new()),
        };
        let Options { settings, data, days } = asked;
        if settings.is_none() {
            add_settings_above(&mut folder, &source, sources);
        }
        let settings =
            settings.map(|path| add_settings(&mut folder, &path, sources)).transpose()?;
        let data = data.map(|path| add_data(&mut folder, &path, sources)).transpose()?;
        Ok(Self { folder, name, options: Options { settings, data, days }, remarks })
    }
}

/// The folder above, where a folder of Flee's tables alone was named and the rest lies there.
fn whole(found: &Found, source: &str, sources: &dyn Sources) -> Option<(Found, String, Problem)> {
    if !flee_folder::holds_only_tables(&found.folder) {
        return None;
    }
    let above = sources.above(source)?;
    let whole = sources.scenario(&above).ok()?;
    if !flee_folder::is_whole_with(&whole.folder, &found.name) {
        return None;
    }
    let message = format!(
        "`{0}` holds the tables alone: the folder above it, with the counts, is read as the scenario",
        found.name
    );
    let problem = codes::OTHER_LAYOUT.at(Spot::file("."), message);
    Some((whole, above.clone(), problem.hint(format!("name `{above}`"))))
}

/// Makes a settings file part of the folder, and gives its name there.
fn add_settings(folder: &mut Folder, path: &str, sources: &dyn Sources) -> Result<String, Failure> {
    if folder.has(path) {
        return Ok(path.to_owned());
    }
    let bytes = sources.file(path).map_err(|error| {
        Failure::bad_request(format!("the settings `{path}` cannot be read: {error}"))
    })?;
    let name = last_part(path).to_owned();
    folder.add(name.clone(), bytes);
    Ok(name)
}

/// Adds the settings that lie one or two folders above a Flee folder without any, as above a folder of many
/// scenarios that share them.
fn add_settings_above(folder: &mut Folder, source: &str, sources: &dyn Sources) {
    if !flee_folder::is_flee_folder(folder) || flee_folder::has_settings(folder) {
        return;
    }
    let (mut above, mut path) = (sources.above(source), "../simsetting.yml".to_owned());
    for _ in 0..2 {
        let Some(name) = above else { return };
        if let Ok(bytes) = sources.file(&format!("{name}/simsetting.yml")) {
            folder.add(path, bytes);
            return;
        }
        above = sources.above(&name);
        path.insert_str(0, "../");
    }
}

/// Makes a folder of counts part of the folder, and gives its name there.
fn add_data(folder: &mut Folder, path: &str, sources: &dyn Sources) -> Result<String, Failure> {
    let path = path.strip_suffix(DATA_LAYOUT).unwrap_or(path).trim_end_matches('/');
    if folder.has(&format!("{path}/{DATA_LAYOUT}")) {
        return Ok(path.to_owned());
    }
    let path = if path.is_empty() { "." } else { path };
    let Ok(found) = sources.scenario(path) else {
        let message = format!("the counts `{path}` cannot be read");
        let hint =
            format!("--data takes the folder that holds {DATA_LAYOUT}, or a zip archive of it");
        return Err(Failure::bad_request_with(message, Some(hint)));
    };
    // Under a name of its own, so that nothing else of the folder is hidden by it.
    let is_free = folder.names(&found.name).is_empty() && folder.folders(&found.name).is_empty();
    let name = if is_free { found.name.clone() } else { format!("--data/{}", found.name) };
    folder.put(name.clone(), found.folder);
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{BuiltIn, InMemory};

    #[test]
    fn settings_beside_a_folder_become_a_file_of_it() {
        let mut folder = Folder::default();
        let files = [("a/other.yml".to_owned(), b"x: 1".to_vec())].into();
        let sources = InMemory { files, ..InMemory::default() };
        assert_eq!(add_settings(&mut folder, "a/other.yml", &sources).unwrap(), "other.yml");
        assert!(folder.has("other.yml"));
        assert_eq!(add_settings(&mut folder, "other.yml", &BuiltIn).unwrap(), "other.yml");
        let refused = add_settings(&mut folder, "none.yml", &BuiltIn).unwrap_err().to_string();
        assert!(refused.starts_with("the settings `none.yml` cannot be read"), "{refused}");
    }

    #[test]
    fn counts_of_another_folder_become_a_part_of_the_folder() {
        let files = |name: &str| [(name.to_owned(), b"x".to_vec())].into();
        let scenarios = [("counts".to_owned(), files(DATA_LAYOUT))].into();
        let sources = InMemory { scenarios, ..InMemory::default() };
        let mut folder = Folder::in_memory(files("inside/data_layout.csv"));
        assert_eq!(add_data(&mut folder, "inside", &sources).unwrap(), "inside");
        assert_eq!(add_data(&mut folder, "counts/data_layout.csv", &sources).unwrap(), "counts");
        assert!(folder.has("counts/data_layout.csv"));
        let mut folder = Folder::in_memory(files("counts/routes.csv"));
        assert_eq!(add_data(&mut folder, "counts/", &sources).unwrap(), "--data/counts");
        assert!(folder.has("counts/routes.csv") && folder.has("--data/counts/data_layout.csv"));
        let refused = add_data(&mut folder, "none", &sources).unwrap_err().to_string();
        assert!(refused.starts_with("the counts `none` cannot be read"), "{refused}");
    }
}
