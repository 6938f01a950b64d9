//! Results: the files of a run.

pub mod arrivals;
pub mod backtest;
pub mod compare;
pub mod flee_out;
#[cfg(feature = "parquet")]
pub mod flows;
pub mod manifest;
#[cfg(feature = "parquet")]
pub mod members;
pub mod rows;
pub mod sensitivity;
pub mod summary;
#[cfg(feature = "parquet")]
mod table;

/// The unit of every series: persons.
pub const UNIT: &str = "people";

/// Latitude and longitude of a row, degrees (WGS 84), as two fields of a table; both are empty where a row is
/// not about a place, or nobody says where the place is.
pub fn coordinate_fields(coordinates: Option<[f64; 2]>) -> String {
    coordinates
        .map_or_else(|| ",".to_owned(), |[latitude, longitude]| format!("{latitude},{longitude}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_two_fields_with_all_their_digits() {
        assert_eq!(coordinate_fields(Some([36.6462, -0.5])), "36.6462,-0.5");
        assert_eq!(coordinate_fields(Some([7.0, 0.0])), "7,0");
        assert_eq!(coordinate_fields(None), ",");
    }
}
