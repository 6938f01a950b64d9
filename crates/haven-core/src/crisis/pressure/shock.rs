//! # Shock
//! **What**     Place-days differ beyond what is modelled: rumours, truces, weather.
//! **Equation** ε = exp(x − sd²/2), x ← φ·x + √(1−φ²)·sd·z, z standard normal; so mean ε is 1
//! **Units**    sd: of the logarithm; φ: correlation from one day to the next
//! **Changes**  shock.  In expected runs ε = 1
//! **Keeps**    one number z a place and day, whatever happens there; those of eight days come from
//!              one address, that of the first of them
//! **Source**   assumed
//! **Doubts**   places next to each other are independent

use super::scene::Scene;
use super::state::Pressure;
use crate::crisis::geography::Geography;
use crate::draw::Draws;
use crate::math;
use crate::rng::{Purpose, Stream, Streams};

/// Days whose numbers come from one address: it costs more than the numbers drawn there.
const DAYS: u32 = 8;

/// The standard normal numbers of [`DAYS`] days.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Normals {
    /// By day, then place at home; empty before the first are drawn.
    rows: Vec<f64>,
    first_day: u32,
}

impl Normals {
    /// Those of a day, in the order of places at home.
    fn on(&mut self, geography: &Geography, streams: Streams) -> &[f64] {
        let (places, since) = (geography.inside.len(), streams.day % DAYS);
        let first_day = streams.day - since;
        if self.rows.is_empty() || self.first_day != first_day {
            self.draw(geography, Streams { day: first_day, ..streams });
        }
        &self.rows[since as usize * places..][..places]
    }

    fn draw(&mut self, geography: &Geography, streams: Streams) {
        let places = geography.inside.len();
        self.first_day = streams.day;
        self.rows.resize(DAYS as usize * places, 0.0);
        for (column, place) in geography.inside.iter().enumerate() {
            let mut stream = streams.at(Purpose::Shock, geography.keys[place.index()]);
            for row in self.rows.chunks_exact_mut(2 * places) {
                [row[column], row[places + column]] = two_normals(&mut stream);
            }
        }
    }
}

/// Two standard normal numbers (the polar method of Marsaglia and Bray 1964).
fn two_normals(stream: &mut Stream) -> [f64; 2] {
    loop {
        let [x, y] = [stream.uniform(), stream.uniform()].map(|uniform| 2.0 * uniform - 1.0);
        let square = x * x + y * y;
        if square < 1.0 && square > 0.0 {
            let length = (-2.0 * math::ln(square) / square).sqrt();
            return [x * length, y * length];
        }
    }
}

/// Finds today's shocks.
pub(super) fn draw(scene: &Scene<'_>, pressure: &mut Pressure, normals: &mut Normals) {
    if scene.now.draws() == Draws::Expected {
        return pressure.shock.fill(1.0);
    }
    let parameters = scene.now.parameters();
    let (sd, memory) = (parameters.shock, parameters.shock_memory);
    let (kept, fresh) =
        if scene.now.day == 0 { (0.0, 1.0) } else { (memory, (1.0 - memory * memory).sqrt()) };
    let geography = scene.now.geography;
    let normals = normals.on(geography, scene.now.streams());
    for (place, normal) in geography.inside.iter().zip(normals) {
        let place = place.index();
        let state = &mut pressure.log_shock[place];
        *state = kept * *state + fresh * sd * normal;
        pressure.shock[place] = math::exp(*state - sd * sd / 2.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crisis::testing::CrisisBuilder;
    use crate::special::normal_distribution;

    #[test]
    fn two_normals_follow_the_normal_law_and_do_not_know_of_each_other() {
        let mut stream =
            Streams { seed: 3, member: 0, day: 0 }.at(Purpose::Shock, crate::id::StableKey(1));
        let (pairs, cells) = (50_000, 20);
        let mut counts = vec![0.0; cells * cells];
        for _ in 0..pairs {
            let [x, y] =
                two_normals(&mut stream).map(|z| (normal_distribution(z) * cells as f64) as usize);
            counts[x * cells + y] += 1.0;
        }
        let expected = f64::from(pairs) / counts.len() as f64;
        let off = counts.iter().map(|count: &f64| math::powi(count - expected, 2) / expected);
        let (statistic, freedom) = (off.sum::<f64>(), counts.len() as f64 - 1.0);
        assert!((statistic - freedom).abs() < 4.0 * (2.0 * freedom).sqrt(), "{statistic}");
    }

    #[test]
    fn a_day_s_numbers_are_its_own_whichever_day_was_asked_for_before() {
        let geography = Geography::new(&CrisisBuilder::chain(40, 3, 10.0).crisis);
        let on = |normals: &mut Normals, day| {
            normals.on(&geography, Streams { seed: 1, member: 2, day }).to_vec()
        };
        let mut kept = Normals::default();
        let in_turn: Vec<_> = (0..40).map(|day| on(&mut kept, day)).collect();
        for (day, numbers) in in_turn.iter().enumerate() {
            assert_eq!(on(&mut Normals::default(), day as u32), *numbers);
        }
        let mut all: Vec<f64> = in_turn.concat();
        all.sort_by(f64::total_cmp);
        all.dedup();
        assert_eq!(all.len(), 40 * 3);
    }
}
