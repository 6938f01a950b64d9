//! A scenario's folder in a zip archive, as files in memory: nothing of it is written anywhere.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use thiserror::Error;
use zip::ZipArchive;
use zip::result::ZipError;

/// Archives whose files are larger together are refused: no scenario is that large, and a small archive can
/// hold files without end.
const LARGEST_BYTES: u64 = 1 << 28;

/// Folders that Flee's format has inside a scenario. Others that hold everything else only wrap it.
const PARTS: [&str; 2] = ["input_csv", "source_data"];

/// What systems put into archives that nobody packed.
const LITTER: [&str; 3] = ["__MACOSX/", ".DS_Store", "Thumbs.db"];

/// By what documents of office programs are known.
const DOCUMENTS: [&str; 2] = ["[Content_Types].xml", "META-INF/manifest.xml"];

/// Why nothing can be read from an archive.
#[derive(Debug, Error)]
pub enum BadArchive {
    /// It is none, is damaged, or is packed in a way that is not read.
    #[error("it is no zip archive that can be read: {0}")]
    Unreadable(#[from] ZipError),
    /// A file in it is damaged.
    #[error("`{name}` in it cannot be unpacked: {source}")]
    Damaged {
        /// Which file.
        name: String,
        /// How it failed.
        source: std::io::Error,
    },
    /// A file in it would be outside the folder.
    #[error("`{0}` in it would stand outside its folder")]
    Outside(String),
    /// Two files in it have one name.
    #[error("`{0}` is in it twice")]
    Twice(String),
    /// Its files are larger than a scenario's.
    #[error("its files are larger than {} MB, which is more than a scenario needs", LARGEST_BYTES >> 20)]
    TooLarge,
    /// It is a document of an office program, which is an archive as well.
    #[error("it is a spreadsheet or another document: save each of its tables as CSV, in a folder")]
    Document,
    /// It holds no files.
    #[error("there are no files in it")]
    Empty,
}

/// Whether bytes begin as a zip archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files of an archive: contents by path, parts separated by `/`. A folder around everything is left
/// off: archives of a folder usually have its name on top.
///
/// # Errors
/// If it cannot be read to its end, or holds what is no folder of a scenario's size.
pub fn files(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, BadArchive> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut files = BTreeMap::new();
    let mut room = LARGEST_BYTES;
    for index in 0..archive.len() {
        let file = archive.by_index(index)?;
        let name = file.name()?.replace('\\', "/");
        if file.is_dir() || LITTER.iter().any(|litter| name.contains(litter)) {
            continue;
        }
        if file.enclosed_name().is_none() || name.split('/').any(|part| part == "..") {
            return Err(BadArchive::Outside(name));
        }
        let content = unpack(file, room).map_err(|source| damaged(&name, source))?;
        room = room.checked_sub(content.len() as u64).ok_or(BadArchive::TooLarge)?;
        if files.insert(name.clone(), content).is_some() {
            return Err(BadArchive::Twice(name));
        }
    }
    if files.is_empty() {
        return Err(BadArchive::Empty);
    }
    if DOCUMENTS.iter().any(|part| files.contains_key(*part)) {
        return Err(BadArchive::Document);
    }
    while let Some(wrapped) = without_wrapper(&files) {
        files = wrapped;
    }
    Ok(files)
}

/// What a file holds, up to one byte more than there is room for: the size that an archive states may be wrong.
fn unpack(file: impl Read, room: u64) -> std::io::Result<Vec<u8>> {
    let mut content = Vec::new();
    file.take(room + 1).read_to_end(&mut content)?;
    Ok(content)
}

fn damaged(name: &str, source: std::io::Error) -> BadArchive {
    BadArchive::Damaged { name: name.to_owned(), source }
}

/// The files without the folder that holds all of them, if there is one and it is no part of a scenario.
fn without_wrapper(files: &BTreeMap<String, Vec<u8>>) -> Option<BTreeMap<String, Vec<u8>>> {
    let (wrapper, _) = files.keys().next()?.split_once('/')?;
    if PARTS.contains(&wrapper) {
        return None;
    }
    let inside = |(name, content): (&String, &Vec<u8>)| {
        let rest = name.strip_prefix(wrapper)?.strip_prefix('/')?;
        Some((rest.to_owned(), content.clone()))
    };
    files.iter().map(inside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// An archive of files, each with its own name as its content.
    fn archive(names: &[&str]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(name.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn names(packed: &[&str]) -> Vec<String> {
        files(&archive(packed)).unwrap().into_keys().collect()
    }

    fn refused(bytes: &[u8]) -> String {
        files(bytes).unwrap_err().to_string()
    }

    #[test]
    fn files_are_read_with_their_paths() {
        let all = files(&archive(&["scenario.toml", "input_csv/a.csv"])).unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(all["input_csv/a.csv"], b"input_csv/a.csv");
        assert!(is_archive(&archive(&[])) && is_archive(&archive(&["a"])));
        assert!(!is_archive(b"PK and more text"));
    }

    #[test]
    fn folders_around_everything_are_left_off_and_parts_of_a_scenario_are_not() {
        let wrapped = ["main/mine/scenario.toml", "main/mine/a/b.csv", "__MACOSX/main/._x"];
        assert_eq!(names(&wrapped), ["a/b.csv", "scenario.toml"]);
        assert_eq!(names(&["main/a.csv", "notes.txt"]), ["main/a.csv", "notes.txt"]);
        assert_eq!(names(&["main/a.csv", "mainly/b.csv"]), ["main/a.csv", "mainly/b.csv"]);
        let flee = ["input_csv/closures.csv", "input_csv/routes.csv"];
        assert_eq!(names(&flee), flee);
        assert_eq!(names(&["x/input_csv/routes.csv"]), ["input_csv/routes.csv"]);
    }

    #[test]
    fn what_is_no_archive_or_damaged_says_so() {
        assert!(refused(b"PK\x03\x04 and nothing").starts_with("it is no zip archive"));
        let mut bytes = archive(&["a.csv"]);
        // The content stands behind a header of 30 bytes and the name.
        bytes[30 + 5] ^= 0xff;
        assert!(
            refused(&bytes).starts_with("`a.csv` in it cannot be unpacked"),
            "{}",
            refused(&bytes)
        );
        assert_eq!(refused(&archive(&[])), "there are no files in it");
        assert_eq!(refused(&archive(&["__MACOSX/a"])), "there are no files in it");
        let sheet = refused(&archive(&["[Content_Types].xml", "xl/workbook.xml"]));
        assert!(sheet.starts_with("it is a spreadsheet"), "{sheet}");
    }

    #[test]
    fn nothing_stands_outside_the_folder() {
        for name in ["../a.csv", "a/../../b.csv", "..\\a.csv"] {
            let said = refused(&archive(&[name]));
            assert!(said.ends_with("in it would stand outside its folder"), "{said}");
        }
    }

    #[test]
    fn a_file_is_not_read_far_beyond_the_room_there_is() {
        assert_eq!(unpack(&b"abcdef"[..], 3).unwrap().len(), 4);
        assert_eq!(unpack(&b"abc"[..], 3).unwrap(), b"abc");
        assert!(0_u64.checked_sub(unpack(&b"a"[..], 0).unwrap().len() as u64).is_none());
    }
}
