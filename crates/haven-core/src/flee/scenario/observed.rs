//! Counts from outside, as reported: the run interpolates, scales and corrects them.

use crate::id::PlaceId;

/// All observed series of displaced people, in the order of the file that lists them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observed {
    /// The series. By Flee's convention the first is the grand total.
    pub series: Vec<Series>,
    /// Corrections of registration (a recount): see [`Correction`].
    pub corrections: Vec<Correction>,
}

/// One labelled series.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Label as written.
    pub label: String,
    /// The place it counts, if it counts one.
    pub place: Option<PlaceId>,
    /// The reports by source file, each in file order. Several files for one label are merged
    /// when the run is prepared, as Flee merges them.
    pub sources: Vec<Vec<Report>>,
}

/// One reported number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    /// Day, from day 0; may be negative.
    pub day: i64,
    /// People; may be negative in Flee folders.
    pub people: i64,
}

/// A recount: earlier values of the series are multiplied so that it becomes continuous on this day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Position in `Observed::series`.
    pub series: usize,
    /// Day of a report that has one before it.
    pub day: i64,
}
