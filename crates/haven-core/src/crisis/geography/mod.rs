//! Where places lie, and how they are joined.

mod road;
mod road_distance;

pub use road::Road;
pub use road_distance::RoadDistances;
