//! `events.csv`: acts of violence before the origin.

use super::fields::Fields;
use super::{dates, facts, names};
use crate::haven_format::columns::{Columns, Line, Table};
use crate::problems::Problems;
use haven_core::crisis::scenario::{Crisis, Event, EventKind};

/// The columns of `events.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["date", "place", "actor", "kind"],
    optional: &["target", "intensity", "fatalities", "precision"],
    unused: &[],
};

const KINDS: [(&str, EventKind); 3] =
    [("front", EventKind::Front), ("assault", EventKind::Assault), ("air", EventKind::Air)];

/// Reads the events into a crisis, in the order of days and places.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, problems: &mut Problems) {
    for line in table.lines() {
        let Some(event) = event(&line, crisis, problems) else { continue };
        let (place, date) = (&crisis.places[event.place.index()], dates::date(crisis, event.day));
        let about = format!("violence at {} on {date}", place.name);
        facts::note(&mut crisis.facts, &line, || about);
        crisis.events.push(event);
    }
    crisis.events.sort_by_key(|event| (event.day, event.place, event.actor));
}

fn event(line: &Line<'_>, crisis: &Crisis, problems: &mut Problems) -> Option<Event> {
    let date = dates::beginning(crisis, line, "date", problems);
    let place = names::place_in(crisis, line, "place", problems);
    let actor = names::leaf_in(crisis, line, "actor", problems);
    let kind = line.required("kind", problems).and_then(|_| line.word("kind", &KINDS, problems));
    if let Some(target) = line.given("target") {
        names::actor(crisis, target, line.spot("target"), problems);
    }
    let count = line.number("intensity", [0.0, 1e6], problems).unwrap_or(1.0);
    line.number("fatalities", [0.0, 1e9], problems);
    let (date, day) = date?;
    let known = dates::is_known(crisis, line, date, problems);
    known.then_some(Event { day, place: place?, actor: actor?, kind: kind?, count })
}
