//! Backtests of the tutorial: every score found again from the forecasts and the counts themselves.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Kept, close, ferry, scenario, sources, work};
use haven::backtest::{
    Backtest, BacktestRequest, Capacities, Coverage, ScenarioAt, ScoredScenario, backtest,
};
use haven::{BuiltIn, Failure, Found, ScenarioRequest, Sources, Watch, Work, Workers};
use haven_study::backtest::{Method, Plan, backtest as play, skill_beside, with_conflict_shuffled};
use std::io;
use std::sync::OnceLock;

fn request(source: &str) -> BacktestRequest {
    BacktestRequest {
        scenario: scenario(source),
        ensemble: common::members(0..20),
        capacities: Capacities::Dropped,
    }
}

/// The tutorial's, which is made once for all tests.
fn tutorial() -> &'static Backtest {
    static MADE: OnceLock<Backtest> = OnceLock::new();
    MADE.get_or_init(|| work(&BuiltIn, |work| backtest_of(&request("first-steps"), work)))
}

fn only(backtest: &Backtest) -> &ScoredScenario {
    let [scored] = &backtest.scenarios[..] else { panic!("one scenario") };
    scored
}

/// Mean distance from what came, less half the mean distance of pairs of different members.
fn fair_crps(members: &[f64], came: f64) -> f64 {
    let count = members.len() as f64;
    let distance: f64 = members.iter().map(|member| (member - came).abs()).sum();
    let pairs: f64 =
        members.iter().flat_map(|one| members.iter().map(move |other| (one - other).abs())).sum();
    distance / count - pairs / (2.0 * count * (count - 1.0))
}

/// The quantile of sorted members: position level × (n − 1) from 0, in between by shares.
fn quantile(sorted: &[f64], level: f64) -> f64 {
    let position = level * (sorted.len() - 1) as f64;
    let (below, share) = (position.floor() as usize, position.fract());
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] * (1.0 - share) + sorted[above] * share
}

/// Checks a mean over the forecasts of a horizon.
fn holds(scored: &ScoredScenario, at: &ScenarioAt, said: f64, number: &dyn Fn(&[f64], f64) -> f64) {
    let cases: Vec<_> =
        scored.cases.iter().filter(|case| case.horizon_days == at.horizon_days).collect();
    let sum: f64 = cases.iter().map(|case| number(case.simulator.members(), case.counted)).sum();
    let mean = sum / cases.len() as f64;
    assert!((said - mean).abs() < 1e-6 * mean.abs().max(1.0), "{said} is not {mean}");
}

#[test]
fn scores_are_those_of_the_forecasts_and_what_came() {
    let backtest = tutorial();
    let scored = only(backtest);
    assert!(!scored.at.is_empty());
    for at in &scored.at {
        holds(scored, at, at.simulator_scores.crps, &fair_crps);
        holds(scored, at, at.simulator_scores.absolute_error, &|members, came| {
            (quantile(members, 0.5) - came).abs()
        });
        holds(scored, at, at.mean_width.half, &|m, _| quantile(m, 0.75) - quantile(m, 0.25));
        holds(scored, at, at.mean_width.most, &|m, _| quantile(m, 0.9) - quantile(m, 0.1));
        holds(scored, at, at.mean_width.nearly_all, &|m, _| {
            quantile(m, 0.975) - quantile(m, 0.025)
        });
    }
}

#[test]
fn what_knowing_of_conflict_is_worth_is_the_skill_beside_a_simulator_that_does_not() {
    let scored = only(tutorial());
    let plan = Plan { seed: 1, members: 20, capacities: Capacities::Dropped };
    let shuffled = with_conflict_shuffled(&scored.read, plan.seed);
    let (workers, watch) = (Workers::new(Some(1)).unwrap(), Watch::default());
    let blind = workers.run(|| play(&shuffled, &Method::default(), plan, &watch)).unwrap();
    let worth = |at: &ScenarioAt| skill_beside(&scored.cases, &blind, at.horizon_days);
    let told: Vec<_> = scored.at.iter().map(|at| at.skill_beside_shuffled_conflict).collect();
    assert_eq!(told, scored.at.iter().map(worth).collect::<Vec<_>>());
    assert!(told.len() > 1 && told[0].is_some() && told[0] != told[1], "{told:?}");
}

#[test]
fn the_median_is_off_by_a_share_of_all_counts() {
    let backtest = tutorial();
    let scored = only(backtest);
    for at in &scored.at {
        let cases = || scored.cases.iter().filter(|case| case.horizon_days == at.horizon_days);
        let off: f64 = cases()
            .map(|case| (quantile(case.simulator.members(), 0.5) - case.counted).abs())
            .sum();
        let counted: f64 = cases().map(|case| case.counted).sum();
        assert!(close(at.relative_difference_of_median, off / counted), "{at:?}");
        assert_eq!(at.cases, cases().count());
    }
}

