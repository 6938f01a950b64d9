//! The sink of every verb: claims the folder when the work begins, and writes members as they come.

use crate::clock::Clock;
use crate::failure::{Failure, boxed};
use crate::folder::{ResultFolder, StoreError, free_name};
use haven::{FlowRow, MemberRow, Sink, SinkError};
use haven_io::writers::flows::FlowsWriter;
use haven_io::writers::members::MembersWriter;
use std::path::Path;

/// A result on its way to its folder.
pub struct Kept<'a> {
    out: Option<&'a Path>,
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
    /// For a result that is to be stored in this folder, or in a new one.
    pub fn new(out: Option<&'a Path>) -> Self {
        Self { out, clock: Clock::start(), folder: None, members: None, flows: None }
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
        let target = match self.out {
            Some(out) => out.to_owned(),
            None => free_name(Path::new(crate::RUNS), name),
        };
        self.folder = Some(ResultFolder::create(&target).map_err(boxed)?);
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
