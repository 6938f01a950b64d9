//! HTML and SVG as a tree, so that no text of a scenario can become markup.

use std::fmt::{self, Display, Formatter};

/// An element with its attributes and what is in it.
#[derive(Clone, Debug)]
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

#[derive(Clone, Debug)]
enum Node {
    Element(Element),
    Text(String),
}

/// An empty element.
pub fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), children: Vec::new() }
}

/// An element with only a text in it.
pub fn text(name: &'static str, text: impl Into<String>) -> Element {
    element(name).text(text)
}

/// A paragraph.
pub fn paragraph(sentences: impl Into<String>) -> Element {
    text("p", sentences)
}

/// A section of the page with its heading.
pub fn section(id: &'static str, heading: &'static str) -> Element {
    element("section").with("id", id).child(text("h2", heading))
}

/// A list of sentences.
pub fn list(items: impl IntoIterator<Item = String>) -> Element {
    element("ul").children(items.into_iter().map(|item| text("li", item)))
}

impl Element {
    /// With an attribute.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// With a text after what is in it.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// With an element after what is in it.
    #[must_use]
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With elements after what is in it.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }
}

impl Display for Element {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "<{}", self.name)?;
        for (name, value) in &self.attributes {
            write!(out, " {name}=\"{}\"", escaped(value))?;
        }
        out.write_str(">")?;
        for child in &self.children {
            match child {
                Node::Element(child) => child.fmt(out)?,
                Node::Text(text) => out.write_str(&escaped(text))?,
            }
        }
        write!(out, "</{}>", self.name)?;
        let is_block =
            matches!(self.name, "p" | "h1" | "h2" | "h3" | "tr" | "li" | "section" | "g");
        if is_block { out.write_str("\n") } else { Ok(()) }
    }
}

/// A text with the characters that mean something in HTML replaced.
pub fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes_cannot_become_markup() {
        let made = element("a").with("title", "\"><b>").text("1 < 2 & 3").child(element("b"));
        assert_eq!(
            made.to_string(),
            "<a title=\"&quot;&gt;&lt;b&gt;\">1 &lt; 2 &amp; 3<b></b></a>"
        );
    }

    #[test]
    fn every_sign_with_a_meaning_is_replaced_and_no_other() {
        assert_eq!(
            escaped("<a href=\"x\">&amp;</a>"),
            "&lt;a href=&quot;x&quot;&gt;&amp;amp;&lt;/a&gt;"
        );
        assert_eq!(escaped("Ma'arrat – 5 % × ‰ é"), "Ma'arrat – 5 % × ‰ é");
        assert_eq!(escaped(""), "");
        // In texts as in attributes, and in what is made by the short functions.
        assert_eq!(paragraph("<").to_string(), "<p>&lt;</p>\n");
        assert_eq!(list(["&".to_owned()]).to_string(), "<ul><li>&amp;</li>\n</ul>");
    }

    #[test]
    fn parts_and_attributes_stand_in_the_order_in_which_they_came() {
        let made = element("a")
            .with("x", 1)
            .with("y", 2.5)
            .text("one ")
            .child(text("b", "two"))
            .children([element("i"), element("u")])
            .text(" three");
        assert_eq!(made.to_string(), "<a x=\"1\" y=\"2.5\">one <b>two</b><i></i><u></u> three</a>");
    }

    #[test]
    fn lines_break_after_blocks_only() {
        for name in ["p", "h1", "h2", "h3", "tr", "li", "section", "g"] {
            assert_eq!(element(name).to_string(), format!("<{name}></{name}>\n"));
        }
        for name in ["span", "strong", "td", "svg", "text", "ul"] {
            assert_eq!(element(name).to_string(), format!("<{name}></{name}>"));
        }
    }

    #[test]
    fn a_section_has_its_heading_first() {
        let made = section("limits", "Limits & more").child(paragraph("A"));
        assert_eq!(
            made.to_string(),
            "<section id=\"limits\"><h2>Limits &amp; more</h2>\n<p>A</p>\n</section>\n"
        );
    }
}
