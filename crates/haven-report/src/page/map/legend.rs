//! What the signs mean.

use super::super::drawing::{drawing, fitted, label, line};
use super::super::figures::shown;
use super::super::markup::{Element, element};
use super::super::scale::{px, round_step};
use super::projection::Projection;
use super::roads::Roads;
use super::symbols;
use crate::words;
use haven_core::crisis::scenario::{ActorId, Crisis, GateState};

const COLUMNS: usize = 3;
const ROW: f64 = 26.0;
const STATES: [GateState; 5] = [
    GateState::Open,
    GateState::Limited,
    GateState::Medical,
    GateState::Closed,
    GateState::Informal,
];

/// A sign and its meaning; the sign is drawn at a position.
type Entry = (Box<dyn Fn([f64; 2]) -> Element>, String);

/// The legend as a drawing of its own, below the maps.
pub fn legend(
    crisis: &Crisis,
    parties: &[ActorId],
    roads: &Roads<'_>,
    projection: &Projection,
) -> Element {
    let [width, _] = projection.size;
    let mut entries: Vec<Entry> = Vec::new();
    for (at, party) in parties.iter().enumerate() {
        let name = crisis.actors[party.index()].name.clone();
        entries.push((Box::new(move |spot| symbols::party(at, spot, 6.0)), name));
    }
    for state in STATES {
        let name = format!("gate: {}", words::gate(state));
        entries.push((Box::new(move |spot| symbols::gate(state, spot)), name));
    }
    entries.push((Box::new(symbols::camp), "camp".to_owned()));
    entries.push((Box::new(symbols::host), "town abroad".to_owned()));
    entries.push((Box::new(symbols::haven), "in the haven, where it opens".to_owned()));
    for people in roads.examples() {
        let thick = roads.width(people);
        let sign = move |[x, y]: [f64; 2]| {
            line([x - 8.0, y], [x + 8.0, y], "flow").with("stroke-width", px(thick))
        };
        entries.push((Box::new(sign), format!("{} people on a road", shown(people))));
    }
    let rows = entries.len().div_ceil(COLUMNS);
    let column = width / COLUMNS as f64;
    let mut drawn = drawing(width, (rows + 1) as f64 * ROW + 4.0, "Legend of the maps");
    for (at, (sign, name)) in entries.into_iter().enumerate() {
        let (x, y) = ((at / rows) as f64 * column + 20.0, (at % rows) as f64 * ROW + 14.0);
        let words = fitted(x + 24.0, y + 4.0, "start", &name, column - 44.0);
        drawn = drawn.child(sign([x, y])).child(words);
    }
    drawn.child(scale_bar(projection, rows as f64 * ROW + 16.0))
}

/// A round length on the map, and north.
fn scale_bar(projection: &Projection, y: f64) -> Element {
    let km = round_step(60.0 / projection.per_km());
    let (left, right) = (6.0, 6.0 + km * projection.per_km());
    element("g")
        .child(line([left, y], [right, y], "scale"))
        .child(line([left, y - 4.0], [left, y + 4.0], "scale"))
        .child(line([right, y - 4.0], [right, y + 4.0], "scale"))
        .child(label(right + 8.0, y + 4.0, "start", format!("{km:.0} km; north is up")))
}
