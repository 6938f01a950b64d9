//! What tests of the conflict process share.

use crate::crisis::request::Advance;
use crate::crisis::run::{Run, fight};
use crate::crisis::scenario::{CampaignKind, SupplySource};
use crate::crisis::testing::{CrisisBuilder, request, town};
use crate::crisis::world::World;
use crate::id::StableKey;
use crate::prior::Prior;
use crate::rng::{Purpose, Stream, Streams};

/// Equal within 1e-6, relative.
pub fn assert_close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() <= 1e-6 * b.abs().max(1e-2), "{found:?} is not {expected:?}");
    }
}

/// The mean lies within 4.5 standard errors.
pub fn assert_mean(values: &[f64], mean: f64, sd: f64) {
    let found = values.iter().sum::<f64>() / values.len() as f64;
    let error = sd / (values.len() as f64).sqrt();
    assert!((found - mean).abs() < 4.5 * error, "{found} is not {mean} ± {error}");
}

/// Random numbers.
pub fn dice(seed: u64) -> Stream {
    Streams { seed, member: 0, day: 0 }.at(Purpose::Contest, StableKey(seed))
}

/// Plays the conflict alone, to the end, and shows each evening.
pub fn play_all(world: &World, member: u32, advance: Advance, look: &mut dyn FnMut(&Run<'_>)) {
    let mut member = Run::start(world, request(member, advance));
    for day in 0..world.crisis().days {
        member.day = day;
        fight(member.parts());
        look(&member);
    }
}

/// Plays the conflict of a stage for members `0..members`, and keeps a number of each last evening.
pub fn last_evenings(
    stage: &CrisisBuilder,
    members: u32,
    advance: Advance,
    value: impl Fn(&Run<'_>) -> f64,
) -> Vec<f64> {
    let world = World::new(&stage.crisis);
    let last = |member| {
        let mut last = f64::NAN;
        play_all(&world, member, advance, &mut |evening| last = value(evening));
        last
    };
    (0..members).map(last).collect()
}

/// Parameters of the model notes' table of advances; decisiveness 2, no sources.
pub fn known_parameters(stage: CrisisBuilder) -> CrisisBuilder {
    [
        ("v_c", 4.0),
        ("v_0", 0.1),
        ("rho", 15.0),
        ("m", 2.0),
        ("counter", 0.5),
        ("loss", 0.25),
        ("cost", 0.1),
        ("flow", 0.2),
        ("bonus", 4.0),
        ("reach", 10.0),
        ("need", 0.3),
        ("b_max", 30.0),
        ("delta", 0.02),
        ("garrison", 0.3),
        ("beta", 0.02),
    ]
    .into_iter()
    .fold(stage, |stage, (key, value)| stage.parameter(key, value))
}

/// A row of towns of which attackers (strength `ratio` times 1,000) hold the first one and
/// defenders (1,000) all others; the attackers advance on all of them.
pub fn row(days: u32, towns: u8, km: f64, ratio: f64) -> CrisisBuilder {
    let names: Vec<String> = (0..towns).map(|n| char::from(b'a' + n).to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let stage = CrisisBuilder::chain(days, towns, km)
        .actor("attackers", 1_000.0 * ratio)
        .actor("defenders", 1_000.0)
        .hostile("attackers", "defenders")
        .holds("attackers", &names[..1])
        .holds("defenders", &names[1..]);
    known_parameters(stage)
}

/// A contested grid of 5 × 4 towns with a split city, three parties and several campaigns.
pub fn grid(days: u32) -> CrisisBuilder {
    let name = |x: u8, y: u8| format!("{}{y}", char::from(b'a' + x));
    let cells = || (0..5_u8).flat_map(|x| (0..4_u8).map(move |y| (x, y)));
    let at = |x: u8, y: u8| [f64::from(x) * 8.0, f64::from(y) * 8.0];
    let towns = cells().map(|(x, y)| town(&name(x, y), at(x, y), 1_000.0)).collect();
    let mut stage = CrisisBuilder::new(days, towns)
        .actor("red", 1_000.0)
        .actor("blue", 1_000.0)
        .actor("green", 600.0)
        .actor("teal", 200.0)
        .hostile("red", "blue")
        .hostile("green", "red")
        .hostile("green", "blue")
        .hostile("teal", "red")
        .hostile("teal", "green")
        .allied("blue", "teal");
    for (x, y) in cells() {
        let holder = match (x, y) {
            (0 | 1, _) => "red",
            (4, 3) => "teal",
            (_, 3) => "green",
            _ => "blue",
        };
        stage = match (x, y) {
            (2, 1) => stage.control(0, &name(x, y), &[("red", 0.35), ("blue", 0.65)]),
            _ => stage.holds(holder, &[&name(x, y)]),
        };
        stage = if x > 0 { stage.link(&name(x - 1, y), &name(x, y), 8.0) } else { stage };
        stage = if y > 0 { stage.link(&name(x, y - 1), &name(x, y), 8.0) } else { stage };
    }
    for (actor, place) in [("red", "a0"), ("blue", "e0"), ("green", "c3")] {
        let (actor, place) = (stage.who(actor), stage.at(place));
        let strength_per_day = Prior::Fixed(5.0);
        stage.crisis.supply_sources.push(SupplySource { actor, place, strength_per_day });
    }
    known_parameters(stage)
}

/// Advances, air strikes and a siege on it.
pub fn with_campaigns(stage: CrisisBuilder) -> CrisisBuilder {
    stage
        .campaign(CampaignKind::Advance, "red", &["d1", "e0"])
        .campaign(CampaignKind::Advance, "green", &["b2"])
        .campaign(CampaignKind::Air, "blue", &["b1", "b0"])
        .campaign(CampaignKind::Siege, "red", &["d1"])
}
