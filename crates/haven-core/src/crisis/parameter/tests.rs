//! Parameters, their priors, and what was learnt of them.

use super::*;

#[test]
fn priors_lie_in_their_ranges_and_keys_are_unique() {
    let all = declarations();
    for (index, declared) in all.iter().enumerate() {
        for u in [1e-4, 0.5, 1.0 - 1e-4] {
            let value = declared.prior.quantile(u);
            assert!((declared.range[0]..=declared.range[1]).contains(&value), "{}", declared.key);
        }
        assert_eq!(position(declared.key), Some(index));
        assert_eq!(position(declared.symbol), Some(index));
    }
}

#[test]
fn members_differ_and_the_same_member_is_the_same() {
    let priors = Priors::default();
    assert_eq!(priors.draw(1, 2), priors.draw(1, 2));
    assert_ne!(priors.draw(1, 2).fear_departure, priors.draw(1, 3).fear_departure);
}

#[test]
fn members_take_draws_in_turn_unless_a_parameter_is_set_afterwards() {
    let keys = ["alpha_a", "stayers"].map(|key| position(key).unwrap());
    let draws = vec![vec![0.3, 0.1], vec![0.4, 0.2], vec![0.5, 0.3]];
    let mut priors = Priors::default();
    let before = priors.draw(1, 4);
    priors.learn(Some(Learnt { positions: keys.to_vec(), draws }));
    let taken = priors.draw(1, 4);
    assert_eq!((taken.assault_departure, taken.stayers), (0.4, 0.2));
    assert_eq!(
        (taken.fear_departure, priors.learnt("alpha_a", None)),
        (before.fear_departure, Some(0.4))
    );
    assert_eq!([0.0, 0.5, 1.0].map(|u| priors.quantile(keys[1], u)), [0.1, 0.2, 0.3]);
    priors.set(keys[0], Prior::Fixed(0.7));
    assert_eq!(priors.quantile(keys[0], 0.5), 0.7);
    let set = priors.draw(1, 4);
    assert_eq!((set.assault_departure, set.stayers), (0.7, 0.2));
    assert_eq!(keys.map(|key| priors.is_learnt(key)), [false, true]);
    priors.learn(None);
    assert_eq!(priors.draw(1, 4).stayers, before.stayers);
}

#[test]
fn a_factor_multiplies_what_was_learnt_as_well_as_a_prior() {
    let key = position("alpha_a").unwrap();
    let mut priors = Priors::default();
    let before = priors.draw(1, 4).assault_departure;
    priors.scale(key, 0.5);
    assert_eq!(priors.draw(1, 4).assault_departure, before * 0.5);
    priors.learn(Some(Learnt { positions: vec![key], draws: vec![vec![0.4]] }));
    assert_eq!((priors.draw(1, 4).assault_departure, priors.quantile(key, 0.5)), (0.2, 0.2));
}

#[test]
fn another_prior_moves_no_other_parameter() {
    let mut priors = Priors::default();
    priors.set(0, Prior::Fixed(0.01));
    let (one, other) = (Priors::default().draw(1, 2).values(), priors.draw(1, 2).values());
    assert_eq!(one[1..], other[1..]);
    assert_eq!(other[0], 0.01);
}
