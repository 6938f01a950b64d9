//! Everything that an observer can see of members of Flee's system, as fingerprints.

use super::pins::{Fingerprint, Pins};
use haven_core::draw::Draws;
use haven_core::flee::scenario::Scenario;
use haven_core::flee::{Request, Stopped, Today, Track, World};
use std::ops::ControlFlow;

/// Adds rows for a scenario: {sampled, expected} × {labels tracked, not}, three seeds together.
pub fn pin(name: &str, scenario: &Scenario, pins: &mut Pins) {
    let world = World::new(scenario);
    for (draws, drawn) in [(Draws::Sampled, "sampled"), (Draws::Expected, "expected")] {
        for (tracked, shown) in [(false, "plain"), (true, "tracked")] {
            let track = Track { origin: tracked, group: tracked && !scenario.groups.is_empty() };
            let mut seen = [Fingerprint::default(); 3];
            for seed in 1..=3 {
                let request = Request { seed, member: 0, draws, track };
                let ended = world.run(&request, &mut |today| {
                    look(today, &mut seen);
                    ControlFlow::Continue(())
                });
                assert!(matches!(ended, Ok(()) | Err(Stopped::NoSource { .. })), "{ended:?}");
            }
            let [places, totals, labels] = seen;
            let parts = [("places", places), ("totals", totals), ("labels", labels)];
            pins.row(&format!("{name}, {drawn} {shown}"), &parts);
        }
    }
}

fn look(today: &Today<'_>, [places, totals, labels]: &mut [Fingerprint; 3]) {
    places.all([today.stock, today.arrived, today.departed].concat());
    totals.all([today.on_road, today.displaced, today.reported, today.debt]);
    for label in today.labels {
        for part in [label.place, label.origin, label.group] {
            labels.number(u64::from(part));
        }
        labels.bits(label.people);
    }
}
