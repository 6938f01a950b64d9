//! A scenario as it is asked for: with what-ifs, parameters and knowledge of the request.

use crate::draws;
use crate::failure::Failure;
use crate::source::{self, Reading, ScenarioRequest};
use crate::sources::Sources;
use crate::unknown_parameter::{Movement, unknown_parameter};
use haven_core::crisis::parameter::{self, declarations};
use haven_core::crisis::scenario::{Crisis, Factor};
use haven_core::problem::Problem;
use haven_io::haven_format::crisis::{parse_factor, parse_prior, read_what_ifs};
use haven_io::parameter_table;
use haven_io::problems::Problems;
use haven_io::sources::SourceText;
use haven_io::writers::manifest::SetEntry;

/// Which scenario, with which changes.
#[derive(Clone, Debug, Default)]
pub struct ChangedScenario {
    /// The scenario.
    pub scenario: ScenarioRequest,
    /// Names of files of what-ifs beside those of the scenario.
    pub what_if_files: Vec<String>,
    /// Parameters in place of the scenario's: key and value; where people fight, or prior as text, or a factor
    /// (`x0.5`) of a parameter or of `quota`, `irregular`, `capacity`, `tempo` or `intensity`.
    pub set: Vec<(String, String)>,
    /// Where parameters are drawn from that are not set.
    pub knowledge: Knowledge,
}

impl ChangedScenario {
    /// What is set, for the manifest.
    pub fn set_entries(&self) -> Vec<SetEntry> {
        let entry = |(name, to): &(String, String)| SetEntry { name: name.clone(), to: to.clone() };
        self.set.iter().map(entry).collect()
    }
}

/// Where members draw their parameters from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Knowledge {
    /// The scenario's `posterior.csv` where it has one, its priors for the rest.
    #[default]
    Scenario,
    /// The priors.
    Priors,
    /// The table of draws of this name, the priors for the rest: member m has row m modulo their number.
    Table(String),
}

/// A crisis that was read, with its changes.
#[derive(Debug)]
pub struct ChangedCrisis {
    /// The crisis.
    pub crisis: Crisis,
    /// What it was read from.
    pub reading: Reading,
}

/// Reads a crisis.
///
/// # Errors
/// If there is no such scenario, it is none with `movement = "haven"`, or anything is wrong with it.
pub fn read(request: &ChangedScenario, sources: &dyn Sources) -> Result<ChangedCrisis, Failure> {
    crisis(request, source::read(&request.scenario, sources)?, sources)
}

/// Changes a crisis that was read.
///
/// # Errors
/// If it is none with `movement = "haven"`, or anything is wrong with it or its changes.
pub fn crisis(
    request: &ChangedScenario,
    mut reading: Reading,
    sources: &dyn Sources,
) -> Result<ChangedCrisis, Failure> {
    if reading.stopping(&request.scenario.accept).next().is_some() {
        return Err(Failure::BadScenario(reading.problems));
    }
    let Some(mut crisis) = reading.crisis.take() else {
        return Err(match reading.scenario {
            Some(_) => no_what_ifs(),
            None => Failure::BadScenario(reading.problems),
        });
    };
    for name in &request.what_if_files {
        let problems = add_what_ifs(&mut crisis, name, sources)?;
        if problems.iter().any(|problem| source::stops(problem, &request.scenario.accept)) {
            return Err(Failure::BadScenario(problems));
        }
        reading.problems.extend(problems);
    }
    match &request.knowledge {
        Knowledge::Scenario => {}
        Knowledge::Priors => crisis.priors.learn(None),
        Knowledge::Table(name) => {
            let learnt = draws::read_table(name, parameter_table::read_learnt, sources)?;
            crisis.priors.learn(Some(learnt));
        }
    }
    set(&mut crisis, &request.set)?;
    Ok(ChangedCrisis { crisis, reading })
}

/// Adds the what-ifs of a file, and gives everything that is wrong with them. With an error among it that
/// cannot be accepted the crisis stays as it was.
///
/// # Errors
/// If there is no such file.
pub fn add_what_ifs(
    crisis: &mut Crisis,
    name: &str,
    sources: &dyn Sources,
) -> Result<Vec<Problem>, Failure> {
    let bytes = sources.file(name).map_err(|error| {
        Failure::bad_request(format!("the what-ifs in `{name}` cannot be read: {error}"))
    })?;
    let mut problems = Problems::default();
    let source = SourceText::of(name, &bytes, &mut problems);
    let is_sound = !problems.has_errors();
    let mut problems = problems.into_vec();
    if let Some(source) = source.filter(|_| is_sound) {
        problems.extend(read_what_ifs(name, &source.text, crisis));
    }
    Ok(problems)
}

