//! `out.csv` as Flee prints it, so that scripts made for Flee go on working.
//!
//! Quirks kept: the date is one day ahead of the day, names are not quoted, and the summary columns
//! are zero while nothing has been reported.

use jiff::ToSpan;
use jiff::civil::Date;
use std::io::{self, Write};

/// One day of one member.
#[derive(Clone, Debug, PartialEq)]
pub struct FleeDay {
    /// Day, from 0.
    pub day: u32,
    /// People at each output location.
    pub simulated: Vec<i64>,
    /// People counted there, in the same order.
    pub counted: Vec<i64>,
    /// People ever displaced.
    pub displaced: i64,
    /// Sum of reported increases so far (`raw UNHCR refugee count`).
    pub reported: i64,
    /// Reported decreases still to be made good (`refugee_debt`).
    pub debt: i64,
}

/// Writes the header for these output locations.
///
/// # Errors
/// If it cannot be written.
pub fn header(out: &mut impl Write, locations: &[&str]) -> io::Result<()> {
    write!(out, "Day,Date,")?;
    for name in locations {
        write!(out, "{name} sim,{name} data,{name} error,")?;
    }
    writeln!(
        out,
        "Total error,refugees in camps (UNHCR),total refugees (simulation),raw UNHCR refugee count,refugees in camps (simulation),refugee_debt"
    )
}

/// Writes one day of a run that starts on this date.
///
/// # Errors
/// If it cannot be written.
pub fn day(out: &mut impl Write, start: Date, today: &FleeDay) -> io::Result<()> {
    let date = start.saturating_add((i64::from(today.day) + 1).days());
    write!(out, "{},{date},", today.day)?;
    let mut difference = 0;
    for (simulated, counted) in today.simulated.iter().zip(&today.counted) {
        difference += (simulated - counted).abs();
        write!(out, "{simulated},{counted},{},", python(relative_error(*simulated, *counted)))?;
    }
    let in_camps: i64 = today.simulated.iter().sum();
    if today.reported > 0 {
        let counted: i64 = today.counted.iter().sum();
        let total_error = python(difference as f64 / today.reported as f64);
        let FleeDay { displaced, reported, debt, .. } = today;
        writeln!(out, "{total_error},{counted},{displaced},{reported},{in_camps},{debt}")
    } else {
        writeln!(out, "0.0,0,{},0,{in_camps},0", today.displaced)
    }
}

fn relative_error(simulated: i64, counted: i64) -> f64 {
    if (counted as f64) < 1e-5 {
        return 0.0;
    }
    let error = (simulated as f64 / counted as f64 - 1.0).abs();
    (error * 1e4).round_ties_even() / 1e4
}

/// A number of 0 or more in the shortest form that Python prints.
fn python(value: f64) -> String {
    if value != 0.0 && value < 1e-4 {
        let text = format!("{value:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        return format!("{digits}e-{:0>2}", exponent.trim_start_matches('-'));
    }
    format!("{value:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn written(today: &FleeDay) -> String {
        let mut bytes = Vec::new();
        day(&mut bytes, date(2020, 1, 1), today).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_day_is_printed_as_flee_prints_it() {
        let mut bytes = Vec::new();
        header(&mut bytes, &["A", "B"]).unwrap();
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "Day,Date,A sim,A data,A error,B sim,B data,B error,Total error,refugees in camps (UNHCR),\
            total refugees (simulation),raw UNHCR refugee count,refugees in camps (simulation),refugee_debt\n"
        );
        let today = FleeDay {
            day: 0,
            simulated: vec![10, 7],
            counted: vec![30, 0],
            displaced: 20,
            reported: 60,
            debt: 3,
        };
        let expected = "0,2020-01-02,10,30,0.6667,7,0,0.0,0.45,30,20,60,17,3\n";
        assert_eq!(written(&today), expected);
    }

    #[test]
    fn the_summary_is_zero_while_nothing_has_been_reported() {
        let today = FleeDay {
            day: 31,
            simulated: vec![10],
            counted: vec![5],
            displaced: 12,
            reported: 0,
            debt: 4,
        };
        assert_eq!(written(&today), "31,2020-02-02,10,5,1.0,0.0,0,12,0,10,0\n");
    }

    #[test]
    fn numbers_look_as_python_prints_them() {
        for (value, text) in [(0.0, "0.0"), (0.5, "0.5"), (1e-4, "0.0001"), (5e-5, "5e-05")] {
            assert_eq!(python(value), text);
        }
        assert_eq!(python(1.234e-10), "1.234e-10");
        assert_eq!(python(2.0), "2.0");
    }
}
