//! The scenarios that every copy of Haven contains.

use haven_io::sources::Folder;

/// A built-in scenario.
#[derive(Debug)]
pub struct Builtin {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, one line.
    pub about: &'static str,
    files: &'static [(&'static str, &'static str)],
}

macro_rules! files {
    ($folder:literal: $($file:literal),+ $(,)?) => {
        &[$(($file, include_str!(concat!("../scenarios/", $folder, "/", $file)))),+]
    };
}

/// All of them.
pub const BUILTINS: &[Builtin] = &[
    Builtin {
        name: "aleppo-2014",
        about: "northern Syria on 18 November 2014: what if the government or Daesh advance around Aleppo?",
        files: files!(
            "aleppo-2014": "scenario.toml", "places.csv", "links.csv", "crossings.csv", "actors.csv",
            "supply_sources.csv", "control.csv", "campaigns.csv", "groups.csv", "fear.csv",
            "observations.csv", "posterior.csv", "identifiability.csv", "predictive.csv", "sources.csv",
            "needs.csv", "MODEL_CARD.md",
        ),
    },
    Builtin {
        name: "first-steps",
        about: "the tutorial: two towns, one bridge that closes, two camps of which one fills up",
        files: files!(
            "first-steps": "scenario.toml", "places.csv", "links.csv", "crossings.csv", "events.csv",
            "observations.csv",
        ),
    },
];

/// The folder of the built-in scenario with this name.
pub fn builtin(name: &str) -> Option<Folder> {
    let found = BUILTINS.iter().find(|builtin| builtin.name == name)?;
    let bytes = |(file, text): &(&str, &str)| ((*file).to_owned(), text.as_bytes().to_vec());
    Some(Folder::in_memory(found.files.iter().map(bytes).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn every_file_of_a_built_in_scenario_is_contained() {
        for builtin in BUILTINS {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(builtin.name);
            let on_disk = Folder::open(&path).unwrap().names("");
            let mut contained: Vec<_> = builtin.files.iter().map(|(file, _)| *file).collect();
            contained.sort_unstable();
            assert_eq!(contained, on_disk, "{}", builtin.name);
        }
    }

    #[test]
    fn every_built_in_scenario_is_read_without_a_problem() {
        for builtin in BUILTINS {
            let folder = super::builtin(builtin.name).unwrap();
            let options = haven_io::flee_folder::Options::default();
            let (scenario, problems) = haven_io::scenario_folder::read_scenario(&folder, &options);
            assert_eq!(problems, [], "{}", builtin.name);
            assert!(scenario.is_some());
        }
    }
}
