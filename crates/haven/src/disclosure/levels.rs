//! Large tables of groups within groups: what is small is put together level by level, so that everybody
//! stays in the table.
//!
//! Of the children of a group those that are small are put together as one child, whose label is not told;
//! if they are few together, the smallest of the others joins them. What was put together is told apart by the
//! lower labels as any other child is: a table of many small origins at one gate still has their causes. A
//! whole group that is small is a small child itself, so no group is looked into that could not be shown.
//!
//! Numbers are then made whole [`MIN_CELL`]s along the rows of each group of the first level: a row is told as
//! what the sum up to it grows by, and the largest row has what is left. So the sums of the first level stay
//! what they are (others may know them: they are totals), and those within are off by a step and a half at most.

use super::few::MIN_CELL;

/// A row: its labels from the first level to the last, none where it is not told, and its people.
pub type Labelled<const N: usize> = ([Option<u32>; N], f64);

/// What may be shown of a table, in the order of labels; what is put together comes after its siblings.
/// Nothing of fewer than [`MIN_CELL`] people in all.
pub fn suppress<const N: usize>(mut rows: Vec<Labelled<N>>) -> Vec<Labelled<N>> {
    rows.retain(|(_, people)| *people > 0.0);
    let mut told = Vec::new();
    if people(&rows) >= MIN_CELL {
        rows.sort_by_key(|(labels, _)| *labels);
        tell(&mut rows, 0, &mut told);
        for of_first_level in told.chunk_by_mut(|one, other| one.0[0] == other.0[0]) {
            round(of_first_level);
        }
    }
    told
}

fn people<const N: usize>(rows: &[Labelled<N>]) -> f64 {
    rows.iter().map(|(_, people)| people).sum()
}

/// Tells rows that have the same labels above a level, and are not few together.
fn tell<const N: usize>(rows: &mut [Labelled<N>], level: usize, told: &mut Vec<Labelled<N>>) {
    if level == N {
        told.push((rows[0].0, people(rows)));
        return;
    }
    // A stable sort of rows that are nearly in order: only those that were put together are not.
    rows.sort_by_key(|(labels, _)| labels[level]);
    if put_together(rows, level) {
        rows.sort_by_key(|(labels, _)| (labels[level].is_none(), labels[level]));
    }
    for child in rows.chunk_by_mut(|one, other| one.0[level] == other.0[level]) {
        tell(child, level + 1, told);
    }
}

/// Takes the label of this level away from small children. Whether there are any.
fn put_together<const N: usize>(rows: &mut [Labelled<N>], level: usize) -> bool {
    let mut few = 0.0;
    let mut smallest: Option<(f64, u32)> = None;
    let mut small = Vec::new();
    for child in rows.chunk_by(|one, other| one.0[level] == other.0[level]) {
        let (label, people) = (child[0].0[level].unwrap_or(u32::MAX), people(child));
        if people < MIN_CELL {
            few += people;
            small.push(label);
        } else if smallest.is_none_or(|(least, _)| people < least) {
            smallest = Some((people, label));
        }
    }
    if small.is_empty() {
        return false;
    }
    let joins = smallest.filter(|_| few < MIN_CELL).map(|(_, label)| label);
    for (labels, _) in rows {
        let is_hidden = |label: &u32| small.binary_search(label).is_ok() || Some(*label) == joins;
        labels[level] = labels[level].filter(|label| !is_hidden(label));
    }
    true
}

