//! `explain`: where arrivals come from and why, where a difference comes from, and what would have
//! to be true for so many to come.

use super::answer::Answer;
use super::combination::{self, Asked};
use super::compare::{abroad, check_members};
use super::country::country_name;
use super::headline::quantity;
use super::manifest::sensitive;
use super::play::{Played, Study, play_all};
use crate::changed::{self, ChangedCrisis, ChangedScenario};
use crate::failure::Failure;
use crate::request::{EnsembleRequest, MEMBERS};
use crate::work::Work;
use haven_core::crisis::inputs::Inputs;
use haven_core::crisis::scenario::{Crisis, Measure, Scope};
use haven_core::crisis::{Advance, World};
use haven_core::draw::Draws;
use haven_core::id::PlaceId;
use haven_study::crisis::explained::Explained;
use haven_study::crisis::parts::Parts;
use haven_study::crisis::reach::{Reached, condition};
use haven_study::crisis::recording::{Detail, Key};
use std::ops::RangeInclusive;

/// What to explain.
#[derive(Clone, Debug, Default)]
pub struct ExplainRequest {
    /// The crisis with what is changed in it.
    pub scenario: ChangedScenario,
    /// Combinations as `a+b`; none: the named ones. With `reach` all are asked, otherwise the first
    /// is explained, and if there is a second also where their difference comes from.
    pub what_ifs: Vec<String>,
    /// Whether advances are a premise or an attempt.
    pub advance: Advance,
    /// How many would have to come.
    pub reach: Option<RangeInclusive<f64>>,
    /// A country's code or name, or a gate's id or name; without it the country that the scenario asks about.
    pub place: Option<String>,
    /// Which members; [`MEMBERS`] if nothing is said.
    pub ensemble: EnsembleRequest,
}

/// An explanation.
#[derive(Debug)]
pub struct Explanation {
    /// The crisis as it stands.
    pub crisis: Crisis,
    /// Seed.
    pub seed: u64,
    /// What is counted, in words: "in Turkey", or "through" a gate.
    pub counted: String,
    /// Whether people may be on these ways now, so that origins are told by area only, and routes not
    /// at all.
    pub is_sensitive: bool,
    /// What each combination says of itself.
    pub answers: Vec<Answer>,
    /// Mean arrivals by origin, cause, route, gate and week (by combination; only at what is asked
    /// about; of routes nothing is known if that is sensitive).
    pub arrivals: Vec<Explained>,
    /// The same of each member by one label at a time, by combination and member.
    pub parts: Vec<Vec<Parts>>,
    /// All arrivals there, by combination and member.
    pub counts: Vec<Vec<f64>>,
    /// The inverse question, by combination.
    pub reach: Vec<Reach>,
}

/// What would have to be true.
#[derive(Clone, Debug)]
pub struct Reach {
    /// Position among the answers.
    pub answer: usize,
    /// The range asked about.
    pub range: RangeInclusive<f64>,
    /// Members that come into it.
    pub reached: Reached,
    /// Names of the uncertain numbers.
    pub names: Vec<String>,
    /// Places that are taken more often in these members than in all: place and shares.
    pub events: Vec<(String, f64, f64)>,
    /// People whom gates could let through at most: the median of members.
    pub gate_limit: f64,
    /// People within reach: residents of the home country, the median of members.
    pub people_limit: f64,
}

/// Where arrivals are counted.
#[derive(Clone, Copy)]
struct Counted {
    scope: Scope,
}

