//! What a run by Flee's rules says of scenarios in which everybody is where they are counted on to be.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{Kept, changed, close, falling, ferry, means_of, run_of, sources, with, work};
use haven::flee::{FleeRun, Outcome};
use haven::{InMemory, Keep, RunRequest, RunResult, run};

fn played(request: &RunRequest, sources: &InMemory) -> FleeRun {
    match work(sources, |work| run(request, work, &mut Kept::default())).unwrap() {
        RunResult::Flee(run) => *run,
        other => panic!("{other:?}"),
    }
}

fn ferried(request: &RunRequest) -> FleeRun {
    played(request, &sources(&[("ferry", ferry())]))
}

fn outcome(request: &RunRequest) -> Outcome {
    ferried(request).outcome
}

#[test]
fn who_sets_out_is_at_the_camp_in_the_evening() {
    let found = outcome(&run_of("ferry", 0..3));
    assert_eq!(found.end.to_string(), "2030-01-07");
    let [tents] = &found.places[..] else { panic!("one camp") };
    // Six days of 100, on top of the 50 of day 0, who did not arrive.
    assert_eq!(
        (tents.name.as_str(), tents.arrivals.mean, tents.stock.mean),
        ("Tents", 600.0, 650.0)
    );
    assert_eq!((tents.stock.sd, tents.stock.interval_90()), (Some(0.0), (650.0, 650.0)));
    assert_eq!(tents.data, Some(530.0));
    assert_eq!(
        (found.displaced.mean, found.on_road.mean, found.outside_camps.mean),
        (650.0, 0.0, 0.0)
    );
    assert!(found.elsewhere.is_empty() && found.origins.is_empty());
    assert_eq!(found.beyond_capacity.mean, 0.0);
}

#[test]
fn nobody_goes_to_a_camp_that_is_full_and_those_too_many_in_it_are_told() {
    let places = "id,name,kind,country,lat,lon,residents,capacity\nlower,Lower,settlement,XAA,10.0,20.0,3000,\n\
                  tents,Tents,camp,XBB,10.5,20.2,,300\nupper,Upper,settlement,XAA,10.9,20.4,1000,\n";
    let sources = sources(&[("ferry", with(ferry(), &[("places.csv", places)]))]);
    let found = played(&means_of("ferry"), &sources).outcome;
    // The 250 of day 2 leave room, the 350 of day 3 do not: the 300 of the days after stay where they are.
    assert_eq!((found.total.stock.mean, found.beyond_capacity.mean), (350.0, 50.0));
    assert!(close(found.outside_camps.mean, 300.0), "{:?}", found.outside_camps);
    let names: Vec<&str> = found.elsewhere.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(names, ["Lower", "Upper"]);
    let ids: Vec<&str> = found.elsewhere.iter().map(|place| place.place.as_str()).collect();
    assert_eq!(ids, ["lower", "upper"]);
    let stocks = [&found.elsewhere[0].stock, &found.elsewhere[1].stock];
    assert!(close(stocks[0].mean, 225.0) && close(stocks[1].mean, 75.0));
}

#[test]
fn the_sum_over_destinations_is_told_by_day() {
    let found = outcome(&run_of("ferry", 0..2));
    assert_eq!(found.total.name, "all destinations");
    assert_eq!((found.total.arrivals.mean, found.total.stock.mean), (600.0, 650.0));
    let days: Vec<_> =
        found.days.iter().map(|day| (day.date.to_string(), day.stock.mean, day.data)).collect();
    let expected: Vec<_> = (0..7_u32)
        .map(|day| {
            let (stock, counted) = (50.0 + 100.0 * f64::from(day), 50.0 + 80.0 * f64::from(day));
            (format!("2030-01-0{}", day + 1), stock, Some(counted))
        })
        .collect();
    assert_eq!(days, expected);
}

#[test]
fn the_distance_from_the_counts_is_that_by_hand() {
    let found = outcome(&run_of("ferry", 0..2));
    // 20 d too many on day d: 20 × 21 = 420 of 7 × 50 + 80 × 21 = 2,030 counted.
    let off_by = found.places[0].off_by.unwrap().mean;
    assert!(close(off_by, 420.0 / 2_030.0), "{off_by}");
    assert!(close(found.total.off_by.unwrap().mean, 420.0 / 2_030.0));
    let mean = |per_day: f64| {
        let days = (0..7).map(f64::from);
        days.map(|day| 20.0 * day / (50.0 + per_day * day)).sum::<f64>() / 7.0
    };
    let ard = found.ard.unwrap();
    // Over those who are counted at the camp; and over Flee's raw count, which follows the total.
    assert!(close(ard.plain.mean, mean(80.0)), "{ard:?}");
    assert!(close(ard.flee.mean, mean(100.0)), "{ard:?}");
}

