//! Writes a run's files: the members as they come, the rest at the end.

use crate::counted::Counted;
use crate::ensembled::Ensembled;
use haven_core::flee::World;
use haven_core::id::PlaceId;
use haven_core::run::{Draws, LabelledStock};
use haven_core::scenario::Scenario;
use haven_core::scope::Scope;
use haven_core::series::{Measure, Record, Recording, SeriesKey};
use haven_io::writers::flee_out::{self, FleeDay};
use haven_io::writers::flows::{FlowRow, FlowsWriter};
use haven_io::writers::members::{MemberRow, MembersWriter};
use haven_io::writers::store::{ResultFolder, StoreError};
use haven_io::writers::summary::{SummaryRow, SummaryWriter};
use haven_study::ensemble::{Member, Plan, is_reporting_day};
use haven_study::spread::Spread;
use std::io::Write;

/// What is kept of each member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// Destinations on weekly days and the last.
    #[default]
    Default,
    /// All places on all days.
    All,
    /// Nothing: the summary alone.
    None,
}

impl Keep {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::All => "all",
            Self::None => "none",
        }
    }

    /// What has to be recorded of a world for this.
    pub fn recording(self, world: &World) -> Recording {
        let days = world.scenario().days;
        let all = (0..world.scenario().places.len() as u32).map(PlaceId);
        let (places, measures): (Vec<_>, &[Measure]) = match self {
            Self::All => (all.collect(), &[Measure::Stock, Measure::Arrived, Measure::Departed]),
            _ => (world.destinations().to_vec(), &[Measure::Stock, Measure::Arrived]),
        };
        let mut recording = Recording::new(&places, measures, days);
        for country in 0..world.countries().len() as u16 {
            let parts = [Measure::Stock, Measure::InCamp, Measure::OutsideCamps];
            recording.keep(&parts, Scope::Country(country));
        }
        if self != Self::All {
            let is_elsewhere = |place: &PlaceId| !world.destinations().contains(place);
            for place in (0..world.scenario().places.len() as u32).map(PlaceId).filter(is_elsewhere)
            {
                recording.keep(&[Measure::Stock], Scope::Place(place));
            }
        }
        recording
    }
}

/// What outputs call all places together.
const TOTAL: &str = "total";

/// The name of a series' place in outputs: `total`, a country, or a place's id.
fn place_name(world: &World, key: SeriesKey) -> &str {
    match key.scope {
        Scope::System => TOTAL,
        Scope::Country(country) => &world.countries()[usize::from(country)],
        Scope::Place(place) => &world.scenario().places[place.index()].id,
    }
}

/// The series that belong in outputs, with their positions.
fn published(recording: &Recording) -> impl Iterator<Item = (usize, SeriesKey)> {
    let series = recording.series.iter().copied().enumerate();
    series.filter(|(_, key)| key.measure.is_published())
}

/// Writes members while an ensemble runs.
pub struct MemberOutput<'a> {
    world: &'a World,
    keep: Keep,
    members: Option<MembersWriter>,
    flows: Option<FlowsWriter>,
}

impl<'a> MemberOutput<'a> {
    /// Begins the files that this plan needs.
    pub fn new(
        folder: &ResultFolder,
        world: &'a World,
        keep: Keep,
        plan: &Plan,
    ) -> Result<Self, StoreError> {
        let members = (keep != Keep::None)
            .then(|| Ok::<_, StoreError>(MembersWriter::new(folder.file("members.parquet")?)?))
            .transpose()?;
        let flows = (plan.track.origin || plan.track.group)
            .then(|| Ok::<_, StoreError>(FlowsWriter::new(folder.file("flows.parquet")?)?))
            .transpose()?;
        Ok(Self { world, keep, members, flows })
    }

    /// Writes complete members.
    pub fn write(&mut self, recording: &Recording, members: &[Member]) -> Result<(), StoreError> {
        for member in members {
            if let Some(writer) = &mut self.members {
                let rows = member_rows(self.world, self.keep, recording, &member.record);
                writer.member(member.member, &rows)?;
            }
            if let Some(writer) = &mut self.flows {
                let labels = member.labels.iter();
                let rows: Vec<_> = labels
                    .map(|(day, label)| flow_row(self.world.scenario(), *day, label))
                    .collect();
                writer.member(member.member, &rows)?;
            }
        }
        Ok(())
    }

