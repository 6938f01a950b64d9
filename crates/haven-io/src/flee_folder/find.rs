//! Which parts of a folder hold the tables, the counts and the settings of a Flee scenario.
//!
//! The usual names come first. Where they are not in use, a part is found if there is exactly one folder,
//! at most two levels down, that holds what is looked for.

use crate::sources::Folder;

/// Tables by which a Flee folder is recognised.
const TABLES: [&str; 6] = [
    "locations.csv",
    "routes.csv",
    "sim_period.csv",
    "conflict_period.csv",
    "conflicts.csv",
    "closures.csv",
];

/// Tables that have to lie together for a folder of any name to be taken for Flee's tables.
const CERTAIN: [&str; 2] = ["locations.csv", "routes.csv"];

/// The list of counts, by which their folder is known.
pub(super) const DATA_LAYOUT: &str = "data_layout.csv";

/// Where a part lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Here, in one place only or in the usual one.
    Here(String),
    /// Nowhere.
    Nowhere,
    /// In several places, none of which is the usual one.
    Several(Vec<String>),
}

impl Part {
    fn of(mut found: Vec<String>) -> Self {
        found.sort();
        found.dedup();
        match found.len() {
            0 => Self::Nowhere,
            1 => Self::Here(found.remove(0)),
            _ => Self::Several(found),
        }
    }
}

/// Whether this looks like a Flee folder: tables of Flee's lie in it or in folders inside, and it is no
/// folder of Haven's own.
pub fn is_flee_folder(folder: &Folder) -> bool {
    let is_flee = || tables(folder) != Part::Nowhere || coupled(folder).is_some();
    !folder.has("scenario.toml") && is_flee()
}

/// Whether this is a folder of Flee's tables alone: the counts must lie elsewhere.
pub fn holds_only_tables(folder: &Folder) -> bool {
    let own = Part::Here(String::new());
    !folder.has("scenario.toml") && tables(folder) == own && data(folder, "") == Part::Nowhere
}

/// Whether this is a Flee folder with its tables in the part of this name, and with counts.
pub fn is_whole_with(folder: &Folder, part: &str) -> bool {
    !folder.has("scenario.toml")
        && tables(folder) == Part::Here(part.to_owned())
        && matches!(data(folder, part), Part::Here(_))
}

/// Whether a Flee folder has settings, or files among which somebody has to choose.
pub fn has_settings(folder: &Folder) -> bool {
    match tables(folder) {
        Part::Here(tables) => settings(folder, &tables) != Part::Nowhere,
        _ => false,
    }
}

/// Where the tables lie: in `input_csv` or the folder itself, else in the only folder that holds places and
/// routes.
pub(super) fn tables(folder: &Folder) -> Part {
    let has_any = |part: &str| TABLES.iter().any(|table| folder.has(&join(part, table)));
    let is_certain = |part: &str| CERTAIN.iter().all(|table| folder.has(&join(part, table)));
    if has_any("input_csv") {
        return Part::Here("input_csv".to_owned());
    }
    if folder.has(CERTAIN[0]) {
        return Part::Here(String::new());
    }
    let inside = folders(folder, "", 2).into_iter().filter(|part| is_certain(part)).collect();
    match Part::of(inside) {
        Part::Nowhere if has_any("") => Part::Here(String::new()),
        found => found,
    }
}

/// A table of places of a coupled model, if there are such tables and no others: `-0` marks those of the whole
/// country, `-1` those of a part of it in detail.
pub(super) fn coupled(folder: &Folder) -> Option<String> {
    if let Part::Here(part) = tables(folder)
        && folder.has(&join(&part, CERTAIN[0]))
    {
        return None;
    }
    let parts = [vec!["input_csv".to_owned(), String::new()], folders(folder, "", 2)].concat();
    let places = ["locations-0.csv", "locations-1.csv"];
    let paths = parts.iter().flat_map(|part| places.map(|name| join(part, name)));
    paths.into_iter().find(|path| folder.has(path))
}

/// Where the counts lie: in `source_data` beside the tables, or with the tables, else in the only folder near
/// them, else in the only folder at all that has a list of counts.
pub(super) fn data(folder: &Folder, tables: &str) -> Part {
    let holds = |part: &String| folder.has(&join(part, DATA_LAYOUT));
    let above = above(tables);
    let usual = [
        join(above, "source_data"),
        above.to_owned(),
        tables.to_owned(),
        join(tables, "source_data"),
    ];
    if let Some(part) = usual.into_iter().find(holds) {
        return Part::Here(part);
    }
    let near = [folders(folder, above, 1), folders(folder, tables, 1)].concat();
    match Part::of(near.into_iter().filter(holds).collect()) {
        Part::Nowhere => Part::of(folders(folder, "", 2).into_iter().filter(holds).collect()),
        found => found,
    }
}

/// Where the counts lie in a part that was named for them: in it, or in the only folder inside that holds some.
pub(super) fn data_in(folder: &Folder, named: &str) -> String {
    let holds = |part: &String| folder.has(&join(part, DATA_LAYOUT));
    let inside = || Part::of(folders(folder, named, 1).into_iter().filter(holds).collect());
    let named = named.to_owned();
    if holds(&named) {
        return named;
    }
    match inside() {
        Part::Here(part) => part,
        _ => named,
    }
}