/// Makes the rows of one group of the first level whole numbers of [`MIN_CELL`], but for the largest.
fn round<const N: usize>(rows: &mut [Labelled<N>]) {
    let by_size = |one: &usize, other: &usize| rows[*one].1.total_cmp(&rows[*other].1);
    let largest = (0..rows.len()).max_by(by_size).expect("a group has rows");
    // A row that is hardly larger than the smallest keeps what others are rounded up by.
    let half = if rows[largest].1 < 1.5 * MIN_CELL { 0.0 } else { 0.5 };
    let (mut sum, mut told) = (0.0, 0.0);
    for (_, row) in rows.iter_mut().enumerate().filter(|(at, _)| *at != largest) {
        sum += row.1;
        let until = (sum / MIN_CELL + half).floor() * MIN_CELL;
        row.1 = until - told;
        told = until;
    }
    rows[largest].1 += sum - told;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn told(rows: &[([u32; 2], f64)]) -> Vec<([Option<u32>; 2], f64)> {
        suppress(rows.iter().map(|(labels, people)| (labels.map(Some), *people)).collect())
    }

    #[test]
    fn small_children_are_one_child_that_is_told_apart_further_down() {
        let rows = [
            ([0, 7], 100.0),
            ([0, 8], 10.0),
            ([0, 9], 20.0),
            ([1, 7], 20.0),
            ([1, 8], 4.0),
            ([2, 7], 15.0),
            ([2, 8], 1.0),
        ];
        // 8 and 9 of 0 are 30 together; 1 and 2 are 40, of whom 35 have label 7: the 5 others are few.
        let expected = [([Some(0), Some(7)], 105.0), ([Some(0), None], 25.0), ([None, None], 40.0)];
        assert_eq!(told(&rows), expected);
        let mut more = rows.to_vec();
        more.push(([2, 8], 21.0));
        assert_eq!(told(&more)[2..], [([None, Some(7)], 36.0), ([None, Some(8)], 25.0)]);
    }

    #[test]
    fn the_smallest_of_the_others_joins_those_who_are_few_together() {
        let rows = [([0, 0], 500.0), ([1, 0], 75.0), ([1, 1], 50.0), ([2, 0], 3.0)];
        let expected =
            [([Some(0), Some(0)], 500.0), ([None, Some(0)], 78.0), ([None, Some(1)], 50.0)];
        assert_eq!(told(&rows), expected);
    }

    #[test]
    fn of_a_few_people_there_is_no_table() {
        assert_eq!(told(&[([0, 0], 20.0), ([1, 0], 4.9)]), []);
        assert_eq!(told(&[([0, 0], 20.0), ([1, 0], 5.0)]), [([None, Some(0)], 25.0)]);
        assert_eq!(told(&[]), []);
    }

    /// Sums by the first so many labels.
    fn sums(rows: &[Labelled<3>], levels: usize) -> BTreeMap<Vec<Option<u32>>, f64> {
        let mut sums = BTreeMap::new();
        for (labels, people) in rows {
            *sums.entry(labels[..levels].to_vec()).or_insert(0.0) += people;
        }
        sums
    }

    fn any_table() -> impl Strategy<Value = Vec<Labelled<3>>> {
        let people = prop_oneof![3 => 0.0..4.0, 3 => 4.0..40.0, 1 => 40.0..900.0];
        let row = ((0_u32..4), (0_u32..4), (0_u32..3), people);
        let row = row.prop_map(|(a, b, c, people)| ([Some(a), Some(b), Some(c)], people));
        prop::collection::vec(row, 0..60)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nobody_is_lost_and_no_row_is_small(rows in any_table()) {
            let all: f64 = rows.iter().map(|(_, people)| people).sum();
            let told = suppress(rows.clone());
            let in_table: f64 = told.iter().map(|(_, people)| people).sum();
            if all < MIN_CELL {
                prop_assert!(told.is_empty());
            } else {
                prop_assert!((in_table - all).abs() < 1e-6, "{in_table} of {all}");
            }
            for (labels, people) in &told {
                prop_assert!(*people > MIN_CELL - 1e-6, "{labels:?}: {people}");
            }
            for levels in 1..=3 {
                let (before, after) = (sums(&rows, levels), sums(&told, levels));
                // Rounding keeps the sums of the first level, and moves those within a little.
                let off = if levels == 1 { 1e-6 } else { 1.5 * MIN_CELL };
                let whole = after.iter().filter(|(labels, _)| labels.iter().all(Option::is_some));
                for (labels, people) in whole {
                    prop_assert!((people - before[labels]).abs() <= off, "{labels:?}");
                    prop_assert!(before[labels] >= MIN_CELL, "{labels:?}");
                }
            }
        }

        #[test]
        fn what_is_left_of_a_group_is_nobody_or_not_few(rows in any_table()) {
            let told = suppress(rows.clone());
            for (levels, within) in [(0, 1), (1, 2), (2, 3)] {
                let (groups, children) = (sums(&told, levels), sums(&told, within));
                for (labels, people) in groups {
                    let is_within = |child: &&Vec<Option<u32>>| {
                        child.starts_with(&labels) && child[within - 1].is_some()
                    };
                    let shown: f64 =
                        children.keys().filter(is_within).map(|child| children[child]).sum();
                    let left = people - shown;
                    prop_assert!(left.abs() < 1e-6 || left > MIN_CELL - 1e-6, "{labels:?}: {left}");
                }
            }
        }
    }
}
