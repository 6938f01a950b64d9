//! `cargo xtask tidy`: the house rules that a machine can keep. Each complaint proposes its cure.

mod code;
mod documents;
mod tree;

use crate::shell::Failure;
use tree::Tree;

type Rule = (&'static str, fn(&Tree) -> Vec<String>);

const RULES: [Rule; 9] = [
    ("files are short", code::files_are_short),
    ("nothing is left unfinished", code::nothing_is_left_unfinished),
    ("every Rust file says what it is about", code::every_rust_file_says_what_it_is_about),
    ("no machine is named", code::no_machine_is_named),
    ("ARCHITECTURE.md names what exists", documents::architecture_names_what_exists),
    ("links between documents hold", documents::links_hold),
    ("README.md shows its two commands", documents::readme_shows_two_commands),
    ("every problem code has a page", documents::every_problem_code_has_a_page),
    ("CHANGELOG.md lists the dependencies", documents::changelog_lists_dependencies),
];

/// Applies every rule to the files of the checkout; fails with all complaints.
pub fn run() -> Result<(), Failure> {
    let tree = Tree::read()?;
    let mut complaints = Vec::new();
    for (name, rule) in RULES {
        complaints.extend(rule(&tree).into_iter().map(|complaint| format!("{name}: {complaint}")));
    }
    if complaints.is_empty() {
        println!("{} rules hold in {} files", RULES.len(), tree.files.len());
        return Ok(());
    }
    Err(complaints.join("\n").into())
}
