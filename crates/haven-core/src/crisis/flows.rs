//! What moved today: counted where it happens, cleared every morning.

use crate::id::PlaceId;

/// Today's movements, by place (length: places), and the use of roads.
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
    /// People who used a link (position in `Crisis::links`), in either direction.
    pub on_link: Vec<f64>,
    /// Expected composition of those who crossed at a gate, by place; empty where nobody did. Kept
    /// only while causes are tracked.
    pub crossed_composition: Vec<Vec<f64>>,
}

impl Flows {
    /// Nobody has moved.
    pub fn new(places: usize, links: usize) -> Self {
        let nobody = || vec![0.0; places];
        Self {
            departed: nobody(),
            re_departed: nobody(),
            arrived: nobody(),
            crossed: nobody(),
            crossed_irregularly: nobody(),
            returned: nobody(),
            onward: nobody(),
            on_link: vec![0.0; links],
            crossed_composition: vec![Vec::new(); places],
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
            &mut self.on_link,
        ];
        for list in lists {
            list.fill(0.0);
        }
        self.crossed_composition.iter_mut().for_each(Vec::clear);
    }

    /// People crossed at a gate; `composition` is that of all who wait there, of whom they are a share.
    pub fn cross(&mut self, gate: PlaceId, people: f64, irregular: bool) {
        self.crossed[gate.index()] += people;
        if irregular {
            self.crossed_irregularly[gate.index()] += people;
        }
    }
}
