//! States of gates over time. In `crossings.csv`, and in what-ifs.

use super::fields::Fields;
use super::{dates, facts, names};
use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::problems::Problems;
use haven_core::crisis::scenario::{Crisis, CrossingPeriod, GateState, PlaceKind};
use haven_core::id::PlaceId;
use haven_core::prior::Prior;
use haven_core::problem::Spot;

/// The columns of `crossings.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["place", "state"],
    optional: &["valid_from", "valid_to", "quota_per_day", "shared_draw"],
    unused: &[],
};

const STATES: [(&str, GateState); 5] = [
    ("open", GateState::Open),
    ("limited", GateState::Limited),
    ("medical", GateState::Medical),
    ("closed", GateState::Closed),
    ("informal", GateState::Informal),
];

/// How the dates are called in the table.
const IN_TABLE: [&str; 2] = ["valid_from", "valid_to"];

/// Reads the states of the gates into a crisis, in the order of gates and days.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, problems: &mut Problems) {
    let mut periods: Vec<(CrossingPeriod, Spot)> = Vec::new();
    for line in table.lines() {
        let place = names::place_in(crisis, &line, "place", problems);
        let place = place.filter(|place| is_gate(crisis, *place, line.spot("place"), problems));
        let known = is_known(&line, crisis, problems);
        let Some(period) = period(&line, IN_TABLE, crisis, place, problems) else { continue };
        let about = format!("gate {}", crisis.places[period.place.index()].name);
        facts::note(&mut crisis.facts, &line, || about);
        if known && period.until > 0 {
            periods.push((period, line.spot("state")));
        }
    }
    periods.sort_by_key(|(period, _)| (period.place, period.from, period.until));
    for (index, (period, at)) in periods.iter().enumerate() {
        let earlier = periods[..index].iter().rev().take_while(|(o, _)| o.place == period.place);
        contradictions(crisis, period, at, earlier, problems);
    }
    crisis.crossings = periods.into_iter().map(|(period, _)| period).collect();
}

/// Whether a place is a gate; that it is none is reported.
pub fn is_gate(crisis: &Crisis, place: PlaceId, at: Spot, problems: &mut Problems) -> bool {
    let found = &crisis.places[place.index()];
    let is_gate = found.kind == PlaceKind::Crossing;
    if !is_gate {
        let message = format!("`{}` is not a place of kind crossing", found.id);
        let hint = "name the gate; places between gate and town are passed like any other";
        problems.push(codes::WRONG_KIND.at(at, message).hint(hint));
    }
    is_gate
}

fn is_known(line: &Line<'_>, crisis: &Crisis, problems: &mut Problems) -> bool {
    let from = line
        .given("valid_from")
        .and_then(|_| Line::date(line, "valid_from", &mut Problems::default()));
    dates::is_known(crisis, line, from.unwrap_or(crisis.start), problems)
}

/// The state of a gate from a day on. `dates`: the names of its first day, and of that on which it is
/// over.
pub fn period(
    fields: &impl Fields,
    dates: [&str; 2],
    crisis: &Crisis,
    place: Option<PlaceId>,
    problems: &mut Problems,
) -> Option<CrossingPeriod> {
    let state = fields.needed("state", problems);
    let state = state.and_then(|_| fields.word("state", &STATES, problems));
    let from = match fields.given(dates[0]) {
        None => Some(0),
        Some(_) => dates::beginning(crisis, fields, dates[0], problems).map(|(_, day)| day),
    };
    let until = from.and_then(|first| dates::end(crisis, fields, dates, first, problems));
    let quota = fields.prior("quota_per_day", [0.0, 1e9], problems);
    if state.is_some_and(|state| state != GateState::Closed)
        && fields.given("quota_per_day").is_none()
    {
        let message = "`quota_per_day` is empty: how many people a day get through?";
        let hint = "of an open gate, what it can bear at most; of an informal one, who find a way";
        problems.push(codes::EMPTY_CELL.at(fields.spot("quota_per_day"), message).hint(hint));
    }
    if let Some(quota) = quota.as_ref().filter(|_| state != Some(GateState::Closed)) {
        check_quota(fields, quota, problems);
    }
    Some(CrossingPeriod {
        place: place?,
        from: from?,
        until: until?,
        state: state?,
        quota_per_day: quota.unwrap_or(Prior::Fixed(0.0)),
        shared_draw: fields.given("shared_draw").map(std::borrow::Cow::into_owned),
    })
}

/// Quotas below this, in people a day, are more likely meant to be shares of something.
const FEW_A_DAY: f64 = 10.0;

/// Reports a quota that lets hardly anybody through.
fn check_quota(fields: &impl Fields, quota: &Prior, problems: &mut Problems) {
    let usual = quota.median();
    if usual >= FEW_A_DAY {
        return;
    }
    let message = format!(
        "`quota_per_day` lets {} people through a day",
        if usual < 1.0 { format!("fewer than one ({usual})") } else { usual.to_string() }
    );
    let hint = "it is people a day, not a share: `quota_factor = 0.5` in a what-if halves quotas";
    problems.push(codes::LOW_QUOTA.at(fields.spot("quota_per_day"), message).hint(hint));
}

/// Reports that a gate has two different states on some days.
fn contradictions<'p>(
    crisis: &Crisis,
    period: &CrossingPeriod,
    at: &Spot,
    earlier: impl Iterator<Item = &'p (CrossingPeriod, Spot)>,
    problems: &mut Problems,
) {
    for (other, spot) in earlier.filter(|(other, _)| other.until > period.from) {
        if other.state == period.state && other.quota_per_day == period.quota_per_day {
            continue;
        }
        let message = format!(
            "`{}` has another state on {} (see line {})",
            crisis.places[period.place.index()].id,
            dates::date(crisis, period.from.max(other.from)),
            spot.line
        );
        let hint =
            "end one state (`valid_to` is the first day on which it is over) where the next begins";
        problems.push(codes::CONTRADICTION.at(at.clone(), message).hint(hint));
        return;
    }
}
