//! What the engine's cost consists of: draws that split a cohort, and the time of one.

use crate::{Failure, Section, instance};
use haven_core::draw::Draws;
use haven_core::flee::{Request, Track, World};
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

/// Members timed for each folder.
const MEMBERS: u32 = 5;

/// Counts and times the splits of some members of each Flee folder as it is, on one core.
///
/// # Errors
/// If a folder cannot be read or a run cannot go on.
pub fn section(folders: &[PathBuf]) -> Result<Section, Failure> {
    let mut markdown = String::from(
        "| folder | splits a member | seconds a member | ns a split |\n| --- | --: | --: | --: |\n",
    );
    for folder in folders {
        let world = World::new(&instance::read(folder, None)?);
        let started = Instant::now();
        let mut splits = 0;
        for member in 0..MEMBERS {
            splits += splits_of(&world, member)?;
        }
        let seconds = started.elapsed().as_secs_f64() / f64::from(MEMBERS);
        let each = splits as f64 / f64::from(MEMBERS);
        let nanoseconds = 1e9 * seconds / each;
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        writeln!(markdown, "| {name} | {each:.0} | {seconds:.4} | {nanoseconds:.0} |")?;
    }
    Ok(Section { markdown, holds: true })
}

fn splits_of(world: &World, member: u32) -> Result<u64, Failure> {
    let request = Request { seed: 1, member, draws: Draws::Sampled, track: Track::default() };
    let mut splits = 0;
    world.run(&request, &mut |today| {
        splits = today.splits;
        ControlFlow::Continue(())
    })?;
    Ok(splits)
}
