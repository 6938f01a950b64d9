//! What `check`, `places` and `actors` say of scenarios.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Files, ferry, files, scenario, sources, with};
use haven::{
    BuiltIn, CheckResult, Failure, InMemory, ListedPlace, ScenarioRequest, actors, check, places,
};

/// What-ifs for the built-in crisis, with `quota_factor` as it is given.
fn rain(quota_factor: &str) -> String {
    format!(
        "[[axis]]\nid = \"rain\"\ntitle = \"Does it rain?\"\n\n[[axis.what_if]]\nid = \"it-rains\"\n\
         title = \"It rains\"\nquota_factor = {quota_factor}\n"
    )
}

/// The ferry with these files in place of its own, and what-ifs beside it.
fn beside(changes: &[(&str, &str)]) -> InMemory {
    let what_ifs = [("good.toml", rain("0.5")), ("bad.toml", rain("\"half\""))];
    let what_ifs = what_ifs.iter().map(|(name, text)| (*name, text.as_str()));
    let files = files(&what_ifs.collect::<Vec<_>>());
    InMemory { files, ..sources(&[("ferry", with(ferry(), changes))]) }
}

fn checked(request: &ScenarioRequest, what_ifs: &[&str], sources: &InMemory) -> CheckResult {
    let what_ifs: Vec<String> = what_ifs.iter().map(|name| (*name).to_owned()).collect();
    check(request, &what_ifs, sources).unwrap()
}

#[test]
fn a_good_scenario_has_a_title_and_no_problems() {
    let found = checked(&scenario("first-steps"), &[], &beside(&[]));
    assert_eq!(found.title.as_deref(), Some("First steps: flight from Tarn"));
    assert!(found.summary.starts_with("Two towns of an invented country"), "{}", found.summary);
    assert_eq!((found.problems.len(), found.errors, found.warnings), (0, 0, 0));
    assert!(found.accepted.is_empty() && found.differences.is_empty());
    let ferry = checked(&scenario("ferry"), &[], &beside(&[]));
    assert_eq!((ferry.title.as_deref(), ferry.summary.as_str()), (Some("The ferry"), ""));
}

#[test]
fn a_flee_folder_in_memory_is_called_by_its_name() {
    let sources = sources(&[("falling", common::falling())]);
    let found = checked(&scenario("falling"), &[], &sources);
    assert_eq!((found.errors, found.title.as_deref()), (0, Some("falling")));
}

#[test]
fn errors_and_warnings_are_counted_apart_and_accepted_errors_stop_nothing() {
    // Peace from the fourth day on, and a town that nobody counts or reaches.
    let changes = [
        ("events.csv", "date,place,intensity\n2030-01-01,lower,1\n2030-01-04,lower,0\n"),
        (
            "places.csv",
            "id,name,kind,country,lat,lon,residents,capacity\nlower,Lower,settlement,XAA,10.0,20.0,3000,\n\
             tents,Tents,camp,XBB,10.5,20.2,,\nupper,Upper,settlement,XAA,10.9,20.4,1000,\n\
             yonder,Yonder,settlement,XAA,11.9,20.4,,\n",
        ),
    ];
    let sources = beside(&changes);
    let found = checked(&scenario("ferry"), &[], &sources);
    let codes: Vec<&str> = found.problems.iter().map(|problem| problem.code).collect();
    assert!(codes.contains(&"no-source"), "{codes:?}");
    assert_eq!((found.errors, found.warnings), (1, codes.len() - 1));
    assert!(found.warnings > 0 && found.accepted.is_empty());
    let accept = vec!["no-source".to_owned(), "duplicate-place".to_owned()];
    let accepted = checked(&ScenarioRequest { accept, ..scenario("ferry") }, &[], &sources);
    assert_eq!((accepted.errors, accepted.warnings), (0, found.warnings));
    // What was accepted and is not there is not told.
    assert_eq!(accepted.accepted, ["no-source"]);
    assert_eq!(accepted.problems, found.problems);
}

