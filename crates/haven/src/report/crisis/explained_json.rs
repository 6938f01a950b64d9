//! An explanation as one JSON document.

use super::explained::{ROUTES, margins, without_small, without_small_routes};
use crate::crisis::{Explanation, Reach};
use crate::report::arrivals::{
    Named, OTHERS, by_origin, cause_name, gate_names, grouped, week_name,
};
use crate::report::joint::{Cell, cells};
use crate::report::routes::{LEFT_OUT, OnRoute, by_route, places};
use haven_core::crisis::Route;
use haven_study::crisis::explained::Explained;
use haven_study::spread::Spread;
use serde_json::{Map, Value, json};

/// An explanation.
pub fn explain_json(explanation: &Explanation) -> Value {
    let arrivals = explanation.arrivals.iter().zip(&explanation.answers).zip(&explanation.counts);
    let arrivals = arrivals.map(|((arrivals, answer), counts)| {
        let (cells, smaller) = joint(explanation, arrivals);
        json!({
            "id": answer.asked.id(),
            "people": Spread::of(&mut counts.clone()).map(|spread| {
                let (q05, q95) = spread.interval_90();
                json!({ "mean": spread.mean, "q05": q05, "q95": q95 })
            }),
            "by": by_label(explanation, arrivals),
            "cells": cells,
            "in_smaller_cells_mean_people": smaller,
        })
    });
    json!({
        "counted": explanation.counted,
        "sensitive": explanation.is_sensitive,
        "left_out": explanation.is_sensitive.then_some(LEFT_OUT),
        "seed": explanation.seed,
        "arrivals": arrivals.collect::<Vec<_>>(),
        "reach": explanation.reach.iter().map(|it| reach(explanation, it)).collect::<Vec<_>>(),
    })
}

/// Lists by each label, without small groups.
fn by_label(explanation: &Explanation, arrivals: &Explained) -> Map<String, Value> {
    let lists = margins(explanation, arrivals).into_iter();
    let lists = lists.map(|(what, named)| (what, list(without_small(what, named, usize::MAX))));
    let routes = (!explanation.is_sensitive).then(|| (ROUTES, routes(explanation, arrivals)));
    lists.chain(routes).map(|(what, list)| (what.to_lowercase(), list)).collect()
}

fn list(named: Named) -> Value {
    named.into_iter().map(|(name, people)| json!({ "name": name, "mean_people": people })).collect()
}

/// Routes, each with its places, its gate and where people came from.
fn routes(explanation: &Explanation, arrivals: &Explained) -> Value {
    let crisis = &explanation.crisis;
    let (large, others) = without_small_routes(by_route(arrivals, crisis), usize::MAX);
    let described = |route: &OnRoute| {
        let origins = grouped(by_origin(&route.arrivals, crisis, false), usize::MAX);
        json!({
            "name": route.name(),
            "route": route.route,
            "through": route.gate,
            "mean_people": route.people,
            "from": list(origins),
        })
    };
    let others = others.map(|people| json!({ "name": OTHERS, "mean_people": people }));
    large.iter().map(described).chain(others).collect()
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
