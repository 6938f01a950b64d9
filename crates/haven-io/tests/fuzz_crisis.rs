//! Whatever bytes a file of a crisis's folder holds, reading ends soon and without a panic.
//!
//! `HAVEN_FUZZ_SECONDS` says how long each reader is tried (default 3).

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

mod bad_cases;
mod fuzzing;

use fuzzing::Files;
use haven_io::haven_format::crisis;
use haven_io::sources::Folder;

/// Pieces that mean something in a crisis's files.
const PIECES: &[&str] = &[
    "orne",
    "tarn",
    "vell",
    "grey_bridge",
    "lindow",
    "union",
    "council",
    "raiders",
    "bombing",
    "total",
    ";",
    "\"LN(4, 0.5, 1, 15)\"",
    "\"U(0, 1)\"",
    "\"LU(1, 2)\"",
    "Beta(2, 8)",
    "N(",
    ")",
    "advance",
    "siege",
    "air",
    "informal",
    "besieged",
    "crossing",
    "hub",
    "XAA",
    "XAB",
    "registered",
    "[[axis]]",
    "[[axis.what_if]]",
    "[[what_if]]",
    "[[combination]]",
    "[claim]",
    "campaigns = [{",
    "}]",
    "place = \"*\"",
    "origin = 2030-03-20",
    "days = 36525",
    " = ",
    "{ prior = ",
    "\"\"\"",
    "1979-05-27T07:32:00Z",
    "+inf",
    "=",
];

fn read(files: Files) {
    let what_ifs = String::from_utf8_lossy(&files["scenario.toml"]).into_owned();
    let (crisis, _) = crisis::read(&Folder::in_memory(files), None);
    if let Some(mut crisis) = crisis {
        let _ = crisis::read_what_ifs("what-ifs.toml", &what_ifs, &mut crisis);
    }
}

macro_rules! readers {
    ($($name:ident $file:literal,)+) => {
        $(
            #[test]
            fn $name() {
                fuzzing::fuzz($file, &bad_cases::good_crisis(), PIECES, read);
            }
        )+
    };
}

readers! {
    fuzz_scenario "scenario.toml",
    fuzz_places "places.csv",
    fuzz_links "links.csv",
    fuzz_actors "actors.csv",
    fuzz_supply_sources "supply_sources.csv",
    fuzz_control "control.csv",
    fuzz_campaigns "campaigns.csv",
    fuzz_crossings "crossings.csv",
    fuzz_havens "havens.csv",
    fuzz_groups "groups.csv",
    fuzz_fear "fear.csv",
    fuzz_events "events.csv",
    fuzz_damage "damage.csv",
    fuzz_services "services.csv",
    fuzz_observations "observations.csv",
}