#[test]
fn what_ifs_of_a_file_are_checked_with_the_crisis() {
    let sources = beside(&[]);
    let good = checked(&scenario("aleppo-2014"), &["good.toml"], &sources);
    assert_eq!((good.errors, good.warnings), (0, 0));
    let bad = checked(&scenario("aleppo-2014"), &["good.toml", "bad.toml"], &sources);
    assert!(bad.errors > 0);
    assert!(bad.problems.iter().all(|problem| problem.at.file == "bad.toml"), "{:?}", bad.problems);
    assert_eq!(
        bad.title.as_deref(),
        Some("Aleppo, November 2014: if the government or Daesh advance")
    );
}

#[test]
fn a_scenario_by_flee_s_rules_has_no_what_ifs_to_check() {
    let sources = beside(&[]);
    let what_ifs = ["good.toml".to_owned()];
    let expected = "this scenario has no actors and no what-ifs\n  \
                    hint: what-ifs need actors and gates: a scenario with `movement = \"haven\"`";
    let refused = check(&scenario("ferry"), &what_ifs, &sources).unwrap_err();
    assert_eq!(refused.to_string(), expected);
    let refused = places(&scenario("ferry"), &what_ifs, &sources).unwrap_err();
    assert_eq!(refused.to_string(), expected);
    let refused = check(&scenario("aleppo-2014"), &["none.toml".to_owned()], &sources).unwrap_err();
    assert!(
        refused.to_string().starts_with("the what-ifs in `none.toml` cannot be read: "),
        "{refused}"
    );
}

#[test]
fn of_a_scenario_that_cannot_be_read_the_problems_are_told_and_its_what_ifs_are_not_looked_at() {
    let mut broken: Files = ferry();
    broken.remove("places.csv");
    let sources = InMemory { files: files(&[]), ..sources(&[("broken", broken)]) };
    let found = check(&scenario("broken"), &["none.toml".to_owned()], &sources).unwrap();
    assert_eq!((found.title, found.summary.as_str()), (None, ""));
    assert!(found.errors > 0);
    let refused = places(&scenario("broken"), &[], &sources).unwrap_err();
    assert!(
        matches!(&refused, Failure::BadScenario(problems) if problems == &found.problems),
        "{refused}"
    );
    let refused = actors(&scenario("broken"), &sources).unwrap_err();
    assert_eq!(refused.problems(), found.problems);
}

#[test]
fn what_is_not_there_is_refused_with_what_may_have_been_meant() {
    let expected =
        "`aleppo-2015` is no folder and no built-in scenario\n  hint: did you mean `aleppo-2014`?";
    let nearly = scenario("aleppo-2015");
    assert_eq!(check(&nearly, &[], &BuiltIn).unwrap_err().to_string(), expected);
    assert_eq!(places(&nearly, &[], &BuiltIn).unwrap_err().to_string(), expected);
    assert_eq!(actors(&nearly, &BuiltIn).unwrap_err().to_string(), expected);
    let expected = "`zzz` is no folder and no built-in scenario\n  \
                    hint: `haven scenarios` lists the built-in ones";
    assert_eq!(check(&scenario("zzz"), &[], &BuiltIn).unwrap_err().to_string(), expected);
}

fn place<'p>(places: &'p [ListedPlace], id: &str) -> &'p ListedPlace {
    places.iter().find(|place| place.id == id).unwrap()
}

