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

/// A text cut to a width.
pub fn cut(words: &str, width: f64, size: f64) -> String {
    let letters = (width / (size * LETTER)) as usize;
    if words.chars().count() <= letters {
        return words.to_owned();
    }
    let kept: String = words.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
