//! A crisis as one JSON document.

use super::words::where_claim_lies;
use crate::kept::Kept;
use haven::crisis::{Answer, Comparison, CrisisRun, Headline};
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
        "hosts": hosts.collect::<Vec<_>>(),
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
