//! Everybody is in every output: people are added up in the text, the JSON, the page and the files of
//! every verb that says where people are, also when camps fill and most find no room in them.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::Scratch;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};

/// An invented bay: a city, three towns, a gate, and behind it two camps that are soon full.
const PLACES: &str = "\
id,name,kind,country,lat,lon,residents,capacity
orhan,Orhan,settlement,XAA,41.00,20.00,90000,
pell,Pell,settlement,XAA,41.15,20.10,30000,
quay,Quay,settlement,XAA,41.30,20.05,20000,
ridge,Ridge,settlement,XAA,41.35,20.25,10000,
pass,South Pass,crossing,XAB,41.45,20.10,,
tents,Tents,camp,XAB,41.55,20.10,,4000
barracks,Barracks,camp,XAB,41.60,20.40,,9000
";
const LINKS: &str = "\
from,to,km
orhan,pell,20
pell,quay,22
pell,ridge,24
quay,pass,18
ridge,pass,19
pass,tents,12
pass,barracks,35
";
/// Everybody in the bay.
const RESIDENTS: f64 = 150_000.0;

fn write(scratch: &Scratch, folder: &str, files: &[(&str, &str)]) {
    fs::create_dir_all(scratch.0.join(folder)).unwrap();
    for (name, text) in [("places.csv", PLACES), ("links.csv", LINKS)].iter().chain(files) {
        fs::write(scratch.0.join(folder).join(name), text).unwrap();
    }
}

/// The bay as a crisis.
fn crisis(scratch: &Scratch) {
    let settings = "\
title = \"The bay\"\nstart = 2031-06-01\ndays = 60\nmovement = \"haven\"\nhome_country = \"XAA\"\n\n\
[parameters]\nonward = 0.01\n\n\
[[axis]]\nid = \"advance\"\ntitle = \"Who advances?\"\n\n\
[[axis.what_if]]\nid = \"army-advance\"\ntitle = \"The army advances\"\n\n\
[[axis.what_if.campaigns]]\nid = \"to_orhan\"\nactor = \"army\"\nkind = \"advance\"\n\
objectives = [\"orhan\", \"pell\"]\nfrom = 2031-06-05\n";
    write(
        scratch,
        "crisis",
        &[
            ("scenario.toml", settings),
            (
                "actors.csv",
                "id,name,hostile_to,strength\narmy,Army,rebels,1000\nrebels,Rebels,army,600\n",
            ),
            (
                "control.csv",
                "valid_from,place,actor\n2031-06-01,orhan,rebels\n2031-06-01,pell,rebels\n\
                 2031-06-01,quay,rebels\n2031-06-01,ridge,army\n",
            ),
            ("crossings.csv", "place,state,quota_per_day\npass,limited,900\n"),
        ],
    );
}

/// The same by Flee's rules.
fn simple(scratch: &Scratch) {
    let settings = "\
title = \"The bay\"\nstart = 2031-06-01\ndays = 60\nmovement = \"flee\"\n\
departures = { by = \"conflict\", mode = \"population_ratio\", rate_per_day = 0.008 }\n\
home_country = \"XAA\"\n";
    let events = "date,place,intensity\n2031-06-05,orhan,1\n2031-06-25,pell,0.6\n";
    write(scratch, "simple", &[("scenario.toml", settings), ("events.csv", events)]);
}

/// People by place and measure.
type Table = BTreeMap<(String, String), f64>;

fn of(table: &Table, place: &str, measure: &str) -> f64 {
    let people = table.get(&(place.to_owned(), measure.to_owned()));
    *people.unwrap_or_else(|| panic!("no row of {measure} at {place}"))
}

fn has(table: &Table, place: &str, measure: &str) -> bool {
    table.contains_key(&(place.to_owned(), measure.to_owned()))
}

/// Means by the columns before them that are not place, measure or day, and by day.
fn csv_tables(text: &str) -> BTreeMap<(String, u32), Table> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name: &str| header.iter().position(|title| *title == name);
    let mut tables: BTreeMap<(String, u32), Table> = BTreeMap::new();
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let cell = |name: &str| column(name).map_or("", |at| cells[at]);
        if !cell("baseline").is_empty() {
            continue;
        }
        let key = (cell("what_if").to_owned(), cell("day").parse().unwrap());
        let row = (cell("place").to_owned(), cell("measure").to_owned());
        tables.entry(key).or_default().insert(row, cell("mean").parse().unwrap());
    }
    tables
}

