//! `docs/parameters.md` is written from the declared parameters. `BLESS=1` writes it anew.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use haven_core::crisis::parameter::{Declaration, declarations};
use haven_core::flee::scenario::{PARAMETERS, Parameter, Rules};
use std::fs;
use std::path::Path;

const HEAD: &str = "\
# Parameters

Every number of the rules, declared once: first those of Flee's rules of movement (`movement` is `flee`),
then those of [a crisis](#parameters-of-a-crisis) (`movement` is `haven`).

## Parameters of Flee's rules

`[parameters]` of a `scenario.toml` and `--set NAME=VALUE` on
the command line take these names; the command line takes Flee's names as well. A value outside the range
is refused.

In Haven's own folders three defaults differ from Flee's: `honour_intensity_changes` is true, because a
row of `events.csv` that changes an intensity is meant; `count_day0_once` is true, because a person needs
one place; and `sum_from_camps` is false, because the total is a series of its own (see
[the format](scenario-format.md#observationscsv)).

This page is written from the program: `BLESS=1 cargo test -p haven-io --test parameters_document`.

| name | default | takes | unit | meaning | Flee's name |
| --- | --- | --- | --- | --- | --- |
";

const CRISIS_HEAD: &str = "
## Parameters of a crisis

Each member of an ensemble draws every parameter from its prior, with a random number that depends on
the parameter's name only: what-ifs are compared under the same values. `[parameters]` of a
`scenario.toml`, `parameters` of a what-if and `--set NAME=VALUE` take these names, with a number or
[an uncertain number](scenario-format.md#uncertain-numbers) all of whose values lie in the range.
The symbol is the parameter's name in the model's equations; it was its name in 0.1.0, and files, `--set` and
`--free` take it as well as the name.
A source that begins with *assumed* is none: the number is a guess that is said to be one.

| name | symbol | unit | range | prior | meaning | source of the prior |
| --- | --- | --- | --- | --- | --- | --- |
";

#[test]
fn the_page_of_parameters_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/parameters.md");
    let rows: String = PARAMETERS.iter().map(row).collect();
    let crisis_rows: String = declarations().iter().map(crisis_row).collect();
    let page = [HEAD, &rows, CRISIS_HEAD, &crisis_rows].concat();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/parameters.md is out of date: run this test with BLESS=1");
}

fn row(parameter: &Parameter) -> String {
    format!(
        "| `{}` | {} | {} | {} | {} | {} |\n",
        parameter.key,
        parameter.get(&Rules::default()),
        parameter.kind,
        parameter.unit,
        parameter.about.replace('|', "\\|"),
        parameter.flee_key.map(|key| format!("`{key}`")).unwrap_or_default(),
    )
}

fn crisis_row(declared: &Declaration) -> String {
    let [low, high] = declared.range;
    format!(
        "| `{}` | `{}` | {} | {low} to {high} | {} | {} | {} |\n",
        declared.key,
        declared.symbol,
        declared.unit,
        declared.prior,
        declared.about,
        declared.source,
    )
}
