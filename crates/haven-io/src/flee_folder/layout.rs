//! The files of a Flee folder, wherever they lie in it; what is missing is said with what is there.

use super::find::{self, DATA_LAYOUT, Part, join};
use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use crate::sources::{Folder, SourceText};
use haven_core::problem::{Problem, Spot};
use std::cell::Cell;

/// Names that are listed where something is missing.
const LISTED: usize = 8;

/// What is asked for beside the folder.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The settings file within the folder (or added to it) in place of `simsetting.yml`.
    pub settings: Option<String>,
    /// The part of the folder (or put into it) that holds `data_layout.csv`, in place of one that is found.
    pub data: Option<String>,
    /// Days to simulate in place of the length in `sim_period.csv`.
    pub days: Option<u32>,
}

/// A Flee folder: the folder and where in it the tables, the data and the settings are.
pub(super) struct Layout<'f> {
    folder: &'f Folder,
    tables: String,
    data: String,
    settings: Part,
    /// Settings that were named, which may be from elsewhere.
    named_settings: Option<String>,
    /// Whether it has been said what lies where tables are missing.
    is_listed: Cell<bool>,
}

impl<'f> Layout<'f> {
    /// Finds the parts; none if they lie in several places, which is reported.
    pub fn find(folder: &'f Folder, options: &Options, problems: &mut Problems) -> Option<Self> {
        if let Some(table) = find::coupled(folder) {
            problems.push(coupled_model(table));
            return None;
        }
        let tables = match find::tables(folder) {
            Part::Here(part) => part,
            Part::Nowhere => "input_csv".to_owned(),
            Part::Several(parts) => {
                problems.push(several_scenarios(&parts));
                return None;
            }
        };
        let data = match &options.data {
            Some(named) => Part::Here(find::data_in(folder, named)),
            None => find::data(folder, &tables),
        };
        let data = match data {
            Part::Here(part) => part,
            Part::Nowhere => "source_data".to_owned(),
            Part::Several(parts) => {
                problems.push(several_counts(&parts));
                return None;
            }
        };
        let settings = match &options.settings {
            Some(named) => Part::Here(named.clone()),
            None => find::settings(folder, &tables),
        };
        let (named_settings, is_listed) = (options.settings.clone(), Cell::new(false));
        Some(Self { folder, tables, data, settings, named_settings, is_listed })
    }

