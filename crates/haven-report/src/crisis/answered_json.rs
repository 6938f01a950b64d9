//! What a combination of what-ifs answers, as a part of JSON documents.

use crate::spread_entry::SpreadEntry;
use crate::words::iso_date;
use haven::crisis::{Answer, Group, Headline, HostPlan, Planning, Quantity, Whereabouts};
use haven_core::crisis::scenario::Crisis;
use haven_study::spread::Spread;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// People, and for how many to prepare.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlannedEntry {
    /// Over members, people.
    #[serde(flatten)]
    spread: SpreadEntry,
    /// Enough in four members of five, people.
    planning_figure_80: f64,
}

impl From<&Quantity> for PlannedEntry {
    fn from(people: &Quantity) -> Self {
        let planning_figure_80 = people.planning_figure;
        Self { spread: (&people.spread).into(), planning_figure_80 }
    }
}

/// The few numbers that come first, by id: `displaced` and `crossed` over the whole run, `waiting`,
/// `in_haven`, `trapped` and `internal` on the last day.
pub type HeadlineDocument = BTreeMap<String, PlannedEntry>;

/// The numbers that come first.
pub fn headline(headline: &Headline) -> HeadlineDocument {
    let entry = |quantity: &Quantity| (quantity.id.clone(), quantity.into());
    headline.quantities.iter().map(entry).collect()
}

/// People at a place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlaceEntry {
    /// Id of the place, or code of a country.
    place: String,
    /// Its name for people.
    name: String,
    /// Over members, people.
    people: SpreadEntry,
}

impl From<&Quantity> for PlaceEntry {
    fn from(people: &Quantity) -> Self {
        let spread = (&people.spread).into();
        Self { place: people.id.clone(), name: people.title.clone(), people: spread }
    }
}

/// What planners need.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlanningDocument {
    /// Arrivals in the country asked about, by week.
    weeks: Vec<WeekEntry>,
    /// The highest daily arrivals, people.
    peak_people_a_day: SpreadEntry,
    /// The day on which they come, from 0.
    peak_day: SpreadEntry,
    /// Its date in the middle member.
    peak_date_q50: String,
    /// Chances that more come.
    chances: Vec<ChanceEntry>,
    /// Days from the first signs of an advance until a wave has begun, if anybody advances.
    warning_days: Option<WarningEntry>,
    /// People outside camps on the last day: in the country asked about, or in all countries abroad.
    outside_camps: SpreadEntry,
    /// Enough for them in four members of five, people.
    outside_camps_planning_figure_80: f64,
    /// People there on the last day for whom camps and hosts have no room.
    beyond_capacity: SpreadEntry,
    /// Enough for them in four members of five, people.
    beyond_capacity_planning_figure_80: f64,
    /// People more at each host, camp and gate abroad, on the last day than on the first.
    hosts: Vec<HostEntry>,
}

/// Arrivals of a week.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WeekEntry {
    /// Week, from 0.
    week: usize,
    /// Date of its first day.
    from: String,
    /// Over members, people.
    people: SpreadEntry,
    /// Enough in four members of five, people.
    planning_figure_80: f64,
}

/// How likely it is that more come.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChanceEntry {
    /// More people than these.
    more_than_people: f64,
    /// Within so many days from the start.
    within_days: usize,
    /// Share of members.
    chance: f64,
}

/// How long a warning lasts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WarningEntry {
    /// So many arrivals are the beginning of a wave, people.
    people: f64,
    /// Days until so many have come; null where they never do.
    days: SpreadEntry,
}

/// People at a place abroad.
#[derive(Debug, Serialize, JsonSchema)]
pub struct HostEntry {
    /// Id of the place.
    place: String,
    /// Its name for people.
    name: String,
    /// Province.
    province: String,
    /// Degrees north.
    latitude: f64,
    /// Degrees east.
    longitude: f64,
    /// Over members, people.
    people: SpreadEntry,
    /// Enough in four members of five, people.
    planning_figure_80: f64,
}

