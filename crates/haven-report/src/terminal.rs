//! What a terminal may be shown.

use haven_io::encoding::is_hidden;

/// A text without characters that command a terminal: names in it can come from anywhere.
pub fn for_terminal(text: &str) -> String {
    text.replace(is_hidden, "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_command_a_terminal() {
        assert_eq!(
            for_terminal("a \u{1b}]0;b\u{7}\n  \u{202e}ć\t"),
            "a \u{fffd}]0;b\u{fffd}\n  \u{fffd}ć\t"
        );
    }
}
