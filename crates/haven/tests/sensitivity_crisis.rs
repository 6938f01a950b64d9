//! What can be free in a crisis, and what it is asked.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Kept, changed, scenario, work};
use haven::crisis::Advance;
use haven::sensitivity::{Found, Freed, Method, Sensitivity, SensitivityRequest, sensitivity};
use haven::{BuiltIn, ChangedScenario, Failure, ScenarioRequest};

/// The smallest study: two trajectories over four days.
fn request(free: &[&str]) -> SensitivityRequest {
    let scenario = ScenarioRequest { days: Some(4), ..scenario("aleppo-2014") };
    SensitivityRequest {
        scenario: ChangedScenario { scenario, ..ChangedScenario::default() },
        what_if: String::new(),
        advance: Advance::Achieved,
        method: Method::Morris,
        samples: Some(2),
        free: free.iter().map(|text| (*text).to_owned()).collect(),
        seed: 3,
        threads: Some(1),
    }
}

fn try_study(request: &SensitivityRequest) -> Result<Sensitivity, Failure> {
    work(&BuiltIn, |work| sensitivity(request, work, &mut ()))
}

fn freed(text: &str) -> Freed {
    try_study(&request(&[text])).unwrap().inputs.remove(0)
}

fn refused(text: &str) -> String {
    let refused = try_study(&request(&[text])).unwrap_err();
    assert!(refused.is_bad_input(), "{refused}");
    refused.to_string()
}

#[test]
fn a_parameter_is_free_by_word_or_symbol_with_what_is_known_of_it() {
    let stayers = freed("stayers");
    assert_eq!(
        (stayers.name.as_str(), stayers.prior.as_str(), stayers.numbers),
        ("stayers", "Beta(2, 8)", 1)
    );
    assert_eq!(stayers.unit, "share");
    assert!(
        stayers.about.starts_with("people whom pressure short of assault"),
        "{}",
        stayers.about
    );
    assert_eq!(freed("alpha_f").name, "fear_departure");
    let ranged = freed("stayers=0..0.5");
    assert_eq!((ranged.name.as_str(), ranged.prior.as_str()), ("stayers", "U(0, 0.5)"));
    // One that the scenario takes for known is free in a range.
    assert_eq!(freed("assault_people=10000..100000").prior, "LU(10000, 100000)");
}

#[test]
fn numbers_of_a_kind_are_free_together_and_one_of_them_by_itself() {
    let quota = freed("quota");
    assert_eq!((quota.name.as_str(), quota.unit.as_str()), ("quota", ""));
    assert_eq!(quota.about, "people a day let through at gates");
    // Eleven gates are not closed, of which two share a draw.
    assert!(quota.is_family() && quota.numbers == 10, "{quota:?}");
    assert_eq!(quota.prior, format!("{} numbers, each drawn anew from its own", quota.numbers));
    let one = freed("quota:mursitpinar");
    assert_eq!(
        (one.prior.as_str(), one.about.as_str(), one.numbers),
        ("LU(20, 150)", "number of the scenario", 1)
    );
    assert!(!one.is_family());
    assert_eq!(freed("quota:mursitpinar=50..60").prior, "LU(50, 60)");
}

#[test]
fn what_cannot_be_free_says_why() {
    assert_eq!(
        refused("quota=10..20"),
        "`quota` is many numbers, which have no range together\n  hint: leave the range out"
    );
    assert_eq!(
        refused("assault_people"),
        "`assault_people` is known: it is 60000\n  hint: give it a range: `--free assault_people=low..high`"
    );
    // Without a protected area nobody's credibility is in question.
    assert_eq!(refused("credibility"), "`credibility` is known in this scenario");
    assert_eq!(
        refused("credibilty"),
        "there is no parameter `credibilty` that can be free\n  hint: did you mean `credibility`?"
    );
    let listed = refused("weather");
    assert!(
        listed.contains("hint: there are residents, share_left, strength, conduct, "),
        "{listed}"
    );
    assert_eq!(refused("stayers=0.5..1"), "`stayers` is LU(0.5, 1); it lies from 0 to 0.99");
    assert_eq!(refused("stayers=-0.5..0.5"), "`stayers` is U(-0.5, 0.5); it lies from 0 to 0.99");
}