/// Kept numbers by member and day.
fn member_tables(scratch: &Scratch, file: &str) -> BTreeMap<(u32, u32), Table> {
    let reader = SerializedFileReader::new(File::open(scratch.0.join(file)).unwrap()).unwrap();
    let header = reader.metadata().file_metadata().schema_descr();
    let names: Vec<String> = header.columns().iter().map(|it| it.name().to_owned()).collect();
    let at = |name: &str| names.iter().position(|column| column == name).unwrap();
    let [member, day, place, measure, value] =
        ["member", "day", "place", "measure", "value"].map(at);
    let mut tables: BTreeMap<(u32, u32), Table> = BTreeMap::new();
    for row in reader.get_row_iter(None).unwrap() {
        let row = row.unwrap();
        let key = (row.get_uint(member).unwrap(), row.get_uint(day).unwrap());
        let text = |column| row.get_string(column).unwrap().clone();
        let people = row.get_double(value).unwrap();
        tables.entry(key).or_default().insert((text(place), text(measure)), people);
    }
    tables
}

/// Sums are equal but for the decimals that a file leaves out.
fn same(sum: f64, all: f64, decimals: f64, what: &str) {
    assert!((sum - all).abs() <= decimals + 1e-9 * all.abs(), "{what}: {sum} is not {all}");
}

/// Adds everybody up in a table of a crisis on one day. `decimals`: what rounding may add to a sum.
fn add_up_crisis(table: &Table, countries: &[&str], everybody: f64, decimals: f64) {
    let total = |measure| of(table, "total", measure);
    let wherever = ["residents", "stock", "on_road", "onward_so_far"].map(total);
    same(wherever.iter().sum(), everybody, decimals, "everybody");
    for (at, country) in countries.iter().enumerate() {
        let other = if at == 0 { "in_haven" } else { "waiting" };
        let parts = ["in_camp", "outside_camps", other].map(|part| of(table, country, part));
        same(parts.iter().sum(), of(table, country, "stock"), decimals, country);
    }
    let in_all = |measure| {
        let countries = countries.iter().filter(|country| has(table, country, measure));
        countries.map(|country| of(table, country, measure)).sum::<f64>()
    };
    for measure in ["stock", "in_camp", "outside_camps", "waiting", "in_haven", "beyond_capacity"] {
        same(in_all(measure), total(measure), decimals, measure);
    }
    same(of(table, countries[0], "outside_camps"), total("internal"), decimals, "internal");
}

/// What the places of these names hold together of a country abroad.
fn add_up_places(table: &Table, country: &str, places: &[&str], decimals: f64) {
    let sum: f64 = places.iter().map(|place| of(table, place, "stock")).sum();
    same(sum, of(table, country, "stock"), decimals, &format!("places of {country}"));
}

/// Adds everybody up in a table of a run by Flee's rules on one day.
fn add_up_simple(table: &Table, places: &[&str], decimals: f64) {
    let total = |measure| of(table, "total", measure);
    let displaced = total("displaced");
    let parts = total("in_camp") + total("outside_camps") + total("on_road");
    same(parts, displaced, decimals, "camps, outside them and the road");
    let at_places: f64 = places.iter().map(|place| of(table, place, "stock")).sum();
    same(at_places + total("on_road"), displaced, decimals, "places and the road");
    for measure in ["in_camp", "outside_camps"] {
        let sum = of(table, "XAA", measure) + of(table, "XAB", measure);
        same(sum, total(measure), decimals, measure);
    }
    for country in ["XAA", "XAB"] {
        let sum = of(table, country, "in_camp") + of(table, country, "outside_camps");
        same(sum, of(table, country, "stock"), decimals, country);
    }
}

/// Means of the groups of a JSON answer, and of everybody.
fn add_up_json(answer: &Value, everybody: Option<f64>) {
    let mean = |value: &Value| value["mean"].as_f64().unwrap();
    let whereabouts = &answer["whereabouts"];
    let all = mean(&whereabouts["everybody"]);
    let groups = whereabouts["groups"].as_array().unwrap();
    same(groups.iter().map(|group| mean(&group["people"])).sum(), all, 1e-6, "groups");
    same(all, everybody.unwrap_or(all), 1e-6, "everybody");
    let abroad = |group: &&Value| {
        let is_at_places = ["in_camp", "outside_camps", "waiting"].map(Value::from);
        is_at_places.contains(&group["measure"]) && group["place"] != *first_country(groups)
    };
    for group in groups.iter().filter(abroad) {
        let at = group["at"].as_array().unwrap().iter();
        let sum = at.map(|place| mean(&place["people"])).sum();
        same(sum, mean(&group["people"]), 1e-6, &group["measure"].to_string());
    }
}

/// The home country: it comes first.
fn first_country(groups: &[Value]) -> &Value {
    &groups.iter().find(|group| group["measure"] == "in_haven").unwrap()["place"]
}

