//! A draft: the folder in which a result is written, beside its place. Whoever makes it has claimed the
//! place. It is locked as long as its owner lives, so that the next run can tell a draft at work from one
//! that was left behind.

use crate::error::StoreError;
use std::fs::{self, File, TryLockError};
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
    /// Whether it has become the result, or was removed.
    is_gone: bool,
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
        sweep_unclaimed(target)?;
        for _ in 0..TRIES {
            let Some(mut draft) = Self::locked(target)? else { continue };
            match fs::rename(&draft.path, &path) {
                Ok(()) => {
                    draft.path = path;
                    return Ok(draft);
                }
                Err(error) if is_taken(&error) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(StoreError::io(&path)(error)),
            }
            if !sweep(&path, target)? {
                break;
            }
        }
        Err(StoreError::Busy(target.to_owned()))
    }

    /// A draft under a name of its own, held by us; none if another run took it for one that was left behind
    /// before it was locked: that run holds it and sweeps it, so it must not be used.
    fn locked(target: &Path) -> Result<Option<Self>, StoreError> {
        let path = unclaimed(target);
        fs::create_dir(&path).map_err(StoreError::io(&path))?;
        let file = path.join(LOCK);
        let lock = match File::create_new(&file) {
            Ok(lock) => lock,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::io(&file)(error)),
        };
        // Where files cannot be locked a draft that is left behind has to be removed by hand.
        let is_ours =
            !matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) && is_in(&lock, &path);
        let draft = Self { path, _lock: lock, is_gone: false };
        Ok(is_ours.then_some(draft))
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
        self.is_gone = true;
        Ok(())
    }

    /// Removes it, once: from then on another run's draft may be in its place.
    pub fn discard(&mut self) {
        if !self.is_gone {
            // Nothing can be done about a draft that cannot be removed; its name says what it is.
            let _ = fs::remove_dir_all(&self.path);
            self.is_gone = true;
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        self.discard();
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

/// Sweeps what runs left that were killed before they claimed this place: drafts that nobody holds, and empty
/// ones. They are held until they are gone, so that a run that is just about to lock its own finds it taken
/// and makes another; names are never used again.
fn sweep_unclaimed(target: &Path) -> Result<(), StoreError> {
    let prefix = beside(target, "draft-");
    let (Some(parent), Some(prefix)) = (prefix.parent(), prefix.file_name()) else { return Ok(()) };
    let prefix = prefix.to_string_lossy();
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    for entry in fs::read_dir(parent).map_err(StoreError::io(parent))?.flatten() {
        if !entry.file_name().to_string_lossy().starts_with(&*prefix) {
            continue;
        }
        let draft = entry.path();
        match File::open(draft.join(LOCK)) {
            Ok(lock) if lock.try_lock().is_ok() => {
                // Another run may sweep it as well.
                let _ = fs::remove_dir_all(&draft);
            }
            _ => {
                let _ = fs::remove_dir(&draft);
            }
        }
    }
    Ok(())
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
        Ok(()) => match fs::remove_dir_all(&aside) {
            // Another run has swept it from there.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            removed => removed.map_err(StoreError::io(&aside))?,
        },
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
    fn what_was_left_before_the_claim_is_swept_and_what_is_held_or_of_another_place_stays() {
        let scratch = Scratch::new("unclaimed");
        let target = scratch.path("run");
        let left = |name: &str, has_lock: bool| {
            fs::create_dir(scratch.path(name)).unwrap();
            if has_lock {
                fs::write(scratch.path(name).join(LOCK), "").unwrap();
            }
        };
        left(".run.draft-1-0-1", true);
        left(".run.draft-2-0-1", false);
        left(".run2.draft-3-0-1", true);
        left(".run.draft-4-0-1", true);
        let held = File::open(scratch.path(".run.draft-4-0-1").join(LOCK)).unwrap();
        held.try_lock().unwrap();
        left(".run.draft-5-0-1", false);
        fs::write(scratch.path(".run.draft-5-0-1/notes.txt"), "an earlier result").unwrap();
        drop(Draft::claim(&target).unwrap());
        let names = [".run.draft-4-0-1", ".run.draft-5-0-1", ".run2.draft-3-0-1"];
        assert_eq!(scratch.names(), names);
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
