//! A study on the terminal: a ranked table for each main answer, a line for the others.

use super::ranking::ranking;
use crate::kept::Kept;
use crate::numbers::{count, people, percent, steps, three_digits};
use crate::table::table_of;
use crate::wrapped::{noted, wrapped};
use haven::sensitivity::{
    Answered, Effects, Estimate, Found, Freed, Indices, LEVEL, Method, Sensitivity, Unit,
};

/// Inputs that a table lists.
const LISTED: usize = 12;
/// Other answers that get a line, and inputs that it names.
const LINES: (usize, usize) = (10, 4);
/// Characters of the longest bar.
const BAR: f64 = 12.0;
/// Characters of what an input is.
const ABOUT: usize = 44;

/// The whole text.
pub fn sensitivity_text(result: &Sensitivity, kept: &Kept<'_>, width: usize) -> String {
    let (main, others): (Vec<&Answered>, Vec<&Answered>) =
        result.answers.iter().partition(|answer| answer.asked.is_main);
    let mut parts = vec![heading(result, kept, width)];
    parts.extend(main.into_iter().map(|answer| ranked(answer, result, width)));
    parts.push(lines(&others, &result.inputs, width));
    parts.push(reading(result.method, width));
    parts.push(caveats(result, width));
    parts.push(format!("Results: {}\n", kept.folder.display()));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn heading(result: &Sensitivity, kept: &Kept<'_>, width: usize) -> String {
    let rows = match result.method {
        Method::Sobol => format!("Sobol's indices from {}", count(result.rows, "row")),
        Method::Morris => format!("Morris's effects from {}", count(result.rows, "trajectory")),
    };
    let rows = rows.replace("trajectorys", "trajectories");
    let what_if = result.what_if.iter().map(|title| format!("{title} · ")).collect::<String>();
    let title = wrapped(&result.title, width);
    let line = format!(
        "{what_if}{rows} · {} free · {} · seed {} · {} · {:.1} s",
        count(result.inputs.len(), "parameter"),
        count(result.runs as usize, "run"),
        result.seed,
        count(result.days as usize, "day"),
        kept.seconds
    );
    let mut text = title + &wrapped(&line, width);
    if result.scale_divisor > 1 {
        text += &wrapped(&steps(result.scale_divisor), width);
    }
    if result.interrupted {
        let asked = people(f64::from(result.samples));
        text += &wrapped(&format!("Interrupted: {asked} were asked for"), width);
    }
    text
}

/// An answer, and what moves it.
fn ranked(answer: &Answered, result: &Sensitivity, width: usize) -> String {
    let inputs = &result.inputs;
    let number = |value: f64| shown(answer, value);
    let luck = answer.share_of_luck.map(|share| {
        let who = if result.others_vary { "luck and what is not free make" } else { "luck makes" };
        format!("; {who} {} of the variance", percent(share.min(1.0)))
    });
    let lead = format!(
        "{}: {} on average, standard deviation {}{}",
        answer.asked.title,
        number(answer.mean),
        number(answer.sd),
        luck.unwrap_or_default()
    );
    let mut text = wrapped(&lead, width);
    let ranking = ranking(answer);
    if ranking.is_empty() {
        return text + &noted("Nothing that is free moves it.", width);
    }
    let listed =
        || ranking.iter().take(LISTED).map(|(at, _)| (&inputs[*at], answer.parameters[*at].found));
    let shared = listed().filter_map(|(input, found)| match found {
        Found::Sobol(found) => Some((input, found)),
        Found::Morris(_) => None,
    });
    let moved = listed().filter_map(|(input, found)| match found {
        Found::Morris(found) => Some((input, found)),
        Found::Sobol(_) => None,
    });
    text += &match result.method {
        Method::Sobol => shares(shared, width),
        Method::Morris => effects(answer, moved, width),
    };
    let (left_out, still) = (ranking.len().saturating_sub(LISTED), inputs.len() - ranking.len());
    text += &match (left_out, still) {
        (0, 0) => String::new(),
        (0, _) => noted(&format!("{still} more do not move it."), width),
        _ => noted(
            &format!("{left_out} more move it less, {still} not at all: sensitivity.csv"),
            width,
        ),
    };
    text
}

fn shares<'a>(rows: impl Iterator<Item = (&'a Freed, Indices)>, width: usize) -> String {
    let header = ["Parameter", "Alone", "With others", "", "What it is"];
    let share = |estimate: Estimate| {
        let parts = [estimate.value, estimate.low, estimate.high].map(|share| 100.0 * share);
        let [value, low, high] = parts.map(|part| format!("{part:.0}").replace("-0", "0"));
        format!("{value} % ({low}–{high})")
    };
    let row = |(freed, found): (&Freed, Indices)| {
        let (alone, all) = (share(found.first), share(found.total));
        vec![freed.name.clone(), alone, all, bar(found.total.value), about(freed)]
    };
    table_of(&header.map(str::to_owned), 2, rows.map(row).collect(), width)
}

