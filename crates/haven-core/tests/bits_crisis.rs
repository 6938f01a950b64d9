//! The bits of a small crisis with everything going on at once stay what they are.

#[path = "common/crisis_bits.rs"]
mod crisis_bits;
#[path = "common/pins.rs"]
mod pins;

use haven_core::crisis::parameter::{Priors, position};
use haven_core::crisis::scenario::{
    Actor, ActorId, Campaign, CampaignKind, ControlRow, ControlStatus, Crisis, CrossingPeriod,
    DatedValue, Event, EventKind, GateState, Group, Haven, Home, Link, Place, PlaceKind,
    SupplySource,
};
use haven_core::id::PlaceId;
use haven_core::prior::Prior;

const ARMY: ActorId = ActorId(0);
const REBELS: ActorId = ActorId(1);
const MILITIA: ActorId = ActorId(2);

// Places by position: six towns in a row towards a gate, a camp beside them, a town in the hills, a
// second gate, and two cities abroad.
const T0: PlaceId = PlaceId(0);
const T1: PlaceId = PlaceId(1);
const T2: PlaceId = PlaceId(2);
const T3: PlaceId = PlaceId(3);
const T4: PlaceId = PlaceId(4);
const T5: PlaceId = PlaceId(5);
const CAMP: PlaceId = PlaceId(6);
const HILLS: PlaceId = PlaceId(7);
const GATE: PlaceId = PlaceId(8);
const PASS: PlaceId = PlaceId(9);
const HOST: PlaceId = PlaceId(10);
const FAR: PlaceId = PlaceId(11);

fn place(id: &str, kind: PlaceKind, country: &str, [x, y]: [f64; 2], residents: f64) -> Place {
    let known = Prior::Fixed(residents);
    let guessed = Prior::LogUniform { low: residents * 0.5, high: residents * 2.0 };
    Place {
        id: id.into(),
        name: id.into(),
        alt_names: Vec::new(),
        kind,
        country: country.into(),
        admin1: String::new(),
        latitude: 30.0 + y / 111.2,
        longitude: 40.0 + x / 96.3,
        residents: if residents > 0.0 { guessed } else { known },
        shared_draw: None,
        share_left: Prior::Fixed(0.9),
        displaced_at_start: 0.0,
        capacity: None,
        capacity_per_day: 0.0,
        attraction: 1.0,
    }
}

fn places() -> Vec<Place> {
    use PlaceKind::{Camp, Crossing, Host, Settlement};
    let town = |index: u8| {
        let at = [f64::from(index) * 15.0, f64::from(index % 3) * 2.0];
        place(&format!("a_town_{index}"), Settlement, "AAA", at, 20_000.0)
    };
    let mut places: Vec<_> = (0..6).map(town).collect();
    places[5].displaced_at_start = 3_000.0;
    places[2].capacity = Some(1_500.0);
    places.extend([
        place("b_camp", Camp, "AAA", [60.0, 10.0], 0.0),
        place("c_hills", Settlement, "AAA", [20.0, 30.0], 8_000.0),
        place("d_gate", Crossing, "BBB", [90.0, 0.0], 0.0),
        place("e_pass", Crossing, "CCC", [20.0, 45.0], 0.0),
        place("f_host", Host, "BBB", [120.0, 0.0], 0.0),
        place("g_far", Host, "CCC", [20.0, 90.0], 0.0),
    ]);
    (places[6].capacity, places[6].capacity_per_day) = (Some(2_000.0), 5.0);
    places[10].capacity = Some(6_000.0);
    places
}

fn links() -> Vec<Link> {
    let link = |(from, to, km)| Link { from, to, km, supply_capacity: 1.0 };
    let roads = [
        (T0, T1, 15.0),
        (T1, T2, 15.0),
        (T2, T3, 15.0),
        (T3, T4, 15.0),
        (T4, T5, 15.0),
        (T5, GATE, 15.0),
        (GATE, HOST, 30.0),
        (T4, CAMP, 10.0),
        (T1, HILLS, 32.0),
        (HILLS, PASS, 17.0),
        (PASS, FAR, 60.0),
    ];
    roads.map(link).into()
}

fn actor(id: &str, strength: f64, hostile_to: &[ActorId]) -> Actor {
    Actor {
        id: id.into(),
        name: id.into(),
        parent: None,
        allies: Vec::new(),
        hostile_to: hostile_to.to_vec(),
        strength: Prior::Normal { mean: strength, sd: 200.0, low: 1.0, high: f64::INFINITY },
        conduct: Prior::Beta { a: 8.0, b: 2.0 },
        exit_closure: Prior::Uniform { low: 0.0, high: 0.4 },
    }
}

fn campaign(id: &str, kind: CampaignKind, actor: ActorId, objectives: &[PlaceId]) -> Campaign {
    Campaign {
        id: id.into(),
        actor,
        kind,
        target: None,
        objectives: objectives.to_vec(),
        announced: 2,
        from: 5,
        until: 70,
        km_per_day: None,
        intensity: Prior::Uniform { low: 0.5, high: 1.5 },
        days_to_take: None,
        tempo: 1.0,
    }
}