/// Explains.
///
/// # Errors
/// If the request or the scenario is bad.
pub fn explain(request: &ExplainRequest, work: &Work<'_>) -> Result<Explanation, Failure> {
    let ChangedCrisis { crisis, .. } = changed::read(&request.scenario, work.sources)?;
    let members = request.ensemble.members_or(MEMBERS);
    check_members(&members, crisis.days)?;
    let asked = combinations(request, &crisis)?;
    let counted = counted(&crisis, request.place.as_deref())?;
    work.watch.expect(asked.len() as u64 * members.len() as u64 * u64::from(crisis.days));
    let is_sensitive = sensitive(&crisis, request.scenario.scenario.as_of);
    let study = Study {
        seed: request.ensemble.seed,
        members: members.clone(),
        draws: Draws::Sampled,
        detail: Detail::Destinations,
        explain: if request.reach.is_none() { members } else { 0..0 },
        routes: !is_sensitive,
    };
    let mut explanation = Explanation {
        seed: request.ensemble.seed,
        counted: name(&crisis, counted.scope),
        is_sensitive,
        answers: Vec::new(),
        arrivals: Vec::new(),
        parts: Vec::new(),
        counts: Vec::new(),
        reach: Vec::new(),
        crisis,
    };
    for asked in &asked {
        let played = play_all(&study, asked, work)?;
        let mut answer = Answer::of(asked, &played, country(counted.scope), work.workers);
        let mut parts = std::mem::take(&mut answer.parts);
        let kept = |gate: usize| counts(&played.world, counted.scope, played.world.gates()[gate]);
        for parts in &mut parts {
            parts.keep_gates(kept);
        }
        explanation.parts.push(parts);
        explanation.arrivals.extend(answer.explained.take().map(|mut arrivals| {
            arrivals.keep_gates(kept);
            arrivals
        }));
        explanation.counts.push(counts_of(&played, counted));
        if let Some(range) = &request.reach {
            let at = explanation.answers.len();
            explanation.reach.push(reach(&played, &answer, at, counted, range));
        }
        explanation.answers.push(answer);
    }
    Ok(explanation)
}

fn combinations(request: &ExplainRequest, crisis: &Crisis) -> Result<Vec<Asked>, Failure> {
    let mut asked: Vec<Asked> = match (&request.what_ifs[..], &request.reach) {
        ([], Some(_)) => combination::named(crisis)?,
        ([], None) => vec![combination::asked(crisis, "", request.advance)?],
        (texts, _) => texts
            .iter()
            .map(|text| combination::asked(crisis, text, request.advance))
            .collect::<Result<_, _>>()?,
    };
    for asked in &mut asked {
        asked.advance = request.advance;
    }
    Ok(asked)
}

fn counted(crisis: &Crisis, place: Option<&str>) -> Result<Counted, Failure> {
    let Some(text) = place else {
        let scope = abroad(crisis).map_or(Scope::System, |(country, _)| Scope::Country(country));
        return Ok(Counted { scope });
    };
    let lower = text.to_lowercase();
    let countries = crisis.countries();
    let country = countries.iter().position(|code| {
        code.to_lowercase() == lower || country_name(code).to_lowercase() == lower
    });
    if let Some(country) = country {
        return Ok(Counted { scope: Scope::Country(country as u16) });
    }
    let gate = crisis.gates().find(|gate| {
        let place = &crisis.places[gate.index()];
        place.id == text || place.name.to_lowercase() == lower
    });
    gate.map(|gate| Counted { scope: Scope::Place(gate) }).ok_or_else(|| {
        let gates = crisis.gates().map(|gate| crisis.places[gate.index()].id.as_str());
        let known: Vec<&str> = countries[1..].iter().map(String::as_str).chain(gates).collect();
        let hint = format!("arrivals are counted in: {}", known.join(", "));
        Failure::bad_request_with(format!("`{text}` is no country abroad and no gate"), Some(hint))
    })
}

fn country(scope: Scope) -> Option<u16> {
    match scope {
        Scope::Country(country) => Some(country),
        _ => None,
    }
}

fn name(crisis: &Crisis, scope: Scope) -> String {
    match scope {
        Scope::System => "in all countries abroad".to_owned(),
        Scope::Country(country) => {
            format!("in {}", country_name(&crisis.countries()[usize::from(country)]))
        }
        Scope::Place(place) => format!("through {}", crisis.places[place.index()].name),
    }
}

