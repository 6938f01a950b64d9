//! `cargo xtask tidy`: the house rules that a machine can keep. Each complaint proposes its cure.

mod circles;
mod code;
mod direction;
mod documents;
mod imports;
mod purity;
mod tree;

use crate::shell::Failure;
use imports::Crate;
use tree::Tree;

type Rule = (&'static str, fn(&Tree) -> Vec<String>);

/// A rule about what files import.
type ImportRule = (&'static str, fn(&Tree, &[Crate]) -> Vec<String>);

const IMPORT_RULES: [ImportRule; 3] = [
    ("imports have no circles", |_, crates| circles::imports_have_no_circles(crates)),
    ("rooms know only those below", direction::rooms_know_only_those_below),
    ("pure crates have no outside", |_, crates| purity::pure_crates_have_no_outside(crates)),
];

const RULES: [Rule; 10] = [
    ("crates know only those below", direction::crates_know_only_those_below),
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
    let crates = imports::crates(&tree)?;
    for (name, rule) in IMPORT_RULES {
        let found = rule(&tree, &crates);
        complaints.extend(found.into_iter().map(|complaint| format!("{name}: {complaint}")));
    }
    if complaints.is_empty() {
        let rules = RULES.len() + IMPORT_RULES.len();
        println!("{rules} rules hold in {} files", tree.files.len());
        return Ok(());
    }
    Err(complaints.join("\n").into())
}

/// Prints the circles of one crate, or of all, with what each arrow in them carries.
pub fn circles(name: Option<&str>) -> Result<(), Failure> {
    let crates = imports::crates(&Tree::read()?)?;
    println!("{}", circles::picture(&crates, name));
    Ok(())
}
