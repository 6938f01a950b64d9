//! The sink of every verb: claims the folder when the work begins, and writes members as they come.

use crate::clock::Clock;
use crate::error::StoreError;
use crate::failure::{Failure, boxed};
use crate::folder::ResultFolder;
use crate::place::Place;
use haven::{FlowRow, MemberRow, Sink, SinkError};
use haven_io::writers::flows::FlowsWriter;
use haven_io::writers::members::MembersWriter;

/// A result on its way to its folder.
pub struct Kept<'a> {
    place: &'a Place,
    scenario: &'a str,
    clock: Clock,
    folder: Option<ResultFolder>,
    members: Option<MembersWriter>,
    flows: Option<FlowsWriter>,
}

/// What is there when the verb has done its work.
pub struct Done {
    /// The folder, not yet in its place.
    pub folder: ResultFolder,
    /// Its clock.
    pub clock: Clock,
    /// Seconds that the verb worked.
    pub seconds: f64,
}

impl<'a> Kept<'a> {
    /// For a result that is to be kept in this place, made from the scenario of this name.
    pub fn new(place: &'a Place, scenario: &'a str) -> Self {
        let clock = Clock::start();
        Self { place, scenario, clock, folder: None, members: None, flows: None }
    }

    /// The verb has done its work: the files of members are closed.
    pub fn done(self) -> Result<Done, Failure> {
        let seconds = self.clock.running_seconds();
        if let Some(members) = self.members {
            members.finish().map_err(StoreError::table)?;
        }
        if let Some(flows) = self.flows {
            flows.finish().map_err(StoreError::table)?;
        }
        let folder = self.folder.expect("a verb begins before it is done");
        Ok(Done { folder, clock: self.clock, seconds })
    }

    fn write_member(&mut self, member: u32, rows: &[MemberRow<'_>]) -> Result<(), StoreError> {
        let folder = self.folder.as_ref().expect("a verb begins before it gives members away");
        if self.members.is_none() {
            let file = folder.file("members.parquet")?;
            self.members = Some(MembersWriter::new(file).map_err(StoreError::table)?);
        }
        let writer = self.members.as_mut().expect("it was just made");
        writer.member(member, rows).map_err(StoreError::table)
    }

    fn write_flows(&mut self, member: u32, rows: &[FlowRow<'_>]) -> Result<(), StoreError> {
        let folder = self.folder.as_ref().expect("a verb begins before it gives members away");
        if self.flows.is_none() {
            let file = folder.file("flows.parquet")?;
            self.flows = Some(FlowsWriter::new(file).map_err(StoreError::table)?);
        }
        let writer = self.flows.as_mut().expect("it was just made");
        writer.member(member, rows).map_err(StoreError::table)
    }
}

impl Sink for Kept<'_> {
    fn begin(&mut self, name: &str) -> Result<(), SinkError> {
        let folder = ResultFolder::claim(self.place, name, self.scenario).map_err(boxed)?;
        self.folder = Some(folder);
        self.clock.begin();
        Ok(())
    }

    fn member(&mut self, member: u32, rows: &[MemberRow<'_>]) -> Result<(), SinkError> {
        self.write_member(member, rows).map_err(boxed)
    }

    fn flows(&mut self, member: u32, rows: &[FlowRow<'_>]) -> Result<(), SinkError> {
        self.write_flows(member, rows).map_err(boxed)
    }
}