/// A rounded number as texts show it: `<25` is any number below 25.
fn shown(cell: &str) -> f64 {
    if cell.starts_with('<') { 12.5 } else { cell.replace(',', "").parse().unwrap() }
}

/// Adds up rows of a text: those that are not indented, before the last.
fn add_up_rows(rows: &[(bool, f64)]) {
    let whole: Vec<f64> =
        rows.iter().filter(|(part, _)| !part).map(|(_, people)| *people).collect();
    let (all, groups) = whole.split_last().unwrap();
    let rounding: f64 = whole.iter().map(|people| (people / 200.0).max(12.5)).sum();
    assert!(groups.len() > 2);
    same(groups.iter().sum(), *all, rounding, "shown");
}

/// Rows of the table in the text of a crisis.
fn text_rows(text: &str) -> Vec<(bool, f64)> {
    let table = text.split_once(" Where everybody is on ").unwrap().1;
    let rows = table.lines().skip(2).take_while(|line| !line.starts_with('─'));
    let row = |line: &str| {
        let cells: Vec<&str> = line.split("  ").filter(|cell| !cell.trim().is_empty()).collect();
        (line.starts_with("   "), shown(cells[1].trim()))
    };
    rows.map(row).collect()
}

/// Rows of the table of the page: the first answer's means.
fn page_rows(page: &str) -> Vec<(bool, f64)> {
    let section = page.split_once("id=\"whereabouts\"").unwrap().1;
    let body = section.split_once("<tbody>").unwrap().1.split_once("</tbody>").unwrap().0;
    let row = |row: &str| {
        let text =
            |cell: &str| cell.split_once('>').unwrap().1.split('<').next().unwrap().to_owned();
        let label = text(row.split_once("<th").unwrap().1);
        let people = text(row.split_once("<td").unwrap().1).replace("&lt;", "<");
        (label.starts_with('–'), shown(&people))
    };
    body.split("<tr>").skip(1).map(row).collect()
}

#[test]
fn in_a_run_of_a_crisis_whose_camps_fill_everybody_is_found() {
    let scratch = Scratch::new("accounting-crisis");
    crisis(&scratch);
    let run = ["run", "crisis", "--what-if", "army-advance", "--members", "5", "--seed", "2"];
    let text = scratch.succeed(&[&run[..], &["--quiet", "--out", "a"]].concat());
    add_up_rows(&text_rows(&text));
    assert!(text.contains("Outside camps in XAB") && text.contains("at South Pass"), "{text}");
    let json = scratch.succeed(&[&run[..], &["--quiet", "--json", "--out", "b"]].concat());
    add_up_json(&serde_json::from_str(&json).unwrap(), Some(RESIDENTS));
    let summary = String::from_utf8(scratch.read("a/summary.csv")).unwrap();
    let tables = csv_tables(&summary);
    assert_eq!(tables.len(), 60);
    for table in tables.values() {
        add_up_crisis(table, &["XAA", "XAB"], RESIDENTS, 1e-6);
        add_up_places(table, "XAB", &["pass", "tents", "barracks"], 1e-6);
    }
    let end = &tables[&(String::new(), 59)];
    for (place, measure) in [("XAB", "outside_camps"), ("pass", "outside_camps")] {
        assert!(of(end, place, measure) > 10_000.0, "the camps are full: {end:?}");
    }
    assert!(of(end, "XAB", "beyond_capacity") > 0.0 && of(end, "total", "onward_so_far") > 100.0);
    let members = member_tables(&scratch, "a/members.parquet");
    assert_eq!(members.len(), 5 * 10);
    for table in members.values() {
        add_up_crisis(table, &["XAA", "XAB"], RESIDENTS, 0.0);
        add_up_places(table, "XAB", &["pass", "tents", "barracks"], 0.0);
    }
}

#[test]
fn in_a_comparison_everybody_is_found_under_every_what_if() {
    let scratch = Scratch::new("accounting-compare");
    crisis(&scratch);
    let compare = ["compare", "crisis", "--all", "--members", "5", "--seed", "2", "--quiet"];
    let text = scratch.succeed(&[&compare[..], &["--out", "a"]].concat());
    add_up_rows(&text_rows(&text));
    let json = scratch.succeed(&[&compare[..], &["--json", "--out", "b"]].concat());
    let json: Value = serde_json::from_str(&json).unwrap();
    let answers = json["answers"].as_array().unwrap();
    assert_eq!(answers.len(), 2);
    for answer in answers {
        add_up_json(answer, Some(RESIDENTS));
    }
    add_up_rows(&page_rows(&String::from_utf8(scratch.read("a/report.html")).unwrap()));
    let tables = csv_tables(&String::from_utf8(scratch.read("a/compare.csv")).unwrap());
    assert_eq!(tables.len(), 2 * 10);
    for table in tables.values() {
        // Means over five members have one decimal, and so has the file.
        add_up_crisis(table, &["XAA", "XAB"], RESIDENTS, 1e-6);
    }
}