    /// Ends the files.
    pub fn finish(self) -> Result<(), StoreError> {
        if let Some(members) = self.members {
            members.finish()?;
        }
        if let Some(flows) = self.flows {
            flows.finish()?;
        }
        Ok(())
    }
}

fn member_rows<'a>(
    world: &'a World,
    keep: Keep,
    recording: &Recording,
    record: &Record,
) -> Vec<MemberRow<'a>> {
    let days = (0..recording.days)
        .filter(|day| keep == Keep::All || is_reporting_day(*day, recording.days));
    days.flat_map(|day| {
        published(recording).map(move |(series, key)| MemberRow {
            day,
            place: place_name(world, key),
            measure: key.measure.name(),
            value: record.at(series, day),
        })
    })
    .collect()
}

fn flow_row<'a>(scenario: &'a Scenario, day: u32, label: &LabelledStock) -> FlowRow<'a> {
    let place = |index: u32| scenario.places.get(index as usize).map_or("", |place| &place.id);
    let group = scenario.groups.get(label.group as usize).map_or("", |group| &group.name);
    let (origin, at) = (place(label.origin), place(label.place));
    FlowRow { day, origin, group, place: at, people: label.people }
}

/// Writes `summary.csv`: kept series, and people at all destinations together as `total`.
pub fn write_summary(
    folder: &ResultFolder,
    plan: &Plan,
    ensembled: &Ensembled<'_>,
    world: &World,
    counted: &Counted,
) -> Result<(), StoreError> {
    let mut writer = SummaryWriter::new(folder.file("summary.csv")?)?;
    for day in 0..plan.recording.days {
        let row = |place, measure: Measure, spread: Spread, data| SummaryRow {
            day,
            date: ensembled.date(day),
            place,
            measure: measure.name(),
            mean: spread.mean,
            sd: spread.sd,
            quantiles: (plan.draws == Draws::Sampled).then_some(spread.quantiles),
            data,
        };
        for (series, key) in published(&plan.recording) {
            let counts = match (key.measure, key.scope) {
                (Measure::Stock, Scope::Place(place)) => counted.at(place, day),
                _ => None,
            };
            let spread = ensembled.spread(|record| record.at(series, day));
            writer.row(&row(place_name(world, key), key.measure, spread, counts))?;
        }
        let total = ensembled.spread(|record| ensembled.total_stock(record, day));
        writer.row(&row(TOTAL, Measure::Stock, total, counted.total(day)))?;
    }
    Ok(writer.finish()?)
}

/// Writes `out.csv` as Flee does, of the first complete member.
pub fn write_flee_out(
    folder: &ResultFolder,
    ensembled: &Ensembled<'_>,
    world: &World,
    counted: &Counted,
) -> Result<(), StoreError> {
    let Some((_, record)) = ensembled.records().first() else { return Ok(()) };
    let scenario = world.scenario();
    let mut out = folder.file("out.csv")?;
    let destinations = world.destinations();
    let names: Vec<&str> =
        destinations.iter().map(|place| scenario.places[place.index()].id.as_str()).collect();
    let whole = |value: f64| value.round() as i64;
    let day = |day: u32| {
        let sums = ensembled.sums(record, day);
        let data = |place| whole(counted.at(place, day).unwrap_or(0.0));
        FleeDay {
            day,
            simulated: ensembled.stocks(record, day).into_iter().map(whole).collect(),
            counted: destinations.iter().copied().map(data).collect(),
            displaced: whole(sums.displaced),
            reported: whole(sums.reported),
            debt: whole(sums.debt),
        }
    };
    let written = flee_out::header(&mut out, &names)
        .and_then(|()| {
            let mut days = (0..scenario.days).map(day);
            days.try_for_each(|day| flee_out::day(&mut out, scenario.start, &day))
        })
        .and_then(|()| out.flush());
    written.map_err(|source| StoreError::Io { path: folder.path("out.csv"), source })
}

/// Writes a text file of the result.
pub fn write_text(folder: &ResultFolder, name: &str, text: &str) -> Result<(), StoreError> {
    let mut file = folder.file(name)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.flush());
    written.map_err(|source| StoreError::Io { path: folder.path(name), source })
}
