//! Explanations of the built-in crisis over a few days: what is counted where, and the inverse question.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{changed, members, scenario, work};
use haven::crisis::{Advance, CompareRequest, ExplainRequest, Explanation, compare, explain};
use haven::{BuiltIn, ChangedScenario, Failure, ScenarioRequest, Watch, Work, Workers, places};

/// Four members over nine days.
fn request(what_ifs: &[&str]) -> ExplainRequest {
    let scenario = ScenarioRequest { days: Some(9), ..scenario("aleppo-2014") };
    ExplainRequest {
        scenario: ChangedScenario { scenario, ..ChangedScenario::default() },
        what_ifs: what_ifs.iter().map(|text| (*text).to_owned()).collect(),
        ensemble: members(0..4),
        ..ExplainRequest::default()
    }
}

fn at(place: &str, what_ifs: &[&str]) -> ExplainRequest {
    ExplainRequest { place: Some(place.to_owned()), ..request(what_ifs) }
}

fn explained(request: &ExplainRequest) -> Explanation {
    work(&BuiltIn, |work| explain(request, work)).unwrap()
}

fn refused(request: &ExplainRequest) -> String {
    let refused = work(&BuiltIn, |work| explain(request, work)).unwrap_err();
    assert!(refused.is_bad_input(), "{refused}");
    refused.to_string()
}

#[test]
fn what_is_explained_are_those_who_cross_in_a_comparison_too() {
    let asked = ["", "both-advance"];
    let found = explained(&request(&asked));
    assert_eq!((found.counted.as_str(), found.asked, found.interrupted), ("in Turkey", 4, false));
    let ids: Vec<String> = found.answers.iter().map(|answer| answer.asked.id()).collect();
    assert_eq!(ids, ["as-it-stands", "both-advance"]);
    let ExplainRequest { scenario, what_ifs, ensemble, .. } = request(&asked);
    let compared = CompareRequest { scenario, what_ifs, ensemble, ..CompareRequest::default() };
    let compared = work(&BuiltIn, |work| compare(&compared, work, &mut ())).unwrap();
    for (counts, answer) in found.counts.iter().zip(&compared.answers) {
        assert_eq!(counts, &answer.headline.quantity("crossed").unwrap().values);
    }
    // One is the first and one is beside it; the inverse question was not asked.
    assert_eq!((found.cells.len(), found.changes.len(), found.reach.len()), (2, 1, 0));
}

#[test]
fn who_comes_through_the_gates_of_a_country_comes_into_it() {
    let all = places(&scenario("aleppo-2014"), &[], &BuiltIn).unwrap().places;
    let gates = all.iter().filter(|it| it.kind == "crossing" && it.country == "LBN");
    let mut sums = [0.0; 4];
    for gate in gates {
        let found = explained(&at(&gate.id, &[]));
        assert_eq!(found.counted, format!("through {}", gate.name));
        sums.iter_mut().zip(&found.counts[0]).for_each(|(sum, people)| *sum += people);
    }
    let country = explained(&at("Lebanon", &[]));
    assert_eq!((country.counted.as_str(), &country.counts[0][..]), ("in Lebanon", &sums[..]));
    assert!(sums.iter().all(|people| *people > 0.0), "{sums:?}");
}

#[test]
fn those_at_a_host_are_some_of_those_who_come() {
    let found = explained(&at("Kilis", &["both-advance"]));
    assert_eq!(found.counted, "at Kilis");
    let country = explained(&request(&["both-advance"]));
    for (here, all) in found.counts[0].iter().zip(&country.counts[0]) {
        assert!(*here > 0.0 && here < all, "{here} of {all}");
    }
}

#[test]
fn without_what_ifs_the_scenario_as_it_stands_is_explained_and_the_named_ones_are_asked() {
    assert_eq!(explained(&request(&[])).answers.len(), 1);
    let mut inverse = ExplainRequest { reach: Some(0.0..=1e9), ..request(&[]) };
    inverse.ensemble = members(0..2);
    inverse.advance = Advance::Attempted;
    let found = explained(&inverse);
    let ids: Vec<&str> = found.reach.iter().map(|reach| reach.id.as_str()).collect();
    assert_eq!(ids.len(), 9);
    assert_eq!(
        ids[..2],
        ["no-change+gates-as-of-2014-11", "government-advance+gates-as-of-2014-11"]
    );
    assert!(found.answers.iter().all(|answer| answer.asked.advance == Advance::Attempted));
    // Everybody is inside; nothing is told apart.
    assert!(found.reach.iter().all(|reach| (reach.members, reach.of) == (2, 2)));
    assert!(found.cells.is_empty() && found.changes.is_empty());
}

#[test]
fn members_of_a_range_are_those_that_come_into_it() {
    let usual = explained(&request(&["both-advance"])).counts.remove(0);
    let mut sorted = usual.clone();
    sorted.sort_by(f64::total_cmp);
    // From the second to the third of four.
    let reach = Some(sorted[1]..=sorted[2]);
    let found = explained(&ExplainRequest { reach, ..request(&["both-advance"]) });
    assert_eq!(found.counts, [usual]);
    let reach = &found.reach[0];
    assert_eq!((reach.members, reach.of, reach.range), (2, 4, [sorted[1], sorted[2]]));
    let beyond = Some(sorted[3] + 1.0..=1e9);
    let found = explained(&ExplainRequest { reach: beyond, ..request(&["both-advance"]) });
    assert_eq!((found.reach[0].members, found.reach[0].nearest), (0, sorted[3]));
    // Nobody could come who is not there.
    assert!(found.reach[0].people_in_the_country > 1e6);
    assert!(found.reach[0].shifts.is_empty());
}

#[test]
fn a_question_about_nothing_is_refused() {
    let mut none = request(&[]);
    none.ensemble = members(3..3);
    assert_eq!(refused(&none), "there are no members to run");
    let mut no_days = request(&[]);
    no_days.scenario.scenario.days = Some(0);
    assert_eq!(refused(&no_days), "there are no days to run");
    assert!(refused(&at("Kiliss", &[])).ends_with("hint: did you mean `kilis`?"));
    assert!(refused(&at("aleppo_east", &[])).starts_with("`aleppo_east` is inside the country: "));
    assert!(refused(&request(&["rain"])).starts_with("there is no what-if `rain`"));
    let of_flee = ExplainRequest { scenario: changed("first-steps", &[]), ..request(&[]) };
    assert!(refused(&of_flee).starts_with("this scenario has no actors and no what-ifs"));
}

#[test]
fn an_explanation_that_is_stopped_says_nothing_or_how_far_it_came() {
    let (workers, watch) = (Workers::new(Some(1)).unwrap(), Watch::default());
    watch.stop();
    let stopped = Work { workers: &workers, watch: &watch, sources: &BuiltIn };
    let refused = explain(&request(&[]), &stopped).unwrap_err();
    assert!(matches!(refused, Failure::NothingComplete), "{refused}");
    // One combination of four members for nine days.
    assert_eq!(watch.member_days(), (0, 36));
    let watch = Watch::default();
    let mut long = request(&["", "both-advance"]);
    long.ensemble = members(0..300);
    let found = std::thread::scope(|scope| {
        scope.spawn(|| {
            while watch.member_days().0 < 200 {
                std::thread::yield_now();
            }
            watch.stop();
        });
        explain(&long, &Work { workers: &workers, watch: &watch, sources: &BuiltIn }).unwrap()
    });
    assert!(found.interrupted && found.asked == 300);
    assert!(
        found.answers.iter().any(|answer| answer.members.len() < 300) || found.answers.len() == 1
    );
}
