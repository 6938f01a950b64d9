//! `compare`: combinations of what-ifs side by side, with the same luck.

use super::answer::Answer;
use super::combination::{self, Asked};
use super::headline::Headline;
use super::manifest;
use super::play::{Study, play_all};
use super::request::{self, CrisisRequest};
use crate::failure::Failure;
use crate::sink::Sink;
use crate::work::Work;
use haven_core::crisis::Advance;
use haven_core::crisis::scenario::Crisis;
use haven_core::draw::Draws;
use haven_core::problem::Problem;
use haven_study::crisis::paired::Difference;
use haven_study::crisis::recording::Detail;
use std::ops::Range;

/// What to compare.
#[derive(Clone, Debug)]
pub struct CompareRequest {
    /// The crisis.
    pub crisis: CrisisRequest,
    /// Combinations as `a+b`, the first is what the others are compared with. None: the named ones.
    pub what_ifs: Vec<String>,
    /// Every combination of one what-if or none from each axis.
    pub all: bool,
    /// Whether each advance is played as an attempt as well.
    pub attempts: bool,
    /// Which members.
    pub members: Range<u32>,
    /// Seed.
    pub seed: u64,
    /// People by which one answer has to exceed another to count.
    pub exceed_by: f64,
}

/// Answers side by side.
#[derive(Debug)]
pub struct Comparison {
    /// The scenario as it stands.
    pub crisis: Crisis,
    /// Country that the scenario asks about, as a position in `World::countries`, with its code.
    pub abroad: Option<(u16, String)>,
    /// The answers given that advances succeed, in the order asked for.
    pub answers: Vec<Answer>,
    /// For each answer in which anybody advances: the same, but the advance may fail.
    pub attempts: Vec<Option<Headline>>,
    /// For each answer: the chance that an attempt takes all its objectives by the end.
    pub success: Vec<Option<f64>>,
    /// How each answer but the first differs from the first.
    pub contrasts: Vec<Contrast>,
    /// Seed.
    pub seed: u64,
    /// People by which one answer has to exceed another to count.
    pub exceed_by: f64,
    /// Whether it was stopped before everything was played.
    pub interrupted: bool,
    /// Suspicious things about the scenario.
    pub warnings: Vec<Problem>,
    /// What it was made from; nothing of it knows the time.
    pub manifest: serde_json::Value,
}

/// How one answer differs from the first: by quantity, in the order of the headline.
#[derive(Clone, Debug)]
pub struct Contrast {
    /// Position of the answer.
    pub answer: usize,
    /// Differences, by quantity id.
    pub differences: Vec<(String, Difference)>,
}

/// Members with which origins and causes are told apart, each of which costs as much as two others: an
/// average needs no more.
const EXPLAINED: u32 = 20;

/// Most members in which an advance is attempted. The chance of success is what matters of them; with
/// 60 its 95 % interval is ±13 points at worst, less than what the assumed strengths leave open.
pub const ATTEMPTED: u32 = 60;

/// Compares.
///
/// # Errors
/// If the request or the scenario is bad, or the sink takes nothing.
pub fn compare(
    request: &CompareRequest,
    work: &Work<'_>,
    sink: &mut dyn Sink,
) -> Result<Comparison, Failure> {
    let (crisis, reading) = request::read(&request.crisis)?;
    let asked = combinations(request, &crisis)?;
    check_members(&request.members, crisis.days)?;
    sink.begin(&format!("{}-compare-{}", reading.name, request.seed))?;
    work.watch.expect(member_days(request, &asked, crisis.days));
    let abroad = abroad(&crisis);
    let mut comparison = Comparison {
        abroad,
        answers: Vec::new(),
        attempts: Vec::new(),
        success: Vec::new(),
        contrasts: Vec::new(),
        seed: request.seed,
        exceed_by: request.exceed_by,
        interrupted: false,
        warnings: Vec::new(),
        manifest: serde_json::Value::Null,
        crisis,
    };
    play(request, &asked, &mut comparison, work)?;
    comparison.contrasts = contrasts(&comparison.answers, request.exceed_by);
    comparison.manifest = manifest::of_comparison(request, &reading, &comparison);
    comparison.warnings = reading.problems;
    Ok(comparison)
}

fn combinations(request: &CompareRequest, crisis: &Crisis) -> Result<Vec<Asked>, Failure> {
    if request.all {
        return combination::grid(crisis);
    }
    if request.what_ifs.is_empty() {
        return combination::named(crisis);
    }
    let one = |text: &String| combination::asked(crisis, text, Advance::Achieved);
    request.what_ifs.iter().map(one).collect()
}

/// Refuses requests for nothing.
///
/// # Errors
/// If there are no members or no days.
pub fn check_members(members: &Range<u32>, days: u32) -> Result<(), Failure> {
    if members.is_empty() {
        return Err(Failure::bad_request("there are no members to run"));
    }
    if days == 0 {
        return Err(Failure::bad_request("there are no days to run"));
    }
    Ok(())
}

/// Member-days that will be played.
fn member_days(request: &CompareRequest, asked: &[Asked], days: u32) -> u64 {
    let attempts = if request.attempts {
        (0..asked.len()).filter(|at| attempted_at(asked, *at) == Some(*at)).count()
    } else {
        0
    };
    let attempted = attempts * first(&request.members, ATTEMPTED).len();
    (asked.len() * request.members.len() + attempted) as u64 * u64::from(days)
}

