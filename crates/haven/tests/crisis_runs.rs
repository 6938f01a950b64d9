//! Runs and comparisons of the built-in crisis over a few days.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Kept, changed, members, scenario, work};
use haven::crisis::{CompareRequest, Comparison, CrisisRun, compare};
use haven::{
    BuiltIn, ChangedScenario, Draws, Failure, Keep, RunRequest, RunResult, ScenarioRequest, Sink,
    SinkError, Watch, Work, Workers, run,
};

fn days(days: u32) -> ChangedScenario {
    let scenario = ScenarioRequest { days: Some(days), ..scenario("aleppo-2014") };
    ChangedScenario { scenario, ..ChangedScenario::default() }
}

fn of(what_ifs: &[&str], of_days: u32) -> RunRequest {
    let what_ifs = what_ifs.iter().map(|text| (*text).to_owned()).collect();
    RunRequest {
        scenario: days(of_days),
        what_ifs,
        ensemble: members(0..3),
        ..RunRequest::default()
    }
}

fn comparison_of(what_ifs: &[&str], of_days: u32) -> CompareRequest {
    let RunRequest { scenario, what_ifs, ensemble, .. } = of(what_ifs, of_days);
    CompareRequest { scenario, what_ifs, ensemble, ..CompareRequest::default() }
}

fn played(request: &RunRequest, sink: &mut dyn Sink) -> CrisisRun {
    match work(&BuiltIn, |work| run(request, work, sink)).unwrap() {
        RunResult::Crisis(run) => *run,
        other => panic!("{other:?}"),
    }
}

fn compared(request: &CompareRequest) -> Comparison {
    work(&BuiltIn, |work| compare(request, work, &mut ())).unwrap()
}

fn refused(request: &RunRequest) -> Failure {
    let mut sink = Kept::default();
    let refused = work(&BuiltIn, |work| run(request, work, &mut sink)).unwrap_err();
    assert!(refused.is_bad_input() && sink.name.is_none(), "nothing begins: {refused}");
    refused
}

#[test]
fn a_run_names_what_was_asked_its_members_and_the_country_asked_about() {
    let mut sink = Kept::default();
    let mut request = of(&["both-advance + gates-shut"], 8);
    request.ensemble.members = Some(2..4);
    request.ensemble.seed = 9;
    let found = played(&request, &mut sink);
    assert_eq!(sink.name.as_deref(), Some("aleppo-2014-both-advance+gates-shut-9"));
    assert_eq!((found.seed, found.abroad.as_deref(), found.interrupted), (9, Some("TUR"), false));
    assert_eq!(found.answer.members, [2, 3]);
    assert_eq!(found.answer.asked.title, "Both advance, Gates shut");
    assert_eq!((found.summary.days, found.summary.is_sampled), (8, true));
    assert!(found.warnings.is_empty() && found.arrivals.is_none());
    // Eight days end on day 7, which begins a week.
    let mut days: Vec<(u32, u32)> = sink.rows.iter().map(|row| (row.0, row.1)).collect();
    days.dedup();
    assert_eq!(days, [(2, 0), (2, 7), (3, 0), (3, 7)]);
}

#[test]
fn what_is_kept_changes_no_answer_but_how_much_is_given_away() {
    let of_keep = |keep| {
        let mut sink = Kept::default();
        let found = played(&RunRequest { keep, ..of(&[], 4) }, &mut sink);
        (found.answer.headline, sink.rows.len(), found.summary.series.len())
    };
    let [none, usual, all] = [Keep::None, Keep::Default, Keep::All].map(of_keep);
    assert_eq!(none.0, usual.0);
    assert_eq!(none.0, all.0);
    // Days 0 and 3 of three members, and every day of every place.
    assert_eq!((none.1, usual.1), (0, 2 * 3 * usual.2));
    assert_eq!(all.1, 4 * 3 * all.2);
    assert!(all.2 > usual.2 && none.2 == usual.2);
}

#[test]
fn nobody_is_made_or_lost_in_any_member() {
    let [short, long] = [2, 9].map(|of_days| played(&of(&["both-advance"], of_days), &mut ()));
    assert_eq!(short.answer.whereabouts.everybody.values, long.answer.whereabouts.everybody.values);
    assert!(long.answer.whereabouts.everybody.values.iter().all(|people| *people > 1e6));
}

#[test]
fn means_are_one_member() {
    let mut request = of(&[], 3);
    request.ensemble.draws = Draws::Expected;
    let found = played(&request, &mut ());
    assert_eq!((found.answer.members, found.summary.is_sampled), (vec![0], false));
}

