//! The folder of mistakes, `bad/`: good folders, and one mistake a file.
//!
//! A case says what to change in the good folder (`file`, `replace`, `with`; or `write` and `with`; or
//! `remove`) and, after `expect:`, every problem as it is to be reported. In texts `\n`, `\t`, `\0`,
//! `\\` and `\xHH` stand for bytes. Other crates include this file by its path.

#![allow(dead_code, reason = "each test that includes this file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One mistake.
pub struct Case {
    /// File of the case.
    pub path: PathBuf,
    /// The case as written, up to and with the line `expect:`.
    pub head: String,
    /// What is to be reported.
    pub expected: String,
    /// The broken folder: contents by path.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Case {
    /// Name of the case.
    pub fn name(&self) -> String {
        self.path.file_stem().unwrap().to_string_lossy().into_owned()
    }
}

/// The folder `bad/` of the checkout.
pub fn bad() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bad")
}

/// The scenario of the tutorial: contents by path.
pub fn first_steps() -> BTreeMap<String, Vec<u8>> {
    contents(&bad().join("../crates/haven/scenarios/first-steps"))
}

/// The good folder of a crisis: contents by path.
pub fn good_crisis() -> BTreeMap<String, Vec<u8>> {
    contents(&bad().join("crisis/good"))
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let named = |path: PathBuf| {
        (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap())
    };
    entries.map(named).collect()
}

/// The good Flee folder: contents by path.
pub fn good() -> BTreeMap<String, Vec<u8>> {
    let root = bad().join("good");
    let mut files = BTreeMap::new();
    for part in ["", "input_csv", "source_data"] {
        for entry in root.join(part).read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

/// All mistakes in Flee folders, by name: each is an error.
pub fn all() -> Vec<Case> {
    all_in("cases", &good())
}

/// All oddities of Flee folders, by name: each is worth a warning and no more.
pub fn oddities() -> Vec<Case> {
    all_in("odd", &good())
}

/// All cases in a part of `bad/`, by name, each a change of these good files.
pub fn all_in(part: &str, good: &BTreeMap<String, Vec<u8>>) -> Vec<Case> {
    let entries = bad().join(part).read_dir().unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| read(path, good.clone())).collect()
}

fn read(path: PathBuf, mut files: BTreeMap<String, Vec<u8>>) -> Case {
    let text = fs::read_to_string(&path).unwrap();
    let (head, expected) = text.split_once("\nexpect:\n").unwrap();
    let (mut file, mut old) = (String::new(), None);
    for line in head.lines() {
        let Some((key, value)) = line.split_once(": ") else { continue };
        match key {
            "remove" => {
                files.remove(value).expect("the file to remove is in the good folder");
            }
            "file" | "write" => (file, old) = (value.to_owned(), None),
            "replace" => old = Some(bytes(value)),
            "with" => {
                let new = bytes(value);
                let content = match &old {
                    Some(old) => replaced(&files[&file], old, &new),
                    None => new,
                };
                files.insert(file.clone(), content);
            }
            _ => {}
        }
    }
    Case { head: format!("{head}\nexpect:\n"), expected: expected.to_owned(), path, files }
}

fn replaced(content: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let at = content.windows(old.len()).position(|window| window == old);
    let at = at.unwrap_or_else(|| panic!("{:?} is not in the file", String::from_utf8_lossy(old)));
    [&content[..at], new, &content[at + old.len()..]].concat()
}

fn bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, if letter == '\\' { letters.next() } else { None }) {
            (_, Some('n')) => bytes.push(b'\n'),
            (_, Some('t')) => bytes.push(b'\t'),
            (_, Some('0')) => bytes.push(0),
            (_, Some('x')) => {
                let digits: String = letters.by_ref().take(2).collect();
                bytes.push(u8::from_str_radix(&digits, 16).unwrap());
            }
            (_, Some(other)) => bytes.extend(other.to_string().bytes()),
            (letter, None) => bytes.extend(letter.to_string().bytes()),
        }
    }
    bytes
}
