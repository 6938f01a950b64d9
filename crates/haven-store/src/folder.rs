//! A result's folder: claimed before the work, written beside its place, and put there when it is whole.
//! What Haven did not write is never deleted.

use crate::draft::{Draft, beside};
use crate::error::StoreError;
use crate::ours::ours;
use crate::place::{self, Place};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A folder that is being written. It appears under its own name when it is published; dropped before
/// that, it is gone.
#[derive(Debug)]
pub struct ResultFolder {
    target: PathBuf,
    draft: Draft,
    /// The parent, if it was made for this result: it goes again if nothing comes of it.
    made: Option<PathBuf>,
    /// Whether an earlier result in its place is replaced.
    force: bool,
    /// Name of the manifest, once it is written: the last file to be put in its place.
    manifest: Option<String>,
    published: bool,
}

impl ResultFolder {
    /// Claims the folder that a place names, or the first free one of `haven-runs/name-1`, `name-2`, …
    ///
    /// # Errors
    /// If something is there that must stay, another run is writing there, it would lie in the folder of
    /// the scenario or around it, or it cannot be written.
    pub fn claim(place: &Place, name: &str, scenario: &str) -> Result<Self, StoreError> {
        if let Some(out) = &place.out {
            place::refuse_containing(out, scenario)?;
            return Self::at(out, place.force).map_err(|error| unusable(out, error));
        }
        let runs = Path::new(place::RUNS);
        place::refuse_containing(runs, scenario)?;
        Self::new_in(runs, &place::clean(name))
    }

    /// The first free folder of `parent/name-1`, `parent/name-2`, …
    fn new_in(parent: &Path, name: &str) -> Result<Self, StoreError> {
        let mut number = 1_u64;
        loop {
            let target = parent.join(format!("{name}-{number}"));
            match Self::at(&target, false) {
                Ok(folder) if !target.exists() => return Ok(folder),
                Ok(_) | Err(StoreError::Busy(_) | StoreError::Occupied { .. }) => number += 1,
                Err(error) => return Err(error),
            }
        }
    }

    fn at(target: &Path, force: bool) -> Result<Self, StoreError> {
        refuse_foreign(target, force)?;
        let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
        let made = parent.filter(|parent| !parent.exists()).map(Path::to_owned);
        if let Some(parent) = &made {
            fs::create_dir_all(parent).map_err(StoreError::io(parent))?;
        }
        let draft = Draft::claim(target)?;
        let target = target.to_owned();
        let folder = Self { target, draft, made, force, manifest: None, published: false };
        // Somebody may have put a result there before it was claimed.
        refuse_foreign(&folder.target, force)?;
        Ok(folder)
    }

    /// Where the result is going to be.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Where a file of the result is while it is being written.
    pub fn path(&self, name: &str) -> PathBuf {
        self.draft.path().join(name)
    }

    /// A new file of the result.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn file(&self, name: &str) -> Result<BufWriter<File>, StoreError> {
        let path = self.path(name);
        File::create_new(&path).map(BufWriter::new).map_err(StoreError::io(&path))
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

