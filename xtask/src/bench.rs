//! `cargo xtask bench`: what runs cost on this machine; `flee`: Flee and Haven on the same made-up
//! folders; `crisis`: a built-in crisis.

mod cost;
mod crisis;
mod hot;

use crate::generate::Country;
use crate::shell::Failure;
use cost::{Cost, FLEE, Systems};
pub use crisis::crisis;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Divisors of people at which Flee is measured; its cost is extrapolated along their line.
const FLEE_DIVISORS: (u64, u64) = (1000, 100);
/// Extra members over which the cost of one is measured.
const EXTRA_MEMBERS: u32 = 40;
/// Members of the large ensemble.
const ENSEMBLE: u32 = 1000;
/// Haven's cost per member may be at most Flee's over this.
const LEAST_RATIO: f64 = 20_000.0;
/// Largest growth of Haven's cost from 3,800 to 3.8 million people.
const MOST_GROWTH: f64 = 3.0;
/// Bounds of the large ensemble: seconds and megabytes.
const ENSEMBLE_BOUNDS: (f64, f64) = (180.0, 200.0);
/// Bounds of the huge country: seconds and megabytes.
const HUGE_BOUNDS: (f64, f64) = (60.0, 2000.0);

/// Measures everything; gives back Markdown and whether every bound holds.
pub fn flee() -> Result<(String, bool), Failure> {
    let systems = Systems::prepare()?;
    let mut report = Report { text: heading(), holds: true, on: "" };
    for (variant, room) in [("never full", 100.0), ("full camps", 0.6)] {
        report.on = variant;
        like_syria(&systems, &Country::like_syria(room), &mut report)?;
    }
    report.on = "10,000 places, 40,000 links, 50 million people";
    let folder = written(&systems, &Country::huge(), "huge", 1)?;
    report.cost("a year", systems.haven(&folder, 1, 1), HUGE_BOUNDS)?;
    Ok((report.text, report.holds))
}

/// Rows of the table so far.
struct Report {
    text: String,
    holds: bool,
    /// What is being measured, for the first column.
    on: &'static str,
}

impl Report {
    /// A figure without a bound.
    fn figure(&mut self, what: &str, value: &str) -> Result<(), Failure> {
        eprintln!("{}: {what}: {value}", self.on);
        Ok(writeln!(self.text, "| {} | {what} | {value} | | |", self.on)?)
    }

    /// A figure that must be at most, or at least, another.
    fn bound(&mut self, what: &str, value: f64, test: Bound) -> Result<(), Failure> {
        let (holds, bound) = match test {
            Bound::AtMost(most) => (value <= most, format!("at most {}", number(most))),
            Bound::AtLeast(least) => (value >= least, format!("at least {}", number(least))),
        };
        self.holds &= holds;
        let (on, value) = (self.on, number(value));
        let verdict = if holds { "holds" } else { "fails" };
        eprintln!("{on}: {what}: {value} ({bound}: {verdict})");
        Ok(writeln!(self.text, "| {on} | {what} | {value} | {bound} | {verdict} |")?)
    }