#[test]
fn without_counts_there_is_nothing_to_be_off_by() {
    let conflict = "title = \"The ferry\"\nstart = 2030-01-01\ndays = 7\nmovement = \"flee\"\nhome_country = \"XAA\"\n\
        departures = { by = \"conflict\", mode = \"constant\", rate_per_day = 10.5 }\n\n\
        [parameters]\nmove_chance_camp = { value = 0, source = \"assumed\" }\n";
    let mut files = with(ferry(), &[("scenario.toml", conflict)]);
    files.remove("observations.csv");
    let found = played(&run_of("ferry", 0..1), &sources(&[("ferry", files)])).outcome;
    // Ten whole people from each town on each of seven days.
    assert_eq!(found.total.stock.mean, 140.0);
    assert_eq!((found.ard, found.total.off_by, found.total.data), (None, None, None));
    assert!(found.places[0].data.is_none() && found.places[0].off_by.is_none());
    assert!(found.days.iter().all(|day| day.data.is_none()));
}

#[test]
fn those_on_the_way_are_on_the_road_and_not_at_the_camp() {
    let mut request = run_of("ferry", 0..2);
    request.scenario = changed("ferry", &[("max_km_per_day", "50")]);
    let found = outcome(&request);
    // 90 and 60 km take two days: the 100 of the last day are still on the road.
    assert_eq!(
        (found.on_road.mean, found.total.stock.mean, found.displaced.mean),
        (100.0, 550.0, 650.0)
    );
    assert_eq!(found.places[0].arrivals.mean, 500.0);
}

#[test]
fn people_at_places_on_the_way_are_outside_camps_and_most_come_first() {
    // People rest at the inns, and one in a hundred goes on a day.
    let changes = [
        (
            "places.csv",
            "id,name,kind,country,lat,lon,residents,capacity\nlower,Lower,settlement,XAA,10.0,20.0,3000,\n\
             north,North Inn,settlement,XAA,10.3,20.0,,\nsouth,South Inn,settlement,XAA,10.2,20.0,,\n\
             tents,Tents,camp,XBB,10.5,20.2,,\nupper,Upper,settlement,XAA,10.9,20.4,1000,\n",
        ),
        (
            "links.csv",
            "from,to,km\nlower,south,10\nsouth,tents,90\nupper,north,10\nnorth,tents,60\n",
        ),
    ];
    let sources = sources(&[("ferry", with(ferry(), &changes))]);
    let mut request = means_of("ferry");
    request.scenario = changed("ferry", &[("move_chance_default", "0.01")]);
    let found = played(&request, &sources).outcome;
    let elsewhere: Vec<_> =
        found.elsewhere.iter().map(|place| (place.name.as_str(), place.stock.mean)).collect();
    let [(first, lower), (second, upper), ..] = elsewhere[..] else { panic!("{elsewhere:?}") };
    assert_eq!((first, second), ("South Inn", "North Inn"));
    // Three quarters and a quarter of 600, less the few who have gone on: at most 6 % of them.
    assert!((423.0..450.0).contains(&lower) && (141.0..150.0).contains(&upper), "{elsewhere:?}");
    assert!(close(
        found.outside_camps.mean,
        found.elsewhere.iter().map(|place| place.stock.mean).sum()
    ));
    let everybody = found.outside_camps.mean + found.on_road.mean + found.total.stock.mean;
    assert!(close(everybody, 650.0), "{everybody}");
}

#[test]
fn people_for_whom_one_stands_are_people_everywhere() {
    let mut request = run_of("ferry", 0..2);
    request.scenario = changed("ferry", &[("scale_divisor", "10")]);
    request.track.origin = true;
    let run = ferried(&request);
    let found = &run.outcome;
    assert_eq!(
        (run.scale_divisor, found.total.stock.mean, found.total.arrivals.mean),
        (10, 650.0, 600.0)
    );
    assert_eq!((found.total.data, found.displaced.mean), (Some(530.0), 650.0));
    assert!(close(found.total.off_by.unwrap().mean, 420.0 / 2_030.0));
    let groups = found.origins.iter().flat_map(|origins| &origins.groups);
    assert_eq!(groups.map(|group| group.mean_people).sum::<f64>(), 650.0);
    assert_eq!(ferried(&run_of("ferry", 0..1)).scale_divisor, 1);
}

