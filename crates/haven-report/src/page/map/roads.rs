//! Roads with the people who use them.

use haven::crisis::Answer;
use haven::disclosure::MIN_CELL;

/// Roads with the people who use them.
pub struct Roads<'a> {
    /// The answer whose roads they are.
    pub answer: &'a Answer,
    /// Whether how many use them is shown, as far as it may be.
    pub are_told: bool,
}

impl Roads<'_> {
    /// The thickest road.
    const THICKEST: f64 = 13.0;

    /// People by road, if that is told.
    fn used(&self) -> &[f64] {
        self.answer.on_link.as_deref().filter(|_| self.are_told).unwrap_or_default()
    }

    /// People on the road with the most.
    pub fn most(&self) -> f64 {
        self.used().iter().copied().fold(0.0, f64::max)
    }

    /// How thick a road is: its area on paper grows with people.
    pub fn width(&self, people: f64) -> f64 {
        (people / self.most().max(1.0)).sqrt() * Self::THICKEST
    }

    /// People on a road if that is shown, and there are any.
    pub fn people(&self, link: usize) -> Option<f64> {
        self.used().get(link).copied().filter(|people| *people > 0.0)
    }

    /// Numbers of people for the legend.
    pub fn examples(&self) -> Vec<f64> {
        let most = self.most();
        if most < MIN_CELL * 10.0 {
            return Vec::new();
        }
        [1.0, 0.3, 0.05].into_iter().map(|share| share * most).filter(|p| *p >= MIN_CELL).collect()
    }
}
