//! A crisis as one JSON document.

use super::words::where_claim_lies;
use crate::kept::Kept;
use haven::crisis::{Answer, Comparison, CrisisRun, Group, Headline, Quantity, Whereabouts};
use haven_study::crisis::paired::Difference;
use haven_study::spread::Spread;
use serde_json::{Map, Value, json};

/// A run: its manifest and headline numbers.
pub fn crisis_run_json(run: &CrisisRun, kept: &Kept<'_>) -> Value {
    json!({
        "folder": kept.folder,
        "manifest": run.manifest,
        "headline": headline(&run.answer.headline),
        "planning": planning(&run.answer),
        "whereabouts": whereabouts(&run.answer),
        "taken": taken(&run.answer),
    })
}

/// A comparison: every answer, and paired differences from the first.
pub fn compare_json(comparison: &Comparison, kept: &Kept<'_>) -> Value {
    let answers = comparison.answers.iter().enumerate().map(|(at, answer)| {
        let claim = comparison.crisis.claim.as_ref().zip(answer.headline.quantity("crossed"));
        json!({
            "id": answer.asked.id(),
            "title": answer.asked.title,
            "headline": headline(&answer.headline),
            "attempted": comparison.attempts[at].as_ref().map(headline),
            "chance_of_success": comparison.success[at],
            "claim": claim.map(|(claim, crossed)| where_claim_lies(crossed, claim)),
            "planning": planning(answer),
            "whereabouts": whereabouts(answer),
            "taken": taken(answer),
        })
    });
    let contrasts = comparison.contrasts.iter().map(|contrast| {
        let differences = contrast.differences.iter().map(|(id, d)| (id.clone(), difference(d)));
        json!({
            "id": comparison.answers[contrast.answer].asked.id(),
            "against": comparison.answers[0].asked.id(),
            "differences": differences.collect::<Map<_, _>>(),
        })
    });
    json!({
        "folder": kept.folder,
        "manifest": comparison.manifest,
        "answers": answers.collect::<Vec<_>>(),
        "contrasts": contrasts.collect::<Vec<_>>(),
        "interrupted": comparison.interrupted,
    })
}

fn headline(headline: &Headline) -> Value {
    let quantities = headline.quantities.iter().map(|quantity| {
        let mut value = spread(&quantity.spread);
        value["planning_figure_80"] = json!(quantity.planning_figure);
        (quantity.id.clone(), value)
    });
    Value::Object(quantities.collect())
}

fn planning(answer: &Answer) -> Value {
    let planning = &answer.planning;
    let chances = planning.chances.iter().map(|(people, days, chance)| {
        json!({ "more_than_people": people, "within_days": days, "chance": chance })
    });
    let weeks = planning.weeks.iter().map(|week| {
        json!({ "week": week.week, "people": spread(&week.people),
            "planning_figure_80": week.planning_figure })
    });
    let hosts = planning.hosts.iter().map(|host| {
        json!({ "place": host.total.id, "name": host.name, "province": host.province,
            "people": spread(&host.total.spread), "planning_figure_80": host.total.planning_figure })
    });
    json!({
        "weeks": weeks.collect::<Vec<_>>(),
        "peak_people_a_day": spread(&planning.peak),
        "peak_day": spread(&planning.peak_day),
        "chances": chances.collect::<Vec<_>>(),
        "warning_days": planning.warning.map(|(people, days)| {
            json!({ "people": people, "days": spread(&days) })
        }),
        "outside_camps": spread(&planning.outside_camps.spread),
        "outside_camps_planning_figure_80": planning.outside_camps.planning_figure,
        "beyond_capacity": spread(&planning.beyond_capacity.spread),
        "beyond_capacity_planning_figure_80": planning.beyond_capacity.planning_figure,
        "hosts": hosts.collect::<Vec<_>>(),
    })
}

/// Where everybody is on the last day: groups that add up to everybody in each member.
fn whereabouts(answer: &Answer) -> Value {
    let Whereabouts { groups, beyond_capacity, everybody } = &answer.whereabouts;
    let place = |people: &Quantity| json!({ "place": people.id, "name": people.title, "people": spread(&people.spread) });
    let group = |group: &Group| {
        let places = group.places.iter().map(|(_, people)| place(people));
        json!({ "measure": group.measure.name(), "place": group.people.id,
            "people": spread(&group.people.spread), "at": places.collect::<Vec<_>>() })
    };
    json!({
        "groups": groups.iter().map(group).collect::<Vec<_>>(),
        "beyond_capacity": beyond_capacity.iter().map(|(_, people)| place(people)).collect::<Vec<_>>(),
        "everybody": spread(&everybody.spread),
    })
}

fn taken(answer: &Answer) -> Value {
    let crisis = &answer.asked.crisis;
    let taken = answer.taken.iter().map(|taken| {
        json!({
            "place": crisis.places[taken.place.index()].id,
            "by": crisis.actors[taken.by.index()].id,
            "share_of_members": taken.share,
            "day": spread(&taken.day),
        })
    });
    Value::Array(taken.collect())
}

fn difference(difference: &Difference) -> Value {
    let mut value = spread(&difference.spread);
    value["mean_interval_95"] = json!(difference.mean_interval);
    value["chance_of_exceeding"] = json!(difference.exceeding);
    value
}

fn spread(spread: &Spread) -> Value {
    let [q05, q25, q50, q75, q95] = spread.quantiles;
    json!({
        "mean": spread.mean, "sd": spread.sd,
        "q05": q05, "q25": q25, "q50": q50, "q75": q75, "q95": q95,
    })
}
