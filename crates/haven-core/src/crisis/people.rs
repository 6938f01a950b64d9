//! The ledger: everybody is somewhere, and moves only through [`People::transfer`] and its sisters.
//!
//! People are counted by whereabouts. Beside each count runs its *composition*: from which homes
//! (and, if asked for, for which causes) these people left, as the exact conditional expectation
//! given the counts. Those who leave a place are taken blindly from all who are there, so a flow of
//! x out of n people has x/n of each part in expectation, and expectations of expectations stay
//! exact. Counts never depend on compositions except through returns and host ties, which need
//! origins; so tracking causes changes no count.

use super::scenario::HomeId;
use crate::id::PlaceId;

/// Where people are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// Displaced, inside or abroad, and may go on.
    Unsettled(PlaceId),
    /// Displaced and settled: in a town, a camp, a haven, or with a host abroad.
    Settled(PlaceId),
    /// At a gate, not let through.
    Waiting(PlaceId),
    /// On the road, as a position in [`People::road`].
    Road(usize),
}

/// People on the road.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// How many.
    pub people: f64,
    /// The place they are next at.
    pub next: PlaceId,
    /// Where they want to go.
    pub destination: PlaceId,
    /// Day on which they are at `next`.
    pub due: u32,
    composition: Vec<f64>,
}

impl Party {
    fn journey(&self) -> Journey {
        Journey { next: self.next, destination: self.destination, due: self.due }
    }
}

/// The counts. In sampled runs whole numbers.
#[derive(Clone, Debug)]
pub struct People {
    /// At home and free to leave, by home.
    pub at_home: Vec<f64>,
    /// At home, wish to leave, exits closed, by home.
    pub trapped: Vec<f64>,
    /// By place.
    pub unsettled: Vec<f64>,
    /// By place.
    pub settled: Vec<f64>,
    /// By place; only at crossings above 0.
    pub waiting: Vec<f64>,
    /// On the road.
    pub road: Vec<Party>,
    /// Left the modelled system, in all.
    pub onward: f64,
    /// Parts of a composition: homes × causes, and one for those whose home is not known.
    width: usize,
    causes: usize,
    compositions: [Vec<f64>; 3],
    /// Position of the last party between two places that was formed, by next × places + destination.
    parties: Vec<u32>,
    /// Compositions to use again.
    spare: Vec<Vec<f64>>,
}

impl People {
    /// Nobody has left: residents are at home, those displaced from nobody knows where are settled.
    /// `causes`: how many causes of flight are told apart (1: none).
    pub fn new(residents: &[f64], displaced: &[f64], causes: usize) -> Self {
        let (places, width) = (displaced.len(), residents.len() * causes + 1);
        let mut people = Self {
            at_home: residents.to_vec(),
            trapped: vec![0.0; residents.len()],
            unsettled: vec![0.0; places],
            settled: displaced.to_vec(),
            waiting: vec![0.0; places],
            road: Vec::new(),
            onward: 0.0,
            width,
            causes,
            compositions: [(); 3].map(|()| vec![0.0; places * width]),
            parties: vec![0; places * places],
            spare: Vec::new(),
        };
        for (place, count) in displaced.iter().enumerate() {
            people.compositions[SETTLED][place * width + width - 1] = *count;
        }
        people
    }

    /// Everybody, wherever.
    pub fn total(&self) -> f64 {
        let lists = [&self.at_home, &self.trapped, &self.unsettled, &self.settled, &self.waiting];
        let counted: f64 = lists.iter().map(|list| list.iter().sum::<f64>()).sum();
        counted + self.on_road() + self.onward
    }

    /// People on the road.
    pub fn on_road(&self) -> f64 {
        self.road.iter().map(|party| party.people).sum()
    }

    /// How many are there.
    pub fn count(&self, at: Whereabouts) -> f64 {
        match at {
            Whereabouts::Unsettled(place) => self.unsettled[place.index()],
            Whereabouts::Settled(place) => self.settled[place.index()],
            Whereabouts::Waiting(place) => self.waiting[place.index()],
            Whereabouts::Road(party) => self.road[party].people,
        }
    }

    /// The expected number of people there by home and cause (position `home × causes + cause`); the
    /// last is of unknown home.
    pub fn composition(&self, at: Whereabouts) -> &[f64] {
        match at {
            Whereabouts::Unsettled(place) => self.row(UNSETTLED, place),
            Whereabouts::Settled(place) => self.row(SETTLED, place),
            Whereabouts::Waiting(place) => self.row(WAITING, place),
            Whereabouts::Road(party) => &self.road[party].composition,
        }
    }

    /// How many causes are told apart.
    pub fn causes(&self) -> usize {
        self.causes
    }

