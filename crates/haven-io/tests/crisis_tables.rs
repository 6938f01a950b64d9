//! What the tables of a crisis mean: the small good one, read number by number, and what-ifs from a file.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod bad_cases;

use haven_core::crisis::scenario::{
    Basis, CampaignKind, Change, ControlStatus, Crisis, Factor, GateState, PlaceKind,
};
use haven_core::prior::Prior;
use haven_io::haven_format::crisis::{self, read_what_ifs};
use haven_io::sources::Folder;

fn good() -> Crisis {
    with(&[])
}

/// The good crisis with files in place of its own.
fn with(changes: &[(&str, &str)]) -> Crisis {
    let mut files = bad_cases::good_crisis();
    for (file, text) in changes {
        files.insert((*file).to_owned(), text.as_bytes().to_vec());
    }
    let (crisis, problems) = crisis::read(&Folder::in_memory(files), None);
    assert_eq!(problems, []);
    crisis.unwrap()
}

#[test]
fn places_have_uncertain_residents_and_gates_lead_abroad() {
    let crisis = good();
    let place = |id: &str| &crisis.places[crisis.place(id).unwrap().index()];
    assert_eq!(place("orne").residents, Prior::LogUniform { low: 2e4, high: 4e4 });
    assert_eq!(place("orne").share_left, Prior::Uniform { low: 0.3, high: 0.8 });
    assert_eq!(place("tarn").residents, Prior::Fixed(12_000.0));
    assert_eq!((place("vell").displaced_at_start, place("vell").attraction), (2_000.0, 1.5));
    assert_eq!(
        (place("vell_camp").kind, place("vell_camp").capacity),
        (PlaceKind::Camp, Some(5e3))
    );
    assert!(!crisis.is_at_home(crisis.place("grey_bridge").unwrap()));
}

#[test]
fn what_is_said_of_an_umbrella_holds_for_its_members() {
    let crisis = good();
    let [council, raiders, union] =
        ["council", "raiders", "union"].map(|id| crisis.actor(id).unwrap());
    assert!(crisis.is_umbrella(union) && !crisis.is_umbrella(council));
    assert!(crisis.are_hostile(council, raiders));
    let townspeople = crisis.groups.iter().find(|group| group.id == "townspeople").unwrap();
    assert_eq!(townspeople.fear[council.index()], Some(Prior::Fixed(0.1)));
    assert_eq!(townspeople.fear[raiders.index()], Some(Prior::Beta { a: 8.0, b: 3.0 }));
}

#[test]
fn rows_of_one_place_and_date_say_together_who_holds_it() {
    let crisis = good();
    let orne = crisis.place("orne").unwrap();
    let rows: Vec<_> = crisis.control.iter().filter(|control| control.place == orne).collect();
    assert_eq!(rows.iter().map(|row| row.day).collect::<Vec<_>>(), [-9, 7]);
    assert_eq!(rows[0].status, ControlStatus::Contested);
    assert_eq!(rows[0].shares.iter().map(|(_, share)| *share).collect::<Vec<_>>(), [0.7, 0.3]);
    let vell = crisis.control.iter().find(|c| Some(c.place) == crisis.place("vell")).unwrap();
    assert_eq!(vell.shares.len(), 1);
}

#[test]
fn periods_count_days_from_the_start_and_end_before_their_last_date() {
    let crisis = good();
    let periods: Vec<_> =
        crisis.crossings.iter().map(|period| (period.from, period.until, period.state)).collect();
    assert_eq!(periods, [(0, 5, GateState::Open), (5, 60, GateState::Limited)]);
    let ring = crisis.campaigns.iter().find(|campaign| campaign.id == "ring").unwrap();
    assert_eq!((ring.announced, ring.from, ring.until, ring.kind), (0, 4, 60, CampaignKind::Siege));
    let bombing = &crisis.campaigns[0];
    assert_eq!((bombing.announced, bombing.from, bombing.until), (-28, -28, 60));
}

#[test]
fn groups_without_a_row_for_a_place_live_there_in_their_general_shares() {
    let crisis = good();
    let at = |id: &str| {
        let place = crisis.place(id).unwrap();
        let homes = crisis.homes.iter().filter(|home| home.place == place);
        homes.map(|home| (crisis.groups[home.group].id.as_str(), home.share)).collect::<Vec<_>>()
    };
    assert_eq!(at("tarn"), [("farmers", 0.6), ("townspeople", 0.4)]);
    assert_eq!(at("orne"), [("townspeople", 1.0)]);
    assert_eq!((at("grey_bridge"), at("lindow")), (vec![], vec![]));
    assert_eq!(crisis.groups[0].mobility, 0.8);
}

