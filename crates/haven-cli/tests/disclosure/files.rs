//! A checker for every file that a result may have.

use crate::groups::{self, FEW, is_whole, large};
use crate::small::HOMES;
use crate::told::{nothing_of_groups, page};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

/// A table's rows, by the names of its columns.
type Table = Vec<BTreeMap<String, String>>;

/// Columns of tables of totals: none tells groups apart. A new one is looked at before it stands here.
const TOTALS: [&str; 79] = [
    "answer",
    "baseline",
    "counted",
    "crps",
    "crps_damped_trend",
    "crps_persistence",
    "crps_theta",
    "data",
    "date",
    "day",
    "first",
    "first_high",
    "first_low",
    "from",
    "from_day",
    "horizon_days",
    "information_level",
    "inside_50",
    "inside_80",
    "inside_95",
    "known_until",
    "known_until_day",
    "last_report",
    "lat",
    "latitude",
    "learnt",
    "lon",
    "longitude",
    "mean",
    "measure",
    "member",
    "method",
    "mu",
    "mu_high",
    "mu_low",
    "mu_star",
    "mu_star_high",
    "mu_star_low",
    "p_exceed",
    "parameter",
    "parameter_unit",
    "place",
    "place_name",
    "posterior_mean",
    "posterior_median",
    "posterior_q05",
    "posterior_q95",
    "posterior_sd",
    "prior",
    "prior_median",
    "prior_q05",
    "prior_q95",
    "q025",
    "q05",
    "q10",
    "q25",
    "q50",
    "q75",
    "q90",
    "q95",
    "q975",
    "reported_high",
    "reported_low",
    "scenario",
    "sd",
    "shift",
    "shrinkage",
    "sigma",
    "sigma_high",
    "sigma_low",
    "to",
    "to_day",
    "total",
    "total_high",
    "total_low",
    "unit",
    "value",
    "what",
    "what_if",
];

/// Looks at a file of a result by its name.
pub fn check(path: &Path, is_sensitive: bool) {
    let name = path.file_name().unwrap().to_str().unwrap();
    match name {
        "arrivals.csv" => arrivals(path, is_sensitive),
        "flows.parquet" => flows(path),
        "summary.csv"
        | "compare.csv"
        | "sensitivity.csv"
        | "forecasts.csv"
        | "predictive.csv"
        | "identifiability.csv" => totals(&csv(path), name),
        "members.parquet" => totals(&parquet(path), name),
        // Parameters, a row a draw or a particle, and a table that Flee's scripts read, of camps by day.
        "posterior.csv" | "checkpoint.txt" | "out.csv" => {}
        "report.html" => page(&fs::read_to_string(path).unwrap(), is_sensitive),
        "run.json" | "backtest.json" | "calibration.json" | "sensitivity.json" => {
            nothing_of_groups(&serde_json::from_slice(&fs::read(path).unwrap()).unwrap());
        }
        // Counts and forecasts of a camp.
        _ if path.extension().is_some_and(|it| it == "svg") => {}
        _ => panic!("no one looks at {name}"),
    }
}

fn totals(table: &Table, name: &str) {
    for column in table.first().expect("a table has rows").keys() {
        assert!(TOTALS.contains(&column.as_str()), "no one looks at the column {column} of {name}");
    }
}

fn csv(path: &Path) -> Table {
    let text = fs::read_to_string(path).unwrap();
    let mut rows = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let header = rows.next().unwrap();
    rows.map(|row| header.iter().cloned().zip(row).collect()).collect()
}

fn parquet(path: &Path) -> Table {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let cell = |field: &Field| match field {
        Field::Str(text) => text.clone(),
        other => other.to_string(),
    };
    let row =
        |row: Row| row.get_column_iter().map(|(name, field)| (name.clone(), cell(field))).collect();
    reader.get_row_iter(None).unwrap().map(|it| row(it.unwrap())).collect()
}

