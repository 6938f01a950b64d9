//! A result's folder: written beside its place under another name, and moved there when whole.

use haven_io::writers::manifest;
use serde_json::Value;
use std::fmt::Display;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why a result could not be stored.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is something else where the result should go.
    #[error("`{}` is there already and is no Haven run: it is not overwritten", .0.display())]
    Occupied(PathBuf),
    /// The operating system said no.
    #[error("cannot write `{}`: {source}", path.display())]
    Io {
        /// What was being written.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A table could not be written.
    #[error("cannot write a table: {0}")]
    Table(String),
}

impl From<csv::Error> for StoreError {
    fn from(error: csv::Error) -> Self {
        Self::table(error)
    }
}

impl StoreError {
    /// A table could not be written.
    pub(crate) fn table(error: impl Display) -> Self {
        Self::Table(error.to_string())
    }

    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

/// A folder that is being written. It appears under its own name when it is published; dropped
/// before that, it is gone.
#[derive(Debug)]
pub struct ResultFolder {
    target: PathBuf,
    draft: PathBuf,
    published: bool,
}

impl ResultFolder {
    /// Begins a result that is to be called `target`. The folders above it are made.
    ///
    /// # Errors
    /// If `target` is a file or a folder that holds anything but an earlier run, or cannot be
    /// written beside.
    pub fn create(target: &Path) -> Result<Self, StoreError> {
        refuse_foreign(target)?;
        let draft = beside(target, "tmp");
        fs::create_dir_all(&draft).map_err(StoreError::io(&draft))?;
        Ok(Self { target: target.to_owned(), draft, published: false })
    }

    /// Where the result is going to be.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Where a file of the result is while it is being written.
    pub fn path(&self, name: &str) -> PathBuf {
        self.draft.join(name)
    }

    /// A new file of the result.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn file(&self, name: &str) -> Result<BufWriter<File>, StoreError> {
        let path = self.path(name);
        File::create(&path).map(BufWriter::new).map_err(StoreError::io(&path))
    }

    /// Writes a text file of the result.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn text(&self, name: &str, text: &str) -> Result<(), StoreError> {
        let mut file = self.file(name)?;
        let written = file.write_all(text.as_bytes()).and_then(|()| file.flush());
        written.map_err(StoreError::io(&self.path(name)))
    }

    /// Puts the whole result in its place, in one step where nothing is there. An earlier run in that
    /// place steps aside first and goes when the new one is in place, so no moment is without either.
    ///
    /// # Errors
    /// If something else has come there meanwhile, or the folder cannot be moved.
    pub fn publish(mut self) -> Result<PathBuf, StoreError> {
        refuse_foreign(&self.target)?;
        let aside = beside(&self.target, "old");
        let replaces = self.target.join(manifest::FILE).exists();
        if replaces {
            fs::rename(&self.target, &aside).map_err(StoreError::io(&self.target))?;
        } else if self.target.exists() {
            fs::remove_dir(&self.target).map_err(StoreError::io(&self.target))?;
        }
        let moved = fs::rename(&self.draft, &self.target);
        if replaces && moved.is_err() {
            fs::rename(&aside, &self.target).map_err(StoreError::io(&aside))?;
        }
        moved.map_err(StoreError::io(&self.target))?;
        self.published = true;
        if replaces {
            fs::remove_dir_all(&aside).map_err(StoreError::io(&aside))?;
        }
        Ok(self.target.clone())
    }
}

impl Drop for ResultFolder {
    fn drop(&mut self) {
        if !self.published {
            // Nothing can be done about a draft that cannot be removed; its name says what it is.
            let _ = fs::remove_dir_all(&self.draft);
        }
    }
}

/// Refuses a target that holds something that is not ours to replace.
fn refuse_foreign(target: &Path) -> Result<(), StoreError> {
    let is_free = match fs::read_dir(target) {
        Ok(mut entries) => entries.next().is_none() || is_run(target),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if is_free { Ok(()) } else { Err(StoreError::Occupied(target.to_owned())) }
}

/// Whether a folder holds a Haven run, of this version or another.
fn is_run(folder: &Path) -> bool {
    fs::read_to_string(folder.join(manifest::FILE))
        .ok()
        .and_then(|text| serde_json::from_str::<Value>(&text).ok())
        .is_some_and(|manifest| {
            manifest["format"].as_str().is_some_and(|format| format.starts_with("haven-run/"))
        })
}

/// A hidden neighbour of `target`, of this process alone.
fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{what}-{}", std::process::id()))
}

/// The first of `parent/stem-1`, `parent/stem-2`, … that is not there.
pub fn free_name(parent: &Path, stem: &str) -> PathBuf {
    let mut number = 1_u64;
    loop {
        let path = parent.join(format!("{stem}-{number}"));
        if !path.exists() {
            return path;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// A folder of this test alone, removed at its end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(test: &str) -> Self {
            let path =
                std::env::temp_dir().join(format!("haven-store-{test}-{}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    fn write_run(target: &Path, text: &str) -> Result<PathBuf, StoreError> {
        let folder = ResultFolder::create(target)?;
        folder.file(manifest::FILE).unwrap().write_all(br#"{"format": "haven-run/1"}"#).unwrap();
        folder.file("a.txt").unwrap().write_all(text.as_bytes()).unwrap();
        folder.publish()
    }

    #[test]
    fn a_result_appears_when_it_is_whole_and_not_before() {
        let scratch = Scratch::new("appears");
        let target = scratch.0.join("run");
        let folder = ResultFolder::create(&target).unwrap();
        folder.file("a.txt").unwrap();
        assert!(!target.exists());
        drop(folder);
        assert_eq!(scratch.names(), Vec::<String>::new(), "an abandoned draft is removed");
    }

    #[test]
    fn an_earlier_run_is_replaced_and_nothing_is_left_over() {
        let scratch = Scratch::new("replaced");
        let target = scratch.0.join("run");
        write_run(&target, "first").unwrap();
        write_run(&target, "second").unwrap();
        assert_eq!(fs::read_to_string(target.join("a.txt")).unwrap(), "second");
        assert_eq!(scratch.names(), ["run"]);
    }

    #[test]
    fn a_folder_that_is_no_run_is_never_overwritten() {
        let scratch = Scratch::new("foreign");
        fs::write(scratch.0.join("thesis.txt"), "two years of work").unwrap();
        let error = ResultFolder::create(&scratch.0).unwrap_err();
        assert!(matches!(error, StoreError::Occupied(_)), "{error}");
        let error = ResultFolder::create(&scratch.0.join("thesis.txt")).unwrap_err();
        assert!(matches!(error, StoreError::Occupied(_)), "{error}");
    }

    #[test]
    fn an_empty_folder_may_be_filled() {
        let scratch = Scratch::new("empty");
        let target = scratch.0.join("run");
        fs::create_dir(&target).unwrap();
        assert_eq!(write_run(&target, "x").unwrap(), target);
    }

    #[test]
    fn free_names_count_up() {
        let scratch = Scratch::new("names");
        fs::create_dir(scratch.0.join("mali-7-1")).unwrap();
        assert_eq!(free_name(&scratch.0, "mali-7"), scratch.0.join("mali-7-2"));
    }
}
