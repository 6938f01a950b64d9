//! What a run by Flee's rules gives away, what its summary holds, and what it was made from.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Kept, changed, close, ferry, means_of, run_of, sources, with, with_files, work};
use haven::flee::FleeRun;
use haven::{
    Failure, InMemory, Keep, Knowledge, RunRequest, RunResult, Sink, Watch, Work, Workers, run,
};

fn try_run(
    request: &RunRequest,
    sources: &InMemory,
    sink: &mut dyn Sink,
) -> Result<FleeRun, Failure> {
    match work(sources, |work| run(request, work, sink))? {
        RunResult::Flee(run) => Ok(*run),
        other => panic!("{other:?}"),
    }
}

fn ferried(request: &RunRequest, sink: &mut dyn Sink) -> FleeRun {
    try_run(request, &sources(&[("ferry", ferry())]), sink).unwrap()
}

fn refused(change: impl Fn(&mut RunRequest)) -> String {
    let mut request = run_of("ferry", 0..2);
    change(&mut request);
    let mut sink = Kept::default();
    let refused = try_run(&request, &with_files(&[]), &mut sink).unwrap_err();
    assert!(refused.is_bad_input() && sink.name.is_none(), "nothing begins: {refused}");
    refused.to_string()
}

#[test]
fn members_are_given_away_weekly_daily_or_not() {
    let days = |keep| {
        let mut sink = Kept::default();
        ferried(&RunRequest { keep, ..run_of("ferry", 3..5) }, &mut sink);
        assert_eq!(sink.name.as_deref(), Some("ferry-1"));
        let stocks = sink.rows.iter().filter(|row| row.3 == "tents" && row.5 == "stock");
        stocks.map(|row| (row.0, row.1, row.2.clone(), row.6)).collect::<Vec<_>>()
    };
    let at = |member, day: u32, people| (member, day, format!("2030-01-0{}", day + 1), people);
    let expected = [at(3, 0, 50.0), at(3, 6, 650.0), at(4, 0, 50.0), at(4, 6, 650.0)];
    assert_eq!(days(Keep::Default), expected);
    let all = days(Keep::All);
    assert_eq!((all.len(), &all[1]), (14, &at(3, 1, 150.0)));
    assert_eq!(days(Keep::None), []);
}

#[test]
fn a_row_names_a_place_by_id_and_name() {
    let mut sink = Kept::default();
    ferried(&run_of("ferry", 0..1), &mut sink);
    let last: Vec<_> = sink.rows.iter().filter(|row| row.1 == 6).collect();
    let people = |place: &str, measure: &str| {
        let row = last.iter().find(|row| row.3 == place && row.5 == measure);
        row.map(|row| (row.4.as_str(), row.6))
    };
    assert_eq!(people("tents", "stock"), Some(("Tents", 650.0)));
    assert_eq!(people("tents", "arrived"), Some(("Tents", 100.0)));
    assert_eq!(people("lower", "stock"), Some(("Lower", 0.0)));
    // Abroad are 650, all of them in camps; at home nobody.
    assert_eq!(people("XBB", "stock"), Some(("XBB", 650.0)));
    assert_eq!(
        (people("XBB", "in_camp"), people("XBB", "outside_camps")),
        (Some(("XBB", 650.0)), Some(("XBB", 0.0)))
    );
    assert_eq!(people("XAA", "stock"), Some(("XAA", 0.0)));
    assert_eq!(people("total", "displaced"), Some(("everywhere", 650.0)));
    assert_eq!(people("total", "on_road"), Some(("everywhere", 0.0)));
    // Flee's running sums serve its own output alone.
    assert_eq!((people("total", "reported"), people("total", "debt")), (None, None));
    // Departures of places are kept with everything else.
    assert_eq!(people("lower", "departed"), None);
    let mut sink = Kept::default();
    ferried(&RunRequest { keep: Keep::All, ..means_of("ferry") }, &mut sink);
    let row = sink.rows.iter().find(|row| row.1 == 4 && row.3 == "lower" && row.5 == "departed");
    assert!(close(row.unwrap().6, 75.0), "{row:?}");
}

#[test]
fn labels_are_given_away_if_they_are_asked_for() {
    let mut sink = Kept::default();
    ferried(&means_of("ferry"), &mut sink);
    assert_eq!(sink.flows, []);
    let mut request = means_of("ferry");
    request.track.origin = true;
    request.keep = Keep::None;
    ferried(&request, &mut Kept { name: None, ..Kept::default() });
    let mut sink = Kept::default();
    ferried(&request, &mut sink);
    assert_eq!(sink.rows, []);
    let lower: Vec<_> = sink
        .flows
        .iter()
        .filter(|flow| flow.2 == "lower")
        .map(|flow| (flow.1, flow.4.as_str(), flow.5))
        .collect();
    // Nobody of Lower is there on day 0.
    let [(6, "tents", people)] = lower[..] else { panic!("{lower:?}") };
    assert!(close(people, 450.0));
    assert!(sink.flows.iter().all(|flow| flow.0 == 0 && flow.3.is_empty()));
}

