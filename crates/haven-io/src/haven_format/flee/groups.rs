//! `groups.csv`: who lives where, by demographic group.

use super::places::Places;
use crate::codes;
use crate::haven_format::columns::{Columns, Table};
use crate::problems::Problems;
use haven_core::flee::scenario::Group;
use haven_core::id::PlaceId;
use haven_core::problem::Spot;
use std::collections::{BTreeMap, BTreeSet};

/// The columns of `groups.csv`.
pub const COLUMNS: Columns =
    Columns { required: &["group", "share"], optional: &["place"], unused: &["mobility"] };

/// How far the shares at a place may be from 1 in sum; they are then scaled to it.
const TOLERANCE: f64 = 0.005;

/// Share by group, for a place or, without one, wherever no row names the place.
type Shares<'t> = BTreeMap<Option<PlaceId>, BTreeMap<&'t str, f64>>;

/// Reads the groups, in alphabetical order.
pub fn read(table: &Table<'_>, places: &Places, problems: &mut Problems) -> Vec<Group> {
    let mut shares = Shares::new();
    let mut first: BTreeMap<Option<PlaceId>, Spot> = BTreeMap::new();
    let mut names = BTreeSet::new();
    for line in table.lines() {
        let group = line.required("group", problems);
        let share = line
            .required("share", problems)
            .and_then(|_| line.number("share", [0.0, 1.0], problems));
        let place = match line.given("place") {
            Some(_) => places.named(&line, "place", problems).map(Some),
            None => Some(None),
        };
        let (Some(group), Some(share), Some(place)) = (group, share, place) else { continue };
        names.insert(group);
        first.entry(place).or_insert_with(|| line.spot("share"));
        if shares.entry(place).or_default().insert(group, share).is_some() {
            let message = format!("the group `{group}` has another row for the same place");
            problems.push(codes::DUPLICATE_GROUP.at(line.spot("group"), message));
        }
    }
    for (place, at) in first {
        let sum: f64 = shares[&place].values().sum();
        if (sum - 1.0).abs() > TOLERANCE {
            let place = place.map_or("everywhere else", |place| places.id(place));
            let message = format!("the shares ({place}) sum to {sum:.3}; they have to sum to 1");
            problems.push(codes::GROUP_SHARES.at(at, message));
        }
    }
    if !names.is_empty() {
        report_uncovered(table.whole(), &shares, places, problems);
    }
    names.into_iter().map(|name| group(name, &shares, places)).collect()
}

fn report_uncovered(at: Spot, shares: &Shares<'_>, places: &Places, problems: &mut Problems) {
    if shares.contains_key(&None) {
        return;
    }
    let is_missing = |index: &usize| !shares.contains_key(&Some(PlaceId(*index as u32)));
    let missing: Vec<_> =
        (0..places.all.len()).filter(is_missing).map(|i| places.all[i].id.as_str()).collect();
    if !missing.is_empty() {
        let message = format!("no shares are given for: {}", missing.join(", "));
        let hint = "add rows with an empty `place`: they hold wherever no row names the place";
        problems.push(codes::GROUP_SHARES.at(at, message).hint(hint));
    }
}

fn group(name: &str, shares: &Shares<'_>, places: &Places) -> Group {
    let share = |index: usize| {
        let place = Some(PlaceId(index as u32));
        let here = shares.get(&place).or_else(|| shares.get(&None));
        here.map_or(0.0, |here| {
            here.get(name).copied().unwrap_or(0.0)
                / here.values().sum::<f64>().max(f64::MIN_POSITIVE)
        })
    };
    Group { name: name.to_owned(), share: (0..places.all.len()).map(share).collect() }
}
