//! Where a verb says that its work begins, and gives away what would not fit in memory: members, as
//! they come.

use haven_io::writers::rows::{FlowRow, MemberRow};
use std::error::Error;

/// Why a sink could not take something.
pub type SinkError = Box<dyn Error + Send + Sync>;

/// Takes what a verb gives away while it works. What is not asked for is dropped.
pub trait Sink: Send {
    /// Everything that was asked for is there and can be simulated: the work begins. Nothing has been
    /// given away before. The result could be stored under this name.
    ///
    /// # Errors
    /// If there is no place for it: then nothing is simulated.
    fn begin(&mut self, _name: &str) -> Result<(), SinkError> {
        Ok(())
    }

    /// Takes the kept numbers of one member. Members come in the order of their numbers.
    ///
    /// # Errors
    /// If they cannot be kept: then the verb stops.
    fn member(&mut self, _member: u32, _rows: &[MemberRow<'_>]) -> Result<(), SinkError> {
        Ok(())
    }

    /// Takes one member's people by label, if labels are tracked.
    ///
    /// # Errors
    /// If they cannot be kept: then the verb stops.
    fn flows(&mut self, _member: u32, _rows: &[FlowRow<'_>]) -> Result<(), SinkError> {
        Ok(())
    }
}

/// Keeps nothing: for callers who want the result alone.
impl Sink for () {}