#[test]
fn without_groups_everybody_is_of_one() {
    let mut files = bad_cases::good_crisis();
    files.remove("groups.csv");
    files.remove("fear.csv");
    let crisis = crisis::read(&Folder::in_memory(files), None).0.unwrap();
    assert_eq!((crisis.groups.len(), crisis.groups[0].id.as_str()), (1, "everyone"));
    assert_eq!(crisis.homes.len(), 3);
}

#[test]
fn every_parameter_and_every_row_with_a_source_is_a_fact() {
    let crisis = good();
    let about = |text: &str| crisis.facts.iter().find(|fact| fact.about.starts_with(text)).unwrap();
    assert_eq!(about("place Orne").basis, Basis::Derived);
    assert_eq!(about("place Vell").basis, Basis::Reported);
    assert_eq!(about("road Orne - Tarn").source, "Map");
    let settle = about("parameter settle:");
    assert_eq!((settle.file.as_str(), settle.basis), ("scenario.toml", Basis::Assumed));
    assert_eq!(about("parameter assault_departure:").file, "docs/parameters.md");
    assert_eq!(about("what-if raiders-advance").source, "assumed");
}

#[test]
fn a_star_stands_for_every_gate_of_a_country() {
    let crisis = good();
    let shut = crisis.with(&["gates-shut"]).unwrap();
    let last = shut.crossings.last().unwrap();
    assert_eq!((last.state, last.from, last.until), (GateState::Closed, 19, 60));
    assert_eq!(shut.crossings.len(), crisis.crossings.len() + 1);
}

#[test]
fn an_offensive_is_placed_with_a_few_lines_in_a_file_of_its_own() {
    let mut crisis = good();
    let text = "[[what_if]]\naxis = \"advance\"\nid = \"council-advance\"\n\
        campaigns = [{ id = \"to_tarn\", actor = \"council\", kind = \"advance\", \
        objectives = [\"tarn\"], from = 2030-03-15, days_to_take = \"LU(5, 20)\" }]\n\
        residents = { tarn = 15000 }\n";
    assert_eq!(read_what_ifs("other.toml", text, &mut crisis), []);
    let advance = &crisis.axes[0];
    let ids: Vec<_> = advance.what_ifs.iter().map(|what_if| what_if.id.as_str()).collect();
    assert_eq!(ids, ["raiders-advance", "council-advance"]);
    let Change::AddCampaign(campaign) = &advance.what_ifs[1].changes[0] else { panic!() };
    assert_eq!((campaign.from, campaign.until, campaign.km_per_day.clone()), (14, 60, None));
    let changed = crisis.with(&["council-advance", "gates-shut"]).unwrap();
    let tarn = changed.place("tarn").unwrap();
    assert_eq!(changed.places[tarn.index()].residents, Prior::Fixed(15_000.0));
}

/// The factors that a what-if of these lines has.
fn factors(lines: &str) -> Vec<Factor> {
    let mut crisis = good();
    let text = format!("[[what_if]]\naxis = \"gates\"\nid = \"x\"\n{lines}\n");
    assert_eq!(read_what_ifs("other.toml", &text, &mut crisis), []);
    let what_if = crisis.axes.iter().flat_map(|axis| &axis.what_ifs).find(|it| it.id == "x");
    let factor = |change: &Change| match change {
        Change::Scale(factor) => factor.clone(),
        other => panic!("{other:?}"),
    };
    what_if.unwrap().changes.iter().map(factor).collect()
}

