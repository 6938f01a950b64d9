//! What it takes to receive the people: the planners' section.

use super::figures::{percent, range, shown, with_interval};
use super::markup::{Element, element, paragraph, section, text};
use super::subject::Subject;
use super::tables::table;
use crate::crisis::words::also_prepare;
use crate::needed::amount_for;
use crate::numbers::people;
use crate::words::{date, month};
use haven::crisis::{Need, Planning, Quantity, needs};
use haven::disclosure::{Group, groups};
use haven_core::crisis::scenario::Crisis;
use haven_study::crisis::planning::Week;
use haven_study::spread::Spread;

/// Hosts and camps that are listed.
const LISTED: usize = 15;

/// People to receive in the main answer and what they need.
pub fn preparing(subject: &Subject<'_>) -> Element {
    let crisis = &subject.comparison.crisis;
    let plan = &subject.main.planning;
    let place = subject.abroad().unwrap_or("all countries");
    let lead = format!(
        "{}: people to receive in {place}. The planning figure is enough in four members of five; in one of five \
         more come.",
        subject.main.asked.title
    );
    section("needs", "What to prepare for")
        .child(paragraph(lead))
        .children(also_prepare(subject.comparison).map(paragraph))
        .child(element("ul").children(headlines(subject).into_iter().map(|line| text("li", line))))
        .child(standards(subject))
        .children(winter(crisis))
        .child(weekly(crisis, &plan.weeks))
        .children(chances(plan))
        .children(provinces(plan))
        .children(hosts(plan))
}

fn headlines(subject: &Subject<'_>) -> Vec<String> {
    let (crisis, plan) = (&subject.comparison.crisis, &subject.main.planning);
    let mut lines = Vec::new();
    if let Some(crossed) = subject.main.headline.quantity("crossed") {
        let figure = shown(crossed.planning_figure);
        lines.push(format!(
            "Planning figure for all {} days: {figure} people; median {}.",
            crisis.days,
            with_interval(&crossed.spread)
        ));
    }
    let (early, late) = plan.peak_day.interval_90();
    lines.push(format!(
        "Highest daily arrivals: {} people, {}.",
        with_interval(&plan.peak),
        between(&date(crisis, early as i64), &date(crisis, late as i64))
    ));
    lines.push(format!(
        "Shelter at the end (planning figures, those of before the start included): {} people live outside camps; \
         camps and hosts lack room for {}.",
        shown(plan.outside_camps.planning_figure),
        shown(plan.beyond_capacity.planning_figure)
    ));
    if let Some((people, warning)) = &plan.warning {
        lines.push(warning_in_words(*people, warning));
    }
    lines
}

fn between(early: &str, late: &str) -> String {
    if early == late { format!("on {early}") } else { format!("between {early} and {late}") }
}

fn warning_in_words(people: f64, warning: &Spread) -> String {
    let [soonest, _, usual, ..] = warning.quantiles;
    let so_many = shown(people);
    let lead =
        format!("Warning time, from the first signs of the advance until {so_many} have come");
    if soonest.is_infinite() {
        return format!("{lead}: so many do not come in at least nineteen members in twenty.");
    }
    let half = match usual {
        never if never.is_infinite() => "in half of the members so many never come".to_owned(),
        days => format!("in half of the members at most {days:.0} days"),
    };
    format!("{lead}: in one member of twenty at most {soonest:.0} days; {half}.")
}

/// What is needed and who comes, for the planning figure and for the heaviest week.
fn standards(subject: &Subject<'_>) -> Element {
    let total = subject.main.headline.quantity("crossed").map_or(0.0, |q| q.planning_figure);
    let weeks = &subject.main.planning.weeks;
    let heaviest = weeks.iter().map(|week| week.planning_figure).fold(0.0, f64::max);
    let head = ["", "A person", "All who come", "Heaviest week", "For whom, and source"];
    let people = ["People (planning figures)", "", &shown(total), &shown(heaviest), ""];
    let mut rows = vec![people.map(str::to_owned).to_vec()];
    rows.extend(needs(&subject.main.asked.crisis).iter().map(|need| {
        vec![
            need.what.clone(),
            per_person(need),
            amount_for(need, total),
            amount_for(need, heaviest),
            [need.when.as_str(), &need.source].join("; "),
        ]
    }));
    let caption = "Who comes and what they need at least";
    table(caption, &head.map(str::to_owned), rows).with("class", "noted")
}

