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
use haven_io::nearest::nearest;
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
    /// A country (code or name), a gate, or a host abroad, by id, name or another name; without it the country
    /// that the scenario asks about.
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
    /// What is counted, in words: "in Turkey", "through" a gate, or "at" a town.
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
    /// Members that were asked for.
    pub asked: usize,
    /// Whether it was stopped before all of them were played with every combination.
    pub interrupted: bool,
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
    /// The host abroad, if it is one.
    host: Option<PlaceId>,
}

/// Explains.
///
/// # Errors
/// If the request or the scenario is bad.
pub fn explain(request: &ExplainRequest, work: &Work<'_>) -> Result<Explanation, Failure> {
    let ChangedCrisis { crisis, .. } = changed::read(&request.scenario, work.sources)?;
    let members = request.ensemble.members_or(MEMBERS);
    check_members(&members, crisis.days)?;
    let asked_for = members.len();
    let asked = combinations(request, &crisis)?;
    let counted = counted(&crisis, request.place.as_deref())?;
    work.watch.expect(asked.len() as u64 * members.len() as u64 * u64::from(crisis.days));
    let is_sensitive = sensitive(&crisis, request.scenario.scenario.as_of);
    let study = Study {
        seed: request.ensemble.seed,
        members: members.clone(),
        draws: Draws::Sampled,
        detail: Detail::Destinations,
        explain: if request.reach.is_none() || counted.host.is_some() { members } else { 0..0 },
        explain_at: counted.host,
        routes: !is_sensitive,
    };
    let mut explanation = Explanation {
        seed: request.ensemble.seed,
        counted: name(&crisis, counted),
        is_sensitive,
        answers: Vec::new(),
        arrivals: Vec::new(),
        parts: Vec::new(),
        counts: Vec::new(),
        reach: Vec::new(),
        asked: asked_for,
        interrupted: false,
        crisis,
    };
    for asked in &asked {
        let played = match play_all(&study, asked, work) {
            Err(Failure::NothingComplete) if !explanation.answers.is_empty() => break,
            played => played?,
        };
        let mut answer = Answer::of(asked, &played, country(counted.scope), work.workers);
        let mut parts = std::mem::take(&mut answer.parts);
        let kept = |gate: usize| counts(&played.world, counted, played.world.gates()[gate]);
        for parts in &mut parts {
            parts.keep_gates(kept);
        }
        explanation.counts.push(counts_of(&played, counted, &parts));
        if let Some(range) = &request.reach {
            let at = explanation.answers.len();
            let outcomes = &explanation.counts[at];
            explanation.reach.push(reach(&played, &answer, counted, (outcomes, range, at)));
        }
        explanation.parts.push(parts);
        explanation.arrivals.extend(answer.explained.take().map(|mut arrivals| {
            arrivals.keep_gates(kept);
            arrivals
        }));
        explanation.answers.push(answer);
    }
    let is_complete = |answer: &Answer| answer.members.len() == explanation.asked;
    explanation.interrupted =
        explanation.answers.len() < asked.len() || !explanation.answers.iter().all(is_complete);
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
        return Ok(Counted { scope, host: None });
    };
    let lower = text.to_lowercase();
    let countries = crisis.countries();
    let country = countries.iter().position(|code| {
        code.to_lowercase() == lower || country_name(code).to_lowercase() == lower
    });
    if let Some(country) = country {
        return Ok(Counted { scope: Scope::Country(country as u16), host: None });
    }
    let found = crisis.place_called(text).ok_or_else(|| unknown(crisis, text))?;
    if crisis.gates().any(|gate| gate == found) {
        return Ok(Counted { scope: Scope::Place(found), host: None });
    }
    if crisis.is_at_home(found) {
        let message =
            format!("`{text}` is inside the country: arrivals are told apart abroad only");
        let hint = "name a country, a gate or a town abroad; `haven places` lists them".to_owned();
        return Err(Failure::bad_request_with(message, Some(hint)));
    }
    Ok(Counted { scope: Scope::Place(found), host: Some(found) })
}

/// Nothing is called so.
fn unknown(crisis: &Crisis, text: &str) -> Failure {
    let countries = crisis.countries();
    let names = crisis.places.iter().flat_map(|place| {
        [&place.id, &place.name].into_iter().chain(&place.alt_names).map(String::as_str)
    });
    let countries = countries.iter().flat_map(|code| [code.as_str(), country_name(code)]);
    let hint = match nearest(text, names.chain(countries)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`haven places` lists what there is".to_owned(),
    };
    Failure::bad_request_with(format!("`{text}` is no country and no place"), Some(hint))
}

fn country(scope: Scope) -> Option<u16> {
    match scope {
        Scope::Country(country) => Some(country),
        _ => None,
    }
}

fn name(crisis: &Crisis, counted: Counted) -> String {
    match counted.scope {
        Scope::System => "in all countries abroad".to_owned(),
        Scope::Country(country) => {
            format!("in {}", country_name(&crisis.countries()[usize::from(country)]))
        }
        Scope::Place(place) => {
            let by = if counted.host.is_some() { "at" } else { "through" };
            format!("{by} {}", crisis.places[place.index()].name)
        }
    }
}

/// Arrivals over the whole run at what is asked about, by member. `parts`: of the same members, if what is
/// asked about is a host.
fn counts_of(played: &Played, counted: Counted, parts: &[Parts]) -> Vec<f64> {
    if counted.host.is_some() {
        return parts.iter().map(|parts| parts.by_week().iter().sum()).collect();
    }
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
    counted: Counted,
    (outcomes, range, at): (&[f64], &RangeInclusive<f64>, usize),
) -> Reach {
    let numbers: Vec<&[f64]> = answer.numbers.iter().map(Vec::as_slice).collect();
    let inside: Vec<bool> = outcomes.iter().map(|outcome| range.contains(outcome)).collect();
    let crisis = played.world.crisis();
    let names = Inputs::names(crisis);
    let mut reached = condition(outcomes, &numbers, range);
    reached.shifts.retain(|shift| !tells_strength(&names[shift.number]));
    Reach {
        answer: at,
        range: range.clone(),
        reached,
        names,
        events: events(played, &inside),
        gate_limit: gate_limit(played, counted),
        people_limit: people_limit(played),
    }
}

/// Whether a number (by its name in `Inputs::names`) is how strong an armed actor is, or becomes: of that
/// nothing is said, not even as a condition (model.md §12).
fn tells_strength(name: &str) -> bool {
    ["strength: ", "supplies of "].iter().any(|start| name.starts_with(start))
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

/// Whether those who come through a gate are counted; of a host, those through every gate of its country.
fn counts(world: &World, counted: Counted, gate: PlaceId) -> bool {
    let country = |place: PlaceId| &world.crisis().places[place.index()].country;
    match (counted.scope, counted.host) {
        (_, Some(host)) => country(gate) == country(host),
        (Scope::System, _) => true,
        (Scope::Place(asked), _) => gate == asked,
        (Scope::Country(asked), _) => *country(gate) == world.countries()[usize::from(asked)],
    }
}

/// People whom the gates counted could let through over the whole run: the median of members.
fn gate_limit(played: &Played, counted: Counted) -> f64 {
    let crisis = played.world.crisis();
    let days = i64::from(crisis.days);
    let limit = |member: &haven_study::crisis::ensemble::Member| {
        let setting = Inputs::draw(crisis, played.plan.seed, member.member, played.plan.draws);
        let mut limit = 0.0;
        for gate in played
            .world
            .gates()
            .iter()
            .copied()
            .filter(|gate| counts(&played.world, counted, *gate))
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