    /// Writes the manifest, after all other files: it lists them under `files`.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn manifest(&mut self, name: &str, mut manifest: Value) -> Result<(), StoreError> {
        let mut files = self.draft.files()?;
        files.push(name.to_owned());
        files.sort();
        manifest["files"] = json!(files);
        self.text(name, &format!("{manifest:#}\n"))?;
        self.manifest = Some(name.to_owned());
        Ok(())
    }

    /// Puts the whole result in its place: in one step where nothing is there or nothing but an earlier
    /// result, which steps aside first; else file by file, the manifest last.
    ///
    /// # Errors
    /// If something else has come there meanwhile, or the files cannot be moved.
    pub fn publish(mut self) -> Result<PathBuf, StoreError> {
        refuse_foreign(&self.target, self.force)?;
        let there = names(&self.target).map_err(StoreError::io(&self.target))?;
        let ours = ours(&self.target).unwrap_or_default();
        if there.is_empty() {
            self.draft.become_folder(&self.target)?;
        } else if there.is_subset(&ours) {
            self.step_in()?;
        } else {
            self.replace(&there, &ours)?;
        }
        self.published = true;
        Ok(self.target.clone())
    }

    /// Takes the place of an earlier result; no moment is without either for long.
    fn step_in(&mut self) -> Result<(), StoreError> {
        let aside = beside(&self.target, "old");
        let left = names(&aside).map_err(StoreError::io(&aside))?;
        if !left.is_empty() && left.is_subset(&ours(&aside).unwrap_or_default()) {
            // A run that was killed at this point had stepped aside for one that is there now.
            fs::remove_dir_all(&aside).map_err(StoreError::io(&aside))?;
        }
        fs::rename(&self.target, &aside).map_err(StoreError::io(&self.target))?;
        if let Err(error) = self.draft.become_folder(&self.target) {
            fs::rename(&aside, &self.target).map_err(StoreError::io(&aside))?;
            return Err(error);
        }
        fs::remove_dir_all(&aside).map_err(StoreError::io(&aside))
    }

    /// Replaces what an earlier result has written; everything else stays. A file of somebody else that
    /// has the name of one of ours stays under another name.
    fn replace(&self, there: &BTreeSet<String>, ours: &BTreeSet<String>) -> Result<(), StoreError> {
        for name in there.intersection(ours) {
            let path = self.target.join(name);
            fs::remove_file(&path).map_err(StoreError::io(&path))?;
        }
        let mut files = self.draft.files()?;
        files.sort_by_key(|name| Some(name) == self.manifest.as_ref());
        for name in &files {
            let to = self.target.join(name);
            if to.exists() {
                let kept = self.target.join(format!("{name}.before-haven"));
                fs::rename(&to, &kept).map_err(StoreError::io(&kept))?;
            }
            fs::rename(self.path(name), &to).map_err(StoreError::io(&to))?;
        }
        Ok(())
    }
}

impl Drop for ResultFolder {
    fn drop(&mut self) {
        if let Some(parent) = self.made.take().filter(|_| !self.published) {
            self.draft.discard();
            // It stays if another run has begun there.
            let _ = fs::remove_dir(parent);
        }
    }
}

/// What is wrong with the place that was asked for, named as it was asked for: that of a draft in it says
/// nothing to who did. A disk that is full is nobody's mistake.
fn unusable(out: &Path, error: StoreError) -> StoreError {
    match error {
        StoreError::Io { source, .. } if source.kind() != io::ErrorKind::StorageFull => {
            StoreError::Unusable { path: out.to_owned(), source }
        }
        other => other,
    }
}

/// Refuses a target that holds something that is not ours to replace, or that can hold nothing.
fn refuse_foreign(target: &Path, force: bool) -> Result<(), StoreError> {
    let is_free = match names(target) {
        Ok(names) => names.is_empty(),
        Err(_) if target.is_file() => false,
        Err(error) => return Err(StoreError::io(target)(error)),
    };
    let is_run = !is_free && ours(target).is_some();
    let path = target.to_owned();
    if is_free || (is_run && force) { Ok(()) } else { Err(StoreError::Occupied { path, is_run }) }
}