/// Where the advances of a combination are attempted, if there are any: at the first one that
/// differs from it in nothing but gates and havens, which do not change who takes what.
fn attempted_at(asked: &[Asked], at: usize) -> Option<usize> {
    let this = &asked[at];
    let same = |other: &Asked| {
        let mut other = other.crisis.clone();
        other.crossings.clone_from(&this.crisis.crossings);
        other.havens.clone_from(&this.crisis.havens);
        other == this.crisis
    };
    this.advances().then(|| asked[..at].iter().position(same).unwrap_or(at))
}

/// The first so many of these members.
fn first(members: &Range<u32>, many: u32) -> Range<u32> {
    members.start..members.end.min(members.start.saturating_add(many))
}

/// The country that the scenario asks about.
pub fn abroad(crisis: &Crisis) -> Option<(u16, String)> {
    let subject = &crisis.claim.as_ref()?.subject;
    let found = crisis.countries().iter().position(|country| country == subject)?;
    Some((found as u16, subject.clone()))
}

fn play(
    request: &CompareRequest,
    asked: &[Asked],
    comparison: &mut Comparison,
    work: &Work<'_>,
) -> Result<(), Failure> {
    let Work { workers, watch } = work;
    let study = Study {
        seed: request.seed,
        members: request.members.clone(),
        draws: Draws::Sampled,
        detail: Detail::Destinations,
        explain: first(&request.members, EXPLAINED),
        // The page does not tell them, and they cost as much as causes.
        routes: false,
    };
    let abroad = comparison.abroad.as_ref().map(|(country, _)| *country);
    let attempt_members = first(&request.members, ATTEMPTED);
    let unexplained = Study { explain: 0..0, members: attempt_members, ..study.clone() };
    for (at, one) in asked.iter().enumerate() {
        let played = match play_all(&study, one, work) {
            Err(Failure::NothingComplete) if !comparison.answers.is_empty() => break,
            played => played?,
        };
        let answer = Answer::of(one, &played, abroad, workers);
        if watch.is_stopped() && played.members.len() < request.members.len() {
            // Answers are paired member by member, so one that is cut short is compared as far
            // as it goes.
            comparison.interrupted = true;
        }
        drop(played);
        let attempted = attempted_at(asked, at).filter(|_| request.attempts);
        let attempt = (attempted == Some(at))
            .then(|| play_all(&unexplained, &one.attempted(), work).ok())
            .flatten();
        let chance = match (&attempt, attempted) {
            (Some(played), _) => Some(success(one, played)),
            (None, Some(earlier)) => comparison.success.get(earlier).copied().flatten(),
            (None, None) => None,
        };
        comparison.success.push(chance);
        comparison.attempts.push(attempt.map(|played| Headline::of(&played, abroad)));
        comparison.answers.push(answer);
    }
    comparison.interrupted |= watch.is_stopped();
    Ok(())
}

/// Share of members in which every objective of every advance is held by its actor at the end.
fn success(asked: &Asked, played: &super::play::Played) -> f64 {
    let wins = |member: &&haven_study::crisis::ensemble::Member| {
        let last = member.control.last().expect("a run has a reporting day");
        asked.crisis.advances().all(|campaign| {
            let taken = |place: &haven_core::id::PlaceId| last[place.index()].has(campaign.actor);
            campaign.objectives.iter().all(taken)
        })
    };
    played.members.iter().filter(wins).count() as f64 / played.members.len() as f64
}

fn contrasts(answers: &[Answer], by: f64) -> Vec<Contrast> {
    let Some((first, others)) = answers.split_first() else { return Vec::new() };
    let contrast = |(at, other): (usize, &Answer)| {
        let pairs = other.headline.quantities.iter().zip(&first.headline.quantities);
        let difference = |(one, base): (&super::headline::Quantity, &super::headline::Quantity)| {
            let difference = Difference::of(&one.values, &base.values, by)?;
            Some((one.id.clone(), difference))
        };
        Contrast { answer: at + 1, differences: pairs.filter_map(difference).collect() }
    };
    others.iter().enumerate().map(contrast).collect()
}

#[cfg(test)]
mod tests {
    use super::super::request::tests::aleppo;
    use super::*;
    use haven_core::prior::Prior;

    #[test]
    fn only_combinations_that_differ_in_gates_and_havens_share_an_attempt() {
        let crisis = aleppo();
        let of = |text: &str| combination::asked(&crisis, text, Advance::Achieved).expect(text);
        let mut asked: Vec<Asked> = [
            "no-change",
            "both-advance",
            "both-advance+gates-shut",
            "both-advance+safe-haven",
            "both-advance+opposition-weakens",
            "both-advance+fence-opened",
        ]
        .map(of)
        .into();
        let other = asked.last_mut().expect("there are some");
        other.crisis.priors.set(0, Prior::Fixed(0.5));
        let shared: Vec<_> = (0..asked.len()).map(|at| attempted_at(&asked, at)).collect();
        assert_eq!(shared, [None, Some(1), Some(1), Some(1), Some(4), Some(5)]);
    }
}
