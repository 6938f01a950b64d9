//! The verb: reads, plays the study, says what moves the answers.

use super::crisis::{inputs, questions, set_ranges};
use super::flee;
use super::free::{self, Free};
use super::freed::Freed;
use super::manifest::{self, StudyManifest};
use super::play::play_all;
use super::request::SensitivityRequest;
use super::result::{Answered, Question, Sensitivity, Unit};
use crate::changed::{self, ChangedCrisis, ChangedScenario, Knowledge, no_what_ifs};
use crate::crisis::combination;
use crate::crisis::compare::abroad;
use crate::failure::Failure;
use crate::flee::parameters;
use crate::sink::Sink;
use crate::source::{self, Reading};
use crate::summary::{EVERYWHERE, TOTAL};
use crate::work::Work;
use haven_core::crisis::World;
use haven_core::flee::Measure;
use haven_core::flee::scenario::Scenario;
use haven_io::writers::manifest::Manifest;
use haven_study::sensitivity::Study;
use haven_study::sensitivity::crisis::{CrisisModel, Input};
use haven_study::sensitivity::flee::FleeModel;

/// Says which uncertain numbers move the answers. Whoever holds the watch can stop it: the rows that are
/// complete by then are analysed as usual.
///
/// # Errors
/// If the request or the scenario is bad, a run cannot be played, or the sink takes nothing.
pub fn sensitivity(
    request: &SensitivityRequest,
    work: &Work<'_>,
    sink: &mut dyn Sink,
) -> Result<Sensitivity, Failure> {
    let free = free::parse(&request.free)?;
    let reading = source::read(&request.scenario.scenario, work.sources)?;
    if reading.crisis.is_none() {
        return of_flee(request, reading, &free, work, sink);
    }
    let knowledge = Knowledge::Priors;
    let scenario = ChangedScenario { knowledge, ..request.scenario.clone() };
    let changed = changed::crisis(&scenario, reading, work.sources)?;
    of_crisis(request, changed, &free, work, sink)
}

fn of_crisis(
    request: &SensitivityRequest,
    ChangedCrisis { crisis, reading }: ChangedCrisis,
    free: &[Free],
    work: &Work<'_>,
    sink: &mut dyn Sink,
) -> Result<Sensitivity, Failure> {
    let mut asked = combination::asked(&crisis, &request.what_if, request.advance)?;
    set_ranges(&mut asked.crisis, free)?;
    let (inputs, freed): (Vec<Input>, Vec<Freed>) =
        inputs(&asked.crisis, free)?.into_iter().unzip();
    let setup = Setup::new(request, freed, asked.crisis.days)?;
    sink.begin(&format!("{}-sensitivity-{}", reading.name, request.seed))?;
    let world = World::new(&asked.crisis);
    let questions = questions(&world, abroad(&crisis).map(|(country, _)| country));
    let (keys, questions): (Vec<_>, Vec<_>) = questions.into_iter().unzip();
    let model = CrisisModel::new(&world, request.seed, request.advance, &inputs, keys);
    let study = setup.play(&|point| Ok(model.play(point, work.watch)), work)?;
    let answers = questions.into_iter().enumerate();
    let answers = answers.map(|(at, asked)| setup.answered(asked, &study, at)).collect();
    let manifest = manifest::of_crisis(request, &reading, &asked);
    let mut result = setup.result(request, &study, answers, manifest);
    (result.title, result.what_if) = (crisis.title, Some(asked.title));
    (result.limits, result.warnings) = (crisis.limits, reading.problems);
    result.others_vary = !free.is_empty();
    Ok(result)
}

