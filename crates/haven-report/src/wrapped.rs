//! Sentences in lines.

use textwrap::{Options, WordSplitter, fill};

/// Lines are never longer than this, however wide the terminal is: longer ones are hard to read.
const READABLE: usize = 100;

/// Lines of at most this width.
pub fn wrapped(text: &str, width: usize) -> String {
    indented("", text, width)
}

/// The same, each line behind a blank: what stands below a table.
pub fn noted(text: &str, width: usize) -> String {
    indented(" ", text, width)
}

fn indented(indent: &str, text: &str, width: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let options = Options::new(width.min(READABLE))
        .initial_indent(indent)
        .subsequent_indent(indent)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    fill(&words.join(" "), options) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_words_stay_whole() {
        let text = wrapped("both-advance is one of the what-ifs", 20);
        assert_eq!(text, "both-advance is one\nof the what-ifs\n");
        assert_eq!(noted("a b", 3), " a\n b\n");
        assert!(wrapped(&"word ".repeat(60), 500).lines().all(|line| line.len() <= READABLE));
    }

    #[test]
    fn a_line_is_as_long_as_asked_for_and_a_longer_word_stands_alone() {
        assert_eq!(wrapped("abc def", 7), "abc def\n");
        assert_eq!(wrapped("abc def", 6), "abc\ndef\n");
        assert_eq!(noted("abc def", 8), " abc def\n");
        assert_eq!(noted("abc def", 7), " abc\n def\n");
        assert_eq!(wrapped("a /a/long/path b", 4), "a\n/a/long/path\nb\n");
        assert_eq!(wrapped(" a \n  b ", 9), "a b\n");
        let words = ["x"; 51].join(" ");
        let lengths: Vec<usize> = wrapped(&words, 500).lines().map(str::len).collect();
        assert_eq!(lengths, [99, 1]);
    }
}
