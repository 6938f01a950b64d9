//! Pinned results: fingerprints of many numbers, kept in small files beside the tests.
//!
//! A pin says that a change of the code was not one of results. Where results are to change, the
//! files are written anew by `UPDATE_EXPECT=1 cargo test -p CRATE --test NAME`, and the commit says
//! why. Tests of other crates include this file by its path.
#![allow(dead_code, reason = "each test that includes this file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::fmt::Write;
use std::path::Path;

/// FNV-1a over everything that was added, in that order.
#[derive(Clone, Copy)]
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fingerprint {
    /// Adds bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// Adds a whole number.
    pub fn number(&mut self, number: u64) {
        self.bytes(&number.to_le_bytes());
    }

    /// Adds all bits of a number.
    pub fn bits(&mut self, value: f64) {
        self.number(value.to_bits());
    }

    /// Adds all bits of many numbers.
    pub fn all(&mut self, values: impl IntoIterator<Item = f64>) {
        values.into_iter().for_each(|value| self.bits(value));
    }

    /// As it stands in files.
    pub fn show(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// A table of pins: what was looked at, and the fingerprint of each part of it.
#[derive(Default)]
pub struct Pins(String);

impl Pins {
    /// Adds a row.
    pub fn row(&mut self, of: &str, parts: &[(&str, Fingerprint)]) {
        let shown = parts.iter().fold(String::new(), |mut row, (part, fingerprint)| {
            write!(row, " {part} {}", fingerprint.show()).unwrap();
            row
        });
        writeln!(self.0, "{of}:{shown}").unwrap();
    }

    /// Compares with a file of the crate, or writes it if the environment variable `UPDATE_EXPECT`
    /// is set.
    pub fn hold(&self, file: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, &self.0).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        let differ =
            |(kept, found): (&str, &str)| (kept != found).then(|| format!("- {kept}\n+ {found}\n"));
        let rows = self.0.lines().count().max(kept.lines().count());
        let padded = |text: &str| {
            text.lines()
                .map(str::to_owned)
                .chain(std::iter::repeat(String::new()))
                .take(rows)
                .collect::<Vec<_>>()
        };
        let (before, now) = (padded(&kept), padded(&self.0));
        let pairs = before.iter().map(String::as_str).zip(now.iter().map(String::as_str));
        let differences: String = pairs.filter_map(differ).collect();
        assert!(
            differences.is_empty(),
            "results are not those pinned in {file}:\n{differences}If they are meant to change, \
             run this test with UPDATE_EXPECT=1 and say in the commit why"
        );
    }
}