#[test]
fn origins_are_means_by_place_and_origin() {
    let mut request = means_of("ferry");
    assert!(outcome(&request).origins.is_empty());
    request.track.origin = true;
    let origins = outcome(&request).origins;
    let [tents] = &origins[..] else { panic!("{origins:?}") };
    let told = tents.groups.iter().map(|group| (group.name.as_str(), group.mean_people));
    // Three of four of 600; those of day 0 are of nowhere else.
    let expected = [("Lower", 450.0), ("Upper", 150.0), ("Tents", 50.0)];
    assert_eq!((tents.place.as_str(), told.collect::<Vec<_>>()), ("Tents", expected.to_vec()));
}

#[test]
fn origins_of_members_that_differ_are_averaged() {
    let mut request = run_of("ferry", 0..4);
    request.track.origin = true;
    let (sources, mut sink) = (sources(&[("ferry", ferry())]), Kept::default());
    let found = work(&sources, |work| run(&request, work, &mut sink)).unwrap();
    let RunResult::Flee(found) = found else { panic!("it has Flee's rules") };
    let last = |origin: &str| {
        let rows = sink.flows.iter().filter(|(_, day, from, ..)| *day == 6 && from == origin);
        rows.map(|(.., people)| people).sum::<f64>()
    };
    let groups = &found.outcome.origins[0].groups;
    let told = |name: &str| groups.iter().find(|it| it.name == name).unwrap().mean_people;
    assert_eq!(last("tents"), 4.0 * 50.0);
    for (id, name) in [("lower", "Lower"), ("upper", "Upper"), ("tents", "Tents")] {
        // Either is told in whole 25s.
        assert!((told(name) - last(id) / 4.0).abs() <= 25.0, "{name}");
    }
    // About 450; four members of 600 tosses have a standard error of 5.3.
    assert!((told("Lower") - 450.0).abs() <= 37.5, "{}", told("Lower"));
}

#[test]
fn a_flee_folder_is_told_as_flee_tells_it() {
    let run = played(&run_of("falling", 0..2), &sources(&[("falling", falling())]));
    let out = run.flee_out.unwrap();
    assert_eq!(
        (out.start.to_string().as_str(), &out.destinations[..]),
        ("2030-01-01", &["North".to_owned()][..])
    );
    // 80 a day until day 3. Then the count falls by 20 a day: nobody leaves, and what it fell by is owed.
    let told: Vec<_> = out
        .days
        .iter()
        .map(|day| {
            (day.day, day.simulated[0], day.counted[0], day.displaced, day.reported, day.debt)
        })
        .collect();
    let expected = [
        (0, 0, 0, 0, 0, 0),
        (1, 80, 80, 80, 80, 0),
        (2, 160, 160, 160, 160, 0),
        (3, 240, 240, 240, 240, 0),
        (4, 240, 220, 240, 220, 20),
        (5, 240, 200, 240, 200, 40),
        (6, 240, 180, 240, 180, 60),
    ];
    assert_eq!(told, expected);
    let ard = run.outcome.ard.unwrap();
    let by_hand = (20.0 / 220.0 + 40.0 / 200.0 + 60.0 / 180.0) / 7.0;
    assert!(close(ard.plain.mean, by_hand) && close(ard.flee.mean, by_hand), "{ard:?}");
    assert!(ferried(&run_of("ferry", 0..1)).flee_out.is_none(), "it is no Flee folder");
}

#[test]
fn what_is_kept_changes_no_outcome() {
    let [weekly, all, none] = [Keep::Default, Keep::All, Keep::None].map(|keep| {
        let found = ferried(&RunRequest { keep, ..run_of("ferry", 0..3) });
        (found.outcome, found.manifest.options.keep)
    });
    assert_eq!(weekly.0, all.0);
    assert_eq!(weekly.0, none.0);
    assert_eq!([weekly.1, all.1, none.1].map(Option::unwrap), ["default", "all", "none"]);
}
