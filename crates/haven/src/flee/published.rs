//! What a run with Flee's rules gives to be kept: rows of members, their summary, and Flee's own output.

use super::counted::Counted;
use super::ensembled::Ensembled;
use crate::disclosure::{Labelled, OTHERS, suppress};
use crate::keep::Keep;
use crate::summary::{EVERYWHERE, Summary, SummarySeries, TOTAL, known_coordinates};
use haven_core::draw::Draws;
use haven_core::flee::scenario::{Place, Scenario};
use haven_core::flee::{LabelledStock, Measure, SeriesKey, World};
use haven_core::scope::Scope;
use haven_core::series::{Record, Recording};
use haven_io::writers::flee_out::FleeDay;
use haven_io::writers::rows::{FlowRow, MemberRow};
use haven_study::ensemble::Plan;
use jiff::civil::Date;

/// The name of a series' place in outputs: `total`, a country, or a place's id.
fn place_name(world: &World, key: SeriesKey) -> &str {
    match key.scope {
        Scope::System => TOTAL,
        Scope::Country(country) => &world.countries()[usize::from(country)],
        Scope::Place(place) => &world.scenario().places[place.index()].id,
    }
}

/// The name of a series' place for people.
fn place_title(world: &World, key: SeriesKey) -> &str {
    match key.scope {
        Scope::System => EVERYWHERE,
        Scope::Country(country) => &world.countries()[usize::from(country)],
        Scope::Place(place) => &world.scenario().places[place.index()].name,
    }
}

/// The series that belong in outputs, with their positions.
fn published(recording: &Recording<SeriesKey>) -> impl Iterator<Item = (usize, SeriesKey)> {
    let series = recording.series.iter().copied().enumerate();
    series.filter(|(_, key)| key.measure.is_published())
}

/// The kept numbers of a member.
pub fn member_rows<'a>(
    world: &'a World,
    keep: Keep,
    (recording, dates): (&Recording<SeriesKey>, &'a [String]),
    record: &Record,
) -> Vec<MemberRow<'a>> {
    keep.days(recording.days)
        .flat_map(|day| {
            published(recording).map(move |(series, key)| MemberRow {
                day,
                date: &dates[day as usize],
                place: place_name(world, key),
                place_name: place_title(world, key),
                measure: key.measure.name(),
                value: record.at(series, day),
            })
        })
        .collect()
}

/// What may be shown of people by label, day by day: at each place by origin and group. What is put together
/// is called `others`.
pub fn flow_rows<'a>(
    scenario: &'a Scenario,
    dates: &'a [String],
    labels: &[(u32, LabelledStock)],
) -> Vec<FlowRow<'a>> {
    let labelled = |(_, label): &(u32, LabelledStock)| {
        ([label.place, label.origin, label.group].map(Some), label.people)
    };
    let of_day = |of_day: &[(u32, LabelledStock)]| {
        let day = of_day[0].0;
        let told = suppress(of_day.iter().map(labelled).collect());
        told.into_iter().map(move |row| flow_row(scenario, (day, &dates[day as usize]), row))
    };
    labels.chunk_by(|(one, _), (other, _)| one == other).flat_map(of_day).collect()
}

fn flow_row<'a>(
    scenario: &'a Scenario,
    (day, date): (u32, &'a str),
    ([at, origin, group], people): Labelled<3>,
) -> FlowRow<'a> {
    let place = |label: Option<u32>, name: fn(&'a Place) -> &'a String| match label {
        None => OTHERS,
        Some(index) => scenario.places.get(index as usize).map_or("", |it| name(it)),
    };
    let group = match group {
        None => OTHERS,
        Some(index) => scenario.groups.get(index as usize).map_or("", |group| &group.name),
    };
    FlowRow {
        day,
        date,
        origin: place(origin, |it| &it.id),
        origin_name: place(origin, |it| &it.name),
        group,
        place: place(at, |it| &it.id),
        place_name: place(at, |it| &it.name),
        people,
    }
}

/// The kept series, and people at all destinations together as `total`.
pub fn summary(
    plan: &Plan,
    ensembled: &Ensembled<'_>,
    world: &World,
    counted: &Counted,
) -> Summary {
    let days = plan.recording.days;
    let one = |(series, key): (usize, SeriesKey)| {
        let counts = match (key.measure, key.scope) {
            (Measure::Stock, Scope::Place(place)) => Some(place),
            _ => None,
        };
        let spread = |day| ensembled.spread(|record| record.at(series, day));
        SummarySeries {
            place: place_name(world, key).to_owned(),
            place_name: place_title(world, key).to_owned(),
            coordinates: match key.scope {
                Scope::System | Scope::Country(_) => None,
                Scope::Place(place) => {
                    let place = &world.scenario().places[place.index()];
                    known_coordinates(place.latitude, place.longitude)
                }
            },
            measure: key.measure.name(),
            days: (0..days).map(spread).collect(),
            counted: counts.map_or_else(Vec::new, |place| {
                (0..days).map(|day| counted.at(place, day)).collect()
            }),
        }
    };
    let total = |day| ensembled.spread(|record| ensembled.total_stock(record, day));
    let total = SummarySeries {
        place: TOTAL.to_owned(),
        place_name: EVERYWHERE.to_owned(),
        coordinates: None,
        measure: Measure::Stock.name(),
        days: (0..days).map(total).collect(),
        counted: (0..days).map(|day| counted.total(day)).collect(),
    };
    Summary {
        start: world.scenario().start,
        days,
        is_sampled: plan.draws == Draws::Sampled,
        series: published(&plan.recording).map(one).chain([total]).collect(),
    }
}

/// The first complete member as Flee prints it.
#[derive(Clone, Debug, PartialEq)]
pub struct FleeOut {
    /// The first day.
    pub start: Date,
    /// Names of the destinations.
    pub destinations: Vec<String>,
    /// Its days.
    pub days: Vec<FleeDay>,
}

/// The first complete member as Flee prints it, if there is one.
pub fn flee_out(ensembled: &Ensembled<'_>, world: &World, counted: &Counted) -> Option<FleeOut> {
    let (_, record) = ensembled.records().first()?;
    let scenario = world.scenario();
    let destinations = world.destinations();
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
    let name = |place: &haven_core::id::PlaceId| scenario.places[place.index()].id.clone();
    Some(FleeOut {
        start: scenario.start,
        destinations: destinations.iter().map(name).collect(),
        days: (0..scenario.days).map(day).collect(),
    })
}
