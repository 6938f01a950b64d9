//! Forecasts at issue time from the published instances, against what came and against baselines.

use crate::instance::Instance;
use crate::{Failure, Section};
use haven_core::scenario::Scenario;
use haven_study::backtest::{BASELINES, Case, HORIZONS_DAYS, Plan, backtest, given_totals};
use haven_study::skill::{Calibration, Scored, pooled};
use haven_study::watch::Watch;
use std::fmt::Write;

pub fn section(found: &[Instance]) -> Result<Section, Failure> {
    let mut text = String::new();
    for instance in found {
        let scenario: Scenario = instance.scenario()?;
        let started = std::time::Instant::now();
        eprintln!("{} {:?}", instance.name, given_totals(&scenario, 1)?);
        eprintln!("{:?}", started.elapsed());
        let cases = backtest(&scenario, Plan { seed: 1, members: 300 }, &Watch::default())?;
        for horizon in HORIZONS_DAYS {
            let of: Vec<&Case> = cases.iter().filter(|case| case.horizon_days == horizon).collect();
            let mut line = format!("{:24} {horizon:3} n {:4}", instance.name, of.len());
            for (index, name) in BASELINES.iter().enumerate() {
                let scored: Vec<Scored> = of
                    .iter()
                    .map(|case| Scored {
                        model: case.simulator.fair_crps(case.counted),
                        baseline: case.baselines[index].fair_crps(case.counted),
                    })
                    .collect();
                write!(line, " {name} {:+.3}", pooled(&scored).unwrap_or(f64::NAN))?;
            }
            let mut calibration = Calibration::default();
            of.iter().for_each(|case| calibration.add(&case.simulator, case.counted, case.uniform));
            write!(line, " {:.2?}", calibration.coverage())?;
            eprintln!("{line}");
            text += &line;
        }
        eprintln!("{:?}", started.elapsed());
    }
    Ok(Section { markdown: text, holds: true })
}