    /// People leave home for the road or a place, for causes in these shares (length: causes; sum 1).
    /// With `trapped`, they are those who were held back so far.
    pub fn depart(&mut self, home: HomeId, trapped: bool, to: Whereabouts, leaving: &Leaving<'_>) {
        let from = if trapped { &mut self.trapped } else { &mut self.at_home };
        from[home.index()] -= leaving.people;
        *self.count_mut(to) += leaving.people;
        let first = home.index() * self.causes;
        let row = self.composition_mut(to);
        for (cause, share) in leaving.shares.iter().enumerate() {
            row[first + cause] += share * leaving.people;
        }
    }

    /// People at home find the exits closed (or, with a negative number, lose the wish to leave).
    pub fn trap(&mut self, home: HomeId, people: f64) {
        self.at_home[home.index()] -= people;
        self.trapped[home.index()] += people;
    }

    /// People go from one whereabouts to another, taken blindly from those who are there.
    pub fn transfer(&mut self, from: Whereabouts, to: Whereabouts, people: f64) {
        if people <= 0.0 || from == to {
            return;
        }
        let share = self.take(from, people);
        if let Whereabouts::Road(party) = from {
            let composition = std::mem::take(&mut self.road[party].composition);
            self.add(to, people, (&composition, share));
            self.road[party].composition = composition;
        } else {
            let mut composition = self.spare.pop().unwrap_or_default();
            composition.clear();
            composition.extend_from_slice(self.composition(from));
            self.add(to, people, (&composition, share));
            self.spare.push(composition);
        }
        // The composition of a party of nobody does not matter.
        if share < 1.0 || !matches!(from, Whereabouts::Road(_)) {
            self.leave_composition(from, share);
        }
    }

    /// People set out on the road.
    pub fn set_out(&mut self, from: Whereabouts, journey: Journey, people: f64) {
        if people <= 0.0 {
            return;
        }
        let party = self.party(journey);
        self.transfer(from, Whereabouts::Road(party), people);
    }

    /// People are taken out of the ledger for a moment, blindly from those who are there, and join
    /// the band. All of them have to be put somewhere.
    pub fn take_along(&mut self, from: Whereabouts, people: f64, band: &mut Band) {
        if people <= 0.0 {
            return;
        }
        let share = self.take(from, people);
        band.people += people;
        band.composition.resize(self.width, 0.0);
        let (parts, band) = (self.composition_mut(from).iter_mut(), band.composition.iter_mut());
        parts.zip(band).for_each(|(part, taken)| {
            *taken += *part * share;
            *part *= 1.0 - share;
        });
    }

    /// Some of a band are put somewhere, blindly chosen among them.
    pub fn put(&mut self, band: &Band, to: Whereabouts, people: f64) {
        self.add(to, people, (&band.composition, people / band.people));
    }

    /// The position in [`People::road`] of a party on this journey, which may be empty so far.
    pub fn party(&mut self, journey: Journey) -> usize {
        let Journey { next, destination, due } = journey;
        let pair = next.index() * self.waiting.len() + destination.index();
        let found = self.parties[pair] as usize;
        // The party that was formed last may have gone on meanwhile, or be no more.
        if self.road.get(found).is_some_and(|party| party.journey() == journey) {
            return found;
        }
        let mut composition = self.spare.pop().unwrap_or_default();
        composition.clear();
        composition.resize(self.width, 0.0);
        self.parties[pair] = self.road.len() as u32;
        self.road.push(Party { people: 0.0, next, destination, due, composition });
        self.road.len() - 1
    }

    /// Forgets parties of nobody.
    pub fn clear_road(&mut self) {
        let spare = &mut self.spare;
        self.road.retain_mut(|party| {
            let remains = party.people > 0.0;
            if !remains {
                spare.push(std::mem::take(&mut party.composition));
            }
            remains
        });
    }

    /// People go home, so many to each home. Their parts of the composition are taken as far as
    /// they go, the rest blindly.
    pub fn go_home(&mut self, from: Whereabouts, returning: &[(HomeId, f64)]) {
        for (home, people) in returning {
            let (first, causes) = (home.index() * self.causes, self.causes);
            let parts = &mut self.composition_mut(from)[first..first + causes];
            let there: f64 = parts.iter().sum();
            let left = if there > *people { 1.0 - people / there } else { 0.0 };
            for part in parts {
                *part *= left;
            }
            *self.count_mut(from) -= people;
            self.at_home[home.index()] += people;
        }
        let (count, parts) = (self.count(from), self.composition(from).iter().sum::<f64>());
        if parts > 0.0 {
            self.leave_composition(from, 1.0 - count / parts);
        }
    }

    /// People leave the modelled system.
    pub fn leave_system(&mut self, from: Whereabouts, people: f64) {
        if people > 0.0 {
            let share = self.take(from, people);
            self.leave_composition(from, share);
            self.onward += people;
        }
    }

    /// Takes people out of a count; the share of it that they were.
    fn take(&mut self, from: Whereabouts, people: f64) -> f64 {
        let count = self.count_mut(from);
        debug_assert!(people <= *count + 1e-6, "{people} of {count} at {from:?}");
        let share = (people / *count).min(1.0);
        *count -= people;
        share
    }

