//! What follows from who holds what: supplies, ways of campaigns, fronts, distances, and what civilians
//! see of them.

use super::approach;
use super::scene::Scene;
use super::scratch::Scratch;
use super::state::Conflict;
use crate::crisis::control::Control;
use crate::id::PlaceId;

impl Conflict {
    /// Finds everything that follows from who holds what.
    pub(super) fn find_all(
        &mut self,
        scene: &Scene<'_>,
        control: &mut Control,
        scratch: &mut Scratch,
    ) {
        let besieged = self.supply.besiege(scene, control);
        self.supply.find(scene, control, &mut scratch.flow);
        self.campaigns.find(scene, control);
        if besieged || self.fronts_on != (control.epoch, scene.now.day) {
            self.find_fronts(scene, control);
        }
        self.find_supplied(scene, control);
        self.strength.settle(control, &scene.now.geography.inside);
        self.distances.find(scene, control, &mut scratch.row);
        approach::find_fronts(scene, self, control);
        approach::expect(scene, self, control);
        approach::bomb(scene, control);
        control.outlook += 1;
        self.epoch = control.epoch;
    }

    /// Which ground gets strength: what is joined to a source of its own over ground of its side.
    /// An actor without any source in the scenario lives off all its land.
    pub(super) fn find_supplied(&mut self, scene: &Scene<'_>, control: &Control) {
        let terrain = scene.terrain;
        let holds_out = scene.now.parameters().garrison;
        for actor in &scene.now.geography.leaves {
            let own = || terrain.entries.iter().filter(|entry| entry.actor == *actor);
            if own().next().is_none() {
                continue;
            }
            let (fronts, cut) = (&self.fronts, &self.supply.cut);
            let is_open = |link: Option<u32>| link.is_none_or(|link| cut[link as usize] < 1.0);
            let by = own().flat_map(|entry| &entry.by).filter(|(_, link)| is_open(*link));
            let area = |place: PlaceId| fronts.area[self.strength.cell(*actor, place)];
            let supplied: Vec<u16> = by.map(|(place, _)| area(*place)).collect();
            for place in &scene.now.geography.inside {
                if control.holders[place.index()].has(*actor) {
                    let area = fronts.area[self.strength.cell(*actor, *place)];
                    let open = supplied.contains(&area);
                    self.strength.set_supplied(*actor, *place, open, holds_out);
                }
            }
        }
    }
}
