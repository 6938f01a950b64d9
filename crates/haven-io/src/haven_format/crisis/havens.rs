//! Protected areas. In `havens.csv`, and in what-ifs.

use super::fields::Fields;
use super::places::PEOPLE;
use super::{dates, facts, names};
use crate::codes;
use crate::haven_format::columns::{Columns, Table};
use crate::problems::Problems;
use haven_core::crisis::scenario::{Crisis, Haven};

/// The columns of `havens.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["id", "places", "from", "capacity"],
    optional: &["name", "credibility", "services"],
    unused: &[],
};

/// Reads the protected areas into a crisis, in the order of their ids.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, problems: &mut Problems) {
    for line in table.lines() {
        let Some((haven, from)) = haven(&line, crisis, problems) else { continue };
        if crisis.havens.iter().any(|other| other.id == haven.id) {
            let message = format!("the haven `{}` is there twice", haven.id);
            problems.push(codes::DUPLICATE_ID.at(line.spot("id"), message));
            continue;
        }
        facts::note(&mut crisis.facts, &line, || format!("haven {}", haven.name));
        if dates::is_known(crisis, &line, from, problems) {
            crisis.havens.push(haven);
        }
    }
    crisis.havens.sort_by(|one, other| one.id.cmp(&other.id));
}

/// A protected area, and the date on which it opens.
pub fn haven(
    fields: &impl Fields,
    crisis: &Crisis,
    problems: &mut Problems,
) -> Option<(Haven, jiff::civil::Date)> {
    let id = fields.needed("id", problems);
    let from = dates::beginning(crisis, fields, "from", problems);
    let places = names::places_in(crisis, fields, "places", problems);
    if fields.given("places").is_none() {
        fields.lacks("places", problems);
    }
    for (place, at) in &places {
        let found = &crisis.places[place.index()];
        if !names::is_ground(crisis, *place) {
            let message =
                format!("`{}` is in {}, not in the home country", found.id, found.country);
            let hint = "a haven protects people inside the country that they flee";
            problems.push(codes::HAVEN_ABROAD.at(at.clone(), message).hint(hint));
        }
    }
    let capacity = fields.needed("capacity", problems);
    let capacity = capacity.and_then(|_| fields.number("capacity", PEOPLE, problems));
    let services = fields.number("services", [0.0, 1.0], problems).unwrap_or(1.0);
    let credibility = fields.prior("credibility", [0.0, 1.0], problems);
    let (id, (date, day)) = (id?.into_owned(), from?);
    let haven = Haven {
        name: fields.given("name").map_or_else(|| id.clone(), std::borrow::Cow::into_owned),
        id,
        places: places.into_iter().map(|(place, _)| place).collect(),
        from: day,
        capacity: capacity?,
        credibility: credibility.unwrap_or(haven_core::prior::Prior::Fixed(1.0)),
        services,
    };
    Some((haven, date))
}
