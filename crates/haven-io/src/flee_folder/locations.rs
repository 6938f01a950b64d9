//! `locations.csv`: the places, in their order, which has meaning in Flee.

use super::kinds::{is_camp, kind_named, report_kind};
use super::layout::Layout;
use super::names::Names;
use super::positional::{Columns, Positional};
use crate::cells::{Cells, MOST_PEOPLE, shown};
use crate::codes;
use crate::formula;
use crate::problems::Problems;
use haven_core::flee::scenario::{Place, PlaceKind};
use haven_core::id::PlaceId;
use haven_core::problem::Spot;

const COLUMNS: Columns = &[
    "name",
    "region",
    "country",
    "latitude|lat|gps_x",
    "longitude|lon|long|gps_y",
    "location_type",
    "conflict_date",
    "population|pop|population/capacity|pop/cap|capacity",
];
const CAPACITY: usize = 7;

/// The places and where they were read.
#[derive(Default)]
pub(super) struct Locations {
    /// The places.
    pub places: Vec<Place>,
    /// Places by name.
    pub names: Names,
    /// Where each place's row starts.
    pub rows: Vec<Spot>,
    /// Where each place's population or capacity stands.
    pub capacities: Vec<Spot>,
}

impl Locations {
    /// The place of this id.
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.places[id.index()]
    }

    /// People who live in all places together.
    pub fn residents(&self) -> u64 {
        self.places.iter().map(|place| place.residents).fold(0, u64::saturating_add)
    }

    /// Country of the first place: Flee's home country.
    pub fn home_country(&self) -> String {
        self.places.first().map_or_else(|| "unknown".to_owned(), |place| place.country.clone())
    }
}

/// Reads the places.
pub(super) fn read(layout: &Layout<'_>, problems: &mut Problems) -> Option<Locations> {
    let source = layout.required_table("locations.csv", problems)?;
    let table = Positional::read(&source, COLUMNS, problems);
    let mut locations = Locations::default();
    for row in &table.rows {
        let cells = Cells { source: &source, row };
        if let Some(place) = place(&cells, &table, problems) {
            add(&mut locations, place, &cells, problems);
        }
    }
    if table.rows.is_empty() {
        let message = "there are no places";
        problems.push(codes::EMPTY_TABLE.at(source.whole(), message));
    } else if locations.places.first().is_some_and(|place| is_camp(place.kind)) {
        warn_of_home(&locations, problems);
    }
    Some(locations)
}

fn add(locations: &mut Locations, place: Place, cells: &Cells<'_>, problems: &mut Problems) {
    if let Some(first) = locations.names.get(&place.id) {
        let line = locations.rows[first.index()].line;
        let message = format!("`{}` is already a place, in line {line}", place.id);
        problems.push(
            codes::DUPLICATE_PLACE
                .at(cells.at(0), message)
                .hint("rename one of them, or remove this row"),
        );
        return;
    }
    locations.names.insert(&place.id, PlaceId(locations.places.len() as u32));
    locations.places.push(place);
    locations.rows.push(cells.at(0));
    locations.capacities.push(cells.at(CAPACITY));
}

fn place(cells: &Cells<'_>, table: &Positional<'_>, problems: &mut Problems) -> Option<Place> {
    if cells.row.fields.len() <= CAPACITY {
        let message = format!(
            "the row has {} cells; places need {}, up to the population or capacity",
            cells.row.fields.len(),
            CAPACITY + 1
        );
        problems.push(codes::MISSING_CELLS.at(cells.at(CAPACITY), message));
    }
    // Whatever is wrong, the place exists: its name can be checked elsewhere.
    let name = name(cells, problems)?;
    let kind = kind(cells, problems);
    let people = if cells.is_blank(CAPACITY) {
        0
    } else {
        cells.whole(CAPACITY, "population", [0, MOST_PEOPLE], problems).unwrap_or(1) as u64
    };
    let (latitude, longitude) = coordinates(cells, problems);
    if is_camp(kind) && people == 0 {
        let message = format!("`{name}` has no capacity: as in Flee, it can hold any number");
        problems.push(codes::UNLIMITED_CAMP.at(cells.at(CAPACITY), message));
    }
    let extra = Extra { cells, table, name: &name, kind };
    Some(Place {
        region: or_unknown(cells.text(1)),
        country: or_unknown(cells.text(2)),
        latitude,
        longitude,
        kind,
        residents: if is_camp(kind) { 0 } else { people },
        capacity: is_camp(kind).then_some(people),
        capacity_growth_per_day: extra.people("capacity_per_day", problems),
        initial_intensity: extra.intensity(problems),
        initial_displaced: extra.initial_displaced(problems),
        deactivation_per_day: extra.share("deactivation_probability", problems),
        id: name.clone(),
        name,
    })
}

