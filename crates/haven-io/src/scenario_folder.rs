//! A scenario's folder of whatever kind.

use crate::codes;
use crate::flee_folder::{self, Options};
use crate::haven_format::{SETTINGS, crisis, flee};
use crate::sources::Folder;
use haven_core::crisis::scenario::Crisis;
use haven_core::flee::scenario::Scenario;
use haven_core::problem::{Problem, Spot};

/// Whose format a folder is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Haven's own.
    Haven,
    /// Flee's.
    Flee,
}

/// The format of a folder, if it is one that Haven knows.
pub fn format(folder: &Folder) -> Option<Format> {
    if folder.has(SETTINGS) {
        Some(Format::Haven)
    } else if flee_folder::is_flee_folder(folder) {
        Some(Format::Flee)
    } else {
        None
    }
}

/// What a folder describes, by whose rules people move.
#[derive(Clone, Debug, PartialEq)]
pub enum AnyScenario {
    /// Flee's: a Flee folder, or one of Haven's with `movement = "flee"`.
    Flee(Box<Scenario>),
    /// Haven's own: a folder of Haven's with `movement = "haven"`.
    Crisis(Box<Crisis>),
}

/// Reads a folder, recognised by itself, and reports everything that is wrong with it.
///
/// The scenario is there unless an error was found that cannot be accepted
/// ([`codes::Code::accepted`]); whoever runs it has to refuse the errors that were not.
pub fn read_scenario(folder: &Folder, options: &Options) -> (Option<AnyScenario>, Vec<Problem>) {
    let by_flee = |(scenario, problems): (Option<Scenario>, Vec<Problem>)| {
        (scenario.map(Box::new).map(AnyScenario::Flee), problems)
    };
    let apart: Vec<Problem> = [
        options.settings.as_deref().map(other_settings),
        options.data.as_deref().map(other_counts),
    ]
    .into_iter()
    .flatten()
    .collect();
    match format(folder) {
        None => (None, vec![unknown(folder)]),
        Some(Format::Flee) => by_flee(flee_folder::read(folder, options)),
        Some(Format::Haven) if !apart.is_empty() => (None, apart),
        Some(Format::Haven) if crisis::is_crisis(folder) => {
            let (crisis, problems) = crisis::read(folder, options.days);
            (crisis.map(Box::new).map(AnyScenario::Crisis), problems)
        }
        Some(Format::Haven) => by_flee(flee::read(folder, options.days)),
    }
}

fn other_counts(data: &str) -> Problem {
    let message = format!("counts in another folder, {data}, can be named for Flee folders only");
    codes::NOT_AVAILABLE
        .at(Spot::file(SETTINGS), message)
        .hint("put the reports into observations.csv")
}

fn other_settings(settings: &str) -> Problem {
    let message = format!("another settings file, {settings}, can be named for Flee folders only");
    codes::NOT_AVAILABLE
        .at(Spot::file(SETTINGS), message)
        .hint("change [parameters] in scenario.toml, or set single parameters for a run")
}

fn unknown(folder: &Folder) -> Problem {
    let message = "there is no scenario here: neither scenario.toml (Haven) nor locations.csv, \
                   routes.csv or the like, here or in input_csv/ (Flee)";
    let problem = codes::UNKNOWN_FOLDER.at(Spot::file("."), message);
    let folders = folder.folders("").into_iter().map(|name| format!("{name}/"));
    let found: Vec<String> = folders.chain(folder.names("")).take(8).collect();
    let found = if found.is_empty() { "no file".to_owned() } else { found.join(", ") };
    problem.hint(format!("name the folder that holds one of these; found here: {found}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> Folder {
        let bytes = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
        Folder::in_memory(files.iter().map(bytes).collect())
    }

    #[test]
    fn a_folder_is_recognised_by_its_files() {
        let haven = folder(&[("scenario.toml", ""), ("locations.csv", "")]);
        assert_eq!(format(&haven), Some(Format::Haven));
        assert_eq!(format(&folder(&[("input_csv/locations.csv", "")])), Some(Format::Flee));
    }

    #[test]
    fn a_folder_without_a_scenario_says_what_was_looked_for() {
        let (scenario, problems) =
            read_scenario(&folder(&[("notes.txt", "")]), &Options::default());
        assert!(scenario.is_none());
        assert_eq!(problems[0].code, "unknown-folder");
        assert!(problems[0].hint.as_ref().unwrap().contains("notes.txt"));
    }

    #[test]
    fn settings_and_counts_from_elsewhere_are_refused_for_a_folder_of_havens() {
        let options = Options {
            settings: Some("other.yml".to_owned()),
            data: Some("counts".to_owned()),
            days: None,
        };
        let (_, problems) = read_scenario(&folder(&[("scenario.toml", "")]), &options);
        let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, ["not-available", "not-available"]);
    }
}
