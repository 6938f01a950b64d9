//! `simsetting.csv`, the settings of Flee 2: a name and a value a row, read as the keys that they have today.

use super::keys;
use super::surplus;
use crate::cells::{Cells, shown};
use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use crate::sources::SourceText;
use crate::yaml::{Content, Node};

/// The settings as today's file would have them. That they are old is reported, with that file.
pub(super) fn parse(source: &SourceText, problems: &mut Problems) -> Node {
    let known: Vec<(String, &str)> = keys::by_old_name().collect();
    let mut root = Vec::new();
    for row in &source.rows(problems) {
        let cells = Cells { source, row };
        let name = cells.text(0).trim();
        if name.is_empty() || name.starts_with('#') {
            continue;
        }
        let plain = name.replace('_', "").to_lowercase();
        match known.iter().find(|(old, _)| *old == plain) {
            Some((_, path)) => {
                let value = Node { at: row.at(1), content: content(cells.text(1).trim()) };
                enter(&mut root, path, row.at(0), value);
            }
            None => unknown(&cells, &plain, &known, problems),
        }
        surplus::report(&cells, 2, problems);
    }
    let root = Node { at: (1, 1), content: Content::Map(root) };
    let message = "these are settings of Flee 2; they are read as the keys that Flee 3 has for them, \
                   with Flee 3's defaults for all others";
    let problem = codes::SETTINGS_OF_FLEE_2.at(source.whole(), message);
    problems
        .push(problem.hint(format!("the same as a simsetting.yml: {}", written(&root.content))));
    root
}

fn content(text: &str) -> Content {
    match text.to_lowercase().as_str() {
        "" => Content::Nothing,
        "true" => Content::Switch(true),
        "false" => Content::Switch(false),
        _ => text.parse().map_or_else(|_| Content::Text(text.to_owned()), Content::Number),
    }
}

/// Enters a value by its path, in its section.
fn enter(root: &mut Vec<(Node, Node)>, path: &str, at: (usize, usize), value: Node) {
    let key = |name: &str| Node { at, content: Content::Text(name.to_owned()) };
    let Some((section, rest)) = path.split_once('.') else {
        root.push((key(path), value));
        return;
    };
    let place = root.iter().position(|(name, _)| *name == key(section)).unwrap_or_else(|| {
        root.push((key(section), Node { at, content: Content::Map(Vec::new()) }));
        root.len() - 1
    });
    if let Content::Map(entries) = &mut root[place].1.content {
        enter(entries, rest, at, value);
    }
}

fn unknown(cells: &Cells<'_>, plain: &str, known: &[(String, &str)], problems: &mut Problems) {
    let name = shown(cells.text(0).trim());
    let near = nearest(plain, known.iter().map(|(old, _)| old.as_str()));
    let near = near.and_then(|near| known.iter().find(|(old, _)| old == near));
    problems.push(if let Some((_, path)) = near {
        let message = format!("there is no setting {name} in Flee 2");
        let hint = format!("is the one meant that is `{path}` today?");
        codes::UNKNOWN_SETTING.at(cells.at(0), message).hint(hint)
    } else {
        let message = format!("Haven knows no setting {name} of Flee 2; it is ignored");
        codes::IGNORED_SETTING.at(cells.at(0), message)
    });
}

/// The settings in one line of YAML.
fn written(content: &Content) -> String {
    match content {
        Content::Map(entries) => {
            let entry = |(key, value): &(Node, Node)| {
                format!("{}: {}", name(&key.content), written(&value.content))
            };
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Content::Nothing => String::new(),
        Content::Switch(true) => "True".to_owned(),
        Content::Switch(false) => "False".to_owned(),
        other => name(other),
    }
}

fn name(content: &Content) -> String {
    match content {
        Content::Text(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (String, Vec<String>) {
        let mut problems = Problems::default();
        let source = SourceText::new("simsetting.csv", text);
        let root = parse(&source, &mut problems);
        let problems = problems.into_vec();
        let lines = problems.iter().map(|it| format!("{} {}", it.at, it.code)).collect();
        (written(&root.content), lines)
    }

    #[test]
    fn old_names_are_today_s_written_together() {
        let text = "\"MaxMoveSpeed\",360\nAgentLogLevel,1\n#x\nCampMoveChance,0.001\nStartOnFoot,TRUE\n\
                    TakeRefugeesFromPopulation,False\n";
        let (written, problems) = parsed(text);
        assert_eq!(
            written,
            "{move_rules: {max_move_speed: 360, camp_movechance: 0.001, start_on_foot: True}, \
             log_levels: {agent: 1}, spawn_rules: {take_from_population: False}}"
        );
        assert_eq!(problems, ["simsetting.csv settings-of-flee-2"]);
    }

    #[test]
    fn what_is_misspelt_is_an_error_and_what_is_gone_a_warning() {
        let (_, problems) = parsed("MaxMoveSpeeed,3\nWhatever,1\n");
        assert_eq!(
            problems,
            [
                "simsetting.csv settings-of-flee-2",
                "simsetting.csv:1:1 unknown-setting",
                "simsetting.csv:2:1 ignored-setting"
            ]
        );
    }
}
