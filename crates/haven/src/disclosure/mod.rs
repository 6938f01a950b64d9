//! What may be shown of results (model.md §12), applied to them before any writer or face sees them: in the words of
//! statistical disclosure control, primary and complementary suppression, and rounding to a base of 25.
//!
//! - A **group** is people told apart by who they are or how they went: by origin, group, cause, route, gate or
//!   week. A group of fewer than [`MIN_CELL`] people stands in no output. Nor can it be found by subtraction:
//!   what is left of a total when everything that is shown of it is taken away is nobody, or as many at least.
//! - Sizes of groups come in whole [`MIN_CELL`]s, and differences between what-ifs are taken of these numbers.
//!   Such numbers are closed: whatever sums and differences are made of any outputs are zero or large. Tens
//!   would leave differences of ten and twenty, and make a group of 26 one of 30 here and of 20 there. Tables
//!   that have to add up are rounded along their rows (`levels`), so that the sum stays what it is.
//! - While people may be on the ways of a scenario ([`sensitive`]), origins are told by area, and routes and
//!   the use of roads not at all.
//! - Nothing is told of how strong an armed actor is, or becomes (`strength`).
//!
//! The number of people at a place on a day, of whatever origin, is a **total**: it is nobody's group, and stays
//! whole in tables, so that everybody adds up.

mod cells;
mod changes;
mod few;
mod group;
mod labels;
mod largest;
mod levels;
mod names;
mod roads;
mod row;
mod sensitive;
mod strength;
mod table;

pub(crate) use cells::cells;
pub use cells::{Cell, Cells};
pub use few::MIN_CELL;
pub use group::{Group, OTHERS, groups};
pub(crate) use labels::CountedArrivals;
pub use labels::{Arrivals, By, ByLabel};
pub(crate) use levels::{Labelled, suppress};
pub(crate) use roads::used_roads;
pub use row::{OnRoute, Row};
pub use sensitive::sensitive;
pub(crate) use strength::tells_strength;
pub use table::ArrivalsCell;
pub(crate) use table::arrivals_table;
