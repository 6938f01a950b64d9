//! What `run`, `explain` and `compare` tell of a crisis in which small groups arise: two hamlets of a hundred or
//! two, a group of two in a thousand, a ford that few take.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Files, files, members, scenario, sources, work};
use haven::crisis::{
    CompareRequest, CrisisRun, ExplainRequest, Explanation, Reach, compare, explain,
};
use haven::disclosure::{MIN_CELL, Row};
use haven::{
    ChangedScenario, EnsembleRequest, Failure, RunRequest, RunResult, ScenarioRequest, run,
};
use jiff::civil::date;
use std::collections::BTreeMap;

fn marks() -> Files {
    files(&[
        (
            "scenario.toml",
            "title = \"The marks\"\nstart = 2031-06-01\ndays = 42\nmovement = \"haven\"\n\
             home_country = \"XAA\"\n\n[[axis]]\nid = \"advance\"\ntitle = \"Who advances?\"\n\n\
             [[axis.what_if]]\nid = \"army-advance\"\ntitle = \"The army advances\"\n\n\
             [[axis.what_if.campaigns]]\nid = \"to_orhan\"\nactor = \"army\"\nkind = \"advance\"\n\
             objectives = [\"orhan\", \"pell\"]\nfrom = 2031-06-05\n\n\
             [[axis]]\nid = \"gates\"\ntitle = \"Do gates stay open?\"\n\n\
             [[axis.what_if]]\nid = \"pass-shut\"\ntitle = \"The pass is shut\"\n\
             crossings = [{ place = \"pass\", from = 2031-06-08, state = \"closed\" }]\n\n\
             [claim]\ntext = \"Many will come.\"\nmeasure = \"crossed\"\nsubject = \"XAB\"\n\
             low = 1000\nhigh = 9000\nsource = \"Gazette\"\n",
        ),
        (
            "places.csv",
            "id,name,kind,country,admin1,lat,lon,residents,capacity\n\
             ford,Little Ford,crossing,XAB,Far,41.45,20.60,,\n\
             orhan,Orhan,settlement,XAA,West,41.00,20.00,24000,\n\
             pass,South Pass,crossing,XAB,Far,41.45,20.10,,\n\
             pell,Pell,settlement,XAA,West,41.15,20.10,4000,\n\
             quay,Quay,settlement,XAA,East,41.30,20.05,260,\n\
             ridge,Ridge,settlement,XAA,East,41.35,20.25,130,\n\
             tents,Tents,camp,XAB,Far,41.55,20.10,,4000\n",
        ),
        (
            "links.csv",
            "from,to,km\norhan,pell,20\npell,quay,22\npell,ridge,24\nquay,pass,18\nridge,pass,19\n\
             ridge,ford,70\npass,tents,12\nford,tents,60\n",
        ),
        (
            "actors.csv",
            "id,name,hostile_to,strength_low,strength_high\narmy,Army,rebels,1200,2300\n\
             rebels,Rebels,army,600,900\n",
        ),
        ("supply_sources.csv", "actor,place,rate\narmy,ridge,\"LU(3, 7)\"\n"),
        (
            "control.csv",
            "valid_from,place,actor\n2031-06-01,orhan,rebels\n2031-06-01,pell,rebels\n\
             2031-06-01,quay,rebels\n2031-06-01,ridge,army\n",
        ),
        ("groups.csv", "group,place,share\nmany,,0.998\nherders,,0.002\n"),
        ("crossings.csv", "place,state,quota_per_day\npass,limited,900\nford,limited,60\n"),
    ])
}

/// The marks, asked about on a day long after, or before anybody has gone.
fn asked(is_sensitive: bool) -> ChangedScenario {
    let as_of = if is_sensitive { date(2031, 6, 1) } else { date(2041, 6, 1) };
    let scenario = ScenarioRequest { as_of, ..scenario("marks") };
    ChangedScenario { scenario, ..ChangedScenario::default() }
}

fn ran(is_sensitive: bool) -> CrisisRun {
    let mut request = RunRequest {
        scenario: asked(is_sensitive),
        what_ifs: vec!["army-advance".to_owned()],
        ensemble: members(0..4),
        ..RunRequest::default()
    };
    request.track.cause = true;
    let result = work(&sources(&[("marks", marks())]), |work| run(&request, work, &mut ()));
    let Ok(RunResult::Crisis(run)) = result else { panic!("people fight in it") };
    *run
}

fn request(what_ifs: &[&str]) -> ExplainRequest {
    ExplainRequest {
        scenario: asked(false),
        what_ifs: what_ifs.iter().map(|it| (*it).to_owned()).collect(),
        ensemble: members(0..4),
        ..ExplainRequest::default()
    }
}