#[test]
fn a_run_of_several_combinations_compares_them() {
    let result = work(&BuiltIn, |work| run(&of(&["no-change", "both-advance"], 3), work, &mut ()));
    let result = result.unwrap();
    assert!(!result.is_interrupted() && result.warnings().is_empty());
    let RunResult::Comparison(found) = result else { panic!("two are compared") };
    let ids: Vec<String> = found.answers.iter().map(|answer| answer.asked.id()).collect();
    assert_eq!(ids, ["no-change", "both-advance"]);
    assert_eq!((found.exceed_by, found.prepared), (0.0, 1));
    // Where nobody advances there is nothing to attempt.
    assert!(found.attempts[0].is_none() && found.attempts[1].is_some());
    assert!(found.success[0].is_none() && found.success[1].is_some());
}

#[test]
fn an_answer_is_the_same_alone_and_beside_others() {
    let alone = played(&of(&["both-advance"], 9), &mut ());
    let found = compared(&comparison_of(&["no-change", "both-advance"], 9));
    assert_eq!(found.answers[1].headline, alone.answer.headline);
    assert_eq!(found.abroad.as_ref().map(|(_, code)| code.as_str()), Some("TUR"));
    // Differences are those of members with the same number.
    let [one, base] =
        [1, 0].map(|at: usize| &found.answers[at].headline.quantity("crossed").unwrap().values);
    let by_hand = one.iter().zip(base).map(|(one, base)| one - base).sum::<f64>() / 3.0;
    let (id, difference) = &found.contrasts[0].differences[1];
    assert_eq!((found.contrasts[0].answer, id.as_str()), (1, "crossed"));
    assert!((difference.spread.mean - by_hand).abs() < 1e-9);
}

#[test]
fn what_changes_nothing_differs_in_nothing() {
    // Gates as they are is what the scenario has anyway.
    let found = compared(&comparison_of(&["", "gates-as-of-2014-11"], 9));
    for (id, difference) in &found.contrasts[0].differences {
        assert_eq!((difference.spread.quantiles, difference.exceeding), ([0.0; 5], 0.0), "{id}");
    }
}

#[test]
fn fewer_cross_where_gates_are_shut() {
    let found = compared(&comparison_of(&["", "gates-shut"], 9));
    let crossed =
        |at: usize| found.answers[at].headline.quantity("crossed").unwrap().values.clone();
    for (open, shut) in crossed(0).iter().zip(crossed(1)) {
        assert!(shut < *open, "{shut} {open}");
    }
}

#[test]
fn a_factor_of_the_request_holds_in_every_combination() {
    let mut request = comparison_of(&["", "fence-opened"], 9);
    request.scenario.set = changed("", &[("quota", "x0"), ("irregular", "x0")]).set;
    let found = compared(&request);
    for answer in &found.answers {
        let crossed = &answer.headline.quantity("crossed").unwrap().values;
        assert_eq!(crossed, &[0.0, 0.0, 0.0], "{}", answer.asked.id());
    }
}

#[test]
fn attempts_are_shared_by_combinations_that_differ_in_gates_alone() {
    let asked = ["", "both-advance", "both-advance+gates-shut", "government-advance"];
    let request = CompareRequest { attempts: true, ..comparison_of(&asked, 9) };
    let (workers, watch) = (Workers::new(Some(1)).unwrap(), Watch::default());
    let work = Work { workers: &workers, watch: &watch, sources: &BuiltIn };
    let found = compare(&request, &work, &mut ()).unwrap();
    let attempted: Vec<bool> = found.attempts.iter().map(Option::is_some).collect();
    assert_eq!(attempted, [false, true, false, true]);
    assert_eq!((found.success[0], found.success[2]), (None, found.success[1]));
    // Thirds of three members.
    let thirds = |chance: Option<f64>| (chance.unwrap() * 3.0).fract() == 0.0;
    assert!(thirds(found.success[1]) && thirds(found.success[3]));
    // Four combinations and two attempts of three members for nine days.
    assert_eq!(watch.member_days(), (6 * 3 * 9, 6 * 3 * 9));
    let without = compared(&comparison_of(&asked, 9));
    assert!(without.attempts.iter().all(Option::is_none) && without.success == [None; 4]);
    assert_eq!(without.answers[1].headline, found.answers[1].headline);
}

#[test]
fn what_is_prepared_for_is_the_first_with_most_advances_or_what_is_asked_for() {
    let asked = ["no-change", "daesh-advance", "both-advance", "both-advance+gates-shut"];
    let mut request = comparison_of(&asked, 1);
    assert_eq!(compared(&request).prepared, 2);
    request.prepare_for = Some("gates-shut+both-advance".to_owned());
    assert_eq!(compared(&request).prepared, 3);
    request.prepare_for = Some("nobody advances".to_owned());
    assert_eq!(compared(&request).prepared, 0);
    request.prepare_for = Some("rain".to_owned());
    let refused = work(&BuiltIn, |work| compare(&request, work, &mut ())).unwrap_err().to_string();
    let expected = "`rain` is not among the combinations that are compared\n  hint: compared are: \
                    no-change, daesh-advance, both-advance, both-advance+gates-shut";
    assert_eq!(refused, expected);
}

