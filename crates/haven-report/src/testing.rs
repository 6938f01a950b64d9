//! Invented scenarios for tests.

use haven::{ChangedScenario, Failure, Found, ScenarioRequest, Sources};
use haven_io::sources::Folder;
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