fn explained(request: &ExplainRequest) -> Result<Explanation, Failure> {
    work(&sources(&[("marks", marks())]), |work| explain(request, work))
}

fn told(rows: &[Row]) -> BTreeMap<&str, f64> {
    rows.iter().map(|row| (row.name.as_str(), row.mean_people)).collect()
}

#[test]
fn everybody_who_crosses_is_in_the_table_of_arrivals_and_no_row_is_small() {
    for is_sensitive in [true, false] {
        let run = ran(is_sensitive);
        let table = run.arrivals.expect("causes are told apart");
        assert!(table.iter().all(|cell| cell.people >= MIN_CELL));
        let crossed = |place: &str, days: std::ops::Range<usize>| -> f64 {
            let is_of = |it: &&haven::SummarySeries| it.place == place && it.measure == "crossed";
            let series = run.summary.series.iter().find(is_of).unwrap();
            series.days[days].iter().map(|day| day.mean).sum()
        };
        let all: f64 = table.iter().map(|cell| cell.people).sum();
        // Labels are in single precision.
        assert!((all / crossed("total", 0..42) - 1.0).abs() < 1e-4, "{all}");
        let third = table.iter().filter(|cell| cell.week == Some(2));
        let sum: f64 = third.clone().map(|cell| cell.people).sum();
        assert!((sum / crossed("total", 14..21) - 1.0).abs() < 1e-4, "{sum}");
        assert!(third.clone().all(|cell| cell.date == "2031-06-15"));
        let names: Vec<_> = table.iter().map(|cell| cell.origin_name.as_str()).collect();
        let (told, hidden) = if is_sensitive { ("West", "Orhan") } else { ("Orhan", "West") };
        assert!(names.contains(&told) && !names.contains(&hidden), "{names:?}");
        let has_routes = table.iter().any(|cell| cell.route.starts_with("orhan > "));
        assert_eq!(has_routes, !is_sensitive);
        assert!(table.iter().any(|cell| cell.cause == "others" || cell.group == "others"));
    }
}

#[test]
fn an_explanation_tells_large_groups_and_what_others_add_to_them() {
    let found = explained(&request(&["army-advance", "army-advance+pass-shut"])).unwrap();
    assert_eq!((found.counted.as_str(), found.is_sensitive), ("in XAB", false));
    assert_eq!((found.answers.len(), found.cells.len(), found.changes.len()), (2, 2, 1));
    assert!(!found.interrupted && found.reach.is_empty());
    let by = |at: usize| &found.answers[at].arrivals.as_ref().unwrap().by;
    let [first, second] = [by(0), by(1)];
    for (label, rows) in first.lists().chain(second.lists()) {
        let is_whole = |people: f64| people % MIN_CELL == 0.0;
        for row in rows {
            assert!(row.mean_people >= MIN_CELL && is_whole(row.mean_people), "{label:?} {row:?}");
            assert!(is_whole(row.q05) && is_whole(row.q95) && row.q05 <= row.q95, "{row:?}");
        }
    }
    assert_eq!(first.lists().count(), 5);
    let (before, after) = (told(&first.gates), told(&second.gates));
    for change in &found.changes[0].gates {
        let of = |people: &BTreeMap<&str, f64>| people.get(change.name.as_str()).copied();
        let by = of(&after).unwrap_or(0.0) - of(&before).unwrap_or(0.0);
        assert_eq!(change.mean_people, by, "whoever has both lists learns no more");
    }
    let pass = &found.changes[0].gates[0];
    assert_eq!((pass.id.as_deref(), pass.name.as_str()), (Some("pass"), "South Pass (XAB)"));
    let cells: f64 = found.cells[0].cells.iter().map(|cell| cell.mean_people).sum();
    let all = found.answers[0].arrivals.as_ref().unwrap().mean_people;
    let off = cells + found.cells[0].in_smaller_cells_mean_people - all;
    assert!(off.abs() <= 12.5 * (found.cells[0].cells.len() + 1) as f64, "{off} of {all}");
    let weeks: Vec<_> = first.weeks.iter().filter_map(|row| row.week).collect();
    assert!(weeks.is_sorted() && weeks.len() > 3, "{weeks:?}");
}

