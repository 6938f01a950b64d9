//! What moves a ferry: on how many kilometres a day people make everything depends, on what attracts them
//! nothing, for there is but one road.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Files, Kept, changed, close, ferry, sources, with, work};
use haven::sensitivity::{Found, Method, Sensitivity, SensitivityRequest, Unit, sensitivity};
use haven::{Failure, InMemory, Watch, Work, Workers};

/// All come from Lower, 90 km away: they are there in the evening if they make that in a day, else on the day
/// after. So at the end there are 650 or 550.
fn one_road() -> Files {
    with(ferry(), &[("events.csv", "date,place,intensity\n2030-01-01,lower,1\n")])
}

fn request(method: Method, samples: u32) -> SensitivityRequest {
    SensitivityRequest {
        scenario: changed("ferry", &[]),
        what_if: String::new(),
        advance: haven::crisis::Advance::Achieved,
        method,
        samples: Some(samples),
        free: vec!["max_km_per_day=50..130".to_owned(), "camp_weight".to_owned()],
        seed: 1,
        threads: Some(1),
    }
}

fn try_study(request: &SensitivityRequest, sources: &InMemory) -> Result<Sensitivity, Failure> {
    work(sources, |work| sensitivity(request, work, &mut Kept::default()))
}

fn study(request: &SensitivityRequest) -> Sensitivity {
    try_study(request, &sources(&[("ferry", one_road())])).unwrap()
}

fn refused(change: impl Fn(&mut SensitivityRequest)) -> String {
    let mut request = request(Method::Sobol, 8);
    change(&mut request);
    let refused = try_study(&request, &sources(&[("ferry", one_road())])).unwrap_err();
    assert!(refused.is_bad_input(), "{refused}");
    refused.to_string()
}

#[test]
fn all_variance_is_of_the_one_input_that_does_something() {
    let found = study(&request(Method::Sobol, 60));
    let stock = found.answers.iter().find(|it| it.asked.id == "stock:tents").unwrap();
    let [Found::Sobol(speed), Found::Sobol(weight)] =
        [stock.parameters[0].found, stock.parameters[1].found]
    else {
        panic!("{:?}", stock.parameters)
    };
    assert!(
        (speed.total.value - 1.0).abs() < 0.2 && (speed.first.value - 1.0).abs() < 0.3,
        "{speed:?}"
    );
    assert!(speed.total.low <= speed.total.value && speed.total.value <= speed.total.high);
    // An input that does nothing does exactly nothing, and neither does luck.
    assert_eq!((weight.total.value, weight.first.value), (0.0, 0.0));
    assert_eq!(stock.share_of_luck, Some(0.0));
    // 550 with a chance of ln(90/50) / ln(130/50) = 0.615: mean 588.5, deviation 100 √(0.615 × 0.385) = 48.7.
    assert!((stock.mean - 588.5).abs() < 15.0, "{}", stock.mean);
    assert!((stock.sd - 48.7).abs() < 4.0, "{}", stock.sd);
    assert_eq!(stock.parameters[0].found.size(), speed.total.value);
}

#[test]
fn an_effect_has_the_sign_and_the_unit_of_the_answer() {
    let found = study(&request(Method::Morris, 30));
    let answer = |id: &str| found.answers.iter().find(|it| it.asked.id == id).unwrap();
    let effects = |id: &str, at: usize| match answer(id).parameters[at].found {
        Found::Morris(effects) => effects,
        Found::Sobol(indices) => panic!("{indices:?}"),
    };
    // Faster people are more people at the camp, and never fewer.
    let stock = effects("stock:tents", 0);
    assert_eq!(stock.mu.value, stock.mu_star.value);
    // A step is half the prior or more, so that an effect is 100 people over it at most 200.
    assert!((50.0..=200.0).contains(&stock.mu_star.value), "{stock:?}");
    assert_eq!(answer("stock:tents").parameters[0].found.size(), stock.mu_star.value);
    // The more there are, the further from the 530 that are counted, or the nearer: it bends.
    assert!(effects("ard", 0).mu_star.value > 0.0);
    let weight = effects("stock:tents", 1);
    assert_eq!((weight.mu.value, weight.mu_star.value, weight.sigma.value), (0.0, 0.0, 0.0));
}

#[test]
fn scores_come_first_and_then_each_destination() {
    let found = study(&request(Method::Sobol, 4));
    let asked: Vec<_> = found
        .answers
        .iter()
        .map(|answer| {
            let asked = &answer.asked;
            (asked.id.as_str(), asked.place.as_str(), asked.measure, asked.unit, asked.is_main)
        })
        .collect();
    let expected = [
        ("ard", "total", "ard", Unit::Ratio, true),
        ("total_error", "total", "total_error", Unit::Ratio, false),
        ("stock:tents", "tents", "stock", Unit::People, false),
    ];
    assert_eq!(asked, expected);
    assert_eq!(found.answers[2].asked.title, "At Tents at the end");
    assert_eq!(
        (found.answers[0].asked.place_name.as_str(), found.answers[2].asked.place_name.as_str()),
        ("everywhere", "Tents")
    );
    assert_eq!([Unit::People.name(), Unit::Ratio.name()], ["people", "ratio"]);
}

