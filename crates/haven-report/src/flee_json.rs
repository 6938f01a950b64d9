//! A run by Flee's rules as one JSON document.

use crate::kept::Kept;
use crate::spread_entry::SpreadEntry;
use haven::ProblemEntry;
use haven::flee::{ArdOutcome, FleeRun, PlaceOutcome, PlaceStock};
use haven_io::writers::manifest::Manifest;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// A run by Flee's rules.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FleeRunDocument {
    /// Folder of the result.
    folder: String,
    /// What it was made from, as in `run.json`.
    manifest: Manifest,
    /// Destinations, in the scenario's order.
    destinations: Vec<DestinationEntry>,
    /// All destinations together.
    total: DestinationEntry,
    /// Displaced people on the last day who are at a place that is no destination.
    outside_camps: SpreadEntry,
    /// Where they are, most first.
    elsewhere: Vec<ElsewhereEntry>,
    /// Displaced people on the last day for whom their place has no room; they are counted with others too.
    beyond_capacity: SpreadEntry,
    /// People travelling on the last day.
    on_road: SpreadEntry,
    /// People ever displaced.
    displaced: SpreadEntry,
    /// How far the run is from the counts, if there are any.
    averaged_relative_difference: Option<ArdEntry>,
    /// What is suspicious about the scenario, and errors that were accepted.
    warnings: Vec<ProblemEntry>,
}

/// People at a destination.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DestinationEntry {
    /// Its id, or `total`.
    place: String,
    /// Its name for people.
    name: String,
    /// People who reached it over the whole run; who came twice counts twice.
    arrivals_people: SpreadEntry,
    /// People there on the last day.
    stock_people: SpreadEntry,
    /// People counted there on the last day.
    counted_people: Option<f64>,
    /// Sum over days of the difference from the counts, over the sum of the counts.
    off_by: Option<SpreadEntry>,
}

impl From<&PlaceOutcome> for DestinationEntry {
    fn from(place: &PlaceOutcome) -> Self {
        Self {
            place: place.place.clone(),
            name: place.name.clone(),
            arrivals_people: (&place.arrivals).into(),
            stock_people: (&place.stock).into(),
            counted_people: place.data,
            off_by: place.off_by.as_ref().map(SpreadEntry::from),
        }
    }
}

/// Displaced people at a place that is no destination.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ElsewhereEntry {
    /// Its id.
    place: String,
    /// Its name for people.
    name: String,
    /// People there on the last day.
    stock_people: SpreadEntry,
}

impl From<&PlaceStock> for ElsewhereEntry {
    fn from(PlaceStock { place, name, stock }: &PlaceStock) -> Self {
        Self { place: place.clone(), name: name.clone(), stock_people: stock.into() }
    }
}

/// Averaged relative differences from the counts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ArdEntry {
    /// Divided by the people counted at the destinations.
    of_people_counted: SpreadEntry,
    /// Divided by Flee's raw count.
    by_flee_denominator: SpreadEntry,
}

impl From<&ArdOutcome> for ArdEntry {
    fn from(ard: &ArdOutcome) -> Self {
        Self { of_people_counted: (&ard.plain).into(), by_flee_denominator: (&ard.flee).into() }
    }
}

/// A run: its folder and manifest, and the destinations on the last day.
///
/// # Panics
/// Never: it has text for keys.
pub fn flee_run_json(run: &FleeRun, kept: &Kept<'_>) -> Value {
    let outcome = &run.outcome;
    let document = FleeRunDocument {
        folder: kept.folder(),
        manifest: run.manifest.clone(),
        destinations: outcome.places.iter().map(DestinationEntry::from).collect(),
        total: (&outcome.total).into(),
        outside_camps: (&outcome.outside_camps).into(),
        elsewhere: outcome.elsewhere.iter().map(ElsewhereEntry::from).collect(),
        beyond_capacity: (&outcome.beyond_capacity).into(),
        on_road: (&outcome.on_road).into(),
        displaced: (&outcome.displaced).into(),
        averaged_relative_difference: outcome.ard.as_ref().map(ArdEntry::from),
        warnings: run.warnings.iter().map(ProblemEntry::from).collect(),
    };
    serde_json::to_value(document).expect("it has text for keys")
}
