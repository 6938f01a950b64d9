//! The ledger: everybody is somewhere, and moves only through [`Ledger::transfer`] and its sisters.
//!
//! People are counted by whereabouts. Beside each count runs its *origins*: from which homes these
//! people left, as the conditional expectation given the counts. Those who leave a place are taken
//! blindly from all who are there, so a flow of x out of n people has x/n of each part in
//! expectation, and expectations of expectations stay exact. Counts depend on origins only through
//! returns and host ties. If asked for, *labels* run beside them, origins by cause of flight, which
//! nothing reads but tables; so tracking causes changes no count. With them, those who are bound for a
//! gate or wait there are told apart by route (`by_route`).

mod gate_routes;
mod in_transit;
mod origins;
mod whereabouts;

pub use gate_routes::{ByRoute, Route};
pub use in_transit::InTransit;
pub use origins::sum;
pub use whereabouts::Whereabouts;

use super::scenario::HomeId;
use crate::id::PlaceId;
use gate_routes::GateRoutes;
use origins::Compositions;

/// The counts. In sampled runs whole numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// At home and free to leave, by home.
    pub at_home: Vec<f64>,
    /// At home, wish to leave, exits closed, by home.
    pub trapped: Vec<f64>,
    /// Left home today, by place.
    pub leaving: Vec<f64>,
    /// By place.
    pub unsettled: Vec<f64>,
    /// By place.
    pub settled: Vec<f64>,
    /// By place; only at crossings above 0.
    pub waiting: Vec<f64>,
    /// On the road, by where to.
    pub bound: Vec<f64>,
    /// When they arrive.
    pub in_transit: InTransit,
    /// Left the modelled system, in all.
    pub onward: f64,
    /// Homes, and last those whose home is not known. Rows: those who are leaving, unsettled,
    /// settled, waiting and bound for, by place each.
    origins: Compositions,
    /// Homes × causes, and last the unknown, in the same rows.
    labels: Option<Compositions>,
    /// The labels of those who are bound for gates and wait there, by route.
    by_route: Option<GateRoutes>,
    causes: usize,
    /// Who has set out since compositions were mixed last, by place for which they are bound: row of
    /// those who were leaving with them, and their share of those.
    set_out: Vec<Vec<(u32, f32)>>,
    /// Who is among those who are leaving, by place.
    leavers: Vec<Leavers>,
}

/// What is known of those who are leaving a place before their composition is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
struct Leavers {
    /// Homes that they left today.
    homes: Vec<u32>,
    /// Whether there are others among them, who may be from anywhere.
    mixed: bool,
}

impl Ledger {
    /// Nobody has left: residents are at home, those displaced from nobody knows where are settled.
    /// `causes`: how many causes of flight are told apart, if any.
    pub fn new(
        residents: &[f64],
        displaced: &[f64],
        causes: Option<usize>,
        in_transit: InTransit,
    ) -> Self {
        let (places, homes) = (displaced.len(), residents.len());
        let compositions = |causes: usize| Compositions::new(LISTS * places, homes * causes + 1);
        let mut people = Self {
            at_home: residents.to_vec(),
            trapped: vec![0.0; residents.len()],
            leaving: vec![0.0; places],
            unsettled: vec![0.0; places],
            settled: displaced.to_vec(),
            waiting: vec![0.0; places],
            bound: vec![0.0; places],
            in_transit,
            onward: 0.0,
            origins: compositions(1),
            labels: causes.map(compositions),
            by_route: causes.map(|_| GateRoutes::new(places)),
            causes: causes.unwrap_or(1),
            set_out: vec![Vec::new(); places],
            leavers: vec![Leavers::default(); places],
        };
        for (place, count) in displaced.iter().enumerate() {
            let row = people.row(Whereabouts::Settled(PlaceId(place as u32)));
            for compositions in people.compositions() {
                if let Some(unknown) = compositions.row_mut(row).last_mut() {
                    *unknown = *count as f32;
                }
            }
        }
        people
    }

    /// Everybody, wherever.
    pub fn total(&self) -> f64 {
        let lists = [
            &self.at_home,
            &self.trapped,
            &self.leaving,
            &self.unsettled,
            &self.settled,
            &self.waiting,
            &self.bound,
        ];
        lists.iter().map(|list| list.iter().sum::<f64>()).sum::<f64>() + self.onward
    }

    /// People on the road.
    pub fn on_road(&self) -> f64 {
        self.bound.iter().sum()
    }

    /// People at home, trapped or not, of one home.
    pub fn residents_of(&self, home: HomeId) -> f64 {
        self.at_home[home.index()] + self.trapped[home.index()]
    }

