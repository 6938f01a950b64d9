//! The folder of a calibration. Every file of it is written whole under another name, put on the disk
//! and renamed, so that whatever happens each is there as it was or as it is.

use crate::error::StoreError;
use crate::failure::Failure;
use haven_study::calibrate::{State, checkpoint};
use serde_json::Value;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The state after the last batch.
pub const CHECKPOINT: &str = "checkpoint.txt";
/// First line of a checkpoint, before the settings.
const FORMAT: &str = "haven-calibration/1 ";

/// The folder of a calibration.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    settings: String,
}

impl Folder {
    /// Opens the folder, and gives the state in which it was left if it is to be gone on from.
    ///
    /// # Errors
    /// If there is something in it that must not be overwritten, or a calibration with other settings.
    pub fn open(
        path: &Path,
        settings: &Value,
        resume: bool,
    ) -> Result<(Self, Option<State>), Failure> {
        let folder = Self { path: path.to_owned(), settings: settings.to_string() };
        let left = match fs::read_to_string(path.join(CHECKPOINT)) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(folder.io(CHECKPOINT, error)),
        };
        match (left, resume) {
            (Some(text), true) => {
                let state = folder.state(&text, settings)?;
                Ok((folder, Some(state)))
            }
            (Some(_), false) => {
                let message = format!("`{}` holds a calibration", path.display());
                let hint = "--resume goes on with it; --out names another folder".to_owned();
                Err(bad_request_with(message, Some(hint)))
            }
            (None, _) => {
                folder.refuse_foreign()?;
                fs::create_dir_all(path).map_err(|error| folder.io("", error))?;
                Ok((folder, None))
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Refuses a folder with files of others in it; drafts of ours may have been left.
    fn refuse_foreign(&self) -> Result<(), Failure> {
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(self.io("", error)),
        };
        let is_ours =
            |entry: &fs::DirEntry| entry.file_name().to_string_lossy().ends_with(".draft");
        if entries.flatten().all(|entry| is_ours(&entry)) {
            return Ok(());
        }
        Err(StoreError::Occupied { path: self.path.clone(), is_run: false }.into())
    }

    fn state(&self, text: &str, settings: &Value) -> Result<State, Failure> {
        let spoilt = |what: &str| {
            let at = self.path.join(CHECKPOINT);
            let message = format!("`{}` cannot be gone on from: {what}", at.display());
            let hint = "remove the folder and begin anew".to_owned();
            bad_request_with(message, Some(hint))
        };
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let old = first.strip_prefix(FORMAT).and_then(|old| serde_json::from_str(old).ok());
        let old: Value = old.ok_or_else(|| spoilt("it is no checkpoint of this version"))?;
        refuse_other(&old, settings)?;
        checkpoint::read(rest).map_err(|error| spoilt(&error.to_string()))
    }

    /// Saves a state.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn save(&self, state: &State) -> Result<(), Failure> {
        let text = format!("{FORMAT}{}\n{}", self.settings, checkpoint::write(state));
        self.write(CHECKPOINT, &text)
    }

    /// Writes a file: whole, or not at all.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        let draft = self.path.join(format!("{name}.draft"));
        let written = File::create(&draft).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written
            .and_then(|()| fs::rename(&draft, self.path.join(name)))
            .and_then(|()| self.sync())
            .map_err(|error| self.io(name, error))
    }

    /// Puts the new name on the disk as well, where a folder can be opened as a file.
    fn sync(&self) -> io::Result<()> {
        if cfg!(unix) { File::open(&self.path)?.sync_all() } else { Ok(()) }
    }

    fn io(&self, name: &str, source: io::Error) -> Failure {
        StoreError::Io { path: self.path.join(name), source }.into()
    }
}

fn bad_request_with(message: String, hint: Option<String>) -> Failure {
    haven::Failure::bad_request_with(message, hint).into()
}

/// Refuses to go on with other settings than it was begun with.
fn refuse_other(old: &Value, new: &Value) -> Result<(), Failure> {
    let (Some(old), Some(new)) = (old.as_object(), new.as_object()) else { return Ok(()) };
    let show = |value: Option<&Value>| value.map_or_else(|| "nothing".to_owned(), Value::to_string);
    let differ = |key: &&String| old.get(*key) != new.get(*key);
    let differences: Vec<String> = new
        .keys()
        .filter(differ)
        .map(|key| format!("{key} was {}, now it is {}", show(old.get(key)), show(new.get(key))))
        .collect();
    if differences.is_empty() {
        return Ok(());
    }
    let message = format!("this calibration was begun otherwise: {}", differences.join("; "));
    let hint = "resume it with the settings it was begun with, or name another folder with --out";
    Err(bad_request_with(message, Some(hint.to_owned())))
}