#[test]
fn in_a_run_by_flee_s_rules_whose_camps_fill_everybody_is_found() {
    let scratch = Scratch::new("accounting-simple");
    simple(&scratch);
    let places = ["orhan", "pell", "quay", "ridge", "pass", "tents", "barracks"];
    for (keep, days) in [("default", 10), ("all", 60)] {
        let run = ["run", "simple", "--members", "5", "--seed", "2", "--keep", keep, "--quiet"];
        let text = scratch.succeed(&[&run[..], &["--out", keep]].concat());
        assert!(text.contains("elsewhere") && text.contains("Displaced in all"), "{text}");
        let summary = String::from_utf8(scratch.read(&format!("{keep}/summary.csv"))).unwrap();
        let tables = csv_tables(&summary);
        assert_eq!(tables.len(), 60);
        for table in tables.values() {
            add_up_simple(table, &places, 1e-6);
        }
        let end = &tables[&(String::new(), 59)];
        assert!(of(end, "total", "outside_camps") > 5_000.0, "the camps are full: {end:?}");
        let members = member_tables(&scratch, &format!("{keep}/members.parquet"));
        assert_eq!(members.len(), 5 * days);
        for table in members.values() {
            add_up_simple(table, &places, 0.0);
        }
    }
    let run = ["run", "simple", "--members", "5", "--seed", "2", "--json", "--quiet", "--out", "j"];
    let json: Value = serde_json::from_str(&scratch.succeed(&run)).unwrap();
    let mean = |key: &str| json[key]["mean"].as_f64().unwrap();
    let at_destinations = json["total"]["stock_people"]["mean"].as_f64().unwrap();
    let parts = at_destinations + mean("outside_camps") + mean("on_road");
    same(parts, mean("displaced"), 1e-6, "JSON");
    let elsewhere = json["elsewhere"].as_array().unwrap().iter();
    let sum = elsewhere.map(|place| place["stock_people"]["mean"].as_f64().unwrap()).sum();
    same(sum, mean("outside_camps"), 1e-6, "places of JSON");
}

#[test]
fn in_the_built_in_crisis_everybody_is_found_in_samples_and_in_the_mean() {
    let scratch = Scratch::new("accounting-aleppo");
    let common = ["run", "aleppo-2014", "--what-if", "both-advance", "--days", "60", "--seed", "4"];
    for (out, how) in [("sampled", &["--members", "2"][..]), ("expected", &["--expected"])] {
        let options = [how, &["--keep", "all", "--quiet", "--json", "--out", out]].concat();
        let json = scratch.succeed(&[&common[..], &options].concat());
        add_up_json(&serde_json::from_str(&json).unwrap(), None);
        let members = member_tables(&scratch, &format!("{out}/members.parquet"));
        let (first, decimals) = (&members[&(0, 0)], if out == "sampled" { 0.0 } else { 1e-3 });
        let countries = countries(first);
        let countries: Vec<&str> = countries.iter().map(String::as_str).collect();
        for ((member, _), table) in &members {
            let start = &members[&(*member, 0)];
            let everybody = ["residents", "stock", "on_road", "onward_so_far"];
            let everybody = everybody.map(|part| of(start, "total", part)).iter().sum();
            add_up_crisis(table, &countries, everybody, decimals);
        }
        let summary = String::from_utf8(scratch.read(&format!("{out}/summary.csv"))).unwrap();
        for table in csv_tables(&summary).values() {
            let stock: f64 = countries.iter().map(|country| of(table, country, "stock")).sum();
            same(stock, of(table, "total", "stock"), 1e-2, "countries of the summary");
        }
    }
}

/// Codes of the countries of a table, the home country first.
fn countries(table: &Table) -> Vec<String> {
    let rows = || table.keys().map(|(place, measure)| (place.clone(), measure.as_str()));
    let home = rows().find(|(place, it)| *it == "in_haven" && is_code(place)).unwrap().0;
    let abroad = rows().filter(|(place, it)| *it == "registered" && is_code(place));
    [home].into_iter().chain(abroad.map(|(place, _)| place)).collect()
}

fn is_code(place: &str) -> bool {
    place.len() == 3 && place.bytes().all(|byte| byte.is_ascii_uppercase())
}
