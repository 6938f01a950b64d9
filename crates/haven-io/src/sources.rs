//! The files of a scenario's folder, as text that knows where it stands.
//!
//! Encoding trouble is dealt with here, once: a byte-order mark is dropped, bytes that are not UTF-8
//! are reported and read as Latin-1 so that the rest can still be checked.

use crate::codes;
use crate::problems::Problems;
use crate::regular;
use crate::separator::separator;
use crate::table::{self, Row};
use haven_core::problem::Spot;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
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

    /// Whether there is a file of this name.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name) || self.on_disk(name).is_some_and(|path| path.is_file())
    }

    /// Sorted names of the files directly in a part of the folder (`""`: the folder itself).
    pub fn names(&self, part: &str) -> Vec<String> {
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
        let input = Input { name: name.to_owned(), bytes: bytes.len(), sha256: sha256(&bytes) };
        self.read.borrow_mut().insert(name.to_owned(), input);
        Some(SourceText { name: name.to_owned(), text: decode(name, &bytes, problems) })
    }

    /// What has been read so far, in the order of names.
    pub fn inputs(&self) -> Vec<Input> {
        self.read.borrow().values().cloned().collect()
    }

    fn bytes(&self, name: &str) -> io::Result<Vec<u8>> {
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
}

impl SourceText {
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

fn decode(name: &str, bytes: &[u8], problems: &mut Problems) -> String {
    let Some(text) = utf16(bytes) else {
        return utf8_or_latin1(name, bytes, problems);
    };
    let message = "the file is in UTF-16; tables and settings are read as UTF-8";
    let advice = "save it as \"CSV UTF-8\" (in a spreadsheet) or as UTF-8 (in an editor)";
    problems.push(codes::NOT_UTF_8.at(Spot::file(name), message).hint(advice));
    text
}

fn utf16(bytes: &[u8]) -> Option<String> {
    let (mark, rest) = bytes.split_first_chunk::<2>()?;
    let pairs = rest.chunks_exact(2);
    let units: Vec<u16> = match mark {
        [0xff, 0xfe] => pairs.map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect(),
        [0xfe, 0xff] => pairs.map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
        _ => return None,
    };
    Some(String::from_utf16_lossy(&units))
}

fn utf8_or_latin1(name: &str, bytes: &[u8], problems: &mut Problems) -> String {
    let bytes = if let Some(rest) = bytes.strip_prefix("\u{feff}".as_bytes()) {
        let message =
            "the file starts with a byte-order mark; it is skipped here, Flee stumbles on it";
        problems.push(
            codes::BYTE_ORDER_MARK
                .at(Spot::at(name, 1, 1), message)
                .hint("save the file as UTF-8 without BOM"),
        );
        rest
    } else {
        bytes
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let bad = error.valid_up_to();
            let before = String::from_utf8_lossy(&bytes[..bad]);
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            let letter = char::from(bytes[bad]);
            let message =
                format!("byte 0x{:02X} is not UTF-8; in Latin-1 it is `{letter}`", bytes[bad]);
            problems.push(
                codes::NOT_UTF_8
                    .at(Spot::at(name, line, column), message)
                    .hint("save the file as UTF-8"),
            );
            bytes.iter().copied().map(char::from).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Vec<String>) {
        let mut problems = Problems::default();
        let folder = Folder::in_memory([("a.csv".to_owned(), bytes.to_vec())].into());
        let text = folder.text("a.csv", &mut problems).unwrap().text;
        (text, problems.into_vec().iter().map(|p| format!("{} {}", p.at, p.code)).collect())
    }

    #[test]
    fn a_byte_order_mark_is_dropped_and_reported() {
        let (text, problems) = decoded(b"\xef\xbb\xbfname\n");
        assert_eq!(
            (text.as_str(), problems.concat().as_str()),
            ("name\n", "a.csv:1:1 byte-order-mark")
        );
    }

    #[test]
    fn latin_1_is_reported_where_it_starts_and_read() {
        let (text, problems) = decoded(b"a\nMe\xefn,S\xe9gou\n");
        assert_eq!(
            (text.as_str(), problems.concat().as_str()),
            ("a\nMeïn,Ségou\n", "a.csv:2:3 not-utf-8")
        );
    }

    #[test]
    fn utf_16_is_reported_and_read() {
        let (text, problems) = decoded(b"\xff\xfea\0b\0");
        assert_eq!((text.as_str(), problems.concat().as_str()), ("ab", "a.csv not-utf-8"));
    }

    #[test]
    fn a_name_cannot_lead_out_of_the_folder() {
        let folder = Folder::open(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(folder.has("Cargo.toml"));
        assert!(!folder.has("../haven-io/Cargo.toml"));
        assert!(folder.names("").contains(&"Cargo.toml".to_owned()));
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
