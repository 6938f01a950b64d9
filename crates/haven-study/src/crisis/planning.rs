//! What planners need of an ensemble: how many to receive by week, peaks, chances, warning time.

use crate::spread::{Spread, quantile};
use haven_core::series::Record;

/// Numbers of people by day, by member.
#[derive(Clone, Debug, PartialEq)]
pub struct Daily(Vec<Vec<f64>>);

impl Daily {
    /// A flow by day, the sum of these series.
    pub fn flow(records: &[&Record], series: &[usize], days: u32) -> Self {
        let day = |record: &Record, day| series.iter().map(|at| record.at(*at, day)).sum();
        Self(records.iter().map(|record| (0..days).map(|d| day(record, d)).collect()).collect())
    }

    /// Members and their days.
    pub fn members(&self) -> impl Iterator<Item = &[f64]> {
        self.0.iter().map(Vec::as_slice)
    }

    /// Sums over days `from..until` of each member.
    pub fn sums(&self, from: usize, until: usize) -> Vec<f64> {
        let sum = |days: &Vec<f64>| {
            let until = until.min(days.len());
            days[from.min(until)..until].iter().sum()
        };
        self.0.iter().map(sum).collect()
    }
}

/// People to receive in a week.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Week {
    /// From 0.
    pub week: usize,
    /// Over members.
    pub people: Spread,
    /// Enough in four members of five: what to prepare for.
    pub planning_figure: f64,
}

/// People to receive, by week.
pub fn weeks(daily: &Daily, days: u32) -> Vec<Week> {
    let week = |week: usize| {
        let mut sums = daily.sums(week * 7, week * 7 + 7);
        let people = Spread::of(&mut sums)?;
        Some(Week { week, people, planning_figure: quantile(&sums, 0.8) })
    };
    (0..days.div_ceil(7) as usize).filter_map(week).collect()
}

/// The figure that is enough in four members of five.
pub fn planning_figure(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    quantile(values, 0.8)
}

/// The highest daily number, and its day.
pub fn peaks(daily: &Daily) -> Option<(Spread, Spread)> {
    let highest = |days: &[f64]| {
        let at = (0..days.len()).max_by(|a, b| days[*a].total_cmp(&days[*b]).then(b.cmp(a)));
        at.map(|day| (days[day], day as f64))
    };
    let peaks: Vec<(f64, f64)> = daily.members().filter_map(highest).collect();
    let mut numbers: Vec<f64> = peaks.iter().map(|(people, _)| *people).collect();
    let mut days: Vec<f64> = peaks.iter().map(|(_, day)| *day).collect();
    Some((Spread::of(&mut numbers)?, Spread::of(&mut days)?))
}

/// The chance that more than so many come within so many days of day 0.
pub fn chance_of_more(daily: &Daily, people: f64, days: usize) -> f64 {
    let sums = daily.sums(0, days);
    sums.iter().filter(|sum| **sum > people).count() as f64 / sums.len().max(1) as f64
}

/// Days from `announced` until `people` more have come; members in which they never do count as
/// infinite.
pub fn warning_days(daily: &Daily, announced: usize, people: f64) -> Option<Spread> {
    let warning = |days: &[f64]| {
        let mut sum = 0.0;
        let mut coming = days.iter().skip(announced);
        coming
            .position(|today| {
                sum += today;
                sum >= people
            })
            .map_or(f64::INFINITY, |days| days as f64 + 1.0)
    };
    Spread::of(&mut daily.members().map(warning).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn daily() -> Daily {
        Daily(vec![vec![0.0, 10.0, 5.0, 0.0], vec![1.0, 1.0, 20.0, 20.0]])
    }

    #[test]
    fn a_peak_is_the_first_of_the_highest_days() {
        let (people, day) = peaks(&daily()).unwrap();
        assert_eq!((people.mean, day.mean), (15.0, 1.5));
    }

    #[test]
    fn chances_count_members() {
        assert_eq!(chance_of_more(&daily(), 14.0, 3), 1.0);
        assert_eq!(chance_of_more(&daily(), 15.0, 3), 0.5);
        assert_eq!(chance_of_more(&daily(), 1.0, 1), 0.0);
    }

    #[test]
    fn warning_counts_from_the_first_signs() {
        let warning = warning_days(&daily(), 1, 15.0).unwrap();
        assert_eq!(warning.quantiles[2], 2.0);
        let never = warning_days(&daily(), 0, 1e6).unwrap();
        assert_eq!(never.quantiles[2], f64::INFINITY);
    }

    #[test]
    fn a_week_has_seven_days() {
        let weeks = weeks(&Daily(vec![vec![1.0; 10]]), 10);
        assert_eq!(weeks.len(), 2);
        assert_eq!((weeks[0].people.mean, weeks[1].people.mean), (7.0, 3.0));
    }
}
