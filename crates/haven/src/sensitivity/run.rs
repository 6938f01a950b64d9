//! The verb: reads, plays the study, says what moves the answers.

use super::crisis::{Question, inputs, questions, set_ranges};
use super::free::{self, Free};
use super::play::play_all;
use super::request::SensitivityRequest;
use super::{flee, manifest};
use crate::crisis::combination;
use crate::crisis::compare::abroad;
use crate::crisis::{is_crisis, no_what_ifs, request as crisis_request};
use crate::failure::Failure;
use crate::parameters;
use crate::sink::Sink;
use crate::source;
use crate::work::Work;
use haven_core::crisis::World;
use haven_core::flee::scenario::Scenario;
use haven_core::problem::Problem;
use haven_study::sensitivity::crisis::{CrisisModel, Input};
use haven_study::sensitivity::flee::FleeModel;
use haven_study::sensitivity::{Analysis, Method, Study};

/// A study that is done.
#[derive(Debug)]
pub struct Sensitivity {
    /// Title of the scenario.
    pub title: String,
    /// Title of the combination of what-ifs, in a scenario with actors.
    pub what_if: Option<String>,
    /// How sensitivity was measured.
    pub method: Method,
    /// Rows that were asked for.
    pub samples: u32,
    /// Rows that are complete.
    pub rows: usize,
    /// Runs that were asked for.
    pub runs: u64,
    /// What was free.
    pub inputs: Vec<Freed>,
    /// Whether there are uncertain numbers that were not free, so that members differ in them.
    pub others_vary: bool,
    /// What it moves.
    pub answers: Vec<Answered>,
    /// Limits that the scenario states.
    pub limits: Vec<String>,
    /// Days of a run.
    pub days: u32,
    /// People that one simulated person stands for.
    pub scale_divisor: u64,
    /// Seed.
    pub seed: u64,
    /// Whether it was stopped before all rows were complete.
    pub interrupted: bool,
    /// Suspicious things about the scenario.
    pub warnings: Vec<Problem>,
    /// What it was made from; nothing of it knows the time.
    pub manifest: serde_json::Value,
}

/// An input: a parameter, a number of the scenario, or a family of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Freed {
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Its unit; empty if it has none of its own.
    pub unit: String,
    /// What is known of it, as people write it.
    pub prior: String,
    /// If it is many numbers that are drawn anew together: how many. An effect on them has no sign.
    pub family: Option<usize>,
}

/// An answer and what moves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// For files.
    pub id: String,
    /// For people.
    pub title: String,
    /// Whether it counts people; a ratio otherwise.
    pub counts_people: bool,
    /// Whether it gets a table of its own.
    pub is_main: bool,
    /// What moves it, by input.
    pub analysis: Analysis,
}

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
    if is_crisis(&request.crisis.scenario) {
        of_crisis(request, &free, work, sink)
    } else {
        of_flee(request, &free, work, sink)
    }
}

fn of_crisis(
    request: &SensitivityRequest,
    free: &[Free],
    work: &Work<'_>,
    sink: &mut dyn Sink,
) -> Result<Sensitivity, Failure> {
    let (crisis, reading) = crisis_request::read(&request.crisis)?;
    let mut asked = combination::asked(&crisis, &request.what_if, request.advance)?;
    set_ranges(&mut asked.crisis, free)?;
    let (inputs, freed): (Vec<Input>, Vec<Freed>) =
        inputs(&asked.crisis, free)?.into_iter().unzip();
    let setup = Setup::new(request, freed, asked.crisis.days)?;
    sink.begin(&format!("{}-sensitivity-{}", reading.name, request.seed))?;
    let world = World::new(&asked.crisis);
    let questions = questions(&world, abroad(&crisis).map(|(country, _)| country));
    let keys = questions.iter().map(|question| question.key).collect();
    let model = CrisisModel::new(&world, request.seed, request.advance, &inputs, keys);
    let study = setup.play(&|point| Ok(model.play(point, work.watch)), work)?;
    let answered = |(at, question): (usize, Question)| Answered {
        id: question.id,
        title: question.title,
        counts_people: true,
        is_main: question.is_main,
        analysis: analysed(&study, at),
    };
    let answers = questions.into_iter().enumerate().map(answered).collect();
    let manifest = manifest::of_crisis(request, &reading, &asked);
    let mut result = setup.result(request, &study, answers, manifest);
    (result.title, result.what_if) = (crisis.title, Some(asked.title));
    (result.limits, result.warnings) = (crisis.limits, reading.problems);
    result.others_vary = !free.is_empty();
    Ok(result)
}

fn of_flee(
    request: &SensitivityRequest,
    free: &[Free],
    work: &Work<'_>,
    sink: &mut dyn Sink,
) -> Result<Sensitivity, Failure> {
    let mut reading = source::read(&request.crisis.scenario)?;
    let accept = &request.crisis.scenario.accept;
    let may_run = reading.stopping(accept).next().is_none();
    let Some(mut scenario) = reading.scenario.take().filter(|_| may_run) else {
        return Err(Failure::BadScenario(reading.problems));
    };
    if !(request.what_if.is_empty() && request.crisis.what_if_files.is_empty()) {
        return Err(no_what_ifs());
    }
    let set = parameters::set(&mut scenario.rules, &request.crisis.set)?;
    let inputs = flee::inputs(free)?;
    let freed = inputs.iter().map(flee::freed).collect();
    let setup = Setup::new(request, freed, scenario.days)?;
    sink.begin(&format!("{}-sensitivity-{}", reading.name, request.seed))?;
    let model = FleeModel::new(&scenario, request.seed, &inputs);
    let study = setup.play(&|point| model.play(point, work.watch), work)?;
    let manifest = manifest::of_flee(request, &reading, &scenario, &set);
    let answers = flee_answers(&scenario, &model, &study);
    let mut result = setup.result(request, &study, answers, manifest);
    (result.title, result.warnings) = (scenario.title, reading.problems);
    result.scale_divisor = scenario.rules.scale_divisor.0;
    Ok(result)
}

fn flee_answers(scenario: &Scenario, model: &FleeModel<'_>, study: &Study) -> Vec<Answered> {
    let answered = |(id, title, counts_people): (String, String, bool), at: usize| {
        let is_main = at == 0;
        Answered { id, title, counts_people, is_main, analysis: analysed(study, at) }
    };
    let scores = [
        ("ard", "Averaged relative difference from the counts"),
        ("total_error", "Mean total error, by Flee's denominator"),
    ];
    let scores = scores.iter().filter(|_| model.is_scored());
    let scores = scores.map(|(id, title)| ((*id).to_owned(), (*title).to_owned(), false));
    let stocks = model.destinations().iter().map(|at| {
        let place = &scenario.places[at.index()];
        (format!("stock:{}", place.id), format!("At {} at the end", place.name), true)
    });
    let answers = scores.chain(stocks).zip(0..).map(|(what, at)| answered(what, at));
    // Flee divides by reported increases; where conflict drives departures there are none.
    answers.filter(|answer| answer.counts_people || answer.analysis.mean > 0.0).collect()
}

fn analysed(study: &Study, answer: usize) -> Analysis {
    study.analyse(answer).expect("a study that was played has at least two rows")
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

    fn result(
        &self,
        request: &SensitivityRequest,
        study: &Study,
        answers: Vec<Answered>,
        manifest: serde_json::Value,
    ) -> Sensitivity {
        let samples = study.plan().rows;
        let mut result = Sensitivity {
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
            manifest,
        };
        manifest::add_design(&mut result, study.plan());
        result
    }
}
