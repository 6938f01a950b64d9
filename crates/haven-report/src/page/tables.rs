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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_column_is_names_and_the_others_are_numbers() {
        let head = ["Place", "People"].map(str::to_owned);
        let rows = vec![vec!["A < B".to_owned(), "7".to_owned()]];
        assert_eq!(
            table("Who & where", &head, rows).to_string(),
            "<table><caption>Who &amp; where</caption><thead><tr><th scope=\"col\">Place</th>\
             <th scope=\"col\" class=\"number\">People</th></tr>\n</thead><tbody><tr>\
             <th scope=\"row\">A &lt; B</th><td class=\"number\">7</td></tr>\n</tbody></table>"
        );
    }

    #[test]
    fn a_table_of_texts_says_so() {
        let made = texts("None", &["One"], Vec::new()).to_string();
        assert_eq!(
            made,
            "<table class=\"texts\"><caption>None</caption><thead><tr><th scope=\"col\">One</th>\
             </tr>\n</thead><tbody></tbody></table>"
        );
    }
}
