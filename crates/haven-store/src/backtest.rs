//! `backtest`, kept: backtest.json, forecasts.csv, and a picture of each scenario.

use crate::disk::Disk;
use crate::error::StoreError;
use crate::failure::Failure;
use crate::folder::ResultFolder;
use crate::json::value;
use crate::kept::{Done, Kept};
use crate::place::{Place, clean};
use crate::stored::Stored;
use haven::Work;
use haven::backtest::{Backtest, BacktestRequest, ScoredScenario};
use haven_io::writers::backtest::{ForecastRow, ForecastWriter};
use haven_report as report;
use haven_study::backtest::Case;
use haven_study::score::LEVELS;
use haven_study::watch::Watch;
use jiff::Span;

/// Scores a scenario, or every scenario of a folder, and keeps it in this folder or a new one.
///
/// # Errors
/// If the verb fails, or the result cannot be stored.
pub fn backtest(
    request: &BacktestRequest,
    place: &Place,
    watch: &Watch,
) -> Result<Stored<Backtest>, Failure> {
    let workers = crate::workers(request.ensemble.threads)?;
    let mut kept = Kept::new(place, &request.scenario.source);
    let work = Work { workers: &workers, watch, sources: &Disk };
    let result = haven::backtest::backtest(request, &work, &mut kept)?;
    let Done { mut folder, seconds, .. } = kept.done()?;
    write(&mut folder, &result)?;
    Ok(Stored { folder: folder.publish()?, seconds, result })
}

/// Writes everything.
fn write(folder: &mut ResultFolder, backtest: &Backtest) -> Result<(), Failure> {
    let failed = |source| StoreError::Io { path: folder.path("forecasts.csv"), source };
    let mut forecasts = ForecastWriter::new(folder.file("forecasts.csv")?).map_err(failed)?;
    for scored in &backtest.scenarios {
        for case in &scored.cases {
            write_case(&mut forecasts, scored, case).map_err(failed)?;
        }
    }
    forecasts.finish().map_err(failed)?;
    for scored in &backtest.scenarios {
        let name = format!("{}.svg", clean(&scored.name));
        folder.text(&name, &report::backtest_picture(scored))?;
    }
    folder.manifest("backtest.json", value(backtest))?;
    Ok(())
}

fn write_case<W: std::io::Write>(
    forecasts: &mut ForecastWriter<W>,
    scored: &ScoredScenario,
    case: &Case,
) -> std::io::Result<()> {
    let date = |day: u32| scored.start.saturating_add(Span::new().days(day));
    let place = &scored.read.places[case.place.index()];
    let simulator = &case.simulator;
    let [half, most, nearly_all] = LEVELS.map(|level| simulator.central_interval(level));
    forecasts.row(&ForecastRow {
        scenario: &scored.name,
        place: &place.id,
        place_name: &place.name,
        information_level: &case.told.name(),
        known_until_day: case.told.until,
        known_until: date(case.told.until),
        horizon_days: case.horizon_days,
        day: case.day,
        date: date(case.day),
        last_report: case.level,
        counted: case.counted,
        quantiles: [nearly_all.0, most.0, half.0, simulator.median(), half.1, most.1, nearly_all.1],
        crps: simulator.fair_crps(case.counted),
        baselines: &case.baselines.each_ref().map(|baseline| baseline.fair_crps(case.counted)),
    })
}
