//! Those who have arrived today and may go on.

use super::cohort::Cohort;
use crate::id::PlaceId;

/// Up to so many arrivals in a place, one that is like another is looked for at once; beyond, all
/// are sorted when they are taken.
const MOST_MERGED_AT_ONCE: usize = 8;

/// People who have arrived and may go on today.
#[derive(Debug)]
pub(super) struct Arrival {
    /// Kilometres done today, as bits of a non-negative `f64`.
    pub(super) km_today: u64,
    pub(super) cohort: Cohort,
}

impl Arrival {
    fn is_like(&self, other: &Self) -> bool {
        self.km_today == other.km_today && self.cohort.key == other.cohort.key
    }

    fn absorb(&mut self, other: &mut Self) {
        self.cohort.people += other.cohort.people;
        self.cohort.labels.absorb(std::mem::take(&mut other.cohort.labels));
    }
}

/// Today's arrivals who have not decided yet, by place.
#[derive(Debug)]
pub(super) struct Journeys {
    by_place: Vec<Vec<Arrival>>,
    /// Places with arrivals, in the order in which the first came.
    places: Vec<PlaceId>,
    /// Memory to be used again.
    spare: Vec<Vec<Arrival>>,
    /// Turn of those who decide in order; part of the address of their randomness.
    pub(super) turn: u64,
}

impl Journeys {
    /// Nobody has arrived yet.
    pub(super) fn none(places: usize) -> Self {
        let by_place = (0..places).map(|_| Vec::new()).collect();
        Self { by_place, places: Vec::new(), spare: Vec::new(), turn: 0 }
    }

    /// People arrive; those who are alike in all merge.
    pub(super) fn arrive(&mut self, place: PlaceId, mut arrival: Arrival) {
        let here = &mut self.by_place[place.index()];
        if here.is_empty() {
            self.places.push(place);
            if let Some(spare) = self.spare.pop() {
                *here = spare;
            }
        }
        let alike = match here.len() {
            0..=MOST_MERGED_AT_ONCE => here.iter_mut().find(|other| other.is_like(&arrival)),
            _ => None,
        };
        match alike {
            Some(other) => other.absorb(&mut arrival),
            None => here.push(arrival),
        }
    }

    /// Gives back the memory of people who were taken.
    pub(super) fn reuse(&mut self, empty: Vec<Arrival>) {
        self.spare.push(empty);
    }

    /// Whether anyone has arrived and not been taken.
    pub(super) fn anyone(&self) -> bool {
        !self.places.is_empty()
    }

    /// Takes everyone who has arrived, by place.
    pub(super) fn take(&mut self) -> Vec<(PlaceId, Vec<Arrival>)> {
        let places = std::mem::take(&mut self.places);
        let take =
            |place: PlaceId| (place, merged(std::mem::take(&mut self.by_place[place.index()])));
        places.into_iter().map(take).collect()
    }
}

fn merged(mut arrivals: Vec<Arrival>) -> Vec<Arrival> {
    if arrivals.len() > MOST_MERGED_AT_ONCE {
        arrivals.sort_by_key(|arrival| (arrival.km_today, arrival.cohort.key));
        arrivals.dedup_by(|next, kept| {
            let alike = next.is_like(kept);
            if alike {
                kept.absorb(next);
            }
            alike
        });
    }
    arrivals
}