#[test]
fn places_of_a_crisis_are_listed_by_id_with_names_kinds_and_gates() {
    let found = places(&scenario("aleppo-2014"), &[], &BuiltIn).unwrap();
    let ids: Vec<&str> = found.places.iter().map(|place| place.id.as_str()).collect();
    assert!(ids.is_sorted() && ids.len() == 148, "{}", ids.len());
    let east = place(&found.places, "aleppo_east");
    assert_eq!(
        (east.name.as_str(), east.kind, east.country.as_str()),
        ("Aleppo (East)", "district", "SYR")
    );
    assert_eq!(east.alt_names, ["East Aleppo", "Halab east", "opposition-held districts"]);
    assert_eq!((east.admin1.as_str(), east.latitude, east.longitude), ("Aleppo", 36.205, 37.19));
    assert_eq!(east.states, None);
    let states = |id: &str| {
        let gate = place(&found.places, id);
        assert_eq!(gate.kind, "crossing");
        let [state] = &gate.states.as_ref().unwrap()[..] else { panic!("{gate:?}") };
        state.clone()
    };
    let limited = states("oncupinar");
    // 180 days from 18 November 2014, the last of them day 179.
    assert_eq!((limited.from.as_str(), limited.to.as_str()), ("2014-11-18", "2015-05-16"));
    let [median, low, high] = limited.quota_per_day.unwrap();
    // LN(400, 0.4) between 200 and 800, half and twice the middle: as much below it as above in the logarithm.
    assert!((median - 400.0).abs() < 1e-6, "{median}");
    assert!((low * high - 160_000.0).abs() < 1e-3 && (200.0..400.0).contains(&low), "{low} {high}");
    assert_eq!((limited.state, states("karkamis_x").state), ("limited", "closed"));
    assert_eq!(states("karkamis_x").quota_per_day, None);
    // Uniform in the logarithm from 20 to 150: the middle is √3000.
    let informal = states("x_atmeh");
    let [median, low, high] = informal.quota_per_day.unwrap();
    assert!((median * median - 3_000.0).abs() < 1e-6 && informal.state == "informal", "{median}");
    assert!(low > 20.0 && low < 25.0 && high < 150.0 && high > 130.0, "{low} {high}");
}

#[test]
fn places_by_flee_s_rules_have_flee_s_kinds_and_no_gates() {
    let sources = sources(&[("ferry", ferry()), ("falling", common::falling())]);
    let listed = |name: &str| {
        let found = places(&scenario(name), &[], &sources).unwrap();
        let place =
            |it: &ListedPlace| (it.id.clone(), it.kind, it.country.clone(), it.states.is_none());
        (found.title.clone(), found.places.iter().map(place).collect::<Vec<_>>())
    };
    let of = |id: &str, kind, country: &str| (id.to_owned(), kind, country.to_owned(), true);
    let (title, ferry) = listed("ferry");
    assert_eq!(title, "The ferry");
    let expected =
        [of("lower", "town", "XAA"), of("tents", "camp", "XBB"), of("upper", "town", "XAA")];
    assert_eq!(ferry, expected);
    let (_, falling) = listed("falling");
    // In the order of the file.
    assert_eq!(falling, [of("Town", "conflict_zone", "Here"), of("North", "camp", "There")]);
}

#[test]
fn what_ifs_that_are_wrong_stop_a_list_and_good_ones_do_not() {
    let sources = beside(&[]);
    let of = |file: &str| places(&scenario("aleppo-2014"), &[file.to_owned()], &sources);
    assert_eq!(of("good.toml").unwrap().places.len(), 148);
    let refused = of("bad.toml").unwrap_err();
    assert!(refused.is_bad_input() && refused.problems().iter().all(|it| it.at.file == "bad.toml"));
}

#[test]
fn actors_are_listed_by_id_with_their_umbrellas() {
    let found = actors(&scenario("aleppo-2014"), &BuiltIn).unwrap();
    assert_eq!(found.title, "Aleppo, November 2014: if the government or Daesh advance");
    let told: Vec<_> = found
        .actors
        .iter()
        .map(|actor| (actor.id.as_str(), actor.kind, actor.part_of.as_deref()))
        .collect();
    let (side, opposition) = (Some("government_side"), Some("opposition"));
    let expected = [
        ("coalition", "actor", None),
        ("daesh", "actor", None),
        ("government", "actor", side),
        ("government_side", "umbrella", None),
        ("islamic_front", "actor", opposition),
        ("kurdish_ypg", "actor", None),
        ("ndf", "actor", side),
        ("nusra", "actor", None),
        ("opposition", "umbrella", None),
        ("rebels", "actor", opposition),
        ("srf_hazzm", "actor", opposition),
    ];
    assert_eq!(told, expected);
    assert_eq!(found.actors[2].name, "Syrian government forces");
}
