//! Fan charts by destination.

use super::drawing::{drawing, figure, label, line, polygon, polyline};
use super::figures::with_interval;
use super::markup::{Element, element, paragraph, section};
use super::scale::Scale;
use super::subject::Subject;
use crate::numbers::people;
use crate::words::{self, month};
use haven::crisis::{Answer, Fan, country_name};
use haven::disclosure::MIN_CELL;
use haven_core::crisis::scenario::{Crisis, Measure, Scope};
use haven_study::spread::Spread;

const WIDTH: f64 = 370.0;
const HEIGHT: f64 = 210.0;
const LEFT: f64 = 66.0;
const RIGHT: f64 = 8.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 24.0;

/// What is drawn of the whole system, in this order, after the country that the scenario asks about.
const TOTALS: [Measure; 6] = [
    Measure::Departed,
    Measure::Waiting,
    Measure::InHaven,
    Measure::Internal,
    Measure::Trapped,
    Measure::Crossed,
];

/// The fan charts of the main answer, with the baseline's medians for comparison.
pub fn fans(subject: &Subject<'_>) -> Element {
    let chosen = chosen(subject);
    let charts = chosen.iter().map(|fan| chart(subject, fan));
    let title = &subject.main.asked.title;
    let mut lead = format!(
        "{title}. The line is the median, the dark band holds half of the members, the light band 90 % of them."
    );
    if !subject.is_alone() {
        lead += &format!(" Dashed: the median of {}.", subject.baseline.asked.title);
    }
    section("fans", "Over time, by destination")
        .child(paragraph(lead))
        .child(element("div").with("class", "multiples").children(charts))
        .child(paragraph(
            "People who cross or leave home are summed up from the first day; the others are those who are \
             there on a day. Series that stay below 25 people are not drawn.",
        ).with("class", "note"))
}

/// Fans with people in them: the country asked about, totals, other countries, largest first.
fn chosen<'a>(subject: &Subject<'a>) -> Vec<&'a Fan> {
    let fans = &subject.main.fans;
    let many = |fan: &&Fan| fan.days.iter().any(|day| day.quantiles[4] >= MIN_CELL);
    let total = |measure: &Measure| {
        fans.iter().find(|fan| fan.scope == Scope::System && fan.measure == *measure)
    };
    let is_country =
        |fan: &&Fan| matches!(fan.scope, Scope::Country(_)) && fan.measure == Measure::Crossed;
    let mut countries: Vec<&Fan> = fans.iter().filter(is_country).collect();
    let at_end = |fan: &Fan| fan.days.last().map_or(0.0, Spread::median);
    countries.sort_by(|one, other| at_end(other).total_cmp(&at_end(one)));
    let asked = subject.comparison.abroad.as_ref().map(|(country, _)| Scope::Country(*country));
    let (asked, others): (Vec<&Fan>, Vec<&Fan>) =
        countries.into_iter().partition(|fan| Some(fan.scope) == asked);
    let totals = TOTALS.iter().filter_map(total);
    asked.into_iter().chain(totals).chain(others).filter(many).collect()
}

fn same_fan<'a>(answer: &'a Answer, fan: &Fan) -> Option<&'a Fan> {
    answer.fans.iter().find(|other| other.measure == fan.measure && other.scope == fan.scope)
}

fn chart(subject: &Subject<'_>, fan: &Fan) -> Element {
    let crisis = &subject.comparison.crisis;
    let baseline = (!subject.is_alone()).then(|| same_fan(subject.baseline, fan)).flatten();
    let highest = |fan: &Fan| fan.days.iter().map(|day| day.quantiles[4]).fold(0.0, f64::max);
    let usual = |fan: &Fan| fan.days.iter().map(Spread::median).fold(0.0, f64::max);
    let top = highest(fan).max(baseline.map_or(0.0, usual));
    let up = Scale::new(0.0, top, HEIGHT - BOTTOM, TOP);
    let along = |day: usize| {
        LEFT + day as f64 / (fan.days.len().max(2) - 1) as f64 * (WIDTH - LEFT - RIGHT)
    };
    let name = name(fan);
    let quantile = |fan: &Fan, level: usize| -> Vec<[f64; 2]> {
        let days = fan.days.iter().enumerate();
        days.map(|(day, spread)| [along(day), up.at(spread.quantiles[level])]).collect()
    };
    let band = |low: usize, high: usize, class| {
        let mut around = quantile(fan, high);
        around.extend(quantile(fan, low).into_iter().rev());
        polygon(&around, class)
    };
    let end = fan.days.last().map_or_else(String::new, with_interval);
    let title = format!("{name}: {end} on the last day");
    let drawn = drawing(WIDTH, HEIGHT, &title)
        .children(axes(crisis, &up, &along))
        .child(band(0, 4, "band90"))
        .child(band(1, 3, "band50"))
        .children(baseline.map(|fan| polyline(&quantile(fan, 2), "baseline")))
        .child(polyline(&quantile(fan, 2), "median"));
    figure(drawn, &title)
}

fn axes(crisis: &Crisis, up: &Scale, along: &dyn Fn(usize) -> f64) -> Vec<Element> {
    let mut parts = Vec::new();
    for mark in &up.marks {
        let y = up.at(*mark);
        parts.push(line([LEFT, y], [WIDTH - RIGHT, y], "grid"));
        parts.push(label(LEFT - 5.0, y + 4.0, "end", people(*mark)));
    }
    let is_first = |day: &usize| month(crisis, *day as i64) != month(crisis, *day as i64 - 1);
    let mut free = LEFT;
    for day in (0..crisis.days as usize).filter(is_first) {
        let x = along(day);
        parts.push(line([x, HEIGHT - BOTTOM], [x, HEIGHT - BOTTOM + 4.0], "mark"));
        if x >= free && x < WIDTH - 24.0 {
            parts.push(label(x, HEIGHT - BOTTOM + 16.0, "start", month(crisis, day as i64)));
            free = x + 30.0;
        }
    }
    parts
}

fn name(fan: &Fan) -> String {
    let what = words::measure(fan.measure);
    match (fan.scope, fan.measure) {
        (Scope::System, Measure::Crossed) => "Crossed, all countries".to_owned(),
        (Scope::System, _) => what.to_owned(),
        _ => format!("{what} into {}", country_name(&fan.place)),
    }
}
