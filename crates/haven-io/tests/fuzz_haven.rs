//! Whatever bytes a file of a folder of Haven's holds, reading ends soon and without a panic.
//!
//! `HAVEN_FUZZ_SECONDS` says how long each reader is tried (default 3).

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

mod bad_cases;
mod fuzzing;

use fuzzing::Files;
use haven_io::haven_format::flee;
use haven_io::sources::Folder;

/// Pieces that mean something in Haven's files.
const PIECES: &[&str] = &[
    "tarn",
    "lindow",
    "grey-bridge",
    "total",
    "settlement",
    "camp",
    "crossing",
    "hub",
    "XAA",
    "stock",
    "closed",
    "open",
    "foot",
    "id",
    "place",
    "date",
    "#geo+name",
    "[parameters]",
    "[[axis]]",
    "start = ",
    "origin = 2030-03-20",
    "days = 36525",
    "days = 99999999999",
    " = ",
    "{ value = ",
    "\"\"\"",
    "'''",
    "1979-05-27T07:32:00Z",
    "0b1",
    "1_000",
    "+inf",
    "=",
    ".",
];

/// The tutorial's folder with the table that it lacks.
fn folder() -> Files {
    let mut files = bad_cases::first_steps();
    let groups = "group,place,share\nwomen,,0.5\nmen,,0.5\nwomen,tarn,0.6\nmen,tarn,0.4\n";
    files.insert("groups.csv".to_owned(), groups.as_bytes().to_vec());
    files
}

fn read(files: Files) {
    let _ = flee::read(&Folder::in_memory(files), None);
}

macro_rules! readers {
    ($($name:ident $file:literal,)+) => {
        $(
            #[test]
            fn $name() {
                fuzzing::fuzz($file, &folder(), PIECES, read);
            }
        )+
    };
}

readers! {
    fuzz_scenario "scenario.toml",
    fuzz_places "places.csv",
    fuzz_links "links.csv",
    fuzz_crossings "crossings.csv",
    fuzz_events "events.csv",
    fuzz_observations "observations.csv",
    fuzz_groups "groups.csv",
}
