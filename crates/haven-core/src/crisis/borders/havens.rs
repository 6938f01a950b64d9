//! # Havens
//! **What**     Protected areas open on a date, are believed in more or less, and may collapse.
//! **Equation** weight of each of its places = `haven_weight`·C·(capacity/`SIZE`)^`gamma`·services·
//!              room / places; C by `credibility`; collapse with chance 1 − e^(−`chi`·attack), or
//!              when half of its places have changed hands since it opened: C = 0, at most `TRUST`
//!              again, and no more protection
//! **Units**    C, attack, services in [0, 1]; capacity: people
//! **Reads**    all that is fixed today, control, ledger.  **Changes** only itself
//! **Keeps**    naming more places of the same area attracts nobody more
//! **Source**   model.md §8; `SIZE`, `TRUST`: assumed
//! **Doubts**   attack is the share of its places under assault or bombed today. A front that it
//!              only faces is no attack, or no haven at a front line could last; shelling across
//!              it drives people out by §5 and §6. In expected runs the chance of collapse takes
//!              its share of C, and only captures end protection

use crate::crisis::conditions::Conditions;
use crate::crisis::control::Control;
use crate::crisis::destination::room_factor;
use crate::crisis::ledger::Ledger;
use crate::crisis::scenario::{Crisis, Haven};
use crate::draw::Draws;
use crate::id::{PlaceId, StableKey};
use crate::math;
use crate::rng::Purpose;

/// Capacity at which a haven's size neither adds to its attraction nor takes from it.
const SIZE: f64 = 100_000.0;

/// Credibility that a haven can have after a collapse.
const TRUST: f64 = 0.2;

/// Protected areas today.
#[derive(Clone, Debug, PartialEq)]
pub struct Havens {
    /// What the haven adds to the attraction of a place in it, by place; 0 where there is none.
    pub weight: Vec<f64>,
    /// The open haven that a place is in (the last one, if several), by place.
    haven_of: Vec<Option<usize>>,
    /// In the order of `Crisis::havens`.
    areas: Vec<Area>,
}

/// A protected area today.
#[derive(Clone, Debug, Default, PartialEq)]
struct Area {
    phase: Phase,
    credibility: f64,
    /// Displaced people who were there when it opened: they take none of its room.
    before: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Planned,
    Open,
    Collapsed,
}

impl Havens {
    /// None is open yet.
    pub fn start(crisis: &Crisis) -> Self {
        let places = crisis.places.len();
        Self {
            weight: vec![0.0; places],
            haven_of: vec![None; places],
            areas: vec![Area::default(); crisis.havens.len()],
        }
    }

    /// Havens are others: each by its position before, if it had one.
    pub fn adopt(&mut self, before: &[Option<usize>]) {
        let area = |position: usize| self.areas[position].clone();
        self.areas = before.iter().map(|known| known.map_or_else(Area::default, area)).collect();
    }

    /// Whether a place is in a haven that is open.
    pub fn protects(&self, place: PlaceId) -> bool {
        self.haven_of[place.index()].is_some()
    }

    /// Displaced people for whom the haven of a place has room; infinite outside of havens.
    pub fn room_left(&self, crisis: &Crisis, ledger: &Ledger, place: PlaceId) -> f64 {
        self.haven_of[place.index()].map_or(f64::INFINITY, |area| {
            let haven = &crisis.havens[area];
            haven.capacity - (settled(haven, ledger) - self.areas[area].before).max(0.0)
        })
    }
}

/// Today's havens and their attraction.
pub(super) fn open(now: &Conditions<'_>, control: &Control, ledger: &Ledger, havens: &mut Havens) {
    havens.weight.fill(0.0);
    havens.haven_of.fill(None);
    for (index, haven) in now.crisis.havens.iter().enumerate() {
        if i64::from(now.day) >= haven.from {
            let before = havens.areas[index].clone();
            let area = today(now, (control, ledger), (index, haven), before);
            let weight = weight(now, ledger, haven, &area);
            publish(havens, haven, weight);
            if area.phase == Phase::Open {
                let inside = &mut havens.haven_of;
                haven.places.iter().for_each(|place| inside[place.index()] = Some(index));
            }
            havens.areas[index] = area;
        }
    }
}

