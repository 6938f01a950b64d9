//! What a Flee folder says arrives in the scenario.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod bad_cases;

use haven_core::flee::scenario::{
    Closure, ClosureKind, ConflictSpawning, PlaceKind, RateMode, Report, Scenario,
};
use haven_io::flee_folder::{self, Options, is_flee_folder};
use haven_io::sources::Folder;
use std::collections::BTreeMap;

type Files = BTreeMap<String, Vec<u8>>;

/// The good folder with some files replaced.
fn files(changes: &[(&str, &str)]) -> Files {
    let mut files = bad_cases::good();
    files.extend(changes.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())));
    files
}

fn scenario(changes: &[(&str, &str)]) -> Scenario {
    let (scenario, problems) =
        flee_folder::read(&Folder::in_memory(files(changes)), &Options::default());
    scenario.unwrap_or_else(|| panic!("{problems:#?}"))
}

/// The good folder with these settings.
fn with_settings(settings: &str) -> Scenario {
    scenario(&[("simsetting.yml", settings)])
}

#[test]
fn places_keep_their_order_and_camps_have_a_capacity_instead_of_residents() {
    let scenario = scenario(&[]);
    assert_eq!(scenario.home_country, "HOME");
    let kinds: Vec<_> = scenario.places.iter().map(|place| place.kind).collect();
    let (town, camp) = (PlaceKind::Town, PlaceKind::Camp);
    // Bravo's conflict date is after the start: it starts as a town.
    assert_eq!(kinds, [PlaceKind::Conflict, town, town, town, camp, camp]);
    assert_eq!((scenario.places[1].residents, scenario.places[1].capacity), (50_000, None));
    assert_eq!((scenario.places[4].residents, scenario.places[4].capacity), (0, Some(2000)));
    assert_eq!((scenario.places[5].latitude, scenario.places[5].longitude), (3.0, 4.0));
}

#[test]
fn extra_columns_are_found_by_name() {
    let locations = "#name,region,country,lat,lon,location_type,conflict_date,pop,note,initial_idps,\
                     capacity_per_day,conflict_intensity,deactivation_probability\n\
                     Alpha,R1,HOME,1,1,conflict_zone,0,100000,x,0,0,0.5,0\n\
                     Bravo,R1,HOME,1,2,town,,50000,x,0,0,1,0\nTown1,R2,HOME,2,2,town,,,x,0,0,1,0\n\
                     Town2,R2,HOME,2,3,town,,,x,0,0,1,0\nCamp1,R3,AWAY,3,3,camp,,2000,x,70,25,1,0.25\n\
                     Camp2,R3,AWAY,3,4,camp,,1000,x,0,-5,1,0\n";
    let routes = "#name1,name2,distance,forced_redirection,walk_probability,max_move_speed\n\
                  Alpha,Town1,200,0,0.5,\nTown1,Camp1,150,1,,90\nTown1,Camp2,150\n\
                  Bravo,Town2,75,0,,\nTown2,Camp2,250,2,,\n";
    let scenario =
        scenario(&[("input_csv/locations.csv", locations), ("input_csv/routes.csv", routes)]);
    let (alpha, camp) = (&scenario.places[0], &scenario.places[4]);
    assert_eq!(alpha.initial_intensity, 0.5);
    assert_eq!((camp.initial_displaced, camp.capacity_growth_per_day), (70, 25));
    assert_eq!(camp.deactivation_per_day, 0.25);
    assert_eq!(scenario.places[5].capacity_growth_per_day, 0, "growth below 0 has no effect");
    let links: Vec<_> =
        scenario.links.iter().map(|l| (l.km, l.walk_probability, l.max_km_per_day)).collect();
    assert_eq!(links[0], (200.0, Some(0.5), None));
    // Forced redirection makes a route twice.
    assert_eq!(links[1..3], [(150.0, None, Some(90.0)); 2]);
    assert_eq!(links.len(), 6);
}

