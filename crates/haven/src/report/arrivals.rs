//! Arrivals abroad told apart by origin, cause, gate and week, for texts and pages.

use super::numbers::MIN_CELL;
use super::page::words::{cause, date};
use crate::crisis::country_name;
use haven_core::crisis::scenario::Crisis;
use haven_core::crisis::{Cause, World};
use haven_study::crisis::explained::{Cell, Explained};

/// Name of what is put together.
pub(super) const OTHERS: &str = "others";

/// People by name.
pub(super) type Named = Vec<(String, f64)>;

/// By place of origin, or by its area (while that is sensitive).
pub(super) fn by_origin(explained: &Explained, crisis: &Crisis, coarse: bool) -> Named {
    let people = explained.margin(explained.origins, |cell: &Cell| cell.origin);
    let mut named = Named::new();
    for (at, people) in people.into_iter().enumerate() {
        let place = crisis.homes.get(at).map(|home| &crisis.places[home.place.index()]);
        let name = match place {
            Some(place) if coarse => &place.admin1,
            Some(place) => &place.name,
            None => "home not known (displaced before the start)",
        };
        match named.iter_mut().find(|(other, _)| other == name) {
            Some((_, sum)) => *sum += people,
            None => named.push((name.to_owned(), people)),
        }
    }
    named
}

/// By why people left home.
pub(super) fn by_cause(explained: &Explained) -> Named {
    let position = |cell: &Cell| Cause::ALL.iter().position(|cause| *cause == cell.cause);
    let people = explained.margin(Cause::ALL.len(), |cell| position(cell).unwrap_or(0));
    Cause::ALL.iter().zip(people).map(|(why, people)| (cause(*why).to_owned(), people)).collect()
}

/// By gate, with its country.
pub(super) fn by_gate(explained: &Explained, crisis: &Crisis) -> Named {
    let world = World::new(crisis);
    let people = explained.margin(world.gates().len(), |cell| cell.gate);
    let name = |(gate, people): (&haven_core::id::PlaceId, f64)| {
        let place = &crisis.places[gate.index()];
        (format!("{} ({})", place.name, country_name(&place.country)), people)
    };
    world.gates().iter().zip(people).map(name).collect()
}

/// By week, in order; named by its first day.
pub(super) fn by_week(explained: &Explained, crisis: &Crisis) -> Named {
    let people = explained.margin(explained.weeks, |cell| cell.week);
    let name =
        |(week, people): (i64, f64)| (format!("week from {}", date(crisis, week * 7)), people);
    (0..).zip(people).map(name).collect()
}

/// Numbers of people by name, largest first, without small groups: those beyond `named` and those
/// below [`MIN_CELL`] are put together. If all of these are few, the next smallest joins them, since
/// whoever knows the total could otherwise work them out.
pub(super) fn grouped(mut all: Named, named: usize) -> Named {
    all.retain(|(_, people)| *people > 0.0);
    all.sort_by(|one, other| other.1.total_cmp(&one.1));
    let large = all.iter().filter(|(_, people)| *people >= MIN_CELL).count();
    let mut kept = large.min(named);
    let rest = |kept: usize| all[kept..].iter().map(|(_, people)| people).sum::<f64>();
    while kept > 0 && kept < all.len() && rest(kept) < MIN_CELL {
        kept -= 1;
    }
    let others = (kept < all.len()).then(|| (OTHERS.to_owned(), rest(kept)));
    all.truncate(kept);
    all.extend(others);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_group_takes_the_next_smallest_with_it() {
        let all = |people: &[f64]| {
            let named = people.iter().enumerate().map(|(at, p)| (format!("p{at}"), *p));
            grouped(named.collect(), 3)
        };
        let others = |people: f64| ("others".to_owned(), people);
        assert_eq!(all(&[3.0, 2_000.0, 100.0]), [("p1".to_owned(), 2_000.0), others(103.0)]);
        assert_eq!(all(&[3.0, 4.0]), [others(7.0)]);
        assert_eq!(all(&[50.0, 40.0]).len(), 2);
        assert_eq!(all(&[50.0, 40.0, 30.0, 20.0, 10.0])[3], others(30.0));
    }
}
