//! Rows of `links.csv`, as both kinds have them: roads that can be travelled both ways.

use super::columns::Line;
use crate::codes;
use crate::problems::Problems;
use haven_core::id::PlaceId;
use std::collections::BTreeMap;

/// The ends of a link, the smaller id first. None, and reported, if a place is linked to itself.
/// `id`: what tables call a place.
pub fn ends<'i>(
    line: &Line<'_>,
    [from, to]: [PlaceId; 2],
    id: impl Fn(PlaceId) -> &'i str,
    problems: &mut Problems,
) -> Option<[PlaceId; 2]> {
    if from == to {
        let message = format!("`{}` is linked to itself; the row is left out", id(from));
        problems.push(codes::SELF_LOOP.at(line.spot("to"), message));
        return None;
    }
    Some([from.min(to), from.max(to)])
}

/// Pairs of places that are linked, each with the line of its first link.
#[derive(Default)]
pub struct Linked(BTreeMap<[PlaceId; 2], usize>);

impl Linked {
    /// Notes a link; that its ends are linked already is reported. False if the row says that it is
    /// closed: then it is for the whole run, and left out.
    pub fn is_open<'i>(
        &mut self,
        line: &Line<'_>,
        ends: [PlaceId; 2],
        id: impl Fn(PlaceId) -> &'i str,
        problems: &mut Problems,
    ) -> bool {
        let state = line.choice("state", &["open", "closed"], problems);
        if let Some(earlier) = self.0.get(&ends) {
            let [from, to] = ends.map(id);
            let message = format!(
                "`{from}` and `{to}` are already linked in line {earlier}; both links are used"
            );
            let hint = "links go both ways: keep one of the rows, unless there are two roads";
            problems.push(codes::DUPLICATE_LINK.at(line.spot("from"), message).hint(hint));
        }
        self.0.entry(ends).or_insert(line.spot("from").line);
        state != Some("closed")
    }
}
