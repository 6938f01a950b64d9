//! `run` of a scenario in which people move by Flee's rules.

use super::counted::Counted;
use super::ensembled::Ensembled;
use super::origins::Origins;
use super::outcome::Outcome;
use super::published::{self, FleeOut};
use super::{parameters, provenance};
use crate::changed::{ChangedScenario, Knowledge, no_what_ifs};
use crate::draws;
use crate::failure::Failure;
use crate::keep::Keep;
use crate::provenance::LABEL;
use crate::request::{MEMBERS, RunRequest};
use crate::room;
use crate::sink::Sink;
use crate::source::{Reading, ScenarioRequest};
use crate::summary::Summary;
use crate::work::Work;
use haven_core::draw::Draws as Drawn;
use haven_core::flee::Request;
use haven_core::flee::World;
use haven_core::flee::scenario::Scenario;
use haven_core::problem::Problem;
use haven_io::parameter_table::{self, Draws};
use haven_io::scenario_folder::Format;
use haven_io::writers::manifest::{self, Manifest, Members, Options, ScenarioEntry};
use haven_study::ensemble::{Ensemble, Member, Plan, play_batch};
use std::ops::Range;

/// Members that one thread plays before the finished ones are given away and leave the queue.
const MEMBERS_IN_BATCH: u32 = 16;

/// A run that is done.
#[derive(Debug)]
pub struct FleeRun {
    /// What it was made from; nothing of it knows the time.
    pub manifest: Manifest,
    /// Members that were asked for and are there.
    pub members: Members,
    /// Whether members draw, or take what is expected.
    pub draws: Drawn,
    /// What it says, in short.
    pub outcome: Outcome,
    /// What it says, day by day.
    pub summary: Summary,
    /// The first member as Flee prints it, of a folder in Flee's format.
    pub flee_out: Option<FleeOut>,
    /// What is suspicious about the scenario, and errors that were accepted.
    pub warnings: Vec<Problem>,
    /// People that one simulated person stands for.
    pub scale_divisor: u64,
}

/// Runs an ensemble of what was read.
///
/// # Errors
/// If the request or the scenario is bad, a member cannot be simulated, or the sink takes nothing.
pub fn run(
    request: &RunRequest,
    mut reading: Reading,
    work: &Work<'_>,
    sink: &mut dyn Sink,
) -> Result<FleeRun, Failure> {
    let accept = &request.scenario.scenario.accept;
    let may_run = reading.stopping(accept).next().is_none();
    let Some(mut scenario) = reading.scenario.take().filter(|_| may_run) else {
        return Err(Failure::BadScenario(reading.problems));
    };
    if !(request.what_ifs.is_empty() && request.scenario.what_if_files.is_empty()) {
        return Err(no_what_ifs());
    }
    let set = parameters::set(&mut scenario.rules, &request.scenario.set)?;
    let members = request.ensemble.members_or(MEMBERS);
    check_request(request, &members, &scenario)?;
    let draws = match &request.scenario.knowledge {
        Knowledge::Table(name) => {
            Some(draws::read_table(name, parameter_table::read_rules, work.sources)?)
        }
        Knowledge::Scenario | Knowledge::Priors => None,
    };
    let world = World::new(&scenario);
    sink.begin(&format!("{}-{}", reading.name, request.ensemble.seed))?;

    let stage = Stage { world: &world, draws: draws.as_ref(), members: &members };
    let (ensemble, origins) = play(request, &stage, work, sink)?;
    if ensemble.records().is_empty() {
        return Err(Failure::NothingComplete);
    }
    let counted = Counted::of(&world);
    let records = ensemble.records();
    let ensembled = Ensembled::new(&world, &counted, &ensemble.plan().recording, records);
    let is_flee = reading.format == Format::Flee;
    Ok(FleeRun {
        manifest: describe(request, &reading, &scenario, &ensemble, &set),
        members: members_of(&ensemble),
        draws: request.ensemble.draws,
        outcome: Outcome { origins: origins.mean(records.len()), ..ensembled.outcome() },
        summary: published::summary(ensemble.plan(), &ensembled, &world, &counted),
        flee_out: is_flee.then(|| published::flee_out(&ensembled, &world, &counted)).flatten(),
        scale_divisor: scenario.rules.scale_divisor.0,
        warnings: reading.problems,
    })
}

