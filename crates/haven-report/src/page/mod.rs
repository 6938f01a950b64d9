//! `report.html`: a comparison as one page that is readable without scripts and without a network,
//! on paper, in grey, and by people who see colours differently.

mod assumptions;
mod combinations;
mod differences;
mod drawing;
mod fans;
pub(super) mod figures;
mod limits;
mod map;
mod markup;
mod needs;
mod opening;
mod scale;
mod subject;
mod tables;
mod weeks;
mod whereabouts;
mod why;

#[cfg(test)]
mod tests;

pub(super) use drawing::label;
use haven::crisis::Comparison;
pub(super) use markup::{Element, element};
use markup::{escaped, paragraph, text};
pub(super) use scale::{Scale, px};
use subject::Subject;

const STYLE: &str = include_str!("page.css");

/// The whole page.
pub fn page(comparison: &Comparison) -> String {
    let title = escaped(&comparison.crisis.title);
    let body = body(comparison);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}: what-if, not prediction</title>\n<style>\n{STYLE}</style>\n</head>\n{body}\n</html>\n"
    )
}

fn body(comparison: &Comparison) -> Element {
    let Some(subject) = Subject::of(comparison) else {
        return element("body").child(paragraph("Nothing was compared."));
    };
    let sections = [
        Some(combinations::combinations(&subject)),
        map::map(&subject),
        Some(fans::fans(&subject)),
        Some(whereabouts::whereabouts(&subject)),
        differences::differences(&subject),
        why::why(&subject),
        Some(needs::preparing(&subject)),
        Some(assumptions::assumptions(&subject)),
        Some(limits::limits(&comparison.crisis)),
        Some(limits::misuse()),
    ];
    let main = element("main").children(sections.into_iter().flatten());
    element("body").child(opening::opening(&subject)).child(main).child(footer(&subject))
}

fn footer(subject: &Subject<'_>) -> Element {
    let words = format!(
        "What-if, not prediction. Haven {}, seed {}, {} members. Figures in full are in compare.csv, everything that \
         went in is in run.json, both beside this page.",
        env!("CARGO_PKG_VERSION"),
        subject.comparison.seed,
        subject.members()
    );
    element("footer").child(text("p", words))
}