    /// Seconds on the clock and peak memory against their bounds; a run that was given up fails.
    fn cost(
        &mut self,
        what: &str,
        cost: Result<Cost, Failure>,
        most: (f64, f64),
    ) -> Result<(), Failure> {
        let seconds = cost.as_ref().map_or(f64::INFINITY, |cost| cost.wall_seconds);
        self.bound(&format!("{what}, seconds"), seconds, Bound::AtMost(most.0))?;
        match cost {
            Ok(cost) => {
                let what = format!("{what}, peak MB");
                self.bound(&what, cost.peak_megabytes, Bound::AtMost(most.1))
            }
            Err(failure) => {
                eprintln!("{failure}");
                Ok(())
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

/// Three significant digits, or whole.
fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.5}"),
    }
}

fn heading() -> String {
    format!(
        "{FLEE} from the Python package index and this checkout, both played on this machine from the same \
         made-up folders (18 places, 32 links, 1,095 days, 3.8 million people at the end; how: \
         docs/verification.md). CPU seconds of whole processes, user and system.\n\n\
         | on | what | figure | bound | |\n| --- | --- | --: | --: | --- |\n"
    )
}

/// Everything that is measured on one variant of the country like Syria.
fn like_syria(systems: &Systems, country: &Country, report: &mut Report) -> Result<(), Failure> {
    let (few, many) = FLEE_DIVISORS;
    let small = written(systems, country, report.on, few)?;
    let middle = written(systems, country, report.on, many)?;
    let full = written(systems, country, report.on, 1)?;

    let member = per_member(systems, &full)?;
    let small_member = per_member(systems, &small)?;
    report.figure("Haven, one more member, CPU s", &number(member))?;
    let growth = "growth of Haven's cost from 3,800 to 3.8 million people";
    report.bound(growth, member / small_member, Bound::AtMost(MOST_GROWTH))?;
    let threads = std::thread::available_parallelism()?.get() as u32;
    let ensemble = format!("{ENSEMBLE} members on {threads} threads");
    report.cost(&ensemble, systems.haven(&full, ENSEMBLE, threads), ENSEMBLE_BOUNDS)?;
    let (splits, nanoseconds) = cost::splits(&full)?;
    report.figure("draws that split a cohort, in one member", &splits)?;
    report.figure("nanoseconds for each", &nanoseconds)?;
    for function in hot::functions(systems, &full, EXTRA_MEMBERS)? {
        report.figure("hot function, share of CPU", &function)?;
    }

    let flee_few = systems.flee(&small)?.cpu_seconds;
    report.figure(&format!("Flee, 1/{few} of the people, CPU s"), &number(flee_few))?;
    let flee_many = systems.flee(&middle)?.cpu_seconds;
    report.figure(&format!("Flee, 1/{many} of the people, CPU s"), &number(flee_many))?;
    let flee_full = extrapolated(flee_few, flee_many);
    report.figure("Flee, all people, CPU s (extrapolated)", &number(flee_full))?;
    report.bound("Flee ÷ Haven", flee_full / member, Bound::AtLeast(LEAST_RATIO))
}

/// Flee's cost at full scale, along the line through the two measurements.
fn extrapolated(few: f64, many: f64) -> f64 {
    let people = |divisor: u64| 1.0 / divisor as f64;
    let (x, y) = (people(FLEE_DIVISORS.0), people(FLEE_DIVISORS.1));
    few + (many - few) / (y - x) * (1.0 - x)
}

/// CPU seconds of one more member on one thread.
fn per_member(systems: &Systems, folder: &Path) -> Result<f64, Failure> {
    let one = systems.haven(folder, 1, 1)?.cpu_seconds;
    let more = systems.haven(folder, 1 + EXTRA_MEMBERS, 1)?.cpu_seconds;
    Ok((more - one) / f64::from(EXTRA_MEMBERS))
}

fn written(
    systems: &Systems,
    country: &Country,
    variant: &str,
    divisor: u64,
) -> Result<PathBuf, Failure> {
    let folder = systems.scratch.join(format!("{}-{divisor}", variant.replace(' ', "-")));
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    country.write(&folder, divisor)?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::{extrapolated, number};

    #[test]
    fn flee_is_extrapolated_along_a_line() {
        let cost = |people: f64| 2.0 + 500.0 * people;
        let full = extrapolated(cost(0.001), cost(0.01));
        assert!((full - cost(1.0)).abs() < 1e-9);
    }

    #[test]
    fn figures_have_three_digits_or_are_whole() {
        assert_eq!(
            ["7205", "12.35", "0.07206"],
            [7205.4, 12.345, 0.072_06].map(number).each_ref().map(String::as_str)
        );
    }
}
