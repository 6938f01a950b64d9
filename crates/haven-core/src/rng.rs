//! Randomness by address: the same address always yields the same numbers.
//!
//! A decision's numbers depend on (seed, member, day, purpose, who decides) and on nothing else:
//! not on threads, on call order, or on the numbers of array rows. One Philox4x32-10 block at the
//! address seeds a fast generator that makes the draws of that decision.

use crate::id::StableKey;

/// What a number is for. The values are part of every result: never renumber.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Purpose {
    /// How many set out in all (Poisson departures).
    Departures = 1,
    /// From which places they set out.
    Origins = 2,
    /// Who leaves a place at the start of the day.
    Leave = 3,
    /// Which way the leavers go.
    Choose = 4,
    /// Who walks on a link today.
    Walk = 5,
    /// What those do who arrive during the day.
    Continue = 6,
    /// Order of those who can fill up the same places.
    Order = 7,
    /// Who stops moving for good.
    Deactivate = 8,
    /// Demographic groups of those who set out.
    Groups = 9,
    /// Which labels go along when a cohort splits.
    Labels = 10,
    /// An uncertain number, by name: once a member.
    Parameter = 11,
    /// Who takes a place.
    Contest = 12,
    /// Acts of violence.
    Events = 13,
    /// How a place-day differs beyond what is modelled.
    Shock = 14,
    /// Who leaves home.
    Home = 15,
    /// Who of them gets out, and whom the closed exits hold.
    Exit = 16,
    /// Which displaced people leave again.
    Redisplace = 17,
    /// Who settles, and who moves on.
    Settle = 18,
    /// Where those who set out go.
    Destination = 19,
    /// What happens to those who wait at a gate.
    Gate = 20,
    /// With whom those who crossed stay.
    Host = 21,
    /// Whether a haven collapses.
    Collapse = 22,
    /// Who returns home.
    Return = 23,
    /// Who leaves the system.
    Onward = 24,
    /// Who is registered, and when.
    Register = 25,
    /// Draws and proposals of a calibration.
    Calibration = 26,
    /// At which values a study looks. Numbers of studies begin at 32.
    Design = 32,
    /// Which runs a study takes again to see how sure it is.
    Resample = 33,
    /// What a baseline forecasts.
    Baseline = 48,
    /// Where a count stands among members that equal it.
    Rank = 49,
    /// What is forecast of a place at issue time.
    Forecast = 50,
    /// Whether conflict begins or ends in a place after the origin of a forecast.
    Turn = 51,
}

/// All the randomness of one member of an ensemble on one day.
#[derive(Clone, Copy, Debug)]
pub struct Streams {
    /// Seed of the ensemble.
    pub seed: u64,
    /// Member of the ensemble.
    pub member: u32,
    /// Day, from 0.
    pub day: u32,
}

impl Streams {
    /// The numbers for one decision of `who`.
    pub fn at(&self, purpose: Purpose, who: StableKey) -> Stream {
        let counter =
            [who.0 as u32, (who.0 >> 32) as u32, self.day | (purpose as u32) << 24, self.member];
        Stream::seeded(philox(counter, self.seed))
    }
}

/// A short-lived source of numbers (PCG XSL-RR 128/64 MCG); dropping it loses nothing.
#[derive(Clone, Debug)]
pub struct Stream {
    state: u128,
}

impl Stream {
    fn seeded(block: [u32; 4]) -> Self {
        let [a, b, c, d] = block.map(u128::from);
        Self { state: (a | b << 32 | c << 64 | d << 96) | 3 }
    }

    /// Another stream, whose numbers do not depend on how many this one goes on to give.
    #[must_use]
    pub fn fork(&mut self) -> Self {
        let state = self.state.wrapping_mul(0xda94_2042_e4dd_58b5_94d0_49bb_1331_11eb) | 3;
        self.bits();
        Self { state }
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_mul(0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645);
        let rotation = (self.state >> 122) as u32;
        (((self.state >> 64) as u64) ^ (self.state as u64)).rotate_right(rotation)
    }

    /// A number in [0, 1), 53 bits.
    pub fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// Twice one of `columns` (at least 1), all alike, and another number of 32 bits. All are cut from
    /// one number, so that chances are whole numbers of 2⁻³².
    pub fn two_columns(&mut self, columns: u32) -> [(usize, u32); 2] {
        let bits = self.bits();
        [bits as u32, (bits >> 32) as u32].map(|half| {
            let wide = u64::from(half) * u64::from(columns);
            ((wide >> 32) as usize, wide as u32)
        })
    }

    /// A whole number in `0..below` (at least 1), without bias (Lemire 2019).
    pub fn below(&mut self, below: u64) -> u64 {
        let threshold = below.wrapping_neg() % below;
        loop {
            let wide = u128::from(self.bits()) * u128::from(below);
            if wide as u64 >= threshold {
                return (wide >> 64) as u64;
            }
        }
    }

    /// Puts the items in random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
    }
}

/// Philox4x32-10 (Salmon et al., SC'11): ten rounds of multiply and swap.
pub fn philox(mut counter: [u32; 4], key: u64) -> [u32; 4] {
    let (mut low, mut high) = (key as u32, (key >> 32) as u32);
    for _ in 0..10 {
        let first = u64::from(counter[0]) * 0xD251_1F53;
        let second = u64::from(counter[2]) * 0xCD9E_8D57;
        counter = [
            (second >> 32) as u32 ^ counter[1] ^ low,
            second as u32,
            (first >> 32) as u32 ^ counter[3] ^ high,
            first as u32,
        ];
        low = low.wrapping_add(0x9E37_79B9);
        high = high.wrapping_add(0xBB67_AE85);
    }
    counter
}

/// Mixes two keys into one (the finaliser of `SplitMix64`): cheap, and every bit counts.
pub fn mix(key: u64, with: u64) -> u64 {
    let mut x = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ with;
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math;

    // Known-answer vectors distributed with Random123 (kat_vectors, philox4x32 10).
    #[test]
    fn philox_gives_the_published_answers() {
        assert_eq!(philox([0; 4], 0), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(
            philox([u32::MAX; 4], u64::MAX),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
        assert_eq!(
            philox([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], 0x299f_31d0_a409_3822),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn an_address_always_gives_the_same_numbers_and_neighbours_give_others() {
        let streams = Streams { seed: 7, member: 3, day: 11 };
        let first = |s: Streams, purpose| s.at(purpose, StableKey::of("Azaz")).bits();
        assert_eq!(first(streams, Purpose::Leave), first(streams, Purpose::Leave));
        assert_ne!(first(streams, Purpose::Leave), first(streams, Purpose::Choose));
        assert_ne!(
            first(streams, Purpose::Leave),
            first(Streams { day: 12, ..streams }, Purpose::Leave)
        );
        assert_ne!(
            first(streams, Purpose::Leave),
            first(Streams { member: 4, ..streams }, Purpose::Leave)
        );
    }

    #[test]
    fn uniforms_have_the_mean_and_variance_of_uniforms() {
        let mut stream = Streams { seed: 1, member: 0, day: 0 }.at(Purpose::Leave, StableKey(5));
        let n = 100_000;
        let draws: Vec<f64> = (0..n).map(|_| stream.uniform()).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let variance = draws.iter().map(|x| math::powi(x - mean, 2)).sum::<f64>() / f64::from(n);
        assert!((mean - 0.5).abs() < 4.0 * (1.0 / 12.0 / f64::from(n)).sqrt(), "{mean}");
        assert!((variance - 1.0 / 12.0).abs() < 0.001, "{variance}");
    }
}
