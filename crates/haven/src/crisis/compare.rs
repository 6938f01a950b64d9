//! `compare`: combinations of what-ifs side by side, with the same luck.

use super::answer::Answer;
use super::combination::{self, Asked};
use super::comparison::{Comparison, Contrast, Progress};
use super::headline::Headline;
use super::manifest;
use super::play::{Study, play_all};
use crate::changed::{self, ChangedCrisis};
use crate::disclosure::{Arrivals, sensitive};
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
    let is_sensitive = sensitive(&crisis, request.scenario.scenario.as_of);
    let asks = Asks { members: &members, attempts: request.attempts, is_sensitive };
    work.watch.expect(member_days(asks, &asked, crisis.days));
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
        progress: Progress { members: members.len(), ..Progress::default() },
        warnings: Vec::new(),
        manifest: manifest::made_from(&request.scenario, &reading, &crisis, "compare"),
        crisis,
    };
    play(asks, &asked, &mut comparison, work)?;
    // One that was not reached before a stop cannot be told.
    comparison.prepared = prepared.min(comparison.answers.len() - 1);
    comparison.contrasts = contrasts(&comparison.answers, request.exceed_by);
    comparison.manifest = manifest::of_comparison(request, &members, &comparison);
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

/// What is asked of every combination.
#[derive(Clone, Copy)]
struct Asks<'a> {
    members: &'a Range<u32>,
    /// Whether advances are attempted as well.
    attempts: bool,
    /// Whether people may be on these ways now.
    is_sensitive: bool,
}

