//! A small calibration of the tutorial, whole, stopped and resumed.

use super::super::{
    CalibrateRequest, CalibrationMethod, CalibrationResult, Checkpoints, Settings, calibrate,
};
use super::{owned, request};
use crate::failure::Failure;
use crate::sink::SinkError;
use crate::sources::BuiltIn;
use crate::work::Work;
use haven_study::calibrate::State;
use haven_study::watch::Watch;
use haven_study::workers::Workers;

/// Keeps what it is given; stops after so many states.
#[derive(Default)]
struct Saved {
    name: String,
    settings: Option<Settings>,
    begins_with: Option<State>,
    states: Vec<State>,
    stops_after: usize,
    is_full: bool,
}

impl Checkpoints for Saved {
    fn begin(&mut self, name: &str, settings: &Settings) -> Result<Option<State>, SinkError> {
        self.name = name.to_owned();
        self.settings = Some(settings.clone());
        if self.is_full { Err("no place for it".into()) } else { Ok(self.begins_with.take()) }
    }

    fn save(&mut self, state: &State) -> Result<(), SinkError> {
        self.states.push(state.clone());
        if self.states.len() == self.stops_after { Err("stop".into()) } else { Ok(()) }
    }
}

fn small() -> CalibrateRequest {
    CalibrateRequest {
        free: owned(&["move_chance_camp", "distance_power"]),
        until: Some("21".to_owned()),
        ..request("first-steps")
    }
}

fn play(request: &CalibrateRequest, saved: &mut Saved) -> Result<CalibrationResult, Failure> {
    let (workers, watch) = (Workers::new(Some(2)).unwrap(), Watch::default());
    calibrate(request, &Work { workers: &workers, watch: &watch, sources: &BuiltIn }, saved)
}

#[test]
fn what_is_learnt_agrees_with_itself() {
    let mut saved = Saved::default();
    let found = play(&small(), &mut saved).unwrap();
    assert_eq!(saved.name, "first-steps-calibrate-7");
    let names: Vec<&str> = found.parameters.iter().map(|one| one.parameter.as_str()).collect();
    assert_eq!(names, ["move_chance_camp", "distance_power", "noise_of_flows", "noise_of_stocks"]);
    // Draws are of the model's parameters alone, as many as there are particles.
    assert_eq!(found.posterior.names, names[..2]);
    assert_eq!(found.posterior.rows.len(), 10);
    assert!(found.posterior.rows.iter().all(|row| row.len() == 2));
    let within = |row: &Vec<f64>| (1e-4..=0.1).contains(&row[0]) && (0.3..=3.0).contains(&row[1]);
    assert!(found.posterior.rows.iter().all(within), "{:?}", found.posterior.rows);
    for one in &found.parameters {
        assert!(one.q05 <= one.q50 && one.q50 <= one.q95, "{one:?}");
    }
    assert_eq!(
        (found.parameters[0].prior.as_str(), found.parameters[0].unit),
        ("LU(0.0001, 0.1)", "per day")
    );
    // Three changes at each of two camps.
    assert_eq!((found.counts.len(), found.checked.len()), (6, 6));
    for (level, share) in found.coverage.iter().enumerate() {
        let inside = found.checked.iter().filter(|count| count.is_inside[level]).count();
        assert_eq!(*share, inside as f64 / 6.0);
    }
    let last = saved.states.last().unwrap();
    assert!(last.is_done && !found.interrupted);
    assert_eq!(found.members, u64::from(last.step) * 10);
    let manifest = found.manifest.unwrap();
    assert_eq!(Some(&manifest.settings), saved.settings.as_ref());
    assert_eq!(
        (manifest.counts, manifest.posterior_draws, manifest.members_simulated),
        (6, 10, found.members)
    );
    let prior_only: Vec<_> = found.parameters.iter().filter(|one| one.prior_only).collect();
    assert_eq!(manifest.prior_only.len(), prior_only.len());
    assert_eq!([manifest.coverage_50, manifest.coverage_80, manifest.coverage_95], found.coverage);
}

