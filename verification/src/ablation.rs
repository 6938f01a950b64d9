//! What each part of the forecasts from the past is worth: forecasts without it, against what came.
//!
//! An ablation is another value of what the library takes anyway: the grid of candidates, how newcomers are
//! shared out, or the scenario's own rules of movement.

use crate::instance::{Instance, read};
use crate::{Failure, Section};
use haven_core::flee::scenario::{Rules, Scenario};
use haven_study::backtest::{
    Ahead, Averaging, Capacities, Case, Conflict, Method, Mixture, Plan, Sharing, backtest,
    given_totals, group, skill_beside,
};
use haven_study::watch::Watch;
use std::fmt::Write;

/// Fewer members than the backtest's: the mean fair score is the same.
const PLAN: Plan = Plan { seed: 1, members: 100, capacities: Capacities::Dropped };
/// Horizons shown.
const HORIZONS_DAYS: [u32; 2] = [30, 90];

/// Days in which nothing fades.
const NEVER: f64 = 1e6;

/// Another way to forecast at issue time, by name.
type OtherMethod = (&'static str, fn(&mut Method));
/// Another way to share out newcomers, and other rules of movement.
type OtherSharing = (&'static str, fn(&mut Sharing));
type OtherRules = (&'static str, fn(&mut Rules));

const METHODS: [OtherMethod; 8] = [
    ("without the engine: flows only fade", |method| method.ahead = vec![Ahead::Fading]),
    ("departures do not follow conflict", |method| method.ahead = vec![Ahead::Engine(0.0)]),
    ("departures do not fade", |method| method.fading_days = vec![NEVER]),
    ("recounts count in full", |method| method.averagings = vec![Averaging::Plain]),
    ("the last report is never behind", |method| method.is_behind = vec![false]),
    ("one candidate", |method| {
        *method = Method {
            fading_days: vec![150.0],
            ahead: vec![Ahead::Engine(0.5)],
            half_lives_days: vec![40.0],
            averagings: vec![Averaging::Plain],
            is_behind: vec![false],
            ..Method::default()
        }
    }),
    ("its own record teaches nothing", |method| method.tempers = (0.0, 0.0)),
    ("only the best by its record", |method| method.tempers = (1.0, 2.0)),
];

const SHARINGS: [OtherSharing; 9] = [
    ("the newest site gets no more", |sharing| sharing.to_newest = 0.0),
    ("shut borders and camps as open ones", |sharing| sharing.past_closures = 1.0),
    ("nobody comes where nobody was counted", |sharing| sharing.to_uncounted = 0.0),
    ("without the engine's opinion", |sharing| sharing.mixtures.retain(|one| one.engine == 0.0)),
    ("without recent arrivals", |sharing| sharing.mixtures.retain(|one| one.recent == 0.0)),
    ("without present shares", |sharing| sharing.mixtures.retain(|one| one.present == 0.0)),
    ("the engine alone", |sharing| sharing.mixtures.retain(|one| one.engine == 1.0)),
    ("equal weights", |sharing| {
        let third = 1.0 / 3.0;
        sharing.mixtures = vec![Mixture { engine: third, recent: third, present: third }];
    }),
    ("none of the rules", |sharing| {
        (sharing.to_newest, sharing.past_closures, sharing.to_uncounted) = (0.0, 1.0, 0.0);
    }),
];

const RULES: [OtherRules; 5] = [
    ("engine: people see one place ahead", |rules| rules.choice.awareness = 1),
    ("engine: distance does not count", |rules| rules.choice.distance_power = 0.0),
    ("engine: conflict does not deter", |rules| rules.weights.conflict = 1.0),
    ("engine: camps do not attract", |rules| rules.weights.camp = 1.0),
    ("engine: half stay in conflict each day", |rules| rules.move_chances.conflict = 0.5),
];

/// One instance and, by position, what each ablation costs.
struct Ablated {
    scenario: Scenario,
    /// Skill of the full forecast beside each ablation, by horizon.
    issue_time: [Vec<Option<f64>>; HORIZONS_DAYS.len()],
    /// Averaged relative difference given totals of the full forecast, and each ablation's less that.
    full: Option<f64>,
    totals: Vec<Option<f64>>,
}

/// Forecasts every instance with and without.
pub fn section(found: &[Instance]) -> Result<Section, Failure> {
    let mut all: Vec<Ablated> = Vec::new();
    for instance in found {
        let scenario = read(&instance.folder, None)?;
        let with_it: Vec<&Scenario> =
            all.iter().map(|one| &one.scenario).chain([&scenario]).collect();
        // One scenario of each conflict: the others are versions of it.
        if group(&with_it).len() > all.len() {
            eprintln!("{}", instance.name);
            all.push(ablated(scenario)?);
        }
    }
    let conflicts = group(&all.iter().map(|one| &one.scenario).collect::<Vec<_>>());
    let mut markdown = String::new();
    issue_time(&mut markdown, &all, &conflicts)?;
    totals(&mut markdown, &all, &conflicts)?;
    Ok(Section { markdown, holds: true })
}

fn ablated(scenario: Scenario) -> Result<Ablated, Failure> {
    let cases = |scenario: &Scenario, change: &dyn Fn(&mut Method)| {
        let mut method = Method::default();
        change(&mut method);
        backtest(scenario, &method, PLAN, &Watch::default())
    };
    let full: Vec<Case> = cases(&scenario, &|_| ())?;
    let mut others = Vec::new();
    for (_, change) in METHODS {
        others.push(cases(&scenario, &change)?);
    }
    let worth = |horizon| others.iter().map(|other| skill_beside(&full, other, horizon)).collect();
    let given = |scenario: &Scenario, change: &dyn Fn(&mut Sharing)| -> Result<_, Failure> {
        let mut sharing = Sharing::default();
        change(&mut sharing);
        Ok(given_totals(scenario, &sharing, PLAN)?.map(|given| given.simulator))
    };
    let full = given(&scenario, &|_| ())?;
    let mut totals = Vec::new();
    for (_, change) in SHARINGS {
        totals.push(given(&scenario, &change)?);
    }
    for (_, change) in RULES {
        let mut other = scenario.clone();
        change(&mut other.rules);
        totals.push(given(&other, &|_| ())?);
    }
    let totals = totals.into_iter().map(|other| Some(other? - full?)).collect();
    Ok(Ablated { issue_time: HORIZONS_DAYS.map(worth), full, totals, scenario })
}

fn issue_time(text: &mut String, all: &[Ablated], conflicts: &[Conflict]) -> Result<(), Failure> {
    writeln!(
        text,
        "What each part of `haven backtest` is worth on one published instance of every conflict. At issue time: skill by CRPS of the full forecast \
         beside the same one without that part, seed {}, {} members: above 0, the part helps; below, it harms.",
        PLAN.seed, PLAN.members
    )?;
    for (position, horizon) in HORIZONS_DAYS.into_iter().enumerate() {
        head(text, &format!("{horizon} days ahead, worth of what is taken away"), conflicts)?;
        for (row, (name, _)) in METHODS.iter().enumerate() {
            let value = |index: usize| all[index].issue_time[position][row];
            line(text, name, conflicts, &value, |value| format!("{value:+.2}"))?;
        }
    }
    Ok(())
}

fn totals(text: &mut String, all: &[Ablated], conflicts: &[Conflict]) -> Result<(), Failure> {
    writeln!(
        text,
        "\nGiven the true totals: by how much the averaged relative difference grows (above 0, the part helps). \
         Beside it, other values of the engine's rules of movement; the instance's own are the full forecast's."
    )?;
    head(text, "given totals", conflicts)?;
    let full = |index: usize| all[index].full;
    line(text, "full forecast (difference)", conflicts, &full, |value| format!("{value:.3}"))?;
    let names = SHARINGS.iter().map(|(name, _)| *name).chain(RULES.iter().map(|(name, _)| *name));
    for (row, name) in names.enumerate() {
        let value = |index: usize| all[index].totals[row];
        line(text, name, conflicts, &value, |value| format!("{value:+.3}"))?;
    }
    Ok(())
}

fn head(text: &mut String, title: &str, conflicts: &[Conflict]) -> Result<(), Failure> {
    let names: Vec<&str> = conflicts.iter().map(|conflict| conflict.name.as_str()).collect();
    let rule = "| --: ".repeat(conflicts.len() + 1);
    Ok(writeln!(text, "\n| {title} | mean | {} |\n| --- {rule}|", names.join(" | "))?)
}

/// One row: the mean over conflicts, and each conflict's.
fn line(
    text: &mut String,
    name: &str,
    conflicts: &[Conflict],
    value: &dyn Fn(usize) -> Option<f64>,
    shown: impl Fn(f64) -> String,
) -> Result<(), Failure> {
    let values: Vec<Option<f64>> = conflicts.iter().map(|conflict| conflict.mean(value)).collect();
    let known: Vec<f64> = values.iter().copied().flatten().collect();
    let mean = (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64);
    write!(text, "| {name} ")?;
    for value in [mean].into_iter().chain(values) {
        write!(text, "| {} ", value.map_or_else(|| "–".to_owned(), &shown))?;
    }
    Ok(writeln!(text, "|")?)
}
