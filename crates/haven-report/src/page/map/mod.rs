//! The maps: who holds what at the start and at the end, gates, camps, havens and roads.

mod detour;
mod extent;
mod ground;
mod labels;
mod legend;
mod projection;
mod roads;
mod symbols;

use super::drawing::{PAGE_WIDTH, drawing, figure, rectangle};
use super::figures::{in_members, percent, shown};
use super::markup::{Element, element, paragraph, section, text};
use super::scale::px;
use super::subject::Subject;
use crate::words::{self, date, last_day};
use ground::Holders;
use haven::crisis::Answer;
use haven_core::crisis::scenario::{ActorId, Crisis, PlaceKind};
use haven_core::id::PlaceId;
use haven_core::math;
use labels::Name;
use projection::{Projection, clipped};
use roads::Roads;
use std::collections::BTreeSet;

/// The maps of the main answer.
pub fn map(subject: &Subject<'_>) -> Option<Element> {
    let crisis = &subject.main.asked.crisis;
    let wanted = extent::places(subject);
    let around = wanted.iter().map(|place| &crisis.places[place.index()]);
    let projection = Projection::around(around, PAGE_WIDTH)?;
    let start = ground::at_start(&subject.comparison.crisis);
    let end = ground::over_members(crisis, &subject.main.held[1]);
    let parties = ground::parties(&[&start, &end]);
    let havens = extent::havens(subject.comparison);
    let roads = Roads { answer: subject.main, are_told: true };
    let sheet = |answer, holders, roads, day| Sheet {
        answer,
        projection: &projection,
        parties: &parties,
        start: &start,
        havens: &havens,
        holders,
        roads,
        day,
    };
    let last = last_day(crisis);
    let quiet = Roads { answer: subject.baseline, are_told: false };
    let first = sheet(subject.baseline, &start, &quiet, 0);
    let second = sheet(subject.main, &end, &roads, last);
    let on_first_day = format!("Who holds what on {}", date(crisis, 0));
    let on_last_day =
        format!("{}: who holds what on {}", subject.main.asked.title, date(crisis, last));
    let drawn = section("map", "Where")
        .child(figure(first.draw(&on_first_day), &format!("{on_first_day}.")))
        .child(figure(second.draw(&on_last_day), &caption(&on_last_day, subject)))
        .child(element("figure").child(legend::legend(crisis, &parties, &roads, &projection)))
        .child(text("p", DISCLAIMER).with("class", "note"));
    Some(drawn.children(changes(subject)).children(supply_at_risk(subject)))
}

const DISCLAIMER: &str = "No boundary is drawn. Names of places and actors, and who is shown as holding what, imply no \
endorsement. Lines stand for roads, bent where they would cover a place that they do not touch. Two signs side by side: the place is split, or members disagree.";

fn caption(title: &str, subject: &Subject<'_>) -> String {
    let told = if subject.main.on_link.is_none() {
        "roads without numbers, since people may be on them now"
    } else {
        "roads as thick as people use them over the whole run (mean over members; fewer than 25 are not drawn)"
    };
    format!(
        "{title}; for each place the party that holds it in most members. A thick outline: another party than at \
         the start. Also: {told}."
    )
}

/// Places that are taken, with how often and when.
fn changes(subject: &Subject<'_>) -> Option<Element> {
    const LISTED: usize = 10;
    let crisis = &subject.main.asked.crisis;
    let line = |taken: &haven::crisis::Taken| {
        let place = &crisis.places[taken.place.index()].name;
        let by = &crisis.actors[taken.by.index()].name;
        let [early, .., late] = taken.day.quantiles;
        let (early, late) = (date(crisis, early as i64), date(crisis, late as i64));
        let when = if early == late { format!("on {early}") } else { format!("{early} to {late}") };
        format!("{place} by {by}: {}, {when}", in_members(taken.share, subject.members()))
    };
    let many = subject.main.taken.iter().filter(|taken| taken.share >= 0.05);
    let lines: Vec<String> = many.take(LISTED).map(line).collect();
    (!lines.is_empty()).then(|| {
        element("div")
            .child(paragraph("Places that change hands most often, with the days that hold 90 % of these members:"))
            .child(super::markup::list(lines))
    })
}

/// Inhabited places whose supplies an enemy could cut soon, the largest first.
fn supply_at_risk(subject: &Subject<'_>) -> Option<Element> {
    const LISTED: usize = 10;
    const MUCH: f64 = 0.5;
    let crisis = &subject.main.asked.crisis;
    let [first, last] = subject.main.supply_at_risk.as_ref()?;
    let [before, after] = [0, last_day(crisis)].map(|day| date(crisis, day));
    let residents = |place: usize| crisis.places[place].residents.median();
    let mut much: Vec<(usize, f64)> = (0..first.len())
        .filter(|place| first[*place].max(last[*place]) >= MUCH)
        .map(|place| (place, residents(place)))
        .filter(|(_, people)| *people > 0.0)
        .collect();
    much.sort_by(|one, other| other.1.total_cmp(&one.1));
    let line = |(place, _): &(usize, f64)| {
        let [first, last] = [first, last].map(|risk| percent(risk[*place]));
        format!("{}: {first} on {before}, {last} on {after}", crisis.places[*place].name)
    };
    let lines: Vec<String> = much.iter().take(LISTED).map(line).collect();
    (!lines.is_empty()).then(|| {
        element("div")
            .child(paragraph(format!(
                "The largest places that get half or more of their supplies over roads within reach of an enemy on one of these days, and \
                 so could be cut off (share of supplies, mean over members; a place that is cut off already has none to lose); {} in all:",
                much.len()
            )))
            .child(super::markup::list(lines))
    })
}

