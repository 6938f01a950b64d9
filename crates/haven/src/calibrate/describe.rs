//! What a calibration was made from: its settings, and its manifest.

use super::request::CalibrateRequest;
use super::result::CalibrationResult;
use super::target::Target;
use crate::source::Reading;
use haven_io::sources;
use haven_io::writers::manifest::entries;
use serde_json::{Value, json};

/// Everything that decides the result. A calibration can be resumed if none of it has changed.
pub fn settings(request: &CalibrateRequest, reading: &Reading, target: &Target) -> Value {
    let (_, sha256) = entries(&reading.inputs);
    let free = target.space.free().iter();
    let free: serde_json::Map<String, Value> =
        free.map(|free| (free.name.clone(), json!(free.prior.to_string()))).collect();
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "scenario": reading.name,
        "sha256 of the scenario": sha256,
        "method": request.method.name(),
        "particles": request.particles,
        "seed": request.seed,
        "until": target.until,
        "free": free,
        "sha256 of the counts": counts_sha256(target),
    })
}

fn counts_sha256(target: &Target) -> String {
    let words: Vec<_> = target.counts.iter().map(|count| &count.words).collect();
    let text = format!("{words:?} {:?}", target.likelihood.data);
    sources::sha256(text.as_bytes())
}

/// `calibration.json`.
pub fn manifest(settings: &Value, mode: &str, result: &CalibrationResult) -> Value {
    let levels: Vec<Value> = result
        .history
        .iter()
        .map(|level| {
            json!({ "level": level.level, "effective_particles": level.effective,
                "ancestors": level.ancestors, "moves": level.moves, "acceptance": level.acceptance })
        })
        .collect();
    let prior_only = result.identified.iter().filter(|one| one.is_prior_only());
    let prior_only: Vec<&str> = prior_only.map(|one| one.name.as_str()).collect();
    let [half, most, nearly_all] = result.coverage;
    json!({
        "format": "haven-calibration/1",
        "settings": settings,
        "simulated": mode,
        "counts": result.counts.len(),
        "members_simulated": result.members,
        "levels": levels,
        "posterior_draws": result.posterior.rows.len(),
        "prior_only": prior_only,
        "counts_inside": { "50 %": half, "80 %": most, "95 %": nearly_all },
    })
}
