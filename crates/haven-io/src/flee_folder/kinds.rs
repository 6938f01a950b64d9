//! Types of places, as Flee's tables write them.

use crate::cells::{Cells, shown};
use crate::codes;
use crate::problems::Problems;
use haven_core::flee::scenario::PlaceKind;

/// Whether this kind of place is a camp of any sort.
pub(super) fn is_camp(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Camp | PlaceKind::IdpCamp)
}

/// The kind of place that a text means: a case-insensitive search, first match wins.
pub(super) fn kind_named(text: &str) -> Option<PlaceKind> {
    let text = text.to_lowercase();
    let has = |part: &str| text.contains(part);
    Some(match () {
        () if has("camp") && has("idp") => PlaceKind::IdpCamp,
        () if has("camp") => PlaceKind::Camp,
        () if has("conflict") => PlaceKind::Conflict,
        () if has("forward") => PlaceKind::ForwardingHub,
        () if has("marker") => PlaceKind::Marker,
        () if has("flood_zone") => PlaceKind::FloodZone,
        () if has("default") || has("town") => PlaceKind::Town,
        () => return None,
    })
}

/// Reports a type that is none, with the types there are.
pub(super) fn report_kind(cells: &Cells<'_>, index: usize, problems: &mut Problems) {
    let message = format!("{} is no type of place", shown(cells.text(index)));
    problems.push(codes::UNKNOWN_PLACE_TYPE.at(cells.at(index), message).hint(
        "types are camp, idpcamp, conflict_zone, forwarding_hub, marker, flood_zone and town",
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_places_are_found_by_a_part_of_their_text() {
        for (text, kind) in [
            ("refugee CAMP", PlaceKind::Camp),
            ("idp_camp", PlaceKind::IdpCamp),
            ("conflict-zone", PlaceKind::Conflict),
            ("forward", PlaceKind::ForwardingHub),
            ("marker", PlaceKind::Marker),
            ("flood_zone", PlaceKind::FloodZone),
            ("default", PlaceKind::Town),
            ("Town", PlaceKind::Town),
        ] {
            assert_eq!(kind_named(text), Some(kind), "{text}");
        }
        assert_eq!(kind_named("village"), None);
    }
}
