//! Files of random bytes and good files with damage, read until the time is over.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// A folder: contents by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// No folder of this size may take longer.
const SLOWEST: Duration = Duration::from_secs(5);

/// Pieces that have broken readers before.
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
];

/// What is done to a good file.
#[derive(Clone, Debug)]
enum Mutation {
    Insert(prop::sample::Index, &'static str),
    Replace(prop::sample::Index, u8),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize, usize),
}

fn mutation(pieces: Vec<&'static str>) -> impl Strategy<Value = Mutation> {
    let place = any::<prop::sample::Index>();
    prop_oneof![
        4 => (place.clone(), prop::sample::select(pieces)).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
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

fn contents(good: Vec<u8>, own: &[&'static str]) -> impl Strategy<Value = Vec<u8>> + use<> {
    let pieces = [PIECES, own].concat();
    let mutated = prop::collection::vec(mutation(pieces.clone()), 1..12)
        .prop_map(move |all| all.iter().fold(good.clone(), mutate));
    let any_bytes = prop::collection::vec(any::<u8>(), 0..400);
    let any_pieces =
        prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|p| p.concat().into());
    prop_oneof![8 => mutated, 1 => any_bytes, 2 => any_pieces]
}

/// Damages one file of a good folder again and again, with pieces of the format's `own` beside the
/// general ones, and reads it. `HAVEN_FUZZ_SECONDS` says for how long (default 3).
pub fn fuzz(file: &str, good: &Files, own: &[&'static str], read: fn(Files)) {
    let seconds = std::env::var("HAVEN_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(3));
    let config = Config { cases: 50, failure_persistence: None, ..Config::default() };
    let mut tried = 0;
    while Instant::now() < end {
        let contents = contents(good[file].clone(), own);
        let outcome = TestRunner::new(config.clone()).run(&contents, |bytes| {
            let mut files = good.clone();
            files.insert(file.to_owned(), bytes);
            let started = Instant::now();
            read(files);
            prop_assert!(started.elapsed() < SLOWEST, "took {:?}", started.elapsed());
            Ok(())
        });
        outcome.unwrap_or_else(|failure| panic!("{file}: {failure}"));
        tried += 50;
    }
    println!("{file}: {tried} files read");
}
