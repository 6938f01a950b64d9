//! How the members of a run spread, by day, place and measure.

use haven_study::spread::Spread;
use jiff::Span;
use jiff::civil::Date;

/// What files call all places together.
pub const TOTAL: &str = "total";

/// The name of all places together for people.
pub const EVERYWHERE: &str = "everywhere";

/// Every series of a run, with its spread over the members on each day.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The first day.
    pub start: Date,
    /// How many days there are.
    pub days: u32,
    /// Whether members differ by chance, so that they have quantiles.
    pub is_sampled: bool,
    /// The series, in the order of outputs.
    pub series: Vec<SummarySeries>,
}

/// One measure at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct SummarySeries {
    /// Id of the place, code of the country, or `total`.
    pub place: String,
    /// Its name for people.
    pub place_name: String,
    /// Latitude and longitude, degrees (WGS 84), of a place of which they are known.
    pub coordinates: Option<[f64; 2]>,
    /// Measure.
    pub measure: &'static str,
    /// People, by day.
    pub days: Vec<Spread>,
    /// People counted, by day; empty where nobody counts.
    pub counted: Vec<Option<f64>>,
}

/// Where a place lies, if it is said: 0, 0 stands for cells that were left empty, and is open sea.
pub(crate) fn known_coordinates(latitude: f64, longitude: f64) -> Option<[f64; 2]> {
    (latitude != 0.0 || longitude != 0.0).then_some([latitude, longitude])
}

impl Summary {
    /// The dates of so many days from the first, as they are written.
    pub fn dates(start: Date, days: u32) -> Vec<String> {
        let date = |day: u32| start.saturating_add(Span::new().days(day)).to_string();
        (0..days).map(date).collect()
    }

    /// The date of a day.
    pub fn date(&self, day: u32) -> Date {
        self.start.saturating_add(Span::new().days(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_without_coordinates_are_not_put_into_the_sea() {
        assert_eq!(known_coordinates(0.0, 0.0), None);
        assert_eq!(known_coordinates(0.0, 32.5), Some([0.0, 32.5]));
        assert_eq!(known_coordinates(51.5, 0.0), Some([51.5, 0.0]));
    }

    #[test]
    fn days_are_counted_from_the_first_date_over_months_and_leap_days() {
        let start = jiff::civil::date(2028, 2, 27);
        assert_eq!(
            Summary::dates(start, 4),
            ["2028-02-27", "2028-02-28", "2028-02-29", "2028-03-01"]
        );
        assert_eq!(Summary::dates(start, 0), Vec::<String>::new());
        let summary = Summary { start, days: 4, is_sampled: true, series: Vec::new() };
        assert_eq!(summary.date(3).to_string(), "2028-03-01");
    }
}
