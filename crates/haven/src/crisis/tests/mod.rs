//! What is said of members of a small crisis whose numbers are written by hand, so that every sum, order
//! and share can be worked out beside the test.

mod answer;
mod combination;
mod counted;
mod headline;
mod hosts;
mod planning;
mod published;
mod reach;
mod whereabouts;

use super::combination::{Asked, asked};
use super::play::Played;
use crate::changed::{self, ChangedScenario};
use crate::source::ScenarioRequest;
use crate::sources::InMemory;
use haven_core::crisis::scenario::{Crisis, Measure, Scope};
use haven_core::crisis::{Actors, Advance, World};
use haven_core::draw::Draws;
use haven_core::id::PlaceId;
use haven_study::crisis::ensemble::{Member, Plan};
use haven_study::crisis::recording::{Detail, Key, recording};
use std::collections::BTreeMap;

/// Two towns at home (XAA); a gate, a host and a camp in one country (XAB), a gate and a host in another (XAC).
const PLACES: &str = "\
id,name,kind,country,admin1,lat,lon,residents,displaced_at_start,capacity
east_gate,East Gate,crossing,XAB,Coast,41.2,20.2,,,
farms,Farms,host,XAC,Border,41.0,19.7,500,,
hill,Hill,settlement,XAA,North,41.0,20.0,900,,
mill,Mill,settlement,XAA,North,41.1,20.1,100,,
quay,Quay,host,XAB,Coast,41.3,20.2,500,40,
tents,Tents,camp,XAB,Plain,41.3,20.3,,,100
west_gate,West Gate,crossing,XAC,Border,41.0,19.8,,,
";
const LINKS: &str = "from,to,km\nhill,mill,20\nmill,east_gate,20\neast_gate,quay,15\n\
                     east_gate,tents,15\nhill,west_gate,20\nwest_gate,farms,15\n";
const ACTORS: &str = "id,name,hostile_to,strength\narmy,Army,rebels,1000\nrebels,Rebels,army,600\n";
const CONTROL: &str = "valid_from,place,actor\n2031-06-01,hill,rebels\n2031-06-01,mill,army\n";
const CROSSINGS: &str = "place,state,quota_per_day\neast_gate,limited,900\nwest_gate,limited,90\n";
/// Ten days; two advances that exclude each other, and a question of gates.
const SETTINGS: &str = r#"
title = "Two gates"
start = 2031-06-01
days = 10
movement = "haven"
home_country = "XAA"

[[axis]]
id = "advance"
title = "Who advances?"

[[axis.what_if]]
id = "army-advance"
title = "The army advances"

[[axis.what_if.campaigns]]
id = "to_hill"
actor = "army"
kind = "advance"
objectives = ["hill"]
announced = 2031-06-03
from = 2031-06-05

[[axis.what_if]]
id = "rebels-advance"
title = "The rebels advance"

[[axis.what_if.campaigns]]
id = "to_mill"
actor = "rebels"
kind = "advance"
objectives = ["mill"]
from = 2031-06-04

[[axis]]
id = "gates"
title = "What do the gates do?"

[[axis.what_if]]
id = "gates-half"
title = "Half as many are let through"
quota_factor = 0.5

[claim]
text = "The governor of the coast said that 200 to 300 would come."
measure = "crossed"
subject = "XAB"
low = 200
high = 300
source = "invented"
"#;

/// The small crisis.
pub fn two_gates() -> Crisis {
    let files = [
        ("scenario.toml", SETTINGS),
        ("places.csv", PLACES),
        ("links.csv", LINKS),
        ("actors.csv", ACTORS),
        ("control.csv", CONTROL),
        ("crossings.csv", CROSSINGS),
    ];
    let files: BTreeMap<_, _> =
        files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).into();
    let scenarios = [("two-gates".to_owned(), files)].into();
    let sources = InMemory { scenarios, ..InMemory::default() };
    let scenario = ScenarioRequest { source: "two-gates".to_owned(), ..ScenarioRequest::default() };
    let request = ChangedScenario { scenario, ..ChangedScenario::default() };
    match changed::read(&request, &sources) {
        Ok(changed) => changed.crisis,
        Err(failure) => panic!("{failure}: {:?}", failure.problems()),
    }
}

/// A combination of its what-ifs.
pub fn combined(text: &str) -> Asked {
    asked(&two_gates(), text, Advance::Achieved).expect("it has these what-ifs")
}

/// The place with this id.
pub fn at(id: &str) -> PlaceId {
    two_gates().place(id).expect("it has this place")
}

/// A series.
pub fn key(measure: Measure, scope: Scope) -> Key {
    Key { measure, scope }
}

/// Members 0, 1, … whose series are what `number` says of a member, a series and a day. Nobody takes
/// anything and nobody holds anything.
pub fn played(members: u32, number: impl Fn(u32, Key, u32) -> f64) -> Played {
    played_of(&two_gates(), members, number)
}

/// The same of a crisis.
pub fn played_of(crisis: &Crisis, members: u32, number: impl Fn(u32, Key, u32) -> f64) -> Played {
    let world = World::new(crisis);
    let plan = Plan {
        seed: 1,
        members: 0..members,
        draws: Draws::Expected,
        advance: Advance::Achieved,
        explain: 0..0,
        explain_at: None,
        routes: false,
        recording: recording(&world, Detail::Destinations),
    };
    let member = |member: u32| {
        let mut record = plan.recording.record(plan.draws);
        for day in 0..plan.recording.days {
            plan.recording.note(day, &mut record, |key| number(member, *key, day));
        }
        Member {
            member,
            record,
            numbers: vec![f64::from(member)],
            captures: Vec::new(),
            control: vec![vec![Actors::default(); crisis.places.len()]; 3],
            supply_at_risk: None,
            on_link: vec![0.0; crisis.links.len()],
            explained: None,
        }
    };
    let members = (0..members).map(member).collect();
    Played { world, plan, members, explained: None, parts: Vec::new(), is_sensitive: false }
}

/// Whether two numbers are the same but for rounding.
pub fn close(one: f64, other: f64) -> bool {
    one == other || (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
}
