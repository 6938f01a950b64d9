//! What moved today: counted where it happens, cleared every morning; and what is heard of it the next.

use super::ledger::ByRoute;
use crate::id::PlaceId;

/// Today's movements, by place (length: places).
#[derive(Clone, Debug, PartialEq)]
pub struct Flows {
    /// Left home, at their home.
    pub departed: Vec<f64>,
    /// Displaced again, at the place they left.
    pub re_departed: Vec<f64>,
    /// Reached a place at the end of a journey.
    pub arrived: Vec<f64>,
    /// Entered another country at a gate.
    pub crossed: Vec<f64>,
    /// Those of them who were not let through.
    pub crossed_irregularly: Vec<f64>,
    /// Came home, at their home.
    pub returned: Vec<f64>,
    /// Left the modelled system, from the place they left.
    pub onward: Vec<f64>,
    /// Who found a host after crossing: the gate, the host (the gate itself if there is none), people.
    pub hosted: Vec<(PlaceId, PlaceId, f64)>,
    /// Who crossed at a gate, by route, home and cause, by place; empty where nobody did, or if
    /// causes are not told apart.
    pub crossed_by_route: Vec<ByRoute>,
}

impl Flows {
    /// Nobody has moved.
    pub fn new(places: usize) -> Self {
        let nobody = || vec![0.0; places];
        Self {
            departed: nobody(),
            re_departed: nobody(),
            arrived: nobody(),
            crossed: nobody(),
            crossed_irregularly: nobody(),
            returned: nobody(),
            onward: nobody(),
            hosted: Vec::new(),
            crossed_by_route: vec![ByRoute::default(); places],
        }
    }

    /// A new day.
    pub fn clear(&mut self) {
        let lists = [
            &mut self.departed,
            &mut self.re_departed,
            &mut self.arrived,
            &mut self.crossed,
            &mut self.crossed_irregularly,
            &mut self.returned,
            &mut self.onward,
        ];
        for list in lists {
            list.fill(0.0);
        }
        self.hosted.clear();
        self.crossed_by_route.iter_mut().for_each(ByRoute::clear);
    }

    /// The share of those who crossed a gate that stay with a host; 0 if nobody crossed.
    pub fn hosted_share(&self, gate: PlaceId, host: PlaceId) -> f64 {
        let all = self.crossed[gate.index()];
        let there = self.hosted.iter().filter(|(at, with, _)| (*at, *with) == (gate, host));
        if all > 0.0 { there.map(|(.., people)| people).sum::<f64>() / all } else { 0.0 }
    }

    /// People crossed at a gate.
    pub fn cross(&mut self, gate: PlaceId, people: f64, irregular: bool) {
        self.crossed[gate.index()] += people;
        if irregular {
            self.crossed_irregularly[gate.index()] += people;
        }
    }
}

/// How many residents left each place on the last day, and how many there were before: what their
/// neighbours hear of it the next morning.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftHome(Vec<[f64; 2]>);

impl LeftHome {
    /// Nobody has left one of so many places.
    pub fn new(places: usize) -> Self {
        Self(vec![[0.0; 2]; places])
    }

    /// Of the residents of a place (before they left), so many left home today.
    pub fn note(&mut self, place: PlaceId, left: f64, residents: f64) {
        self.0[place.index()] = [left, residents];
    }

    /// How many left a place, and how many residents it had before.
    pub fn at(&self, place: PlaceId) -> [f64; 2] {
        self.0[place.index()]
    }
}
