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

    use haven::sensitivity::{Moves, Question};

    fn estimate(value: f64, low: f64, high: f64) -> Estimate {
        Estimate { value, low, high }
    }

    fn freed(name: &str, about: &str, numbers: usize) -> Freed {
        let [name, about] = [name, about].map(str::to_owned);
        Freed { name, about, unit: String::new(), prior: String::new(), numbers }
    }

    /// An answer that inputs move so much.
    fn answered(title: &str, mean: f64, moved: &[f64]) -> Answered {
        let asked = Question {
            id: String::new(),
            title: title.to_owned(),
            measure: "crossed",
            place: "total".to_owned(),
            place_name: String::new(),
            unit: Unit::People,
            is_main: false,
        };
        let of = |value: &f64| {
            let found =
                Indices { first: estimate(0.0, 0.0, 0.0), total: estimate(*value, 0.0, 1.0) };
            Moves { name: String::new(), found: Found::Sobol(found) }
        };
        let parameters = moved.iter().map(of).collect();
        Answered { asked, mean, sd: 1.0, share_of_luck: None, parameters }
    }

    #[test]
    fn the_largest_answer_comes_first_with_the_four_that_move_it_most() {
        let inputs = ["a", "b", "c", "d", "e"].map(|name| freed(name, "", 1));
        let small = answered("Small", 7.0, &[0.0; 5]);
        let large = answered("Large", 1_234.0, &[0.1, 0.5, 0.2, 0.4, 0.3]);
        assert_eq!(
            lines(&[&small, &large], &inputs, 80),
            "Most move, of the other answers\n Large (1,230): b, d, e, c\n Small (7): nothing\n"
        );
        assert_eq!(lines(&[], &inputs, 80), "");
    }

    #[test]
    fn ten_answers_have_lines_and_the_others_are_counted() {
        let answer = answered("One", 1.0, &[]);
        let ten = lines(&[&answer; 10], &[], 80);
        assert_eq!((ten.lines().count(), ten.contains("more, in")), (11, false));
        let eleven = lines(&[&answer; 11], &[], 80);
        assert_eq!(eleven, ten + " … and 1 more, in sensitivity.csv\n");
    }

    #[test]
    fn shares_are_whole_percentages_without_a_negative_nothing() {
        let input = freed("alpha", "what it is", 1);
        let found =
            Indices { first: estimate(-0.004, -0.1, 0.12), total: estimate(0.5, 0.25, 0.76) };
        let text = shares([(&input, found)].into_iter(), 100);
        let row = text.lines().find(|line| line.contains("alpha")).expect("its row");
        let cells: Vec<&str> = row.split("  ").map(str::trim).filter(|it| !it.is_empty()).collect();
        assert_eq!(cells, ["alpha", "0 % (-10–12)", "50 % (25–76)", "██████", "what it is"]);
    }

    #[test]
    fn effects_are_drawn_beside_the_largest() {
        let (one, two) = (freed("one", "first", 1), freed("two", "second", 1));
        let found = |size: f64, low: f64, high: f64| Effects {
            mu: estimate(0.0, low, high),
            mu_star: estimate(size, size, size),
            sigma: estimate(2_000.0, 0.0, 0.0),
        };
        let rows = [(&one, found(1_000.0, 1.0, 2.0)), (&two, found(250.0, -2.0, -1.0))];
        let text = effects(&answered("", 0.0, &[]), rows.into_iter(), 120);
        let cells = |name: &str| -> Vec<String> {
            let row = text.lines().find(|line| line.contains(name)).expect("its row");
            row.split("  ").map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
        };
        let bars = ["█".repeat(12), "█".repeat(3)];
        let first = ["one", "1,000 (1,000–1,000)", "2,000", "more", &bars[0], "first"];
        assert_eq!(cells("one"), first);
        assert_eq!(cells("two"), ["two", "250 (250–250)", "2,000", "less", &bars[1], "second"]);
    }

    #[test]
    fn an_effect_has_a_sense_only_if_its_interval_leaves_out_nothing() {
        let of = |low, high, numbers| {
            let same = estimate(1.0, 1.0, 1.0);
            let found = Effects { mu: estimate(0.0, low, high), mu_star: same, sigma: same };
            sense(&freed("", "", numbers), &found)
        };
        assert_eq!(
            [of(0.1, 2.0, 1), of(-2.0, -0.1, 1), of(-1.0, 1.0, 1)],
            ["more", "less", "either"]
        );
        assert_eq!([of(0.0, 2.0, 1), of(-2.0, 0.0, 1), of(0.1, 2.0, 2)], ["either", "either", ""]);
    }

    #[test]
    fn what_an_input_is_takes_forty_four_characters() {
        let of = |letters: usize| about(&freed("", &"é".repeat(letters), 1));
        assert_eq!(of(44), "é".repeat(44));
        assert_eq!(of(45), "é".repeat(43) + "…");
        let broken = format!("{} tail", "x".repeat(42));
        assert_eq!(about(&freed("", &broken, 1)), "x".repeat(42) + "…");
    }

    #[test]
    fn people_have_three_digits_and_ratios_three_behind_the_point() {
        let mut answer = answered("", 0.0, &[]);
        assert_eq!(shown(&answer, 12_345.6), "12,300");
        answer.asked.unit = Unit::Ratio;
        assert_eq!(shown(&answer, 0.123_46), "0.123");
    }
}
