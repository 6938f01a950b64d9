//! What a scenario is asked: `[[combination]]`, what-ifs side by side, and `[claim]`, the statement
//! that it is held against.

use super::fields::Fields;
use super::places::{PEOPLE, TOTAL};
use super::{facts, names};
use crate::codes;
use crate::haven_format::toml_table::TomlTable;
use crate::problems::Problems;
use haven_core::crisis::scenario::{Claim, Combination, Crisis, Measure, NotApplicable};
use std::borrow::Cow;

/// Reads both into a crisis whose places and axes are known.
pub fn read(top: &TomlTable<'_>, crisis: &mut Crisis, problems: &mut Problems) {
    for table in top.tables("combination", problems) {
        table.only(&["title", "what_ifs"], problems);
        let combination = combination(&table, crisis, problems);
        crisis.combinations.extend(combination);
    }
    if let Some(table) = top.inner("claim", problems) {
        table.only(&["text", "measure", "subject", "low", "high", "source", "basis"], problems);
        facts::note(&mut crisis.facts, &table, || "the statement that is examined".to_owned());
        crisis.claim = claim(&table, crisis, problems);
    }
}

fn combination(
    table: &TomlTable<'_>,
    crisis: &Crisis,
    problems: &mut Problems,
) -> Option<Combination> {
    let title = table.needed("title", problems)?.into_owned();
    let what_ifs = table.list("what_ifs", problems);
    let alternatives = crisis.axes.iter().flat_map(|axis| &axis.what_ifs);
    let known = alternatives.map(|what_if| (what_if.id.as_str(), what_if.title.as_str()));
    for (id, at) in &what_ifs {
        if !known.clone().any(|(known, _)| known == id) {
            let at = at.clone();
            names::unknown(codes::UNKNOWN_WHAT_IF, "what-if", id, known.clone(), at, problems);
        }
    }
    let ids: Vec<&str> = what_ifs.iter().map(|(id, _)| id.as_str()).collect();
    if let Err(same_axis @ NotApplicable::SameAxis(..)) = crisis.with(&ids) {
        let at = Fields::spot(table, "what_ifs");
        problems.push(codes::CONTRADICTION.at(at, same_axis.to_string()));
    }
    Some(Combination { title, what_ifs: what_ifs.into_iter().map(|(id, _)| id).collect() })
}

fn claim(table: &TomlTable<'_>, crisis: &Crisis, problems: &mut Problems) -> Option<Claim> {
    let text = table.needed("text", problems).map(Cow::into_owned);
    let words = Measure::ALL.map(|measure| (measure.name(), measure));
    let measure = table.needed("measure", problems);
    let measure = measure.and_then(|_| table.word("measure", &words, problems));
    let subject = table.needed("subject", problems).map(Cow::into_owned);
    let subject = subject.filter(|subject| is_subject(subject, table, crisis, problems));
    let [low, high] = ["low", "high"].map(|key| {
        table.needed(key, problems)?;
        Fields::number(table, key, PEOPLE, problems)
    });
    let (low, high) = (low?, high?);
    if low > high {
        let message = "`low` is above `high`";
        problems.push(codes::BAD_BOUNDS.at(Fields::spot(table, "low"), message));
    }
    let source = table.needed("source", problems)?.into_owned();
    Some(Claim { text: text?, measure: measure?, subject: subject?, low, high, source })
}

/// Whether there is such a place or country; that there is none is reported.
fn is_subject(
    subject: &str,
    table: &TomlTable<'_>,
    crisis: &Crisis,
    problems: &mut Problems,
) -> bool {
    let is_known = subject == TOTAL
        || crisis.places.iter().any(|place| place.id == subject || place.country == subject);
    if !is_known {
        names::place(crisis, subject, Fields::spot(table, "subject"), problems);
    }
    is_known
}
