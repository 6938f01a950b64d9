//! A calibration for people.

use super::kept::Kept;
use super::numbers::{count, people, percent};
use super::table::table;
use super::wrapped::{noted, wrapped};
use haven::calibrate::CalibrationResult;
use haven_core::math;
use haven_study::calibrate::identify::Identified;

/// What was learnt, in a table and a few sentences.
pub fn calibrate_text(result: &CalibrationResult, kept: &Kept<'_>, width: usize) -> String {
    let folder = kept.folder.display();
    if result.interrupted {
        let members = people(result.members as f64);
        let stopped = format!(
            "Stopped after {members} members; nothing but the checkpoint was written. `--resume` goes on."
        );
        return wrapped(&stopped, width) + &noted(&format!("Folder: {folder}"), width);
    }
    let [half, most, nearly_all] = result.coverage.map(percent);
    let unknown: Vec<&str> = result
        .identified
        .iter()
        .filter(|one| one.is_prior_only())
        .map(|one| one.name.as_str())
        .collect();
    let unknown = match unknown.is_empty() {
        true => "The counts moved every parameter.".to_owned(),
        false => format!("Prior only, the counts do not tell: {}.", unknown.join(", ")),
    };
    let cost = kept.seconds * 1e3 / result.members.max(1) as f64;
    let checked = format!(
        "{half} of {}, {most} and {nearly_all} of them lie in the central 50, 80 and 95 % that the posterior \
         expects.",
        count(result.checked.len(), "count")
    );
    let simulated = format!(
        "{} simulated, in {} to the posterior; {:.0} s, {cost:.1} ms each. Draws: {}.",
        count(result.members as usize, "member"),
        count(result.history.len(), "step"),
        kept.seconds,
        people(result.posterior.rows.len() as f64)
    );
    let notes = [unknown, checked, simulated, format!("Folder: {folder}")];
    let notes = notes.iter().map(|note| noted(note, width));
    parameters(&result.identified, width) + &notes.collect::<String>()
}

fn parameters(identified: &[Identified], width: usize) -> String {
    let header = ["Parameter", "Posterior: median (90 %)", "Shift", "Shrinkage"].map(str::to_owned);
    let row = |one: &Identified| {
        let (low, high) = one.posterior.interval_90();
        let [low, middle, high] = [low, one.posterior.median(), high].map(significant);
        vec![
            one.name.clone(),
            format!("{middle} ({low}–{high})"),
            format!("{:+.2} sd", one.shift),
            format!("{:.0} %", 100.0 * one.shrinkage),
        ]
    };
    table(&header, identified.iter().map(row).collect(), width)
}

/// Three significant digits.
fn significant(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let digits = 2 - math::log10(value.abs()).floor() as i32;
    match digits {
        ..=0 => people(value),
        1..=5 => format!("{value:.*}", digits as usize),
        _ => format!("{value:.2e}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_three_digits() {
        let texts = [0.0, 0.512_34, 12.345, 12_345.6, 0.000_012_3, -0.05].map(significant);
        assert_eq!(texts, ["0", "0.512", "12.3", "12,346", "1.23e-5", "-0.0500"]);
    }

    use haven_study::spread::Spread;

    #[test]
    fn digits_change_at_powers_of_ten() {
        let texts = [1.0, 10.0, 100.0, 0.002, 0.000_2, -250.4].map(significant);
        assert_eq!(texts, ["1.00", "10.0", "100", "0.00200", "2.00e-4", "-250"]);
    }

    #[test]
    fn a_row_tells_median_interval_shift_and_shrinkage() {
        // Quantiles of 0 to 10: 0.5, 5 and 9.5.
        let posterior = Spread::of(&mut [0.0, 10.0]).unwrap();
        let name = "settle".to_owned();
        let one = Identified { name, posterior, shift: -0.5, shrinkage: 0.25 };
        let text = parameters(&[one], 80);
        let row = text.lines().find(|line| line.contains("settle")).expect("its row");
        let cells: Vec<&str> = row.split("  ").map(str::trim).filter(|it| !it.is_empty()).collect();
        assert_eq!(cells, ["settle", "5.00 (0.500–9.50)", "-0.50 sd", "25 %"]);
    }
}
