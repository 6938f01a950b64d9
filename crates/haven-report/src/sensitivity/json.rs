//! A study as one JSON document.

use crate::kept::Kept;
use haven::sensitivity::{Answered, Estimate, Findings, Freed, Sensitivity};
use serde_json::{Value, json};

/// A study: where it is, its manifest, and every answer with what moves it.
pub fn sensitivity_json(result: &Sensitivity, kept: &Kept<'_>) -> Value {
    let mut value = json!({ "folder": kept.folder, "manifest": result.manifest });
    value["answers"] = sensitivity_document(result)["answers"].take();
    value
}

/// The same without the folder, for the file in it.
pub fn sensitivity_document(result: &Sensitivity) -> Value {
    let answers = result.answers.iter().map(|answer| answered(answer, &result.inputs));
    json!({ "manifest": result.manifest, "answers": answers.collect::<Vec<_>>() })
}

fn answered(answer: &Answered, inputs: &[Freed]) -> Value {
    let analysis = &answer.analysis;
    let by: Vec<Value> = match &analysis.findings {
        Findings::Sobol(all) => all
            .iter()
            .map(|found| json!({ "first": estimate(found.first), "total": estimate(found.total) }))
            .collect(),
        Findings::Morris(all) => all
            .iter()
            .map(|found| {
                json!({ "mu": estimate(found.mu), "mu_star": estimate(found.mu_star),
                    "sigma": estimate(found.sigma) })
            })
            .collect(),
    };
    let named = inputs.iter().zip(by).map(|(input, mut value)| {
        value["name"] = json!(input.name);
        value
    });
    json!({
        "id": answer.id,
        "title": answer.title,
        "unit": if answer.counts_people { "people" } else { "ratio" },
        "mean": analysis.mean,
        "sd": analysis.sd,
        "share_of_luck": analysis.luck,
        "parameters": named.collect::<Vec<_>>(),
    })
}

fn estimate(estimate: Estimate) -> Value {
    json!({ "value": estimate.value, "low": estimate.low, "high": estimate.high })
}
