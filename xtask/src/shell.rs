//! Finding the checkout and running other programs in it.

use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

/// Why a developer command stopped, for people.
pub type Failure = Box<dyn Error>;

/// The root of the checkout: the folder above this crate's.
pub fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    own.parent().map(PathBuf::from).unwrap_or_default()
}

/// Cargo, the one that started us.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// A program to be run in the root of the checkout.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Runs a command with our own output; fails if it fails.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| format!("{}: {error}", named(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{}: {status}", named(command)).into()) }
}

/// Runs a command and gives back what it printed on standard output; fails if it fails.
pub fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command.output().map_err(|error| format!("{}: {error}", named(command)))?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{}: {}\n{told}", named(command), output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Whether a command runs and succeeds; its output is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn named(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy()));
    words.join(" ")
}