/// What planners need of an answer.
pub fn planning(answer: &Answer) -> PlanningDocument {
    let (crisis, planning): (&Crisis, &Planning) = (&answer.asked.crisis, &answer.planning);
    let weeks = planning.weeks.iter().map(|week| WeekEntry {
        week: week.week,
        from: iso_date(crisis, week.week as i64 * 7),
        people: (&week.people).into(),
        planning_figure_80: week.planning_figure,
    });
    let chances = planning.chances.iter().map(|(people, days, chance)| ChanceEntry {
        more_than_people: *people,
        within_days: *days,
        chance: *chance,
    });
    let warning = planning.warning.as_ref();
    PlanningDocument {
        weeks: weeks.collect(),
        peak_people_a_day: (&planning.peak).into(),
        peak_day: (&planning.peak_day).into(),
        peak_date_q50: middle_date(crisis, &planning.peak_day),
        chances: chances.collect(),
        warning_days: warning
            .map(|(people, days)| WarningEntry { people: *people, days: days.into() }),
        outside_camps: (&planning.outside_camps.spread).into(),
        outside_camps_planning_figure_80: planning.outside_camps.planning_figure,
        beyond_capacity: (&planning.beyond_capacity.spread).into(),
        beyond_capacity_planning_figure_80: planning.beyond_capacity.planning_figure,
        hosts: planning.hosts.iter().map(|plan| host(crisis, plan)).collect(),
    }
}

fn host(crisis: &Crisis, plan: &HostPlan) -> HostEntry {
    let place = &crisis.places[plan.place.index()];
    HostEntry {
        place: plan.total.id.clone(),
        name: plan.name.clone(),
        province: plan.province.clone(),
        latitude: place.latitude,
        longitude: place.longitude,
        people: (&plan.total.spread).into(),
        planning_figure_80: plan.total.planning_figure,
    }
}

/// The date of the middle member's day.
fn middle_date(crisis: &Crisis, day: &Spread) -> String {
    iso_date(crisis, day.median() as i64)
}

/// Where everybody is on the last day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WhereaboutsDocument {
    /// Groups that add up to everybody in each member.
    groups: Vec<GroupEntry>,
    /// People in each country for whom there is no room where they are; they are in the groups too.
    beyond_capacity: Vec<PlaceEntry>,
    /// All of them together, people.
    everybody: SpreadEntry,
}

/// People in the same situation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GroupEntry {
    /// The measure that counts them.
    measure: &'static str,
    /// Code of the country, or `total`.
    place: String,
    /// Over members, people.
    people: SpreadEntry,
    /// At which places, if they are abroad.
    at: Vec<PlaceEntry>,
}

/// Where everybody is.
pub fn whereabouts(answer: &Answer) -> WhereaboutsDocument {
    let Whereabouts { groups, beyond_capacity, everybody } = &answer.whereabouts;
    let group = |group: &Group| GroupEntry {
        measure: group.measure.name(),
        place: group.people.id.clone(),
        people: (&group.people.spread).into(),
        at: group.places.iter().map(|(_, people)| people.into()).collect(),
    };
    WhereaboutsDocument {
        groups: groups.iter().map(group).collect(),
        beyond_capacity: beyond_capacity.iter().map(|(_, people)| people.into()).collect(),
        everybody: (&everybody.spread).into(),
    }
}

/// A place that is taken from others.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TakenEntry {
    /// Id of the place.
    place: String,
    /// Its name for people.
    name: String,
    /// Id of who takes it.
    by: String,
    /// Their name for people.
    by_name: String,
    /// Share of members.
    share_of_members: f64,
    /// Day of the first time, from 0, in those members.
    day: SpreadEntry,
    /// Its date in the middle one of them.
    date_q50: String,
}

/// Places that are taken, most often first.
pub fn taken(answer: &Answer) -> Vec<TakenEntry> {
    let crisis = &answer.asked.crisis;
    let entry = |taken: &haven::crisis::Taken| {
        let (place, by) = (&crisis.places[taken.place.index()], &crisis.actors[taken.by.index()]);
        TakenEntry {
            place: place.id.clone(),
            name: place.name.clone(),
            by: by.id.clone(),
            by_name: by.name.clone(),
            share_of_members: taken.share,
            day: (&taken.day).into(),
            date_q50: middle_date(crisis, &taken.day),
        }
    };
    answer.taken.iter().map(entry).collect()
}