/// What can be multiplied beside parameters: keys of `--set`.
const MULTIPLIED: [&str; 5] = ["quota", "irregular", "capacity", "tempo", "intensity"];

/// The factor of a key.
fn factor(crisis: &Crisis, key: &str, by: f64) -> Result<Factor, Failure> {
    Ok(match key {
        "quota" => Factor::Quota { gates: Vec::new(), from: 0, until: i64::from(crisis.days), by },
        "irregular" => Factor::Irregular { by },
        "capacity" => Factor::HavenCapacity { havens: Vec::new(), by },
        "tempo" if by > 0.0 => Factor::Tempo { campaigns: Vec::new(), by },
        "tempo" => return Err(Failure::bad_request("the tempo cannot be multiplied by 0")),
        "intensity" => Factor::Intensity { campaigns: Vec::new(), by },
        _ => {
            let position = position(key)?;
            let declared = &declarations()[position];
            let prior = crisis.priors.get(position);
            let ends = [0.001, 0.999].map(|share| by * prior.quantile(share));
            check_range(key, declared.range, ends, &format!("{by} × {prior}"))?;
            Factor::Parameter { key: declared.key, by }
        }
    })
}

/// The position of a parameter.
fn position(key: &str) -> Result<usize, Failure> {
    parameter::position(key).ok_or_else(|| {
        if MULTIPLIED.contains(&key) {
            let hint = format!("it can be multiplied: `{key}=x0.5` takes half of what there is");
            let message = format!("there is no parameter `{key}`");
            return Failure::bad_request_with(message, Some(hint));
        }
        let all = declarations();
        let known = all.iter().map(|declared| declared.key).chain(MULTIPLIED);
        unknown_parameter(key, known, Movement::Crisis)
    })
}

fn check_range(key: &str, [low, high]: [f64; 2], ends: [f64; 2], is: &str) -> Result<(), Failure> {
    if ends.iter().all(|end| (low..=high).contains(end)) {
        return Ok(());
    }
    Err(Failure::bad_request(format!("`{key}` is {is}; it lies from {low} to {high}")))
}

/// Sets priors of parameters from text, or multiplies, all at once or none.
fn set(crisis: &mut Crisis, settings: &[(String, String)]) -> Result<(), Failure> {
    for (key, text) in settings {
        if let Some(by) = parse_factor(text) {
            let by = by.map_err(|wrong| Failure::bad_request(format!("`{key}` {wrong}")))?;
            let factor = factor(crisis, key, by)?;
            crisis.factors.push(factor);
            continue;
        }
        let position = position(key)?;
        let prior = parse_prior(text).map_err(|error| {
            Failure::bad_request_with(format!("`{key}` {}", error.message), Some(error.hint))
        })?;
        prior.check().map_err(|bad| Failure::bad_request(format!("`{key}`: {bad}")))?;
        let ends = [0.001, 0.999].map(|share| prior.quantile(share));
        check_range(key, declarations()[position].range, ends, &prior.to_string())?;
        crisis.priors.set(position, prior);
    }
    Ok(())
}

