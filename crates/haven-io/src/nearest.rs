//! "Did you mean": the known name that is closest to a misspelt one.

/// Letters of a name that are compared, so that no input can make us slow.
const LONGEST: usize = 64;

/// The known name nearest to `wrong`, if one is near enough to be what was meant.
///
/// Case, surrounding blanks, and the difference between blanks, `_` and `-` cost nothing; otherwise
/// at most one letter in three may differ, and at most three.
///
/// ```
/// assert_eq!(haven_io::nearest::nearest("Allepo", ["Homs", "Aleppo"]), Some("Aleppo"));
/// assert_eq!(haven_io::nearest::nearest("Berlin", ["Homs", "Aleppo"]), None);
/// ```
pub fn nearest<'k>(wrong: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let wrong = plain(wrong);
    let allowed = (wrong.len() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|name| (distance(&wrong, &plain(name)), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Number of letters to insert, delete, replace or swap with their neighbour to turn one text into
/// the other; both are cut to 64 letters.
pub fn edit_distance(one: &str, other: &str) -> usize {
    let letters = |text: &str| text.chars().take(LONGEST).collect::<Vec<_>>();
    distance(&letters(one), &letters(other))
}

fn plain(name: &str) -> Vec<char> {
    let same = |letter: char| if matches!(letter, '_' | '-') { ' ' } else { letter };
    name.trim().chars().take(LONGEST).flat_map(char::to_lowercase).map(same).collect()
}

fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let replace = above[j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut least = replace.min(above[j] + 1).min(row[j - 1] + 1);
            let swapped =
                i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
            if swapped {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_of_neighbours_is_one_edit() {
        assert_eq!(edit_distance("awarness", "awareness"), 1);
        assert_eq!(edit_distance("camps_are_sinks", "camps_are_sicks"), 1);
        assert_eq!(edit_distance("ab", "ba"), 1);
    }

    #[test]
    fn blanks_case_and_underscores_cost_nothing() {
        assert_eq!(nearest(" deir ez zur", ["Damascus", "Deir_ez_Zur"]), Some("Deir_ez_Zur"));
    }

    #[test]
    fn a_very_short_name_is_not_confused_with_every_other() {
        assert_eq!(nearest("X", ["Alpha", "Bravo"]), None);
    }
}
