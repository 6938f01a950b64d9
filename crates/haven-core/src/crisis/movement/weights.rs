//! What those who leave a place choose by.

use super::Movement;
use crate::crisis::day::Member;
use crate::crisis::destination::weigh_ties;
use crate::crisis::ledger::Whereabouts;
use crate::id::PlaceId;

impl Movement {
    /// Weighs the destinations of those who are leaving a place, the ways from whose node are known.
    pub(super) fn weigh(&mut self, member: &Member<'_>, from: PlaceId, node: usize) {
        let (deterrence, wishes) = (self.routes.deterrence(node), &self.attraction.today);
        self.weights.clear();
        self.weights.extend(deterrence.iter().zip(wishes).map(|(ways, wish)| ways * wish));
        let parameters = &member.inputs.parameters;
        if parameters.affinity > 0.0 || parameters.host_ties > 0.0 {
            let leaving = member.state.ledger.origins(Whereabouts::Leaving(from));
            weigh_ties(member, leaving, &mut self.weights);
        }
    }
}
