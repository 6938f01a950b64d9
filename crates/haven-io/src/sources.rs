//! The files of a scenario's folder, as text that knows where it stands.

use crate::codes;
use crate::encoding::{decode, document};
use crate::problems::Problems;
use crate::regular;
use crate::separator::separator;
use crate::table::{self, Row};
use haven_core::problem::Spot;
use sha2::{Digest, Sha256};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// A file that was read, for the run's manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Path within the folder.
    pub name: String,
    /// Size in bytes.
    pub bytes: usize,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

/// A folder of small text files, on disk or in memory. Remembers what was read from it.
#[derive(Debug, Default)]
pub struct Folder {
    root: Option<PathBuf>,
    /// What it is called where it has no path.
    called: Option<String>,
    files: BTreeMap<String, Vec<u8>>,
    /// Other folders that stand for a part of this one, by the part's path.
    parts: BTreeMap<String, Folder>,
    read: RefCell<BTreeMap<String, Input>>,
}

impl Folder {
    /// The folder at this path.
    ///
    /// # Errors
    /// If the path is no folder that can be listed.
    pub fn open(path: &Path) -> io::Result<Self> {
        fs::read_dir(path)?;
        Ok(Self { root: Some(path.to_owned()), ..Self::default() })
    }

    /// A folder that exists in memory only: contents by path, parts separated by `/`.
    pub fn in_memory(files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { files, ..Self::default() }
    }

    /// Adds a file from elsewhere under a name of its own (or in place of the one on disk).
    pub fn add(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        self.files.insert(name.into(), bytes);
    }

    /// Lets another folder stand for a part of this one, whatever this one has there.
    pub fn put(&mut self, part: impl Into<String>, other: Folder) {
        self.parts.insert(part.into(), other);
    }

    /// Calls a folder that has no path by this name.
    pub fn call(&mut self, name: impl Into<String>) {
        self.called = Some(name.into());
    }

    /// What the folder is called: its name on disk, or the one that it was given.
    pub fn title(&self) -> String {
        let name = self.root.as_ref().and_then(|root| root.canonicalize().ok());
        let name = name.as_ref().and_then(|root| root.file_name());
        let name = name.map(|name| name.to_string_lossy().into_owned());
        name.or_else(|| self.called.clone()).unwrap_or_else(|| "scenario".to_owned())
    }

    /// Whether there is anything of this name: a folder, a pipe or a link to nowhere in place of a file is found
    /// when it is read.
    pub fn has(&self, name: &str) -> bool {
        if let Some((other, rest)) = self.elsewhere(name) {
            return other.has(rest);
        }
        self.files.contains_key(name)
            || self.on_disk(name).is_some_and(|path| path.symlink_metadata().is_ok())
    }

    /// Sorted names of the files directly in a part of the folder (`""`: the folder itself).
    pub fn names(&self, part: &str) -> Vec<String> {
        if let Some((other, rest)) = self.elsewhere(part) {
            return other.names(rest);
        }
        let inside = |name: &String| match (part, name.rsplit_once('/')) {
            ("", None) => Some(name.clone()),
            (_, Some((parent, file))) if parent == part => Some(file.to_owned()),
            _ => None,
        };
        let mut names: Vec<String> = self.files.keys().filter_map(inside).collect();
        let listed = self.on_disk(part).and_then(|path| fs::read_dir(path).ok());
        let entries = listed.into_iter().flatten().flatten();
        names.extend(
            entries
                .filter(|entry| entry.path().is_file())
                .filter_map(|entry| entry.file_name().into_string().ok()),
        );
        names.sort();
        names.dedup();
        names
    }

