//! Who holds what today, what of it civilians feel, and the rules by which that is read. The conflict
//! process writes it, everything else reads it.

use super::actors::Actors;
use super::scenario::{ActorId, ControlRow, Crisis};
use crate::id::PlaceId;
use std::ops::Range;

/// A place that changed hands: what the report of a member is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capture {
    /// On which day.
    pub day: u32,
    /// Where.
    pub place: PlaceId,
    /// Who holds all of it since.
    pub by: ActorId,
}

/// The state of the ground on one day. Lists by place have one entry a place of the scenario (those
/// abroad are held by nobody); lists by place and actor are rows of places × columns of actors.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// Number of columns in lists by place and actor.
    pub actors: usize,
    /// Share of a place that an actor holds, by place and actor; sums to 1 at home, 0 abroad.
    pub share: Vec<f64>,
    /// Those with a share above 0, by place.
    pub holders: Vec<Actors>,
    /// Rises by one whenever `holders` changes anywhere: routes and supply are then found anew.
    pub epoch: u64,
    /// Rises by one whenever `front`, `air`, `km_to` and `expected_speed` are found anew.
    pub outlook: u64,
    /// Rises by one whenever `km_gained` is found anew.
    pub gains: u64,
    /// Whether ground hostile to a holder lies within reach, or the place itself is split between
    /// enemies, by place.
    pub front: Vec<bool>,
    /// Actors that attack the place on the ground today, by place. Not those who merely face it.
    pub assaulting: Vec<Actors>,
    /// Intensity of air campaigns at the place today, split over their targets, by place and actor.
    pub air: Vec<f64>,
    /// Road km to the nearest ground of an actor, by place and actor; 0 where it holds a share
    /// alone, half the effective radius where it shares the place, infinite if there is no way.
    pub km_to: Vec<f64>,
    /// Km by which the actor came nearer in the last 14 days (at least 0), by place and actor.
    pub km_gained: Vec<f64>,
    /// v₀ of the fear of an approach: speed of the announced or running advance that has the place
    /// among its objectives or on its way, else the background speed; km per day, by place and actor.
    pub expected_speed: Vec<f64>,
    /// The last change of all of a place to one side, by place.
    pub captured: Vec<Option<Capture>>,
    /// `siege`: shortfall of civil supplies, in [0, 1], already weighed with stocks, by place.
    pub siege: Vec<f64>,
    /// Share of the civil ways out that is cut, in [0, 1], by place.
    pub exits_cut: Vec<f64>,
}

impl Control {
    /// Who holds what on the first morning; what follows from it is to be found.
    pub fn first(crisis: &Crisis) -> Self {
        let mut control = Self::nobody(crisis.places.len(), crisis.actors.len());
        for row in crisis.control.iter().filter(|row| row.day <= 0) {
            control.set(row);
        }
        control
    }

    fn nobody(places: usize, actors: usize) -> Self {
        let cells = places * actors;
        Self {
            actors,
            share: vec![0.0; cells],
            holders: vec![Actors::default(); places],
            epoch: 1,
            outlook: 0,
            gains: 0,
            front: vec![false; places],
            assaulting: vec![Actors::default(); places],
            air: vec![0.0; cells],
            km_to: vec![f64::INFINITY; cells],
            km_gained: vec![0.0; cells],
            expected_speed: vec![0.0; cells],
            captured: vec![None; places],
            siege: vec![0.0; places],
            exits_cut: vec![0.0; places],
        }
    }

    /// Sets a place as a row of the table says. The actor who gained most by it, if anything changed.
    pub fn set(&mut self, row: &ControlRow) -> Option<ActorId> {
        let cells = self.cells(row.place);
        let before = self.share[cells.clone()].to_vec();
        self.share[cells.clone()].fill(0.0);
        let total: f64 = row.shares.iter().map(|(_, share)| share).sum();
        for (actor, share) in &row.shares {
            self.share[cells.start + actor.index()] += share / total;
        }
        let present = row.shares.iter().filter(|(_, share)| *share > 0.0);
        let holders = present.fold(Actors::default(), |holders, (actor, _)| holders.with(*actor));
        self.epoch += u64::from(self.holders[row.place.index()] != holders);
        self.holders[row.place.index()] = holders;
        let gain = |index: &usize| self.share[cells.start + index] - before[*index];
        let most = (0..self.actors).max_by(|a, b| gain(a).total_cmp(&gain(b)))?;
        (gain(&most) > 1e-9).then_some(ActorId(most as u16))
    }

    /// Position in lists by place and actor.
    pub fn at(&self, place: PlaceId, actor: ActorId) -> usize {
        place.index() * self.actors + actor.index()
    }

    /// Positions of a place in lists by place and actor.
    pub fn cells(&self, place: PlaceId) -> Range<usize> {
        place.index() * self.actors..(place.index() + 1) * self.actors
    }

    /// Whether somebody attacks a place on the ground today.
    pub fn is_attacked(&self, place: PlaceId) -> bool {
        !self.assaulting[place.index()].is_empty()
    }

    /// Whether everybody who holds one place fights everybody who holds the other. `foes`: by actor.
    pub fn is_front(&self, foes: &[Actors], places: [PlaceId; 2]) -> bool {
        let [here, there] = places.map(|place| self.holders[place.index()]);
        let fights = |one: ActorId| there.0 & !foes[one.index()].0 == 0;
        !here.is_empty() && !there.is_empty() && here.iter().all(fights)
    }

    /// Whether enemies hold parts of a place. `foes`: by actor.
    pub fn is_split(&self, foes: &[Actors], place: PlaceId) -> bool {
        let holders = self.holders[place.index()];
        holders.0.count_ones() > 1 && holders.iter().any(|one| foes[one.index()].meet(holders))
    }

    /// Whether armed forces can pass over a place: their side or their enemies are there.
    pub fn is_passable(&self, [side, foes]: [Actors; 2], place: PlaceId) -> bool {
        Actors(side.0 | foes.0).meet(self.holders[place.index()])
    }

    /// Largest share of a place held by one of some actors: who, ties to the first.
    pub fn main_holder(&self, place: PlaceId, among: Actors) -> Option<ActorId> {
        let share = |actor: ActorId| self.share[self.at(place, actor)];
        let holders = Actors(self.holders[place.index()].0 & among.0);
        holders.iter().reduce(|best, other| if share(other) > share(best) { other } else { best })
    }

    /// Share of those who wish to leave a place who cannot: by the rule of its holders, who hold back
    /// the share `exit_closure` (by actor), or because a siege cuts the ways out.
    pub fn exits_closed(&self, exit_closure: &[f64], place: PlaceId) -> f64 {
        let holders = self.holders[place.index()].iter();
        let by_rule: f64 = holders
            .map(|actor| self.share[self.at(place, actor)] * exit_closure[actor.index()])
            .sum();
        by_rule.max(self.exits_cut[place.index()] * self.siege[place.index()]).clamp(0.0, 1.0)
    }
}
