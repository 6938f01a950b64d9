//! Parts that all drawings share.

use super::markup::{Element, element, text};
use super::scale::px;

/// Width of a drawing over the whole page, in its own units (CSS pixels at full size).
pub const PAGE_WIDTH: f64 = 760.0;
/// Width of one letter against the size of the type, about.
const LETTER: f64 = 0.58;

/// An empty drawing. `title` is read by screen readers in its place.
pub fn drawing(width: f64, height: f64, title: &str) -> Element {
    element("svg")
        .with("viewBox", format!("0 0 {} {}", px(width), px(height)))
        .with("role", "img")
        .with("aria-label", title)
        .with("font-size", 12)
        .child(text("title", title))
}

/// A drawing with its caption.
pub fn figure(drawing: Element, caption: &str) -> Element {
    element("figure").child(drawing).child(text("figcaption", caption))
}

/// Text at a position; `anchor` is `start`, `middle` or `end`.
pub fn label(x: f64, y: f64, anchor: &'static str, words: impl Into<String>) -> Element {
    let label = text("text", words).with("x", px(x)).with("y", px(y));
    if anchor == "start" { label } else { label.with("text-anchor", anchor) }
}

/// A straight line of a class of the style sheet.
pub fn line(from: [f64; 2], to: [f64; 2], class: &'static str) -> Element {
    element("line")
        .with("x1", px(from[0]))
        .with("y1", px(from[1]))
        .with("x2", px(to[0]))
        .with("y2", px(to[1]))
        .with("class", class)
}

/// A rectangle of a class of the style sheet.
pub fn rectangle(corner: [f64; 2], size: [f64; 2], class: &'static str) -> Element {
    element("rect")
        .with("x", px(corner[0]))
        .with("y", px(corner[1]))
        .with("width", px(size[0].max(0.0)))
        .with("height", px(size[1].max(0.0)))
        .with("class", class)
}

/// A line through points.
pub fn polyline(points: &[[f64; 2]], class: &'static str) -> Element {
    element("polyline").with("points", corners(points)).with("class", class)
}

/// A closed shape.
pub fn polygon(points: &[[f64; 2]], class: &'static str) -> Element {
    element("polygon").with("points", corners(points)).with("class", class)
}

fn corners(points: &[[f64; 2]]) -> String {
    let texts: Vec<String> = points.iter().map(|[x, y]| format!("{},{}", px(*x), px(*y))).collect();
    texts.join(" ")
}

/// Width of a text at a type size, about.
pub fn text_width(words: &str, size: f64) -> f64 {
    words.chars().count() as f64 * size * LETTER
}

/// Distance of the lines of a label that needs two.
const LINE: f64 = 12.0;

/// Text at a position, on two lines if it is wider than this; what is too long even then is cut.
pub fn fitted(x: f64, y: f64, anchor: &'static str, words: &str, width: f64) -> Element {
    let letters = (width / (12.0 * LETTER)) as usize;
    let [first, second] = two_lines(words, letters);
    if second.is_empty() {
        return label(x, y, anchor, first);
    }
    element("g").child(label(x, y - LINE / 2.0, anchor, first)).child(label(
        x,
        y + LINE / 2.0,
        anchor,
        second,
    ))
}

/// Words on at most two lines of so many letters; the second is empty if one is enough.
fn two_lines(words: &str, letters: usize) -> [String; 2] {
    let length = |text: &str| text.chars().count();
    if length(words) <= letters {
        return [words.to_owned(), String::new()];
    }
    let mut breaks = words.match_indices(' ').map(|(at, _)| at);
    let first = breaks.rfind(|at| length(&words[..*at]) <= letters).unwrap_or(0);
    let second = words[first..].trim_start();
    let kept: String = second.chars().take(letters.saturating_sub(1)).collect();
    let second = if length(second) <= letters {
        second.to_owned()
    } else {
        format!("{}…", kept.trim_end())
    };
    [words[..first].to_owned(), second]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_take_two_lines() {
        let lines = |words: &str, letters| two_lines(words, letters).join("|");
        assert_eq!(lines("East Aleppo", 11), "East Aleppo|");
        assert_eq!(lines("Both advance, strikes stop", 15), "Both advance,|strikes stop");
        assert_eq!(lines("Both advance, strikes stop at once", 14), "Both advance,|strikes stop…");
        assert_eq!(lines("Nasib/Jaber", 6), "|Nasib…");
    }

    #[test]
    fn a_drawing_is_read_by_its_title() {
        let wanted = "<svg viewBox=\"0 0 760 100.3\" role=\"img\" aria-label=\"&quot;A&quot;\" \
                      font-size=\"12\"><title>&quot;A&quot;</title></svg>";
        assert_eq!(drawing(760.04, 100.25, "\"A\"").to_string(), wanted);
        let made = figure(element("svg"), "1 < 2");
        let wanted = "<figure><svg></svg><figcaption>1 &lt; 2</figcaption></figure>";
        assert_eq!(made.to_string(), wanted);
    }

    #[test]
    fn shapes_stand_where_they_are_told() {
        let made = label(1.0, 2.5, "start", "w").to_string();
        assert_eq!(made, "<text x=\"1\" y=\"2.5\">w</text>");
        let made = label(1.0, 2.5, "end", "w").to_string();
        assert_eq!(made, "<text x=\"1\" y=\"2.5\" text-anchor=\"end\">w</text>");
        let made = line([1.0, 2.0], [3.0, 4.0], "c").to_string();
        assert_eq!(made, "<line x1=\"1\" y1=\"2\" x2=\"3\" y2=\"4\" class=\"c\"></line>");
        let made = rectangle([1.0, 2.0], [-3.0, 4.0], "c").to_string();
        let wanted = "<rect x=\"1\" y=\"2\" width=\"0\" height=\"4\" class=\"c\"></rect>";
        assert_eq!(made, wanted, "no side is negative");
        let points = [[0.0, 1.0], [2.5, -3.0]];
        let made = polyline(&points, "c").to_string();
        assert_eq!(made, "<polyline points=\"0,1 2.5,-3\" class=\"c\"></polyline>");
        let made = polygon(&points, "c").to_string();
        assert_eq!(made, "<polygon points=\"0,1 2.5,-3\" class=\"c\"></polygon>");
    }

    #[test]
    fn letters_are_counted_not_bytes() {
        // Six letters of 10 × 0.58.
        assert!((text_width("Aléppo", 10.0) - 34.8).abs() < 1e-9);
    }

    #[test]
    fn labels_that_are_too_wide_stand_on_two_lines_around_their_position() {
        // A letter is 12 × 0.58 = 6.96 wide: 77 hold 11 letters, 76 only 10.
        let at = |width| fitted(50.0, 20.0, "end", "East Aleppo", width).to_string();
        assert_eq!(at(77.0), "<text x=\"50\" y=\"20\" text-anchor=\"end\">East Aleppo</text>");
        let wanted = "<g><text x=\"50\" y=\"14\" text-anchor=\"end\">East</text>\
                      <text x=\"50\" y=\"26\" text-anchor=\"end\">Aleppo</text></g>\n";
        assert_eq!(at(76.0), wanted);
    }

    #[test]
    fn words_of_just_the_length_are_not_cut() {
        let lines = |words: &str, letters| two_lines(words, letters).join("|");
        assert_eq!(lines("abcdef", 6), "abcdef|");
        assert_eq!(lines("abcdefg", 6), "|abcde…");
        assert_eq!(lines("abcd efgh", 4), "abcd|efgh");
        assert_eq!(lines("a", 0), "|…");
    }
}
