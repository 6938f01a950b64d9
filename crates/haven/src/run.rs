//! `run`: an ensemble of a scenario, and its result's folder.

use crate::counted::Counted;
use crate::ensembled::Ensembled;
use crate::failure::Failure;
use crate::origins::Origins;
use crate::outcome::Outcome;
use crate::output::{self, Keep, MemberOutput};
use crate::source::{self, Reading, ScenarioRequest};
use crate::{draws, parameters, provenance};
use haven_core::flee::World;
use haven_core::problem::Problem;
use haven_core::run::{self, Request, Track};
use haven_core::scenario::Scenario;
use haven_io::parameter_table::{self, Draws};
use haven_io::scenario_folder::Format;
use haven_io::writers::manifest::{self, Manifest, Members, Options, ScenarioEntry, Timings};
use haven_io::writers::store::{ResultFolder, free_name};
use haven_study::ensemble::{Ensemble, Plan, play_batch};
use haven_study::watch::Watch;
use haven_study::workers::Workers;
use jiff::Timestamp;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Members that one thread plays before the finished ones are written and leave the queue.
const MEMBERS_IN_BATCH: u32 = 16;

/// What to run, how often, and where to put it.
#[derive(Clone, Debug)]
pub struct RunRequest {
    /// The scenario.
    pub scenario: ScenarioRequest,
    /// Parameters set in place of the scenario's, by name and text.
    pub set: Vec<(String, String)>,
    /// A table of draws of parameters: member m has row m modulo their number.
    pub parameters: Option<PathBuf>,
    /// Which members.
    pub members: Range<u32>,
    /// Seed of the ensemble.
    pub seed: u64,
    /// Sampled, or the expectation (one member).
    pub draws: run::Draws,
    /// Threads; one for each core if not given.
    pub threads: Option<usize>,
    /// What is kept of each member.
    pub keep: Keep,
    /// Labels to track.
    pub track: Track,
    /// The result's folder; a new one in `haven-runs/` if not given.
    pub out: Option<PathBuf>,
}

/// A run that is done and stored.
#[derive(Debug)]
pub struct RunResult {
    /// Where it is.
    pub folder: PathBuf,
    /// What it was made from.
    pub manifest: Manifest,
    /// What it says, in short.
    pub outcome: Outcome,
    /// What is suspicious about the scenario, and errors that were accepted.
    pub warnings: Vec<Problem>,
    /// People that one simulated person stands for.
    pub scale_divisor: u64,
}

/// When each part of the work began, and how many threads did it.
struct Clock {
    started: Timestamp,
    read: Instant,
    ran: Instant,
    wrote: Instant,
    threads: usize,
}

/// Runs an ensemble and stores it. Whoever holds the watch sees how far it is and can stop it: the
/// members that are complete by then are stored as usual, and the manifest says so.
///
/// # Errors
/// If the request or the scenario is bad, a member cannot be played, or the result not be stored.
pub fn run(request: &RunRequest, watch: &Watch) -> Result<RunResult, Failure> {
    let (started, read) = (Timestamp::now(), Instant::now());
    let mut reading = source::read(&request.scenario)?;
    let accept = &request.scenario.accept;
    let may_run = reading.stopping(accept).next().is_none();
    let Some(mut scenario) = reading.scenario.take().filter(|_| may_run) else {
        return Err(Failure::BadScenario(reading.problems));
    };
    let set = parameters::set(&mut scenario.rules, &request.set)?;
    check_request(request, &scenario)?;
    let draws = request.parameters.as_deref();
    let draws =
        draws.map(|path| draws::read_table(path, parameter_table::read_rules)).transpose()?;
    let world = World::new(&scenario);
    let folder = ResultFolder::create(&target(request, &reading.name))?;

    let ran = Instant::now();
    let workers =
        Workers::new(request.threads).map_err(|error| Failure::Threads(error.to_string()))?;
    let (ensemble, origins) =
        play(request, &Stage { world: &world, draws: draws.as_ref() }, &folder, &workers, watch)?;
    let wrote = Instant::now();
    if ensemble.records().is_empty() {
        return Err(Failure::NothingComplete);
    }
    let outcome = write(&ensemble, &world, reading.format, &folder, &origins)?;
    let clock = Clock { started, read, ran, wrote, threads: workers.count() };
    let manifest = describe(request, &reading, &scenario, &ensemble, &set, &clock);
    output::write_text(&folder, manifest::FILE, &manifest.to_json())?;
    let scale_divisor = scenario.rules.scale_divisor.0;
    let warnings = reading.problems;
    Ok(RunResult { folder: folder.publish()?, manifest, outcome, warnings, scale_divisor })
}

fn check_request(request: &RunRequest, scenario: &Scenario) -> Result<(), Failure> {
    if request.members.is_empty() {
        return Err(Failure::bad_request("there are no members to run"));
    }
    if scenario.days == 0 {
        return Err(Failure::bad_request("there are no days to run"));
    }
    if request.track.group && scenario.groups.is_empty() {
        return Err(Failure::bad_request("groups cannot be tracked: the scenario has none"));
    }
    Ok(())
}

fn target(request: &RunRequest, name: &str) -> PathBuf {
    let stem = format!("{name}-{}", request.seed);
    request.out.clone().unwrap_or_else(|| free_name(Path::new("haven-runs"), &stem))
}

