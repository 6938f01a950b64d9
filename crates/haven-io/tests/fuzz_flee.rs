//! Whatever bytes a file of a Flee folder holds, reading ends soon and without a panic.
//!
//! `HAVEN_FUZZ_SECONDS` says how long each reader is tried (default 3).

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

mod bad_cases;
mod fuzzing;

use fuzzing::Files;
use haven_io::flee_folder::{self, Options};
use haven_io::sources::Folder;

/// Pieces that mean something in Flee's files.
const PIECES: &[&str] = &[
    "Alpha",
    "Camp1",
    "total",
    "camp",
    "conflict_zone",
    "country",
    "HOME",
    "Length,",
    "StartDate,",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "<<: *a",
    "!!binary ",
    "? ",
    "|\n",
    ">\n",
    "'",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "hasten: ",
    "conflict_driven_spawning:\n    spawn_mode: ",
];

/// The good folder with the tables that it lacks, and settings that use them.
fn folder() -> Files {
    let mut files = bad_cases::good();
    let mut add = |name: &str, text: &str| files.insert(name.to_owned(), text.as_bytes().to_vec());
    add("input_csv/location_changes.csv", "#name,new_type,day\nTown1,camp,3\nBravo,conflict,7\n");
    add("input_csv/agents.csv", "location,age\nAlpha,30\nBravo,4\n");
    add(
        "source_data/data_layout.csv",
        "total,refugees.csv\nCamp1,camp1.csv,camp2.csv\nCamp2,camp2.csv\n",
    );
    add(
        "simsetting.yml",
        "log_levels:\n  agent: 1\nspawn_rules:\n  read_from_agents_csv_file: True\n  \
         conflict_spawn_decay: [1.0, 0.5]\n  conflict_driven_spawning:\n    spawn_mode: poisson\n    \
         displaced_per_conflict_day: 10\nmove_rules:\n  awareness_level: 2\n  softening: 1.0\n",
    );
    files
}

fn read(files: Files) {
    let _ = flee_folder::read(&Folder::in_memory(files), &Options::default());
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
    fuzz_locations "input_csv/locations.csv",
    fuzz_routes "input_csv/routes.csv",
    fuzz_closures "input_csv/closures.csv",
    fuzz_conflicts "input_csv/conflicts.csv",
    fuzz_period "input_csv/sim_period.csv",
    fuzz_location_changes "input_csv/location_changes.csv",
    fuzz_agents "input_csv/agents.csv",
    fuzz_corrections "input_csv/registration_corrections.csv",
    fuzz_data_layout "source_data/data_layout.csv",
    fuzz_series "source_data/camp1.csv",
    fuzz_settings "simsetting.yml",
}
