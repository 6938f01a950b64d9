//! Arrivals abroad by home, cause, route, crossing and week, as they are kept.

use super::group::OTHERS;
use super::levels::{Labelled, suppress};
use super::names::{Name, Names, Origin, cause};
use haven_core::crisis::scenario::Crisis;
use haven_core::crisis::{Cause, Route};
use haven_study::crisis::explained::{Cell, Explained};
use std::collections::BTreeMap;

/// Mean arrivals of one kind in one week. A label of what is put together is `others`.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrivalsCell {
    /// Week, from 0; none of weeks that are put together.
    pub week: Option<u32>,
    /// Its first day; empty if there is no week.
    pub date: String,
    /// Id of the home, or its area while people may be on these ways; `unknown` if nobody knows.
    pub origin: String,
    /// Its name for people.
    pub origin_name: String,
    /// Id of the group; empty if nobody knows.
    pub group: String,
    /// Why they left; `unknown` if nobody knows.
    pub cause: String,
    /// Ids of the last places before the crossing with ` > ` between them; empty if they are not told.
    pub route: String,
    /// Id of the crossing.
    pub crossing: String,
    /// Its name for people.
    pub crossing_name: String,
    /// People: the mean of members.
    pub people: f64,
}

/// What may be told of mean arrivals, by week, crossing, cause, origin, group and route: what comes first is
/// told of most. Causes, which are asked for and few, stand before origins. While people may be
/// on these ways, origins are administrative areas, and routes are not told.
pub fn arrivals_table(
    explained: &Explained,
    crisis: &Crisis,
    is_sensitive: bool,
) -> Vec<ArrivalsCell> {
    let labels = Labels::of(explained, crisis, is_sensitive);
    let told = suppress(explained.cells().map(|cell| labels.row(&cell)).collect());
    told.iter().map(|row| labels.cell(row)).collect()
}

/// The labels of a table, which rows have by position.
struct Labels<'c> {
    crisis: &'c Crisis,
    names: Names<'c>,
    is_sensitive: bool,
    origins: Vec<Origin<'c>>,
    /// By home, and last of those whose home is not known: position among the origins.
    origin_of: Vec<u32>,
    routes: Vec<Route>,
    route_of: BTreeMap<Route, u32>,
}

impl<'c> Labels<'c> {
    fn of(explained: &Explained, crisis: &'c Crisis, is_sensitive: bool) -> Self {
        let home = |home| Origin::of(crisis, home, is_sensitive);
        let of_homes: Vec<Origin<'c>> = (0..explained.origins).map(home).collect();
        let mut origins = of_homes.clone();
        origins.sort_unstable();
        origins.dedup();
        let position = |origin: &Origin<'_>| origins.partition_point(|other| other < origin) as u32;
        let origin_of = of_homes.iter().map(position).collect();
        let mut routes: Vec<Route> = explained.cells().map(|cell| cell.route).collect();
        routes.sort_unstable();
        routes.dedup();
        let route_of = routes.iter().copied().zip(0..).collect();
        let names = Names::of(crisis);
        Self { crisis, names, is_sensitive, origins, origin_of, routes, route_of }
    }

    fn row(&self, cell: &Cell) -> Labelled<6> {
        let unknown = self.crisis.groups.len();
        let group = self.crisis.homes.get(cell.origin).map_or(unknown, |home| home.group);
        let cause = cell.cause.map_or(Cause::ALL.len(), |cause| cause as usize);
        let labels = [
            cell.week as u32,
            cell.gate as u32,
            cause as u32,
            self.origin_of[cell.origin],
            group as u32,
            self.route_of[&cell.route],
        ];
        (labels.map(Some), cell.people)
    }

    fn cell(
        &self,
        ([week, gate, why, origin, group, route], people): &Labelled<6>,
    ) -> ArrivalsCell {
        let others = || Name { id: OTHERS.to_owned(), name: OTHERS.to_owned() };
        let named = |label: &Option<u32>, name: &dyn Fn(usize) -> Name| {
            label.map_or_else(others, |at| name(at as usize))
        };
        let told = |label: &Option<u32>, id: &dyn Fn(usize) -> String| {
            label.map_or_else(|| OTHERS.to_owned(), |at| id(at as usize))
        };
        let from = named(origin, &|at| self.names.origin(self.origins[at]));
        let through = named(gate, &|at| self.names.place(self.names.gate_place(at)));
        let of_group =
            |at: usize| self.crisis.groups.get(at).map_or_else(String::new, |it| it.id.clone());
        let along = |at: usize| {
            let stops: Vec<String> =
                self.names.along(self.routes[at]).into_iter().map(|Name { id, .. }| id).collect();
            stops.join(" > ")
        };
        ArrivalsCell {
            week: *week,
            date: week.map_or_else(String::new, |week| self.names.week(week as usize).id),
            origin: from.id,
            origin_name: from.name,
            group: told(group, &of_group),
            cause: told(why, &|at| cause(Cause::ALL.get(at).copied()).id),
            route: if self.is_sensitive { String::new() } else { told(route, &along) },
            crossing: through.id,
            crossing_name: through.name,
            people: *people,
        }
    }
}