#[test]
fn conflicts_count_days_by_the_position_of_rows() {
    let rows: String =
        (0..20).map(|day| format!("{}, 1,{}\n", day + 7, f64::from(day % 2))).collect();
    let table = format!("#Day, Alpha, Bravo,\n\n#a comment\n{rows}");
    let scenario = scenario(&[("input_csv/conflicts.csv", &table)]);
    let conflicts = &scenario.timeline.conflicts;
    assert_eq!(conflicts[0].intensity, [1.0; 20]);
    assert_eq!(conflicts[1].intensity[..4], [0.0, 1.0, 0.0, 1.0]);
}

#[test]
fn closures_changes_and_listed_people_keep_their_days() {
    let scenario = scenario(&[
        (
            "input_csv/closures.csv",
            "country,HOME,AWAY,6,12\nlocation,Town2,x,9,-1\nlink,Alpha,Town1,3,1\ncamp,Camp1,,0,5\n\
             remove_forced_redirection,Alpha,Bravo,1,2\n",
        ),
        ("input_csv/location_changes.csv", "#name,type,day\nTown1,conflict,4\n"),
        ("input_csv/agents.csv", "location,age\nAlpha,30\nAlpha,3\nBravo,8\n"),
        (
            "simsetting.yml",
            "default_conflict_intensity: 2.7\nspawn_rules:\n  read_from_agents_csv_file: yes\n",
        ),
    ]);
    let place = |name| scenario.place(name).unwrap();
    let expected = [
        (ClosureKind::Countries("HOME".to_owned(), "AWAY".to_owned()), 6, 12),
        (ClosureKind::Place(place("Town2")), 9, -1),
        (ClosureKind::Link(place("Alpha"), place("Town1")), 3, 1),
        (ClosureKind::Camp(place("Camp1")), 0, 5),
    ];
    let expected = expected.map(|(kind, start, end)| Closure { kind, start, end });
    assert_eq!(scenario.timeline.closures, expected);
    let change = &scenario.timeline.kind_changes[0];
    assert_eq!((change.kind, change.intensity, change.day), (PlaceKind::Conflict, 2.0, 4));
    let listed = [("Alpha", 1), ("Alpha", 1), ("Bravo", 1)];
    assert_eq!(scenario.listed_people, listed.map(|(name, people)| (place(name), people)));
    let text = scenario.differences.join("\n");
    assert!(["Q9", "Q20", "Q27"].iter().all(|quirk| text.contains(quirk)), "{text}");
}

#[test]
fn several_files_of_one_camp_stay_apart_and_days_count_from_the_start() {
    let scenario = scenario(&[
        (
            "source_data/data_layout.csv",
            "#label,file\ntotal,refugees.csv\nCamp1,camp1.csv,camp2.csv\nCamp2,camp2.csv\n",
        ),
        ("source_data/camp1.csv", ",\n2019-12-30,5\n2020-1-11,660\n#x,y\n2020-01-12,\n"),
        (
            "input_csv/registration_corrections.csv",
            "Camp1,2020-01-11,normalize\nCamp1,2019-12-30\n",
        ),
    ]);
    let series = &scenario.observed.series[1];
    assert_eq!(series.place, scenario.place("Camp1"));
    assert_eq!(series.sources.len(), 2);
    assert_eq!(series.sources[0], [Report { day: -2, people: 5 }, Report { day: 10, people: 660 }]);
    let corrections: Vec<_> =
        scenario.observed.corrections.iter().map(|c| (c.series, c.day)).collect();
    assert_eq!(corrections, [(1, 10)], "the correction before the start does nothing");
}

#[test]
fn settings_reach_the_rules() {
    let rules = with_settings(
        "move_rules:\n  awareness_level: 2.9\n  softening: 0\n  stay_close_to_home: True\n\
         spawn_rules:\n  conflict_spawn_decay: [1, 0.5]\n  camps_are_sicks: True\n  \
         sum_from_camps: no\noptimisations:\n  hasten: 5\n",
    )
    .rules;
    assert_eq!((rules.choice.awareness, rules.choice.softening_km), (2, 0.0));
    assert!(rules.weights.stay_close_to_home && rules.capacity.camps_are_sinks);
    assert_eq!((rules.spawning.decay, rules.scale_divisor.0), (vec![1.0, 0.5], 5));
    assert!(!rules.spawning.sum_from_camps);
}

