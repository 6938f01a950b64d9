//! Lagged shares: parts of the total as they were some days before the origin.

use super::sharing::{dressed, levels, shares};
use super::{Ask, History};
use haven_core::rng::Stream;

/// Shares `lag_days` before the origin times the true total on the day that is forecast (people
/// of all series together), dressed with past errors of shares so old, drawn jointly (`sharing.rs`).
/// Members by series (series × members); they sum to the total. `None` if nobody was reported by
/// then.
pub fn lagged_shares(
    histories: &[&History],
    ask: Ask,
    lag_days: u32,
    total: f64,
    stream: &mut Stream,
) -> Option<Vec<Vec<f64>>> {
    dressed(histories, ask, total, stream, |known| {
        shares(&levels(histories, known.day - i64::from(lag_days)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::baseline::tests::stream;

    #[test]
    fn shares_are_those_of_then() {
        let first = History::new([(14, 50.0), (18, 0.0)]).unwrap();
        let second = History::new([(14, 50.0)]).unwrap();
        let ask = Ask { origin: 20, horizon_days: 5, members: 10 };
        let shared =
            |lag_days| lagged_shares(&[&first, &second], ask, lag_days, 80.0, &mut stream(3));
        // Five days before the origin nobody had moved; no report is old enough to have an error.
        assert_eq!(shared(5).unwrap(), [vec![40.0; 10], vec![40.0; 10]]);
        assert_eq!(shared(7), None);
    }
}
