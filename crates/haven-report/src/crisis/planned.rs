//! What planners need, as tables.

use super::tables::cell;
use crate::needed::amount_for;
use crate::numbers::{percent, shown};
use crate::table::table;
use crate::wrapped::wrapped;
use haven::crisis::{Answer, Need, Planning, needs};
use haven_core::crisis::scenario::Crisis;
use jiff::Span;

/// Places that are listed.
const LISTED: usize = 8;

/// The planning part of a text.
pub(super) fn planning(answer: &Answer, abroad: &str, width: usize) -> String {
    let planning = &answer.planning;
    let crisis = &answer.asked.crisis;
    let lead = format!("To prepare for in {abroad} with \"{}\":", answer.asked.title);
    let mut text = wrapped(&lead, width) + &provinces(planning, width);
    let lines = [
        weeks(planning, crisis),
        busiest_day(planning, crisis),
        warning(planning),
        chances(planning),
        amounts(answer),
        shelter(planning),
    ];
    lines.iter().filter(|line| !line.is_empty()).for_each(|line| text += &wrapped(line, width));
    text
}

fn busiest_day(planning: &Planning, crisis: &Crisis) -> String {
    let day = |day: f64| {
        let span = Span::new().try_days(day as i64).unwrap_or_default();
        crisis.start.checked_add(span).map(|date| date.to_string()).unwrap_or_default()
    };
    let [_, early, usual, late, _] = planning.peak_day.quantiles;
    let [peak, low, high] = {
        let (low, high) = planning.peak.interval_90();
        [planning.peak.median(), low, high].map(shown)
    };
    format!(
        "Busiest day: {peak} arrivals (90 %: {low} to {high}), around {} (half of the members: {} to {}).",
        day(usual),
        day(early),
        day(late)
    )
}

fn provinces(planning: &Planning, width: usize) -> String {
    let header = ["Province", "People to receive", "Planning figure (80 %)"].map(str::to_owned);
    let rows = planning.provinces.iter().take(LISTED).map(|province| {
        let line = cell(&province.spread).replace('\n', " (");
        let line = if line.contains('(') { line + ")" } else { line };
        vec![province.title.clone(), line, shown(province.planning_figure)]
    });
    table(&header, rows.collect(), width)
}

fn weeks(planning: &Planning, crisis: &Crisis) -> String {
    let mut busiest: Vec<_> = planning.weeks.iter().collect();
    busiest.sort_by(|a, b| b.planning_figure.total_cmp(&a.planning_figure));
    busiest.truncate(4);
    busiest.sort_by_key(|week| week.week);
    let list: Vec<String> = busiest
        .iter()
        .map(|week| {
            let date = crisis.start.saturating_add(Span::new().days(week.week as i64 * 7));
            format!("{date}: {}", shown(week.planning_figure))
        })
        .collect();
    format!("Busiest weeks, planning figure: {}.", list.join(", "))
}

fn warning(planning: &Planning) -> String {
    let Some((people, days)) = &planning.warning else { return String::new() };
    let text = |days: f64| {
        if days.is_finite() { format!("{days:.0} days") } else { "never".to_owned() }
    };
    let [low, _, middle, _, high] = days.quantiles;
    format!(
        "Warning time from the first signs of the advance to {} arrivals: {} (90 %: {} to {}).",
        shown(*people),
        text(middle),
        text(low),
        text(high)
    )
}

fn chances(planning: &Planning) -> String {
    let possible = planning.chances.iter().filter(|(_, _, chance)| *chance > 0.0);
    let list: Vec<String> = possible
        .map(|(people, days, chance)| {
            format!("{} within {days} days {}", shown(*people), percent(*chance))
        })
        .collect();
    if list.is_empty() {
        return String::new();
    }
    format!("Chance that more than so many come: {}.", list.join("; "))
}

/// Who needs shelter beside what camps offer.
fn shelter(planning: &Planning) -> String {
    let [outside, beyond] = [&planning.outside_camps, &planning.beyond_capacity]
        .map(|people| shown(people.planning_figure));
    format!(
        "Shelter at the end (planning figures, those of before the start included): {outside} people live \
         outside camps; camps and hosts lack room for {beyond}."
    )
}

fn amounts(answer: &Answer) -> String {
    let Some(crossed) = answer.headline.quantity("crossed") else { return String::new() };
    let people = crossed.planning_figure;
    let need = |need: &Need| format!("{}: {}", need.what.to_lowercase(), amount_for(need, people));
    let list: Vec<String> = needs(&answer.asked.crisis).iter().map(need).collect();
    format!(
        "Minimum needs of {} people (planning figure; Sphere Handbook 2018): {}.",
        shown(people),
        list.join("; ")
    )
}
