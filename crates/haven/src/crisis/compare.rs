//! `compare`: combinations of what-ifs side by side, with the same luck.

use super::answer::Answer;
use super::combination::{self, Asked};
use super::comparison::{Comparison, Contrast};
use super::headline::Headline;
use super::manifest;
use super::play::{Study, play_all};
use crate::changed::{self, ChangedCrisis};
use crate::failure::Failure;
use crate::request::{COMPARED, CompareRequest};
use crate::sink::Sink;
use crate::work::Work;
use haven_core::crisis::Advance;
use haven_core::crisis::scenario::Crisis;
use haven_core::draw::Draws;
use haven_study::crisis::paired::Difference;
use haven_study::crisis::recording::Detail;
use std::collections::BTreeSet;
use std::ops::Range;

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
    let ChangedCrisis { crisis, reading } = changed::read(&request.scenario, work.sources)?;
    let asked = combinations(request, &crisis)?;
    let prepared = prepared(request.prepare_for.as_deref(), &asked)?;
    let members = request.ensemble.members_or(COMPARED);
    check_members(&members, crisis.days)?;
    sink.begin(&format!("{}-compare-{}", reading.name, request.ensemble.seed))?;
    work.watch.expect(member_days((&members, request.attempts), &asked, crisis.days));
    let abroad = abroad(&crisis);
    let mut comparison = Comparison {
        abroad,
        answers: Vec::new(),
        attempts: Vec::new(),
        success: Vec::new(),
        prepared,
        contrasts: Vec::new(),
        seed: request.ensemble.seed,
        exceed_by: request.exceed_by,
        interrupted: false,
        warnings: Vec::new(),
        manifest: serde_json::Value::Null,
        crisis,
    };
    play((&members, request.attempts), &asked, &mut comparison, work)?;
    // One that was not reached before a stop cannot be told.
    comparison.prepared = prepared.min(comparison.answers.len() - 1);
    comparison.contrasts = contrasts(&comparison.answers, request.exceed_by);
    comparison.manifest = manifest::of_comparison(request, &members, &reading, &comparison);
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

/// The position of the combination that is prepared for.
fn prepared(wanted: Option<&str>, asked: &[Asked]) -> Result<usize, Failure> {
    let Some(wanted) = wanted else {
        let advances = |one: &Asked| one.crisis.advances().count();
        let most = asked.iter().map(advances).max();
        return Ok(asked.iter().position(|one| Some(advances(one)) == most).unwrap_or(0));
    };
    let parts = |text: &str| -> BTreeSet<String> {
        text.split('+').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect()
    };
    let is_wanted = |one: &Asked| {
        one.title.eq_ignore_ascii_case(wanted) || parts(&one.what_ifs.join("+")) == parts(wanted)
    };
    asked.iter().position(is_wanted).ok_or_else(|| {
        let ids: Vec<String> = asked.iter().map(Asked::id).collect();
        let hint = format!("compared are: {}", ids.join(", "));
        let message = format!("`{wanted}` is not among the combinations that are compared");
        Failure::bad_request_with(message, Some(hint))
    })
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

/// Members, and whether advances are attempted as well.
type Asks<'a> = (&'a Range<u32>, bool);

/// Member-days that will be played.
fn member_days((members, attempts): Asks<'_>, asked: &[Asked], days: u32) -> u64 {
    let attempts = if attempts {
        (0..asked.len()).filter(|at| attempted_at(asked, *at) == Some(*at)).count()
    } else {
        0
    };
    let attempted = attempts * first(members, ATTEMPTED).len();
    (asked.len() * members.len() + attempted) as u64 * u64::from(days)
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
    (members, attempts): Asks<'_>,
    asked: &[Asked],
    comparison: &mut Comparison,
    work: &Work<'_>,
) -> Result<(), Failure> {
    let Work { workers, watch, .. } = work;
    let study = Study {
        seed: comparison.seed,
        members: members.clone(),
        draws: Draws::Sampled,
        detail: Detail::Destinations,
        explain: first(members, EXPLAINED),
        explain_at: None,
        // The page does not tell them, and they cost as much as causes.
        routes: false,
    };
    let abroad = comparison.abroad.as_ref().map(|(country, _)| *country);
    let attempt_members = first(members, ATTEMPTED);
    let unexplained = Study { explain: 0..0, members: attempt_members, ..study.clone() };
    for (at, one) in asked.iter().enumerate() {
        let played = match play_all(&study, one, work) {
            Err(Failure::NothingComplete) if !comparison.answers.is_empty() => break,
            played => played?,
        };
        let answer = Answer::of(one, &played, abroad, workers);
        if watch.is_stopped() && played.members.len() < members.len() {
            // Answers are paired member by member, so one that is cut short is compared as far
            // as it goes.
            comparison.interrupted = true;
        }
        drop(played);
        let attempted = attempted_at(asked, at).filter(|_| attempts);
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
    use super::*;
    use crate::changed::tests::aleppo;
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

    #[test]
    fn what_is_prepared_for_is_the_first_with_most_advances_or_what_is_asked_for() {
        let asked = combination::named(&aleppo()).expect("they are checked");
        let title = |wanted| asked[prepared(wanted, &asked).unwrap()].title.as_str();
        assert_eq!(title(None), "Both advance");
        assert_eq!(title(Some("fence-opened+both-advance")), "Both advance, the fence is opened");
        assert_eq!(title(Some("daesh advances")), "Daesh advances");
        let refused = prepared(Some("both-advance"), &asked).unwrap_err().to_string();
        assert!(refused.contains("not among the combinations"), "{refused}");
        assert!(refused.contains("both-advance+gates-shut"), "{refused}");
    }
}
