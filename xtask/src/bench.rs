//! `cargo xtask bench flee`: Flee and Haven on the same made-up folders on this machine.

mod cost;
mod hot;

use crate::generate::Country;
use crate::shell::Failure;
use cost::{Cost, FLEE, Systems};
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
    let mut report = Report { text: heading(), holds: true };
    like_syria(&systems, "capacities never bind", 100.0, &mut report)?;
    like_syria(&systems, "capacities bind", 0.6, &mut report)?;
    huge(&systems, &mut report)?;
    Ok((report.text, report.holds))
}

/// Rows of the table so far.
struct Report {
    text: String,
    holds: bool,
}

impl Report {
    /// A figure without a bound.
    fn figure(&mut self, what: &str, value: &str) -> Result<(), Failure> {
        eprintln!("{what}: {value}");
        Ok(writeln!(self.text, "| {what} | {value} | | |")?)
    }

    /// A figure that must be at most, or at least, another.
    fn bound(&mut self, what: &str, value: f64, test: Bound) -> Result<(), Failure> {
        let (holds, bound) = match test {
            Bound::AtMost(most) => (value <= most, format!("at most {}", number(most))),
            Bound::AtLeast(least) => (value >= least, format!("at least {}", number(least))),
        };
        self.holds &= holds;
        let (value, verdict) = (number(value), if holds { "holds" } else { "fails" });
        eprintln!("{what}: {value} ({bound}: {verdict})");
        Ok(writeln!(self.text, "| {what} | {value} | {bound} | {verdict} |")?)
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
         | what | figure | bound | |\n| --- | --: | --: | --- |\n"
    )
}

/// Everything that is measured on one variant of the country like Syria.
fn like_syria(
    systems: &Systems,
    variant: &str,
    room: f64,
    report: &mut Report,
) -> Result<(), Failure> {
    let country = Country::like_syria(room);
    let (few, many) = FLEE_DIVISORS;
    let small = written(systems, &country, variant, few)?;
    let middle = written(systems, &country, variant, many)?;
    let full = written(systems, &country, variant, 1)?;

    let flee_few = systems.flee(&small)?.cpu_seconds;
    let flee_many = systems.flee(&middle)?.cpu_seconds;
    let flee_full = extrapolated(flee_few, flee_many);
    report.figure(&format!("{variant}: Flee, 1/{few} of the people, CPU s"), &number(flee_few))?;
    report
        .figure(&format!("{variant}: Flee, 1/{many} of the people, CPU s"), &number(flee_many))?;
    report.figure(
        &format!("{variant}: Flee, all people, CPU s (extrapolated)"),
        &number(flee_full),
    )?;

    let per_member = per_member(systems, &full)?;
    let per_small_member = self::per_member(systems, &small)?;
    let growth = per_member / per_small_member;
    report.figure(&format!("{variant}: Haven, one more member, CPU s"), &number(per_member))?;
    let what = format!("{variant}: Flee ÷ Haven");
    report.bound(&what, flee_full / per_member, Bound::AtLeast(LEAST_RATIO))?;
    let what = format!("{variant}: growth of Haven's cost from 3,800 to 3.8 million people");
    report.bound(&what, growth, Bound::AtMost(MOST_GROWTH))?;
    ensemble(systems, variant, &full, report)?;
    for function in hot::functions(systems, &full, EXTRA_MEMBERS)? {
        report.figure(&format!("{variant}: hot"), &function)?;
    }
    Ok(())
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

fn ensemble(
    systems: &Systems,
    variant: &str,
    folder: &Path,
    report: &mut Report,
) -> Result<(), Failure> {
    let threads = std::thread::available_parallelism()?.get() as u32;
    let cost = systems.haven(folder, ENSEMBLE, threads)?;
    let what = format!("{variant}: {ENSEMBLE} members on {threads} threads");
    bounded(&what, cost, ENSEMBLE_BOUNDS, report)
}

fn huge(systems: &Systems, report: &mut Report) -> Result<(), Failure> {
    let folder = written(systems, &Country::huge(), "huge", 1)?;
    let cost = systems.haven(&folder, 1, 1)?;
    bounded("10,000 places, 40,000 links, 50 million people, a year", cost, HUGE_BOUNDS, report)
}

fn bounded(what: &str, cost: Cost, bounds: (f64, f64), report: &mut Report) -> Result<(), Failure> {
    report.bound(&format!("{what}, wall s"), cost.wall_seconds, Bound::AtMost(bounds.0))?;
    report.bound(&format!("{what}, peak MB"), cost.peak_megabytes, Bound::AtMost(bounds.1))
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