    /// The folder.
    pub fn folder(&self) -> &'f Folder {
        self.folder
    }

    /// Path of a table.
    pub fn table_path(&self, name: &str) -> String {
        join(&self.tables, name)
    }

    /// A table that may be absent.
    pub fn table(&self, name: &str, problems: &mut Problems) -> Option<SourceText> {
        self.folder.text(&self.table_path(name), problems)
    }

    /// A table that must be there.
    pub fn required_table(&self, name: &str, problems: &mut Problems) -> Option<SourceText> {
        let path = self.table_path(name);
        if !self.folder.has(&path) {
            problems.push(self.missing_table(name));
        }
        self.folder.text(&path, problems)
    }

    /// The table of the period, which has another name in Flee 3.1.
    pub fn period(&self, problems: &mut Problems) -> Option<SourceText> {
        let old = "conflict_period.csv";
        let has = |name: &str| self.folder.has(&self.table_path(name));
        if has("sim_period.csv") || !has(old) {
            return self.required_table("sim_period.csv", problems);
        }
        let message = "the period lies in conflict_period.csv, as in Flee 3.1; it is read";
        let at = Spot::file(self.table_path(old));
        problems.push(
            codes::OTHER_LAYOUT
                .at(at, message)
                .hint("Flee 3.2 wants it to be called sim_period.csv"),
        );
        self.table(old, problems)
    }

    /// The list of counts, which must be there.
    pub fn data_layout(&self, problems: &mut Problems) -> Option<SourceText> {
        let path = self.data_path(DATA_LAYOUT);
        if !self.folder.has(&path) {
            let problem = codes::MISSING_FILE.at(Spot::file(&path), "the file is missing");
            problems.push(problem.hint(self.where_counts_may_be()));
        }
        self.folder.text(&path, problems)
    }

    /// A file of validation data.
    pub fn data(&self, name: &str, problems: &mut Problems) -> Option<SourceText> {
        self.folder.text(&self.data_path(name), problems)
    }

    /// Path of a file of validation data.
    pub fn data_path(&self, name: &str) -> String {
        join(&self.data, name)
    }

    /// Names of the files beside the validation data.
    pub fn data_names(&self) -> Vec<String> {
        self.folder.names(&self.data)
    }

    /// What lies beside the validation data.
    pub fn found_beside_data(&self) -> String {
        format!("add it, or correct the name; found there: {}", self.listed(&self.data))
    }

    /// Names of the files beside the tables.
    pub fn table_names(&self) -> Vec<String> {
        self.folder.names(&self.tables)
    }

    /// Whether a file of validation data is there.
    pub fn has_data(&self, name: &str) -> bool {
        self.folder.has(&join(&self.data, name))
    }

    /// The settings, which must be there.
    pub fn settings(&self, problems: &mut Problems) -> Option<SourceText> {
        let path = match &self.settings {
            Part::Here(path) if self.folder.has(path) => path,
            Part::Here(path) => {
                problems.push(codes::MISSING_FILE.at(Spot::file(path), "the file is missing"));
                return None;
            }
            missing => {
                let problem =
                    codes::MISSING_FILE.at(Spot::file("simsetting.yml"), "the file is missing");
                problems.push(problem.hint(self.which_settings(missing)));
                return None;
            }
        };
        if path.starts_with("../") {
            let message = "the settings are read from above the folder, which has none of its own";
            problems.push(
                codes::OTHER_LAYOUT
                    .at(Spot::file(path), message)
                    .hint("name others with --settings FILE"),
            );
        }
        self.folder.text(path, problems)
    }

    fn which_settings(&self, found: &Part) -> String {
        if let Part::Several(files) = found {
            return format!("name one of the files with --settings: {}", quoted(files, ""));
        }
        let is_yaml =
            |name: &String| find::kind(name).is_some_and(|kind| kind == "yml" || kind == "yaml");
        let others: Vec<String> = self.folder.names("").into_iter().filter(is_yaml).collect();
        let other = if others.is_empty() {
            "name a file with --settings FILE".to_owned()
        } else {
            format!(
                "name the file that holds them with --settings; found here: {}",
                quoted(&others, "")
            )
        };
        format!("an empty simsetting.yml takes every default of Flee's; or {other}")
    }

    fn missing_table(&self, name: &str) -> Problem {
        let path = self.table_path(name);
        let problem = codes::MISSING_FILE.at(Spot::file(&path), "the file is missing");
        let there = self.folder.names(&self.tables);
        if let Some(near) = nearest(name, there.iter().map(String::as_str)) {
            return problem.hint(format!("did you mean `{near}`, which is there?"));
        }
        let elsewhere = std::iter::once(String::new()).chain(find::folders(self.folder, "", 2));
        let elsewhere = elsewhere.map(|part| join(&part, name)).find(|path| self.folder.has(path));
        if let Some(found) = elsewhere {
            return problem.hint(format!("`{found}` is there: put it beside the other tables"));
        }
        if name == "closures.csv" {
            return problem.hint("if nothing is ever closed, add an empty closures.csv");
        }
        if self.is_listed.replace(true) {
            return problem;
        }
        let part = if self.tables.is_empty() { "the folder" } else { &format!("{}/", self.tables) };
        problem.hint(format!("{part} holds: {}", self.listed(&self.tables)))
    }

    fn where_counts_may_be(&self) -> String {
        let there = self.folder.names(&self.data);
        match nearest(DATA_LAYOUT, there.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`, which is there?"),
            None => format!(
                "it lists the files of counts; if they lie in another folder, name that with \
                 --data COUNTS; found here: {}",
                self.listed("")
            ),
        }
    }

    /// What lies in a part, files and folders.
    fn listed(&self, part: &str) -> String {
        let mut names: Vec<String> =
            self.folder.folders(part).into_iter().map(|name| format!("{name}/")).collect();
        let is_there = |name: &String| Some(join(part, name)) != self.named_settings;
        names.extend(self.folder.names(part).into_iter().filter(is_there));
        match names.len() {
            0 => "nothing".to_owned(),
            all if all > LISTED => {
                format!("{} and {} more", names[..LISTED].join(", "), all - LISTED)
            }
            _ => names.join(", "),
        }
    }
}

/// A model of two scales, which Haven does not couple.
fn coupled_model(table: String) -> Problem {
    let message = "this is a coupled model of Flee's, with tables numbered 0 (a country) and 1 (a part of it in \
                   detail): Haven does not couple simulations";
    let hint = "each of the two can be a folder of its own, its tables named without the number; nobody \
                then moves from one to the other";
    codes::NOT_AVAILABLE.at(Spot::file(table), message).hint(hint)
}

/// The tables of several scenarios lie in one folder.
fn several_scenarios(parts: &[String]) -> Problem {
    let whole = |part: &String| part.strip_suffix("/input_csv").unwrap_or(part).to_owned();
    let parts: Vec<String> = parts.iter().map(whole).collect();
    let message = format!("there are {} Flee folders here: {}", parts.len(), quoted(&parts, "/"));
    codes::SEVERAL_FOLDERS
        .at(Spot::file("."), message)
        .hint("name one of them in place of this folder")
}

/// Counts lie in several folders.
fn several_counts(parts: &[String]) -> Problem {
    let message = format!("{} folders hold a {DATA_LAYOUT}: {}", parts.len(), quoted(parts, "/"));
    codes::SEVERAL_FOLDERS
        .at(Spot::file("."), message)
        .hint(format!("name one of them: --data {}", parts[0]))
}

/// Names, each in quotes, followed by something.
fn quoted(names: &[String], after: &str) -> String {
    let shown: Vec<String> =
        names.iter().take(LISTED).map(|name| format!("`{name}{after}`")).collect();
    let more = names.len().saturating_sub(LISTED);
    match (shown.as_slice(), more) {
        ([all @ .., last], 0) if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        (_, 0) => shown.concat(),
        _ => format!("{} and {more} more", shown.join(", ")),
    }
}
