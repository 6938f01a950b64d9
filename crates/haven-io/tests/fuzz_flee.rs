//! Whatever bytes a file of a Flee folder holds, reading ends soon and without a panic.
//!
//! `HAVEN_FUZZ_SECONDS` says how long each reader is tried (default 3).

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

mod bad_cases;

use haven_io::flee_folder::{self, Options};
use haven_io::sources::Folder;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// No folder of this size may take longer.
const SLOWEST: Duration = Duration::from_secs(5);

/// Pieces that have broken readers of tables and settings before.
const PIECES: &[&str] = &[
    "\"",
    "\"\"",
    ",",
    "\n",
    "\r",
    "\r\n",
    "#",
    "\t",
    "\u{feff}",
    "é",
    "\0",
    "-",
    "-1",
    "0",
    "1.5",
    "nan",
    "inf",
    "1e308",
    "-1e308",
    "1e-320",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999999",
    "0x1F",
    "2020-02-29",
    "9999-12-31",
    "-0001-01-01",
    "0000-00-00",
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

/// What is done to a good file.
#[derive(Clone, Debug)]
enum Mutation {
    Insert(prop::sample::Index, &'static str),
    Replace(prop::sample::Index, u8),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize, usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let place = any::<prop::sample::Index>();
    prop_oneof![
        4 => (place.clone(), prop::sample::select(PIECES)).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
        2 => (place.clone(), any::<u8>()).prop_map(|(at, byte)| Mutation::Replace(at, byte)),
        2 => (place.clone(), 1..40_usize).prop_map(|(at, length)| Mutation::Remove(at, length)),
        1 => (place, 1..60_usize, 1..50_usize)
            .prop_map(|(at, length, times)| Mutation::Repeat(at, length, times)),
    ]
}

fn mutate(mut bytes: Vec<u8>, mutation: &Mutation) -> Vec<u8> {
    let end = bytes.len() + 1;
    match mutation {
        Mutation::Insert(at, piece) => {
            let at = at.index(end);
            bytes.splice(at..at, piece.bytes());
        }
        Mutation::Replace(at, byte) if end > 1 => bytes[at.index(end - 1)] = *byte,
        Mutation::Replace(..) => {}
        Mutation::Remove(at, length) => {
            let at = at.index(end);
            bytes.drain(at..(at + length).min(end - 1));
        }
        Mutation::Repeat(at, length, times) => {
            let at = at.index(end);
            let piece = bytes[at..(at + length).min(end - 1)].repeat(*times);
            bytes.splice(at..at, piece);
        }
    }
    bytes
}

fn contents(good: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let mutated = prop::collection::vec(mutation(), 1..12)
        .prop_map(move |all| all.iter().fold(good.clone(), mutate));
    let any_bytes = prop::collection::vec(any::<u8>(), 0..400);
    let any_pieces =
        prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|p| p.concat().into());
    prop_oneof![8 => mutated, 1 => any_bytes, 2 => any_pieces]
}

/// The good folder with the tables that it lacks, and settings that use them.
fn folder() -> BTreeMap<String, Vec<u8>> {
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

fn fuzz(file: &str) {
    let seconds = std::env::var("HAVEN_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(3));
    let good = folder();
    let config = Config { cases: 50, failure_persistence: None, ..Config::default() };
    let mut tried = 0;
    while Instant::now() < end {
        let outcome = TestRunner::new(config.clone()).run(&contents(good[file].clone()), |bytes| {
            let mut files = good.clone();
            files.insert(file.to_owned(), bytes);
            let started = Instant::now();
            let _ = flee_folder::read(&Folder::in_memory(files), &Options::default());
            prop_assert!(started.elapsed() < SLOWEST, "took {:?}", started.elapsed());
            Ok(())
        });
        outcome.unwrap_or_else(|failure| panic!("{file}: {failure}"));
        tried += 50;
    }
    println!("{file}: {tried} files read");
}

macro_rules! readers {
    ($($name:ident $file:literal,)+) => {
        $(
            #[test]
            fn $name() {
                fuzz($file);
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
