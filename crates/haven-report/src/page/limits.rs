//! What the page cannot tell, and what it must not be used for.

use super::markup::{Element, list, paragraph, section, text};
use haven_core::crisis::scenario::Crisis;

/// What no scenario of the model contains.
const OUTSIDE: [&str; 5] = [
    "Decisions of governments, deals, ceasefires, crackdowns and the weather are not modelled; what-ifs state some of them.",
    "Smugglers and their ways are not modelled; irregular crossing is one number a gate.",
    "Deaths are not modelled. People who die are counted as if they stayed alive.",
    "Who attacks whom is a generator of plausible sequences for civil protection, not a military forecast.",
    "Intervals show what the stated priors and chance imply. They do not contain errors of the model itself, so the truth may lie outside more often than they say.",
];

const USE: [&str; 3] = [
    "Made for: preparing reception, shelter, water, health care, schools and the protection of people who flee.",
    "Not for: pushbacks, interdiction, closing borders against people, decisions about individuals, profiling by nationality or \
     ethnicity, the search for smuggling routes, or military planning.",
    "Results are counts of people by place and day or coarser; groups below 25 people are not shown. Names of places and \
     actors are data of the scenario and imply no recognition.",
];

/// Limits of the scenario and of the model.
pub fn limits(crisis: &Crisis) -> Element {
    let own = crisis.limits.iter().cloned();
    section("limits", "Limits")
        .child(list(own.chain(OUTSIDE.map(str::to_owned))))
        .child(paragraph(
            "Track record: this result has not been scored against what happened afterwards. What the model \
             reproduces of earlier events is stated with the scenario.",
        ))
}

/// Intended use and misuse.
pub fn misuse() -> Element {
    section("use", "Use and misuse").child(list(USE.map(str::to_owned))).child(
        text(
            "p",
            "Found a mistake? Correct the table that it comes from and run the comparison again; ",
        )
        .text("every table of the scenario names its sources."),
    )
}
