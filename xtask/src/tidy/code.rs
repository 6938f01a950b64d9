//! Rules about code and data: size, finish, privacy.

use super::tree::{File, Tree};

const CODE: [&str; 4] = ["rs", "py", "ts", "svelte"];
const LONGEST_FILE: usize = 500;

/// A file is about one thing and fits in a reader's head.
pub fn files_are_short(tree: &Tree) -> Vec<String> {
    let length = |file: &File| (file.path.clone(), file.text.lines().count());
    let lengths = tree.with_ending(&CODE).map(length);
    let long = lengths.filter(|(_, lines)| *lines > LONGEST_FILE);
    let complaint = |(path, lines)| {
        format!(
            "{path} has {lines} lines; split it by what it is about (300 is usual, 500 the most)"
        )
    };
    long.map(complaint).collect()
}

/// What is not done is not committed; what is left goes into an issue.
pub fn nothing_is_left_unfinished(tree: &Tree) -> Vec<String> {
    // Written in two halves so that this file does not find itself.
    let marks =
        [["TO", "DO"], ["FIX", "ME"], ["todo", "!("], ["unimplemented", "!("], ["dbg", "!("]];
    let marks = marks.map(|halves| halves.concat());
    let found = tree.with_ending(&CODE).flat_map(|file| lines_with(file, &marks));
    found.map(|(at, mark)| format!("{at}: `{mark}`; finish it or open an issue")).collect()
}

/// A file opens with a sentence about its subject.
pub fn every_rust_file_says_what_it_is_about(tree: &Tree) -> Vec<String> {
    let silent = tree.with_ending(&["rs"]).filter(|file| !file.text.starts_with("//!"));
    let complaint = |file: &File| format!("{}: begin it with `//! What it is about.`", file.path);
    silent.map(complaint).collect()
}

/// No path of somebody's machine and no registry's host: they mean nothing elsewhere.
pub fn no_machine_is_named(tree: &Tree) -> Vec<String> {
    let marks = [
        ["/wo", "rk/"],
        ["/fa", "rm/"],
        ["/ho", "me/"],
        ["/tm", "p/"],
        ["crates.", "io/api"],
        ["pypi.", "org"],
        ["registry.", "npmjs"],
    ];
    let marks = marks.map(|halves| halves.concat());
    let files = tree.files.iter().filter(|file| !file.path.ends_with("Cargo.lock"));
    let found = files.flat_map(|file| lines_with(file, &marks));
    found.map(|(at, mark)| format!("{at}: `{mark}`; use a relative path or leave it out")).collect()
}

/// `path:line` and mark of every line that contains one of the marks.
fn lines_with<'a>(file: &'a File, marks: &'a [String]) -> impl Iterator<Item = (String, &'a str)> {
    file.text.lines().enumerate().flat_map(move |(index, line)| {
        let present = marks.iter().filter(move |mark| line.contains(mark.as_str()));
        present.map(move |mark| (format!("{}:{}", file.path, index + 1), mark.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tree::{File, Tree};
    use super::*;

    fn tree(path: &str, text: &str) -> Tree {
        let files = vec![File { path: path.to_owned(), text: text.to_owned() }];
        Tree { root: "".into(), files }
    }

    #[test]
    fn a_file_of_501_lines_is_too_long_and_one_of_500_is_not() {
        assert_eq!(files_are_short(&tree("a.rs", &"x\n".repeat(501))).len(), 1);
        assert!(files_are_short(&tree("a.rs", &"x\n".repeat(500))).is_empty());
    }

    #[test]
    fn an_unfinished_line_is_named_with_its_number() {
        let complaints =
            nothing_is_left_unfinished(&tree("a.rs", &["//! a\n// TO", "DO"].concat()));
        assert!(complaints[0].starts_with("a.rs:2: "), "{complaints:?}");
    }

    #[test]
    fn a_rust_file_without_a_first_sentence_is_named() {
        assert_eq!(every_rust_file_says_what_it_is_about(&tree("a.rs", "fn a() {}")).len(), 1);
        assert!(every_rust_file_says_what_it_is_about(&tree("a.rs", "//! Says.")).is_empty());
    }

    #[test]
    fn a_machine_path_is_found_in_any_file_but_the_lock_file() {
        let text = ["see /wo", "rk/main"].concat();
        assert_eq!(no_machine_is_named(&tree("a.md", &text)).len(), 1);
        assert!(no_machine_is_named(&tree("Cargo.lock", &text)).is_empty());
    }
}