    /// People at home, trapped or not, of these homes together.
    pub fn residents_at(&self, homes: &[HomeId]) -> f64 {
        homes.iter().map(|home| self.residents_of(*home)).sum()
    }

    /// People at home and free to leave, of these homes together.
    pub fn free_at(&self, homes: &[HomeId]) -> f64 {
        homes.iter().map(|home| self.at_home[home.index()]).sum()
    }

    /// People at home who wish to leave and cannot, of these homes together.
    pub fn trapped_at(&self, homes: &[HomeId]) -> f64 {
        homes.iter().map(|home| self.trapped[home.index()]).sum()
    }

    /// Displaced people at a place, settled or not.
    pub fn displaced_at(&self, place: PlaceId) -> f64 {
        self.settled[place.index()] + self.unsettled[place.index()]
    }

    /// How many are there.
    pub fn count(&self, at: Whereabouts) -> f64 {
        match at {
            Whereabouts::Leaving(place) => self.leaving[place.index()],
            Whereabouts::Unsettled(place) => self.unsettled[place.index()],
            Whereabouts::Settled(place) => self.settled[place.index()],
            Whereabouts::Waiting(place) => self.waiting[place.index()],
            Whereabouts::Bound(place) => self.bound[place.index()],
        }
    }

    /// The expected number of people there by home; the last is of unknown home.
    pub fn origins(&self, at: Whereabouts) -> &[f32] {
        self.origins.row(self.row(at))
    }

    /// The expected number of people there by home and cause (position `home × causes + cause`); the
    /// last is of unknown home. Only if causes are told apart.
    pub fn labels(&self, at: Whereabouts) -> Option<&[f32]> {
        Some(self.labels.as_ref()?.row(self.row(at)))
    }

    /// The same by route, of those who are bound for a gate or wait there.
    #[cfg(test)]
    pub fn parties(&self, at: Whereabouts) -> Option<&ByRoute> {
        self.by_route.as_ref()?.at(at)
    }

