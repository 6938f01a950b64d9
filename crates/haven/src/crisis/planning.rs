//! What planners need of an answer.

use super::combination::Asked;
use super::headline::{Quantity, quantity, value};
use super::play::Played;
use haven_core::crisis::scenario::{Measure, PlaceKind, Scope};
use haven_core::id::PlaceId;
use haven_study::crisis::planning::{Daily, Week, chance_of_more, peaks, warning_days, weeks};
use haven_study::crisis::recording::Key;
use haven_study::spread::Spread;

/// People to receive abroad, by week and in total, and what that takes.
#[derive(Clone, Debug)]
pub struct Planning {
    /// Arrivals in the country asked about, by week.
    pub weeks: Vec<Week>,
    /// The highest daily arrivals.
    pub peak: Spread,
    /// The day on which they come.
    pub peak_day: Spread,
    /// (people, days, chance that more than these come within them).
    pub chances: Vec<(f64, usize, f64)>,
    /// (people, days from the first signs of the advance until so many have come), if anybody
    /// advances. Infinite where they never do.
    pub warning: Option<(f64, Spread)>,
    /// People outside camps at the end, who need shelter elsewhere: in the country asked about, or in
    /// all countries abroad.
    pub outside_camps: Quantity,
    /// People there at the end for whom camps and hosts have no room.
    pub beyond_capacity: Quantity,
    /// People more at each host and camp abroad, and on the far side of each gate where people stay, at
    /// the end than at the start, and by week.
    pub hosts: Vec<HostPlan>,
    /// The same by province, largest first.
    pub provinces: Vec<Quantity>,
}

/// People to receive at one place abroad.
#[derive(Clone, Debug)]
pub struct HostPlan {
    /// Where.
    pub place: PlaceId,
    /// Name for people.
    pub name: String,
    /// Province.
    pub province: String,
    /// More people at the end than at the start.
    pub total: Quantity,
    /// Planning figure of the increase in each week.
    pub weekly_planning_figure: Vec<f64>,
}

/// Numbers of people about which chances are asked.
const MANY: [f64; 6] = [10_000.0, 50_000.0, 100_000.0, 500_000.0, 1_000_000.0, 2_000_000.0];
/// Days about which chances are asked.
const WITHIN: [usize; 4] = [7, 30, 90, 180];
/// So many arrivals are taken for the beginning of a wave.
const WAVE: f64 = 10_000.0;

/// What planners need of what was played.
pub fn of(asked: &Asked, played: &Played, abroad: Option<u16>) -> Planning {
    let days = played.plan.recording.days;
    let daily = arrivals(played, abroad);
    let (peak, peak_day) = peaks(&daily).expect("a combination has a member and a day");
    let within = WITHIN.iter().filter(|within| **within <= days as usize);
    let chances = within
        .flat_map(|within| MANY.map(|many| (many, *within, chance_of_more(&daily, many, *within))))
        .collect();
    let hosts = hosts(played, abroad);
    Planning {
        weeks: weeks(&daily, days),
        peak,
        peak_day,
        chances,
        warning: asked
            .announced()
            .and_then(|announced| Some((WAVE, warning_days(&daily, announced, WAVE)?))),
        outside_camps: at_end(played, abroad, Measure::OutsideCamps),
        beyond_capacity: at_end(played, abroad, Measure::BeyondCapacity),
        provinces: provinces(played, &hosts),
        hosts,
    }
}

/// A stock on the last day in the country asked about, or in all countries abroad.
fn at_end(played: &Played, abroad: Option<u16>, measure: Measure) -> Quantity {
    let all = 1..played.world.countries().len() as u16;
    let countries = abroad.map_or(all, |country| country..country + 1);
    let mut sums = vec![0.0; played.members.len()];
    for country in countries {
        let key = Key { measure, scope: Scope::Country(country) };
        let people = value(played, key, played.plan.recording.days - 1);
        sums.iter_mut().zip(people).for_each(|(sum, people)| *sum += people);
    }
    quantity(measure.name(), "", sums)
}

/// Daily arrivals abroad, in the country asked about or in all.
fn arrivals(played: &Played, abroad: Option<u16>) -> Daily {
    let scope = abroad.map_or(Scope::System, Scope::Country);
    let key = Key { measure: Measure::Crossed, scope };
    let series = played.plan.recording.series.iter().position(|kept| *kept == key);
    let records: Vec<_> = played.members.iter().map(|member| &member.record).collect();
    Daily::flow(&records, series.as_slice(), played.plan.recording.days)
}

fn hosts(played: &Played, abroad: Option<u16>) -> Vec<HostPlan> {
    let world = &played.world;
    let is_asked_about = |place: PlaceId| {
        let country = &world.crisis().places[place.index()].country;
        abroad.map_or(!world.crisis().is_at_home(place), |asked| {
            *country == world.countries()[usize::from(asked)]
        })
    };
    let recording = &played.plan.recording;
    let mut hosts: Vec<HostPlan> = Vec::new();
    for (series, key) in recording.series.iter().enumerate() {
        let Scope::Place(place) = key.scope else { continue };
        let is_gate = world.crisis().places[place.index()].kind == PlaceKind::Crossing;
        let there = if is_gate { Measure::OutsideCamps } else { Measure::Stock };
        if key.measure == there && is_asked_about(place) {
            let host = host(played, place, series);
            let is_used = host.total.values.iter().any(|people| *people > 0.0);
            hosts.extend(Some(host).filter(|_| is_used || !is_gate));
        }
    }
    hosts.sort_by(|a, b| b.total.spread.mean.total_cmp(&a.total.spread.mean));
    hosts
}

fn host(played: &Played, place: PlaceId, series: usize) -> HostPlan {
    let described = &played.world.crisis().places[place.index()];
    let days = played.plan.recording.days;
    let at = |member: &haven_study::crisis::ensemble::Member, day: Option<u32>| {
        day.map_or(described.displaced_at_start, |day| member.record.at(series, day))
    };
    let increase = |from: Option<u32>, to: u32| -> Vec<f64> {
        let members = played.members.iter();
        members.map(|member| (at(member, Some(to)) - at(member, from)).max(0.0)).collect()
    };
    let week = |week: u32| {
        let (from, to) = ((week * 7).checked_sub(1), (week * 7 + 6).min(days - 1));
        quantity("", "", increase(from, to)).planning_figure
    };
    HostPlan {
        place,
        name: described.name.clone(),
        province: described.admin1.clone(),
        total: quantity(&described.id, &described.name, increase(None, days - 1)),
        weekly_planning_figure: (0..days.div_ceil(7)).map(week).collect(),
    }
}

fn provinces(played: &Played, hosts: &[HostPlan]) -> Vec<Quantity> {
    let mut names: Vec<&str> = hosts.iter().map(|host| host.province.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let sum = |name: &&str| {
        let here = || hosts.iter().filter(|host| host.province == **name);
        let member = |at: usize| here().map(|host| host.total.values[at]).sum();
        quantity(name, name, (0..played.members.len()).map(member).collect())
    };
    let mut provinces: Vec<Quantity> = names.iter().map(sum).collect();
    provinces.sort_by(|a, b| b.spread.mean.total_cmp(&a.spread.mean));
    provinces
}