fn gate(
    place: PlaceId,
    (from, until): (i64, i64),
    state: GateState,
    people: f64,
) -> CrossingPeriod {
    let quota_per_day = Prior::LogUniform { low: people * 0.7, high: people * 1.4 };
    CrossingPeriod { place, from, until, state, quota_per_day, shared_draw: None }
}

fn group(id: &str, mobility: f64, fear: [Option<Prior>; 3]) -> Group {
    Group { id: id.into(), mobility, fear: fear.into() }
}

/// Everything that happens by a table.
fn happenings(crisis: &mut Crisis) {
    let held = |day, place, shares: &[(ActorId, f64)]| ControlRow {
        day,
        place,
        shares: shares.to_vec(),
        status: ControlStatus::Held,
    };
    let rebels = [T1, T2, T3, T4, T5, CAMP].map(|place| held(0, place, &[(REBELS, 1.0)]));
    crisis.control = rebels.into();
    crisis.control.push(held(0, T0, &[(ARMY, 1.0)]));
    crisis.control.push(held(0, HILLS, &[(MILITIA, 1.0)]));
    crisis.control.push(held(3, T1, &[(ARMY, 0.4), (REBELS, 0.6)]));
    let event = |day, place, kind, count| Event { day, place, actor: ARMY, kind, count };
    crisis.events = vec![
        event(0, T1, EventKind::Front, 4.0),
        event(1, T2, EventKind::Air, 2.0),
        event(3, T1, EventKind::Assault, 3.0),
    ];
    crisis.damage = vec![DatedValue { day: 2, place: T1, value: 0.3 }];
    crisis.services = vec![DatedValue { day: 0, place: T2, value: 0.6 }];
    let mut timed = campaign("on_t3", CampaignKind::Advance, ARMY, &[T1, T2, T3]);
    timed.days_to_take = Some(Prior::LogUniform { low: 15.0, high: 40.0 });
    crisis.campaigns = vec![
        timed,
        campaign("on_hills", CampaignKind::Advance, REBELS, &[HILLS]),
        campaign("strikes", CampaignKind::Air, ARMY, &[T4, T5]),
        campaign("ring", CampaignKind::Siege, ARMY, &[T2]),
    ];
    crisis.crossings = vec![
        gate(GATE, (10, 60), GateState::Limited, 70.5),
        gate(GATE, (60, 90), GateState::Open, 900.0),
        gate(PASS, (0, 40), GateState::Informal, 12.0),
        gate(PASS, (40, 90), GateState::Closed, 1.0),
    ];
    crisis.havens = vec![Haven {
        id: "area".into(),
        name: "area".into(),
        places: vec![T5],
        from: 30,
        capacity: 9_000.0,
        credibility: Prior::Beta { a: 4.0, b: 2.0 },
        services: 1.0,
    }];
}

fn crisis() -> Crisis {
    let everyone = (0..8).filter(|place| *place != CAMP.0).flat_map(|place| {
        [0, 1].map(|group| Home {
            place: PlaceId(place),
            group,
            share: if group == 0 { 0.7 } else { 0.3 },
        })
    });
    let (small, large) = (Some(Prior::Fixed(0.1)), Some(Prior::Beta { a: 8.0, b: 2.0 }));
    let mut crisis = Crisis {
        title: "test".into(),
        summary: String::new(),
        start: "2014-01-01".parse().expect("a date"),
        origin: 4,
        days: 80,
        home_country: "AAA".into(),
        places: places(),
        links: links(),
        actors: vec![
            actor("army", 3_000.0, &[REBELS]),
            actor("rebels", 1_000.0, &[ARMY, MILITIA]),
            actor("militia", 500.0, &[]),
        ],
        groups: vec![
            group("most", 1.0, [large.clone(), small.clone(), None]),
            group("few", 1.4, [None, large, small]),
        ],
        homes: everyone.collect(),
        control: Vec::new(),
        campaigns: Vec::new(),
        supply_sources: vec![
            SupplySource { actor: ARMY, place: T0, strength_per_day: Prior::Fixed(20.0) },
            SupplySource { actor: REBELS, place: T5, strength_per_day: Prior::Fixed(8.0) },
        ],
        crossings: Vec::new(),
        havens: Vec::new(),
        events: Vec::new(),
        damage: Vec::new(),
        services: Vec::new(),
        observations: Vec::new(),
        needs: Vec::new(),
        priors: Priors::default(),
        axes: Vec::new(),
        factors: Vec::new(),
        combinations: Vec::new(),
        claim: None,
        facts: Vec::new(),
        limits: Vec::new(),
        licences: Vec::new(),
    };
    happenings(&mut crisis);
    // Returns, onward movement and settling within the days that are played.
    for (key, value) in [("tau_r", 10.0), ("onward", 1e-3), ("km_per_day", 40.0)] {
        crisis.priors.set(position(key).expect("it is declared"), Prior::Fixed(value));
    }
    crisis
}

#[test]
fn the_bits_of_a_small_crisis_are_those_pinned() {
    crisis_bits::pin(&crisis(), "tests/bits/small_crisis.txt");
}
