//! Draws of parameters: a table with one column a parameter and one row a draw (`posterior.csv`).

use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use crate::sources::SourceText;
use haven_core::crisis::parameter::{Learnt, declarations, position};
use haven_core::flee::scenario::{PARAMETERS, Rules, Value, parameter};

/// Name of the table in a scenario's folder and in a calibration's result.
pub const FILE: &str = "posterior.csv";

/// A table of draws. Every row has a number for every name.
#[derive(Clone, Debug, PartialEq)]
pub struct Draws {
    /// Names of parameters.
    pub names: Vec<String>,
    /// Draws, at least one.
    pub rows: Vec<Vec<f64>>,
}

/// Reads a table whose columns are among these parameters, each with the values it takes.
/// `None` if anything is wrong with it, which is reported.
pub fn read(
    source: &SourceText,
    known: &[(&str, [f64; 2])],
    problems: &mut Problems,
) -> Option<Draws> {
    let rows = source.rows(problems);
    let before = problems.iter().count();
    let Some((head, rows)) = rows.split_first().filter(|(_, rows)| !rows.is_empty()) else {
        let message = "there is no draw in it";
        problems.push(
            codes::EMPTY_TABLE
                .at(source.whole(), message)
                .hint("it has a row of parameters' names, and below it one row a draw"),
        );
        return None;
    };
    let mut ranges = Vec::new();
    for index in 0..head.fields.len() {
        let name = head.text(index).trim();
        let twice = (0..index).any(|other| head.text(other).trim() == name);
        let at = source.at(head.at(index));
        match known.iter().find(|(known, _)| *known == name) {
            _ if twice => {
                problems.push(codes::DUPLICATE_COLUMN.at(at, format!("`{name}` is there twice")));
            }
            Some((_, range)) => ranges.push(*range),
            None => {
                let problem =
                    codes::UNKNOWN_PARAMETER.at(at, format!("`{name}` is not a parameter"));
                let close = nearest(name, known.iter().map(|(known, _)| *known));
                problems.push(match close {
                    Some(close) => problem.hint(format!("did you mean `{close}`?")),
                    None => problem.hint("docs/parameters.md lists them all"),
                });
            }
        }
    }
    if ranges.len() < head.fields.len() {
        return None;
    }
    for row in rows.iter().filter(|row| row.fields.len() > ranges.len()) {
        let (found, known) = (row.fields.len(), ranges.len());
        let message = format!("the row has {found} cells for {known} parameters");
        problems.push(codes::TOO_MANY_CELLS.at(source.at(row.at(known)), message));
    }
    let draws = rows.iter().map(|row| {
        let number = |(index, [low, high]): (usize, &[f64; 2])| {
            let text = row.text(index).trim();
            let found = text.parse::<f64>().ok().filter(|number| (low..=high).contains(&number));
            if found.is_none() {
                let name = head.text(index).trim();
                let message = format!("`{name}` is `{text}`, not a number from {low} to {high}");
                problems.push(codes::BAD_NUMBER.at(source.at(row.at(index)), message));
            }
            found.unwrap_or(f64::NAN)
        };
        ranges.iter().enumerate().map(number).collect()
    });
    let rows: Vec<Vec<f64>> = draws.collect();
    let names = (0..head.fields.len()).map(|index| head.text(index).trim().to_owned()).collect();
    (problems.iter().count() == before).then_some(Draws { names, rows })
}

/// Reads draws of the parameters of a crisis.
pub fn read_learnt(source: &SourceText, problems: &mut Problems) -> Option<Learnt> {
    let declared = declarations();
    let names = declared.iter().flat_map(|declared| {
        // A symbol that is a key too would be offered twice as what was meant.
        let symbol = (declared.symbol != declared.key).then_some(declared.symbol);
        [Some(declared.key), symbol].into_iter().flatten().map(|name| (name, declared.range))
    });
    let known: Vec<_> = names.collect();
    let draws = read(source, &known, problems)?;
    let positions: Vec<usize> = draws.names.iter().filter_map(|name| position(name)).collect();
    for (at, name) in draws.names.iter().enumerate() {
        if positions[..at].contains(&positions[at]) {
            let message = format!("`{name}` is there twice, by its name and by its symbol");
            problems.push(codes::DUPLICATE_COLUMN.at(source.whole(), message));
            return None;
        }
    }
    Some(Learnt { positions, draws: draws.rows })
}

/// Reads draws of the rules of movement. Only numbers that need not be whole can be drawn.
pub fn read_rules(source: &SourceText, problems: &mut Problems) -> Option<Draws> {
    let known: Vec<_> = PARAMETERS
        .iter()
        .filter_map(|parameter| Some((parameter.key, parameter.numbers()?)))
        .collect();
    read(source, &known, problems)
}

/// The rules with one draw in them.
pub fn with_draw(rules: &Rules, names: &[String], values: &[f64]) -> Rules {
    let mut rules = rules.clone();
    for (name, value) in names.iter().zip(values) {
        // A draw that was read is in range; one that a calibration made is in its prior's.
        let set = parameter(name).map(|known| known.set(&mut rules, &Value::Number(*value)));
        debug_assert!(matches!(set, Some(Ok(()))), "{name} takes {value}");
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let source = SourceText::new(FILE, text);
        let mut problems = Problems::default();
        let read = read_learnt(&source, &mut problems);
        assert_eq!(read.is_none(), problems.iter().count() > 0);
        problems.into_vec().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn draws_are_read_and_mistakes_are_found_where_they_are() {
        assert_eq!(problems("alpha_a,stayers\n0.4,0.2\n0.5,0.1\n"), Vec::<String>::new());
        for (text, said) in [
            ("", "there is no draw in it"),
            ("alpha_a\n", "there is no draw in it"),
            ("alpha_b\n1\n", "did you mean"),
            ("alpha_a,alpha_a\n1,2\n", "twice"),
            ("stayers\n0.2\n2\n", "posterior.csv:3:1"),
            ("stayers,cv\n0.2\n", "`cv` is ``"),
            ("stayers\nnan\n", "not a number from 0 to 0.99"),
        ] {
            let found = problems(text).join("\n");
            assert!(found.contains(said), "{text:?}: {found}");
        }
    }

    #[test]
    fn symbols_of_earlier_files_name_the_same_parameters() {
        let read = |text: &str| {
            let source = SourceText::new(FILE, text);
            read_learnt(&source, &mut Problems::default()).unwrap()
        };
        let (old, new) =
            (read("alpha_a,c\n1,0.5\n"), read("assault_departure,assault_dilution\n1,0.5\n"));
        assert_eq!(old, new);
        assert!(problems("alpha_a,assault_departure\n1,1\n")[0].contains("by its symbol"));
    }

    #[test]
    fn rules_take_a_draw() {
        let names = ["move_chance_camp".to_owned(), "distance_power".to_owned()];
        let rules = with_draw(&Rules::default(), &names, &[0.02, 1.5]);
        assert_eq!((rules.move_chances.camp, rules.choice.distance_power), (0.02, 1.5));
    }
}