#[test]
fn routes_are_told_with_their_origins_unless_people_may_be_on_them() {
    let old = explained(&request(&["army-advance"])).unwrap();
    let routes = old.answers[0].arrivals.as_ref().unwrap().by.routes.as_ref().unwrap();
    let route = routes[0].route.as_ref().unwrap();
    assert_eq!(route.route_ids.len(), route.route.len());
    assert!((1..=3).contains(&route.route.len()) && route.from[0].mean_people >= MIN_CELL);
    assert!(routes[0].name.ends_with(&route.through) && old.answers[0].on_link.is_some());
    let young = ExplainRequest { scenario: asked(true), ..request(&["army-advance"]) };
    let young = explained(&young).unwrap();
    let by = &young.answers[0].arrivals.as_ref().unwrap().by;
    assert!(young.is_sensitive && by.routes.is_none() && young.answers[0].on_link.is_none());
    assert!(young.cells[0].cells.iter().all(|cell| cell.route.is_none()));
    let areas: Vec<&str> = by.origins.iter().map(|row| row.name.as_str()).collect();
    assert!(areas.contains(&"West") && !areas.contains(&"Orhan"), "{areas:?}");
}

#[test]
fn what_would_have_to_be_true_leaves_strengths_out() {
    let ensemble = members(0..12);
    let asked = ExplainRequest { reach: Some(0.0..=1e9), ensemble, ..request(&[]) };
    let found = explained(&asked).unwrap();
    assert_eq!((found.reach.len(), found.cells.len(), found.changes.len()), (3, 0, 0));
    assert!(found.answers.iter().all(|answer| answer.arrivals.is_none()));
    let Reach { id, members, of, shifts, gate_limit_people, people_in_the_country, .. } =
        &found.reach[1];
    assert_eq!((id.as_str(), *members, *of), ("army-advance", 12, 12));
    assert!(shifts.len() > 20, "every other uncertain number is told");
    let tells = |name: &str| name.starts_with("strength: ") || name.starts_with("supplies of ");
    assert!(shifts.iter().all(|shift| !tells(&shift.name)), "{shifts:?}");
    assert_eq!((*gate_limit_people, *people_in_the_country), (42.0 * 960.0, 28_390.0));
    // All members are inside, so that none is different.
    assert!(found.reach[1].changes_hands.is_empty());
    let none = ExplainRequest { reach: Some(1e8..=1e9), ..asked };
    let none = &explained(&none).unwrap().reach[0];
    assert_eq!((none.members, none.shifts.len(), none.changes_hands.len()), (0, 0, 0));
    assert!(none.nearest < 1e8);
}

#[test]
fn arrivals_are_counted_where_it_is_asked_for() {
    let at = |place: &str| {
        explained(&ExplainRequest { place: Some(place.to_owned()), ..request(&["army-advance"]) })
    };
    let (all, pass, tents) = (at("XAB").unwrap(), at("South Pass").unwrap(), at("tents").unwrap());
    let words = [&all, &pass, &tents].map(|found| found.counted.as_str());
    assert_eq!(words, ["in XAB", "through South Pass", "at Tents"]);
    let sum = |found: &Explanation| found.counts[0].iter().sum::<f64>();
    assert!(sum(&pass) < sum(&all) && sum(&tents) < sum(&all));
    let gates = &pass.answers[0].arrivals.as_ref().unwrap().by.gates;
    assert_eq!(told(gates).into_keys().collect::<Vec<_>>(), ["South Pass (XAB)"]);
    let people = pass.answers[0].arrivals.as_ref().unwrap().mean_people;
    assert!((people / (sum(&pass) / 4.0) - 1.0).abs() < 1e-4, "{people}");
    let refused = |place: &str| at(place).unwrap_err().to_string();
    assert!(refused("Orhan").contains("`Orhan` is inside the country"));
    assert!(refused("Soth Pass").contains("did you mean `South Pass`?"));
    assert!(refused("Atlantis").contains("is no country and no place"));
}

#[test]
fn a_comparison_tells_arrivals_of_the_first_members_and_no_routes() {
    let request = CompareRequest {
        scenario: asked(true),
        ensemble: EnsembleRequest { members: Some(0..22), ..EnsembleRequest::default() },
        what_ifs: vec![String::new(), "army-advance".to_owned()],
        ..CompareRequest::default()
    };
    let sources = sources(&[("marks", marks())]);
    let found = work(&sources, |work| compare(&request, work, &mut ())).unwrap();
    for answer in &found.answers {
        let arrivals = answer.arrivals.as_ref().unwrap();
        assert_eq!((arrivals.members, answer.members.len()), (20, 22));
        assert!(arrivals.by.routes.is_none() && answer.on_link.is_none());
    }
    let [before, after] = [0, 1].map(|at| found.answers[at].arrivals.as_ref().unwrap());
    assert!(before.mean_people < after.mean_people, "more come if they advance");
    let changes = after.by.changes_from(&before.by);
    assert!(changes.causes[0].mean_people > 0.0, "{changes:?}");
    assert!(changes.weeks.iter().all(|row| row.week.is_some()), "weeks alone are told");
}