fn of_flee(
    request: &SensitivityRequest,
    mut reading: Reading,
    free: &[Free],
    work: &Work<'_>,
    sink: &mut dyn Sink,
) -> Result<Sensitivity, Failure> {
    let accept = &request.scenario.scenario.accept;
    let may_run = reading.stopping(accept).next().is_none();
    let Some(mut scenario) = reading.scenario.take().filter(|_| may_run) else {
        return Err(Failure::BadScenario(reading.problems));
    };
    if !(request.what_if.is_empty() && request.scenario.what_if_files.is_empty()) {
        return Err(no_what_ifs());
    }
    let set = parameters::set(&mut scenario.rules, &request.scenario.set)?;
    let inputs = flee::inputs(free)?;
    let freed = inputs.iter().map(flee::freed).collect();
    let setup = Setup::new(request, freed, scenario.days)?;
    sink.begin(&format!("{}-sensitivity-{}", reading.name, request.seed))?;
    let model = FleeModel::new(&scenario, request.seed, &inputs);
    let study = setup.play(&|point| model.play(point, work.watch), work)?;
    let manifest = manifest::of_flee(request, &reading, &scenario, &set);
    let answers = flee_answers(&scenario, &model, &setup, &study);
    let mut result = setup.result(request, &study, answers, manifest);
    (result.title, result.warnings) = (scenario.title, reading.problems);
    result.scale_divisor = scenario.rules.scale_divisor.0;
    Ok(result)
}

fn flee_answers(
    scenario: &Scenario,
    model: &FleeModel<'_>,
    setup: &Setup,
    study: &Study,
) -> Vec<Answered> {
    let scores = [
        ("ard", "Averaged relative difference from the counts"),
        ("total_error", "Mean total error, by Flee's denominator"),
    ];
    let scores = scores.iter().filter(|_| model.is_scored()).map(|(id, title)| Question {
        id: (*id).to_owned(),
        title: (*title).to_owned(),
        measure: id,
        place: TOTAL.to_owned(),
        place_name: EVERYWHERE.to_owned(),
        unit: Unit::Ratio,
        is_main: false,
    });
    let stocks = model.destinations().iter().map(|at| {
        let place = &scenario.places[at.index()];
        Question {
            id: format!("stock:{}", place.id),
            title: format!("At {} at the end", place.name),
            measure: Measure::Stock.name(),
            place: place.id.clone(),
            place_name: place.name.clone(),
            unit: Unit::People,
            is_main: false,
        }
    });
    let all = scores.chain(stocks).enumerate();
    let answers = all.map(|(at, asked)| {
        let is_main = at == 0;
        setup.answered(Question { is_main, ..asked }, study, at)
    });
    // Flee divides by reported increases; where conflict drives departures there are none.
    answers.filter(|answer| answer.asked.unit == Unit::People || answer.mean > 0.0).collect()
}

/// What a study needs beside its model.
struct Setup {
    freed: Vec<Freed>,
    plan: haven_study::sensitivity::Plan,
    days: u32,
}

impl Setup {
    fn new(request: &SensitivityRequest, freed: Vec<Freed>, days: u32) -> Result<Self, Failure> {
        if days == 0 {
            return Err(Failure::bad_request("there are no days to run"));
        }
        let plan = request.plan(freed.iter().map(|freed| freed.name.clone()).collect())?;
        Ok(Self { freed, plan, days })
    }

    fn play(
        &self,
        model: &haven_study::sensitivity::Model<'_, haven_study::ensemble::MemberFailed>,
        work: &Work<'_>,
    ) -> Result<Study, Failure> {
        play_all(self.plan.clone(), self.days, model, work)
    }

    fn answered(&self, asked: Question, study: &Study, at: usize) -> Answered {
        let analysis = study.analyse(at).expect("a study that was played has at least two rows");
        Answered::new(asked, analysis, &self.freed)
    }

    fn result(
        &self,
        request: &SensitivityRequest,
        study: &Study,
        answers: Vec<Answered>,
        manifest: Manifest,
    ) -> Sensitivity {
        let samples = study.plan().rows;
        Sensitivity {
            title: String::new(),
            what_if: None,
            method: request.method,
            samples,
            rows: study.rows(),
            runs: study.evaluations(),
            inputs: self.freed.clone(),
            others_vary: false,
            answers,
            limits: Vec::new(),
            days: self.days,
            scale_divisor: 1,
            seed: request.seed,
            interrupted: study.rows() < samples as usize,
            warnings: Vec::new(),
            manifest: StudyManifest::new(manifest, study, &self.freed),
        }
    }
}
