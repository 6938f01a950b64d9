//! Campaigns: what actors set out to do. In `campaigns.csv`, and in what-ifs.

use super::fields::Fields;
use super::{control, dates, facts, names};
use crate::codes;
use crate::haven_format::columns::{Columns, Line, Table};
use crate::problems::Problems;
use haven_core::crisis::scenario::{ActorId, Campaign, CampaignKind, Crisis};
use haven_core::id::PlaceId;
use haven_core::prior::Prior;
use haven_core::problem::Spot;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The columns of `campaigns.csv`.
pub const COLUMNS: Columns = Columns {
    required: &["id", "actor", "kind", "from"],
    optional: &[
        "target_actor",
        "objectives",
        "announced",
        "to",
        "tempo",
        "intensity",
        "days_to_take",
    ],
    unused: &[],
};

const KINDS: [(&str, CampaignKind); 3] = [
    ("advance", CampaignKind::Advance),
    ("air", CampaignKind::Air),
    ("siege", CampaignKind::Siege),
];

/// How the two names that differ between tables and what-ifs are written.
#[derive(Clone, Copy)]
pub struct Names {
    /// The party against whom it is.
    pub target: &'static str,
    /// Kilometres per day.
    pub speed: &'static str,
}

const IN_TABLE: Names = Names { target: "target_actor", speed: "tempo" };

/// Reads the campaigns into a crisis, in the order of their ids, and gives the spot of the objectives of
/// each.
pub fn read(table: &Table<'_>, crisis: &mut Crisis, problems: &mut Problems) -> Vec<Spot> {
    let mut by_id: BTreeMap<String, (Campaign, Spot)> = BTreeMap::new();
    for line in table.lines() {
        let Some(campaign) = of_row(&line, crisis, problems) else { continue };
        let at = line.spot("id");
        if let Some((_, first)) = by_id.get(&campaign.id) {
            let message =
                format!("the campaign `{}` is already in line {}", campaign.id, first.line);
            problems.push(codes::DUPLICATE_ID.at(at, message));
            continue;
        }
        facts::note(&mut crisis.facts, &line, || format!("campaign {}", campaign.id));
        by_id.insert(campaign.id.clone(), (campaign, line.spot("objectives")));
    }
    let (campaigns, spots) = by_id.into_values().unzip();
    crisis.campaigns = campaigns;
    spots
}

/// The campaign of a row, if it was known and is not over before the start.
fn of_row(line: &Line<'_>, crisis: &Crisis, problems: &mut Problems) -> Option<Campaign> {
    let campaign = campaign(line, IN_TABLE, crisis, problems)?;
    let seen: Option<Date> = ["announced", "from"].into_iter().find_map(|key| {
        line.given(key)?;
        Line::date(line, key, &mut Problems::default())
    });
    let known = dates::is_known(crisis, line, seen?, problems);
    (known && campaign.until > 0).then_some(campaign)
}

/// A campaign.
pub fn campaign(
    fields: &impl Fields,
    names: Names,
    crisis: &Crisis,
    problems: &mut Problems,
) -> Option<Campaign> {
    let id = fields.needed("id", problems);
    let actor = names::leaf_in(crisis, fields, "actor", problems);
    let kind = fields.needed("kind", problems).and_then(|_| fields.word("kind", &KINDS, problems));
    let target = fields.given(names.target);
    let target = target
        .map(|id| names::actor(crisis, &id, fields.spot(names.target), problems))
        .map_or(Some(None), |found| found.map(Some));
    let objectives = objectives(fields, crisis, kind, problems);
    let from = dates::beginning(crisis, fields, "from", problems);
    let until =
        from.and_then(|(_, first)| dates::end(crisis, fields, ["from", "to"], first, problems));
    let announced = announced(fields, crisis, from.map(|(_, first)| first), problems);
    let speed = fields.prior(names.speed, [0.01, 1000.0], problems);
    let intensity = fields.prior("intensity", [0.0, 1000.0], problems);
    let days_to_take = fields.prior("days_to_take", [1.0, 36_525.0], problems);
    Some(Campaign {
        id: id?.into_owned(),
        actor: actor?,
        kind: kind?,
        target: target?,
        objectives,
        announced: announced?,
        from: from?.1,
        until: until?,
        km_per_day: speed,
        intensity: intensity.unwrap_or(Prior::Fixed(1.0)),
        days_to_take,
        tempo: 1.0,
    })
}

