//! The files of a calibration that is done.

use super::CalibrationResult;
use super::checkpoint::Folder;
use super::target::Target;
use crate::failure::Failure;
use haven_io::parameter_table;
use haven_study::calibrate::Calibration;
use haven_study::spread::Spread;

/// Writes `posterior.csv`, `identifiability.csv`, `predictive.csv` and, last, `calibration.json`.
///
/// # Errors
/// If a file cannot be written.
pub fn all(
    folder: &Folder,
    target: &Target,
    calibration: &Calibration,
    result: &CalibrationResult,
) -> Result<(), Failure> {
    folder.write(parameter_table::FILE, &posterior(target, calibration, result.draws))?;
    folder.write("identifiability.csv", &identifiability(target, result))?;
    folder.write("predictive.csv", &predictive(target, result))?;
    folder.write("calibration.json", &format!("{:#}\n", result.manifest))
}

/// Draws of the model's parameters. Particles that share an ancestor stand next to each other, so draws
/// are taken in strides that visit all parts of the list in turn.
fn posterior(target: &Target, calibration: &Calibration, draws: usize) -> String {
    let free = &target.space.free()[..target.parameters];
    let names: Vec<&str> = free.iter().map(|free| free.name.as_str()).collect();
    let all = calibration.draws();
    let stride = stride(all.len());
    let row = |number: usize| {
        let values = &all[number * stride % all.len()][..target.parameters];
        let cells: Vec<String> = values.iter().map(|value| format!("{value:.6e}")).collect();
        cells.join(",") + "\n"
    };
    names.join(",") + "\n" + &(0..draws).map(row).collect::<String>()
}

/// A number near the golden section of a length that shares no factor with it: multiples of it visit
/// every position, evenly.
fn stride(length: usize) -> usize {
    let common = |mut a: usize, mut b: usize| {
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let golden = (length as f64 * 0.618_034) as usize;
    (golden.max(1)..length).find(|step| common(*step, length) == 1).unwrap_or(1)
}

fn identifiability(target: &Target, result: &CalibrationResult) -> String {
    let mut text = "parameter,prior,prior_q05,prior_median,prior_q95,posterior_mean,posterior_sd,\
                    posterior_q05,posterior_median,posterior_q95,shift,shrinkage,learnt\n"
        .to_owned();
    for (free, found) in target.space.free().iter().zip(&result.identified) {
        let prior = [0.05, 0.5, 0.95].map(|share| number(free.prior.quantile(share))).join(",");
        let Spread { mean, sd, quantiles: [low, _, middle, _, high] } = &found.posterior;
        let posterior = [*mean, sd.unwrap_or(0.0), *low, *middle, *high].map(number).join(",");
        let learnt = if found.is_prior_only() { "prior only" } else { "yes" };
        text += &format!(
            "{},\"{}\",{prior},{posterior},{:.3},{:.3},{learnt}\n",
            free.name, free.prior, found.shift, found.shrinkage
        );
    }
    text
}

fn number(value: f64) -> String {
    format!("{value:.4e}")
}

fn predictive(target: &Target, result: &CalibrationResult) -> String {
    let mut text = "what,where,from,to,reported_low,reported_high,q025,q10,q25,q50,q75,q90,q975,\
                    inside_50,inside_80,inside_95\n"
        .to_owned();
    let data = target.counts.iter().zip(&target.judge.data).zip(&result.checked);
    for ((words, datum), checked) in data {
        let quoted = words.each_ref().map(|word| quoted(word)).join(",");
        let range =
            datum.range().map(|end| if end.is_finite() { end.to_string() } else { String::new() });
        let quantiles = checked.quantiles.map(|value| format!("{value:.0}")).join(",");
        let inside = checked.is_inside.map(|inside| if inside { "yes" } else { "no" }).join(",");
        text += &format!("{quoted},{},{quantiles},{inside}\n", range.join(","));
    }
    text
}

/// A cell: in quotes if it has to be.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strides_visit_everything_once() {
        for length in [1, 2, 10, 97, 500, 1_000] {
            let step = stride(length);
            let mut seen: Vec<usize> = (0..length).map(|number| number * step % length).collect();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), length);
        }
    }
}