fn inside(scored: &ScoredScenario, at: &ScenarioAt, level: f64) -> f64 {
    let tail = 0.5 - 0.5 * level;
    let cases: Vec<_> =
        scored.cases.iter().filter(|case| case.horizon_days == at.horizon_days).collect();
    let is_inside = |case: &&&haven_study::backtest::Case| {
        let members = case.simulator.members();
        (quantile(members, tail)..=quantile(members, 1.0 - tail)).contains(&case.counted)
    };
    cases.iter().filter(is_inside).count() as f64 / cases.len() as f64
}

#[test]
fn coverage_is_the_share_of_counts_inside_and_every_count_has_a_rank() {
    let backtest = tutorial();
    let scored = only(backtest);
    for at in &scored.at {
        let Coverage { cases, coverage_50, coverage_80, coverage_95, pit, .. } = &at.calibration;
        assert_eq!(*coverage_50, Some(inside(scored, at, 0.5)));
        assert_eq!(*coverage_80, Some(inside(scored, at, 0.8)));
        assert_eq!(*coverage_95, Some(inside(scored, at, 0.95)));
        assert_eq!((*cases as usize, pit.iter().sum::<u32>()), (at.cases, *cases));
    }
}

#[test]
fn skill_is_what_is_saved_of_a_baseline_s_score() {
    let backtest = tutorial();
    for at in &only(backtest).at {
        let scores = at.baseline_scores.named();
        for ((name, scores), (same, skill)) in scores.iter().zip(at.skill.named()) {
            assert_eq!(*name, same);
            assert!(close(skill.unwrap(), 1.0 - at.simulator_scores.crps / scores.crps), "{name}");
        }
        // Beside the best of them it is least.
        let least = at.skill.named().into_iter().filter_map(|(_, skill)| *skill);
        assert_eq!(at.skill_beyond_best_baseline, least.min_by(f64::total_cmp));
    }
    let names = only(backtest).at[0].skill.named().map(|(name, _)| name);
    assert_eq!((names, backtest.baselines), (["persistence", "damped-trend", "theta"], names));
}

#[test]
fn forecasts_start_from_the_last_report_and_know_nothing_later() {
    let backtest = tutorial();
    let scored = only(backtest);
    for case in &scored.cases {
        assert!(case.told.until < case.day, "{case:?}");
        let reports = &scored.read.observed.series;
        let series = reports.iter().find(|series| series.place == Some(case.place)).unwrap();
        let on = |day: u32| series.sources[0].iter().find(|it| it.day == i64::from(day));
        assert_eq!(on(case.day).unwrap().people as f64, case.counted);
        let known = (0..=case.told.until).rev().find_map(on).unwrap();
        assert_eq!(known.people as f64, case.level);
    }
}

#[test]
fn one_scenario_is_one_conflict_and_all_there_are() {
    let backtest = tutorial();
    let ([conflict], scored) = (&backtest.conflicts[..], only(backtest)) else { panic!("one") };
    assert_eq!(
        (conflict.conflict.as_str(), &conflict.scenarios[..]),
        ("XAA 2030", &["first-steps".to_owned()][..])
    );
    assert_eq!(backtest.all_conflicts.len(), 3);
    for (all, at) in backtest.all_conflicts.iter().zip(&conflict.at) {
        assert_eq!(all.horizon_days, at.horizon_days);
        let same = scored.at.iter().find(|it| it.horizon_days == at.horizon_days);
        let Some(same) = same else {
            assert_eq!((at.skill.persistence, at.cases, at.coverage_80), (None, None, None));
            continue;
        };
        assert_eq!((at.skill, at.cases), (same.skill, Some(same.cases)));
        assert_eq!(at.skill_beyond_best_baseline, same.skill_beyond_best_baseline);
        assert_eq!(at.skill_beside_shuffled_conflict, same.skill_beside_shuffled_conflict);
        assert_eq!(
            (at.coverage_80, at.coverage_95),
            (same.calibration.coverage_80, same.calibration.coverage_95)
        );
        assert_eq!(at.independent_blocks, Some(same.independent_blocks));
        assert_eq!(all.skill.theta.unwrap().mean, same.skill.theta.unwrap());
        assert_eq!(all.least_skill.theta, same.skill.theta);
        let above = usize::from(same.skill.theta.unwrap() > 0.0);
        assert_eq!(all.conflicts_above_0.theta, above);
        assert_eq!(all.calibration, same.calibration);
    }
}

#[test]
fn what_was_known_is_said_of_every_kind_of_forecast() {
    let backtest = tutorial();
    let scored = only(backtest);
    assert_eq!(backtest.data_cut_off, "of each forecast: the end of its origin (known_until)");
    assert_eq!((backtest.seed, backtest.members, backtest.horizons_days), (1, 20, [7, 30, 90]));
    assert_eq!((scored.days, scored.start.to_string().as_str()), (80, "2030-03-01"));
    assert_eq!(scored.information_level.as_deref(), Some("issue-time"));
    // Nothing dates the capacities of the two camps.
    assert_eq!((scored.capacities_dropped, scored.capacities_kept), (Some(2), Some(0)));
    let cold = scored.cold_start.as_ref().unwrap();
    assert_eq!(cold.knew.information_level, "cold-start");
    assert!(cold.at.iter().all(|at| at.crps > 0.0 && at.mean_count > 0.0));
    let given = scored.given_totals.as_ref().unwrap();
    assert!(given.knew.information_level.starts_with("given-totals"), "{given:?}");
    assert!(
        given.days_scored > 0
            && given.data_cut_off < scored.start.saturating_add(jiff::Span::new().days(80))
    );
    let mut kept = request("first-steps");
    kept.capacities = Capacities::Kept;
    let kept = work(&BuiltIn, |work| backtest_of(&kept, work));
    assert_eq!(only(&kept).information_level.as_deref(), Some("issue-time+leak"));
    assert_eq!((only(&kept).capacities_dropped, only(&kept).capacities_kept), (Some(0), Some(2)));
}

