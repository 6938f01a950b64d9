//! What was reported of one series.

/// A number of people reported on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    /// Day, on any count of days that all series share.
    pub day: i64,
    /// People.
    pub people: f64,
}

/// Reports of one series, by day; gaps are irregular, and revisions can fall.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    reports: Vec<Report>,
}

/// Reports that make no history.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum BadHistory {
    /// A day that does not come after the one before.
    #[error("the report of day {0} does not come after the one before it; sort them, one a day")]
    OutOfOrder(i64),
    /// A number that is no count.
    #[error("day {day} reports {people} people; reports are finite and not below 0")]
    NoCount {
        /// Day.
        day: i64,
        /// What was reported.
        people: f64,
    },
}

impl History {
    /// The history of these reports `(day, people)`, which may be none.
    ///
    /// # Errors
    /// If days do not increase, or a number is negative or not finite.
    pub fn new(reports: impl IntoIterator<Item = (i64, f64)>) -> Result<Self, BadHistory> {
        let reports: Vec<Report> =
            reports.into_iter().map(|(day, people)| Report { day, people }).collect();
        if let Some(pair) = reports.windows(2).find(|pair| pair[0].day >= pair[1].day) {
            return Err(BadHistory::OutOfOrder(pair[1].day));
        }
        let no_count = |report: &&Report| !(report.people.is_finite() && report.people >= 0.0);
        match reports.iter().find(no_count) {
            Some(&Report { day, people }) => Err(BadHistory::NoCount { day, people }),
            None => Ok(Self { reports }),
        }
    }

    /// The reports up to and including a day.
    pub fn until(&self, day: i64) -> &[Report] {
        &self.reports[..self.reports.partition_point(|report| report.day <= day)]
    }

    /// The last number reported up to a day, carried forward; `None` before the first.
    pub fn level(&self, day: i64) -> Option<f64> {
        self.until(day).last().map(|report| report.people)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_report_is_carried_forward() {
        let history = History::new([(3, 10.0), (8, 7.0)]).unwrap();
        let levels = [2, 3, 7, 8, 100].map(|day| history.level(day));
        assert_eq!(levels, [None, Some(10.0), Some(10.0), Some(7.0), Some(7.0)]);
    }

    #[test]
    fn bad_reports_are_refused() {
        assert_eq!(History::new([(3, 1.0), (3, 2.0)]), Err(BadHistory::OutOfOrder(3)));
        let negative = History::new([(3, -1.0)]);
        assert_eq!(negative, Err(BadHistory::NoCount { day: 3, people: -1.0 }));
        assert!(History::new([(3, f64::NAN)]).is_err());
    }
}
