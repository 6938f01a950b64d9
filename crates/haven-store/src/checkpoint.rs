//! The folder of a calibration. Every file of it is written whole under another name, put on the disk
//! and renamed, so that whatever happens each is there as it was or as it is.

use crate::error::StoreError;
use crate::failure::Failure;
use haven::calibrate::{FORMAT, Settings};
use haven_study::calibrate::{State, checkpoint};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The state after the last batch.
pub const CHECKPOINT: &str = "checkpoint.txt";
/// Format that is read as well, with other names of settings; 0.1.0 began with it.
const OLD_FORMAT: &str = "haven-calibration/1";

/// The folder of a calibration.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    settings: Settings,
}

impl Folder {
    /// Opens the folder, and gives the state in which it was left if it is to be gone on from.
    ///
    /// # Errors
    /// If there is something in it that must not be overwritten, or a calibration with other settings.
    pub fn open(
        path: &Path,
        settings: &Settings,
        resume: bool,
    ) -> Result<(Self, Option<State>), Failure> {
        let folder = Self { path: path.to_owned(), settings: settings.clone() };
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

    fn state(&self, text: &str, settings: &Settings) -> Result<State, Failure> {
        let spoilt = |what: &str| {
            let at = self.path.join(CHECKPOINT);
            let message = format!("`{}` cannot be gone on from: {what}", at.display());
            let hint = "remove the folder and begin anew".to_owned();
            bad_request_with(message, Some(hint))
        };
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let known = first.split_once(' ');
        let known = known.filter(|(format, _)| [FORMAT, OLD_FORMAT].contains(format));
        let old = known.and_then(|(_, old)| serde_json::from_str::<Settings>(old).ok());
        let old = old.ok_or_else(|| spoilt("it is no checkpoint that this version knows"))?;
        refuse_other(&old, settings)?;
        checkpoint::read(rest).map_err(|error| spoilt(&error.to_string()))
    }

    /// Saves a state.
    ///
    /// # Errors
    /// If the disk says no.
    ///
    /// # Panics
    /// Never: settings have text for keys.
    pub fn save(&self, state: &State) -> Result<(), Failure> {
        let settings = serde_json::to_string(&self.settings).expect("settings have text for keys");
        self.write(CHECKPOINT, &format!("{FORMAT} {settings}\n{}", checkpoint::write(state)))
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
fn refuse_other(old: &Settings, new: &Settings) -> Result<(), Failure> {
    let differences = new.differences(old);
    if differences.is_empty() {
        return Ok(());
    }
    let message = format!("this calibration was begun otherwise: {}", differences.join("; "));
    let hint = "resume it with the settings it was begun with, or name another folder with --out";
    Err(bad_request_with(message, Some(hint.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Scratch;

    /// A checkpoint that Haven 0.1.0 left when it was killed.
    const OF_0_1_0: &str = include_str!("../tests/old/checkpoint-0.1.0.txt");

    fn settings() -> Settings {
        let (first, _) = OF_0_1_0.split_once('\n').unwrap();
        serde_json::from_str(first.strip_prefix("haven-calibration/1 ").unwrap()).unwrap()
    }

    fn open(scratch: &Scratch, settings: &Settings, resume: bool) -> Result<Option<State>, String> {
        let opened = Folder::open(&scratch.0.join("a"), settings, resume);
        opened.map(|(_, state)| state).map_err(|failure| failure.to_string())
    }

    #[test]
    fn a_checkpoint_of_0_1_0_is_gone_on_from_and_written_in_this_format() {
        let scratch = Scratch::new("checkpoint-old");
        fs::create_dir(scratch.0.join("a")).unwrap();
        fs::write(scratch.0.join("a").join(CHECKPOINT), OF_0_1_0).unwrap();
        let (folder, state) = Folder::open(&scratch.0.join("a"), &settings(), true).unwrap();
        let state = state.unwrap();
        assert_eq!((state.particles.len(), state.is_done), (20, false));
        folder.save(&state).unwrap();
        let written = fs::read_to_string(scratch.0.join("a").join(CHECKPOINT)).unwrap();
        assert!(written.starts_with("haven-calibration/2 {\"version\""), "{written}");
        assert_eq!(written.split_once('\n').unwrap().1, OF_0_1_0.split_once('\n').unwrap().1);
        assert_eq!(open(&scratch, &settings(), true), Ok(Some(state)));
    }

    #[test]
    fn what_cannot_be_gone_on_from_says_why() {
        let scratch = Scratch::new("checkpoint-refused");
        assert_eq!(open(&scratch, &settings(), false), Ok(None));
        let file = scratch.0.join("a").join(CHECKPOINT);
        fs::write(&file, OF_0_1_0).unwrap();
        let other = Settings { seed: 9, ..settings() };
        for (text, settings, resume, said) in [
            (OF_0_1_0.to_owned(), settings(), false, "--resume goes on with it"),
            (OF_0_1_0.to_owned(), other, true, "seed was 1, now it is 9"),
            (
                OF_0_1_0.replace("tion/1", "tion/3"),
                settings(),
                true,
                "no checkpoint that this version knows",
            ),
            (OF_0_1_0.replace("\nlevel", "\nlevels"), settings(), true, "`level`"),
        ] {
            fs::write(&file, text).unwrap();
            let refused = open(&scratch, &settings, resume).unwrap_err();
            assert!(refused.contains(said), "{refused}");
        }
        fs::rename(&file, scratch.0.join("a/thesis.txt")).unwrap();
        assert!(open(&scratch, &settings(), true).unwrap_err().contains("is not overwritten"));
    }
}
