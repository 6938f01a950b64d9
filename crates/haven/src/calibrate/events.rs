//! A scenario with actors is calibrated on recorded events: small crises beside it.

use super::dates::date;
use super::request::CalibrateRequest;
use super::target::{Count, DataLikelihood, Target};
use crate::failure::Failure;
use crate::sources::Sources;
use crate::unknown_parameter::{Movement, unknown_parameter};
use haven_core::crisis::parameter::{declarations, position};
use haven_core::crisis::scenario::Crisis;
use haven_io::recorded_events::{RecordedRow, Use};
use haven_study::calibrate::datum::Datum;
use haven_study::crisis::recorded::{Events, FREE, NO_NOISE, datum, space};
use jiff::Span;
use jiff::civil::Date;

/// What recorded events can teach about a crisis.
///
/// # Errors
/// If there are no events, none that may be learnt from, or a parameter is unknown.
pub fn target(
    request: &CalibrateRequest,
    crisis: &Crisis,
    sources: &dyn Sources,
) -> Result<Target, Failure> {
    let Some(folder) = &request.events else {
        let hint = "name a folder of them with --events, such as verification/events of Haven's \
                    sources; docs/calibration.md says what is in it";
        let message = "a scenario with actors is calibrated on recorded events, and none are named";
        return Err(Failure::bad_request_with(message, Some(hint.to_owned())));
    };
    let free = free(request)?;
    let origin = crisis.start.saturating_add(Span::new().days(crisis.origin));
    let until = until(request, crisis, origin)?;
    let events = sources
        .events(folder)
        .map_err(|bad| Failure::BadFile { name: folder.clone(), problems: bad.problems })?;
    let known = |row: &&RecordedRow| row.used == Use::Fit && row.last <= until;
    let rows: Vec<&RecordedRow> = events.rows.iter().filter(known).collect();
    if rows.is_empty() {
        let message = format!("no event with `use` = `fit` had ended by {until}");
        let last = events.rows.iter().filter(|row| row.used == Use::Fit).map(|row| row.last).min();
        let hint = last.map(|date| format!("the first of them ends on {date}: see --until"));
        return Err(Failure::bad_request_with(message, hint));
    }
    let counts: Vec<_> = rows.iter().map(|row| (row.crisis, row.count.clone())).collect();
    let played: Vec<Crisis> = events.crises.iter().map(|(_, crisis)| crisis.clone()).collect();
    let names: Vec<&str> = free.iter().map(String::as_str).collect();
    let played = Events::new(&played, &counts, &names, request.seed);
    let data: Vec<Datum> = rows.iter().map(|row| datum(row.bound, row.low, row.high)).collect();
    Ok(Target {
        space: space(crisis, &names),
        noise_groups: played.noise_groups(),
        simulator: Box::new(move |point| played.simulate(point)),
        counts: rows
            .iter()
            .zip(&data)
            .map(|(row, datum)| learnt(row, datum, &events.crises))
            .collect(),
        units: free.iter().map(|name| unit(name)).collect(),
        likelihood: Box::new(DataLikelihood { data, noise_at: None, usual: NO_NOISE }),
        parameters: free.len(),
        mode: "sampled, one member a recorded event",
        until: until.to_string(),
    })
}

fn free(request: &CalibrateRequest) -> Result<Vec<String>, Failure> {
    let declared = declarations();
    if request.free.is_empty() {
        return Ok(FREE.iter().map(|name| (*name).to_owned()).collect());
    }
    let key = |name: &String| {
        let known = position(name).map(|position| declared[position].key.to_owned());
        known.ok_or_else(|| {
            let names = declared.iter().map(|parameter| parameter.key);
            unknown_parameter(name, names, Movement::Crisis)
        })
    };
    request.free.iter().map(key).collect()
}

/// The last date that may be learnt from: the scenario's origin at the latest.
fn until(request: &CalibrateRequest, crisis: &Crisis, origin: Date) -> Result<Date, Failure> {
    let Some(text) = &request.until else { return Ok(origin) };
    let date = date(text, crisis.start)?;
    if date > origin {
        let message = format!("{date} is after the scenario's origin, {origin}");
        let hint = "a forecast may know nothing that is later than its origin".to_owned();
        return Err(Failure::bad_request_with(message, Some(hint)));
    }
    Ok(date)
}

fn unit(name: &str) -> &'static str {
    let declared = declarations().into_iter().find(|declared| declared.key == name);
    declared.map_or("", |declared| declared.unit)
}

fn learnt(row: &RecordedRow, datum: &Datum, events: &[(String, Crisis)]) -> Count {
    let (name, crisis) = &events[row.crisis];
    let places = row.count.places.iter().map(|place| &crisis.places[place.index()]);
    let days = [row.count.from, row.count.to];
    Count {
        what: format!("{} {}", row.event, row.measure),
        scenario: Some(name.clone()),
        places: places.clone().map(|place| place.id.clone()).collect(),
        place_names: places.map(|place| place.name.clone()).collect(),
        days,
        dates: days.map(|day| crisis.start.saturating_add(Span::new().days(day))),
        range: datum.range(),
    }
}
