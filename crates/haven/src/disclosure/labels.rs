//! Arrivals by one label at a time.

use super::changes::changes;
use super::group::{Group, groups};
use super::largest::{Largest, largest};
use super::names::{Name, Names, Origin, cause};
use super::row::{OnRoute, Row};
use haven_core::crisis::scenario::Crisis;
use haven_core::crisis::{Cause, Route};
use haven_study::crisis::explained::Explained;
use haven_study::crisis::parts::Parts;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Arrivals as they were counted, of which some may be told.
#[derive(Clone, Copy)]
pub struct CountedArrivals<'a> {
    /// The crisis.
    pub crisis: &'a Crisis,
    /// Whether people may be on these ways now: origins are told by area then.
    pub is_sensitive: bool,
    /// Whether routes are known, and may be told.
    pub routes: bool,
    /// Means over members, by everything.
    pub means: &'a Explained,
    /// Each member by one label at a time.
    pub members: &'a [Parts],
}

/// What is told of arrivals.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrivals {
    /// People in all: the mean of members.
    pub mean_people: f64,
    /// Members whose arrivals were told apart.
    pub members: usize,
    /// By one label at a time.
    pub by: ByLabel,
}

/// People by one label at a time, the largest first, weeks in order, and last all others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct ByLabel {
    /// Where they lived, or the area of it.
    #[serde(rename = "from")]
    pub origins: Vec<Row>,
    /// Why they left.
    #[serde(rename = "because of")]
    pub causes: Vec<Row>,
    /// The gate through which they came.
    #[serde(rename = "through")]
    pub gates: Vec<Row>,
    /// The last places before the gate, unless people may be on these ways now.
    #[serde(rename = "along", skip_serializing_if = "Option::is_none")]
    pub routes: Option<Vec<Row>>,
    /// When.
    #[serde(rename = "in")]
    pub weeks: Vec<Row>,
}

/// By what arrivals are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Where they lived.
    Origin,
    /// Why they left.
    Cause,
    /// The gate.
    Gate,
    /// The way to it.
    Route,
    /// When.
    Week,
}

impl Arrivals {
    /// What may be told.
    pub fn of(apart: &CountedArrivals<'_>) -> Self {
        Self {
            mean_people: apart.means.by_week().iter().sum(),
            members: apart.members.len(),
            by: ByLabel::of(apart),
        }
    }
}

impl ByLabel {
    fn of(apart: &CountedArrivals<'_>) -> Self {
        let CountedArrivals { crisis, is_sensitive, means, members, .. } = *apart;
        let names = Names::of(crisis);
        let home = |home| Origin::of(crisis, home, is_sensitive);
        let why = |at: usize| Cause::ALL.get(at).copied();
        let week = |week| Row { week: Some(week), ..Row::named(names.week(week)) };
        let same = |at: usize| at;
        let by_gate = means.by_gate(names.gates());
        let origins = Sizes::of(means.by_origin(), members, Parts::by_origin, home);
        let causes = Sizes::of(means.by_cause(), members, Parts::by_cause, why);
        let gates = Sizes::of(by_gate, members, Parts::by_gate, same);
        let weeks = Sizes::of(means.by_week(), members, Parts::by_week, same);
        let mut by = Self {
            origins: origins.rows(|origin| Row::named(names.origin(origin))),
            causes: causes.rows(|why| Row::named(cause(why))),
            gates: gates.rows(|gate| Row::named(names.gate(gate))),
            routes: apart.routes.then(|| routes(apart, &names)),
            weeks: weeks.rows(week),
        };
        by.weeks.sort_by_key(|row| (row.is_others(), row.week));
        by
    }

    /// Each list that is told.
    pub fn lists(&self) -> impl Iterator<Item = (By, &[Row])> {
        let Self { origins, causes, gates, routes, weeks } = self;
        let lists = [
            (By::Origin, Some(origins)),
            (By::Cause, Some(causes)),
            (By::Gate, Some(gates)),
            (By::Route, routes.as_ref()),
            (By::Week, Some(weeks)),
        ];
        lists.into_iter().filter_map(|(by, rows)| Some((by, rows?.as_slice())))
    }

    /// What these add to the first, or take away, by the same labels: the largest change first, weeks in
    /// order. Changes by few people are not told.
    #[must_use]
    pub fn changes_from(&self, first: &Self) -> Self {
        let routes = self.routes.as_ref().zip(first.routes.as_ref());
        let mut weeks = changes(&first.weeks, &self.weeks);
        weeks.sort_by_key(|row| row.week);
        Self {
            origins: changes(&first.origins, &self.origins),
            causes: changes(&first.causes, &self.causes),
            gates: changes(&first.gates, &self.gates),
            routes: routes.map(|(these, first)| changes(first, these)),
            weeks,
        }
    }
}