    fn add(&mut self, to: Whereabouts, people: f64, (composition, share): (&[f64], f64)) {
        *self.count_mut(to) += people;
        let parts = self.composition_mut(to).iter_mut().zip(composition);
        parts.for_each(|(part, more)| *part += more * share);
    }

    fn leave_composition(&mut self, from: Whereabouts, share: f64) {
        let left = 1.0 - share;
        self.composition_mut(from).iter_mut().for_each(|part| *part *= left);
    }

    fn count_mut(&mut self, at: Whereabouts) -> &mut f64 {
        match at {
            Whereabouts::Unsettled(place) => &mut self.unsettled[place.index()],
            Whereabouts::Settled(place) => &mut self.settled[place.index()],
            Whereabouts::Waiting(place) => &mut self.waiting[place.index()],
            Whereabouts::Road(party) => &mut self.road[party].people,
        }
    }

    fn composition_mut(&mut self, at: Whereabouts) -> &mut [f64] {
        let (list, place) = match at {
            Whereabouts::Unsettled(place) => (UNSETTLED, place),
            Whereabouts::Settled(place) => (SETTLED, place),
            Whereabouts::Waiting(place) => (WAITING, place),
            Whereabouts::Road(party) => return &mut self.road[party].composition,
        };
        let start = place.index() * self.width;
        &mut self.compositions[list][start..start + self.width]
    }

    fn row(&self, list: usize, place: PlaceId) -> &[f64] {
        let start = place.index() * self.width;
        &self.compositions[list][start..start + self.width]
    }
}

const UNSETTLED: usize = 0;
const SETTLED: usize = 1;
const WAITING: usize = 2;

/// People between two whereabouts. Within a process only: at its end all have been put somewhere.
#[derive(Clone, Debug, Default)]
pub struct Band {
    /// How many have been taken along.
    pub people: f64,
    composition: Vec<f64>,
}

impl Band {
    /// Their expected number by home and cause, as in [`People::composition`].
    pub fn composition(&self) -> &[f64] {
        &self.composition
    }

    /// Forgets them: they have been put somewhere.
    pub fn clear(&mut self) {
        self.people = 0.0;
        self.composition.fill(0.0);
    }
}

/// People who leave home.
#[derive(Clone, Copy, Debug)]
pub struct Leaving<'l> {
    /// How many.
    pub people: f64,
    /// Shares of the causes; sum 1 (length: causes that are told apart).
    pub shares: &'l [f64],
}

/// A journey under way: those on the same one travel together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Journey {
    /// The place they are next at.
    pub next: PlaceId,
    /// Where they want to go.
    pub destination: PlaceId,
    /// Day on which they are at `next`.
    pub due: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALEPPO: HomeId = HomeId(0);
    const HERE: Whereabouts = Whereabouts::Unsettled(PlaceId(0));
    const CAMP: Whereabouts = Whereabouts::Settled(PlaceId(1));

    fn people() -> People {
        People::new(&[100.0, 50.0], &[0.0, 20.0], 2)
    }

    #[test]
    fn nobody_is_lost_on_any_way() {
        let mut people = people();
        people.depart(ALEPPO, false, HERE, &Leaving { people: 40.0, shares: &[0.25, 0.75] });
        people.trap(HomeId(1), 10.0);
        people.depart(HomeId(1), true, HERE, &Leaving { people: 10.0, shares: &[1.0, 0.0] });
        let journey = Journey { next: PlaceId(1), destination: PlaceId(1), due: 3 };
        people.set_out(HERE, journey, 25.0);
        people.transfer(Whereabouts::Road(0), CAMP, 25.0);
        people.clear_road();
        people.go_home(CAMP, &[(ALEPPO, 5.0)]);
        people.leave_system(CAMP, 7.0);
        assert_eq!(people.total(), 170.0);
        assert_eq!(people.at_home, [65.0, 40.0]);
        assert!(people.road.is_empty());
    }

    #[test]
    fn a_flow_has_the_composition_of_where_it_comes_from() {
        let mut people = people();
        people.depart(ALEPPO, false, HERE, &Leaving { people: 30.0, shares: &[0.5, 0.5] });
        people.depart(HomeId(1), false, HERE, &Leaving { people: 10.0, shares: &[0.0, 1.0] });
        people.transfer(HERE, CAMP, 20.0);
        assert_eq!(people.composition(CAMP), [7.5, 7.5, 0.0, 5.0, 20.0]);
        assert_eq!(people.composition(HERE), [7.5, 7.5, 0.0, 5.0, 0.0]);
    }

    #[test]
    fn who_goes_home_is_of_that_home() {
        let mut people = people();
        people.depart(ALEPPO, false, CAMP, &Leaving { people: 10.0, shares: &[1.0, 0.0] });
        people.go_home(CAMP, &[(ALEPPO, 4.0)]);
        assert_eq!(people.composition(CAMP), [6.0, 0.0, 0.0, 0.0, 20.0]);
        assert_eq!(people.at_home[0], 94.0);
    }
}
