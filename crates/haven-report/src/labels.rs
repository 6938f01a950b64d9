//! Arrivals by one label at a time, and how far members stray from each mean.

use super::arrivals::{Named, OTHERS, by_cause, by_origin, by_week, gate_names, grouped};
use super::numbers::MIN_CELL;
use super::routes::{self, by_route};
use haven_core::crisis::Route;
use haven_core::crisis::scenario::Crisis;
use haven_study::crisis::explained::Explained;
use haven_study::crisis::parts::Parts;
use haven_study::spread::Spread;
use std::collections::BTreeMap;

/// By what arrivals are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// Where they lived, or the area of it.
    Origin,
    /// Why they left.
    Cause,
    /// The gate through which they came.
    Gate,
    /// The last places before the gate. Unlike others, its rows tell where people came from.
    Route,
    /// When; its rows stand in order of time.
    Week,
}

impl By {
    /// The head of a column.
    pub fn head(self) -> &'static str {
        match self {
            Self::Origin => "From",
            Self::Cause => "Because of",
            Self::Gate => "Through",
            Self::Route => "Along",
            Self::Week => "In",
        }
    }
}

/// People by one label.
pub(super) struct Label {
    /// Which one.
    pub by: By,
    /// Means over members.
    pub means: Named,
    /// By member.
    members: Vec<BTreeMap<String, f64>>,
}

/// A row of a table.
pub(super) struct Row {
    /// Which one.
    pub name: String,
    /// Mean over members: people, or people more.
    pub mean: f64,
    /// The interval that leaves out one member in twenty at either end.
    pub interval: [f64; 2],
}

/// Arrivals, their mean over members and each member's, by label: origin, cause, gate, route (unless
/// people may be on these ways now) and week.
pub(super) fn labels(
    crisis: &Crisis,
    is_sensitive: bool,
    (arrivals, parts): (&Explained, &[Parts]),
) -> Vec<Label> {
    let gates = gate_names(crisis);
    let by_gate = |people: Vec<f64>| gates.iter().cloned().zip(people).collect();
    let by_home = |people| by_origin(people, crisis, is_sensitive);
    let weekly = |people| by_week(people, crisis);
    let label = |by, means, of: &dyn Fn(&Parts) -> Named| {
        let members = parts.iter().map(|parts| of(parts).into_iter().collect()).collect();
        Label { by, means, members }
    };
    let on_route = |(gate, route, people): (usize, Route, f64)| {
        (routes::name(crisis, route, &gates[gate]), people)
    };
    let along = (!is_sensitive).then(|| {
        let all = by_route(arrivals, crisis).iter().map(|it| (it.name(), it.people)).collect();
        label(By::Route, all, &|parts| parts.by_route().map(on_route).collect())
    });
    let through = by_gate(arrivals.by_gate(gates.len()));
    [
        Some(label(By::Origin, by_home(arrivals.by_origin()), &|parts| by_home(parts.by_origin()))),
        Some(label(By::Cause, by_cause(arrivals.by_cause()), &|parts| by_cause(parts.by_cause()))),
        Some(label(By::Gate, through, &|parts| by_gate(parts.by_gate()))),
        along,
        Some(label(By::Week, weekly(arrivals.by_week()), &|parts| weekly(parts.by_week()))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Label {
    /// Its rows without small groups, at most so many: weeks in order, the others from the largest.
    pub fn rows(&self, most: usize) -> Vec<Row> {
        let mut means = self.means.clone();
        if self.by == By::Week {
            means.retain(|(_, people)| *people >= MIN_CELL);
        } else {
            means = grouped(means, most);
        }
        let names: Vec<&str> = means.iter().map(|(name, _)| name.as_str()).collect();
        let intervals: Vec<_> = names.iter().map(|name| self.interval(name, &names)).collect();
        let rows = means.into_iter().zip(intervals);
        rows.map(|((name, mean), interval)| Row { name, mean, interval }).collect()
    }

    /// All its rows, small ones too.
    pub fn all_rows(&self) -> Vec<Row> {
        let row = |(name, mean): &(String, f64)| Row {
            name: name.clone(),
            mean: *mean,
            interval: self.interval(name, &[]),
        };
        self.means.iter().map(row).collect()
    }

    /// How far members stray from the mean of a row, among rows of these names.
    fn interval(&self, name: &str, among: &[&str]) -> [f64; 2] {
        let people = |member: &BTreeMap<String, f64>| {
            let of = |name: &str| member.get(name).copied().unwrap_or(0.0);
            if name == OTHERS {
                let named: f64 = among.iter().map(|name| of(name)).sum();
                // By an error of rounding more could be named than there are.
                (member.values().sum::<f64>() - named).max(0.0)
            } else {
                of(name)
            }
        };
        interval_90(self.members.iter().map(people).collect())
    }

    /// What another combination adds by the same label, or takes away: from the largest change (weeks
    /// in order), at most so many rows, and no small ones.
    pub fn changes(&self, other: &Self, most: usize) -> Vec<Row> {
        let mut changes = BTreeMap::new();
        for (means, sign) in [(&self.means, -1.0), (&other.means, 1.0)] {
            for (name, people) in means {
                *changes.entry(name.as_str()).or_insert(0.0) += sign * people;
            }
        }
        let row = |name: &str| Row {
            name: name.to_owned(),
            mean: changes[name],
            interval: interval_90(self.changes_of(other, name)),
        };
        let is_large = |name: &&str| changes[name].abs() >= MIN_CELL;
        if self.by == By::Week {
            let names = self.means.iter().map(|(name, _)| name.as_str());
            return names.filter(is_large).map(row).collect();
        }
        let mut names: Vec<&str> = changes.keys().copied().filter(is_large).collect();
        names.sort_by(|one, other| changes[other].abs().total_cmp(&changes[one].abs()));
        names.into_iter().take(most).map(row).collect()
    }

    /// People whom another combination adds to a row, by member.
    fn changes_of(&self, other: &Self, name: &str) -> Vec<f64> {
        let of = |member: &BTreeMap<String, f64>| member.get(name).copied().unwrap_or(0.0);
        self.members.iter().zip(&other.members).map(|(one, other)| of(other) - of(one)).collect()
    }
}

fn interval_90(mut people: Vec<f64>) -> [f64; 2] {
    Spread::of(&mut people).map_or([f64::NAN; 2], |spread| spread.interval_90().into())
}
