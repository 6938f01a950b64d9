//! Flee folders with golden runs, and reading them with the settings of those runs.

use crate::Failure;
use haven_core::flee::scenario::Scenario;
use haven_core::problem::Severity;
use haven_io::flee_folder::{self, Options};
use haven_io::sources::Folder;
use std::fs;
use std::path::{Path, PathBuf};

/// A Flee folder together with one file of golden runs.
pub struct Instance {
    /// Name of the folder, with the file's suffix if it has one.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// The settings of the golden runs, within the folder: `simsetting_golden<suffix>.yml`.
    pub settings: String,
    /// The golden runs: `golden<suffix>.csv`.
    pub golden: PathBuf,
}

/// The instances in these folders, or the published ones if none is named.
pub fn chosen(folders: Vec<PathBuf>) -> Result<Vec<Instance>, Failure> {
    let folders = if folders.is_empty() { published()? } else { folders };
    let mut found = Vec::new();
    for folder in folders {
        found.extend(in_folder(&folder)?);
    }
    Ok(found)
}

/// The folders of published instances, sorted by name.
fn published() -> Result<Vec<PathBuf>, Failure> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("HAVEN_SHARED").map_or_else(beside, PathBuf::from);
    let instances = shared.join("instances");
    let entries = fs::read_dir(&instances).map_err(|error| {
        format!(
            "the published instances are not in {}: {error}; set HAVEN_SHARED",
            instances.display()
        )
    })?;
    let mut folders: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    Ok(folders)
}

fn in_folder(folder: &Path) -> Result<Vec<Instance>, Failure> {
    let folder_name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let golden = entry?.path();
        let file = golden.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(suffix) = file.strip_prefix("golden").and_then(|rest| rest.strip_suffix(".csv"))
        else {
            continue;
        };
        let settings = format!("simsetting_golden{suffix}.yml");
        let name = format!("{folder_name}{suffix}");
        found.push(Instance { name, folder: folder.to_owned(), settings, golden });
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

impl Instance {
    /// Reads the folder with the settings of the golden runs. Errors that can be accepted are: Flee
    /// ran in spite of them.
    pub fn scenario(&self) -> Result<Scenario, Failure> {
        read(&self.folder, Some(self.settings.clone()))
    }
}

/// Reads a Flee folder, with its own settings or others within it.
///
/// # Errors
/// If it cannot be read at all; errors that can be accepted are printed.
pub fn read(path: &Path, settings: Option<String>) -> Result<Scenario, Failure> {
    let (scenario, problems) =
        flee_folder::read(&Folder::open(path)?, &Options { settings, ..Options::default() });
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let told = errors.map(ToString::to_string).collect::<Vec<_>>().join("\n");
    if !told.is_empty() {
        eprintln!("{told}");
    }
    scenario.ok_or_else(|| format!("{} cannot be run: {told}", path.display()).into())
}
