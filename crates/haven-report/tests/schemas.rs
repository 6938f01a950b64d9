//! The schemas in `docs/schemas` are those of the types. `UPDATE_EXPECT=1` writes them anew.

use expect_test::expect_file;
use haven::CheckResult;
use haven::backtest::Backtest;
use haven::calibrate::{CalibrationManifest, CalibrationResult};
use haven::sensitivity::{Sensitivity, StudyManifest};
use haven_io::writers::manifest::Manifest;
use haven_report::{
    ComparisonDocument, CrisisRunDocument, ExplanationDocument, FailureDocument, FleeRunDocument,
    ScenarioList,
};
use schemars::{Schema, schema_for};

/// Every document: its file's name and its schema.
fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("backtest", schema_for!(Backtest)),
        ("calibrate", schema_for!(CalibrationResult)),
        ("calibration", schema_for!(CalibrationManifest)),
        ("check", schema_for!(CheckResult)),
        ("compare", schema_for!(ComparisonDocument)),
        ("explain", schema_for!(ExplanationDocument)),
        ("failure", schema_for!(FailureDocument)),
        ("run", schema_for!(Manifest)),
        ("run-crisis", schema_for!(CrisisRunDocument)),
        ("run-flee", schema_for!(FleeRunDocument)),
        ("scenarios", schema_for!(ScenarioList)),
        ("sensitivity", schema_for!(Sensitivity)),
        ("sensitivity-run", schema_for!(StudyManifest)),
    ]
}

#[test]
fn the_schemas_in_the_documents_are_those_of_the_types() {
    for (name, schema) in schemas() {
        let text = serde_json::to_string_pretty(&schema).expect("a schema has text for keys");
        let file = format!("../../../docs/schemas/{name}.json");
        expect_file![file].assert_eq(&(text + "\n"));
    }
}

#[test]
fn every_schema_is_named_in_the_list_of_documents() {
    let list = include_str!("../../../docs/schemas/README.md");
    for (name, _) in schemas() {
        assert!(
            list.contains(&format!("({name}.json)")),
            "{name} is not in docs/schemas/README.md"
        );
    }
}
