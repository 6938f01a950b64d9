//! The verbs for a crisis: `run`, `compare` and `explain`.

mod answer;
pub(crate) mod combination;
pub(crate) mod compare;
mod comparison;
mod counted;
mod explain;
mod fan;
mod headline;
pub(crate) mod manifest;
mod needs;
mod planning;
mod play;
mod published;
mod reach;
mod run;
#[cfg(test)]
pub(crate) mod tests;
mod whereabouts;

pub use crate::country::country_name;
pub use crate::disclosure::sensitive;
pub use crate::request::{COMPARED, CompareRequest};
pub use answer::{Answer, Held, Taken};
pub use combination::{Asked, asked};
pub use compare::{ATTEMPTED, compare};
pub use comparison::{Comparison, Contrast, Progress};
pub use explain::{ExplainRequest, Explanation, explain};
pub use fan::Fan;
pub use haven_core::crisis::Advance;
pub use headline::{Headline, Quantity};
pub use needs::{Need, needs};
pub use planning::{HostPlan, Planning};
pub use published::{scope_coordinates, scope_title};
pub use reach::{ChangesHands, Reach, Shift};
pub use run::CrisisRun;
pub(crate) use run::run;
pub use whereabouts::{Group, Whereabouts};
