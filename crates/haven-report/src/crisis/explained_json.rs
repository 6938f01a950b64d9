//! An explanation as one JSON document.

use super::explained::labels_of;
use crate::arrivals::{Named, by_origin, cause_name, gate_names, grouped, week_name};
use crate::joint::{Cell, cells};
use crate::labels::{By, Label, Row};
use crate::routes::{LEFT_OUT, by_route, places};
use haven::crisis::{Explanation, Reach};
use haven_core::crisis::Route;
use haven_study::crisis::explained::Explained;
use haven_study::spread::Spread;
use serde_json::{Map, Value, json};

/// An explanation.
pub fn explain_json(explanation: &Explanation) -> Value {
    let labelled: Vec<_> =
        (0..explanation.arrivals.len()).map(|at| labels_of(explanation, at)).collect();
    let arrivals = labelled.iter().enumerate().map(|(at, labels)| {
        let (cells, smaller) = joint(explanation, &explanation.arrivals[at]);
        let (answer, counts) = (&explanation.answers[at], &explanation.counts[at]);
        json!({
            "id": answer.asked.id(),
            "members": answer.members.len(),
            "people": Spread::of(&mut counts.clone()).map(|spread| {
                let (q05, q95) = spread.interval_90();
                json!({ "mean": spread.mean, "q05": q05, "q95": q95 })
            }),
            "by": by_label(explanation, at, labels),
            "more_than_the_first_by": (at > 0).then(|| changes(&labelled[0], labels)),
            "cells": cells,
            "in_smaller_cells_mean_people": smaller,
        })
    });
    json!({
        "counted": explanation.counted,
        "sensitive": explanation.is_sensitive,
        "left_out": explanation.is_sensitive.then_some(LEFT_OUT),
        "seed": explanation.seed,
        "members_asked": explanation.asked,
        "interrupted": explanation.interrupted,
        "arrivals": arrivals.collect::<Vec<_>>(),
        "reach": explanation.reach.iter().map(|it| reach(explanation, it)).collect::<Vec<_>>(),
    })
}

/// Lists by each label, without small groups.
fn by_label(explanation: &Explanation, at: usize, labels: &[Label]) -> Map<String, Value> {
    let list = |label: &Label| {
        let mut rows: Vec<Value> = label.rows(usize::MAX).iter().map(row).collect();
        if label.by == By::Route {
            describe_routes(explanation, at, &mut rows);
        }
        (label.by.head().to_lowercase(), Value::from(rows))
    };
    labels.iter().map(list).collect()
}

/// What a combination adds to the first one, or takes away, by each label.
fn changes(first: &[Label], labels: &[Label]) -> Map<String, Value> {
    let list = |(one, other): (&Label, &Label)| {
        let rows: Vec<Value> = one.changes(other, usize::MAX).iter().map(row).collect();
        (one.by.head().to_lowercase(), Value::from(rows))
    };
    first.iter().zip(labels).map(list).collect()
}

fn row(row: &Row) -> Value {
    let [q05, q95] = row.interval;
    json!({ "name": row.name, "mean_people": row.mean, "q05": q05, "q95": q95 })
}

/// Adds to each route its places, its gate and where people came from.
fn describe_routes(explanation: &Explanation, at: usize, rows: &mut [Value]) {
    let crisis = &explanation.crisis;
    let routes = by_route(&explanation.arrivals[at], crisis);
    for row in rows {
        if let Some(route) = routes.iter().find(|route| row["name"] == route.name()) {
            let origins = by_origin(route.arrivals.by_origin(), crisis, false);
            row["route"] = json!(route.route);
            row["through"] = json!(route.gate);
            row["from"] = list(grouped(origins, usize::MAX));
        }
    }
}

fn list(named: Named) -> Value {
    named.into_iter().map(|(name, people)| json!({ "name": name, "mean_people": people })).collect()
}

/// The cells of the joint table that may be shown, and how many people are in the others.
fn joint(explanation: &Explanation, arrivals: &Explained) -> (Vec<Value>, f64) {
    let crisis = &explanation.crisis;
    let gates = gate_names(crisis);
    let (cells, smaller) = cells(arrivals, crisis, explanation.is_sensitive);
    let described = |(cell, people): (Cell<'_>, f64)| {
        let route = (cell.route != Route::default()).then(|| places(crisis, cell.route));
        json!({
            "from": cell.origin,
            "because of": cause_name(cell.cause),
            "route": route,
            "through": gates[cell.gate],
            "in": week_name(crisis, cell.week),
            "mean_people": people,
        })
    };
    (cells.into_iter().map(described).collect(), smaller)
}

fn reach(explanation: &Explanation, reach: &Reach) -> Value {
    let shifts = reach.reached.shifts.iter().map(|shift| {
        json!({ "name": reach.names[shift.number], "usual": shift.usual,
            "needed": shift.needed, "mean_rank": shift.rank })
    });
    json!({
        "id": explanation.answers[reach.answer].asked.id(),
        "range": [reach.range.start(), reach.range.end()],
        "members": reach.reached.members,
        "of": reach.reached.of,
        "nearest": reach.reached.nearest,
        "gate_limit_people": reach.gate_limit,
        "people_in_the_country": reach.people_limit,
        "shifts": shifts.collect::<Vec<_>>(),
    })
}
