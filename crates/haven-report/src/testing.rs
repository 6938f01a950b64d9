//! Invented scenarios for tests.

use crate::kept::Kept;
use haven::crisis::{CompareRequest, Comparison, Quantity, compare};
use haven::{
    BuiltIn, ChangedScenario, EnsembleRequest, Failure, Found, RunRequest, RunResult,
    ScenarioRequest, Sources, Watch, Work, Workers,
};
use haven_io::sources::Folder;
use haven_study::spread::Spread;
use std::io;
use std::path::Path;

/// The scenarios in the folder of mistakes that have none, by the last part of their folder's name.
pub struct Invented;

impl Sources for Invented {
    fn scenario(&self, name: &str) -> Result<Found, Failure> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bad").join(name);
        let folder = Folder::open(&path).expect("it is in the folder of mistakes");
        Ok(Found { folder, name: self.name(name) })
    }

    fn file(&self, _: &str) -> io::Result<Vec<u8>> {
        Err(io::ErrorKind::NotFound.into())
    }
}

/// The invented crisis.
pub fn valley() -> ChangedScenario {
    let source = "crisis/good".to_owned();
    let scenario = ScenarioRequest { source, ..ScenarioRequest::default() };
    ChangedScenario { scenario, ..ChangedScenario::default() }
}

/// Where a result is kept, and how long it took.
pub fn kept() -> Kept<'static> {
    Kept { folder: Path::new("some/where"), seconds: 2.0 }
}

/// Combinations of what-ifs in the invented crisis, six members each.
pub fn compared(what_ifs: &[&str]) -> Comparison {
    let request = CompareRequest {
        scenario: valley(),
        what_ifs: what_ifs.iter().map(|it| (*it).to_owned()).collect(),
        ensemble: EnsembleRequest { members: Some(0..6), seed: 7, ..EnsembleRequest::default() },
        ..CompareRequest::default()
    };
    let (workers, watch) = (Workers::new(Some(1)).expect("a thread"), Watch::default());
    let work = Work { workers: &workers, watch: &watch, sources: &Invented };
    compare(&request, &work, &mut ()).expect("the invented crisis can be compared")
}

/// Three members of a scenario: the invented crisis, or a built-in one.
pub fn run(source: &str) -> RunResult {
    let is_invented = source == "crisis/good";
    let scenario = ScenarioRequest { source: source.to_owned(), ..ScenarioRequest::default() };
    let request = RunRequest {
        scenario: ChangedScenario { scenario, ..ChangedScenario::default() },
        ensemble: EnsembleRequest { members: Some(0..3), seed: 7, ..EnsembleRequest::default() },
        ..RunRequest::default()
    };
    let (workers, watch) = (Workers::new(Some(1)).expect("a thread"), Watch::default());
    let sources: &dyn Sources = if is_invented { &Invented } else { &BuiltIn };
    let work = Work { workers: &workers, watch: &watch, sources };
    haven::run(&request, &work, &mut ()).expect("it can be run")
}

/// The spread of these numbers.
pub fn spread(values: &[f64]) -> Spread {
    Spread::of(&mut values.to_vec()).expect("there are some")
}

/// A number of every member, with a planning figure.
pub fn quantity(id: &str, values: &[f64], planning_figure: f64) -> Quantity {
    let title = format!("Title of {id}");
    let (values, spread) = (values.to_vec(), spread(values));
    Quantity { id: id.to_owned(), title, values, spread, planning_figure }
}

/// A text with single blanks between its words, however it was broken into lines.
pub fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