/// The settings: `simsetting.yml` in the folder, beside the tables or above them; else the only file
/// `simsetting*.yml`; else `simsetting.csv`, Flee 2's; else those that were found above the folder.
pub(super) fn settings(folder: &Folder, tables: &str) -> Part {
    let places = ["", tables, above(tables)];
    let is_there = |name: &String| folder.has(name);
    if let Some(name) = places.map(|part| join(part, "simsetting.yml")).into_iter().find(is_there) {
        return Part::Here(name);
    }
    for kinds in [&["yml", "yaml"][..], &["csv"]] {
        let is_settings = |name: &String| {
            let is_kind = kind(name).is_some_and(|kind| kinds.contains(&kind));
            name.starts_with("simsetting") && is_kind
        };
        let all = |part: &str| -> Vec<String> {
            folder
                .names(part)
                .into_iter()
                .filter(is_settings)
                .map(|name| join(part, &name))
                .collect()
        };
        match Part::of(places.iter().flat_map(|part| all(part)).collect()) {
            Part::Nowhere => {}
            found => return found,
        }
    }
    let outside = ["../simsetting.yml", "../../simsetting.yml"].map(str::to_owned);
    Part::of(outside.into_iter().filter(is_there).take(1).collect())
}

/// A path within a part.
pub(super) fn join(part: &str, name: &str) -> String {
    if part.is_empty() { name.to_owned() } else { format!("{part}/{name}") }
}

/// What a file's name ends with, after the dot.
pub(super) fn kind(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, kind)| kind)
}

/// The part that holds a part.
fn above(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(above, _)| above)
}

/// Folders inside a part, down to so many levels. Hidden ones and results of Haven's are none of a scenario's.
pub(super) fn folders(folder: &Folder, part: &str, levels: usize) -> Vec<String> {
    let mut all = Vec::new();
    if levels == 0 {
        return all;
    }
    for name in folder.folders(part) {
        if !name.starts_with('.') && name != "haven-runs" {
            let path = join(part, &name);
            all.extend(folders(folder, &path, levels - 1));
            all.push(path);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> Folder {
        Folder::in_memory(files.iter().map(|name| ((*name).to_owned(), Vec::new())).collect())
    }

    fn here(part: &str) -> Part {
        Part::Here(part.to_owned())
    }

    #[test]
    fn usual_names_come_before_others() {
        let folder = folder(&[
            "input_csv/routes.csv",
            "old/locations.csv",
            "old/routes.csv",
            "source_data/data_layout.csv",
            "refugee_data/data_layout.csv",
            "simsetting_a.yml",
            "simsetting.yml",
        ]);
        assert_eq!(tables(&folder), here("input_csv"));
        assert_eq!(data(&folder, "input_csv"), here("source_data"));
        assert_eq!(settings(&folder, "input_csv"), here("simsetting.yml"));
    }

    #[test]
    fn the_only_folder_that_holds_a_part_is_found() {
        let folder = folder(&[
            "conflict_input/orsa/locations.csv",
            "conflict_input/orsa/routes.csv",
            "conflict_validation/orsa2031/data_layout.csv",
            "haven-runs/1/data_layout.csv",
            ".git/x/data_layout.csv",
            "simsetting.csv",
        ]);
        assert_eq!(tables(&folder), here("conflict_input/orsa"));
        assert_eq!(data(&folder, "conflict_input/orsa"), here("conflict_validation/orsa2031"));
        assert_eq!(settings(&folder, "conflict_input/orsa"), here("simsetting.csv"));
        assert!(is_flee_folder(&folder) && !holds_only_tables(&folder));
        assert_eq!(data_in(&folder, "conflict_validation"), "conflict_validation/orsa2031");
    }

    #[test]
    fn several_candidates_are_all_named() {
        let two = ["a/locations.csv", "a/routes.csv", "b/c/locations.csv", "b/c/routes.csv"];
        let both = Part::Several(vec!["a".to_owned(), "b/c".to_owned()]);
        assert_eq!(tables(&folder(&two)), both);
        let counts = folder(&["locations.csv", "y/data_layout.csv", "x/data_layout.csv"]);
        assert_eq!(data(&counts, ""), Part::Several(vec!["x".to_owned(), "y".to_owned()]));
    }

    #[test]
    fn coupled_models_are_known_by_the_numbers_of_their_tables() {
        let found = coupled(&folder(&["input_csv/locations-0.csv", "input_csv/closures.csv"]));
        assert_eq!(found.as_deref(), Some("input_csv/locations-0.csv"));
        assert!(is_flee_folder(&folder(&["input_csv/locations-1.csv"])));
        for whole in [
            ["input_csv/locations.csv", "input_csv/locations-0.csv"],
            ["locations.csv", "locations-0.csv"],
        ] {
            assert_eq!(coupled(&folder(&whole)), None);
        }
    }

    #[test]
    fn a_folder_of_tables_alone_is_known_and_so_is_the_whole_above_it() {
        let tables = ["locations.csv", "routes.csv"];
        assert!(holds_only_tables(&folder(&tables)));
        let whole = folder(&["in/locations.csv", "in/routes.csv", "out/data_layout.csv"]);
        assert!(is_whole_with(&whole, "in") && !is_whole_with(&whole, "out"));
        assert!(!has_settings(&whole));
    }
}
