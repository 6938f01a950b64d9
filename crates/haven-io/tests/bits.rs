//! The bits of scenarios in folders stay what they are: those of the folder of mistakes, and the
//! built-in ones.

#[path = "../../haven-core/tests/common/crisis_bits.rs"]
mod crisis_bits;
#[path = "../../haven-core/tests/common/flee_bits.rs"]
mod flee_bits;
#[path = "../../haven-core/tests/common/pins.rs"]
mod pins;

use haven_io::flee_folder;
use haven_io::haven_format::{crisis, flee};
use haven_io::sources::Folder;
use pins::Pins;
use std::path::Path;

fn folder(path: &str) -> Folder {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Folder::open(&repository.join(path)).expect("the folder is in the repository")
}

/// Pins a crisis with what-ifs, over its first days.
fn pin_crisis(path: &str, days: u32, what_ifs: &[&str], file: &str) {
    let (crisis, _) = crisis::read(&folder(path), Some(days));
    let crisis = crisis.expect("it is a good folder");
    crisis_bits::pin(&crisis.with(what_ifs).expect("it has these what-ifs"), file);
}

#[test]
fn the_bits_of_the_good_crisis_are_those_pinned() {
    pin_crisis(
        "bad/crisis/good",
        60,
        &["raiders-advance", "safe-haven"],
        "tests/bits/good_crisis.txt",
    );
}

#[test]
fn the_bits_of_aleppo_are_those_pinned() {
    pin_crisis(
        "crates/haven/scenarios/aleppo-2014",
        60,
        &["both-advance", "fence-opened", "safe-haven"],
        "tests/bits/aleppo_2014.txt",
    );
}

#[test]
fn the_bits_of_flee_and_haven_folders_are_those_pinned() {
    let mut pins = Pins::default();
    let (good, _) = flee_folder::read(&folder("bad/good"), &flee_folder::Options::default());
    flee_bits::pin("good Flee folder", &good.expect("it is a good folder"), &mut pins);
    let (first, _) = flee::read(&folder("crates/haven/scenarios/first-steps"), Some(60));
    flee_bits::pin("first-steps", &first.expect("it is a good folder"), &mut pins);
    pins.hold("tests/bits/folders.txt");
}