/// Member-days that will be played.
fn member_days(Asks { members, attempts, .. }: Asks<'_>, asked: &[Asked], days: u32) -> u64 {
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
    Asks { members, attempts, is_sensitive }: Asks<'_>,
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
        is_sensitive,
    };
    let abroad = comparison.abroad.as_ref().map(|(country, _)| *country);
    let attempt_members = first(members, ATTEMPTED);
    let unexplained = Study { explain: 0..0, members: attempt_members, ..study.clone() };
    for (at, one) in asked.iter().enumerate() {
        let played = match play_all(&study, one, work) {
            Err(Failure::NothingComplete) if !comparison.answers.is_empty() => break,
            played => played?,
        };
        let mut answer = Answer::of(one, &played, abroad, workers);
        answer.arrivals = played.told_apart().map(|apart| Arrivals::of(&apart));
        drop(played);
        let attempted = attempted_at(asked, at).filter(|_| attempts);
        let own = attempted == Some(at);
        let attempt = own.then(|| play_all(&unexplained, &one.attempted(), work).ok()).flatten();
        let complete = attempt.as_ref().map_or(0, |played| played.members.len());
        comparison.progress.attempted.push(own.then_some(complete));
        let chance = match (&attempt, attempted) {
            (Some(played), _) => Some(success(one, played)),
            (None, Some(earlier)) => comparison.success.get(earlier).copied().flatten(),
            (None, None) => None,
        };
        comparison.success.push(chance);
        comparison.attempts.push(attempt.map(|played| Headline::of(&played, abroad)));
        comparison.answers.push(answer);
    }
    let not_begun = asked.iter().skip(comparison.answers.len());
    comparison.progress.attempts = unexplained.members.len();
    comparison.progress.not_begun = not_begun.map(|one| (one.id(), one.title.clone())).collect();
    // Answers are paired member by member, so one that is cut short is compared as far as it goes.
    comparison.interrupted = watch.is_stopped();
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
    use super::super::tests::{at, combined, played, two_gates};
    use super::*;
    use crate::changed::tests::aleppo;
    use haven_core::crisis::Actors;
    use haven_core::crisis::scenario::{ActorId, Measure, Scope};
    use haven_core::prior::Prior;
    use haven_study::workers::Workers;

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

    #[test]
    fn a_request_for_nothing_is_refused() {
        let refused = |members, days| check_members(&members, days).map_err(|it| it.to_string());
        assert_eq!(refused(3..3, 10).unwrap_err(), "there are no members to run");
        assert_eq!(refused(3..4, 0).unwrap_err(), "there are no days to run");
        assert!(refused(3..4, 1).is_ok());
    }

    #[test]
    fn attempts_are_made_by_the_first_members() {
        assert_eq!(first(&(0..300), 60), 0..60);
        assert_eq!(first(&(10..300), 60), 10..70);
        assert_eq!(first(&(10..40), 60), 10..40);
        assert_eq!(first(&(u32::MAX - 1..u32::MAX), 60), u32::MAX - 1..u32::MAX);
    }

    #[test]
    fn days_to_be_played_are_those_of_all_members_and_of_attempts() {
        let asked: Vec<Asked> =
            ["", "army-advance", "army-advance+gates-half", "rebels-advance"].map(combined).into();
        let days = |members: &Range<u32>, attempts| {
            member_days(Asks { members, attempts, is_sensitive: false }, &asked, 10)
        };
        // Four combinations of 100 members for ten days.
        assert_eq!(days(&(0..100), false), 4_000);
        // Half a quota changes no advance: two attempts of 60 members.
        assert_eq!(days(&(0..100), true), 5_200);
        assert_eq!(days(&(0..20), true), 1_200);
    }

    #[test]
    fn an_attempt_succeeds_if_every_objective_of_every_advance_is_held_at_the_end() {
        let mut asked = combined("army-advance");
        let [hill, mill] = ["hill", "mill"].map(at);
        let mut played = played(4, |_, _, _| 0.0);
        let army = Actors::default().with(ActorId(0));
        let last = played.members[0].control.len() - 1;
        for (number, member) in played.members.iter_mut().enumerate() {
            // It holds the mill in all of them, the hill at the end in three, and with others in one of these.
            member.control[last][mill.index()] = army;
            let both = army.with(ActorId(1));
            member.control[last][hill.index()] = [army, army, both, Actors::default()][number];
            member.control[0][hill.index()] = army;
        }
        assert_eq!(success(&asked, &played), 0.75);
        played.members[0].control[last][mill.index()] = Actors::default();
        assert_eq!(success(&asked, &played), 0.75);
        asked.crisis.campaigns[0].objectives.push(mill);
        assert_eq!(success(&asked, &played), 0.5);
        // Nobody has set out to do anything.
        assert_eq!(success(&combined(""), &played), 1.0);
    }

    #[test]
    fn answers_differ_from_the_first_member_by_member() {
        let workers = Workers::new(Some(1)).unwrap();
        let answer = |more: [f64; 4]| {
            let numbers = |member: u32, key: haven_study::crisis::recording::Key, _: u32| match (
                key.measure,
                key.scope,
            ) {
                (Measure::Crossed, Scope::System) => f64::from(member) + more[member as usize],
                (Measure::Trapped, Scope::System) => 5.0,
                _ => 0.0,
            };
            Answer::of(&combined(""), &played(4, numbers), None, &workers)
        };
        let answers = [answer([0.0; 4]), answer([1.0, 2.0, 3.0, -2.0]), answer([0.0; 4])];
        let contrasts = contrasts(&answers, 10.0);
        assert_eq!(contrasts.iter().map(|it| it.answer).collect::<Vec<_>>(), [1, 2]);
        let of = |at: usize, id: &str| {
            let found = contrasts[at].differences.iter().find(|(found, _)| found == id);
            found.map(|(_, difference)| *difference).unwrap()
        };
        // Ten days of 1, 2, 3 and −2 more: 10, 20, 30, −20. More than 10 in two of four.
        assert_eq!((of(0, "crossed").spread.mean, of(0, "crossed").exceeding), (10.0, 0.5));
        assert_eq!((of(0, "trapped").spread.mean, of(1, "crossed").exceeding), (0.0, 0.0));
        let ids: Vec<&str> = contrasts[1].differences.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["displaced", "crossed", "waiting", "in_haven", "trapped", "internal"]);
        assert!(super::contrasts(&answers[..1], 0.0).is_empty());
        assert!(super::contrasts(&[], 0.0).is_empty());
    }

    #[test]
    fn combinations_are_named_asked_for_or_all() {
        let ids = |request: &CompareRequest| -> Vec<String> {
            let asked = combinations(request, &two_gates()).unwrap();
            asked.iter().map(Asked::id).collect()
        };
        let mut request = CompareRequest::default();
        assert_eq!(ids(&request), ["as-it-stands", "army-advance", "rebels-advance", "gates-half"]);
        request.what_ifs = vec!["gates-half".to_owned(), String::new()];
        assert_eq!(ids(&request), ["gates-half", "as-it-stands"]);
        request.all = true;
        assert_eq!(ids(&request).len(), 6);
    }

    #[test]
    fn of_combinations_without_advances_the_first_is_prepared_for() {
        let asked: Vec<Asked> = ["", "gates-half"].map(combined).into();
        assert_eq!(prepared(None, &asked).unwrap(), 0);
        assert_eq!(prepared(Some("HALF as many are let through"), &asked).unwrap(), 1);
        assert_eq!(prepared(Some(""), &asked).unwrap(), 0);
        let refused = prepared(Some("army-advance"), &asked).unwrap_err().to_string();
        let expected = "`army-advance` is not among the combinations that are compared\n  \
                        hint: compared are: as-it-stands, gates-half";
        assert_eq!(refused, expected);
    }
}