    /// Sorted names of the folders directly in a part of the folder (`""`: the folder itself).
    pub fn folders(&self, part: &str) -> Vec<String> {
        if let Some((other, rest)) = self.elsewhere(part) {
            return other.folders(rest);
        }
        let inside = |path: &String| {
            let rest =
                if part.is_empty() { path } else { path.strip_prefix(part)?.strip_prefix('/')? };
            let (folder, _) = rest.split_once('/')?;
            Some(folder.to_owned()).filter(|folder| !folder.is_empty() && folder != "..")
        };
        let mut names: Vec<String> = self.files.keys().filter_map(inside).collect();
        let listed = self.on_disk(part).and_then(|path| fs::read_dir(path).ok());
        let entries = listed.into_iter().flatten().flatten();
        names.extend(
            entries
                .filter(|entry| entry.path().is_dir())
                .filter_map(|entry| entry.file_name().into_string().ok()),
        );
        names.sort();
        names.dedup();
        names
    }

    /// A file as text, if it can be read; whatever is odd about it is reported. That it is missing or
    /// empty is not: only the reader knows whether that matters.
    pub fn text(&self, name: &str, problems: &mut Problems) -> Option<SourceText> {
        if !self.has(name) {
            return None;
        }
        let bytes = match self.bytes(name) {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = format!("cannot be read: {error}");
                problems.push(codes::UNREADABLE_FILE.at(Spot::file(name), message));
                return None;
            }
        };
        let source = SourceText::of(name, &bytes, problems)?;
        let input = Input { name: name.to_owned(), bytes: bytes.len(), sha256: sha256(&bytes) };
        self.read.borrow_mut().insert(name.to_owned(), input);
        Some(source)
    }

    /// What has been read so far, in the order of names.
    pub fn inputs(&self) -> Vec<Input> {
        self.read.borrow().values().cloned().collect()
    }

    /// The folder that stands for the part in which a path lies, and the path within it.
    fn elsewhere<'n>(&self, path: &'n str) -> Option<(&Folder, &'n str)> {
        self.parts.iter().find_map(|(part, other)| match path.strip_prefix(part.as_str())? {
            "" => Some((other, "")),
            rest => Some((other, rest.strip_prefix('/')?)),
        })
    }

    fn bytes(&self, name: &str) -> io::Result<Vec<u8>> {
        if let Some((other, rest)) = self.elsewhere(name) {
            return other.bytes(rest);
        }
        if let Some(bytes) = self.files.get(name) {
            return Ok(bytes.clone());
        }
        let path = self.on_disk(name).ok_or(io::ErrorKind::NotFound)?;
        regular::read(&path)
    }

    /// Where a file of the folder would be; none if the name leads out of the folder.
    fn on_disk(&self, name: &str) -> Option<PathBuf> {
        let name = Path::new(name);
        let stays = name.components().all(|part| matches!(part, Component::Normal(_)));
        self.root.as_ref().filter(|_| stays).map(|root| root.join(name))
    }
}

/// A file's text, and its name for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// Path within the folder.
    pub name: String,
    /// The text, without a byte-order mark.
    pub text: String,
    /// Where lines begin, once somebody has asked.
    lines: OnceCell<Vec<usize>>,
}

impl SourceText {
    /// The text of a file of this name; none, which is reported, if it is no text. Trouble with its encoding
    /// is reported.
    pub fn of(name: &str, bytes: &[u8], problems: &mut Problems) -> Option<Self> {
        if let Some(kind) = document(bytes) {
            let message = format!("cannot be read: it is {kind}, not text");
            let advice = "save the table as CSV";
            problems.push(codes::UNREADABLE_FILE.at(Spot::file(name), message).hint(advice));
            return None;
        }
        Some(Self::new(name, decode(name, bytes, problems)))
    }