fn check_request(
    request: &RunRequest,
    members: &Range<u32>,
    scenario: &Scenario,
) -> Result<(), Failure> {
    if members.is_empty() {
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

/// What members are played on.
struct Stage<'w> {
    world: &'w World,
    draws: Option<&'w Draws>,
    members: &'w Range<u32>,
}

/// Plays all members, giving them away as they come.
fn play<'w>(
    request: &RunRequest,
    Stage { world, draws, members }: &Stage<'w>,
    Work { workers, watch, .. }: &Work<'_>,
    sink: &mut dyn Sink,
) -> Result<(Ensemble, Origins<'w>), Failure> {
    let plan = Plan {
        seed: request.ensemble.seed,
        members: (*members).clone(),
        draws: request.ensemble.draws,
        track: request.track.of_flee(),
        recording: request.keep.recording(world),
    };
    room::check(&plan.recording, &plan.members, plan.draws)?;
    let days = u64::from(plan.recording.days);
    watch.expect(days * members.len() as u64);
    let mut origins = Origins::new(world.scenario());
    let mut ensemble = Ensemble::new(plan, MEMBERS_IN_BATCH * workers.count() as u32);
    let engine = |request: &Request, observer: &mut haven_core::flee::Observer<'_>| match draws {
        None => world.run(request, observer),
        Some(draws) => {
            let row = &draws.rows[request.member as usize % draws.rows.len()];
            let mut scenario = world.scenario().clone();
            scenario.rules = parameter_table::with_draw(&scenario.rules, &draws.names, row);
            World::new(&scenario).run(request, observer)
        }
    };
    let dates = Summary::dates(world.scenario().start, world.scenario().days);
    while let Some(batch) = ensemble.next_batch().filter(|_| !watch.is_stopped()) {
        let plan = ensemble.plan();
        let mut members = workers.run(|| play_batch(plan, batch.clone(), &engine, watch))?;
        in_people(&mut members, world.scenario().rules.scale_divisor.0);
        for member in &members {
            give_away(request, (world, &dates), plan, member, sink)?;
            origins.add(&member.labels);
        }
        ensemble.absorb(&batch, members);
    }
    Ok((ensemble, origins))
}

/// Makes people of simulated persons, of whom each stands for so many.
fn in_people(members: &mut [Member], each: u64) {
    let each = u32::try_from(each).unwrap_or(u32::MAX);
    for member in members.iter_mut().filter(|_| each > 1) {
        member.record.scale(each);
        for (_, label) in &mut member.labels {
            label.people *= f64::from(each);
        }
    }
}

/// Gives away what is kept of a member.
fn give_away(
    request: &RunRequest,
    (world, dates): (&World, &[String]),
    plan: &Plan,
    member: &Member,
    sink: &mut dyn Sink,
) -> Result<(), Failure> {
    if request.keep != Keep::None {
        let kept = (&plan.recording, dates);
        let rows = published::member_rows(world, request.keep, kept, &member.record);
        sink.member(member.member, &rows)?;
    }
    if plan.track.origin || plan.track.group {
        let rows = published::flow_rows(world.scenario(), dates, &member.labels);
        sink.flows(member.member, &rows)?;
    }
    Ok(())
}

fn describe(
    request: &RunRequest,
    reading: &Reading,
    scenario: &Scenario,
    ensemble: &Ensemble,
    set: &[&'static str],
) -> Manifest {
    let members = members_of(ensemble);
    let made = made_from(&request.scenario, reading, scenario, ("run", set));
    Manifest {
        seed: request.ensemble.seed,
        interrupted: members.complete < ensemble.plan().members.len() as u32,
        members: Some(members),
        draws: match request.ensemble.draws {
            Drawn::Sampled => Some("sampled".to_owned()),
            Drawn::Expected => Some("expected".to_owned()),
        },
        options: Options {
            keep: Some(request.keep.name().to_owned()),
            track: request.track.names(),
            ..made.options
        },
        ..made
    }
}

/// What every result of a scenario with Flee's rules says of itself: for the verb of this name, with these
/// parameters set on the command line.
pub(crate) fn made_from(
    request: &ChangedScenario,
    reading: &Reading,
    scenario: &Scenario,
    (verb, set): (&str, &[&'static str]),
) -> Manifest {
    let ScenarioRequest { accept, settings, data, .. } = &request.scenario;
    Manifest {
        format: manifest::FORMAT.to_owned(),
        haven: env!("CARGO_PKG_VERSION").to_owned(),
        label: LABEL.to_owned(),
        verb: verb.to_owned(),
        scenario: scenario_entry(&request.scenario, reading, scenario),
        combinations: Vec::new(),
        seed: 0,
        members: None,
        interrupted: false,
        draws: None,
        parameters: parameters::entries(&scenario.rules, set),
        prepared_for: None,
        not_begun: Vec::new(),
        options: Options {
            set: request.set_entries(),
            accept: accept.clone(),
            accepted_problems: reading.accepted(accept),
            settings: settings.clone(),
            data: data.clone(),
            ..Options::default()
        },
        information_level: provenance::information_level(scenario).to_owned(),
        data_cut_off: provenance::data_cut_off(scenario).map(|date| date.to_string()),
        sensitive: None,
        differences: scenario.differences.clone(),
        facts: None,
        limits: Vec::new(),
        licences: Vec::new(),
        timings: None,
        files: Vec::new(),
    }
}

/// What the manifest says of a scenario with Flee's rules.
fn scenario_entry(
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
        origin: None,
        end: scenario.start.saturating_add(last).to_string(),
        days: scenario.days,
        inputs,
        what_if_files: Vec::new(),
    }
}

fn members_of(ensemble: &Ensemble) -> Members {
    let complete: Vec<u32> = ensemble.records().iter().map(|(member, _)| *member).collect();
    Members::of(&ensemble.plan().members, &complete)
}