#[test]
fn a_crisis_is_asked_who_is_displaced_and_who_crosses_where() {
    let found = try_study(&request(&["stayers"])).unwrap();
    let asked: Vec<_> = found
        .answers
        .iter()
        .map(|answer| {
            (answer.asked.id.as_str(), answer.asked.place_name.as_str(), answer.asked.is_main)
        })
        .collect();
    let expected = [
        ("displaced", "everywhere", true),
        ("crossed", "everywhere", false),
        ("crossed:IRQ", "Iraq", false),
        ("crossed:JOR", "Jordan", false),
        ("crossed:LBN", "Lebanon", false),
        // The country that the claim is about.
        ("crossed:TUR", "Turkey", true),
        ("internal", "everywhere", false),
        ("waiting", "everywhere", false),
    ];
    assert_eq!(asked, expected);
    let turkey = &found.answers[5].asked;
    assert_eq!(
        (turkey.title.as_str(), turkey.place.as_str(), turkey.measure),
        ("Crossed into Turkey", "TUR", "crossed")
    );
    assert_eq!(found.answers[0].asked.place, "total");
    // Who crosses, crosses into one of the countries.
    let mean = |at: usize| found.answers[at].mean;
    let sum: f64 = (2..6).map(mean).sum();
    assert!((mean(1) - sum).abs() < 1e-6 * sum, "{} {sum}", mean(1));
}

#[test]
fn havens_are_asked_about_where_there_are_any() {
    let mut asked = request(&["credibility"]);
    asked.what_if = "safe-haven".to_owned();
    let found = try_study(&asked).unwrap();
    let last = &found.answers.last().unwrap().asked;
    assert_eq!((last.id.as_str(), last.title.as_str()), ("in_haven", "In havens at the end"));
    assert_eq!(found.what_if.as_deref(), Some("A safe haven"));
    // Of one haven there is one number, which is free by its own name.
    assert_eq!(
        (found.inputs[0].name.as_str(), found.inputs[0].numbers),
        ("credibility:azaz_strip", 1)
    );
    assert_eq!(found.inputs[0].about, "credibility of each haven");
}

#[test]
fn everything_that_is_uncertain_is_free_if_nothing_is_named() {
    let mut all = request(&[]);
    all.scenario.scenario.days = Some(1);
    let found = try_study(&all).unwrap();
    assert!(!found.others_vary && found.inputs.len() > 50, "{}", found.inputs.len());
    // Families come behind the parameters, and none of what is known is among them.
    let names: Vec<&str> = found.inputs.iter().map(|freed| freed.name.as_str()).collect();
    let residents = names.iter().position(|name| *name == "residents").unwrap();
    assert!(names[..residents].contains(&"stayers") && !names.contains(&"assault_people"));
    assert!(names[residents..].contains(&"quota") && !names.contains(&"credibility"));
    assert!(found.inputs[residents].is_family());
    // Trajectories of k inputs have k + 1 points; both rows begin again five times.
    assert_eq!(found.runs, 2 * (names.len() as u64 + 1) + 2 * 5);
    assert!(try_study(&request(&["stayers"])).unwrap().others_vary);
}

#[test]
fn a_study_looks_over_the_priors_whatever_was_learnt() {
    // The scenario has a posterior, of which a study makes no use: its parameters are as wide as ever.
    let found = try_study(&request(&["violence_departure"])).unwrap();
    assert_eq!(found.inputs[0].prior, "LN(0.015, 0.7) in [0.003, 0.08]");
    assert_eq!(found.title, "Aleppo, November 2014: if the government or Daesh advance");
    assert_eq!((found.what_if.as_deref(), found.days, found.seed), (Some("as it stands"), 4, 3));
    assert!(!found.limits.is_empty() && found.scale_divisor == 1);
    let Found::Morris(effects) = found.answers[0].parameters[0].found else { panic!("{found:?}") };
    assert!(effects.mu.value > 0.0 && effects.mu.value == effects.mu_star.value, "{effects:?}");
}

#[test]
fn what_an_input_multiplies_is_multiplied_before() {
    let mut set = request(&["stayers"]);
    set.scenario.set = changed("", &[("stayers", "U(0.1, 0.2)")]).set;
    assert_eq!(try_study(&set).unwrap().inputs[0].prior, "U(0.1, 0.2)");
    set.scenario.set = changed("", &[("stayers", "0.1")]).set;
    assert!(
        try_study(&set).unwrap_err().to_string().starts_with("`stayers` is known: it is 0.1\n")
    );
}

#[test]
fn a_study_of_a_crisis_begins_under_its_name() {
    let mut sink = Kept { is_full: true, ..Kept::default() };
    let refused =
        work(&BuiltIn, |work| sensitivity(&request(&["stayers"]), work, &mut sink)).unwrap_err();
    assert_eq!(refused.to_string(), "no place for it");
    assert_eq!(sink.name.as_deref(), Some("aleppo-2014-sensitivity-3"));
    let mut unknown = request(&["stayers"]);
    unknown.what_if = "both-advanse".to_owned();
    let refused = try_study(&unknown).unwrap_err().to_string();
    assert_eq!(refused, "there is no what-if `both-advanse`\n  hint: did you mean `both-advance`?");
    let mut no_days = request(&["stayers"]);
    no_days.scenario.scenario.days = Some(0);
    assert_eq!(try_study(&no_days).unwrap_err().to_string(), "there are no days to run");
}
