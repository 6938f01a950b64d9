//! Tables in the folder that are not read.

use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use crate::sources::Folder;
use haven_core::problem::{Problem, Spot};

/// Files that programs make of a table: their ends, and what to do.
const KINDS: [(&str, &str); 6] = [
    (".csv.txt", "take `.txt` off its name: some systems hide it"),
    (".txt", "call it"),
    (".tsv", "save it, with commas between cells, as"),
    (".xlsx", "save its table as CSV, as"),
    (".xls", "save its table as CSV, as"),
    (".ods", "save its table as CSV, as"),
];

/// What to say of a file that has the name of a table but is of another kind.
fn other_kind(lower: &str, read: &[&str], at: &Spot) -> Option<Problem> {
    let (table, advice) = KINDS.iter().find_map(|(end, advice)| {
        let table = format!("{}.csv", lower.strip_suffix(end)?);
        read.contains(&table.as_str()).then_some((table, *advice))
    })?;
    let message = format!("this file is not read; the table is called `{table}`");
    let hint = match advice.contains("take") {
        true => advice.to_owned(),
        false => format!("{advice} `{table}`"),
    };
    Some(codes::UNKNOWN_FILE.at(at.clone(), message).hint(hint))
}

/// Reports every table that is not read, so that none is ignored in silence.
pub fn report(folder: &Folder, read: &[&str], unused: &[&str], problems: &mut Problems) {
    for name in folder.names("") {
        let at = Spot::file(name.clone());
        let lower = name.to_lowercase();
        if let Some(problem) = other_kind(&lower, read, &at) {
            problems.push(problem);
            continue;
        }
        if read.contains(&name.as_str())
            || lower.rsplit_once('.').is_none_or(|(_, kind)| kind != "csv")
        {
            continue;
        }
        if unused.contains(&name.as_str()) {
            let message = "this table is not used by this version of Haven";
            problems.push(codes::UNUSED_TABLE.at(at, message));
            continue;
        }
        let message = "this file is not a table of the format; it is not read";
        let problem = codes::UNKNOWN_FILE.at(at, message);
        problems.push(match nearest(&lower, read.iter().chain(unused).copied()) {
            Some(close) => problem.hint(format!("did you mean {close}?")),
            None => problem.hint("move it out of the folder if it is not needed"),
        });
    }
}
