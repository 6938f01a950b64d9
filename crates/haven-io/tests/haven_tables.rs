//! What the tables of Haven's own folders mean: each test changes one file of the tutorial's scenario.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod bad_cases;

use haven_core::flee::scenario::{ClosureKind, Report, Scenario};
use haven_io::haven_format::flee;
use haven_io::sources::Folder;

/// The tutorial's scenario with a file in place of its own.
fn with(file: &str, text: &str) -> Scenario {
    read(&[(file, text)])
}

fn read(changes: &[(&str, &str)]) -> Scenario {
    let mut files = bad_cases::first_steps();
    for (file, text) in changes {
        files.insert((*file).to_owned(), text.as_bytes().to_vec());
    }
    let (scenario, problems) = flee::read(&Folder::in_memory(files), None);
    scenario.unwrap_or_else(|| panic!("{problems:#?}"))
}

fn settings(old: &str, new: &str) -> String {
    let text = String::from_utf8(bad_cases::first_steps()["scenario.toml"].clone()).unwrap();
    assert!(text.contains(old));
    text.replace(old, new)
}

fn intensity(scenario: &Scenario, place: &str) -> Vec<f64> {
    let place = scenario.place(place).unwrap();
    let found = scenario.timeline.conflicts.iter().find(|conflict| conflict.place == place);
    found.unwrap().intensity.clone()
}

fn closed(scenario: &Scenario) -> Vec<(i64, i64)> {
    let bridge = scenario.place("grey-bridge").unwrap();
    let closures = &scenario.timeline.closures;
    assert!(closures.iter().all(|closure| closure.kind == ClosureKind::Place(bridge)));
    closures.iter().map(|closure| (closure.start, closure.end)).collect()
}

fn reports(scenario: &Scenario, label: &str) -> Vec<(i64, i64)> {
    let series = scenario.observed.series.iter().find(|series| series.label == label).unwrap();
    series.sources[0].iter().map(|Report { day, people }| (*day, *people)).collect()
}

#[test]
fn an_event_holds_until_the_next_of_its_place_and_one_from_before_the_start_at_the_start() {
    let scenario = with(
        "events.csv",
        "date,place,intensity\n2030-03-04,tarn,0\n2030-02-01,tarn,0.25\n2030-03-03,tarn,0.5\n",
    );
    assert_eq!(intensity(&scenario, "tarn")[..5], [0.25, 0.25, 0.5, 0.0, 0.0]);
    assert_eq!(intensity(&scenario, "tarn").len(), 80);
}

#[test]
fn closures_that_touch_are_one_and_open_ends_reach_to_the_ends_of_the_run() {
    let scenario = with(
        "crossings.csv",
        "place,valid_from,valid_to,state\ngrey-bridge,2030-03-11,2030-03-20,closed\n\
         grey-bridge,2030-03-21,2030-03-22,closed\ngrey-bridge,,2030-03-02,closed\n\
         grey-bridge,2030-05-10,,closed\n",
    );
    assert_eq!(closed(&scenario), [(0, 2), (10, 22), (70, 80)]);
}

#[test]
fn the_total_is_the_sum_of_the_places_on_every_day_on_which_one_was_observed() {
    let scenario = with(
        "observations.csv",
        "date,place,measure,value\n2030-03-01,lindow,stock,0\n2030-03-11,lindow,stock,100\n\
         2030-03-01,harrow,stock,10\n2030-03-06,harrow,stock,20\n",
    );
    assert_eq!(reports(&scenario, "total"), [(0, 10), (5, 70), (10, 120)]);
}

#[test]
fn a_total_that_is_given_counts_in_place_of_the_sum() {
    let scenario = with(
        "observations.csv",
        "date,place,measure,value\n2030-03-01,total,stock,0\n2030-03-11,total,stock,900\n\
         2030-03-01,lindow,stock,10\n",
    );
    assert_eq!(scenario.observed.series[0].label, "total");
    assert_eq!(reports(&scenario, "total"), [(0, 0), (10, 900)]);
    assert_eq!(reports(&scenario, "lindow"), [(0, 10)]);
}

#[test]
fn shares_of_groups_hold_everywhere_but_where_a_row_names_the_place() {
    let scenario = with(
        "groups.csv",
        "group,place,share\nwomen,,0.5\nmen,,0.5\nwomen,tarn,0.6\nmen,tarn,0.4\n",
    );
    let tarn = scenario.place("tarn").unwrap().index();
    let vell = scenario.place("vell").unwrap().index();
    let shares: Vec<_> =
        scenario.groups.iter().map(|g| (g.name.as_str(), g.share[tarn], g.share[vell])).collect();
    assert_eq!(shares, [("men", 0.4, 0.5), ("women", 0.6, 0.5)]);
}

#[test]
fn a_forecast_does_not_see_what_became_known_after_its_origin() {
    let origin = settings("days = 80", "days = 80\norigin = 2030-03-20");
    let events =
        "date,place,intensity,known_on\n2030-03-01,tarn,0.5,\n2030-03-10,tarn,1,2030-03-25\n";
    let scenario = read(&[("scenario.toml", &origin), ("events.csv", events)]);
    assert!(intensity(&scenario, "tarn").iter().all(|intensity| *intensity == 0.5));
    assert_eq!(closed(&scenario), [], "the closure of 31 March was not known on 20 March");
    assert_eq!(reports(&scenario, "lindow").last(), Some(&(14, 650)));
}

#[test]
fn a_link_on_foot_is_walked_and_a_closed_one_is_not_there() {
    let scenario = with(
        "links.csv",
        "from,to,km,mode,state,max_km_per_day\ntarn,vell,60,foot,open,\nvell,tarn,50,road,closed,\n\
         orrin,vell,45,,,25\nvell,grey-bridge,40,,,\ngrey-bridge,lindow,12,,,\n\
         grey-bridge,harrow,70,,,\n",
    );
    let named = |from: &str, to: &str| {
        let ends = [scenario.place(from), scenario.place(to)];
        scenario
            .links
            .iter()
            .filter(|link| ends.contains(&Some(link.from)) && ends.contains(&Some(link.to)))
            .collect::<Vec<_>>()
    };
    let walked = named("tarn", "vell");
    assert_eq!((walked.len(), walked[0].km, walked[0].walk_probability), (1, 60.0, Some(1.0)));
    assert_eq!(named("orrin", "vell")[0].max_km_per_day, Some(25.0));
}

#[test]
fn hxl_tags_under_the_header_are_skipped() {
    let tagged = "date,place,intensity\n#date,#loc+code,#indicator\n2030-03-01,tarn,0.5\n";
    assert_eq!(intensity(&with("events.csv", tagged), "tarn")[0], 0.5);
}

#[test]
fn a_parameter_is_set_plainly_or_with_its_unit() {
    let unit = r#"walk_km_per_day = { value = 20, unit = "km/day", source = "assumed" }"#;
    let scenario = with("scenario.toml", &settings("take_from_population = true", unit));
    assert_eq!(scenario.rules.travel.walk_km_per_day, 20.0);
    assert!(!scenario.rules.spawning.take_from_population);
    assert_eq!(scenario.rules.travel.max_km_per_day, 40.0);
}

#[test]
fn the_days_asked_for_count_in_place_of_those_of_the_settings() {
    for days in [20, 100] {
        let folder = Folder::in_memory(bad_cases::first_steps());
        let (scenario, problems) = flee::read(&folder, Some(days));
        let scenario = scenario.unwrap();
        assert_eq!(problems, []);
        assert_eq!((scenario.days, intensity(&scenario, "tarn").len()), (days, days as usize));
    }
}
