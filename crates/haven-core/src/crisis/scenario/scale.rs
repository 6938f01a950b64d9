//! A crisis with numbers multiplied.

use super::{Campaign, Crisis, CrossingPeriod, Factor, GateState, Haven};
use crate::crisis::parameter;
use crate::id::PlaceId;

impl Crisis {
    /// Multiplies.
    pub(super) fn scale(&mut self, factor: &Factor) {
        match factor {
            Factor::Quota { gates, from, until, by } => {
                self.scale_quota(gates, [*from, *until], *by);
            }
            Factor::Irregular { by } => {
                self.scale_parameter("irregular", *by);
                for period in self.crossings.iter_mut().filter(|period| is_informal(period)) {
                    period.quota_per_day = period.quota_per_day.times(*by);
                }
            }
            Factor::Parameter { key, by } => self.scale_parameter(key, *by),
            Factor::HavenCapacity { havens, by } => {
                let named = |haven: &&mut Haven| is_among(havens, &haven.id);
                self.havens.iter_mut().filter(named).for_each(|haven| haven.capacity *= by);
            }
            Factor::Tempo { campaigns, by } => {
                self.named(campaigns).for_each(|campaign| campaign.tempo *= by);
            }
            Factor::Intensity { campaigns, by } => {
                self.named(campaigns).for_each(|it| it.intensity = it.intensity.times(*by));
            }
            Factor::StrengthInflow { actor, by } => self.scale_supply(actor, *by),
        }
    }

    fn named<'a>(&'a mut self, ids: &'a [String]) -> impl Iterator<Item = &'a mut Campaign> {
        self.campaigns.iter_mut().filter(|campaign| is_among(ids, &campaign.id))
    }

    fn scale_parameter(&mut self, key: &str, by: f64) {
        let position = parameter::position(key).expect("readers check keys");
        self.priors.scale(position, by);
    }

    fn scale_supply(&mut self, actor: &str, by: f64) {
        let scaled = self.leaves(actor);
        for source in &mut self.supply_sources {
            if scaled.contains(&source.actor) {
                source.strength_per_day = source.strength_per_day.times(by);
            }
        }
    }

    /// Multiplies quotas on some days. A period that goes beyond them is cut, and its parts stay where it
    /// was, so that later rows still come before it; their quotas are drawn by the same name, and so are
    /// the same number.
    fn scale_quota(&mut self, gates: &[PlaceId], [from, until]: [i64; 2], by: f64) {
        let is_meant = |period: &CrossingPeriod| match gates {
            [] => !is_informal(period),
            _ => gates.contains(&period.place),
        };
        let parts = |period: CrossingPeriod| {
            let (first, last) = (period.from.max(from), period.until.min(until));
            if !is_meant(&period) || first >= last {
                return vec![period];
            }
            let part = |from, until| CrossingPeriod { from, until, ..period.clone() };
            let scaled = CrossingPeriod {
                quota_per_day: period.quota_per_day.times(by),
                ..part(first, last)
            };
            let all = [part(period.from, first), scaled, part(last, period.until)];
            all.into_iter().filter(|part| part.from < part.until).collect()
        };
        self.crossings = std::mem::take(&mut self.crossings).into_iter().flat_map(parts).collect();
    }
}

fn is_among(ids: &[String], id: &str) -> bool {
    ids.is_empty() || ids.iter().any(|other| other == id)
}

fn is_informal(period: &CrossingPeriod) -> bool {
    period.state == GateState::Informal
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crisis::inputs::Inputs;
    use crate::crisis::testing::CrisisBuilder;
    use crate::draw::Draws;
    use crate::prior::Prior;

    fn period(place: u32, [from, until]: [i64; 2], state: GateState) -> CrossingPeriod {
        let quota_per_day = Prior::Uniform { low: 100.0, high: 300.0 };
        let place = PlaceId(place);
        CrossingPeriod { place, from, until, state, quota_per_day, shared_draw: None }
    }

    fn with(factor: Factor) -> Crisis {
        let mut crisis = CrisisBuilder::chain(10, 3, 10.0).crisis;
        crisis.crossings = vec![
            period(0, [0, 60], GateState::Open),
            period(1, [0, 60], GateState::Informal),
            period(0, [20, 30], GateState::Limited),
        ];
        crisis.factors = vec![factor];
        crisis.with(&[]).expect("no what-if is asked for")
    }

    /// First and last day, and quota of a member, of the periods at a place.
    fn quotas(crisis: &Crisis, place: u32) -> Vec<(i64, i64, f64)> {
        let drawn = Inputs::draw(crisis, 1, 2, Draws::Sampled).quota_per_day;
        let periods = crisis.crossings.iter().zip(drawn);
        let here = periods.filter(|(period, _)| period.place == PlaceId(place));
        here.map(|(period, quota)| (period.from, period.until, quota)).collect()
    }

    #[test]
    fn half_a_quota_is_half_of_what_the_same_member_draws_and_only_on_its_days() {
        let all = |by| Factor::Quota { gates: Vec::new(), from: 10, until: 25, by };
        let (usual, half) = (quotas(&with(all(1.0)), 0), quotas(&with(all(0.5)), 0));
        let quota = usual[0].2;
        assert!(usual.iter().all(|(.., other)| *other == quota));
        let expected = [
            (0, 10, quota),
            (10, 25, quota / 2.0),
            (25, 60, quota),
            (20, 25, quota / 2.0),
            (25, 30, quota),
        ];
        assert_eq!(half, expected);
        assert_eq!(quotas(&with(all(0.5)), 1), quotas(&with(all(1.0)), 1), "informal ways stay");
    }

    #[test]
    fn a_factor_of_named_gates_leaves_the_others() {
        let of = |place| Factor::Quota { gates: vec![PlaceId(place)], from: 0, until: 60, by: 0.5 };
        assert_eq!(quotas(&with(of(1)), 0), quotas(&with(of(2)), 0));
        assert_eq!(quotas(&with(of(1)), 1)[0].2 * 2.0, quotas(&with(of(2)), 1)[0].2);
    }

    #[test]
    fn crossing_without_leave_is_multiplied_wherever_its_chance_is_drawn_from() {
        let (usual, twice) =
            (with(Factor::Irregular { by: 1.0 }), with(Factor::Irregular { by: 2.0 }));
        let drawn =
            |crisis: &Crisis| Inputs::draw(crisis, 1, 2, Draws::Sampled).parameters.irregular;
        assert_eq!(drawn(&twice), 2.0 * drawn(&usual));
        assert_eq!(quotas(&twice, 1)[0].2, 2.0 * quotas(&usual, 1)[0].2);
        assert_eq!(quotas(&twice, 0), quotas(&usual, 0));
    }
}
