//! "Did you mean": the known name that is closest to a misspelt one.

use strsim::osa_distance;

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
    let allowed = (wrong.chars().count() / 3).clamp(1, 3);
    known
        .into_iter()
        .map(|name| (osa_distance(&wrong, &plain(name)), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Number of letters to insert, delete, replace or swap with their neighbour to turn one text into
/// the other; both are cut to 64 letters.
pub fn edit_distance(one: &str, other: &str) -> usize {
    let letters = |text: &str| text.chars().take(LONGEST).collect::<String>();
    osa_distance(&letters(one), &letters(other))
}

fn plain(name: &str) -> String {
    let same = |letter: char| if matches!(letter, '_' | '-') { ' ' } else { letter };
    name.trim().chars().take(LONGEST).flat_map(char::to_lowercase).map(same).collect()
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
