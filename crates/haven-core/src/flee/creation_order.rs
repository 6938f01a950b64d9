//! Order of creation: who decides before whom when room is scarce.
//!
//! Flee lets people decide one after the other, in the order in which they were created, each
//! seeing the places as their predecessors left them. Where no capacity can bind the order has no
//! effect and is not kept. In small populations it is kept to the day of creation, which is exact:
//! those created on one day are exchangeable. In large ones neighbouring days are merged into few
//! groups, each time those two that lose the order of the fewest pairs of people on the move; what
//! that costs in accuracy is measured in `cargo xtask verify batches`.

use super::cohort::Key;
use super::conditions::Conditions;
use super::people::People;
use super::place_state::PlaceState;
use crate::draw::Draws;
use crate::rng::Stream;

/// Groups kept in large populations: the fewest whose bias cannot be told from luck in 64 members
/// of mali2012 at 60,000 people (mean 0.34 %, luck 0.39 %; three: 0.47 %).
const GROUPS: usize = 4;

/// Groups kept where so many people move that draws cost most: a fourth would cost a fifth more.
const GROUPS_OF_MANY: usize = 3;

/// From so many people on, [`GROUPS_OF_MANY`] are kept.
const MANY: f64 = 1e6;

/// Turns into which those created together are divided at most, so that a day stays affordable
/// whatever the batch. By measurement the default batch does not need as many: it took at most 43
/// in a country of 3.8 million people, and a bound of 8 or 16 changed no bias on mali2012.
const MOST_TURNS: f64 = 64.0;

const LISTED: u32 = 1;

/// How the order of creation is kept in a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct CreationOrder {
    kept: bool,
    to_the_day: bool,
    destinations: u32,
    most_groups: usize,
}

impl CreationOrder {
    pub(super) fn new(today: &Conditions<'_>) -> Self {
        let world = today.world;
        Self {
            kept: world.capacity_can_bind,
            to_the_day: world.one_by_one() && today.draws() == Draws::Sampled,
            destinations: world.destinations().len() as u32,
            most_groups: if world.most_people < MANY { GROUPS } else { GROUPS_OF_MANY },
        }
    }

    /// Order of the people listed by place before day 0.
    pub(super) fn of_listed(self) -> u32 {
        if self.kept { LISTED } else { 0 }
    }

    /// Order of the people who are in a destination on day 0.
    pub(super) fn of_destination(self, rank: usize) -> u32 {
        match (self.kept, self.to_the_day) {
            (true, true) => LISTED + 1 + rank as u32,
            (true, false) => LISTED,
            (false, _) => 0,
        }
    }

    /// Order of the people who set out on a day.
    pub(super) fn of_day(self, day: u32) -> u32 {
        if self.kept { LISTED + 1 + self.destinations + day } else { 0 }
    }
}

/// Which days of creation are told apart: the first order of each group, ascending.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CreationGroups(Vec<u32>);

impl Default for CreationGroups {
    fn default() -> Self {
        Self(vec![LISTED])
    }
}

/// Merges the days of creation into few groups, if the population is large.
pub(super) fn merge_groups(
    today: &Conditions<'_>,
    places: &[PlaceState],
    CreationGroups(groups): &mut CreationGroups,
    people: &mut People,
) {
    let order = CreationOrder::new(today);
    if !order.kept || order.to_the_day {
        return;
    }
    groups.push(order.of_day(today.day));
    if groups.len() <= order.most_groups {
        return;
    }
    let moving = moving_by_group(groups, places, people);
    let pairs = |group: usize| moving[group] * moving[group + 1];
    let fewest = (0..groups.len() - 1)
        .min_by(|a, b| pairs(*a).total_cmp(&pairs(*b)))
        .expect("there are more than two groups");
    let (kept, dropped) = (groups[fewest], groups[fewest + 1]);
    let change =
        |key: Key| Key { order: if key.order == dropped { kept } else { key.order }, ..key };
    people.at.iter_mut().chain(&mut people.on).for_each(|pool| pool.rekey(change));
    groups.remove(fewest + 1);
}

/// People on roads and in places other than camps, by group.
fn moving_by_group(groups: &[u32], places: &[PlaceState], people: &People) -> Vec<f64> {
    let mut moving = vec![0.0; groups.len()];
    let at = people.at.iter().zip(places).filter(|(_, place)| !place.camp);
    for pool in at.map(|(pool, _)| pool).chain(&people.on) {
        for cohort in &pool.cohorts {
            if let Ok(group) = groups.binary_search(&cohort.key.order) {
                moving[group] += cohort.people;
            }
        }
    }
    moving
}

/// People of one cohort who wait for their turn to decide.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiting {
    /// Order of creation.
    pub(super) order: u32,
    /// Position of the cohort in the caller's list.
    pub(super) index: usize,
    /// How many.
    pub(super) people: f64,
}

/// Calls `each(index, people)` for parts of the cohorts, older ones first, `end_of_turn()` after
/// each turn. `turns(group)` says into how many turns those created together are divided; if it
/// gives as many turns as there are people, they come one by one in random order.
pub(super) fn serve_in_order<C>(
    context: &mut C,
    waiting: &mut [Waiting],
    stream: &mut Stream,
    turns: impl Fn(&mut C, &[Waiting]) -> f64,
    mut each: impl FnMut(&mut C, usize, f64),
    mut end_of_turn: impl FnMut(&mut C),
) {
    waiting.sort_by_key(|part| part.order);
    for group in waiting.chunk_by(|a, b| a.order == b.order) {
        let people: f64 = group.iter().map(|part| part.people).sum();
        let turns = turns(context, group).ceil().max(1.0);
        if turns >= people && whole(group) {
            for index in one_by_one(group, stream) {
                each(context, index, 1.0);
                end_of_turn(context);
            }
            continue;
        }
        let turns = turns.min(MOST_TURNS);
        for turn in 0..turns as u64 {
            for part in group {
                let share = part_of(part.people, turn as f64, turns);
                if share > 0.0 {
                    each(context, part.index, share);
                }
            }
            end_of_turn(context);
        }
    }
}

fn whole(group: &[Waiting]) -> bool {
    group.iter().all(|part| part.people.fract() == 0.0)
}

/// The people of part `turn` when `people` are divided into `turns` nearly equal whole parts.
fn part_of(people: f64, turn: f64, turns: f64) -> f64 {
    if people.fract() != 0.0 {
        return people / turns;
    }
    (people * (turn + 1.0) / turns).floor() - (people * turn / turns).floor()
}

fn one_by_one(group: &[Waiting], stream: &mut Stream) -> Vec<usize> {
    let mut indices: Vec<usize> = group
        .iter()
        .flat_map(|part| std::iter::repeat_n(part.index, part.people as usize))
        .collect();
    stream.shuffle(&mut indices);
    indices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_whole_people_are_whole_and_add_up() {
        for people in [1.0, 7.0, 1000.0] {
            for turns in [1.0, 2.0, 3.0, 7.0] {
                let parts: Vec<f64> =
                    (0..turns as u64).map(|turn| part_of(people, turn as f64, turns)).collect();
                assert_eq!(parts.iter().sum::<f64>(), people);
                assert!(parts.iter().all(|part| part.fract() == 0.0));
            }
        }
    }
}
