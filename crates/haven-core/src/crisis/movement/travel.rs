//! # Travel
//! **What**     Who sets out walks, rests overnight, and arrives; who rested finds the way anew.
//! **Equation** days of a way = km/`km_per_day` + `front_delay`·fronts; up to one day it is
//!              travelled at once, else people rest each night at the last place that they reach
//! **Units**    people, km, days
//! **Reads**    routes, parameters, the road.  **Changes** people, `flows.on_link`,
//!              flows.arrived
//! **Keeps**    nobody is lost; who goes to a place that is attacked meanwhile stops on the way
//! **Source**   model.md §7
//! **Doubts**   everyone is equally fast; a stage longer than a day is rounded to whole days

use super::Movement;
use super::routes::Stage;
use crate::crisis::day::Member;
use crate::crisis::people::{Band, Journey, Leaving, People, Whereabouts};
use crate::crisis::scenario::{HomeId, PlaceKind};
use crate::id::PlaceId;
use crate::rng::Stream;

/// Who is put somewhere.
pub(super) enum Who<'w> {
    /// People who leave home.
    FromHome { home: HomeId, trapped: bool, shares: &'w [f64] },
    /// People who left a place together.
    Band(&'w Band),
    /// A party on the road.
    Party(usize),
}

impl Who<'_> {
    fn put(&self, ledger: &mut People, to: Whereabouts, people: f64) {
        match *self {
            Self::FromHome { home, trapped, shares } => {
                ledger.depart(home, trapped, to, &Leaving { people, shares });
            }
            Self::Band(band) => ledger.put(band, to, people),
            Self::Party(party) => ledger.transfer(Whereabouts::Road(party), to, people),
        }
    }
}

impl Movement {
    /// People leave a place now: they choose where to go and walk until tonight. Without anywhere
    /// to go they shelter where they are.
    pub(super) fn set_out(
        &mut self,
        member: &mut Member<'_>,
        from: PlaceId,
        (who, people): (&Who<'_>, f64),
        stream: &mut Stream,
    ) {
        let network = &member.world.network;
        let start = network.node(from).expect("people set out from places inside");
        self.routes.find(start, network, &member.setting.parameters);
        self.weigh(member, start, who);
        let mut choice = std::mem::take(&mut self.choice);
        match choice.split(people, member.request.draws, stream) {
            None => self.shelter(member, from, (who, people)),
            Some(counts) => {
                let chosen = counts.iter().enumerate().filter(|(_, people)| **people > 0.0);
                for (node, people) in chosen {
                    self.go(member, [start, node], (who, *people));
                }
                self.count_roads(member, start);
            }
        }
        self.choice = choice;
    }

    /// People who know where to go walk until tonight.
    pub(super) fn go(
        &mut self,
        member: &mut Member<'_>,
        way: [usize; 2],
        (who, people): (&Who<'_>, f64),
    ) {
        let (end, journey) = self.stage(member, way);
        self.going[end] += people;
        match journey {
            None => self.arrive(member, member.world.network.place(way[1]), (who, people)),
            Some(journey) => {
                let party = member.state.people.party(journey);
                who.put(&mut member.state.people, Whereabouts::Road(party), people);
            }
        }
    }

    /// Today's stage of a way, which exists: the node where it ends, and `None` if that is the end
    /// of the journey.
    fn stage(&self, member: &Member<'_>, [from, to]: [usize; 2]) -> (usize, Option<Journey>) {
        let Stage { end, days } = self.routes.first_stage(from, to);
        let end = end as usize;
        if end == to && days == 0 {
            return (end, None);
        }
        let [next, destination] = [end, to].map(|node| member.world.network.place(node));
        (end, Some(Journey { next, destination, due: member.day + days.max(1) }))
    }

    /// Counts the roads that those used who left a node just now.
    pub(super) fn count_roads(&mut self, member: &mut Member<'_>, from: usize) {
        let (network, on_link) = (&member.world.network, &mut member.flows.on_link);
        let count = |link: usize, people: f64| on_link[link] += people;
        self.routes.use_roads(from, network, &mut self.going, count);
    }

    /// Those whose stage ends today go on or arrive.
    pub(super) fn walk(&mut self, member: &mut Member<'_>) {
        let network = &member.world.network;
        for index in 0..member.state.people.road.len() {
            let party = &member.state.people.road[index];
            if party.due > member.day || party.people <= 0.0 {
                continue;
            }
            let (people, here, goal) = (party.people, party.next, party.destination);
            let who = Who::Party(index);
            if here == goal {
                self.arrive(member, here, (&who, people));
                continue;
            }
            let way = [here, goal].map(|place| network.node(place).expect("the road is inside"));
            self.routes.find(way[0], network, &member.setting.parameters);
            let attacked = !member.state.ground.assaulting[goal.index()].is_empty();
            if attacked || self.routes.way(way[0], way[1]).is_none() {
                self.shelter(member, here, (&who, people));
                continue;
            }
            let (end, journey) = self.stage(member, way);
            let on_link = &mut member.flows.on_link;
            self.routes.roads(network, [way[0], end], |link| on_link[link] += people);
            match journey {
                None => self.arrive(member, goal, (&who, people)),
                Some(Journey { next, due, .. }) => {
                    let party = &mut member.state.people.road[index];
                    (party.next, party.due) = (next, due);
                }
            }
        }
    }

    /// People reach the end of their journey: a gate's queue, a camp or haven with room, or a
    /// place where they may settle or not.
    fn arrive(&mut self, member: &mut Member<'_>, place: PlaceId, (who, people): (&Who<'_>, f64)) {
        member.flows.arrived[place.index()] += people;
        let kind = member.world.crisis().places[place.index()].kind;
        if kind == PlaceKind::Crossing {
            return who.put(&mut member.state.people, Whereabouts::Waiting(place), people);
        }
        let room = if member.is_shelter(place) { member.room_left(place) } else { 0.0 };
        let (sheltered, others) = (people.min(room), people - people.min(room));
        if sheltered > 0.0 {
            who.put(&mut member.state.people, Whereabouts::Settled(place), sheltered);
        }
        if others > 0.0 {
            self.shelter(member, place, (who, others));
        }
    }

    /// People stay at a place for tonight.
    fn shelter(&mut self, member: &mut Member<'_>, place: PlaceId, (who, people): (&Who<'_>, f64)) {
        self.fresh[place.index()] += people;
        who.put(&mut member.state.people, Whereabouts::Unsettled(place), people);
    }
}