fn per_person(need: &Need) -> String {
    let [low, high] = need.range;
    let (usual, low, high) = match need.unit.as_str() {
        "people" => (percent(need.per_person), percent(low), percent(high)),
        "" => {
            let sharing = |per_person: f64| format!("{:.0}", 1.0 / per_person);
            (format!("1 for {}", sharing(need.per_person)), sharing(high), sharing(low))
        }
        unit => (format!("{} {unit}", number(need.per_person)), number(low), number(high)),
    };
    if low == high { usual } else { format!("{usual} ({low} to {high})") }
}

fn number(value: f64) -> String {
    if value.fract() == 0.0 { people(value) } else { format!("{value:.1}") }
}

/// Whether the days contain winter on the northern hemisphere.
fn winter(crisis: &Crisis) -> Option<Element> {
    let is_cold = |day: u32| ["Dec", "Jan", "Feb"].contains(&month(crisis, i64::from(day)));
    let cold = (0..crisis.days).filter(|day| is_cold(*day)).count();
    (cold > 0).then(|| {
        let words = format!(
            "{cold} of the {} days are in winter (December to February): plan with the covered area for cold, and \
             with heating, blankets, clothing and roads that snow may close. The model itself does not know the weather.",
            crisis.days
        );
        text("p", words).with("class", "warning")
    })
}

fn weekly(crisis: &Crisis, weeks: &[Week]) -> Element {
    let head = ["Week from", "Median", "50 %", "90 %", "Planning figure"];
    let head: Vec<String> = head.iter().map(|title| (*title).to_owned()).collect();
    let row = |week: &Week| {
        let [lowest, low, median, high, highest] = week.people.quantiles;
        vec![
            date(crisis, week.week as i64 * 7),
            shown(median),
            range(low, high),
            range(lowest, highest),
            shown(week.planning_figure),
        ]
    };
    table("People to receive, by week", &head, weeks.iter().map(row).collect())
}

/// Chances of more than so many within so many days; rows in which nothing can happen are left out.
fn chances(plan: &Planning) -> Option<Element> {
    let mut within: Vec<usize> = plan.chances.iter().map(|(_, days, _)| *days).collect();
    within.sort_unstable();
    within.dedup();
    let mut many: Vec<f64> = plan.chances.iter().map(|(people, ..)| *people).collect();
    many.sort_by(f64::total_cmp);
    many.dedup();
    let chance = |people: f64, days: usize| {
        let found = plan.chances.iter().find(|(p, d, _)| *p == people && *d == days);
        found.map_or(0.0, |(.., chance)| *chance)
    };
    let rows: Vec<Vec<String>> = many
        .iter()
        .map(|people| {
            let name = format!("More than {}", shown(*people));
            let cells = within.iter().map(|days| percent(chance(*people, *days)));
            [name].into_iter().chain(cells).collect()
        })
        .collect();
    let mut head = vec!["People".to_owned()];
    head.extend(within.iter().map(|days| format!("within {days} days")));
    (!rows.is_empty()).then(|| table("Chance of more arrivals than so many", &head, rows))
}

/// Means add up, so they are what small provinces are put together by.
fn provinces(plan: &Planning) -> Option<Element> {
    let title = "More people at the end than at the start, by province (mean over members)";
    by_name(title, "Province", &plan.provinces.iter())
}

fn hosts(plan: &Planning) -> Option<Element> {
    let title = "The same by town and camp";
    by_name(title, "Place", &plan.hosts.iter().map(|host| &host.total))
}

fn by_name<'a>(
    caption: &str,
    what: &str,
    quantities: &(impl Iterator<Item = &'a Quantity> + Clone),
) -> Option<Element> {
    let means = quantities
        .clone()
        .map(|quantity| ((quantity.id.clone(), quantity.title.clone()), quantity.spread.mean));
    let row = |group: Group| {
        let found = quantities.clone().find(|quantity| Some(&quantity.id) == group.id.as_ref());
        let [mean, interval, figure] = found.map_or_else(
            || [shown(group.mean_people), "–".to_owned(), "–".to_owned()],
            |Quantity { spread, planning_figure, .. }| {
                let (low, high) = spread.interval_90();
                [shown(spread.mean), range(low, high), shown(*planning_figure)]
            },
        );
        vec![group.name, mean, interval, figure]
    };
    let rows: Vec<_> =
        Group::first(&groups(means.collect()), LISTED).into_iter().map(row).collect();
    let head = [what, "Mean", "90 %", "Planning figure"].map(str::to_owned);
    (!rows.is_empty()).then(|| table(caption, &head, rows))
}
