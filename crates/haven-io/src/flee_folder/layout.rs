//! Where the files of a Flee folder lie.

use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use crate::sources::{Folder, SourceText};
use haven_core::problem::Spot;

/// Tables by which a Flee folder is recognised.
const TABLES: [&str; 5] =
    ["locations.csv", "routes.csv", "sim_period.csv", "conflicts.csv", "closures.csv"];

/// A Flee folder: the folder and where in it the tables, the data and the settings are.
pub(super) struct Layout<'f> {
    folder: &'f Folder,
    tables: &'static str,
    data: &'static str,
    settings: Option<String>,
}

/// Whether this looks like a Flee folder: its tables lie in `input_csv/` or in the folder itself, and
/// it is no folder of Haven's own.
pub fn is_flee_folder(folder: &Folder) -> bool {
    !folder.has("scenario.toml") && tables_in(folder).is_some()
}

fn tables_in(folder: &Folder) -> Option<&'static str> {
    let found = |part: &&str| TABLES.iter().any(|table| folder.has(&join(part, table)));
    ["input_csv", ""].into_iter().find(found)
}

fn join(part: &str, name: &str) -> String {
    if part.is_empty() { name.to_owned() } else { format!("{part}/{name}") }
}

impl<'f> Layout<'f> {
    /// Finds the parts. Settings are `simsetting.yml` unless named: in the folder, else beside the
    /// tables, else the only file `simsetting*.yml`.
    pub fn find(folder: &'f Folder, settings: Option<&str>) -> Self {
        let tables = tables_in(folder).unwrap_or("input_csv");
        let holds_data = |part: &&str| folder.has(&join(part, "data_layout.csv"));
        let data = ["source_data", "", "input_csv"].into_iter().find(holds_data);
        let settings = settings.map(str::to_owned).or_else(|| find_settings(folder, tables));
        Self { folder, tables, data: data.unwrap_or("source_data"), settings }
    }

    /// The folder.
    pub fn folder(&self) -> &'f Folder {
        self.folder
    }

    /// Path of a table.
    pub fn table_path(&self, name: &str) -> String {
        join(self.tables, name)
    }

    /// A table that may be absent.
    pub fn table(&self, name: &str, problems: &mut Problems) -> Option<SourceText> {
        self.folder.text(&self.table_path(name), problems)
    }

    /// A table that must be there.
    pub fn required_table(&self, name: &str, problems: &mut Problems) -> Option<SourceText> {
        self.required(self.tables, name, problems)
    }

    /// A file of validation data, which must be there.
    pub fn data(&self, name: &str, problems: &mut Problems) -> Option<SourceText> {
        self.required(self.data, name, problems)
    }

    /// Path of a file of validation data.
    pub fn data_path(&self, name: &str) -> String {
        join(self.data, name)
    }

    /// Names of the files beside the validation data.
    pub fn data_names(&self) -> Vec<String> {
        self.folder.names(self.data)
    }

    /// Names of the files beside the tables.
    pub fn table_names(&self) -> Vec<String> {
        self.folder.names(self.tables)
    }

    /// Whether a file of validation data is there.
    pub fn has_data(&self, name: &str) -> bool {
        self.folder.has(&join(self.data, name))
    }

    /// The settings, which must be there.
    pub fn settings(&self, problems: &mut Problems) -> Option<SourceText> {
        match &self.settings {
            Some(name) => self.required("", name, problems),
            None => self.required("", "simsetting.yml", problems),
        }
    }

    fn required(&self, part: &str, name: &str, problems: &mut Problems) -> Option<SourceText> {
        let path = join(part, name);
        if !self.folder.has(&path) {
            let there = self.folder.names(part);
            let near = nearest(name, there.iter().map(String::as_str));
            let problem = codes::MISSING_FILE.at(Spot::file(&path), "the file is missing");
            problems.push(match near {
                Some(near) => problem.hint(format!("did you mean `{near}`, which is there?")),
                None => problem,
            });
        }
        self.folder.text(&path, problems)
    }
}

fn find_settings(folder: &Folder, tables: &str) -> Option<String> {
    let usual = ["simsetting.yml".to_owned(), join(tables, "simsetting.yml")];
    if let Some(name) = usual.into_iter().find(|name| folder.has(name)) {
        return Some(name);
    }
    let is_settings = |name: &String| {
        let path = std::path::Path::new(name);
        name.starts_with("simsetting")
            && path.extension().is_some_and(|kind| kind == "yml" || kind == "yaml")
    };
    let mut found = folder.names("").into_iter().filter(is_settings);
    found.next().filter(|_| found.next().is_none())
}
