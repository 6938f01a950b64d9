//! Files of a folder by name: the settings, and tables that are read if they are there.

use super::columns::{Columns, Table};
use crate::codes;
use crate::problems::Problems;
use crate::sources::Folder;
use haven_core::problem::Spot;

/// The file by which a folder of Haven's is recognised.
pub const SETTINGS: &str = "scenario.toml";

/// What is read from a table, if the table is there and has the columns that it needs.
pub fn table<T>(
    folder: &Folder,
    name: &str,
    columns: Columns,
    problems: &mut Problems,
    read: impl FnOnce(&Table<'_>, &mut Problems) -> T,
) -> Option<T> {
    let source = folder.text(name, problems)?;
    let table = Table::read(&source, columns, problems)?;
    Some(read(&table, problems))
}

/// Reports that a file is missing. `what`: what it has.
pub fn missing<T>(name: &str, what: &str, problems: &mut Problems) -> Option<T> {
    let message = format!("the file is missing; it has {what}");
    let hint = "docs/scenario-format.md describes every file of a scenario";
    problems.push(codes::MISSING_FILE.at(Spot::file(name), message).hint(hint));
    None
}
