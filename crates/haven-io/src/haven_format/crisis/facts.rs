//! Where every number is from, row by row.

use super::fields::Fields;
use haven_core::crisis::scenario::{Basis, Fact};

/// How a fact was obtained, by its word in files.
const BASES: [(&str, Basis); 3] =
    [("reported", Basis::Reported), ("derived", Basis::Derived), ("assumed", Basis::Assumed)];

/// Notes where a row is from, if it says so. `about`: what it is about, in words.
pub fn note(facts: &mut Vec<Fact>, fields: &impl Fields, about: impl FnOnce() -> String) {
    let Some(source) = fields.given("source") else { return };
    let word = fields.given("basis").unwrap_or_default();
    let basis = BASES.iter().find(|(known, _)| *known == word).map(|(_, basis)| *basis);
    let basis = basis.unwrap_or_else(|| basis_of(&source));
    let source = source.into_owned();
    facts.push(Fact { file: fields.spot("source").file, about: about(), source, basis });
}

/// A source that is called assumed is none.
pub fn basis_of(source: &str) -> Basis {
    let assumed = source.starts_with("assumed") || source == "off";
    if assumed { Basis::Assumed } else { Basis::Reported }
}
