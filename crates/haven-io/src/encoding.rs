//! What the bytes of a file say: text in whatever encoding, or no text at all.
//!
//! Encoding trouble is dealt with here, once: a byte-order mark is dropped, bytes that are not UTF-8
//! are reported and read as Latin-1 so that the rest can still be checked, and what could not be seen in a
//! table, but would act on the terminal that shows a name of it, is replaced.

use crate::codes;
use crate::problems::Problems;
use haven_core::problem::Spot;

/// First bytes of files that people bring in place of tables, and what such files are.
const DOCUMENTS: [(&[u8], &str); 4] = [
    (b"PK\x03\x04", "a spreadsheet (such as .xlsx or .ods) or another archive"),
    (b"\xd0\xcf\x11\xe0", "a spreadsheet of an old kind (.xls)"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file (.gz)"),
];

/// What a file is that is no text.
pub fn document(bytes: &[u8]) -> Option<&'static str> {
    DOCUMENTS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, kind)| *kind)
}

/// What stands for a character that cannot be seen.
const REPLACEMENT: char = '\u{fffd}';

/// Whether a character is not seen where it stands: control characters, with which a name could
/// command a terminal, and those that turn the direction of what follows.
pub fn is_hidden(character: char) -> bool {
    let is_layout = matches!(character, '\n' | '\r' | '\t');
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || character.is_control() && !is_layout
}

fn without_hidden(text: &str) -> String {
    text.replace(is_hidden, REPLACEMENT.encode_utf8(&mut [0; 4]))
}

/// Says where the first such character stands, and how many there are.
fn report_hidden(name: &str, text: &str, problems: &mut Problems) {
    let Some((at, character)) = text.char_indices().find(|(_, it)| is_hidden(*it)) else { return };
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let others = text[at..].chars().filter(|it| is_hidden(*it)).count() - 1;
    let more = if others == 0 { String::new() } else { format!(", and {others} more in the file") };
    let message = format!(
        "U+{:04X} is a control character that cannot be seen{more}; it is read as `{REPLACEMENT}`",
        u32::from(character)
    );
    problems
        .push(codes::CONTROL_CHARACTER.at(Spot::at(name, line, column), message).hint("remove it"));
}

/// The text of a file, without a byte-order mark and without characters that cannot be seen.
pub fn decode(name: &str, bytes: &[u8], problems: &mut Problems) -> String {
    let Some(text) = utf16(bytes) else {
        return utf8_or_latin1(name, bytes, problems);
    };
    let message = "the file is in UTF-16; tables and settings are read as UTF-8";
    let advice = "save it as \"CSV UTF-8\" (in a spreadsheet) or as UTF-8 (in an editor)";
    problems.push(codes::NOT_UTF_8.at(Spot::file(name), message).hint(advice));
    without_hidden(&text)
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
        Ok(text) => {
            report_hidden(name, text, problems);
            without_hidden(text)
        }
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
            let latin1: String = bytes.iter().copied().map(char::from).collect();
            without_hidden(&latin1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Folder;

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
    fn what_cannot_be_seen_is_reported_once_and_replaced() {
        let (text, problems) = decoded("a\nTarn\u{1b}[2J,\u{202e}b\t\0\r\n".as_bytes());
        assert_eq!(text, "a\nTarn\u{fffd}[2J,\u{fffd}b\t\u{fffd}\r\n");
        assert_eq!(problems, ["a.csv:2:5 control-character"]);
        assert!(decoded("مدينة,\u{200f}b\n".as_bytes()).1.is_empty());
    }

    #[test]
    fn files_that_are_no_text_are_named_and_nothing_else_is() {
        for bytes in [&b"PK\x03\x04\0\0"[..], b"\xd0\xcf\x11\xe0\xa1", b"%PDF-1.7", b"\x1f\x8b\x08"]
        {
            let mut problems = Problems::default();
            let folder = Folder::in_memory([("a.csv".to_owned(), bytes.to_vec())].into());
            assert_eq!(folder.text("a.csv", &mut problems), None);
            let problems = problems.into_vec();
            assert_eq!((problems.len(), problems[0].code), (1, "unreadable-file"));
        }
    }
}