#[test]
fn a_score_that_is_not_there_is_not_told() {
    let conflict = "title = \"The ferry\"\nstart = 2030-01-01\ndays = 7\nmovement = \"flee\"\nhome_country = \"XAA\"\n\
        departures = { by = \"conflict\", mode = \"constant\", rate_per_day = 10 }\n";
    let ids = |files: Files| -> Vec<(String, bool)> {
        let found = try_study(&request(Method::Morris, 2), &sources(&[("ferry", files)])).unwrap();
        found.answers.into_iter().map(|answer| (answer.asked.id, answer.asked.is_main)).collect()
    };
    let of = |id: &str, is_main| (id.to_owned(), is_main);
    let files = with(one_road(), &[("scenario.toml", conflict)]);
    assert_eq!(ids(files.clone())[0], of("ard", true));
    let mut files = files;
    files.remove("observations.csv");
    assert_eq!(ids(files), [of("stock:tents", true)]);
}

#[test]
fn a_study_says_what_it_was_made_of() {
    let mut asked = request(Method::Sobol, 40);
    asked.scenario = changed("ferry", &[("foreign_weight", "2")]);
    let found = study(&asked);
    assert_eq!(
        (found.title.as_str(), found.days, found.scale_divisor, found.seed),
        ("The ferry", 7, 1, 1)
    );
    // Rows of two inputs have four points, and the first of eight rows is played by five members more.
    assert_eq!((found.samples, found.rows, found.runs), (40, 40, 40 * 4 + 8 * 5));
    assert!(!found.interrupted && !found.others_vary && found.what_if.is_none());
    let design = &found.manifest.design;
    assert_eq!(
        (design.method, design.samples, design.complete, design.runs),
        ("sobol", 40, 40, 200)
    );
    assert_eq!((design.repeated_rows, design.repeats, design.inputs.len()), (8, 5, 2));
    let told: Vec<_> = found
        .inputs
        .iter()
        .map(|it| (it.name.as_str(), it.prior.as_str(), it.unit.as_str()))
        .collect();
    assert_eq!(
        told,
        [("max_km_per_day", "LU(50, 130)", "km/day"), ("camp_weight", "LU(1, 10)", "factor")]
    );
    assert!(found.inputs.iter().all(|it| it.numbers == 1 && !it.is_family()));
    let made_from = &found.manifest.made_from;
    assert_eq!(made_from.verb, "sensitivity");
    assert_eq!(made_from.parameters["foreign_weight"].set_by, "command line");
    assert_eq!(made_from.information_level, "given-totals");
    assert!(made_from.timings.is_none() && made_from.files.is_empty());
    // Trajectories of two inputs have three points; of three rows all three begin again.
    let few = study(&request(Method::Morris, 3));
    assert_eq!((few.runs, few.manifest.design.repeated_rows), (3 * 3 + 3 * 5, 3));
}