fn routes(apart: &CountedArrivals<'_>, names: &Names<'_>) -> Vec<Row> {
    let tables = apart.means.split_by_route();
    let people = |table: &Explained| table.by_week().iter().sum();
    let means = tables.iter().map(|(way, table)| (*way, people(table))).collect();
    let of = |parts: &Parts| {
        parts.by_route().map(|(gate, route, people)| ((gate, route), people)).collect()
    };
    let sizes = Sizes { means, members: apart.members.iter().map(of).collect() };
    sizes.rows(|way| {
        let table = &tables[&way];
        Row {
            route: Some(on_route(apart, names, (way, table))),
            ..Row::named(names.route(way.0, way.1))
        }
    })
}

fn on_route(
    apart: &CountedArrivals<'_>,
    names: &Names<'_>,
    ((gate, route), table): ((usize, Route), &Explained),
) -> OnRoute {
    let (along, gate) = (names.along(route), names.gate(gate));
    OnRoute {
        route: along.iter().map(|place| place.name.clone()).collect(),
        route_ids: along.into_iter().map(|place| place.id).collect(),
        through: gate.name,
        through_id: gate.id,
        from: origins(apart, names, table),
    }
}

fn origins(apart: &CountedArrivals<'_>, names: &Names<'_>, table: &Explained) -> Vec<Group> {
    let home = |home| Origin::of(apart.crisis, home, apart.is_sensitive);
    let sizes = Sizes::of(table.by_origin(), &[], Parts::by_origin, home);
    let group = |(origin, people): (Origin<'_>, f64)| {
        let Name { id, name } = names.origin(origin);
        ((id, name), people)
    };
    groups(sizes.means.into_iter().map(group).collect())
}

/// People by label: means, and each member's.
struct Sizes<K> {
    means: BTreeMap<K, f64>,
    members: Vec<BTreeMap<K, f64>>,
}

impl<K: Ord + Copy> Sizes<K> {
    /// Of numbers by position, to which a label belongs.
    fn of(
        means: Vec<f64>,
        members: &[Parts],
        numbers: impl Fn(&Parts) -> Vec<f64>,
        label: impl Fn(usize) -> K,
    ) -> Self {
        let summed = |people: Vec<f64>| {
            let mut sums = BTreeMap::new();
            for (at, people) in people.into_iter().enumerate() {
                *sums.entry(label(at)).or_insert(0.0) += people;
            }
            sums
        };
        let members = members.iter().map(|parts| summed(numbers(parts))).collect();
        Self { means: summed(means), members }
    }

    /// What may be told of them, each under its name.
    fn rows(self, named: impl Fn(K) -> Row) -> Vec<Row> {
        let Self { means, members } = self;
        let Largest { shown, others, joined } = largest(means.into_iter().collect());
        let of = |member: &BTreeMap<K, f64>, label: &K| member.get(label).copied().unwrap_or(0.0);
        let row = |(label, mean): &(K, f64)| {
            named(*label).sized(*mean, members.iter().map(|member| of(member, label)))
        };
        let mut rows: Vec<Row> = shown.iter().map(row).collect();
        if others > 0.0 {
            let rest = |member: &BTreeMap<K, f64>| {
                let named: f64 = shown.iter().map(|(label, _)| of(member, label)).sum();
                member.values().sum::<f64>() - named
            };
            let joined = joined.and_then(|label| named(label).id);
            let others = Row::others().sized(others, members.iter().map(rest));
            rows.push(Row { joined, ..others });
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(members: &[[f64; 4]]) -> Sizes<usize> {
        let by = |people: &[f64; 4]| people.iter().copied().enumerate().collect();
        let mean =
            |at: usize| members.iter().map(|member| member[at]).sum::<f64>() / members.len() as f64;
        let means = (0..4).map(|at| (at, mean(at))).collect();
        Sizes { means, members: members.iter().map(by).collect() }
    }

    fn rows(members: &[[f64; 4]]) -> Vec<Row> {
        let name = |at: usize| Name { id: format!("p{at}"), name: format!("Place {at}") };
        sizes(members).rows(|at| Row::named(name(at)))
    }

    #[test]
    fn small_labels_are_others_with_the_interval_of_their_sum() {
        let rows = rows(&[[500.0, 3.0, 70.0, 40.0], [700.0, 5.0, 90.0, 20.0]]);
        let told: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.mean_people)).collect();
        assert_eq!(told, [("Place 0", 600.0), ("Place 2", 75.0), ("others", 25.0)]);
        assert_eq!(rows[2].members, [50.0, 25.0]);
        assert_eq!(rows[2].joined.as_deref(), Some("p3"));
        assert_eq!((rows[0].q05, rows[0].q95), (500.0, 700.0));
    }

    #[test]
    fn of_few_people_no_label_is_told() {
        assert_eq!(rows(&[[3.0, 1.0, 2.0, 9.0]]), []);
    }
}
