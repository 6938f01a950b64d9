//! Tables of one result join: the same places by the same ids and names, the same days by the same dates.

mod common;

use common::{Scratch, counted_camps};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;

/// A row: what each column says.
type Row = BTreeMap<String, String>;

/// The rows of a table in a CSV file.
fn csv_rows(scratch: &Scratch, name: &str) -> Vec<Row> {
    let bytes = scratch.read(name);
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let header = reader.headers().expect("a table has a header").clone();
    let row = |record: csv::StringRecord| {
        header.iter().zip(&record).map(|(key, cell)| (key.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|record| row(record.expect("rows are whole"))).collect()
}

/// The rows of a table in a Parquet file.
fn parquet_rows(scratch: &Scratch, name: &str) -> Vec<Row> {
    let file = File::open(scratch.0.join(name)).expect("the program made it");
    let reader = SerializedFileReader::new(file).expect("it is a Parquet file");
    let text = |field: &Field| match field {
        Field::Str(text) => text.clone(),
        other => other.to_string(),
    };
    let rows = reader.get_row_iter(None).expect("it has rows");
    rows.map(|row| {
        let row = row.expect("rows are whole");
        row.get_column_iter().map(|(key, field)| (key.clone(), text(field))).collect()
    })
    .collect()
}

/// What some columns of a table say together.
fn said(rows: &[Row], columns: [&str; 2]) -> BTreeSet<[String; 2]> {
    rows.iter().map(|row| columns.map(|column| row[column].clone())).collect()
}

/// Every place and every day of a table is in the summary, under the same name and date.
fn joins(summary: &[Row], table: &[Row], of: &str) {
    assert!(!table.is_empty(), "{of}");
    for columns in [["place", "place_name"], ["day", "date"], ["place", "day"]] {
        let [known, here] = [summary, table].map(|rows| said(rows, columns));
        let strange: Vec<_> = here.difference(&known).collect();
        assert!(strange.is_empty(), "{of}: {columns:?}: {strange:?}");
    }
}

/// Places have one pair of coordinates, or none in all rows.
fn coordinates(rows: &[Row]) -> BTreeMap<String, [String; 2]> {
    let mut known: BTreeMap<String, [String; 2]> = BTreeMap::new();
    for row in rows {
        let here = ["latitude", "longitude"].map(|column| row[column].clone());
        let first = known.entry(row["place"].clone()).or_insert_with(|| here.clone());
        assert_eq!(*first, here, "{row:?}");
    }
    known
}

#[test]
fn tables_of_a_crisis_join_by_place_and_day() {
    let scratch = Scratch::new("joined-crisis");
    let asked = ["aleppo-2014", "--members", "2", "--seed", "1", "--threads", "1", "--quiet"];
    scratch.succeed(&[&["run"], &asked[..], &["--track", "cause", "--out", "run"]].concat());
    scratch.succeed(&[&["compare"], &asked[..], &["--out", "compare"]].concat());

    let summary = csv_rows(&scratch, "run/summary.csv");
    joins(&summary, &parquet_rows(&scratch, "run/members.parquet"), "members.parquet");
    let compared = csv_rows(&scratch, "compare/compare.csv");
    joins(&summary, &compared, "compare.csv");

    let arrivals = csv_rows(&scratch, "run/arrivals.csv");
    let names = said(&summary, ["place", "place_name"]);
    let crossings = said(&arrivals, ["crossing", "crossing_name"]);
    let gates: Vec<_> = crossings.iter().filter(|[id, _]| id != "others").collect();
    assert!(!gates.is_empty() && gates.iter().all(|gate| names.contains(*gate)), "{gates:?}");

    let [known, here] = [&summary, &compared].map(|rows| coordinates(rows));
    assert!(here.iter().all(|(place, degrees)| known[place] == *degrees));
    let [total, turkey, kilis] = ["total", "TUR", "oncupinar"].map(|place| known[place].clone());
    let none = [String::new(), String::new()];
    assert!(total == none && turkey == none && kilis != none, "{kilis:?}");
}

#[test]
fn tables_of_a_run_by_flee_s_rules_join_by_place_and_day() {
    let scratch = Scratch::new("joined-flee");
    counted_camps(&scratch, "camps", "2030-01-01");
    let asked = ["run", "camps", "--members", "2", "--threads", "1", "--track", "origin"];
    scratch.succeed(&[&asked[..], &["--quiet", "--out", "run"]].concat());

    let summary = csv_rows(&scratch, "run/summary.csv");
    joins(&summary, &parquet_rows(&scratch, "run/members.parquet"), "members.parquet");
    let flows = parquet_rows(&scratch, "run/flows.parquet");
    let (others, told): (Vec<Row>, Vec<Row>) =
        flows.into_iter().partition(|row| row["place"] == "others");
    joins(&summary, &told, "flows.parquet");
    assert!(others.iter().all(|row| row["place_name"] == "others"), "{others:?}");
    let places: BTreeSet<&String> = summary.iter().map(|row| &row["place"]).collect();
    let strange = |row: &&Row| row["origin"] != "others" && !places.contains(&row["origin"]);
    assert_eq!(told.iter().find(strange), None);

    let known = coordinates(&summary);
    assert_eq!(known["North"], ["1", "0"].map(str::to_owned));
    assert_eq!(known["South"], ["-1", "0"].map(str::to_owned));
    assert_eq!([&known["Town"], &known["total"]], [&["", ""].map(str::to_owned); 2]);
}