fn people(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} of {row:?}"))
}

/// Sums of a column by these others.
fn sums(table: &Table, by: &[&str], column: &str) -> BTreeMap<Vec<String>, f64> {
    let mut sums = BTreeMap::new();
    for row in table {
        let key = by.iter().map(|name| row[*name].clone()).collect();
        *sums.entry(key).or_insert(0.0) += people(row, column);
    }
    sums
}

/// Rows are large and in whole 25s, but for one of each first level, which has what others are rounded by.
fn rows_of_groups(table: &Table, first_level: &[&str], column: &str) {
    let mut odd: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for row in table {
        large(people(row, column), &format!("{row:?}"));
        let level = first_level.iter().map(|name| row[*name].as_str()).collect();
        *odd.entry(level).or_default() += usize::from(!is_whole(people(row, column)));
    }
    assert!(odd.values().all(|rows| *rows <= 1), "{odd:?}");
}

/// Everybody who crossed is in the table, week by week, and nobody can be subtracted.
fn arrivals(path: &Path, is_sensitive: bool) {
    let (table, summary) = (csv(path), csv(&path.with_file_name("summary.csv")));
    rows_of_groups(&table, &["week"], "mean_people");
    let mut crossed: BTreeMap<(String, u32), f64> = BTreeMap::new();
    for row in summary.iter().filter(|row| row["measure"] == "crossed") {
        let week = row["day"].parse::<u32>().unwrap() / 7;
        *crossed.entry((row["place"].clone(), week)).or_default() += people(row, "mean");
    }
    let known = |place: &str, week: &str| {
        let in_week =
            |(of, at): &(String, u32)| of == place && (week.is_empty() || at.to_string() == week);
        crossed.iter().filter(|(key, _)| in_week(key)).map(|(_, people)| *people).sum::<f64>()
    };
    let weeks = sums(&table, &["week"], "mean_people");
    let all: f64 = weeks.values().sum();
    assert!((all - known("total", "")).abs() < 1.0, "{all} of {}", known("total", ""));
    for (week, told) in weeks.iter().filter(|(week, _)| !week[0].is_empty()) {
        let left = known("total", &week[0]) - told;
        assert!(left.abs() < 1.0, "{left} are left of week {week:?}");
    }
    for (key, told) in sums(&table, &["crossing", "week"], "mean_people") {
        if key[0] != "others" && !key[1].is_empty() {
            let left = known(&key[0], &key[1]) - told;
            assert!(left.abs() <= 1.5 * FEW, "{left} are left of {key:?}");
        }
    }
    assert!(table.iter().any(|row| row["cause"] == "others" || row["origin"] == "others"));
    let homes = HOMES.map(str::to_lowercase);
    for row in table.iter().filter(|_| is_sensitive) {
        assert!(row["route"].is_empty() && !homes.contains(&row["origin"]), "{row:?}");
    }
    let routes = table.iter().filter(|row| row["route"].contains(" > ")).count();
    assert!(is_sensitive || routes > 0, "routes that nobody is on now are told");
}

/// Everybody at a place is in the table, and nobody can be subtracted.
fn flows(path: &Path) {
    let (table, members) = (parquet(path), parquet(&path.with_file_name("members.parquet")));
    rows_of_groups(&table, &["member", "day", "place"], "people");
    let stocks: Table = members.into_iter().filter(|row| row["measure"] == "stock").collect();
    let by = ["member", "day", "place"];
    let stocks = sums(&stocks, &by, "value");
    for (key, told) in sums(&table, &by, "people") {
        if key[2] != "others" {
            let left = stocks[&key] - told;
            assert!(left.abs() < 1e-6, "{left} are left of {key:?}");
        }
    }
    let small = table.iter().filter(|row| row["origin"] == "others").count();
    assert!(small > 0, "there are small groups");
    groups::large(table.iter().map(|row| people(row, "people")).fold(f64::MAX, f64::min), "flows");
}