#[test]
fn settings_hold_everything_that_decides_the_result() {
    let settings = |request: &CalibrateRequest| {
        let mut saved = Saved { is_full: true, ..Saved::default() };
        let refused = play(request, &mut saved).unwrap_err();
        assert_eq!(
            (refused.to_string().as_str(), refused.is_bad_input()),
            ("no place for it", false)
        );
        saved.settings.unwrap()
    };
    let usual = settings(&small());
    assert_eq!(
        (usual.scenario.as_str(), usual.method.as_str(), usual.particles),
        ("first-steps", "smc", 10)
    );
    assert_eq!((usual.seed, usual.until.as_str()), (7, "2030-03-22"));
    assert_eq!(
        usual.free.keys().map(String::as_str).collect::<Vec<_>>()[..2],
        ["move_chance_camp", "distance_power"]
    );
    let changed = |change: fn(&mut CalibrateRequest)| {
        let mut request = small();
        change(&mut request);
        settings(&request).differences(&usual)
    };
    assert_eq!(changed(|_| ()), Vec::<String>::new());
    assert_eq!(changed(|request| request.particles = 11), ["particles was 10, now it is 11"]);
    assert_eq!(
        changed(|request| request.method = CalibrationMethod::Eki),
        ["method was \"smc\", now it is \"eki\""]
    );
    // Threads change no number.
    assert_eq!(changed(|request| request.threads = Some(7)), Vec::<String>::new());
    // A later day tells of more counts.
    let later = changed(|request| request.until = Some("28".to_owned()));
    assert!(
        later[0].starts_with("until was \"2030-03-22\", now it is \"2030-03-29\""),
        "{later:?}"
    );
    assert!(later[1].starts_with("counts_sha256 was") && later.len() == 2, "{later:?}");
}

#[test]
fn a_calibration_that_goes_on_from_a_state_ends_the_same() {
    let whole = play(&small(), &mut Saved::default()).unwrap();
    let mut cut = Saved { stops_after: 3, ..Saved::default() };
    let refused = play(&small(), &mut cut).unwrap_err();
    assert_eq!((refused.to_string().as_str(), cut.states.len()), ("stop", 3));
    let mut resumed = Saved { begins_with: cut.states.pop(), ..Saved::default() };
    let ended = play(&small(), &mut resumed).unwrap();
    assert_eq!(ended.posterior, whole.posterior);
    assert_eq!((ended.members, ended.coverage), (whole.members, whole.coverage));
}

#[test]
fn one_that_is_stopped_knows_its_state_and_no_more() {
    let (workers, watch) = (Workers::new(Some(1)).unwrap(), Watch::default());
    watch.stop();
    let mut saved = Saved::default();
    let work = Work { workers: &workers, watch: &watch, sources: &BuiltIn };
    let found = calibrate(&small(), &work, &mut saved).unwrap();
    assert!(found.interrupted && found.manifest.is_none() && found.checked.is_empty());
    assert_eq!((found.members, saved.states.len()), (0, 0));
    // Thirty steps of ten particles are expected at least.
    assert_eq!(watch.member_days(), (0, 300));
}

#[test]
fn the_kalman_inversion_learns_too() {
    let found = play(
        &CalibrateRequest { method: CalibrationMethod::Eki, ..small() },
        &mut Saved::default(),
    );
    let found = found.unwrap();
    assert!(!found.interrupted && found.posterior.rows.len() == 10);
    assert_eq!(found.manifest.unwrap().settings.method, "eki");
}

#[test]
fn fewer_than_ten_particles_are_too_few() {
    let refused =
        play(&CalibrateRequest { particles: 9, ..small() }, &mut Saved::default()).unwrap_err();
    assert_eq!(refused.to_string(), "9 particles are too few: 10 or more");
    assert!(refused.is_bad_input());
}

#[test]
fn what_cannot_be_read_is_refused_before_anything_begins() {
    let mut saved = Saved::default();
    let unknown = CalibrateRequest { ..request("first-step") };
    assert!(
        play(&unknown, &mut saved).unwrap_err().to_string().contains("did you mean `first-steps`?")
    );
    let crisis = play(&request("aleppo-2014"), &mut saved).unwrap_err().to_string();
    assert!(
        crisis.starts_with("a scenario with actors is calibrated on recorded events"),
        "{crisis}"
    );
    assert_eq!(saved.name, "");
    let names = [CalibrationMethod::Smc, CalibrationMethod::Eki].map(CalibrationMethod::name);
    assert_eq!(names, ["smc", "eki"]);
}

#[test]
fn a_state_is_saved_after_every_batch_of_a_thread_s_fair_share() {
    // Two threads take 32 points each at least, of a hundred; many particles come in sixteen batches.
    let first = |particles| {
        let mut saved = Saved { stops_after: 1, ..Saved::default() };
        play(&CalibrateRequest { particles, ..small() }, &mut saved).unwrap_err();
        saved.states[0].pending.len()
    };
    assert_eq!(first(100), 64);
    assert_eq!(first(1_600), 100);
}

#[test]
fn thirty_steps_are_expected_until_more_have_been_taken() {
    let mut saved = Saved { stops_after: 1, ..Saved::default() };
    play(&small(), &mut saved).unwrap_err();
    let state = saved.states.remove(0);
    let expected = |step| super::super::expected(&State { step, ..state.clone() });
    // Of ten particles.
    assert_eq!([0, 27, 28, 40].map(expected), [300, 300, 310, 430]);
}
