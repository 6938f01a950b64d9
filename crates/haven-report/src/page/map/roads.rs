//! Roads with the people who use them.

use crate::numbers::MIN_CELL;
use haven::crisis::Answer;

/// Roads with the people who use them.
pub struct Roads<'a> {
    /// The answer whose roads they are.
    pub answer: &'a Answer,
    /// Whether how many use them is shown.
    pub are_told: bool,
}

impl Roads<'_> {
    /// The thickest road.
    const THICKEST: f64 = 13.0;

    /// People on the road with the most.
    pub fn most(&self) -> f64 {
        self.answer.on_link.iter().copied().fold(0.0, f64::max)
    }

    /// How thick a road is: its area on paper grows with people.
    pub fn width(&self, people: f64) -> f64 {
        (people / self.most().max(1.0)).sqrt() * Self::THICKEST
    }

    /// People on a road if that is shown.
    pub fn people(&self, link: usize) -> Option<f64> {
        let people = self.answer.on_link.get(link).copied().unwrap_or(0.0);
        (self.are_told && people >= MIN_CELL).then_some(people)
    }

    /// Numbers of people for the legend.
    pub fn examples(&self) -> Vec<f64> {
        let most = self.most();
        if !self.are_told || most < MIN_CELL * 10.0 {
            return Vec::new();
        }
        [1.0, 0.3, 0.05].into_iter().map(|share| share * most).filter(|p| *p >= MIN_CELL).collect()
    }
}
