//! Runs the program as a user does, in a folder of the test's own.

#![allow(dead_code, reason = "each test that includes this file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An empty folder, removed with everything in it when dropped.
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// A folder for the test with this name.
    pub fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("haven-cli-{test}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// The program with these arguments, to be run in this folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_haven"));
        command.args(arguments).current_dir(&self.0);
        command
    }

    /// Runs the program with these arguments to its end.
    pub fn haven(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs the program, which has to succeed, and gives its standard output.
    pub fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.haven(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// A file of the folder.
    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names in the folder, hidden ones included.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The published instances, where they are: in `$HAVEN_SHARED/instances`, or in `shared/instances`
/// beside the checkout.
pub fn instances() -> Option<PathBuf> {
    let beside = || Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let shared = std::env::var_os("HAVEN_SHARED").map(PathBuf::from).or_else(beside)?;
    Some(shared.join("instances")).filter(|path| path.is_dir())
}