#[test]
fn the_main_rules_are_free_if_none_is_named() {
    let mut all = request(Method::Morris, 2);
    all.free.clear();
    let freed = study(&all).inputs;
    let told: Vec<_> = freed.iter().map(|it| (it.name.as_str(), it.prior.as_str())).collect();
    // Around published settings of Flee: all above 0, so uniform in the logarithm.
    let expected = [
        ("move_chance_conflict", "LU(0.1, 1)"),
        ("move_chance_camp", "LU(0.0001, 0.1)"),
        ("move_chance_idp_camp", "LU(0.01, 0.5)"),
        ("move_chance_default", "LU(0.1, 0.9)"),
        ("max_km_per_day", "LU(100, 500)"),
        ("walk_km_per_day", "LU(10, 100)"),
        ("foreign_weight", "LU(1, 10)"),
        ("camp_weight", "LU(1, 10)"),
        ("conflict_weight", "LU(0.1, 1)"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn the_same_seed_gives_the_same_study_on_any_number_of_threads() {
    let (asked, sources) = (request(Method::Sobol, 10), sources(&[("ferry", one_road())]));
    let on = |threads| {
        let (workers, watch) = (Workers::new(Some(threads)).unwrap(), Watch::default());
        let work = Work { workers: &workers, watch: &watch, sources: &sources };
        sensitivity(&asked, &work, &mut ()).unwrap().answers
    };
    assert_eq!(on(1), on(3));
    assert_ne!(study(&SensitivityRequest { seed: 2, ..asked.clone() }).answers, on(1));
}

#[test]
fn a_study_that_is_stopped_keeps_its_complete_rows() {
    let sources = sources(&[("ferry", one_road())]);
    let (workers, watch) = (Workers::new(Some(1)).unwrap(), Watch::default());
    let work = Work { workers: &workers, watch: &watch, sources: &sources };
    let asked = request(Method::Morris, 100_000);
    let found = std::thread::scope(|scope| {
        scope.spawn(|| {
            while watch.member_days().0 < 7 * 200 {
                std::thread::yield_now();
            }
            watch.stop();
        });
        sensitivity(&asked, &work, &mut ()).unwrap()
    });
    assert!(found.interrupted && found.manifest.made_from.interrupted, "{}", found.rows);
    assert!((2..100_000).contains(&found.rows) && found.manifest.design.complete == found.rows);
    // 100,000 rows of three points, and 8 × 5.
    assert_eq!(watch.member_days().1, 300_040 * 7);
    let refused = sensitivity(&asked, &work, &mut ()).unwrap_err();
    assert!(matches!(refused, Failure::NothingComplete), "{refused}");
}

#[test]
fn samples_lie_between_two_and_a_million() {
    let few = refused(|request| request.samples = Some(1));
    let expected = "1 samples are asked for; from 2 to 1000000 can be\n  \
                    hint: 128 give a first look, 1,000 shares to a few hundredths";
    assert_eq!(few, expected);
    let many = refused(|request| {
        (request.method, request.samples) = (Method::Morris, Some(1_000_001));
    });
    let expected = "1000001 samples are asked for; from 2 to 1000000 can be\n  \
                    hint: 10 to 50 trajectories screen well";
    assert_eq!(many, expected);
    let usual = [Method::Sobol, Method::Morris].map(haven::sensitivity::default_samples);
    assert_eq!(usual, [128, 20]);
}

#[test]
fn what_cannot_be_studied_is_refused() {
    let free = |text: &str| refused(|request| request.free = vec![text.to_owned()]);
    assert_eq!(
        free("camp_wieght"),
        "there is no parameter `camp_wieght` that can be free\n  hint: did you mean `camp_weight`?"
    );
    assert!(
        free("fear")
            .contains("hint: there are move_chance_conflict, move_rules.conflict_movechance, ")
    );
    assert_eq!(
        free("awareness"),
        "`awareness` takes a whole number from -1 to 8, so it cannot be free\n  \
         hint: run it at each value that matters, with `--set`"
    );
    assert_eq!(
        free("softening_km"),
        "`softening_km` has no usual range\n  hint: give it one: `--free softening_km=low..high`"
    );
    assert!(free("capacity_buffer=0.5..1.5").contains("a number from 0 to 1"));
    let twice = ["camp_weight", "camp_weight=1..2"].map(str::to_owned).to_vec();
    assert_eq!(
        refused(move |request| request.free.clone_from(&twice)),
        "`camp_weight` is named twice"
    );
    let no_actors = refused(|request| request.what_if = "rain".to_owned());
    assert!(no_actors.starts_with("this scenario has no actors and no what-ifs"), "{no_actors}");
    let no_actors = refused(|request| request.scenario.what_if_files = vec!["a.toml".to_owned()]);
    assert!(no_actors.starts_with("this scenario has no actors and no what-ifs"), "{no_actors}");
    assert_eq!(
        refused(|request| request.scenario.scenario.days = Some(0)),
        "there are no days to run"
    );
    let unset = refused(|request| request.scenario = changed("ferry", &[("camp_weight", "-1")]));
    assert!(unset.contains("a number of 0 or more"), "{unset}");
}

#[test]
fn a_study_could_be_stored_under_a_name_and_begins_only_if_there_is_a_place() {
    let sources = sources(&[("ferry", one_road())]);
    let mut sink = Kept { is_full: true, ..Kept::default() };
    let asked = SensitivityRequest { seed: 42, ..request(Method::Morris, 2) };
    let refused = work(&sources, |work| sensitivity(&asked, work, &mut sink)).unwrap_err();
    assert_eq!(
        (refused.to_string().as_str(), sink.name.as_deref()),
        ("no place for it", Some("ferry-sensitivity-42"))
    );
}

#[test]
fn people_for_whom_one_stands_are_people() {
    let mut asked = request(Method::Morris, 4);
    asked.free = vec!["camp_weight".to_owned()];
    asked.scenario = changed("ferry", &[("scale_divisor", "10")]);
    let found = study(&asked);
    assert_eq!(found.scale_divisor, 10);
    let stock = found.answers.last().unwrap();
    assert!(close(stock.mean, 650.0) && stock.sd == 0.0, "{stock:?}");
    // What does not vary has no share of luck.
    assert_eq!(stock.share_of_luck, None);
}
