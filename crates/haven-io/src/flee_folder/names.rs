//! Places by name.

use crate::cells::{Cells, shown};
use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use haven_core::id::PlaceId;
use std::collections::BTreeMap;

/// The places of the folder by their names, exactly as written.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, PlaceId>);

impl Names {
    /// Adds a place; the first of a name stays.
    pub fn insert(&mut self, name: &str, place: PlaceId) {
        self.0.entry(name.to_owned()).or_insert(place);
    }

    /// The place of this name, if there is one.
    pub fn get(&self, name: &str) -> Option<PlaceId> {
        self.0.get(name).copied()
    }

    /// All names.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The place that a cell names; reports if there is none.
    pub fn find(
        &self,
        cells: &Cells<'_>,
        index: usize,
        problems: &mut Problems,
    ) -> Option<PlaceId> {
        let name = cells.text(index);
        let found = self.get(name);
        if found.is_none() {
            let at = cells.at(index);
            let wanted = !problems.is_full(codes::UNKNOWN_PLACE.code, &at.file);
            let near = wanted.then(|| nearest(name, self.all())).flatten();
            let message = match name {
                "" => "the name of a place is missing".to_owned(),
                name => format!("no place is named {}", shown(name)),
            };
            let problem = codes::UNKNOWN_PLACE.at(at, message);
            problems.push(match near {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => {
                    problem.hint("places are listed in locations.csv; names must match exactly")
                }
            });
        }
        found
    }
}
