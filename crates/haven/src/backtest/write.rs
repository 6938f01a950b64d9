//! The result's folder: backtest.json, forecasts.csv, and a picture of each scenario.

use super::{Backtest, ScoredScenario};
use crate::failure::Failure;
use crate::output::write_text;
use crate::report;
use haven_io::writers::backtest::{ForecastRow, ForecastWriter};
use haven_io::writers::store::{ResultFolder, StoreError};
use haven_study::backtest::Case;
use haven_study::score::LEVELS;
use jiff::Span;

/// Writes everything.
pub(super) fn write(folder: &ResultFolder, backtest: &Backtest) -> Result<(), Failure> {
    let json = format!("{:#}\n", report::backtest_json(backtest));
    write_text(folder, "backtest.json", &json)?;
    let failed = |source| StoreError::Io { path: folder.path("forecasts.csv"), source };
    let mut forecasts = ForecastWriter::new(folder.file("forecasts.csv")?).map_err(failed)?;
    for scored in &backtest.scenarios {
        for case in &scored.cases {
            write_case(&mut forecasts, scored, case).map_err(failed)?;
        }
    }
    forecasts.finish().map_err(failed)?;
    for scored in &backtest.scenarios {
        let name = format!("{}.svg", scored.name);
        write_text(folder, &name, &report::backtest_picture(scored))?;
    }
    Ok(())
}

fn write_case<W: std::io::Write>(
    forecasts: &mut ForecastWriter<W>,
    scored: &ScoredScenario,
    case: &Case,
) -> std::io::Result<()> {
    let date = |day: u32| scored.scenario.start.saturating_add(Span::new().days(day)).to_string();
    let simulator = &case.simulator;
    let [half, most, nearly_all] = LEVELS.map(|level| simulator.central_interval(level));
    forecasts.row(&ForecastRow {
        scenario: &scored.name,
        place: &scored.scenario.places[case.place.index()].id,
        level: &case.told.name(),
        known_until: &date(case.told.until),
        horizon_days: case.horizon_days,
        date: &date(case.day),
        last_report: case.level,
        counted: case.counted,
        quantiles: [nearly_all.0, most.0, half.0, simulator.median(), half.1, most.1, nearly_all.1],
        crps: simulator.fair_crps(case.counted),
        baselines: &case.baselines.each_ref().map(|baseline| baseline.fair_crps(case.counted)),
    })
}
