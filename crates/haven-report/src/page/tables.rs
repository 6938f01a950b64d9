//! Plain tables.

use super::markup::{Element, element, text};

/// A table with its caption and headings; all columns but the first hold numbers.
pub fn table(caption: &str, head: &[String], rows: Vec<Vec<String>>) -> Element {
    let heading =
        |(at, title): (usize, &String)| aligned(text("th", title.clone()).with("scope", "col"), at);
    let row = |cells: Vec<String>| {
        let cell = |(at, words): (usize, String)| match at {
            0 => text("th", words).with("scope", "row"),
            _ => aligned(text("td", words), at),
        };
        element("tr").children(cells.into_iter().enumerate().map(cell))
    };
    let head = element("tr").children(head.iter().enumerate().map(heading));
    element("table")
        .child(text("caption", caption))
        .child(element("thead").child(head))
        .child(element("tbody").children(rows.into_iter().map(row)))
}

/// A table of texts.
pub fn texts(caption: &str, head: &[&str], rows: Vec<Vec<String>>) -> Element {
    let head: Vec<String> = head.iter().map(|title| (*title).to_owned()).collect();
    table(caption, &head, rows).with("class", "texts")
}

fn aligned(cell: Element, column: usize) -> Element {
    if column == 0 { cell } else { cell.with("class", "number") }
}
