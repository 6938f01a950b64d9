//! A scenario in which people move by Flee's rules is calibrated on its own counts: the reports of
//! each camp up to a date. The total is given, where people go is learnt.

use super::dates::date;
use super::request::CalibrateRequest;
use super::target::{Count, DataLikelihood, Target};
use crate::failure::Failure;
use crate::unknown_parameter::{Movement, unknown_parameter};
use haven_core::draw::Draws;
use haven_core::flee::scenario::{ScaleDivisor, Scenario, parameter};
use haven_core::flee::{Request, Today, Track, World};
use haven_core::id::PlaceId;
use haven_core::prior::Prior;
use haven_io::parameter_table::with_draw;
use haven_study::calibrate::Point;
use haven_study::calibrate::datum::{Datum, Noise};
use haven_study::calibrate::space::{Free, Space};
use jiff::Span;
use jiff::civil::Date;
use std::ops::ControlFlow;

/// The rules that are free if nobody says otherwise, with what is taken to be known of them. Wide, about
/// Flee's defaults and published settings: assumed.
fn usual() -> [(&'static str, Prior); 10] {
    let uniform = |low, high| Prior::Uniform { low, high };
    let log = |low, high| Prior::LogUniform { low, high };
    [
        ("max_km_per_day", log(50.0, 720.0)),
        ("move_chance_conflict", uniform(0.1, 1.0)),
        ("move_chance_camp", log(1e-4, 0.1)),
        ("move_chance_default", uniform(0.05, 1.0)),
        ("camp_weight", log(0.5, 10.0)),
        ("conflict_weight", log(0.05, 1.0)),
        ("foreign_weight", log(0.5, 10.0)),
        ("softening_km", log(1.0, 100.0)),
        ("weight_power", log(0.3, 3.0)),
        ("distance_power", uniform(0.3, 3.0)),
    ]
}

/// The noise of reports, free as well: φ and ρ of the likelihood.
fn noise() -> [(&'static str, Prior); 2] {
    let log = |low, high| Prior::LogUniform { low, high };
    [("noise_of_flows", log(1.0, 100.0)), ("noise_of_stocks", log(0.005, 0.3))]
}

/// Their units.
const UNITS_OF_NOISE: [&str; 2] = ["variance over mean", "share"];

/// One change between two reports of a camp.
struct Change {
    place: PlaceId,
    from: u32,
    to: u32,
}

/// What the counts of a scenario can teach about its rules.
///
/// # Errors
/// If there are too few counts, or a parameter is unknown or not free to move.
pub fn target(request: &CalibrateRequest, scenario: &Scenario) -> Result<Target, Failure> {
    let free = free(request)?;
    let parameters = free.len();
    let until = until(request, scenario)?;
    let known = known(scenario, until);
    let world = World::new(&known);
    let changes = changes(&world);
    let last = date_of(scenario, until);
    if changes.is_empty() {
        let message = format!("no camp has two reports by {last}: nothing can be learnt");
        let hint = Some("a later --until learns from more of the counts".to_owned());
        return Err(Failure::bad_request_with(message, hint));
    }
    let scale = scenario.rules.scale_divisor.0 as f64;
    let people = |place, day| world.observed(place, day).unwrap_or(0.0) * scale;
    let datum = |change: &Change| Datum::Change {
        change: people(change.place, change.to) - people(change.place, change.from),
        before: people(change.place, change.from),
        days: f64::from(change.to - change.from),
    };
    let count = |(change, datum): (&Change, &Datum)| {
        let place = &known.places[change.place.index()];
        let days = [change.from, change.to];
        Count {
            what: "change of stock".to_owned(),
            scenario: None,
            places: vec![place.id.clone()],
            place_names: vec![place.name.clone()],
            days,
            dates: days.map(|day| date_of(scenario, day)),
            range: datum.range(),
        }
    };
    let unit = |free: &Free| parameter(&free.name).map_or("", |parameter| parameter.unit);
    let units = free.iter().map(unit).chain(UNITS_OF_NOISE).collect();
    let noise = noise();
    let middle = |at: usize| noise[at].1.median();
    let mut space = free;
    space.extend(
        noise.iter().map(|(name, prior)| Free { name: (*name).into(), prior: prior.clone() }),
    );
    let data: Vec<Datum> = changes.iter().map(datum).collect();
    Ok(Target {
        counts: changes.iter().zip(&data).map(count).collect(),
        units,
        likelihood: Box::new(DataLikelihood {
            data,
            noise_at: Some([parameters, parameters + 1]),
            usual: Noise { flow: middle(0), stock: middle(1) },
        }),
        simulator: simulator(small(&known, &world), changes, &space[..parameters], request.seed),
        space: Space::new(space),
        noise_groups: 1,
        parameters,
        mode: "sampled, one member at a scale of about 500 people",
        until: last.to_string(),
    })
}

/// People of a member that is simulated: more tell more of the mean, and take longer.
const PEOPLE: f64 = 500.0;

/// The scenario at a scale at which few people are simulated.
fn small(known: &Scenario, world: &World) -> Scenario {
    let last = known.days.saturating_sub(1);
    let counted = world.destinations().iter().filter_map(|place| world.observed(*place, last));
    let fewer = (counted.sum::<f64>() / PEOPLE).floor().max(1.0) as u64;
    let mut small = known.clone();
    small.rules.scale_divisor = ScaleDivisor(known.rules.scale_divisor.0 * fewer);
    small
}

/// Plays one member at a point and reads the changes of stock.
fn simulator(
    small: Scenario,
    changes: Vec<Change>,
    free: &[Free],
    seed: u64,
) -> super::target::Simulator {
    let names: Vec<String> = free.iter().map(|free| free.name.clone()).collect();
    let scale = small.rules.scale_divisor.0 as f64;
    Box::new(move |point: &Point| {
        let member = point.replicates.first().copied().unwrap_or(0);
        let request = Request { seed, member, draws: Draws::Sampled, track: Track::default() };
        let mut scenario = small.clone();
        scenario.rules = with_draw(&scenario.rules, &names, &point.values);
        let mut modelled = vec![0.0; changes.len()];
        let played = World::new(&scenario).run(&request, &mut |today: &Today<'_>| {
            for (change, sum) in changes.iter().zip(&mut modelled) {
                let stock = || today.stock[change.place.index()] * scale;
                if today.day == change.from {
                    *sum -= stock();
                } else if today.day == change.to {
                    *sum += stock();
                }
            }
            ControlFlow::Continue(())
        });
        // A world that cannot be played (nobody can set out) fits nothing.
        played.map_or(Vec::new(), |()| modelled)
    })
}

/// The scenario with what was known by a day: shorter, and without later reports and recounts.
fn known(scenario: &Scenario, until: u32) -> Scenario {
    let mut known = scenario.clone();
    known.days = until + 1;
    let is_known = |day: i64| day <= i64::from(until);
    for source in known.observed.series.iter_mut().flat_map(|series| &mut series.sources) {
        source.retain(|report| is_known(report.day));
    }
    known.observed.corrections.retain(|correction| is_known(correction.day));
    known
}

/// Changes between the reports of each camp that is counted.
fn changes(world: &World) -> Vec<Change> {
    let observed = &world.scenario().observed.series;
    let of_place = |place: &PlaceId| {
        let series = observed.iter().filter(|series| series.place == Some(*place));
        let reports = series.flat_map(|series| series.sources.iter().flatten());
        let mut days: Vec<u32> =
            reports.filter_map(|report| u32::try_from(report.day).ok()).collect();
        days.sort_unstable();
        days.dedup();
        let pairs = days.windows(2);
        pairs.map(|pair| Change { place: *place, from: pair[0], to: pair[1] }).collect::<Vec<_>>()
    };
    world.destinations().iter().flat_map(of_place).collect()
}

fn free(request: &CalibrateRequest) -> Result<Vec<Free>, Failure> {
    let usual = usual();
    let one = |name: &String| match usual.iter().find(|(known, _)| known == name) {
        Some((_, prior)) => Ok(Free { name: name.clone(), prior: prior.clone() }),
        None => Err(not_free(name)),
    };
    if request.free.is_empty() {
        let all = usual.iter();
        return Ok(all
            .map(|(n, prior)| Free { name: (*n).into(), prior: prior.clone() })
            .collect());
    }
    request.free.iter().map(one).collect()
}

fn not_free(name: &str) -> Failure {
    let names = usual().map(|(name, _)| name);
    if parameter(name).is_none() {
        return unknown_parameter(name, names.into_iter(), Movement::Flee);
    }
    let message = format!("`{name}` is not one that can be calibrated");
    let hint = format!("these can be: {}", names.join(", "));
    Failure::bad_request_with(message, Some(hint))
}

fn date_of(scenario: &Scenario, day: u32) -> Date {
    scenario.start.saturating_add(Span::new().days(day))
}

/// The last day that may be learnt from: a third of the run if nobody says otherwise.
fn until(request: &CalibrateRequest, scenario: &Scenario) -> Result<u32, Failure> {
    let last = scenario.days.saturating_sub(1);
    let Some(text) = &request.until else { return Ok(last / 3) };
    let day = i64::from((date(text, scenario.start)? - scenario.start).get_days());
    match u32::try_from(day) {
        Ok(day) if day <= last => Ok(day),
        _ => {
            let [first, last] = [0, last].map(|day| date_of(scenario, day));
            let message = format!("`--until {text}` is outside the run, {first} to {last}");
            Err(Failure::bad_request(message))
        }
    }
}
