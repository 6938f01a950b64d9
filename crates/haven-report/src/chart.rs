//! A chart of people over time, in characters.

use super::numbers::people;
use haven::flee::DayOutcome;
use haven_core::math;

const COLUMNS: usize = 64;
const ROWS: usize = 12;
/// Counts are drawn in every so many columns, so that the median stays visible between them.
const COLUMNS_BETWEEN_COUNTS: usize = 3;

const BAND: char = '░';
const MEDIAN: char = '━';
const COUNTED: char = '●';

/// The median of the members, the band that holds 90 % of them, and the counts.
pub(super) fn over_time(title: &str, days: &[DayOutcome]) -> String {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return String::new() };
    let top = round_up(days.iter().map(highest).fold(1.0, f64::max));
    let mut cells = vec![[' '; COLUMNS]; ROWS];
    for column in 0..COLUMNS {
        let day = &days[column * (days.len() - 1) / (COLUMNS - 1)];
        let row = |value: f64| ROWS - 1 - ((value / top * ROWS as f64) as usize).min(ROWS - 1);
        let (low, high) = day.stock.interval_90();
        for line in &mut cells[row(high)..=row(low)] {
            line[column] = BAND;
        }
        cells[row(day.stock.median())][column] = MEDIAN;
        if let Some(counted) = day.data.filter(|_| column.is_multiple_of(COLUMNS_BETWEEN_COUNTS)) {
            cells[row(counted.max(0.0))][column] = COUNTED;
        }
    }
    let width = people(top).len();
    let label = |line: usize| match line {
        0 => people(top),
        _ if line * 2 == ROWS => people(top / 2.0),
        _ => String::new(),
    };
    let mut text = format!("{title}\n");
    for (line, cells) in cells.iter().enumerate() {
        let cells: String = cells.iter().collect();
        let axis = if label(line).is_empty() { '│' } else { '┤' };
        text += &format!(" {:>width$} {axis}{}\n", label(line), cells.trim_end());
    }
    let (start, end) = (first.date.to_string(), last.date.to_string());
    text += &format!(" {:>width$} └{}\n", "0", "─".repeat(COLUMNS));
    text += &format!(" {:>width$}  {start}{end:>rest$}\n", "", rest = COLUMNS - start.len());
    text + &format!(" {:>width$}  {}\n", "", legend(days))
}

fn legend(days: &[DayOutcome]) -> String {
    let mut legend = format!("{MEDIAN} median");
    if days.iter().any(|day| day.stock.interval_90().0 < day.stock.interval_90().1) {
        legend += &format!("   {BAND} 90 % of members");
    }
    if days.iter().any(|day| day.data.is_some()) {
        legend += &format!("   {COUNTED} counted");
    }
    legend
}

fn highest(day: &DayOutcome) -> f64 {
    day.stock.interval_90().1.max(day.data.unwrap_or(0.0))
}

/// The next number that reads well.
fn round_up(value: f64) -> f64 {
    let power = math::powf(10.0, math::log10(value).floor());
    let steps = [1.0, 1.2, 1.6, 2.0, 2.4, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0];
    steps.iter().map(|step| step * power).find(|top| *top >= value).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use haven_study::spread::Spread;
    use jiff::civil::date;

    #[test]
    fn a_rising_line_ends_at_the_top_right_beside_its_counts() {
        let day = |number: i8| DayOutcome {
            date: date(2014, 11, number),
            stock: Spread::of(&mut [f64::from(number) * 10.0 - 10.0]).unwrap(),
            data: Some(0.0),
        };
        let text = over_time("People", &(1..=30).map(day).collect::<Vec<_>>());
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[1].starts_with(" 300 ┤"), "{text}");
        assert!(lines[1].ends_with(MEDIAN), "{text}");
        assert!(lines[ROWS].contains(COUNTED) && lines[ROWS].ends_with(COUNTED), "{text}");
        assert!(lines[ROWS + 2].ends_with("2014-11-30"), "{text}");
        assert!(!text.contains(BAND), "one member has no band:\n{text}");
    }

    #[test]
    fn one_day_of_nobody_is_drawn_too() {
        let stock_of_nobody = Spread::of(&mut [0.0]).unwrap();
        let day = DayOutcome { date: date(2014, 11, 1), stock: stock_of_nobody, data: None };
        assert!(over_time("People", &[day]).contains("━ median"));
    }

    fn days(stocks: &mut [Vec<f64>], data: Option<f64>) -> Vec<DayOutcome> {
        let numbered = stocks.iter_mut().zip(1..);
        let day = |(stock, number): (&mut Vec<f64>, i8)| DayOutcome {
            date: date(2014, 11, number),
            stock: Spread::of(stock).unwrap(),
            data,
        };
        numbered.map(day).collect()
    }

    #[test]
    fn the_top_is_the_next_number_that_reads_well() {
        let tops = [1.0, 1.01, 1.2, 12.1, 24.0, 55.0, 300.0, 301.0, 83_000.0].map(round_up);
        assert_eq!(tops, [1.0, 1.2, 1.2, 16.0, 24.0, 60.0, 300.0, 400.0, 100_000.0]);
    }

    #[test]
    fn a_constant_number_is_a_line_along_the_top() {
        let text = over_time("People", &days(&mut [vec![50.0], vec![50.0]], None));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!((lines[0], lines.len()), ("People", ROWS + 4));
        assert_eq!(lines[1], format!(" 50 ┤{}", "━".repeat(64)));
        // Half of the top stands half way down; other rows have no number.
        assert_eq!((lines[2], lines[6], lines[7], lines[8]), ("    │", "    │", " 25 ┤", "    │"));
        assert_eq!(lines[ROWS + 1], format!("  0 └{}", "─".repeat(64)));
        let dates = format!("     2014-11-01{:>54}", "2014-11-02");
        assert_eq!((lines[ROWS + 2], lines[ROWS + 3]), (dates.as_str(), "     ━ median"));
    }

    #[test]
    fn bands_and_counts_are_explained_where_they_are() {
        let text = over_time("", &days(&mut [vec![0.0, 100.0], vec![0.0, 100.0]], Some(120.0)));
        let lines: Vec<&str> = text.lines().collect();
        // The count makes the top; 95 is in the third of twelve rows of ten, 5 in the last.
        assert!(lines[1].starts_with(" 120 ┤●  ●"), "{text}");
        let rows =
            |sign: char| (1..=ROWS).filter(|row| lines[*row].contains(sign)).collect::<Vec<_>>();
        assert_eq!(rows(BAND), [3, 4, 5, 6, 8, 9, 10, 11, 12], "{text}");
        assert_eq!(rows(MEDIAN), [7], "{text}");
        assert!(text.ends_with("━ median   ░ 90 % of members   ● counted\n"), "{text}");
        assert_eq!(over_time("", &[]), "");
    }
}