/// One map.
struct Sheet<'a> {
    answer: &'a Answer,
    projection: &'a Projection,
    parties: &'a [ActorId],
    /// Holders at the start, to show who is new.
    start: &'a Holders,
    /// Places in a haven that opens in any answer.
    havens: &'a BTreeSet<PlaceId>,
    holders: &'a Holders,
    roads: &'a Roads<'a>,
    day: i64,
}

impl Sheet<'_> {
    fn crisis(&self) -> &Crisis {
        &self.answer.asked.crisis
    }

    fn draw(&self, title: &str) -> Element {
        let [width, height] = self.projection.size;
        let places: Vec<(PlaceId, [f64; 2])> = self.places();
        let signs: Vec<[f64; 2]> = places.iter().map(|(_, at)| *at).collect();
        let names = places.iter().map(|(place, at)| self.name(*place, *at)).collect();
        drawing(width, height, title)
            .child(rectangle([0.0, 0.0], [width, height], "sheet"))
            .child(element("g").children(self.links(&places)))
            .child(element("g").children(places.iter().map(|(place, at)| self.sign(*place, *at))))
            .child(element("g").children(labels::placed(names, &signs, self.projection.size)))
    }

    /// Places on the map, junctions left out.
    fn places(&self) -> Vec<(PlaceId, [f64; 2])> {
        let places = self.crisis().places.iter().enumerate();
        let shown = places.filter(|(_, place)| place.kind != PlaceKind::Hub);
        let at = shown.map(|(index, place)| (PlaceId(index as u32), self.projection.at(place)));
        at.filter(|(_, at)| self.projection.shows(*at)).collect()
    }

    /// Plain roads first, then those with people; none under a place that it does not touch.
    fn links(&self, places: &[(PlaceId, [f64; 2])]) -> Vec<Element> {
        let at = |place: PlaceId| self.projection.at(&self.crisis().places[place.index()]);
        let (mut plain, mut used) = (Vec::new(), Vec::new());
        for (index, link) in self.crisis().links.iter().enumerate() {
            let ends = clipped(at(link.from), at(link.to), self.projection.size);
            let Some(ends) = ends else { continue };
            let others = places.iter().filter(|(place, _)| ![link.from, link.to].contains(place));
            let people = self.roads.people(index);
            let width = people.map_or(1.0, |people| self.roads.width(people));
            let others: Vec<[f64; 2]> = others.map(|(_, at)| *at).collect();
            let bend = detour::bend(ends, &others, width);
            plain.push(detour::road(ends, bend, "road"));
            if let Some(people) = people {
                let name = |place: PlaceId| &self.crisis().places[place.index()].name;
                let title = format!("{} – {}: {}", name(link.from), name(link.to), shown(people));
                let flow = detour::road(ends, bend, "flow").with("stroke-width", px(width));
                used.push(flow.child(text("title", title)));
            }
        }
        plain.extend(used);
        plain
    }

    fn sign(&self, id: PlaceId, at: [f64; 2]) -> Element {
        let place = &self.crisis().places[id.index()];
        let mut sign = element("g");
        if self.havens.contains(&id) {
            sign = sign.child(symbols::haven(at));
        }
        match place.kind {
            PlaceKind::Crossing => {
                let state = extent::gate_state(self.answer, id, self.day);
                let title = format!("{}: gate, {}", place.name, words::gate(state));
                sign.child(symbols::gate(state, at)).child(text("title", title))
            }
            PlaceKind::Camp => {
                sign.child(symbols::camp(at)).child(text("title", format!("{}: camp", place.name)))
            }
            _ if !self.crisis().is_at_home(id) => {
                sign.child(symbols::host(at)).child(text("title", place.name.clone()))
            }
            _ => self.held(sign, id, at),
        }
    }

    /// The signs of those who hold a place, side by side.
    fn held(&self, sign: Element, id: PlaceId, [x, y]: [f64; 2]) -> Element {
        let place = &self.crisis().places[id.index()];
        let Some(holders) = self.holders.get(&id).filter(|holders| !holders.is_empty()) else {
            return sign.child(symbols::host([x, y])).child(text("title", place.name.clone()));
        };
        let first = self.start.get(&id).and_then(|holders| holders.first());
        let changed = first.map(|(party, _)| *party) != holders.first().map(|(party, _)| *party);
        let spread = |at: usize| (at as f64 - (holders.len() - 1) as f64 / 2.0) * 9.0;
        let position = |party: ActorId| self.parties.iter().position(|other| *other == party);
        let signs = holders.iter().enumerate().map(|(at, (party, _))| {
            symbols::party(position(*party).unwrap_or(symbols::PARTIES), [x + spread(at), y], 5.0)
        });
        let names = holders.iter().map(|(party, share)| {
            format!("{} {}", self.crisis().actors[party.index()].name, percent(*share))
        });
        let title = format!("{}: {}", place.name, names.collect::<Vec<_>>().join(", "));
        let sign = sign.with("class", if changed { "held changed" } else { "held" });
        sign.children(signs).child(text("title", title))
    }

    /// Objectives and gates are named first, then havens and camps, then large places.
    fn name(&self, id: PlaceId, at: [f64; 2]) -> Name {
        let place = &self.crisis().places[id.index()];
        let is_objective =
            self.crisis().advances().any(|campaign| campaign.objectives.contains(&id));
        let rank = match place.kind {
            _ if is_objective => 5.0,
            PlaceKind::Crossing => 4.0,
            PlaceKind::Camp => 3.0,
            _ if self.havens.contains(&id) => 3.0,
            _ => 0.0,
        };
        // A city of ten million stays below the next rank.
        let weight = rank + (math::log10(place.residents.median().max(1.0)) / 7.0).min(0.99);
        Name { text: place.name.clone(), at, weight }
    }
}