fn effects<'a>(
    answer: &Answered,
    rows: impl Iterator<Item = (&'a Freed, Effects)>,
    width: usize,
) -> String {
    let header = ["Parameter", "Moves it by", "Spread", "To", "", "What it is"];
    let rows: Vec<(&Freed, Effects)> = rows.collect();
    let most = rows.first().map_or(1.0, |(_, found)| found.mu_star.value);
    let row = |(freed, found): &(&Freed, Effects)| {
        let [value, low, high] = [found.mu_star.value, found.mu_star.low, found.mu_star.high]
            .map(|size| shown(answer, size));
        vec![
            freed.name.clone(),
            format!("{value} ({low}–{high})"),
            shown(answer, found.sigma.value),
            sense(freed, found).to_owned(),
            bar(found.mu_star.value / most),
            about(freed),
        ]
    };
    table_of(&header.map(str::to_owned), 2, rows.iter().map(row).collect(), width)
}

/// Whether a larger number makes the answer larger.
fn sense(freed: &Freed, found: &Effects) -> &'static str {
    match (freed.is_family(), found.mu.low > 0.0, found.mu.high < 0.0) {
        (true, ..) => "",
        (false, true, _) => "more",
        (false, _, true) => "less",
        _ => "either",
    }
}

fn bar(share: f64) -> String {
    "█".repeat((share.clamp(0.0, 1.0) * BAR).round() as usize)
}

fn about(freed: &Freed) -> String {
    if freed.about.chars().count() <= ABOUT {
        return freed.about.clone();
    }
    let cut: String = freed.about.chars().take(ABOUT - 1).collect();
    format!("{}…", cut.trim_end())
}

/// A number of an answer: people to three figures, or a ratio.
fn shown(answer: &Answered, value: f64) -> String {
    match answer.asked.unit {
        Unit::People => people(three_digits(value)),
        Unit::Ratio => format!("{value:.3}"),
    }
}

/// The answers without a table, with the inputs that move them most. The largest come first.
fn lines(answers: &[&Answered], inputs: &[Freed], width: usize) -> String {
    if answers.is_empty() {
        return String::new();
    }
    let mut largest = answers.to_vec();
    largest.sort_by(|one, other| other.mean.total_cmp(&one.mean));
    let mut text = "Most move, of the other answers\n".to_owned();
    for answer in largest.iter().take(LINES.0) {
        let names = ranking(answer);
        let names: Vec<&str> =
            names.iter().take(LINES.1).map(|(at, _)| inputs[*at].name.as_str()).collect();
        let names = if names.is_empty() { "nothing".to_owned() } else { names.join(", ") };
        let mean = shown(answer, answer.mean);
        text += &noted(&format!("{} ({mean}): {names}", answer.asked.title), width);
    }
    if answers.len() > LINES.0 {
        let more = answers.len() - LINES.0;
        text += &noted(&format!("… and {more} more, in sensitivity.csv"), width);
    }
    text
}

/// How to read the tables.
fn reading(method: Method, width: usize) -> String {
    let level = percent(LEVEL);
    wrapped(
        &match method {
            Method::Sobol => format!(
                "Alone: share of the variance that would go if the parameter became known. With others: share \
             that would stay if everything else became known. In brackets {level} intervals: more samples \
             narrow them. Shares of a few percent, or below 0, are not told apart from nothing by few samples."
            ),
            Method::Morris => format!(
                "Moves it by: mean size of the change over the parameter's whole prior, from steps of half of it \
             ({level} interval: more samples narrow it). To: what more of it makes. Spread: how unevenly; as \
             large as the effect, it bends or depends on other parameters. A screening: it ranks, and does not \
             share out the variance (--method sobol does)."
            ),
        },
        width,
    )
}

fn caveats(result: &Sensitivity, width: usize) -> String {
    let mut text = "What-if, not prediction. ".to_owned();
    text += "A parameter counts as far as its prior is wide and the model knows it: what moves the model need \
             not move the world.";
    let mut text = wrapped(&text, width);
    for limit in result.limits.iter().take(3) {
        text += &wrapped(&format!("- {limit}"), width);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_shares() {
        assert_eq!(bar(0.5).chars().count(), 6);
        assert_eq!((bar(-0.1), bar(2.0).chars().count()), (String::new(), 12));
    }
}