/// Names in a folder; none if there is no folder.
fn names(folder: &Path) -> io::Result<BTreeSet<String>> {
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(error),
    };
    listed.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Scratch, manifest};

    fn at(target: &Path, force: bool) -> Result<ResultFolder, StoreError> {
        let place = Place { out: Some(target.to_owned()), force };
        ResultFolder::claim(&place, "unused", "first-steps")
    }

    fn write_run(target: &Path, text: &str, force: bool) -> Result<PathBuf, StoreError> {
        let mut folder = at(target, force)?;
        folder.text(&format!("{text}.txt"), text)?;
        folder.text("a.txt", text)?;
        folder.manifest("run.json", manifest())?;
        folder.publish()
    }

    #[test]
    fn a_result_appears_when_it_is_whole_and_not_before() {
        let scratch = Scratch::new("appears");
        let target = scratch.path("new/run");
        let folder = at(&target, false).unwrap();
        folder.file("a.txt").unwrap();
        assert!(!target.exists());
        drop(folder);
        assert_eq!(scratch.names(), [""; 0], "an abandoned draft is removed, and its parent");
        assert_eq!(write_run(&target, "first", false).unwrap(), target);
        assert_eq!(scratch.names(), ["new"]);
    }

    #[test]
    fn a_place_that_can_hold_nothing_is_refused_as_the_system_says() {
        let scratch = Scratch::new("unusable");
        fs::write(scratch.path("file"), "mine").unwrap();
        let refused = |target: PathBuf| {
            let error = at(&target, false).unwrap_err();
            assert!(error.is_bad_input(), "{error}");
            error.to_string()
        };
        assert!(refused(scratch.path("file")).ends_with("it is no result of Haven"));
        for name in ["file/inside".to_owned(), "long".repeat(100)] {
            let target = scratch.path(&name);
            let start = format!("the result cannot lie in `{}`: ", target.display());
            let told = refused(target);
            assert!(told.starts_with(&start) && told.contains("os error"), "{told}");
        }
        assert_eq!(scratch.names(), ["file"]);
    }

    #[test]
    fn an_earlier_run_is_replaced_by_force_alone_and_nothing_of_it_is_left() {
        let scratch = Scratch::new("replaced");
        let target = scratch.path("run");
        write_run(&target, "first", false).unwrap();
        let refused = write_run(&target, "second", false).unwrap_err().to_string();
        assert!(refused.contains("--force"), "{refused}");
        write_run(&target, "second", true).unwrap();
        assert_eq!(fs::read_to_string(target.join("a.txt")).unwrap(), "second");
        let left: Vec<String> = names(&target).unwrap().into_iter().collect();
        assert_eq!(left, ["a.txt", "run.json", "second.txt"]);
        assert_eq!(scratch.names(), ["run"]);
    }

    #[test]
    fn everything_that_is_not_ours_survives_force() {
        let scratch = Scratch::new("force");
        let target = scratch.path("run");
        write_run(&target, "first", false).unwrap();
        fs::create_dir(target.join("scenario")).unwrap();
        for name in ["notes.md", "second.txt", "scenario/places.csv", ".hidden"] {
            fs::write(target.join(name), "mine").unwrap();
        }
        write_run(&target, "second", true).unwrap();
        for name in ["notes.md", "second.txt.before-haven", "scenario/places.csv", ".hidden"] {
            assert_eq!(fs::read_to_string(target.join(name)).unwrap(), "mine", "{name}");
        }
        assert_eq!(fs::read_to_string(target.join("second.txt")).unwrap(), "second");
        assert!(!target.join("first.txt").exists());
        assert_eq!(scratch.names(), ["run"]);
    }

    #[test]
    fn a_folder_that_is_no_run_is_never_overwritten() {
        let scratch = Scratch::new("foreign");
        fs::write(scratch.path("thesis.txt"), "two years of work").unwrap();
        for target in [scratch.0.clone(), scratch.path("thesis.txt")] {
            let error = at(&target, true).unwrap_err();
            assert!(matches!(error, StoreError::Occupied { is_run: false, .. }), "{error}");
        }
        assert_eq!(scratch.names(), ["thesis.txt"]);
    }

    #[test]
    fn an_empty_folder_may_be_filled_by_one() {
        let scratch = Scratch::new("empty");
        let target = scratch.path("run");
        fs::create_dir(&target).unwrap();
        let first = at(&target, false).unwrap();
        assert!(matches!(at(&target, false), Err(StoreError::Busy(_))));
        drop(first);
        assert_eq!(write_run(&target, "x", false).unwrap(), target);
    }

    #[test]
    fn many_at_once_get_a_folder_each() {
        // Many times: which of them meets another half-way is luck.
        (0..30).for_each(|_| many_at_once());
    }

    fn many_at_once() {
        let scratch = Scratch::new("many");
        let claim = || ResultFolder::new_in(&scratch.0, "mali-7").unwrap();
        let folders: Vec<ResultFolder> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..8).map(|_| scope.spawn(claim)).collect();
            all.into_iter().map(|one| one.join().unwrap()).collect()
        });
        for folder in folders {
            folder.text("a.txt", "a").unwrap();
            folder.publish().unwrap();
        }
        let expected: Vec<String> = (1..=8).map(|number| format!("mali-7-{number}")).collect();
        assert_eq!(scratch.names(), expected);
    }
}