fn objectives(
    fields: &impl Fields,
    crisis: &Crisis,
    kind: Option<CampaignKind>,
    problems: &mut Problems,
) -> Vec<PlaceId> {
    let listed = names::places_in(crisis, fields, "objectives", problems);
    let needed = matches!(kind, Some(CampaignKind::Advance | CampaignKind::Siege));
    if needed && fields.given("objectives").is_none() {
        fields.lacks("objectives", problems);
    }
    for (place, at) in &listed {
        if !names::is_ground(crisis, *place) {
            let id = &crisis.places[place.index()].id;
            let message = format!("`{id}` is a gate or abroad: it is no objective");
            let hint = "name the place on the home side of the border";
            problems.push(codes::WRONG_KIND.at(at.clone(), message).hint(hint));
        }
    }
    listed.into_iter().map(|(place, _)| place).collect()
}

/// The first day on which it can be seen coming: its own first day if nothing is said.
fn announced(
    fields: &impl Fields,
    crisis: &Crisis,
    first: Option<i64>,
    problems: &mut Problems,
) -> Option<i64> {
    if fields.given("announced").is_none() {
        return first;
    }
    let announced = dates::day(crisis, fields.date("announced", problems)?);
    if first.is_some_and(|first| announced > first) {
        let message = "it is announced after it begins";
        let hint = "`announced` is the first day on which it can be seen coming";
        problems.push(codes::BAD_PERIOD.at(fields.spot("announced"), message).hint(hint));
        return None;
    }
    Some(announced)
}

/// How far shares that are all of a place may be from 1 in sum.
const ALL: f64 = 1e-9;

/// Reports objectives of an advance to which no road leads from the ground that its actor and its
/// allies hold when it begins, and those that they hold already.
pub fn check(crisis: &Crisis, campaign: &Campaign, at: &Spot, problems: &mut Problems) {
    if campaign.kind != CampaignKind::Advance {
        return;
    }
    let day = campaign.from.min(crisis.origin.into());
    let holds = |place: PlaceId, is_own: &dyn Fn(ActorId) -> bool| -> f64 {
        let holders = control::holders(crisis, place, day).iter();
        holders.filter(|(holder, _)| is_own(*holder)).map(|(_, share)| share).sum()
    };
    let reached = reached(crisis, |place| {
        holds(place, &|holder| crisis.are_allied(campaign.actor, holder)) > 0.0
    });
    let actor = &crisis.actors[campaign.actor.index()].id;
    for objective in campaign.objectives.iter().filter(|at| names::is_ground(crisis, **at)) {
        let id = &crisis.places[objective.index()].id;
        let own = holds(*objective, &|holder| holder == campaign.actor);
        let friendly = holds(*objective, &|holder| crisis.are_allied(campaign.actor, holder));
        if own.max(friendly) >= 1.0 - ALL {
            let who = if own >= 1.0 - ALL { "holds" } else { "and its allies hold" };
            let message = format!("`{actor}` {who} the objective `{id}` already");
            let hint = "there is nothing to take: leave it out, or correct control.csv";
            problems.push(codes::ALREADY_HELD.at(at.clone(), message).hint(hint));
        } else if !reached[objective.index()] {
            let message = format!("no road leads from ground of `{actor}` to the objective `{id}`");
            let hint = "armies do not cross borders: add the missing links, or correct control.csv";
            problems.push(codes::NO_PATH.at(at.clone(), message).hint(hint));
        }
    }
}

/// The places to which a road inside the home country leads from any that `is_start` says.
fn reached(crisis: &Crisis, is_start: impl Fn(PlaceId) -> bool) -> Vec<bool> {
    let all = (0..crisis.places.len() as u32).map(PlaceId);
    super::network::reached(crisis, all.filter(|place| is_start(*place)).collect(), |place| {
        names::is_ground(crisis, place)
    })
}
