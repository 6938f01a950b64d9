//! What a what-if names: campaigns, havens, gates of a country, and ids that are keys of a table.

use super::fields::Fields;
use super::names;
use crate::codes;
use crate::haven_format::toml_table::TomlTable;
use crate::problems::Problems;
use haven_core::crisis::scenario::{Change, Crisis, PlaceKind};
use haven_core::id::PlaceId;
use haven_core::problem::Spot;
use std::borrow::Cow;
use toml::Spanned;

/// Whether the scenario, or this what-if, has a campaign; that there is none is reported.
pub fn is_campaign(
    id: &str,
    at: Spot,
    crisis: &Crisis,
    changes: &[Change],
    problems: &mut Problems,
) -> bool {
    let added = changes.iter().filter_map(|change| match change {
        Change::AddCampaign(campaign) => Some(campaign.id.as_str()),
        _ => None,
    });
    let known = crisis.campaigns.iter().map(|campaign| campaign.id.as_str()).chain(added);
    let pairs = known.map(|id| (id, id));
    let is_known = pairs.clone().any(|(known, _)| known == id);
    if !is_known {
        names::unknown(codes::UNKNOWN_CAMPAIGN, "campaign", id, pairs, at, problems);
    }
    is_known
}

/// Whether the scenario, or this what-if, has a haven; that there is none is reported.
pub fn is_haven(
    id: &str,
    at: Spot,
    crisis: &Crisis,
    changes: &[Change],
    problems: &mut Problems,
) -> bool {
    let added = changes.iter().filter_map(|change| match change {
        Change::AddHaven(haven) => Some(haven),
        _ => None,
    });
    let all = crisis.havens.iter().chain(added);
    let known = all.map(|haven| (haven.id.as_str(), haven.name.as_str()));
    let is_known = known.clone().any(|(known, _)| known == id);
    if !is_known {
        names::unknown(codes::UNKNOWN_HAVEN, "haven", id, known, at, problems);
    }
    is_known
}

/// Every gate, or every one that leads to the `country`; that there is none is reported.
pub fn every_gate(table: &TomlTable<'_>, crisis: &Crisis, problems: &mut Problems) -> Vec<PlaceId> {
    let country = table.text_of("country", problems);
    let all = (0..crisis.places.len() as u32).map(PlaceId);
    let of_country = |place: &PlaceId| {
        let found = &crisis.places[place.index()];
        found.kind == PlaceKind::Crossing && country.is_none_or(|code| code == found.country)
    };
    let gates: Vec<PlaceId> = all.filter(of_country).collect();
    if gates.is_empty() {
        let message = match country {
            Some(code) => format!("no gate leads to the country `{code}`"),
            None => "the scenario has no gate".to_owned(),
        };
        problems.push(codes::UNKNOWN_PLACE.at(Fields::spot(table, "country"), message));
    }
    gates
}

/// The keys of the table under a key, each with that table and the key's spot.
pub fn entries<'t>(
    table: &TomlTable<'t>,
    key: &str,
    problems: &mut Problems,
) -> Vec<(String, TomlTable<'t>, Spot)> {
    let Some(inner) = table.inner(key, problems) else { return Vec::new() };
    let entry =
        |key: &Spanned<Cow<'_, str>>| (key.get_ref().to_string(), inner, inner.spot(&key.span()));
    inner.table.iter().map(|(key, _)| entry(key)).collect()
}
