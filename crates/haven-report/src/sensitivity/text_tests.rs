//! A study on the terminal, of answers given by hand.

use super::sensitivity_text;
use crate::testing::{Invented, flowing, kept, valley};
use haven::sensitivity::{
    Answered, Effects, Estimate, Found, Freed, Indices, Method, Moves, Question, Sensitivity,
    SensitivityRequest, Unit, sensitivity,
};
use haven::{Watch, Work, Workers};
use haven_core::crisis::Advance;
use textwrap::core::display_width;

/// A study of the invented crisis, without answers.
fn study(method: Method) -> Sensitivity {
    let request = SensitivityRequest {
        scenario: valley(),
        what_if: String::new(),
        advance: Advance::default(),
        method,
        samples: Some(2),
        free: vec!["advance_speed".to_owned()],
        seed: 7,
        threads: Some(1),
    };
    let (workers, watch) = (Workers::new(Some(1)).expect("a thread"), Watch::default());
    let work = Work { workers: &workers, watch: &watch, sources: &Invented };
    let mut found = sensitivity(&request, &work, &mut ()).expect("it can be studied");
    (found.answers, found.inputs) = (Vec::new(), ["a", "b", "c"].map(freed).to_vec());
    (found.limits, found.others_vary) = (Vec::new(), false);
    found
}

fn freed(name: &str) -> Freed {
    let [name, about, unit, prior] = [name, "what it is", "km", "U(0, 1)"].map(str::to_owned);
    Freed { name, about, unit, prior, numbers: 1 }
}

fn estimate([low, value, high]: [f64; 3]) -> Estimate {
    Estimate { value, low, high }
}

fn answered(title: &str, unit: Unit, found: [Found; 3]) -> Answered {
    let asked = Question {
        id: title.to_lowercase(),
        title: title.to_owned(),
        measure: "crossed",
        place: "total".to_owned(),
        place_name: String::new(),
        unit,
        is_main: true,
    };
    let names = ["a", "b", "c"].iter().zip(found);
    let parameters = names.map(|(name, found)| Moves { name: (*name).to_owned(), found });
    let parameters = parameters.collect();
    Answered { asked, mean: 12_345.0, sd: 1_000.0, share_of_luck: None, parameters }
}

fn shares(first: [f64; 3], total: [f64; 3]) -> Found {
    Found::Sobol(Indices { first: estimate(first), total: estimate(total) })
}

fn effects(mu: [f64; 3], mu_star: [f64; 3], sigma: f64) -> Found {
    let [mu, mu_star, sigma] = [mu, mu_star, [sigma; 3]].map(estimate);
    Found::Morris(Effects { mu, mu_star, sigma })
}

fn told(study: &Sensitivity) -> String {
    flowing(&sensitivity_text(study, &kept(), 120))
}

#[test]
fn shares_are_percentages_with_intervals_the_largest_first() {
    let mut study = study(Method::Sobol);
    let found = [
        shares([0.0, 0.1, 0.2], [0.1, 0.2, 0.3]),
        shares([-0.004, 0.0, 0.01], [0.0, 0.0, 0.0]),
        shares([0.4, 0.5, 0.6], [0.6, 0.75, 0.9]),
    ];
    study.answers = vec![answered("Crossed", Unit::People, found)];
    let text = sensitivity_text(&study, &kept(), 120);
    let row = |name: &str| {
        let starts = |line: &&str| line.trim_start().starts_with(&format!("{name} "));
        text.lines().find(starts).map(flowing)
    };
    // Three quarters of twelve characters are nine, a fifth of them two.
    assert_eq!(row("c").unwrap(), "c 50 % (40–60) 75 % (60–90) █████████ what it is");
    assert_eq!(row("a").unwrap(), "a 10 % (0–20) 20 % (10–30) ██ what it is");
    assert_eq!(row("b"), None);
    assert!(text.find(" c ") < text.find(" a "), "{text}");
    let told = told(&study);
    assert!(told.contains("Crossed: 12,300 on average, standard deviation 1,000 "), "{told}");
    assert!(told.contains("1 more do not move it."), "{told}");
    assert!(told.contains("Sobol's indices from 2 rows · 3 parameters free"), "{told}");
}

