//! The bytes of tables that people join and compare stay what they are.

mod common;
#[path = "../../haven-core/tests/common/pins.rs"]
mod pins;

use common::Scratch;
use pins::{Fingerprint, Pins};

/// Runs the program with a fixed seed and adds a row for each of these files of its result.
fn pin(pins: &mut Pins, scratch: &Scratch, arguments: &[&str], files: &[&str]) {
    let always = ["--seed", "1", "--quiet", "--out", "result"];
    scratch.succeed(&[arguments, &always[..]].concat());
    for file in files {
        let bytes = scratch.read(&format!("result/{file}"));
        let mut seen = Fingerprint::default();
        seen.bytes(&bytes);
        let of = format!("haven {}: {file}, {} bytes", arguments.join(" "), bytes.len());
        pins.row(&of, &[("all", seen)]);
    }
    std::fs::remove_dir_all(scratch.0.join("result")).expect("the program made it");
}

#[test]
fn the_bytes_of_tables_are_those_pinned() {
    let (scratch, mut pins) = (Scratch::new("file-bytes"), Pins::default());
    let aleppo = ["aleppo-2014", "--members", "4"];
    let run = |more: &[&'static str]| [&["run"], &aleppo[..], more].concat();
    pin(&mut pins, &scratch, &run(&[]), &["summary.csv"]);
    let told = run(&["--what-if", "both-advance", "--track", "cause"]);
    pin(&mut pins, &scratch, &told, &["summary.csv", "arrivals.csv"]);
    pin(&mut pins, &scratch, &[&["compare"], &aleppo[..]].concat(), &["compare.csv"]);
    pin(&mut pins, &scratch, &["run", "first-steps", "--members", "4"], &["summary.csv"]);
    pins.hold("tests/bits/files.txt");
}
