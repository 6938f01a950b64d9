//! The text files of the checkout.

use crate::shell::{self, Failure};
use std::path::PathBuf;

/// A text file.
pub struct File {
    /// Path from the root, with `/`.
    pub path: String,
    /// Contents.
    pub text: String,
}

impl File {
    /// Whether the name ends in one of these, after a dot.
    pub fn is(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(&format!(".{ending}")))
    }
}

/// Every text file that is, or could be, committed.
pub struct Tree {
    /// Root of the checkout.
    pub root: PathBuf,
    /// The files; those that are not UTF-8 (bad inputs of tests) are left out.
    pub files: Vec<File>,
}

impl Tree {
    /// Reads what git knows or would add.
    pub fn read() -> Result<Self, Failure> {
        let root = shell::root();
        let mut git = shell::program("git");
        let listed = shell::output(git.args(["ls-files", "-co", "--exclude-standard"]))?;
        let file = |path: &str| {
            let text = std::fs::read_to_string(root.join(path)).ok()?;
            Some(File { path: path.to_owned(), text })
        };
        let files = listed.lines().filter_map(file).collect();
        Ok(Self { root, files })
    }

    /// The text of one file; empty if it does not exist, which its own rule complains about.
    pub fn text(&self, path: &str) -> &str {
        self.files.iter().find(|file| file.path == path).map_or("", |file| &file.text)
    }

    /// Files with one of these endings.
    pub fn with_ending<'a>(&'a self, endings: &'a [&str]) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.is(endings))
    }
}
