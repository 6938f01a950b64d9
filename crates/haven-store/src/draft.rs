//! A draft: the folder in which a result is written, beside its place. Whoever makes it has claimed the
//! place. It is locked as long as its owner lives, so that the next run can tell a draft at work from one
//! that was left behind.

use crate::error::StoreError;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The locked file in a draft.
const LOCK: &str = ".lock";
/// A draft without a lock that is older has lost its owner between making and locking it.
const LOCKED_WITHIN: Duration = Duration::from_secs(30);
/// How often a claim is tried: each time another run had left a draft.
const TRIES: u32 = 8;

/// A draft of ours. Dropped, it is gone.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    /// Held until the end; the operating system frees it when the process is gone.
    _lock: File,
    moved: bool,
}

impl Draft {
    /// Claims a place, whose parent is there: makes the draft of that name, which only one run can do. A
    /// draft whose owner is gone is swept first.
    ///
    /// # Errors
    /// If another run has claimed it, or it cannot be written.
    pub fn claim(target: &Path) -> Result<Self, StoreError> {
        let path = beside(target, "draft");
        for _ in 0..TRIES {
            match fs::create_dir(&path) {
                Ok(()) => return Self::lock(path),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && is_left(&path) => {
                    fs::remove_dir_all(&path).map_err(StoreError::io(&path))?;
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => break,
                Err(error) => return Err(StoreError::io(&path)(error)),
            }
        }
        Err(StoreError::Busy(target.to_owned()))
    }

    fn lock(path: PathBuf) -> Result<Self, StoreError> {
        let file = path.join(LOCK);
        let lock = File::create_new(&file).map_err(StoreError::io(&file))?;
        // Where files cannot be locked a draft that is left behind has to be removed by hand.
        let _ = lock.try_lock();
        Ok(Self { path, _lock: lock, moved: false })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Names of its files, sorted.
    ///
    /// # Errors
    /// If it cannot be listed.
    pub fn files(&self) -> Result<Vec<String>, StoreError> {
        let listed = fs::read_dir(&self.path).map_err(StoreError::io(&self.path))?;
        let names = listed.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name != LOCK).collect();
        names.sort();
        Ok(names)
    }

    /// Moves it to its place, where nothing is or an empty folder.
    ///
    /// # Errors
    /// If something is there, or it cannot be moved.
    pub fn become_folder(&mut self, target: &Path) -> Result<(), StoreError> {
        let lock = self.path.join(LOCK);
        fs::remove_file(&lock).map_err(StoreError::io(&lock))?;
        match fs::remove_dir(target) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(StoreError::io(target)(error));
            }
            _ => {}
        }
        fs::rename(&self.path, target).map_err(StoreError::io(target))?;
        self.moved = true;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.moved {
            // Nothing can be done about a draft that cannot be removed; its name says what it is.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Whether a draft's owner is gone.
fn is_left(draft: &Path) -> bool {
    match File::open(draft.join(LOCK)).map(|file| file.try_lock()) {
        Ok(Ok(())) => true,
        Ok(Err(TryLockError::WouldBlock | TryLockError::Error(_))) => false,
        Err(error) => error.kind() == ErrorKind::NotFound && is_old(draft).unwrap_or(false),
    }
}

fn is_old(draft: &Path) -> io::Result<bool> {
    let age = fs::metadata(draft)?.modified()?.elapsed().unwrap_or_default();
    Ok(age > LOCKED_WITHIN)
}

/// A hidden neighbour of a place.
pub fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{what}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Scratch;

    #[test]
    fn a_place_is_claimed_once() {
        let scratch = Scratch::new("claim");
        let target = scratch.path("run");
        let first = Draft::claim(&target).unwrap();
        assert!(matches!(Draft::claim(&target), Err(StoreError::Busy(_))));
        drop(first);
        assert_eq!(scratch.names(), [""; 0]);
        Draft::claim(&target).unwrap();
    }

    #[test]
    fn a_draft_whose_owner_is_gone_is_swept() {
        let scratch = Scratch::new("swept");
        let target = scratch.path("run");
        let left = beside(&target, "draft");
        fs::create_dir(&left).unwrap();
        fs::write(left.join("members.parquet"), "half").unwrap();
        assert!(matches!(Draft::claim(&target), Err(StoreError::Busy(_))), "it may be locked yet");
        fs::write(left.join(LOCK), "").unwrap();
        let draft = Draft::claim(&target).unwrap();
        assert_eq!(draft.files().unwrap(), [""; 0], "nothing of it is adopted");
    }

    #[test]
    fn what_is_in_the_way_stays() {
        let scratch = Scratch::new("way");
        let target = scratch.path("run");
        let mut draft = Draft::claim(&target).unwrap();
        fs::create_dir(&target).unwrap();
        fs::write(target.join("thesis.txt"), "two years of work").unwrap();
        assert!(draft.become_folder(&target).is_err());
        assert!(target.join("thesis.txt").is_file());
    }
}