#[test]
fn a_summary_has_what_is_kept_with_counts_and_the_total_last() {
    let summary = ferried(&run_of("ferry", 0..2), &mut ()).summary;
    assert_eq!(
        (summary.days, summary.is_sampled, summary.start.to_string().as_str()),
        (7, true, "2030-01-01")
    );
    let series = |place: &str, measure: &str| {
        summary.series.iter().find(|it| it.place == place && it.measure == measure).unwrap()
    };
    let tents = series("tents", "stock");
    let means: Vec<f64> = tents.days.iter().map(|day| day.mean).collect();
    assert_eq!(means, [50.0, 150.0, 250.0, 350.0, 450.0, 550.0, 650.0]);
    let counted = [50.0, 130.0, 210.0, 290.0, 370.0, 450.0, 530.0].map(Some);
    assert_eq!(tents.counted, counted);
    assert!(series("tents", "arrived").counted.is_empty());
    assert_eq!(series("lower", "stock").counted, [None; 7]);
    let last = summary.series.last().unwrap();
    assert_eq!(
        (last.place.as_str(), last.place_name.as_str(), last.measure),
        ("total", "everywhere", "stock")
    );
    assert_eq!((last.days[6].mean, last.counted[6]), (650.0, Some(530.0)));
    assert!(!ferried(&means_of("ferry"), &mut ()).summary.is_sampled);
}

#[test]
fn a_manifest_says_what_a_run_was_made_from() {
    let mut request = run_of("ferry", 2..4);
    request.scenario.set = vec![("camp_weight".to_owned(), "2".to_owned())];
    request.scenario.scenario.days = Some(4);
    request.track.origin = true;
    let found = ferried(&request, &mut ());
    let manifest = &found.manifest;
    let members = manifest.members.as_ref().unwrap();
    assert_eq!(*members, found.members);
    assert_eq!((members.from, members.to, members.complete), (2, 4, 2));
    assert!(members.missing.is_empty() && !manifest.interrupted);
    assert_eq!((manifest.seed, manifest.draws.as_deref()), (1, Some("sampled")));
    let set = &manifest.options.set[..];
    assert_eq!((set.len(), set[0].name.as_str(), set[0].to.as_str()), (1, "camp_weight", "2"));
    assert_eq!(manifest.label, "what-if, not prediction");
    let scenario = &manifest.scenario;
    // Four days end on the fourth.
    assert_eq!(
        (scenario.start.as_str(), scenario.end.as_str(), scenario.days),
        ("2030-01-01", "2030-01-04", 4)
    );
    assert_eq!((scenario.source.as_str(), scenario.inputs.len()), ("ferry", 5));
    let parameter = |key: &str| {
        let entry = &manifest.parameters[key];
        (entry.value.as_ref().and_then(serde_json::Value::as_f64), entry.set_by.as_str())
    };
    assert_eq!(parameter("camp_weight"), (Some(2.0), "command line"));
    assert_eq!(parameter("move_chance_camp"), (Some(0.0), "scenario"));
    assert_eq!(manifest.options.track, ["origin"]);
    assert_eq!(
        (manifest.information_level.as_str(), manifest.options.keep.as_deref()),
        ("given-totals", Some("default"))
    );
    // It interpolates towards the report of the 7th, which lies after its last day.
    assert_eq!(manifest.data_cut_off.as_deref(), Some("2030-01-07"));
    assert_eq!(found.outcome.total.stock.mean, 350.0);
    assert_eq!(ferried(&means_of("ferry"), &mut ()).draws, haven::Draws::Expected);
}

