//! Observed series as Flee reads them: scaled, merged, corrected, interpolated.
//!
//! The order of the arithmetic is Flee's, so that truncations fall the same way.

use super::scenario::{Correction, Observed, Report, Series};

/// A series ready to be looked up: (day, people) in file order, divided by the scale divisor.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    points: Vec<(i64, f64)>,
}

/// All tables of a scenario, in the order of its series.
pub(super) fn tables(observed: &Observed, scale_divisor: f64) -> Vec<Table> {
    let mut tables: Vec<Table> =
        observed.series.iter().map(|series| Table::merged(series, scale_divisor)).collect();
    for Correction { series, day } in &observed.corrections {
        if *day >= 0 {
            tables[*series].correct(*day);
        }
    }
    tables
}

impl Table {
    fn merged(series: &Series, scale_divisor: f64) -> Self {
        let mut sources = series.sources.iter().map(|reports| scaled(reports, scale_divisor));
        let first = sources.next().unwrap_or_default();
        Self { points: sources.fold(first, |sum, source| merge(&sum, &source)) }
    }

    /// A recount on `day`: what was reported before is scaled so that the series is continuous.
    fn correct(&mut self, day: i64) {
        for index in 1..self.points.len() {
            let (here, value) = self.points[index];
            let before = self.points[index - 1].1;
            if here == day && before != 0.0 {
                let factor = value / before;
                self.points[..index].iter_mut().for_each(|point| point.1 *= factor);
            }
        }
    }

    /// People on a day: linear between reports, constant outside them, truncated to whole people.
    pub(super) fn at(&self, day: i64) -> f64 {
        let Some(&(first_day, first)) = self.points.first() else {
            return 0.0;
        };
        if day <= first_day {
            return first.trunc();
        }
        for pair in self.points.windows(2) {
            let ((earlier, from), (later, to)) = (pair[0], pair[1]);
            if day < later {
                let fraction = (day - earlier) as f64 / (later - earlier) as f64;
                return (from + fraction * (to - from)).trunc();
            }
        }
        self.points[self.points.len() - 1].1.trunc()
    }
}

fn scaled(reports: &[Report], scale_divisor: f64) -> Vec<(i64, f64)> {
    reports.iter().map(|report| (report.day, report.people as f64 / scale_divisor)).collect()
}

/// Flee's merge of two files for one camp. It is not an interpolated sum: between reports of the
/// second file it adds the first file's *next* value, and what the first file says after the
/// second ends is dropped (quirk Q19; `car2013` depends on it).
fn merge(first: &[(i64, f64)], second: &[(i64, f64)]) -> Vec<(i64, f64)> {
    let mut merged = Vec::new();
    let (mut at, mut exhausted, mut last) = (0, first.is_empty(), 0.0);
    for &(day, people) in second {
        while !exhausted && day > first[at].0 {
            merged.push((first[at].0, last + first[at].1));
            exhausted = at + 1 == first.len();
            at = (at + 1).min(first.len() - 1);
        }
        if exhausted {
            continue;
        }
        merged.push((day, people + first[at].1));
        if day == first[at].0 {
            at = (at + 1).min(first.len() - 1);
        }
        last = people;
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(points: &[(i64, f64)]) -> Table {
        Table { points: points.to_vec() }
    }

    #[test]
    fn values_between_reports_are_interpolated_and_truncated() {
        let table = table(&[(0, 100.0), (10, 205.0)]);
        assert_eq!(table.at(-5), 100.0);
        assert_eq!(table.at(1), 110.0);
        assert_eq!(table.at(9), 194.0);
        assert_eq!(table.at(99), 205.0);
    }

    #[test]
    fn a_recount_makes_the_series_continuous() {
        let mut table = table(&[(0, 100.0), (10, 200.0), (20, 100.0), (30, 120.0)]);
        table.correct(20);
        assert_eq!(table.points, [(0, 50.0), (10, 100.0), (20, 100.0), (30, 120.0)]);
    }

    #[test]
    fn two_files_are_merged_as_flee_merges_them() {
        let merged = merge(&[(0, 10.0), (10, 20.0), (30, 50.0)], &[(0, 1.0), (5, 2.0), (20, 3.0)]);
        assert_eq!(merged, [(0, 11.0), (5, 22.0), (10, 22.0), (20, 53.0)]);
    }
}