/// A haven whose day has come, after what happened to it today.
fn today(
    now: &Conditions<'_>,
    (control, ledger): (&Control, &Ledger),
    (index, haven): (usize, &Haven),
    mut area: Area,
) -> Area {
    let parameters = now.parameters();
    if area.phase == Phase::Planned {
        let credibility = now.inputs.credibility[index];
        return Area { phase: Phase::Open, credibility, before: settled(haven, ledger) };
    }
    let attack = attack(control, haven);
    if area.phase == Phase::Open {
        let chance = -math::exp_m1(-parameters.haven_collapse * attack);
        let key = StableKey::of(&haven.id);
        let unlucky = match now.draws() {
            Draws::Sampled => now.streams().at(Purpose::Collapse, key).uniform() < chance,
            Draws::Expected => {
                area.credibility *= 1.0 - chance;
                false
            }
        };
        if unlucky || captured(control, haven) {
            return Area { phase: Phase::Collapsed, credibility: 0.0, ..area };
        }
    }
    let most = if area.phase == Phase::Collapsed { TRUST } else { 1.0 };
    let (shock, recovery) = (parameters.haven_shock, parameters.haven_recovery);
    area.credibility = credibility_after(area.credibility, attack, shock, recovery, most);
    area
}

/// Share of its places under assault or bombed today.
fn attack(control: &Control, haven: &Haven) -> f64 {
    let at = |place: &PlaceId| {
        let bombs: f64 = control.air[control.cells(*place)].iter().sum();
        let assault = if control.is_attacked(*place) { 1.0 } else { 0.0 };
        f64::min(assault + bombs, 1.0)
    };
    haven.places.iter().map(at).sum::<f64>() / haven.places.len() as f64
}

/// Whether half of its places have changed hands since it opened.
fn captured(control: &Control, haven: &Haven) -> bool {
    let taken = |place: &&PlaceId| {
        let capture = control.captured[place.index()];
        capture.is_some_and(|capture| i64::from(capture.day) > haven.from)
    };
    2 * haven.places.iter().filter(taken).count() >= haven.places.len()
}

/// Attraction of all places of a haven together.
fn weight(now: &Conditions<'_>, ledger: &Ledger, haven: &Haven, area: &Area) -> f64 {
    let parameters = now.parameters();
    let size = math::powf(haven.capacity / SIZE, parameters.haven_size);
    let newcomers = (settled(haven, ledger) - area.before).max(0.0);
    let room = room_factor(newcomers, haven.capacity);
    parameters.haven_weight * area.credibility * size * haven.services * room
}

fn publish(havens: &mut Havens, haven: &Haven, weight: f64) {
    for place in &haven.places {
        havens.weight[place.index()] += weight / haven.places.len() as f64;
    }
}

fn settled(haven: &Haven, ledger: &Ledger) -> f64 {
    haven.places.iter().map(|place| ledger.settled[place.index()]).sum()
}

/// Credibility, 0 to 1, after one more day: first the day's `attack` (0 to 1) costs the share
/// `shock × attack` of it, then the share `recovery` of what it lacks to `most` comes back.
///
/// `most` is 1, or less after a collapse. Model: section 8, "Haven".
fn credibility_after(credibility: f64, attack: f64, shock: f64, recovery: f64, most: f64) -> f64 {
    let attacked = credibility * (1.0 - shock * attack).max(0.0);
    attacked + recovery * (most - attacked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_days_of_attacks_cost_more_than_recovery_gives() {
        let after = (0..5).fold(0.8, |now, _| credibility_after(now, 0.1, 0.5, 0.02, 1.0));
        assert!((after / 0.646_669_15 - 1.0).abs() < 1e-7, "{after}");
    }

    #[test]
    fn quiet_restores_it_up_to_its_most() {
        let after = (0..1_000).fold(0.0, |now, _| credibility_after(now, 0.0, 0.5, 0.02, 0.2));
        assert!((after - 0.2).abs() < 1e-6);
        assert_eq!(credibility_after(0.5, 1.0, 3.0, 0.0, 1.0), 0.0);
    }
}
