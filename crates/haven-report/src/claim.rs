//! What somebody claimed, and where that lies among the members: in the same words wherever it is told.

use crate::numbers::{percent, shown};
use haven::crisis::{Headline, Quantity};
use haven_core::crisis::scenario::{Claim, Crisis, Measure};

/// The claim with the numbers of an answer that it is about, if the answer has
/// them. `abroad`: code of the country that the scenario asks about.
pub(crate) fn claimed<'a>(
    crisis: &'a Crisis,
    abroad: Option<&str>,
    headline: &'a Headline,
) -> Option<(&'a Claim, &'a Quantity)> {
    let claim = crisis.claim.as_ref()?;
    let id = match claim.measure {
        Measure::Crossed if abroad == Some(&claim.subject) => "crossed",
        Measure::Departed if claim.subject == "total" => "displaced",
        _ => return None,
    };
    Some((claim, headline.quantity(id)?))
}

/// Shares of the members that stay below a claimed range, lie in it, and exceed it.
pub(crate) fn shares(claim: &Claim, quantity: &Quantity) -> [f64; 3] {
    let count = |holds: &dyn Fn(f64) -> bool| {
        quantity.values.iter().filter(|value| holds(**value)).count() as f64
            / quantity.values.len() as f64
    };
    let below = count(&|value| value < claim.low);
    let above = count(&|value| value > claim.high);
    [below, 1.0 - below - above, above]
}

/// Where a claimed range lies among the members: `50 % of members lie in it, 25 % below and 25 % above it`.
pub(crate) fn where_claim_lies(claim: &Claim, quantity: &Quantity) -> String {
    let all = match quantity.values.len() {
        1 => "the one member".to_owned(),
        members => format!("all {members} members"),
    };
    let end = |start: f64, further: fn(f64, f64) -> f64| {
        shown(quantity.values.iter().copied().fold(start, further))
    };
    let [below, inside, above] = shares(claim, quantity);
    if below >= 1.0 {
        return format!("it lies above {all} (the highest: {})", end(0.0, f64::max));
    }
    if above >= 1.0 {
        return format!("it lies below {all} (the lowest: {})", end(f64::INFINITY, f64::min));
    }
    let beyond: Vec<String> = [(below, "below"), (above, "above")]
        .iter()
        .filter(|(share, _)| *share > 0.0)
        .map(|(share, side)| format!("{} {side}", percent(*share)))
        .collect();
    let inside = format!("{} of members lie in it", percent(inside));
    match &beyond[..] {
        [] => inside,
        beyond => format!("{inside}, {} it", beyond.join(" and ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use haven_study::spread::Spread;

    fn claim(low: f64, high: f64) -> Claim {
        let [text, subject, source] = ["said", "XAB", "paper"].map(str::to_owned);
        Claim { text, measure: Measure::Crossed, subject, low, high, source }
    }

    fn quantity(values: &[f64]) -> Quantity {
        let spread = Spread::of(&mut values.to_vec()).unwrap();
        let [id, title] = ["crossed", "Crossed"].map(str::to_owned);
        Quantity { id, title, values: values.to_vec(), spread, planning_figure: 0.0 }
    }

    fn lies(values: &[f64]) -> String {
        where_claim_lies(&claim(2_000.0, 3_000.0), &quantity(values))
    }

    #[test]
    fn both_ends_of_the_claim_are_in_it() {
        let shares =
            shares(&claim(2_000.0, 3_000.0), &quantity(&[1_999.0, 2_000.0, 3_000.0, 3_001.0]));
        assert_eq!(shares, [0.25, 0.5, 0.25]);
    }

    #[test]
    fn where_it_lies_among_members_is_told_on_both_sides() {
        let around = lies(&[1_999.0, 2_000.0, 3_000.0, 3_001.0]);
        assert_eq!(around, "50 % of members lie in it, 25 % below and 25 % above it");
        assert_eq!(lies(&[2_500.0, 4_000.0]), "50 % of members lie in it, 50 % above it");
        assert_eq!(lies(&[1_000.0, 2_500.0]), "50 % of members lie in it, 50 % below it");
        assert_eq!(lies(&[2_500.0, 2_600.0]), "100 % of members lie in it");
        // None lies in it, and it is neither above all of them nor below.
        assert_eq!(
            lies(&[1_000.0, 4_000.0]),
            "0 % of members lie in it, 50 % below and 50 % above it"
        );
    }

    #[test]
    fn beyond_all_members_the_nearest_is_told() {
        assert_eq!(lies(&[1_000.0, 1_234.0]), "it lies above all 2 members (the highest: 1,230)");
        assert_eq!(lies(&[4_567.0, 9_000.0]), "it lies below all 2 members (the lowest: 4,570)");
        assert_eq!(lies(&[7.0]), "it lies above the one member (the highest: <25)");
    }
}