#[test]
fn effects_have_a_direction_only_where_it_is_sure() {
    let mut study = study(Method::Morris);
    let found = [
        effects([10.0, 20.0, 30.0], [10.0, 20.0, 30.0], 5.0),
        effects([-40.0, -20.0, -1.0], [30.0, 40.0, 50.0], 6.0),
        effects([-5.0, 0.0, 5.0], [8.0, 10.0, 12.0], 7.0),
    ];
    study.answers = vec![answered("Crossed", Unit::People, found)];
    let told = told(&study);
    assert!(told.contains("b 40 (30–50) 6 less ████████████ what it is"), "{told}");
    assert!(told.contains("a 20 (10–30) 5 more ██████ what it is"), "{told}");
    assert!(told.contains("c 10 (8–12) 7 either ███ what it is"), "{told}");
    assert!(!told.contains("do not move it"), "all move it: {told}");
    assert!(told.contains("Morris's effects from 2 trajectories"), "{told}");
    study.inputs[1].numbers = 2;
    assert!(self::told(&study).contains("b 40 (30–50) 6 ████"), "a family has no direction");
    study.answers = vec![answered("Off by", Unit::Ratio, found)];
    assert!(self::told(&study).contains("b 40.000 (30.000–50.000) 6.000 ████"));
}

#[test]
fn luck_is_told_with_what_else_varies() {
    let mut study = study(Method::Sobol);
    let found =
        [shares([0.0; 3], [0.2; 3]), shares([0.0; 3], [0.0; 3]), shares([0.0; 3], [0.0; 3])];
    study.answers = vec![answered("Crossed", Unit::People, found)];
    assert!(!told(&study).contains("of the variance;") && !told(&study).contains("luck makes"));
    study.answers[0].share_of_luck = Some(0.25);
    assert!(told(&study).contains("; luck makes 25 % of the variance"), "{}", told(&study));
    study.others_vary = true;
    study.answers[0].share_of_luck = Some(1.5);
    let whole = "; luck and what is not free make 100 % of the variance";
    assert!(told(&study).contains(whole), "{}", told(&study));
}

#[test]
fn what_nothing_moves_says_so_and_other_answers_have_a_line() {
    let mut study = study(Method::Sobol);
    let still = || [[0.0; 3]; 3].map(|nothing| shares(nothing, nothing));
    let moved =
        [shares([0.1; 3], [0.2; 3]), shares([0.1; 3], [0.0; 3]), shares([0.1; 3], [0.4; 3])];
    study.answers = vec![answered("Crossed", Unit::People, still())];
    assert!(told(&study).contains("Nothing that is free moves it."));
    assert!(!told(&study).contains("of the other answers"));
    let mut others: Vec<Answered> =
        (0..11).map(|at| answered(&format!("Other {at},"), Unit::People, still())).collect();
    for (at, other) in others.iter_mut().enumerate() {
        (other.asked.is_main, other.mean) = (false, 100.0 + at as f64);
    }
    others[10].parameters = answered("", Unit::People, moved).parameters;
    study.answers.extend(others);
    let told = told(&study);
    assert!(told.contains("Most move, of the other answers Other 10, (110): c, a"), "{told}");
    assert!(told.contains("Other 1, (101): nothing") && !told.contains("Other 0, (100)"), "{told}");
    assert!(told.contains("… and 1 more, in sensitivity.csv"), "{told}");
}

#[test]
fn steps_interruptions_and_limits_are_told() {
    let mut study = study(Method::Morris);
    let text = told(&study);
    assert!(text.starts_with("The valley of Orne") && !text.contains("Interrupted"), "{text}");
    assert!(text.ends_with("Results: some/where"), "{text}");
    (study.scale_divisor, study.interrupted, study.samples) = (100, true, 1_000);
    study.limits = ["one", "two", "three", "four"].map(str::to_owned).to_vec();
    study.what_if = Some("They advance".to_owned());
    let text = told(&study);
    assert!(text.contains("In people, in steps of 100: each simulated"), "{text}");
    assert!(text.contains("Interrupted: 1,000 were asked for"), "{text}");
    assert!(text.contains("- three") && !text.contains("- four"), "{text}");
    assert!(text.contains("They advance · Morris's effects"), "{text}");
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let mut study = study(Method::Sobol);
    (study.scale_divisor, study.interrupted) = (100, true);
    let found = [[0.1; 3], [0.2; 3], [0.3; 3]].map(|share| shares(share, share));
    study.answers = vec![answered("Crossed", Unit::People, found)];
    for width in [40, 80, 120] {
        let text = sensitivity_text(&study, &kept(), width);
        assert_eq!(text.lines().find(|line| display_width(line) > width), None, "{width}");
    }
}
