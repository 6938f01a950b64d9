//! A calibration for people and for machines.

use super::kept::Kept;
use super::numbers::{count, people, percent};
use comfy_table::{CellAlignment, LineStyle, Table, presets};
use haven::calibrate::CalibrationResult;
use haven_core::math;
use haven_study::calibrate::identify::Identified;
use serde_json::{Value, json};

/// What was learnt, in a table and a few sentences.
pub fn calibrate_text(result: &CalibrationResult, kept: &Kept<'_>) -> String {
    let folder = kept.folder.display();
    if result.interrupted {
        let members = people(result.members as f64);
        return format!(
            "Stopped after {members} members; nothing but the checkpoint was written. `--resume` goes on.\n \
             Folder: {folder}\n"
        );
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
    format!(
        "{}\n {unknown}\n {} of {}, {most} and {nearly_all} of them lie in the central 50, 80 and 95 % that the \
         posterior expects.\n {} simulated, in {} to the posterior; {:.0} s, {cost:.1} ms each. Draws: {}.\n \
         Folder: {folder}\n",
        table(&result.identified),
        half,
        count(result.checked.len(), "count"),
        count(result.members as usize, "member"),
        count(result.history.len(), "step"),
        kept.seconds,
        people(result.posterior.rows.len() as f64),
    )
}

fn table(identified: &[Identified]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()));
    table.set_header(["Parameter", "Posterior: median (90 %)", "Shift", "Shrinkage"]);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    for one in identified {
        let (low, high) = one.posterior.interval_90();
        let [low, middle, high] = [low, one.posterior.median(), high].map(significant);
        table.add_row([
            one.name.clone(),
            format!("{middle} ({low}–{high})"),
            format!("{:+.2} sd", one.shift),
            format!("{:.0} %", 100.0 * one.shrinkage),
        ]);
    }
    table
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

/// The manifest, the folder, and each parameter.
pub fn calibrate_json(result: &CalibrationResult, kept: &Kept<'_>) -> Value {
    let identified: Vec<Value> = result
        .identified
        .iter()
        .map(|one| {
            let [q05, _, q50, _, q95] = one.posterior.quantiles;
            json!({ "parameter": one.name, "q05": q05, "q50": q50, "q95": q95, "shift": one.shift,
                "shrinkage": one.shrinkage, "prior_only": one.is_prior_only() })
        })
        .collect();
    json!({
        "folder": kept.folder.display().to_string(),
        "interrupted": result.interrupted,
        "parameters": identified,
        "seconds": kept.seconds,
        "manifest": result.manifest,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_three_digits() {
        let texts = [0.0, 0.512_34, 12.345, 12_345.6, 0.000_012_3, -0.05].map(significant);
        assert_eq!(texts, ["0", "0.512", "12.3", "12,346", "1.23e-5", "-0.0500"]);
    }
}