#[test]
fn a_factor_is_a_number_for_all_or_a_table_for_some_and_for_a_time() {
    let bridge = good().place("grey_bridge").unwrap();
    let quota = |gates, from, until, by| Factor::Quota { gates, from, until, by };
    assert_eq!(factors("quota_factor = 0.5"), [quota(vec![], 0, 60, 0.5)]);
    let dated = "quota_factor = [{ by = 0.5, gates = [\"grey_bridge\"], from = 2030-03-11 }, \
        { by = 2, country = \"XAB\", to = 2030-03-11 }]";
    let expected = [quota(vec![bridge], 10, 60, 0.5), quota(vec![bridge], 0, 10, 2.0)];
    assert_eq!(factors(dated), expected);
    let rest = "irregular_factor = 3\ncapacity_factor = { by = 2, havens = [\"chapel\"] }\n\
        tempo_factor = 1.5\nintensity_factor = { by = 0, campaigns = [\"bombing\", \"ring\"] }";
    let expected = [
        Factor::Irregular { by: 3.0 },
        Factor::HavenCapacity { havens: vec!["chapel".into()], by: 2.0 },
        Factor::Tempo { campaigns: vec![], by: 1.5 },
        Factor::Intensity { campaigns: vec!["bombing".into(), "ring".into()], by: 0.0 },
    ];
    assert_eq!(factors(rest), expected);
}

#[test]
fn a_factor_multiplies_what_other_what_ifs_say() {
    let mut crisis = good();
    let text = "[[axis]]\nid = \"first\"\nwhat_if = [{ id = \"half\", quota_factor = 0.5, capacity_factor = 2, \
        tempo_factor = 2, intensity_factor = 3 }]\n[[what_if]]\naxis = \"gates\"\nid = \"wide\"\n\
        crossings = [{ place = \"*\", from = 2030-03-05, state = \"open\", quota_per_day = 900 }]\n";
    assert_eq!(read_what_ifs("other.toml", text, &mut crisis), []);
    let changed = crisis.with(&["half", "wide"]).unwrap();
    assert_eq!(changed.crossings.last().unwrap().quota_per_day, Prior::Fixed(450.0));
    assert_eq!((changed.havens[0].capacity, changed.campaigns[0].tempo), (1_000.0, 2.0));
    let reverse = crisis.with(&["wide", "half"]).unwrap();
    assert_eq!(changed, reverse);
}

#[test]
fn places_are_called_by_id_name_or_another_name() {
    let table = String::from_utf8(bad_cases::good_crisis()["places.csv"].clone()).unwrap();
    let table = table.replace("id,name,", "id,name,alt_names,").replace(",district", ",,district");
    let table = ["settlement", "camp", "crossing", "host"].iter().fold(table, |table, kind| {
        table.replace(&format!(",{kind},"), &format!(",Old {kind};The {kind},{kind},"))
    });
    let crisis = with(&[("places.csv", &table)]);
    let called = |text: &str| crisis.place_called(text);
    assert_eq!(called("lindow"), called("LINDOW"));
    assert_eq!(
        (called("Grey Bridge"), called("the host")),
        (called("grey_bridge"), called("lindow"))
    );
    assert!(called("the").is_none() && called("lindow").is_some());
}

#[test]
fn a_file_of_what_ifs_with_a_mistake_changes_nothing() {
    let mut crisis = good();
    let text = "[[what_if]]\naxis = \"advance\"\nid = \"x\"\nsupply = { riders = 2 }\n";
    let problems = read_what_ifs("other.toml", text, &mut crisis);
    assert_eq!(
        problems[0].to_string(),
        "other.toml:4:12: error: no actor has the id `riders` [unknown-actor]\n  \
         hint: did you mean `raiders`?"
    );
    assert_eq!(crisis, good());
}

#[test]
fn a_shorter_run_makes_no_row_too_late() {
    let folder = Folder::in_memory(bad_cases::good_crisis());
    let (crisis, problems) = crisis::read(&folder, Some(7));
    assert_eq!(problems, []);
    assert_eq!((crisis.as_ref().unwrap().days, crisis.unwrap().origin), (7, 7));
}

#[test]
fn needs_without_a_range_are_known() {
    let table = "item,value,low,high,unit,source,note\n\
                 water,15,,,litres a person a day,Sphere 2018,always\n\
                 household,5,5,6,people,Register,\n";
    let needs = with(&[("needs.csv", table)]).needs;
    let ranges: Vec<_> = needs.iter().map(|need| (need.value, need.low, need.high)).collect();
    assert_eq!(ranges, [(15.0, 15.0, 15.0), (5.0, 5.0, 6.0)]);
    assert_eq!((needs[0].note.as_str(), needs[1].unit.as_str()), ("always", "people"));
    assert_eq!(good().needs, []);
}
