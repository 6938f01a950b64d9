//! Writing to standard output and error so that a closed pipe is no disaster.

use std::io::{self, Write};

/// Prints to standard output. That nobody reads on (`haven … | head`) is none of our business.
pub fn out(text: &str) {
    let mut stdout = io::stdout().lock();
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}

/// Prints a line to standard error.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
