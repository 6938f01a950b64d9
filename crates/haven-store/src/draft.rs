//! A draft: the folder in which a result is written, beside its place. Whoever makes it has claimed the
//! place. It is locked as long as its owner lives, so that the next run can tell a draft at work from one
//! that was left behind.

use crate::error::StoreError;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The locked file in a draft.
const LOCK: &str = ".lock";
/// A draft without a lock that is older is none that is being published.
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
    /// Claims a place, whose parent is there: the draft is made and locked under a name of its own, and only
    /// one run can rename it to that of the place. So no draft is ever seen there without its lock. One whose
    /// owner is gone is swept first.
    ///
    /// # Errors
    /// If another run has claimed it, or it cannot be written.
    pub fn claim(target: &Path) -> Result<Self, StoreError> {
        let path = beside(target, "draft");
        for _ in 0..TRIES {
            let mut draft = Self::locked(target)?;
            match fs::rename(&draft.path, &path) {
                Ok(()) => {
                    draft.path = path;
                    return Ok(draft);
                }
                Err(error) if is_taken(&error) => {}
                Err(error) => return Err(StoreError::io(&path)(error)),
            }
            if !sweep(&path, target)? {
                break;
            }
        }
        Err(StoreError::Busy(target.to_owned()))
    }

    fn locked(target: &Path) -> Result<Self, StoreError> {
        let path = unclaimed(target);
        fs::create_dir(&path).map_err(StoreError::io(&path))?;
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

/// Whether something is where a draft was to be renamed to.
fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::DirectoryNotEmpty)
}

/// A name that no other run has, for what is not yet or no longer at a place.
fn unclaimed(target: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    beside(target, &format!("draft-{}-{count}-{now}", std::process::id()))
}

/// Sweeps a draft whose owner is gone. Whether its place is worth another try. Who sweeps holds the lock of
/// what is swept, so that two who do it at once cannot take the next one's draft for it.
fn sweep(draft: &Path, target: &Path) -> Result<bool, StoreError> {
    let lock = File::open(draft.join(LOCK));
    let is_left = match &lock {
        Ok(lock) => lock.try_lock().is_ok() && is_in(lock, draft),
        Err(error) => error.kind() == ErrorKind::NotFound && is_old(draft).unwrap_or(false),
    };
    if !is_left {
        return Ok(!draft.exists());
    }
    let aside = unclaimed(target);
    match fs::rename(draft, &aside) {
        Ok(()) => fs::remove_dir_all(&aside).map_err(StoreError::io(&aside))?,
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(StoreError::io(draft)(error)),
    }
    Ok(true)
}

/// Whether this lock is still the one in the draft, and not of one that was there before.
#[cfg(unix)]
fn is_in(lock: &File, draft: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let there = fs::metadata(draft.join(LOCK));
    matches!((lock.metadata(), there), (Ok(ours), Ok(there)) if ours.ino() == there.ino())
}

/// The same where a folder with an open file in it cannot be moved away.
#[cfg(not(unix))]
fn is_in(_: &File, _: &Path) -> bool {
    true
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
