//! The inverse question: what would have to be true for so many to come?
//!
//! Answered by conditioning: members drawn from the priors whose outcome lies in the range are
//! compared with the others. Nothing is optimised.

use std::ops::RangeInclusive;

/// What the members that reach a range have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Reached {
    /// Members in the range.
    pub members: usize,
    /// Members in all.
    pub of: usize,
    /// The member that comes nearest: its outcome.
    pub nearest: f64,
    /// Uncertain numbers that shift, the most shifted first.
    pub shifts: Vec<Shift>,
}

/// How an uncertain number differs in the members that reach the range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// Position among the numbers of a setting.
    pub number: usize,
    /// Median of all members.
    pub usual: f64,
    /// Median of the members that reach the range.
    pub needed: f64,
    /// Mean rank of those members among all, as a share: 0.5 is no shift.
    pub rank: f64,
}

/// Conditions members on their outcome. `numbers`: the uncertain numbers of each member.
pub fn condition(outcomes: &[f64], numbers: &[&[f64]], range: &RangeInclusive<f64>) -> Reached {
    let inside: Vec<bool> = outcomes.iter().map(|outcome| range.contains(outcome)).collect();
    let distance = |outcome: f64| (range.start() - outcome).max(outcome - range.end()).max(0.0);
    let nearest = outcomes.iter().copied().min_by(|a, b| distance(*a).total_cmp(&distance(*b)));
    let members = inside.iter().filter(|inside| **inside).count();
    let mut shifts: Vec<Shift> = Vec::new();
    if members > 0 {
        let count = numbers.first().map_or(0, |numbers| numbers.len());
        shifts = (0..count).filter_map(|number| shift(number, numbers, &inside)).collect();
        shifts.sort_by(|a, b| (b.rank - 0.5).abs().total_cmp(&(a.rank - 0.5).abs()));
    }
    Reached { members, of: outcomes.len(), nearest: nearest.unwrap_or(f64::NAN), shifts }
}

/// None if the number is the same in all members.
fn shift(number: usize, numbers: &[&[f64]], inside: &[bool]) -> Option<Shift> {
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|a, b| numbers[*a][number].total_cmp(&numbers[*b][number]));
    let value = |rank: usize| numbers[order[rank]][number];
    if value(0) == value(order.len() - 1) {
        return None;
    }
    let ranks: Vec<usize> = (0..order.len()).filter(|rank| inside[order[*rank]]).collect();
    let mean = ranks.iter().sum::<usize>() as f64 / ranks.len() as f64;
    Some(Shift {
        number,
        usual: value(order.len() / 2),
        needed: value(ranks[ranks.len() / 2]),
        rank: (mean + 0.5) / order.len() as f64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_that_decides_the_outcome_shifts_most() {
        let numbers: Vec<[f64; 3]> =
            (0..40).map(|n| [f64::from(n * 7 % 40), f64::from(n), 1.0]).collect();
        let outcomes: Vec<f64> = numbers.iter().map(|numbers| numbers[1] * 100.0).collect();
        let rows: Vec<&[f64]> = numbers.iter().map(<[f64; 3]>::as_slice).collect();
        let reached = condition(&outcomes, &rows, &(3_000.0..=5_000.0));
        assert_eq!((reached.members, reached.of), (10, 40));
        assert_eq!(reached.shifts[0].number, 1);
        assert_eq!(reached.shifts[0].needed, 35.0);
        assert!(reached.shifts.iter().all(|shift| shift.number != 2), "constants do not shift");
    }

    #[test]
    fn if_none_reaches_it_the_nearest_is_named() {
        let reached = condition(&[10.0, 30.0], &[&[1.0], &[2.0]], &(100.0..=200.0));
        assert_eq!((reached.members, reached.nearest), (0, 30.0));
        assert_eq!(reached.shifts, []);
    }
}
