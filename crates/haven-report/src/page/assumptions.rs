//! What the answer rests on, with its sources.

use super::markup::{Element, element, list, paragraph, section, text};
use super::subject::Subject;
use super::tables::{table, texts};
use crate::words::capital;
use haven_core::crisis::parameter::{Declaration, declarations};
use haven_core::crisis::scenario::{Basis, Crisis, Fact, WhatIf};
use haven_core::math;

/// Assumptions: what the combinations change, how well the facts are known, every fact and prior.
pub fn assumptions(subject: &Subject<'_>) -> Element {
    let crisis = &subject.comparison.crisis;
    section("assumptions", "What it rests on")
        .children(what_ifs(crisis))
        .child(bases(&crisis.facts))
        .child(facts(&crisis.facts))
        .child(priors(subject))
        .children(licences(crisis))
}

/// What is different in each what-if.
fn what_ifs(crisis: &Crisis) -> Option<Element> {
    let row = |axis: &str, what_if: &WhatIf| {
        vec![what_if.title.clone(), axis.to_owned(), what_if.about.clone()]
    };
    let axes = crisis.axes.iter();
    let rows: Vec<Vec<String>> = axes
        .flat_map(|axis| axis.what_ifs.iter().map(|what_if| row(&axis.title, what_if)))
        .collect();
    let head = ["What-if", "Question", "What is different"];
    (!rows.is_empty()).then(|| texts("What-ifs of the scenario", &head, rows))
}

const BASES: [Basis; 3] = [Basis::Reported, Basis::Derived, Basis::Assumed];

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Reported => "reported",
        Basis::Derived => "derived from reports",
        Basis::Assumed => "assumed",
    }
}

fn bases(facts: &[Fact]) -> Element {
    let mut files: Vec<&str> = facts.iter().map(|fact| fact.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let count = |file: &str, basis| {
        facts.iter().filter(|fact| fact.file == file && fact.basis == basis).count().to_string()
    };
    let row = |file: &&str| {
        let counts = BASES.map(|basis| count(file, basis));
        [(*file).to_owned()].into_iter().chain(counts).collect()
    };
    let head = ["Table", "Reported", "Derived", "Assumed"].map(str::to_owned);
    table("Statements by how they are known", &head, files.iter().map(row).collect())
}

/// Every fact with its source; long, so it is folded.
fn facts(facts: &[Fact]) -> Element {
    let mut folded = element("details")
        .child(text("summary", format!("All {} statements with their sources", facts.len())));
    for how in BASES {
        let found = facts.iter().filter(|fact| fact.basis == how);
        let rows: Vec<Vec<String>> = found
            .map(|fact| vec![fact.about.clone(), fact.source.clone(), fact.file.clone()])
            .collect();
        if !rows.is_empty() {
            let head = ["Statement", "Source", "Table"];
            folded = folded.child(texts(&capital(basis(how)), &head, rows));
        }
    }
    folded
}

/// What members draw of the parameters: priors, or what was learnt of them.
fn priors(subject: &Subject<'_>) -> Element {
    let crisis = &subject.comparison.crisis;
    let settings = &subject.comparison.manifest.parameters;
    let row = |(position, declared): (usize, Declaration)| {
        let prior = crisis.priors.get(position);
        let source = match settings.get(declared.key).and_then(|entry| entry.source.as_deref()) {
            Some(source) => source,
            None if *prior == declared.prior => declared.source,
            None => "the scenario",
        };
        let quantile = |level| significant(crisis.priors.quantile(position, level));
        let [low, middle, high] = [0.05, 0.5, 0.95].map(quantile);
        let range = if low == high { "fixed".to_owned() } else { format!("{low} to {high}") };
        let about = format!("{} ({})", capital(declared.about), declared.key);
        let learnt = if crisis.priors.is_learnt(position) { "; learnt from counts" } else { "" };
        vec![about, declared.unit.to_owned(), middle, range, format!("{source}{learnt}")]
    };
    let rows = declarations().into_iter().enumerate().map(row).collect();
    let head = ["Parameter", "Unit", "Median", "90 %", "Source"];
    element("details")
        .child(text("summary", "The model's parameters with their ranges and sources"))
        .child(texts("What members draw", &head, rows))
}

/// Three significant digits of any size.
fn significant(value: f64) -> String {
    if value == 0.0 || value.abs() >= 100.0 {
        return crate::numbers::people(value);
    }
    let digits = (2.0 - math::log10(value.abs()).floor()).clamp(0.0, 9.0) as usize;
    let text = format!("{value:.digits$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn licences(crisis: &Crisis) -> Vec<Element> {
    if crisis.licences.is_empty() {
        return Vec::new();
    }
    vec![paragraph("Data and their licences:"), list(crisis.licences.iter().cloned())]
}

#[cfg(test)]
mod tests {
    use super::significant;

    #[test]
    fn parameters_of_any_size_have_three_digits() {
        let texts = [3e-5, 0.015, 2.0, 14.96, 1_000.0, 0.0].map(significant);
        assert_eq!(texts, ["0.00003", "0.015", "2", "15", "1,000", "0"]);
    }
}