    /// People leave home for somewhere, for causes in these shares (length: causes; sum 1).
    /// With `trapped`, they are those who were held back so far.
    pub fn depart(&mut self, home: HomeId, trapped: bool, to: Whereabouts, leaving: &Leaving<'_>) {
        let from = if trapped { &mut self.trapped } else { &mut self.at_home };
        from[home.index()] -= leaving.people;
        *self.count_mut(to) += leaving.people;
        if let Whereabouts::Leaving(place) = to {
            let homes = &mut self.leavers[place.index()].homes;
            if !homes.contains(&home.0) {
                homes.push(home.0);
            }
        }
        let (row, first) = (self.row(to), home.index() * self.causes);
        self.origins.row_mut(row)[home.index()] += leaving.people as f32;
        if let Some(labels) = &mut self.labels {
            let parts = labels.row_mut(row)[first..].iter_mut().zip(leaving.shares);
            parts.for_each(|(part, share)| *part += (share * leaving.people) as f32);
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
        *self.count_mut(to) += people;
        if let Whereabouts::Leaving(place) = to {
            self.leavers[place.index()].mixed = true;
        }
        let rows = [self.row(from), self.row(to)];
        self.compositions().for_each(|compositions| compositions.transfer(rows, share));
        if let Some(by_route) = &mut self.by_route {
            let parties = by_route.take(from, share);
            by_route.put(to, parties);
        }
    }

    /// Of those who are leaving a place, so many are about to set out for each of these gates, by these
    /// routes. Nothing happens unless causes are told apart.
    pub fn take_routes(
        &mut self,
        from: PlaceId,
        bound: impl Iterator<Item = (PlaceId, f64, Route)>,
    ) {
        let (row, leaving) = (self.row(Whereabouts::Leaving(from)), self.leaving[from.index()]);
        let Some(by_route) = &mut self.by_route else { return };
        for (gate, people, route) in bound {
            by_route.set_out(gate, route, (row, (people / leaving) as f32));
        }
    }

    /// All who are leaving a place set out, so many for each of these places, where they arrive on
    /// that day. Who they are is known once everybody has set out ([`Ledger::mix`]).
    pub fn set_out(&mut self, from: PlaceId, bound: impl Iterator<Item = (PlaceId, f64, u32)>) {
        let row = self.row(Whereabouts::Leaving(from)) as u32;
        let share = 1.0 / self.leaving[from.index()];
        let leavers = std::mem::take(&mut self.leavers[from.index()]);
        for (to, people, due) in bound {
            self.leaving[from.index()] -= people;
            self.bound[to.index()] += people;
            self.in_transit.expect(due, to, people);
            let share = (people * share) as f32;
            if leavers.mixed {
                self.set_out[to.index()].push((row, share));
            } else {
                self.add_homes(row as usize, to, &leavers.homes, share);
            }
        }
        self.leavers[from.index()] = leavers;
    }

    /// A share of those in a row, who left these homes, is bound for a place.
    fn add_homes(&mut self, row: usize, to: PlaceId, homes: &[u32], share: f32) {
        let (bound, causes) = (self.row(Whereabouts::Bound(to)), self.causes);
        for home in homes.iter().map(|home| *home as usize) {
            self.origins.add_parts([row, bound], home..home + 1, share);
            if let Some(labels) = &mut self.labels {
                labels.add_parts([row, bound], home * causes..(home + 1) * causes, share);
            }
        }
    }

    /// Everybody who was leaving has set out: they are now among those on the road.
    pub fn mix(&mut self) {
        let mut set_out = std::mem::take(&mut self.set_out);
        for (place, shares) in set_out.iter_mut().enumerate().filter(|(_, some)| !some.is_empty()) {
            let bound = self.row(Whereabouts::Bound(PlaceId(place as u32)));
            self.compositions().for_each(|compositions| compositions.add_shares(bound, shares));
            shares.clear();
        }
        self.set_out = set_out;
        if let (Some(by_route), Some(labels)) = (&mut self.by_route, &self.labels) {
            by_route.mix(labels);
        }
        for place in 0..self.leaving.len() {
            let leavers = &mut self.leavers[place];
            let some = leavers.mixed || !leavers.homes.is_empty();
            leavers.mixed = false;
            leavers.homes.clear();
            if some {
                let row = self.row(Whereabouts::Leaving(PlaceId(place as u32)));
                self.compositions().for_each(|compositions| compositions.row_mut(row).fill(0.0));
            }
        }
    }

    /// People are taken out of the ledger for a moment, blindly from those who are there, and join
    /// the band. All of them have to be put somewhere.
    pub fn take_along(&mut self, from: Whereabouts, people: f64, band: &mut InTransfer) {
        if people <= 0.0 {
            return;
        }
        let share = self.take(from, people);
        band.people += people;
        let row = self.row(from);
        self.origins.take(row, &mut band.origins, share);
        if let Some(labels) = &mut self.labels {
            labels.take(row, &mut band.labels, share);
        }
        if let Some(by_route) = &mut self.by_route {
            band.by_route.join(by_route.take(from, share));
        }
    }

    /// Some of a band are put somewhere, blindly chosen among them.
    pub fn put(&mut self, band: &InTransfer, to: Whereabouts, people: f64) {
        *self.count_mut(to) += people;
        let (row, share) = (self.row(to), people / band.people);
        self.origins.add(row, &band.origins, share);
        if let Some(labels) = &mut self.labels {
            labels.add(row, &band.labels, share);
        }
    }

    /// People go home, so many to each home. Their parts of the composition are taken as far as
    /// they go, the rest blindly.
    pub fn go_home(&mut self, from: Whereabouts, returning: &[(HomeId, f64)]) {
        let (row, causes) = (self.row(from), self.causes);
        for (home, people) in returning {
            let part = &mut self.origins.row_mut(row)[home.index()];
            let there = f64::from(*part);
            let left = if there > *people { (1.0 - people / there) as f32 } else { 0.0 };
            *part *= left;
            if let Some(labels) = &mut self.labels {
                let parts = home.index() * causes..(home.index() + 1) * causes;
                labels.row_mut(row)[parts].iter_mut().for_each(|part| *part *= left);
            }
            *self.count_mut(from) -= people;
            self.at_home[home.index()] += people;
        }
        let count = self.count(from);
        for compositions in self.compositions() {
            let parts = sum(compositions.row(row));
            if parts > 0.0 {
                compositions.keep(row, count / parts);
            }
        }
    }

    /// People leave the modelled system.
    pub fn leave_system(&mut self, from: Whereabouts, people: f64) {
        if people > 0.0 {
            let share = self.take(from, people);
            let row = self.row(from);
            self.compositions().for_each(|compositions| compositions.keep(row, 1.0 - share));
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

    fn compositions(&mut self) -> impl Iterator<Item = &mut Compositions> {
        std::iter::once(&mut self.origins).chain(&mut self.labels)
    }

    fn count_mut(&mut self, at: Whereabouts) -> &mut f64 {
        match at {
            Whereabouts::Leaving(place) => &mut self.leaving[place.index()],
            Whereabouts::Unsettled(place) => &mut self.unsettled[place.index()],
            Whereabouts::Settled(place) => &mut self.settled[place.index()],
            Whereabouts::Waiting(place) => &mut self.waiting[place.index()],
            Whereabouts::Bound(place) => &mut self.bound[place.index()],
        }
    }

    /// The row of the compositions of those who are there.
    fn row(&self, at: Whereabouts) -> usize {
        let (list, number) = match at {
            Whereabouts::Leaving(place) => (0, place.index()),
            Whereabouts::Unsettled(place) => (1, place.index()),
            Whereabouts::Settled(place) => (2, place.index()),
            Whereabouts::Waiting(place) => (3, place.index()),
            Whereabouts::Bound(place) => (4, place.index()),
        };
        list * self.waiting.len() + number
    }
}

/// Lists of whereabouts by place.
const LISTS: usize = 5;

/// People between two whereabouts. Within a process only: at its end all have been put somewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InTransfer {
    /// How many have been taken along.
    pub people: f64,
    /// By which routes they came; nobody if causes are not told apart.
    pub by_route: ByRoute,
    origins: Vec<f32>,
    labels: Vec<f32>,
}

impl InTransfer {
    /// Their expected number by home, as in [`Ledger::origins`].
    pub fn origins(&self) -> &[f32] {
        &self.origins
    }

    /// Forgets them: they have been put somewhere.
    pub fn clear(&mut self) {
        self.people = 0.0;
        self.by_route.clear();
        self.origins.fill(0.0);
        self.labels.fill(0.0);
    }
}

/// People who leave home.
#[derive(Clone, Copy, Debug)]
pub struct Leaving<'l> {
    /// How many.
    pub people: f64,
    /// Shares of the causes; sum 1 (length: causes). Only read if causes are told apart.
    pub shares: &'l [f64],
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALEPPO: HomeId = HomeId(0);
    const HERE: Whereabouts = Whereabouts::Unsettled(PlaceId(0));
    const CAMP: Whereabouts = Whereabouts::Settled(PlaceId(1));

    fn people() -> Ledger {
        Ledger::new(&[100.0, 50.0], &[0.0, 20.0], Some(2), InTransit::new(2, 5))
    }

    #[test]
    fn nobody_is_lost_on_any_way() {
        let mut people = people();
        people.depart(ALEPPO, false, HERE, &Leaving { people: 40.0, shares: &[0.25, 0.75] });
        people.trap(HomeId(1), 10.0);
        people.depart(HomeId(1), true, HERE, &Leaving { people: 10.0, shares: &[1.0, 0.0] });
        people.transfer(HERE, Whereabouts::Leaving(PlaceId(0)), 25.0);
        let bound = [(PlaceId(1), 15.0, 3), (PlaceId(0), 10.0, 2)];
        people.set_out(PlaceId(0), bound.into_iter());
        people.mix();
        assert_eq!((people.on_road(), people.total()), (25.0, 170.0));
        assert_eq!(people.in_transit.due(3, PlaceId(1)), 15.0);
        let bound = Whereabouts::Bound(PlaceId(1));
        assert_eq!(people.labels(bound).unwrap(), [3.0, 9.0, 3.0, 0.0, 0.0]);
        people.transfer(bound, CAMP, 15.0);
        people.transfer(Whereabouts::Bound(PlaceId(0)), CAMP, 10.0);
        people.go_home(CAMP, &[(ALEPPO, 5.0)]);
        people.leave_system(CAMP, 7.0);
        assert_eq!(people.total(), 170.0);
        assert_eq!(people.at_home, [65.0, 40.0]);
        assert_eq!(people.on_road(), 0.0);
    }

    #[test]
    fn a_flow_has_the_composition_of_where_it_comes_from() {
        let mut people = people();
        people.depart(ALEPPO, false, HERE, &Leaving { people: 30.0, shares: &[0.5, 0.5] });
        people.depart(HomeId(1), false, HERE, &Leaving { people: 10.0, shares: &[0.0, 1.0] });
        people.transfer(HERE, CAMP, 20.0);
        assert_eq!(people.labels(CAMP).unwrap(), [7.5, 7.5, 0.0, 5.0, 20.0]);
        assert_eq!(people.labels(HERE).unwrap(), [7.5, 7.5, 0.0, 5.0, 0.0]);
    }

    #[test]
    fn who_goes_home_is_of_that_home() {
        let mut people = people();
        people.depart(ALEPPO, false, CAMP, &Leaving { people: 10.0, shares: &[1.0, 0.0] });
        people.go_home(CAMP, &[(ALEPPO, 4.0)]);
        assert_eq!(people.labels(CAMP).unwrap(), [6.0, 0.0, 0.0, 0.0, 20.0]);
        assert_eq!(people.at_home[0], 94.0);
    }
}
