//! `closures.csv`: dated closures of borders, places, links and camps.

use super::layout::Layout;
use super::locations::Locations;
use super::positional::{Columns, Positional};
use crate::cells::{Cells, shown};
use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use haven_core::flee::scenario::{Closure, ClosureKind};

const COLUMNS: Columns =
    &["closure_type|type", "name1", "name2", "closure_start|start", "closure_end|end"];
const TYPES: [&str; 6] =
    ["country", "location", "link", "camp", "idpcamp", "remove_forced_redirection"];

/// Reads the closures, in file order.
pub(super) fn read(
    layout: &Layout<'_>,
    locations: &Locations,
    problems: &mut Problems,
) -> Vec<Closure> {
    let Some(source) = layout.required_table("closures.csv", problems) else { return Vec::new() };
    let table = Positional::read(&source, COLUMNS, problems);
    let rows = table.rows.iter().map(|row| Cells { source: &source, row });
    rows.filter_map(|cells| closure(&cells, locations, problems)).collect()
}

fn closure(cells: &Cells<'_>, locations: &Locations, problems: &mut Problems) -> Option<Closure> {
    if cells.row.fields.len() < COLUMNS.len() {
        let message = format!(
            "the row has {} cells; a closure needs 5: type, two names, start and end",
            cells.row.fields.len()
        );
        problems.push(codes::MISSING_CELLS.at(cells.at(COLUMNS.len()), message));
        return None;
    }
    let start = cells.whole(3, "closure_start", [i64::MIN, i64::MAX], problems);
    let end = cells.whole(4, "closure_end", [i64::MIN, i64::MAX], problems);
    let kind = kind(cells, locations, problems)?;
    let (start, end) = (start?, end?);
    if end >= 0 && end < start {
        let message =
            format!("it ends on day {end}, before it starts on day {start}: it opens first");
        problems.push(codes::ENDS_BEFORE_START.at(cells.at(4), message));
    }
    Some(Closure { kind, start, end })
}

fn kind(cells: &Cells<'_>, locations: &Locations, problems: &mut Problems) -> Option<ClosureKind> {
    let find = |index, problems: &mut Problems| locations.names.find(cells, index, problems);
    Some(match cells.text(0) {
        "country" => {
            let known = [1, 2].map(|index| country(cells, index, locations, problems));
            if known.contains(&false) {
                return None;
            }
            ClosureKind::Countries(cells.text(1).to_owned(), cells.text(2).to_owned())
        }
        "location" => ClosureKind::Place(find(1, problems)?),
        "camp" => ClosureKind::Camp(find(1, problems)?),
        "idpcamp" => ClosureKind::IdpCamp(find(1, problems)?),
        "link" => {
            let (one, other) = (find(1, problems), find(2, problems));
            ClosureKind::Link(one?, other?)
        }
        "remove_forced_redirection" => {
            let message = "forced redirection has no effect in Flee, so neither has removing it";
            problems.push(codes::FORCED_REDIRECTION.at(cells.at(0), message));
            return None;
        }
        other => {
            let message = format!("{} is no type of closure", shown(other));
            let problem = codes::UNKNOWN_CLOSURE_TYPE.at(cells.at(0), message);
            problems.push(match nearest(other, TYPES) {
                Some(near) => problem.hint(format!("did you mean `{near}`?")),
                None => problem.hint(format!("types are {}", TYPES.join(", "))),
            });
            return None;
        }
    })
}

fn country(
    cells: &Cells<'_>,
    index: usize,
    locations: &Locations,
    problems: &mut Problems,
) -> bool {
    let name = cells.text(index);
    let countries = || locations.places.iter().map(|place| place.country.as_str());
    if countries().any(|country| country == name) {
        return true;
    }
    let at = cells.at(index);
    let wanted = !problems.is_full(codes::UNKNOWN_COUNTRY.code, &at.file);
    let message = format!("no place is in a country named {}", shown(name));
    let problem = codes::UNKNOWN_COUNTRY.at(at, message);
    problems.push(match wanted.then(|| nearest(name, countries())).flatten() {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem,
    });
    false
}
