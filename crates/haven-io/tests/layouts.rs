//! A Flee folder is the same scenario however its files are arranged and called.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

mod bad_cases;

use haven_core::flee::scenario::Scenario;
use haven_core::problem::{Problem, Severity};
use haven_io::flee_folder::{self, Options, is_flee_folder};
use haven_io::sources::Folder;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

type Files = BTreeMap<String, Vec<u8>>;

fn read(files: &Files, options: &Options) -> (Scenario, Vec<Problem>) {
    let folder = Folder::in_memory(files.clone());
    assert!(is_flee_folder(&folder));
    let (scenario, problems) = flee_folder::read(&folder, options);
    (scenario.unwrap_or_else(|| panic!("{problems:#?}")), problems)
}

/// The files under other paths: the first start that fits is replaced.
fn moved(files: &Files, starts: &[(&str, &str)]) -> Files {
    let to = |path: &String| {
        let fits = starts.iter().find_map(|(old, new)| Some((path.strip_prefix(old)?, new)));
        fits.map_or_else(|| path.clone(), |(rest, new)| format!("{new}{rest}"))
    };
    files.iter().map(|(path, bytes)| (to(path), bytes.clone())).collect()
}

/// The files with the bytes of tables changed.
fn changed(files: &Files, change: impl Fn(&str, &str) -> Vec<u8>) -> Files {
    let bytes = |path: &String, bytes: &Vec<u8>| match std::str::from_utf8(bytes) {
        Ok(text) if path != "simsetting.yml" => change(path, text),
        _ => bytes.clone(),
    };
    files.iter().map(|(path, old)| (path.clone(), bytes(path, old))).collect()
}

/// Year, month and day of a report.
fn date(line: &str) -> Option<Vec<u32>> {
    line.split(',').next()?.split('-').map(|part| part.parse().ok()).collect()
}

/// Arrangements of a folder's files, each with its name.
fn arrangements(files: &Files) -> Vec<(&'static str, Files)> {
    let is_series = |path: &str| path.starts_with("source_data/") && !path.ends_with("layout.csv");
    // Rows out of order are passed over, so that only what is in order can be turned around.
    let newest_first = |path: &str, text: &str| {
        let (mut dated, mut lines): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| date(line).is_some());
        if !is_series(path) || !dated.is_sorted_by_key(|line| date(line)) {
            return text.as_bytes().to_vec();
        }
        dated.reverse();
        lines.extend(dated);
        format!("{}\n", lines.join("\n")).into_bytes()
    };
    let semicolons = |path: &str, text: &str| match is_series(path) {
        true => text.replace(',', ";").into_bytes(),
        false => text.as_bytes().to_vec(),
    };
    let mark = |_: &str, text: &str| ["\u{feff}".as_bytes(), text.as_bytes()].concat();
    let two =
        [("input_csv/", "conflict_input/orsa/"), ("source_data/", "conflict_validation/o31/")];
    vec![
        ("everything in one folder", moved(files, &[("input_csv/", ""), ("source_data/", "")])),
        ("counts of another name", moved(files, &[("source_data/", "refugee_data/")])),
        (
            "flat, with counts inside",
            moved(files, &[("input_csv/", ""), ("source_data/", "refugee_data/")]),
        ),
        (
            "tables and counts of other names",
            moved(files, &[("input_csv/", "input_files/"), ("source_data/", "unhcr/")]),
        ),
        ("counts inside the tables", moved(files, &[("source_data/", "input_csv/refugee_data/")])),
        ("two folders apart", moved(files, &two)),
        ("a folder around it", moved(files, &[("", "mine/")])),
        (
            "settings beside the tables",
            moved(files, &[("simsetting.yml", "input_csv/simsetting.yml")]),
        ),
        ("settings above", moved(files, &[("simsetting.yml", "../../simsetting.yml")])),
        (
            "Flee 3.1",
            moved(files, &[("input_csv/sim_period.csv", "input_csv/conflict_period.csv")]),
        ),
        ("newest first", changed(files, newest_first)),
        ("semicolons", changed(files, semicolons)),
        ("byte-order marks", changed(files, mark)),
    ]
}