#[test]
fn version_1_rules_override_what_is_set() {
    let rules = with_settings("move_rules:\n  use_v1_rules: True\n  max_move_speed: 500\n").rules;
    assert_eq!(rules.travel.max_km_per_day, 200.0);
    assert_eq!((rules.weights.camp, rules.weights.conflict), (2.0, 0.25));
}

#[test]
fn conflict_can_decide_how_many_set_out() {
    let spawning = |text: &str| {
        let settings = format!("spawn_rules:\n  conflict_driven_spawning:{text}\n");
        with_settings(&settings).rules.spawning.by_conflict
    };
    assert_eq!(spawning(""), None);
    let default_rate = ConflictSpawning { mode: RateMode::PopulationRatio, rate_per_day: 0.01 };
    assert_eq!(spawning("\n    spawn_mode: Pop_Ratio"), Some(default_rate));
    let poisson = ConflictSpawning { mode: RateMode::Poisson, rate_per_day: 12.0 };
    let text = "\n    spawn_mode: poisson\n    displaced_per_conflict_day: 12.9";
    assert_eq!(spawning(text), Some(poisson));
}

#[test]
fn rules_that_are_switched_off_are_no_reason_to_refuse() {
    let settings = "move_rules:\n  fixed_routes: False\n  harvest_months: []\n  flood_rules:\n\
                    spawn_rules:\n  flood_zone_spawning_only: False\n";
    let (_, problems) = flee_folder::read(
        &Folder::in_memory(files(&[("simsetting.yml", settings)])),
        &Options::default(),
    );
    assert_eq!(problems, []);
}

#[test]
fn a_flat_folder_is_the_same_scenario() {
    let flat: Files = bad_cases::good()
        .into_iter()
        .map(|(name, bytes)| (name.rsplit('/').next().unwrap().to_owned(), bytes))
        .collect();
    let folder = Folder::in_memory(flat);
    assert!(is_flee_folder(&folder));
    let (flat, problems) = flee_folder::read(&folder, &Options::default());
    assert_eq!(problems, []);
    assert_eq!(flat.unwrap(), scenario(&[]));
}

#[test]
fn other_settings_and_another_length_can_be_asked_for() {
    let mut folder = Folder::in_memory(bad_cases::good());
    folder.add("elsewhere/fast.yml", b"optimisations: {hasten: 7}\n".to_vec());
    let options = Options {
        settings: Some("elsewhere/fast.yml".to_owned()),
        days: Some(12),
        ..Options::default()
    };
    let (scenario, problems) = flee_folder::read(&folder, &options);
    assert_eq!(problems, []);
    let scenario = scenario.unwrap();
    assert_eq!((scenario.rules.scale_divisor.0, scenario.days), (7, 12));
    let read: Vec<_> = folder.inputs().into_iter().map(|input| input.name).collect();
    assert!(read.contains(&"elsewhere/fast.yml".to_owned()));
    assert!(!read.contains(&"simsetting.yml".to_owned()), "only what was read is an input");
}

#[test]
fn crlf_and_hxl_tags_change_nothing() {
    let mut files = bad_cases::good();
    for (name, bytes) in &mut files {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let text = match name.as_str() {
            "input_csv/conflicts.csv" => text.replacen('\n', "\n#date,#affected,#affected\n", 1),
            "source_data/camp1.csv" => text.replacen('\n', "\n#date,#affected+refugees\n", 1),
            "input_csv/locations.csv" => {
                text.replacen('\n', "\n#loc+name,#adm1,#country\n,,,,,,,\n", 1)
            }
            _ => text,
        };
        *bytes = text.replace('\n', "\r\n").into_bytes();
    }
    let (changed, problems) = flee_folder::read(&Folder::in_memory(files), &Options::default());
    assert_eq!(problems, []);
    assert_eq!(changed.unwrap(), scenario(&[]));
}

#[test]
fn accepted_errors_do_as_their_page_says() {
    let scenario = scenario(&[
        ("input_csv/closures.csv", "location,Nowhere,x,1,2\n"),
        ("input_csv/sim_period.csv", "StartDate,2020-01-01\nLength,25\n"),
    ]);
    assert!(scenario.timeline.closures.is_empty(), "a row about an unknown place is left out");
    assert_eq!(scenario.timeline.conflicts[1].intensity[20..], [1.0; 5], "the last row holds");
}