/// What members are played on.
struct Stage<'w> {
    world: &'w World,
    draws: Option<&'w Draws>,
}

/// Plays all members, writing them as they come.
fn play<'w>(
    request: &RunRequest,
    Stage { world, draws }: &Stage<'w>,
    folder: &ResultFolder,
    workers: &Workers,
    watch: &Watch,
) -> Result<(Ensemble, Origins<'w>), Failure> {
    let plan = Plan {
        seed: request.seed,
        members: request.members.clone(),
        draws: request.draws,
        track: request.track,
        recording: request.keep.recording(world),
    };
    let days = u64::from(plan.recording.days);
    watch.expect(days * request.members.len() as u64);
    let mut files = MemberOutput::new(folder, world, request.keep, &plan)?;
    let mut origins = Origins::new(world.scenario());
    let mut ensemble = Ensemble::new(plan, MEMBERS_IN_BATCH * workers.count() as u32);
    let engine = |request: &Request, observer: &mut haven_core::run::Observer<'_>| match draws {
        None => world.run(request, observer),
        Some(draws) => {
            let row = &draws.rows[request.member as usize % draws.rows.len()];
            let mut scenario = world.scenario().clone();
            scenario.rules = parameter_table::with_draw(&scenario.rules, &draws.names, row);
            World::new(&scenario).run(request, observer)
        }
    };
    while let Some(batch) = ensemble.next_batch().filter(|_| !watch.is_stopped()) {
        let plan = ensemble.plan();
        let members = workers.run(|| play_batch(plan, batch.clone(), &engine, watch))?;
        files.write(&plan.recording, &members)?;
        for member in &members {
            origins.add(&member.labels);
        }
        ensemble.absorb(&batch, members);
    }
    files.finish()?;
    Ok((ensemble, origins))
}

/// Sums the ensemble up and writes what is not written member by member.
fn write(
    ensemble: &Ensemble,
    world: &World,
    format: Format,
    folder: &ResultFolder,
    origins: &Origins<'_>,
) -> Result<Outcome, Failure> {
    let counted = Counted::of(world);
    let records = ensemble.records();
    let ensembled = Ensembled::new(world, &counted, &ensemble.plan().recording, records);
    output::write_summary(folder, ensemble.plan(), &ensembled, world, &counted)?;
    if format == Format::Flee {
        output::write_flee_out(folder, &ensembled, world, &counted)?;
    }
    Ok(Outcome { origins: origins.mean(records.len()), ..ensembled.outcome() })
}

fn describe(
    request: &RunRequest,
    reading: &Reading,
    scenario: &Scenario,
    ensemble: &Ensemble,
    set: &[&'static str],
    clock: &Clock,
) -> Manifest {
    let members = members(&request.members, ensemble);
    Manifest {
        format: manifest::FORMAT.to_owned(),
        haven: env!("CARGO_PKG_VERSION").to_owned(),
        label: provenance::LABEL.to_owned(),
        scenario: scenario_entry(&request.scenario, reading, scenario),
        seed: request.seed,
        interrupted: members.complete < request.members.len() as u32,
        members,
        draws: match request.draws {
            run::Draws::Sampled => "sampled".to_owned(),
            run::Draws::Expected => "expected".to_owned(),
        },
        parameters: parameters::entries(&scenario.rules, set),
        options: options(request, reading),
        information_level: provenance::information_level(scenario).to_owned(),
        data_cut_off: provenance::data_cut_off(scenario).map(|date| date.to_string()),
        differences: scenario.differences.clone(),
        timings: Timings {
            started: clock.started.to_string(),
            reading_seconds: (clock.ran - clock.read).as_secs_f64(),
            running_seconds: (clock.wrote - clock.ran).as_secs_f64(),
            writing_seconds: clock.wrote.elapsed().as_secs_f64(),
            threads: clock.threads,
        },
    }
}

/// What the manifest says of a scenario with Flee's rules.
pub(crate) fn scenario_entry(
    request: &ScenarioRequest,
    reading: &Reading,
    scenario: &Scenario,
) -> ScenarioEntry {
    let (inputs, sha256) = manifest::entries(&reading.inputs);
    let last = jiff::Span::new().days(scenario.days.saturating_sub(1));
    ScenarioEntry {
        title: scenario.title.clone(),
        source: request.source.clone(),
        sha256,
        start: scenario.start.to_string(),
        end: scenario.start.saturating_add(last).to_string(),
        days: scenario.days,
        inputs,
    }
}

fn members(asked: &Range<u32>, ensemble: &Ensemble) -> Members {
    let complete: Vec<u32> = ensemble.records().iter().map(|(member, _)| *member).collect();
    let missing = asked.clone().filter(|member| complete.binary_search(member).is_err()).collect();
    Members { from: asked.start, to: asked.end, complete: complete.len() as u32, missing }
}

fn options(request: &RunRequest, reading: &Reading) -> Options {
    let tracked = [("origin", request.track.origin), ("group", request.track.group)];
    let accept = &request.scenario.accept;
    let settings = request.scenario.settings.as_ref();
    Options {
        keep: request.keep.name().to_owned(),
        track: tracked.iter().filter(|(_, on)| *on).map(|(name, _)| (*name).to_owned()).collect(),
        accept: accept.clone(),
        accepted_problems: reading.accepted(accept),
        settings: settings.map(|path| path.display().to_string()),
    }
}
