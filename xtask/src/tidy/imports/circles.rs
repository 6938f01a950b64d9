//! Circles of arrows.

use super::arrows::Arrows;
use std::collections::{BTreeMap, BTreeSet};

/// Groups of two or more that reach each other along arrows; each group sorted.
pub fn circles(arrows: &Arrows) -> Vec<BTreeSet<&str>> {
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (from, to) in arrows.keys() {
        next.entry(from).or_default().push(to);
    }
    let from_each: BTreeMap<&str, BTreeSet<&str>> =
        next.keys().map(|start| (*start, reached_from(start, &next))).collect();
    let reaches = |a: &str, b: &str| from_each.get(a).is_some_and(|reached| reached.contains(b));
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for &start in next.keys() {
        if reaches(start, start) && seen.insert(start) {
            let back = |other: &&str| reaches(other, start);
            let circle: BTreeSet<&str> = from_each[start].iter().copied().filter(back).collect();
            seen.extend(&circle);
            found.push(circle);
        }
    }
    found
}

/// Everything that is reached from a start, itself only if an arrow leads back.
fn reached_from<'a>(start: &'a str, next: &BTreeMap<&'a str, Vec<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start];
    while let Some(at) = open.pop() {
        for &to in next.get(at).map_or(&[][..], Vec::as_slice) {
            if reached.insert(to) {
                open.push(to);
            }
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrows(pairs: &[(&str, &str)]) -> Arrows {
        let arrow = |(a, b): &(&str, &str)| (((*a).to_owned(), (*b).to_owned()), BTreeSet::new());
        pairs.iter().map(arrow).collect()
    }

    #[test]
    fn two_circles_that_touch_in_one_direction_are_two() {
        let arrows = arrows(&[
            ("a", "b"),
            ("b", "c"),
            ("c", "a"),
            ("c", "d"),
            ("d", "e"),
            ("e", "d"),
            ("e", "f"),
        ]);
        let expected = [BTreeSet::from(["a", "b", "c"]), BTreeSet::from(["d", "e"])];
        assert_eq!(circles(&arrows), expected);
    }

    #[test]
    fn a_chain_has_none() {
        assert!(circles(&arrows(&[("a", "b"), ("b", "c"), ("a", "c")])).is_empty());
    }
}
