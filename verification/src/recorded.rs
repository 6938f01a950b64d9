//! Recorded events: what was recorded, and what the system says in their place.

use crate::Failure;
use haven_core::crisis::scenario::{Crisis, Measure, Scope};
use haven_core::crisis::{Advance, World};
use haven_core::problem::Severity;
use haven_core::run::Draws;
use haven_io::crisis_folder;
use haven_io::sources::Folder;
use haven_study::crisis::ensemble::{Member, Plan, play};
use haven_study::crisis::recording::{Detail, Key, recording};
use haven_study::watch::Watch;
use jiff::civil::Date;
use std::path::Path;

/// Seed of all events: member k has the same parameters in each.
const SEED: u64 = 2014;

/// What a row may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Parameters may be learned from it.
    Fit,
    /// Never.
    Check,
    /// A point on the way to a fitted row.
    Series,
}

impl Use {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Check => "check",
            Self::Series => "series",
        }
    }
}

/// One recorded number and what each member says.
pub struct Row {
    /// Number of the record.
    pub event: String,
    /// What it may be used for.
    pub used: Use,
    /// What was counted.
    pub measure: String,
    /// First day.
    pub from: u32,
    /// Last day.
    pub to: u32,
    /// Lowest number recorded.
    pub low: f64,
    /// Highest number recorded.
    pub high: f64,
    /// Nearly everybody left: a bound from below.
    pub censored: bool,
    /// "More than so many".
    pub at_least: bool,
    /// People exposed.
    pub exposed: Option<f64>,
    /// ln of the daily hazard that the record amounts to.
    pub log_hazard: Option<f64>,
    /// By member.
    pub simulated: Vec<f64>,
}

/// A small scenario and the rows about it.
pub struct Event {
    /// Its folder's name.
    pub name: String,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Row {
    /// Days that it covers.
    pub fn days(&self) -> f64 {
        f64::from(self.to - self.from + 1)
    }
}

/// Reads `expected.csv` in a folder and plays every scenario that it names.
pub fn recorded(folder: &Path, members: u32) -> Result<Vec<Event>, Failure> {
    let mut reader = csv::Reader::from_path(folder.join("expected.csv"))?;
    let mut events: Vec<(Event, World, Vec<Member>)> = Vec::new();
    for record in reader.deserialize::<Expected>() {
        let expected = record?;
        if !events.iter().any(|(event, ..)| event.name == expected.folder) {
            let (world, played) = played(&folder.join(&expected.folder), members)?;
            let event = Event { name: expected.folder.clone(), rows: Vec::new() };
            events.push((event, world, played));
        }
        let (event, world, played) = events
            .iter_mut()
            .find(|(event, ..)| event.name == expected.folder)
            .expect("it was played above");
        event.rows.push(row(&expected, world, played)?);
    }
    Ok(events.into_iter().map(|(event, ..)| event).collect())
}

/// A line of `expected.csv`.
#[derive(serde::Deserialize)]
struct Expected {
    event: String,
    folder: String,
    #[serde(rename = "use")]
    used: String,
    measure: String,
    places: String,
    from: String,
    to: String,
    low: f64,
    high: f64,
    censored: String,
    exposed: Option<f64>,
}

fn played(folder: &Path, members: u32) -> Result<(World, Vec<Member>), Failure> {
    let opened = Folder::open(folder)?;
    let (crisis, problems) = crisis_folder::read(&opened, None);
    let errors: Vec<String> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(ToString::to_string)
        .collect();
    let crisis: Crisis = crisis
        .filter(|_| errors.is_empty())
        .ok_or_else(|| format!("{}: {}", folder.display(), errors.join("\n")))?;
    let world = World::new(&crisis);
    let plan = Plan {
        seed: SEED,
        members: 0..members,
        draws: Draws::Sampled,
        advance: Advance::Achieved,
        explain: 0..0,
        recording: recording(&world, Detail::Everything),
    };
    let played = play(&world, &plan, 0..members, &Watch::default());
    Ok((world, played))
}

fn row(expected: &Expected, world: &World, played: &[Member]) -> Result<Row, Failure> {
    let crisis = world.crisis();
    let day = |text: &str| -> Result<u32, Failure> {
        let date: Date = text.parse()?;
        Ok(u32::try_from((date - crisis.start).get_days())?)
    };
    let (from, to) = (day(&expected.from)?, day(&expected.to)?);
    let simulated = simulated(expected, world, played, (from, to))?;
    let days = f64::from(to - from + 1);
    let middle = (expected.low * expected.high).sqrt();
    let departed = expected.measure == "departed";
    let share = expected.exposed.map(|exposed| (middle / exposed).min(0.97));
    Ok(Row {
        event: expected.event.clone(),
        used: match expected.used.as_str() {
            "fit" => Use::Fit,
            "check" => Use::Check,
            "series" => Use::Series,
            other => return Err(format!("`use` is `{other}`").into()),
        },
        measure: expected.measure.clone(),
        from,
        to,
        low: expected.low,
        high: expected.high,
        censored: expected.censored == "yes",
        at_least: expected.censored == "at least",
        exposed: expected.exposed.filter(|_| departed),
        log_hazard: share.map(|share| (-(-share).ln_1p() / days).ln()),
        simulated,
    })
}

fn simulated(
    expected: &Expected,
    world: &World,
    played: &[Member],
    (from, to): (u32, u32),
) -> Result<Vec<f64>, Failure> {
    let crisis = world.crisis();
    let recording = recording(world, Detail::Everything);
    let (measures, is_flow): (&[Measure], bool) = match expected.measure.as_str() {
        "departed" => (&[Measure::Departed], true),
        "crossed" => (&[Measure::Crossed], true),
        "stock_gained" => (&[Measure::Internal, Measure::InCamp, Measure::InHaven], false),
        other => return Err(format!("`measure` is `{other}`").into()),
    };
    let mut series = Vec::new();
    for id in expected.places.split(';') {
        let place = crisis.place(id).ok_or_else(|| format!("there is no place `{id}`"))?;
        for measure in measures {
            let key = Key { measure: *measure, scope: Scope::Place(place) };
            series.extend(recording.series.iter().position(|kept| *kept == key));
        }
    }
    let sum = |member: &Member, day: u32| -> f64 {
        series.iter().map(|series| member.record.at(*series, day)).sum()
    };
    let value = |member: &Member| {
        if is_flow {
            (from..=to).map(|day| sum(member, day)).sum()
        } else {
            sum(member, to) - from.checked_sub(1).map_or(0.0, |before| sum(member, before))
        }
    };
    Ok(played.iter().map(value).collect())
}