/// Arrivals over the whole run at what is asked about, by member.
fn counts_of(played: &Played, counted: Counted) -> Vec<f64> {
    let key = Key { measure: Measure::Crossed, scope: counted.scope };
    let series = played.plan.recording.series.iter().position(|kept| *kept == key);
    let days = played.plan.recording.days;
    let crossed = |member: &haven_study::crisis::ensemble::Member| {
        series.map_or(0.0, |series| (0..days).map(|day| member.record.at(series, day)).sum())
    };
    played.members.iter().map(crossed).collect()
}

fn reach(
    played: &Played,
    answer: &Answer,
    at: usize,
    counted: Counted,
    range: &RangeInclusive<f64>,
) -> Reach {
    let outcomes = counts_of(played, counted);
    let numbers: Vec<&[f64]> = answer.numbers.iter().map(Vec::as_slice).collect();
    let inside: Vec<bool> = outcomes.iter().map(|outcome| range.contains(outcome)).collect();
    let crisis = played.world.crisis();
    Reach {
        answer: at,
        range: range.clone(),
        reached: condition(&outcomes, &numbers, range),
        names: Inputs::names(crisis),
        events: events(played, &inside),
        gate_limit: gate_limit(played, counted.scope),
        people_limit: people_limit(played),
    }
}

/// Captures that are more frequent in the members inside than in all, largest difference first.
fn events(played: &Played, inside: &[bool]) -> Vec<(String, f64, f64)> {
    let crisis = played.world.crisis();
    let count = inside.iter().filter(|inside| **inside).count();
    if count == 0 {
        return Vec::new();
    }
    let share = |place: PlaceId, among: &dyn Fn(usize) -> bool, of: usize| {
        let members = played.members.iter().enumerate().filter(|(at, _)| among(*at));
        let taken = members.filter(|(_, m)| m.captures.iter().any(|c| c.place == place)).count();
        taken as f64 / of as f64
    };
    let places = (0..crisis.places.len() as u32).map(PlaceId);
    let mut events: Vec<(String, f64, f64)> = places
        .map(|place| {
            let there = share(place, &|at| inside[at], count);
            let usual = share(place, &|_| true, inside.len());
            (crisis.places[place.index()].name.clone(), there, usual)
        })
        .filter(|(_, there, usual)| (there - usual).abs() > 0.05)
        .collect();
    events.sort_by(|a, b| (b.1 - b.2).abs().total_cmp(&(a.1 - a.2).abs()));
    events
}

/// Whether those who come through a gate are counted.
fn counts(world: &World, scope: Scope, gate: PlaceId) -> bool {
    let country = |place: PlaceId| &world.crisis().places[place.index()].country;
    match scope {
        Scope::System => true,
        Scope::Place(asked) => gate == asked,
        Scope::Country(asked) => *country(gate) == world.countries()[usize::from(asked)],
    }
}

/// People whom the gates counted could let through over the whole run: the median of members.
fn gate_limit(played: &Played, scope: Scope) -> f64 {
    let crisis = played.world.crisis();
    let days = i64::from(crisis.days);
    let limit = |member: &haven_study::crisis::ensemble::Member| {
        let setting = Inputs::draw(crisis, played.plan.seed, member.member, played.plan.draws);
        let mut limit = 0.0;
        for gate in
            played.world.gates().iter().copied().filter(|gate| counts(&played.world, scope, *gate))
        {
            for day in 0..days {
                let closed = haven_core::crisis::scenario::GateState::Closed;
                limit += crisis
                    .gate_on(gate, day)
                    .filter(|at| crisis.crossings[*at].state != closed)
                    .map_or(0.0, |at| setting.quota_per_day[at]);
            }
        }
        limit
    };
    quantity("", "", played.members.iter().map(limit).collect()).spread.median()
}

fn people_limit(played: &Played) -> f64 {
    let crisis = played.world.crisis();
    let residents = |member: &haven_study::crisis::ensemble::Member| {
        let setting = Inputs::draw(crisis, played.plan.seed, member.member, played.plan.draws);
        setting.residents.iter().sum()
    };
    quantity("", "", played.members.iter().map(residents).collect()).spread.median()
}
