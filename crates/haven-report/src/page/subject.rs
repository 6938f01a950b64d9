//! What the page is about: which of the answers it tells at length.

use crate::claim::claimed;
use haven::crisis::{Answer, Comparison, Headline, Quantity, country_name};
use haven_core::crisis::scenario::Claim;

/// The answers of a comparison that the page talks about.
pub struct Subject<'a> {
    /// Everything.
    pub comparison: &'a Comparison,
    /// What the others are compared with.
    pub baseline: &'a Answer,
    /// The answer that is told at length and prepared for.
    pub main: &'a Answer,
    /// The main answer's position.
    pub at: usize,
}

impl<'a> Subject<'a> {
    /// None if nothing was compared.
    pub fn of(comparison: &'a Comparison) -> Option<Self> {
        let baseline = comparison.answers.first()?;
        let at = comparison.prepared;
        Some(Self { comparison, baseline, main: comparison.answers.get(at)?, at })
    }

    /// Whether the main answer is the one that others are compared with.
    pub fn is_alone(&self) -> bool {
        self.at == 0
    }

    /// Members of the main answer.
    pub fn members(&self) -> usize {
        self.main.members.len()
    }

    /// Name of the country that the scenario asks about.
    pub fn abroad(&self) -> Option<&'a str> {
        self.comparison.abroad.as_ref().map(|(_, code)| country_name(code))
    }

    /// Whether origins and ways are too recent to be told.
    pub fn is_sensitive(&self) -> bool {
        self.comparison.manifest.sensitive.unwrap_or(true)
    }

    /// The claim with the numbers of an answer that it is about.
    pub fn claimed<'b>(&'b self, headline: &'b Headline) -> Option<(&'b Claim, &'b Quantity)> {
        let abroad = self.comparison.abroad.as_ref().map(|(_, code)| code.as_str());
        claimed(&self.comparison.crisis, abroad, headline)
    }
}
