//! Tables in the folder that are not read.

use crate::codes;
use crate::nearest::nearest;
use crate::problems::Problems;
use crate::sources::Folder;
use haven_core::problem::Spot;

/// Reports every table that is not read, so that none is ignored in silence.
pub fn report(folder: &Folder, read: &[&str], unused: &[&str], problems: &mut Problems) {
    for name in folder.names("") {
        let at = Spot::file(name.clone());
        let lower = name.to_lowercase();
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