fn name(cells: &Cells<'_>, problems: &mut Problems) -> Option<String> {
    let name = cells.text(0);
    if name.trim().is_empty() {
        problems.push(codes::MISSING_NAME.at(cells.at(0), "the place has no name"));
        return None;
    }
    if name.trim() != name {
        let message =
            format!("the name {} starts or ends with a blank, which is part of it", shown(name));
        problems.push(codes::BLANK_IN_NAME.at(cells.at(0), message));
    }
    if name.contains([',', '"', '\n']) {
        let message = format!("the name {} breaks the columns of Flee's out.csv", shown(name));
        problems.push(codes::COMMA_IN_NAME.at(cells.at(0), message));
    }
    formula::warn(name, cells.at(0), problems);
    Some(name.to_owned())
}

fn or_unknown(text: &str) -> String {
    if text.is_empty() { "unknown".to_owned() } else { text.to_owned() }
}

fn coordinates(cells: &Cells<'_>, problems: &mut Problems) -> (f64, f64) {
    let mut degrees = |index, name, most: f64| {
        if cells.is_blank(index) {
            return 0.0;
        }
        let any = cells.number(index, name, [f64::MIN, f64::MAX], problems).unwrap_or(0.0);
        if any.abs() > most {
            let message = format!("`{name}` is {any}; degrees go from -{most} to {most}");
            problems.push(codes::ODD_COORDINATE.at(cells.at(index), message));
        }
        any
    };
    (degrees(3, "latitude", 90.0), degrees(4, "longitude", 180.0))
}

fn kind(cells: &Cells<'_>, problems: &mut Problems) -> PlaceKind {
    match kind_named(cells.text(5)) {
        Some(PlaceKind::Conflict) => {
            let date = cells.whole(6, "conflict_date", [i64::MIN, i64::MAX], problems);
            if date.is_some_and(|date| date > 0) { PlaceKind::Town } else { PlaceKind::Conflict }
        }
        Some(kind) => kind,
        None => {
            if cells.row.fields.len() > 5 {
                report_kind(cells, 5, problems);
            }
            // What Flee makes of it: everyone leaves again at once, and nothing else.
            PlaceKind::ForwardingHub
        }
    }
}

/// Columns beyond the fixed ones.
struct Extra<'a> {
    cells: &'a Cells<'a>,
    table: &'a Positional<'a>,
    name: &'a str,
    kind: PlaceKind,
}

impl Extra<'_> {
    /// Position of a column, if the table has it and this row says something in it.
    fn filled(&self, column: &str, problems: &mut Problems) -> Option<usize> {
        let index = *self.table.extra.get(column)?;
        if self.cells.is_blank(index) {
            let message =
                format!("`{column}` is empty, which counts as not given; Flee stops here");
            problems.push(codes::BLANK_CELL.at(self.cells.at(index), message));
            return None;
        }
        Some(index)
    }

    fn people(&self, column: &str, problems: &mut Problems) -> u64 {
        let Some(index) = self.filled(column, problems) else { return 0 };
        // Below 0 it has no effect in Flee.
        let people = self.cells.whole(index, column, [-MOST_PEOPLE, MOST_PEOPLE], problems);
        people.map_or(0, |people| people.max(0) as u64)
    }

    fn share(&self, column: &str, problems: &mut Problems) -> f64 {
        let Some(index) = self.filled(column, problems) else { return 0.0 };
        self.cells.number(index, column, [0.0, 1.0], problems).unwrap_or(0.0)
    }

    fn intensity(&self, problems: &mut Problems) -> f64 {
        if kind_named(self.cells.text(5)) != Some(PlaceKind::Conflict) {
            return 1.0;
        }
        let Some(index) = self.filled("conflict_intensity", problems) else { return 1.0 };
        let column = "conflict_intensity";
        self.cells.number(index, column, [0.0, f64::MAX], problems).unwrap_or(1.0)
    }

    fn initial_displaced(&self, problems: &mut Problems) -> u64 {
        let Some(&index) = self.table.extra.get("initial_idps") else { return 0 };
        if self.cells.is_blank(index) && !is_camp(self.kind) {
            return 0;
        }
        let people = self.people("initial_idps", problems);
        if people > 0 && !is_camp(self.kind) {
            let message = format!(
                "`{}` is no camp: as in Flee, its `initial_idps` are not placed",
                self.name
            );
            problems.push(codes::IDPS_OUTSIDE_CAMP.at(self.cells.at(index), message));
        }
        people
    }
}

fn warn_of_home(locations: &Locations, problems: &mut Problems) {
    let first = &locations.places[0];
    let message = format!(
        "the first place, `{}`, is a camp; its country, `{}`, becomes the home country, so that \
         every other country is abroad",
        first.name, first.country
    );
    problems.push(
        codes::HOME_COUNTRY
            .at(locations.rows[0].clone(), message)
            .hint("if that is not meant, move a place of the home country to the first row"),
    );
}
