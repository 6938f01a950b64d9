//! Writing to standard output and error so that a closed pipe is no disaster, and how wide lines may be.

use console::Term;
use haven_report::for_terminal;
use std::io::{self, Write};

/// The width of texts where nothing says how wide they may be.
const USUAL: usize = 100;

/// The narrowest width that texts are made for.
const NARROWEST: usize = 40;

/// Prints to standard output. That nobody reads on (`haven … | head`) is none of our business.
///
/// # Errors
/// If it cannot be printed, as where a disk is full.
pub fn out(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(for_terminal(text).as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

/// Prints a line to standard error.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", for_terminal(text));
}

/// How wide lines may be: as `COLUMNS` says, else as the terminal is.
pub fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || Term::stdout().size_checked().map(|(_, columns)| usize::from(columns));
    columns.or_else(terminal).unwrap_or(USUAL).max(NARROWEST)
}
