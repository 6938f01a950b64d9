//! The groups of one list that may be shown by themselves.

use super::few::MIN_CELL;

/// Groups with their people as they are: nothing of this may leave the room before it is rounded.
pub struct Largest<T> {
    /// Those that may be shown, the largest first.
    pub shown: Vec<(T, f64)>,
    /// People in all others together; 0 if there are none, or too few to be told.
    pub others: f64,
    /// A large group that is among the others, because they would be few without it.
    pub joined: Option<T>,
}

/// Hides groups of fewer than [`MIN_CELL`] people among others. If all of these are few, the next smallest
/// joins them, since whoever knows the total could otherwise work them out.
pub fn largest<T>(mut all: Vec<(T, f64)>) -> Largest<T> {
    all.retain(|(_, people)| *people > 0.0);
    all.sort_by(|one, other| other.1.total_cmp(&one.1));
    let large = all.iter().take_while(|(_, people)| *people >= MIN_CELL).count();
    let few: f64 = all[large..].iter().map(|(_, people)| people).sum();
    all.truncate(large);
    let joined = if few > 0.0 && few < MIN_CELL { all.pop() } else { None };
    let others = few + joined.as_ref().map_or(0.0, |(_, people)| *people);
    Largest {
        shown: all,
        others: if others < MIN_CELL { 0.0 } else { others },
        joined: joined.map(|(group, _)| group),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(people: &[f64]) -> (Vec<usize>, f64, Option<usize>) {
        let Largest { shown, others, joined } =
            largest(people.iter().copied().enumerate().collect());
        (shown.into_iter().map(|(at, _)| at).collect(), others, joined)
    }

    #[test]
    fn small_groups_are_together_and_take_the_next_smallest_with_them() {
        assert_eq!(of(&[20.0, 2_000.0, 100.0, 10.0]), (vec![1, 2], 30.0, None));
        assert_eq!(of(&[3.0, 2_000.0, 100.0]), (vec![1], 103.0, Some(2)));
        assert_eq!(of(&[3.0, 2_000.0]), (vec![], 2_003.0, Some(1)));
        assert_eq!(of(&[50.0, 40.0, 0.0]), (vec![0, 1], 0.0, None));
    }

    #[test]
    fn of_few_people_nothing_is_told() {
        assert_eq!(of(&[3.0, 4.0]), (vec![], 0.0, None));
        assert_eq!(of(&[20.0, 14.0]), (vec![], 34.0, None));
    }
}