/// Every arrangement gives what the folder gives, and no error.
fn same_in_all(name: &str, files: &Files) {
    let (scenario, before) = read(files, &Options::default());
    for (arrangement, files) in arrangements(files) {
        let (found, problems) = read(&files, &Options::default());
        assert!(found == scenario, "{name}, {arrangement}: {problems:#?}");
        let errors = |problems: &[Problem]| {
            problems.iter().filter(|problem| problem.severity == Severity::Error).count()
        };
        assert_eq!(errors(&problems), errors(&before), "{name}, {arrangement}: {problems:#?}");
    }
}

#[test]
fn a_folder_is_the_same_scenario_in_every_arrangement() {
    same_in_all("the good folder", &bad_cases::good());
}

#[test]
fn counts_put_into_a_folder_are_read_in_place_of_its_own() {
    let files = bad_cases::good();
    let (scenario, _) = read(&files, &Options::default());
    let is_data = |path: &str| path.starts_with("source_data/");
    let (data, mut rest): (Files, Files) = files.into_iter().partition(|(path, _)| is_data(path));
    rest.insert("source_data/data_layout.csv".to_owned(), b"total,none.csv\n".to_vec());
    let mut folder = Folder::in_memory(rest);
    folder.put("other", Folder::in_memory(data));
    let options = Options { data: Some("other".to_owned()), ..Options::default() };
    let (found, problems) = flee_folder::read(&folder, &options);
    assert_eq!((found, problems), (Some(scenario), vec![]));
    let names: Vec<_> = folder.inputs().into_iter().map(|input| input.name).collect();
    assert!(names.contains(&"other/source_data/camp1.csv".to_owned()), "{names:?}");
}

#[test]
fn settings_of_flee_2_say_what_those_of_flee_3_say() {
    let with = |name: &str, text: &str| {
        let mut files = bad_cases::good();
        files.remove("simsetting.yml");
        files.insert(name.to_owned(), text.as_bytes().to_vec());
        read(&files, &Options::default()).0
    };
    let old = "\"MaxMoveSpeed\",200\nCampWeight,2.0\nAwarenessLevel,2\nTakeRefugeesFromPopulation,True\n\
               AvoidShortStints,true\nDefaultMoveChance,0.4\n";
    let new = "move_rules:\n  max_move_speed: 200\n  camp_weight: 2.0\n  awareness_level: 2\n  \
               avoid_short_stints: True\n  default_movechance: 0.4\nspawn_rules:\n  \
               take_from_population: True\n";
    assert_eq!(with("simsetting.csv", old), with("simsetting.yml", new));
}

#[test]
fn several_scenarios_are_named_and_none_is_read() {
    let good = bad_cases::good();
    let mut files = moved(&good, &[("", "one/")]);
    files.extend(moved(&good, &[("input_csv/", "two/"), ("", "two/")]));
    let (scenario, problems) = flee_folder::read(&Folder::in_memory(files), &Options::default());
    assert!(scenario.is_none());
    let [problem] = problems.as_slice() else { panic!("{problems:#?}") };
    assert_eq!(problem.message, "there are 2 Flee folders here: `one/` and `two/`");
}

/// The files of a published instance that a scenario is read from: contents by path.
fn instance(path: &Path) -> Files {
    let mut files = Files::new();
    for part in ["input_csv", "source_data"] {
        for entry in path.join(part).read_dir().unwrap() {
            let entry = entry.unwrap();
            let name = format!("{part}/{}", entry.file_name().to_str().unwrap());
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    files.insert("simsetting.yml".to_owned(), fs::read(path.join("simsetting.yml")).unwrap());
    files
}

#[test]
fn published_folders_are_the_same_scenarios_in_every_arrangement() {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("HAVEN_SHARED").map_or(beside, PathBuf::from);
    let instances = shared.join("instances");
    if !instances.is_dir() {
        println!("skipped: no published instances at {} (set HAVEN_SHARED)", instances.display());
        return;
    }
    let mut read = 0;
    for entry in instances.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.join("simsetting.yml").is_file() {
            same_in_all(&path.display().to_string(), &instance(&path));
            read += 1;
        }
    }
    assert!(read > 0, "no instance was found");
}
