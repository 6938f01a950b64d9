//! The verbs for a crisis: `run`, `compare` and `explain`.

mod answer;
pub(crate) mod combination;
pub(crate) mod compare;
mod country;
mod explain;
mod fan;
mod headline;
pub(crate) mod manifest;
mod needs;
mod planning;
mod play;
mod published;
pub(crate) mod request;
mod run;

pub use crate::source::is_crisis;
pub use answer::{Answer, Held, Taken};
pub use combination::{Asked, asked};
pub use compare::{ATTEMPTED, CompareRequest, Comparison, Contrast, compare};
pub use country::country_name;
pub use explain::{ExplainRequest, Explanation, Reach, explain};
pub use fan::Fan;
pub use haven_core::crisis::Advance;
pub use headline::{Headline, Quantity};
pub use manifest::sensitive;
pub use needs::{Need, needs};
pub use planning::{HostPlan, Planning};
pub use request::{CrisisRequest, Knowledge, no_what_ifs};
pub use run::{CrisisRun, RunCrisisRequest, run_crisis};