    /// A text of this name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), lines: OnceCell::new() }
    }

    /// Line and column, from 1, of a byte of the text. It is asked for every entry of a file, so lines are
    /// found once.
    pub fn line_and_column(&self, byte: usize) -> (usize, usize) {
        let lines = self.lines.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= byte);
        let before = self.text.get(lines[line - 1]..byte).unwrap_or_default();
        (line, before.chars().count() + 1)
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Its rows, read as comma-separated fields, or as fields with another separator, where there can be no
    /// doubt; that is reported, and so is a quote that nothing closes.
    pub fn rows(&self, problems: &mut Problems) -> Vec<Row<'_>> {
        let (separator, called) = separator(&self.text);
        if separator != ',' {
            let message =
                format!("cells are separated by {called}, not by commas; they are read so");
            problems.push(
                codes::OTHER_SEPARATOR
                    .at(self.whole(), message)
                    .hint("save the file as CSV with commas between the cells"),
            );
        }
        let (rows, unclosed) = table::split(&self.text, separator);
        if let Some(at) = unclosed {
            let message = "a quote is opened here that nothing closes";
            problems.push(
                codes::UNCLOSED_QUOTE
                    .at(self.at(at), message)
                    .hint("close it with \" at the end of the field, or remove it"),
            );
        }
        rows
    }

    /// A spot in this file, from line and column.
    pub fn at(&self, (line, column): (usize, usize)) -> Spot {
        Spot::at(self.name.clone(), line, column)
    }

    /// This file as a whole.
    pub fn whole(&self) -> Spot {
        Spot::file(self.name.clone())
    }
}

/// The SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|d| char::from_digit(d.into(), 16));
    Sha256::digest(bytes).iter().flat_map(digits).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_there_and_cannot_be_read() {
        let root = std::env::temp_dir().join(format!("haven-sources-{}", std::process::id()));
        fs::create_dir_all(root.join("folder.csv")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink("nowhere", root.join("link.csv")).unwrap();
        let (folder, mut problems) = (Folder::open(&root).unwrap(), Problems::default());
        let names = if cfg!(unix) { &["folder.csv", "link.csv"][..] } else { &["folder.csv"] };
        for name in names {
            assert!(folder.has(name) && folder.text(name, &mut problems).is_none(), "{name}");
        }
        assert!(!folder.has("none.csv") && folder.text("none.csv", &mut problems).is_none());
        fs::remove_dir_all(&root).unwrap();
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, vec!["unreadable-file"; names.len()]);
    }

    #[test]
    fn a_byte_has_a_line_and_a_column_of_letters() {
        let source = SourceText::new("a", "ab\n\nčd\r\ne");
        let spots = [0, 1, 2, 3, 4, 6, 9, 10].map(|byte| source.line_and_column(byte));
        assert_eq!(spots, [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2), (4, 1), (4, 2)]);
    }

    #[test]
    fn a_name_cannot_lead_out_of_the_folder() {
        let folder = Folder::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(folder.has("Cargo.toml"));
        assert!(!folder.has("../haven-io/Cargo.toml"));
        assert!(folder.names("").contains(&"Cargo.toml".to_owned()));
    }

    #[test]
    fn another_folder_stands_for_a_part_and_folders_are_listed() {
        let mut folder = Folder::in_memory(
            [("a/b.csv".into(), Vec::new()), ("c/d/e.csv".into(), Vec::new())].into(),
        );
        assert_eq!(
            (folder.folders(""), folder.folders("c")),
            (vec!["a".into(), "c".into()], vec!["d".into()])
        );
        folder.put("a", Folder::in_memory([("f.csv".into(), b"x".to_vec())].into()));
        assert_eq!(folder.names("a"), ["f.csv"]);
        assert!(folder.has("a/f.csv") && !folder.has("a/b.csv") && !folder.has("af.csv"));
        assert_eq!(folder.text("a/f.csv", &mut Problems::default()).unwrap().text, "x");
        assert_eq!(folder.inputs()[0].name, "a/f.csv");
        let disk = Folder::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert_eq!(disk.folders(""), ["src", "tests"]);
    }

    #[test]
    fn what_was_read_is_known_by_its_hash() {
        let folder = Folder::in_memory([("a/b.csv".to_owned(), b"abc".to_vec())].into());
        assert_eq!(folder.names("a"), ["b.csv"]);
        folder.text("a/b.csv", &mut Problems::default());
        let start = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(folder.inputs()[0].sha256, start);
    }

    #[test]
    fn a_folder_is_called_by_its_path_or_the_name_that_it_was_given() {
        let mut folder = Folder::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        folder.call("other");
        assert_eq!(folder.title(), "haven-io");
        let mut folder = Folder::default();
        assert_eq!(folder.title(), "scenario");
        folder.call("mine");
        assert_eq!(folder.title(), "mine");
    }
}
