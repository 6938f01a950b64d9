//! Names that do not cover signs or each other: greedy, the most important first.

use super::super::drawing::{label, text_width};
use super::super::markup::Element;

const TYPE: f64 = 11.0;
/// Half the side of the square that a sign keeps free of names.
const SIGN: f64 = 7.0;

/// A name that wants to be at a sign.
#[derive(Clone, Debug)]
pub struct Name {
    /// The text.
    pub text: String,
    /// Position of the sign.
    pub at: [f64; 2],
    /// Larger is placed earlier.
    pub weight: f64,
}

/// Left, top, right, bottom.
type Area = [f64; 4];

/// The names for which there is room.
pub fn placed(mut names: Vec<Name>, signs: &[[f64; 2]], size: [f64; 2]) -> Vec<Element> {
    names.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    let mut taken: Vec<Area> =
        signs.iter().map(|[x, y]| [x - SIGN, y - SIGN, x + SIGN, y + SIGN]).collect();
    let mut labels = Vec::new();
    for name in &names {
        let fits = |(area, _): &(Area, [f64; 2])| {
            area[0] >= 0.0
                && area[1] >= 0.0
                && area[2] <= size[0]
                && area[3] <= size[1]
                && taken.iter().all(|other| !overlap(area, other))
        };
        if let Some((area, [x, y])) = candidates(name).into_iter().find(fits) {
            taken.push(area);
            labels.push(label(x, y, "start", name.text.clone()).with("class", "name"));
        }
    }
    labels
}

/// Areas around the sign, the best first, with the start of the base line.
fn candidates(name: &Name) -> Vec<(Area, [f64; 2])> {
    let (width, height) = (text_width(&name.text, TYPE), TYPE + 1.0);
    let [x, y] = name.at;
    let gap = SIGN + 2.0;
    let corners = [
        [x + gap, y - height / 2.0],
        [x - gap - width, y - height / 2.0],
        [x - width / 2.0, y - gap - height],
        [x - width / 2.0, y + gap],
        [x + gap * 0.8, y - gap - height * 0.7],
        [x + gap * 0.8, y + gap - height * 0.3],
        [x - gap * 0.8 - width, y - gap - height * 0.7],
        [x - gap * 0.8 - width, y + gap - height * 0.3],
    ];
    let candidate =
        |[left, top]: [f64; 2]| ([left, top, left + width, top + height], [left, top + TYPE - 1.0]);
    corners.into_iter().map(candidate).collect()
}

fn overlap(one: &Area, other: &Area) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str, at: [f64; 2], weight: f64) -> Name {
        Name { text: text.to_owned(), at, weight }
    }

    #[test]
    fn areas_of_placed_names_do_not_overlap() {
        let signs: Vec<[f64; 2]> = (0..30)
            .map(|n| [f64::from(n % 6) * 30.0 + 40.0, f64::from(n / 6) * 15.0 + 20.0])
            .collect();
        let names = signs.iter().map(|at| name("Somewhere", *at, at[0])).collect();
        let labels = placed(names, &signs, [260.0, 120.0]);
        assert!(!labels.is_empty() && labels.len() < 30);
    }

    #[test]
    fn the_more_important_name_gets_the_room() {
        let names = vec![name("Village", [50.0, 50.0], 1.0), name("City", [51.0, 50.0], 2.0)];
        let labels = placed(names, &[[50.0, 50.0], [51.0, 50.0]], [100.0, 60.0]);
        assert!(labels[0].to_string().contains("City"));
    }

    /// Where "ab" stands at a sign in the middle of other signs; it is 2 · 11 · 0.58 = 12.76 wide.
    #[track_caller]
    fn stands(others: &[[f64; 2]], size: [f64; 2], expected: &[&str]) {
        let mut signs = vec![[50.0, 50.0]];
        signs.extend(others);
        let texts: Vec<String> = placed(vec![name("ab", [50.0, 50.0], 1.0)], &signs, size)
            .iter()
            .map(ToString::to_string)
            .collect();
        let expected: Vec<String> =
            expected.iter().map(|at| format!("<text {at} class=\"name\">ab</text>")).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_name_stands_to_the_right_of_its_sign_if_it_can() {
        let sheet = [100.0, 100.0];
        let [right, left, above, below] = [[66.0, 50.0], [35.0, 50.0], [50.0, 30.0], [50.0, 70.0]];
        // 7 for the sign and 2 of air; the base line is 4 below the middle.
        stands(&[], sheet, &["x=\"59\" y=\"54\""]);
        // 50 − 9 − 12.76.
        stands(&[right], sheet, &["x=\"28.2\" y=\"54\""]);
        // In the middle, 9 + 12 up and 10 down again to the base line; then 9 down and 10 to the base line.
        stands(&[right, left], sheet, &["x=\"43.6\" y=\"39\""]);
        stands(&[right, left, above], sheet, &["x=\"43.6\" y=\"69\""]);
        stands(&[right, left, above, below], sheet, &[]);
    }

    #[test]
    fn a_name_stays_on_the_sheet() {
        // It would end at 59 + 12.76 = 71.76.
        stands(&[], [71.8, 100.0], &["x=\"59\" y=\"54\""]);
        stands(&[], [71.7, 100.0], &["x=\"28.2\" y=\"54\""]);
        // It would end at 50 + 6 down: only above there is room.
        stands(&[], [100.0, 56.0], &["x=\"59\" y=\"54\""]);
        stands(&[], [100.0, 55.9], &["x=\"43.6\" y=\"39\""]);
        stands(&[], [40.0, 40.0], &[]);
    }

    #[test]
    fn at_the_upper_left_corner_names_stand_right_or_below() {
        let one = |at: [f64; 2]| {
            let label = placed(vec![name("ab", at, 1.0)], &[at, [at[0] + 16.0, at[1]]], [99.0; 2]);
            label.iter().map(ToString::to_string).collect::<String>()
        };
        // The right is taken, left and above there is no sheet: 2 to 14.76 and 19 to 31.
        assert_eq!(one([8.4, 10.0]), "<text x=\"2\" y=\"29\" class=\"name\">ab</text>");
    }

    #[test]
    fn areas_that_touch_do_not_overlap() {
        let area = [0.0, 0.0, 10.0, 10.0];
        assert!(overlap(&area, &[9.0, 9.0, 20.0, 20.0]) && overlap(&area, &[-5.0, -5.0, 1.0, 1.0]));
        for beside in [
            [10.0, 0.0, 20.0, 10.0],
            [-10.0, 0.0, 0.0, 10.0],
            [0.0, 10.0, 10.0, 20.0],
            [0.0, -10.0, 10.0, 0.0],
        ] {
            assert!(!overlap(&area, &beside), "{beside:?}");
        }
    }
}