#[test]
fn a_request_for_nothing_is_refused_before_anything_begins() {
    let mut no_members = of(&[], 4);
    no_members.ensemble.members = Some(4..4);
    assert_eq!(refused(&no_members).to_string(), "there are no members to run");
    assert_eq!(refused(&of(&[], 0)).to_string(), "there are no days to run");
    assert_eq!(refused(&of(&["", ""], 0)).to_string(), "there are no days to run");
    let unknown = refused(&of(&["both-advance+rain"], 4)).to_string();
    assert!(
        unknown.starts_with("there is no what-if `rain`\n  hint: there are: no-change, "),
        "{unknown}"
    );
    let mut set = of(&[], 4);
    set.scenario.set = changed("", &[("stayrs", "0.5")]).set;
    assert_eq!(
        refused(&set).to_string(),
        "there is no parameter `stayrs`\n  hint: did you mean `stayers`?"
    );
    let alternatives = refused(&of(&["gates-shut+fence-opened"], 4)).to_string();
    assert!(
        alternatives
            .starts_with("`gates-shut` and `fence-opened` are alternatives on the axis `gates`")
    );
}

/// Stops the work as it begins.
struct Stops<'w>(&'w Watch);

impl Sink for Stops<'_> {
    fn begin(&mut self, _: &str) -> Result<(), SinkError> {
        self.0.stop();
        Ok(())
    }
}

#[test]
fn what_is_stopped_before_a_member_is_complete_says_nothing() {
    let (workers, watch) = (Workers::new(Some(1)).unwrap(), Watch::default());
    let work = Work { workers: &workers, watch: &watch, sources: &BuiltIn };
    let stopped = run(&of(&[], 4), &work, &mut Stops(&watch)).unwrap_err();
    assert!(matches!(stopped, Failure::NothingComplete), "{stopped}");
    let stopped = compare(&comparison_of(&["", "gates-shut"], 4), &work, &mut ()).unwrap_err();
    assert!(matches!(stopped, Failure::NothingComplete), "{stopped}");
}

/// Plays while somebody waits for so many member-days and stops it then.
fn stopped_after<T: Send>(member_days: u64, verb: impl FnOnce(&Work<'_>) -> T + Send) -> T {
    let (workers, watch) = (Workers::new(Some(1)).unwrap(), Watch::default());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while watch.member_days().0 < member_days {
                std::thread::yield_now();
            }
            watch.stop();
        });
        verb(&Work { workers: &workers, watch: &watch, sources: &BuiltIn })
    })
}

#[test]
fn a_comparison_that_is_stopped_tells_the_answers_that_it_came_to() {
    let mut request = comparison_of(&["no-change", "gates-shut", "both-advance"], 30);
    request.ensemble.members = Some(0..40);
    // The first combination takes 1,200 member-days; the third, which would be prepared for, is never reached.
    let found = stopped_after(1_300, |work| compare(&request, work, &mut ()).unwrap());
    assert!(found.interrupted && (1..3).contains(&found.answers.len()), "{}", found.answers.len());
    assert_eq!(found.answers[0].members.len(), 40);
    assert!(found.prepared < found.answers.len());
    assert_eq!(found.contrasts.len(), found.answers.len() - 1);
}

#[test]
fn a_run_that_is_stopped_is_complete_up_to_some_member() {
    let mut request = of(&[], 30);
    request.ensemble.members = Some(0..400);
    let mut sink = Kept::default();
    let result = stopped_after(300, |work| run(&request, work, &mut sink).unwrap());
    assert!(result.is_interrupted());
    let RunResult::Crisis(found) = result else { panic!("it is a crisis") };
    let count = found.answer.members.len() as u32;
    assert!((1..400).contains(&count), "{count}");
    assert_eq!(found.answer.members, (0..count).collect::<Vec<_>>());
    let mut given: Vec<u32> = sink.rows.iter().map(|row| row.0).collect();
    given.dedup();
    assert_eq!(given, found.answer.members);
}

#[test]
fn a_sink_that_takes_nothing_stops_the_verb() {
    let mut sink = Kept { is_full: true, ..Kept::default() };
    let failed = work(&BuiltIn, |work| run(&of(&[], 4), work, &mut sink)).unwrap_err();
    assert_eq!((failed.to_string().as_str(), failed.is_bad_input()), ("no place for it", false));
    let mut sink = Kept { is_full: true, ..Kept::default() };
    let asked = comparison_of(&[""], 4);
    let failed = work(&BuiltIn, |work| compare(&asked, work, &mut sink)).unwrap_err();
    assert_eq!(
        (failed.to_string().as_str(), sink.name.as_deref()),
        ("no place for it", Some("aleppo-2014-compare-1"))
    );
}