fn backtest_of(request: &BacktestRequest, work: &Work<'_>) -> Backtest {
    backtest(request, work, &mut ()).unwrap()
}

/// A folder `all` with the tutorial twice, a ferry, a crisis and what is no scenario.
struct Folder;

impl Sources for Folder {
    fn scenario(&self, name: &str) -> Result<Found, Failure> {
        let (folder, of) = name.split_once('/').unwrap_or(("", name));
        assert!(["all", "none", ""].contains(&folder));
        let mut found = match of {
            "again" | "tutorial" => BuiltIn.scenario("first-steps")?,
            "short" => sources(&[("short", ferry())]).scenario("short")?,
            other => BuiltIn.scenario(other)?,
        };
        of.clone_into(&mut found.name);
        Ok(found)
    }

    fn file(&self, name: &str) -> io::Result<Vec<u8>> {
        BuiltIn.file(name)
    }

    fn inside(&self, folder: &str) -> Vec<String> {
        let inside: &[&str] = match folder {
            "all" => &["again", "aleppo-2014", "nothing", "short", "tutorial"],
            "none" => &["aleppo-2014", "short"],
            _ => &[],
        };
        inside.iter().map(|name| format!("{folder}/{name}")).collect()
    }
}

#[test]
fn of_a_folder_what_can_be_scored_is_and_the_rest_says_why_not() {
    let mut sink = Kept::default();
    let found = work(&Folder, |work| backtest(&request("all"), work, &mut sink)).unwrap();
    assert_eq!(sink.name.as_deref(), Some("all-backtest-1"));
    let names: Vec<&str> = found.scenarios.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["again", "tutorial"]);
    let left_out: Vec<_> = found
        .left_out
        .iter()
        .map(|it| (it.scenario.as_str(), it.why.lines().next().unwrap()))
        .collect();
    let crisis = "a backtest needs counts to compare with over time; a scenario with actors has none: its \
                  recorded events are compared in VERIFICATION.md";
    let expected = [
        ("aleppo-2014", crisis),
        ("nothing", "`nothing` is no folder and no built-in scenario"),
        ("short", "`short` has 7 days: too few to forecast from the past"),
    ];
    assert_eq!(left_out, expected);
    // Two versions of one crisis are one conflict.
    let [conflict] = &found.conflicts[..] else { panic!("{:?}", found.conflicts) };
    assert_eq!(conflict.scenarios, ["again", "tutorial"]);
    assert_eq!(conflict.at[0].skill, found.scenarios[0].at[0].skill);
    assert_eq!(conflict.at[0].cases, Some(found.scenarios[0].at[0].cases));
}

#[test]
fn what_cannot_be_scored_is_refused() {
    let refused = |change: fn(&mut BacktestRequest)| {
        let mut request = request("first-steps");
        change(&mut request);
        let mut sink = Kept::default();
        let refused = work(&Folder, |work| backtest(&request, work, &mut sink)).unwrap_err();
        assert!(refused.is_bad_input() && sink.name.is_none(), "{refused}");
        refused.to_string()
    };
    assert_eq!(
        refused(|request| request.ensemble.members = Some(1..300)),
        "the members of a forecast are counted from 0"
    );
    assert_eq!(
        refused(|request| request.ensemble.members = Some(0..19)),
        "a forecast needs 20 members or more for its intervals to mean anything"
    );
    assert_eq!(
        refused(|request| request.scenario = scenario("short")),
        "`short` has 7 days: too few to forecast from the past"
    );
    assert_eq!(
        refused(|request| request.scenario = scenario("none")),
        "none of the 2 scenarios in `none` can be scored; `haven check` says why"
    );
    assert!(refused(|request| request.scenario = scenario("nothing")).contains("is no folder"));
    assert!(
        refused(|request| request.scenario =
            ScenarioRequest { accept: vec!["odd".to_owned()], ..scenario("first-steps") })
        .starts_with("`odd` is no code of a problem")
    );
}

#[test]
fn a_backtest_that_is_stopped_says_nothing() {
    let (workers, watch) = (Workers::new(Some(1)).unwrap(), Watch::default());
    watch.stop();
    let work = Work { workers: &workers, watch: &watch, sources: &BuiltIn };
    let refused = backtest(&request("first-steps"), &work, &mut ()).unwrap_err();
    assert!(matches!(refused, Failure::NothingComplete), "{refused}");
    assert!(watch.member_days().1 > 0);
}