/// Why a scenario without actors has no what-ifs.
pub fn no_what_ifs() -> Failure {
    let hint = "what-ifs need actors and gates: a scenario with `movement = \"haven\"`".to_owned();
    Failure::bad_request_with("this scenario has no actors and no what-ifs", Some(hint))
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::sources::{BuiltIn, InMemory};
    use haven_core::prior::Prior;
    use std::collections::BTreeMap;

    fn request() -> ChangedScenario {
        let source = "aleppo-2014".to_owned();
        let scenario = ScenarioRequest { source, ..ScenarioRequest::default() };
        ChangedScenario { scenario, ..ChangedScenario::default() }
    }

    /// The built-in crisis.
    pub fn aleppo() -> Crisis {
        read(&request(), &BuiltIn).expect("it is built in").crisis
    }

    fn refused(change: impl Fn(&mut ChangedScenario)) -> String {
        let mut request = request();
        change(&mut request);
        let text = |text: &str| text.as_bytes().to_vec();
        let files = BTreeMap::from([
            ("empty.csv".to_owned(), text("")),
            ("odd.toml".to_owned(), text("x = ")),
        ]);
        let sources = InMemory { files, ..InMemory::default() };
        read(&request, &sources).unwrap_err().to_string()
    }

    #[test]
    fn what_is_set_is_a_parameter_in_its_range() {
        let set = |key: &str, text: &str| {
            refused(|request| request.set = vec![(key.to_owned(), text.to_owned())])
        };
        let key = declarations()[0].key;
        let misspelt = set(&format!("{key}x"), "3");
        assert!(misspelt.ends_with(&format!("did you mean `{key}`?")), "{misspelt}");
        assert!(set(key, "many").starts_with(&format!("`{key}` ")));
        assert!(set(key, "-1e12").contains("it lies from"));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let what_ifs = |name: &str| {
            let name = name.to_owned();
            refused(move |request| request.what_if_files = vec![name.clone()])
        };
        assert!(what_ifs("none.toml").starts_with("the what-ifs in `none.toml` cannot be read"));
        assert_eq!(what_ifs("odd.toml"), "the scenario has 1 error");
        let table = |name: &str| {
            let name = name.to_owned();
            refused(move |request| request.knowledge = Knowledge::Table(name.clone()))
        };
        assert!(table("none.csv").contains("posterior.csv"));
        assert_eq!(table("empty.csv"), "`empty.csv` has 1 error");
    }

    #[test]
    fn priors_in_place_of_what_was_learnt_are_asked_for() {
        let learnt = aleppo();
        let request = ChangedScenario { knowledge: Knowledge::Priors, ..request() };
        let plain = read(&request, &BuiltIn).unwrap().crisis;
        let count = |crisis: &Crisis| {
            (0..declarations().len()).filter(|at| crisis.priors.is_learnt(*at)).count()
        };
        assert!(count(&learnt) > 0 && count(&plain) == 0);
    }

    #[test]
    fn a_scenario_without_actors_has_no_what_ifs() {
        let refused = refused(|request| request.scenario.source = "first-steps".to_owned());
        assert!(refused.starts_with("this scenario has no actors"), "{refused}");
    }

    fn set_to(settings: &[(&str, &str)]) -> Result<Crisis, String> {
        let mut crisis = aleppo();
        let settings: Vec<_> =
            settings.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        set(&mut crisis, &settings).map_err(|failure| failure.to_string())?;
        Ok(crisis.with(&["both-advance", "fence-opened"]).expect("both are built in"))
    }

    #[test]
    fn a_factor_multiplies_every_quota_also_those_of_what_ifs() {
        let usual = set_to(&[]).unwrap();
        for text in ["x0.5", "*0.5", "×0.5", "x 0.5"] {
            let half = set_to(&[("quota", text)]).unwrap();
            for (one, other) in usual.crossings.iter().zip(&half.crossings) {
                let expected = if one.state == haven_core::crisis::scenario::GateState::Informal {
                    one.quota_per_day.median()
                } else {
                    one.quota_per_day.median() * 0.5
                };
                assert_eq!(other.quota_per_day.median(), expected, "{text}");
            }
        }
    }

    #[test]
    fn what_cannot_be_multiplied_says_why() {
        let refused = |key, text| set_to(&[(key, text)]).unwrap_err();
        assert!(refused("quota", ".5").contains("`quota=x0.5` takes half"));
        assert!(refused("qota", "x2").contains("did you mean `quota`?"));
        assert!(refused("quota", "x-1").contains("a factor is a number from 0"));
        assert!(refused("stayers", "x20").contains("it lies from 0 to 0.99"));
    }

    #[test]
    fn each_key_multiplies_what_it_is_called_by() {
        let factors = |settings: &[(&str, &str)]| -> Vec<Factor> {
            let mut request = request();
            request.set = settings
                .iter()
                .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
                .collect();
            read(&request, &BuiltIn).unwrap().crisis.factors
        };
        let (gates, havens, campaigns) = (Vec::new(), Vec::new(), Vec::new());
        let all = [
            ("quota", "x0.5"),
            ("irregular", "x2"),
            ("capacity", "x3"),
            ("tempo", "x4"),
            ("intensity", "x0"),
            ("stayers", "x0.25"),
        ];
        let expected = [
            // From the first of 180 days to the last.
            Factor::Quota { gates, from: 0, until: 180, by: 0.5 },
            Factor::Irregular { by: 2.0 },
            Factor::HavenCapacity { havens, by: 3.0 },
            Factor::Tempo { campaigns: campaigns.clone(), by: 4.0 },
            Factor::Intensity { campaigns, by: 0.0 },
            Factor::Parameter { key: "stayers", by: 0.25 },
        ];
        assert_eq!(factors(&all), expected);
        assert_eq!(factors(&[]), []);
    }

    #[test]
    fn a_tempo_of_0_would_last_for_ever() {
        assert_eq!(set_to(&[("tempo", "x0")]).unwrap_err(), "the tempo cannot be multiplied by 0");
    }

    #[test]
    fn a_parameter_is_set_by_its_word_or_its_symbol_and_the_last_word_counts() {
        let at = parameter::position("violence_departure").unwrap();
        let set = |settings: &[(&str, &str)]| set_to(settings).unwrap().priors.get(at).clone();
        assert_eq!(set(&[("violence_departure", "0.02")]), Prior::Fixed(0.02));
        assert_eq!(set(&[("alpha_v", "U(0.01, 0.03)")]), Prior::Uniform { low: 0.01, high: 0.03 });
        assert_eq!(set(&[("alpha_v", "1"), ("violence_departure", "2")]), Prior::Fixed(2.0));
    }

    #[test]
    fn both_ends_of_a_range_are_in_it_and_what_lies_outside_is_refused() {
        for fits in ["0", "0.99", "U(0, 0.99)"] {
            assert!(set_to(&[("stayers", fits)]).is_ok(), "{fits}");
        }
        let refused = |text| set_to(&[("stayers", text)]).unwrap_err();
        assert_eq!(refused("1"), "`stayers` is fixed 1; it lies from 0 to 0.99");
        assert_eq!(refused("-0.01"), "`stayers` is fixed -0.01; it lies from 0 to 0.99");
        assert_eq!(refused("U(-0.1, 0.5)"), "`stayers` is U(-0.1, 0.5); it lies from 0 to 0.99");
        assert_eq!(refused("U(0.5, 1.1)"), "`stayers` is U(0.5, 1.1); it lies from 0 to 0.99");
    }

    #[test]
    fn a_prior_of_which_nothing_can_be_drawn_is_refused_as_it_is_in_tables() {
        for (text, why) in [
            ("U(5, 2)", "its lower limit has to be below its upper"),
            ("LN(4, 0.5, 15, 1)", "its lower limit has to be below its upper"),
            ("N(4, 0, 1, 15)", "above 0"),
            ("Beta(0, 0)", "above 0"),
        ] {
            let refused = set_to(&[("advance_speed", text)]).unwrap_err();
            assert!(refused.contains("`advance_speed`") && refused.contains(why), "{refused}");
        }
    }

    #[test]
    fn draws_of_a_table_are_taken_for_the_parameters_in_it() {
        let table = "stayers,fear_departure\n0.25,0.5\n0.75,0.5\n0.5,0.5\n".as_bytes().to_vec();
        let files = BTreeMap::from([("draws.csv".to_owned(), table)]);
        let sources = InMemory { files, ..InMemory::default() };
        let mut request = request();
        request.knowledge = Knowledge::Table("draws.csv".to_owned());
        let crisis = read(&request, &sources).unwrap().crisis;
        let learnt = |key: &str| crisis.priors.is_learnt(parameter::position(key).unwrap());
        assert!(learnt("stayers") && learnt("fear_departure") && !learnt("violence_departure"));
        let stayers = parameter::position("stayers").unwrap();
        assert_eq!([0.0, 0.5, 1.0].map(|u| crisis.priors.quantile(stayers, u)), [0.25, 0.5, 0.75]);
    }

    #[test]
    fn what_ifs_of_files_stand_beside_those_of_the_scenario() {
        let text = "[[axis]]\nid = \"rain\"\ntitle = \"Does it rain?\"\n\n[[axis.what_if]]\n\
                    id = \"it-rains\"\ntitle = \"It rains\"\nquota_factor = 0.5\n";
        let files = BTreeMap::from([("rain.toml".to_owned(), text.as_bytes().to_vec())]);
        let sources = InMemory { files, ..InMemory::default() };
        let request = ChangedScenario { what_if_files: vec!["rain.toml".to_owned()], ..request() };
        let crisis = read(&request, &sources).unwrap().crisis;
        assert_eq!(crisis.axes.last().map(|axis| axis.id.as_str()), Some("rain"));
        assert_eq!(crisis.axes.len(), aleppo().axes.len() + 1);
        assert!(crisis.with(&["both-advance", "it-rains"]).is_ok());
        // The same what-if twice is an error, and the request is refused with it.
        let twice = ["rain.toml", "rain.toml"].map(str::to_owned).to_vec();
        let refused =
            read(&ChangedScenario { what_if_files: twice, ..request }, &sources).unwrap_err();
        assert!(refused.is_bad_input() && !refused.problems().is_empty(), "{refused}");
    }
}
