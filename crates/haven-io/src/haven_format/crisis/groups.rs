//! `groups.csv`: who lives where.

use super::{facts, names};
use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::problems::Problems;
use haven_core::crisis::scenario::{Crisis, Group, Home, PlaceKind};
use haven_core::id::PlaceId;
use haven_core::prior::Prior;
use haven_core::problem::Spot;
use std::collections::BTreeMap;

/// The columns of `groups.csv`.
pub const COLUMNS: Columns =
    Columns { required: &["group", "share"], optional: &["place", "mobility"], unused: &[] };

/// The group to which those belong of whom the table says nothing.
const EVERYONE: &str = "everyone";

/// How far the shares at a place may be from 1 in sum; they are then scaled to it.
const TOLERANCE: f64 = 0.005;

/// A mobility, and where it is written.
type Mobility = Option<(f64, Spot)>;

/// What the table says.
#[derive(Default)]
struct Rows {
    mobility: BTreeMap<String, Mobility>,
    /// Shares by group; without a place, wherever no row names the place.
    shares: BTreeMap<Option<PlaceId>, (BTreeMap<String, f64>, Spot)>,
}

/// Reads the groups into a crisis, in alphabetical order, and who lives where. Without a table
/// everybody is of one group.
pub fn read(table: Option<&Table<'_>>, crisis: &mut Crisis, problems: &mut Problems) {
    let mut rows = Rows { shares: BTreeMap::new(), mobility: BTreeMap::new() };
    for line in table.into_iter().flat_map(Table::lines) {
        row(&line, crisis, &mut rows, problems);
    }
    check_sums(&rows, crisis, problems);
    let inhabited: Vec<PlaceId> = inhabited(crisis).collect();
    let is_covered = |place: &PlaceId| rows.shares_at(*place).is_some();
    if rows.mobility.is_empty() || !inhabited.iter().all(is_covered) {
        rows.mobility.entry(EVERYONE.to_owned()).or_insert(None);
    }
    crisis.groups =
        rows.mobility.iter().map(|(id, mobility)| group(id, mobility, crisis)).collect();
    crisis.homes = inhabited.into_iter().flat_map(|place| homes(place, &rows, crisis)).collect();
}

impl Rows {
    fn shares_at(&self, place: PlaceId) -> Option<&BTreeMap<String, f64>> {
        let own = self.shares.get(&Some(place)).or_else(|| self.shares.get(&None));
        own.map(|(shares, _)| shares)
    }
}

fn row(line: &Line<'_>, crisis: &mut Crisis, rows: &mut Rows, problems: &mut Problems) {
    let group = line.required("group", problems);
    let share = line.required("share", problems);
    let share = share.and_then(|_| line.number("share", [0.0, 1.0], problems));
    let mobility = line.number("mobility", [0.0, 100.0], problems);
    let place = match line.given("place") {
        Some(_) => names::place_in(crisis, line, "place", problems).map(Some),
        None => Some(None),
    };
    let (Some(group), Some(share), Some(place)) = (group, share, place) else { return };
    set_mobility(line, group, mobility, rows, problems);
    facts::note(&mut crisis.facts, line, || format!("share of the group {group}"));
    let (shares, _) =
        rows.shares.entry(place).or_insert_with(|| (BTreeMap::new(), line.spot("share")));
    if shares.insert(group.to_owned(), share).is_some() {
        let message = format!("the group `{group}` has another row for the same place");
        problems.push(codes::DUPLICATE_GROUP.at(line.spot("group"), message));
    }
}

fn set_mobility(
    line: &Line<'_>,
    group: &str,
    mobility: Option<f64>,
    rows: &mut Rows,
    problems: &mut Problems,
) {
    let known = rows.mobility.entry(group.to_owned()).or_insert(None);
    let Some(mobility) = mobility else { return };
    if let Some((earlier, at)) = known.as_ref().filter(|(earlier, _)| *earlier != mobility) {
        let message = format!("`{group}` has the mobility {earlier} in line {}", at.line);
        let hint = "a group has one mobility; give it once, or the same in all rows";
        problems.push(codes::CONTRADICTION.at(line.spot("mobility"), message).hint(hint));
        return;
    }
    *known = Some((mobility, line.spot("mobility")));
}

fn check_sums(rows: &Rows, crisis: &Crisis, problems: &mut Problems) {
    for (place, (shares, at)) in &rows.shares {
        let sum: f64 = shares.values().sum();
        if (sum - 1.0).abs() > TOLERANCE {
            let place = place.map_or("everywhere else", |place| &crisis.places[place.index()].id);
            let message = format!("the shares ({place}) sum to {sum:.3}; they have to sum to 1");
            problems.push(codes::GROUP_SHARES.at(at.clone(), message));
        }
    }
}

/// Places of the home country in which people live.
fn inhabited(crisis: &Crisis) -> impl Iterator<Item = PlaceId> {
    let all = (0..crisis.places.len() as u32).map(PlaceId);
    all.filter(|place| {
        let found = &crisis.places[place.index()];
        let passed = matches!(found.kind, PlaceKind::Crossing | PlaceKind::Hub);
        crisis.is_at_home(*place) && !passed && found.residents != Prior::Fixed(0.0)
    })
}

fn group(id: &str, mobility: &Mobility, crisis: &Crisis) -> Group {
    Group {
        id: id.to_owned(),
        mobility: mobility.as_ref().map_or(1.0, |(mobility, _)| *mobility),
        fear: vec![None; crisis.actors.len()],
    }
}

fn homes(place: PlaceId, rows: &Rows, crisis: &Crisis) -> Vec<Home> {
    let position = |id: &str| crisis.groups.iter().position(|group| group.id == id);
    let Some(shares) = rows.shares_at(place) else {
        let everyone = position(EVERYONE).unwrap_or_default();
        return vec![Home { place, group: everyone, share: 1.0 }];
    };
    let sum: f64 = shares.values().sum();
    let inhabited = shares.iter().filter(|(_, share)| **share > 0.0);
    inhabited
        .filter_map(|(id, share)| Some(Home { place, group: position(id)?, share: share / sum }))
        .collect()
}
