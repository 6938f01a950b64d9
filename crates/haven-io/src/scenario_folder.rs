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
    match (format(folder), &options.settings) {
        (None, _) => (None, vec![unknown(folder)]),
        (Some(Format::Flee), _) => by_flee(flee_folder::read(folder, options)),
        (Some(Format::Haven), Some(settings)) => (None, vec![other_settings(settings)]),
        (Some(Format::Haven), None) if crisis::is_crisis(folder) => {
            let (crisis, problems) = crisis::read(folder, options.days);
            (crisis.map(Box::new).map(AnyScenario::Crisis), problems)
        }
        (Some(Format::Haven), None) => by_flee(flee::read(folder, options.days)),
    }
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
    let names = folder.names("");
    let found: Vec<&str> = names.iter().take(8).map(String::as_str).collect();
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
    fn another_settings_file_is_refused_for_a_folder_of_havens() {
        let options = Options { settings: Some("other.yml".to_owned()), days: None };
        let (_, problems) = read_scenario(&folder(&[("scenario.toml", "")]), &options);
        assert_eq!(problems[0].code, "not-available");
    }
}
