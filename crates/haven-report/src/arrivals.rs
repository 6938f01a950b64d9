//! Arrivals abroad told apart by origin, cause, gate and week, for texts and pages.

use super::numbers::MIN_CELL;
use super::words::{cause, date};
use haven::crisis::country_name;
use haven_core::crisis::Cause;
use haven_core::crisis::scenario::Crisis;

/// Name of what is put together.
pub(super) const OTHERS: &str = "others";

/// People by name.
pub(super) type Named = Vec<(String, f64)>;

/// By place of origin, or by its area (while that is sensitive). `people`: by home, and last those whose
/// home is not known.
pub(super) fn by_origin(people: Vec<f64>, crisis: &Crisis, coarse: bool) -> Named {
    let mut named = Named::new();
    for (at, people) in people.into_iter().enumerate() {
        let name = origin_name(crisis, at, coarse);
        match named.iter_mut().find(|(other, _)| other == name) {
            Some((_, sum)) => *sum += people,
            None => named.push((name.to_owned(), people)),
        }
    }
    named
}

/// Name of a home's place (position of the home in `Crisis::homes`), or of its area.
pub(super) fn origin_name(crisis: &Crisis, home: usize, coarse: bool) -> &str {
    match crisis.homes.get(home).map(|home| &crisis.places[home.place.index()]) {
        Some(place) if coarse => &place.admin1,
        Some(place) => &place.name,
        None => "home not known (displaced before the start)",
    }
}

/// By why people left home. `people`: by cause, and last those of whom it is not known.
pub(super) fn by_cause(people: Vec<f64>) -> Named {
    let all = Cause::ALL.into_iter().map(Some).chain([None]);
    all.zip(people).map(|(cause, people)| (cause_name(cause).to_owned(), people)).collect()
}

/// A cause in words.
pub(super) fn cause_name(known: Option<Cause>) -> &'static str {
    known.map_or("not known (displaced before the start)", cause)
}

/// Names of gates with their countries, in the order of `World::gates`.
pub(super) fn gate_names(crisis: &Crisis) -> Vec<String> {
    let name = |gate: haven_core::id::PlaceId| {
        let place = &crisis.places[gate.index()];
        format!("{} ({})", place.name, country_name(&place.country))
    };
    crisis.gates().map(name).collect()
}

/// By week, in order; named by its first day.
pub(super) fn by_week(people: Vec<f64>, crisis: &Crisis) -> Named {
    (0..).map(|week| week_name(crisis, week)).zip(people).collect()
}

/// A week, named by its first day.
pub(super) fn week_name(crisis: &Crisis, week: usize) -> String {
    format!("week from {}", date(crisis, week as i64 * 7))
}

/// Numbers of people by name, largest first, without small groups: the others are put together.
pub(super) fn grouped(all: Named, named: usize) -> Named {
    let (mut kept, others) = large_groups(all, named);
    kept.extend(others.map(|people| (OTHERS.to_owned(), people)));
    kept
}

/// The largest groups, and how many people the others are, if there are any: those beyond `named` and
/// those below [`MIN_CELL`]. If all of these are few, the next smallest joins them, since whoever knows
/// the total could otherwise work them out.
pub(super) fn large_groups<T>(
    mut all: Vec<(T, f64)>,
    named: usize,
) -> (Vec<(T, f64)>, Option<f64>) {
    all.retain(|(_, people)| *people > 0.0);
    all.sort_by(|one, other| other.1.total_cmp(&one.1));
    let large = all.iter().filter(|(_, people)| *people >= MIN_CELL).count();
    let mut kept = large.min(named);
    let rest = |kept: usize| all[kept..].iter().map(|(_, people)| people).sum::<f64>();
    while kept > 0 && kept < all.len() && rest(kept) < MIN_CELL {
        kept -= 1;
    }
    let others = (kept < all.len()).then(|| rest(kept));
    all.truncate(kept);
    (all, others)
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