#[test]
fn a_request_for_nothing_is_refused_before_anything_begins() {
    assert_eq!(
        refused(|request| request.ensemble.members = Some(2..2)),
        "there are no members to run"
    );
    assert_eq!(
        refused(|request| request.scenario.scenario.days = Some(0)),
        "there are no days to run"
    );
    assert_eq!(
        refused(|request| request.track.group = true),
        "groups cannot be tracked: the scenario has none"
    );
    let no_actors = "this scenario has no actors and no what-ifs\n  \
                     hint: what-ifs need actors and gates: a scenario with `movement = \"haven\"`";
    assert_eq!(refused(|request| request.what_ifs = vec!["rain".to_owned()]), no_actors);
    assert_eq!(
        refused(|request| request.scenario.what_if_files = vec!["a.toml".to_owned()]),
        no_actors
    );
    let unknown = refused(|request| request.scenario = changed("ferry", &[("camp_wieght", "2")]));
    assert_eq!(unknown, "there is no parameter `camp_wieght`\n  hint: did you mean `camp_weight`?");
    let table =
        refused(|request| request.scenario.knowledge = Knowledge::Table("none.csv".to_owned()));
    assert!(table.starts_with("the parameters in `none.csv` cannot be read: "), "{table}");
    assert!(
        table.ends_with("hint: name the `posterior.csv` that `haven calibrate` wrote"),
        "{table}"
    );
}

#[test]
fn members_take_the_draws_of_a_table_in_turn() {
    let sources = with_files(&[("draws.csv", "max_km_per_day\n360\n50\n")]);
    let mut request = run_of("ferry", 1..4);
    request.scenario.knowledge = Knowledge::Table("draws.csv".to_owned());
    let mut sink = Kept::default();
    try_run(&request, &sources, &mut sink).unwrap();
    let last = sink.rows.iter().filter(|row| row.1 == 6 && row.3 == "tents" && row.5 == "stock");
    let stocks: Vec<_> = last.map(|row| (row.0, row.6)).collect();
    // With 50 km a day the last 100 are still on the road: in members 1 and 3, whose row is the second.
    assert_eq!(stocks, [(1, 550.0), (2, 650.0), (3, 550.0)]);
}

#[test]
fn a_run_that_is_stopped_keeps_what_is_complete() {
    let (workers, watch) = (Workers::new(Some(1)).unwrap(), Watch::default());
    let sources = sources(&[("ferry", ferry())]);
    let work = Work { workers: &workers, watch: &watch, sources: &sources };
    let mut sink = Kept { stops: Some(&watch), ..Kept::default() };
    let RunResult::Flee(found) = run(&run_of("ferry", 0..40), &work, &mut sink).unwrap() else {
        panic!("it has Flee's rules")
    };
    // One thread plays 16 members before those are given away, and the first of them stops the work.
    let members = &found.members;
    assert_eq!((members.from, members.to, members.complete), (0, 40, 16));
    assert_eq!(members.missing, (16..40).collect::<Vec<_>>());
    assert!(found.manifest.interrupted && RunResult::Flee(found).is_interrupted());
    assert_eq!(watch.member_days(), (16 * 7, 40 * 7));
    // Once stopped, nothing is played.
    let refused = run(&run_of("ferry", 0..40), &work, &mut Kept::default()).unwrap_err();
    assert!(matches!(refused, Failure::NothingComplete), "{refused}");
    assert!(!refused.is_bad_input());
    assert_eq!(refused.to_string(), "stopped before any member was complete; nothing was written");
}

#[test]
fn a_sink_that_takes_nothing_stops_the_verb() {
    let mut sink = Kept { is_full: true, ..Kept::default() };
    let refused = try_run(&run_of("ferry", 0..2), &with_files(&[]), &mut sink).unwrap_err();
    assert_eq!((refused.to_string().as_str(), refused.is_bad_input()), ("no place for it", false));
    assert_eq!(sink.rows, []);
}

#[test]
fn an_error_that_is_accepted_may_still_stop_a_member() {
    // There is peace from the fourth day on, and yet the total goes on growing.
    let events = "date,place,intensity\n2030-01-01,lower,1\n2030-01-04,lower,0\n";
    let sources = sources(&[("ferry", with(ferry(), &[("events.csv", events)]))]);
    let mut request = run_of("ferry", 0..2);
    let refused = try_run(&request, &sources, &mut ()).unwrap_err();
    assert_eq!(refused.to_string(), "the scenario has 1 error");
    assert_eq!((refused.problems().len(), refused.problems()[0].code), (1, "no-source"));
    request.scenario.scenario.accept = vec!["no-source".to_owned()];
    let failed = try_run(&request, &sources, &mut ()).unwrap_err();
    let expected = "the run failed: member 0: day 3: 100 people have to set out, but no place is in \
                    conflict with residents left";
    assert_eq!((failed.to_string().as_str(), failed.is_bad_input()), (expected, false));
    request.scenario.scenario.days = Some(3);
    let found = try_run(&request, &sources, &mut ()).unwrap();
    assert_eq!(found.manifest.options.accept, ["no-source"]);
    assert_eq!(
        found.manifest.options.accepted_problems,
        ["no-source"],
        "it is still in the folder"
    );
    assert_eq!((found.outcome.total.stock.mean, found.warnings.len()), (250.0, 1));
}
