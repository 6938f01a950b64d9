//! `supply_sources.csv`: where strength and civil supplies come from.

use super::fields::Fields;
use super::{facts, names};
use crate::haven_format::columns::{Columns, Table};
use crate::problems::Problems;
use haven_core::crisis::scenario::{Crisis, SupplySource};

/// The columns of `supply_sources.csv`.
pub const COLUMNS: Columns =
    Columns { required: &["actor", "place", "rate"], optional: &[], unused: &[] };

/// Reads the sources into a crisis, in the order of actors and places.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, problems: &mut Problems) {
    for line in table.lines() {
        let actor = names::leaf_in(crisis, &line, "actor", problems);
        let place = names::place_in(crisis, &line, "place", problems);
        let rate = line.required("rate", problems);
        let rate = rate.and_then(|_| line.prior("rate", [0.0, f64::MAX], problems));
        let (Some(actor), Some(place), Some(strength_per_day)) = (actor, place, rate) else {
            continue;
        };
        let about = format!(
            "supplies of {} at {}",
            crisis.actors[actor.index()].name,
            crisis.places[place.index()].name
        );
        facts::note(&mut crisis.facts, &line, || about);
        crisis.supply_sources.push(SupplySource { actor, place, strength_per_day });
    }
    crisis.supply_sources.sort_by_key(|source| (source.actor, source.place));
}
