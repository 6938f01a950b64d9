//! Rules that keep the documents true.

use super::tree::{File, Tree};
use std::path::Path;

/// The two commands that a newcomer types first.
const FIRST_COMMANDS: [&str; 2] =
    ["cargo run --release -p haven-cli -- run first-steps", "cargo xtask test"];

/// Every path in backticks in ARCHITECTURE.md is there.
pub fn architecture_names_what_exists(tree: &Tree) -> Vec<String> {
    let text = tree.text("ARCHITECTURE.md");
    if text.is_empty() {
        return vec!["write ARCHITECTURE.md".to_owned()];
    }
    let gone = named_paths(text).filter(|path| !tree.root.join(path).exists());
    gone.map(|path| format!("`{path}` is not there; correct ARCHITECTURE.md")).collect()
}

/// Words in backticks, outside fenced blocks, that look like paths.
fn named_paths(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("```").step_by(2);
    let quoted = prose.flat_map(|part| part.split('`').skip(1).step_by(2));
    quoted.filter(|word| word.contains('/') && !word.contains([' ', '<', '*', ':']))
}

/// A link from one document to another file leads somewhere.
pub fn links_hold(tree: &Tree) -> Vec<String> {
    let broken = |file: &File| {
        let folder = tree.root.join(&file.path).parent().map(Path::to_owned).unwrap_or_default();
        let gone = links(&file.text).filter(move |link| !folder.join(link).exists());
        gone.map(|link| format!("{} links to {link}, which is not there", file.path))
            .collect::<Vec<_>>()
    };
    tree.with_ending(&["md"]).flat_map(broken).collect()
}

/// Relative targets of Markdown links, without fragments.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let paths = targets.map(|target| target.split('#').next().unwrap_or_default());
    paths.filter(|path| !path.is_empty() && !path.contains(':'))
}

/// The README shows the commands that its readers need first.
pub fn readme_shows_two_commands(tree: &Tree) -> Vec<String> {
    let readme = tree.text("README.md");
    let shown = |command: &&str| readme.lines().any(|line| *line.trim() == **command);
    let missing = FIRST_COMMANDS.iter().filter(|command| !shown(command));
    missing.map(|command| format!("show `{command}` on a line of its own")).collect()
}

/// Every code in the registry of problems has a page of its own.
pub fn every_problem_code_has_a_page(tree: &Tree) -> Vec<String> {
    let codes = registered_codes(tree.text("crates/haven-io/src/codes.rs"));
    let pages = codes.map(|code| format!("docs/problems/{code}.md"));
    let missing = pages.filter(|page| tree.text(page).is_empty());
    missing.map(|page| format!("write {page}: what it means, an example, what to do")).collect()
}

/// Codes in rows such as `NAME = Error "the-code", "What it means.";`.
fn registered_codes(text: &str) -> impl Iterator<Item = &str> {
    let code = |line| {
        let (_, rest): (&str, &str) =
            str::split_once(line, "= Error \"").or(line.split_once("= Warning \""))?;
        rest.split('"').next()
    };
    text.lines().filter_map(code)
}

/// Every library that we depend on is a line of the changelog, with its licence and its reason.
pub fn changelog_lists_dependencies(tree: &Tree) -> Vec<String> {
    let manifest = tree.text("Cargo.toml");
    let changelog = tree.text("CHANGELOG.md");
    let missing = dependencies(manifest).filter(|name| !changelog.contains(&format!("`{name}`")));
    missing.map(|name| format!("add a line for `{name}`: licence and reason")).collect()
}

/// Names under `[workspace.dependencies]` but our own.
fn dependencies(manifest: &str) -> impl Iterator<Item = &str> {
    let after = manifest.split("[workspace.dependencies]").nth(1).unwrap_or_default();
    let section = after.split("\n[").next().unwrap_or_default();
    let rows = section.lines().filter(|line| !line.contains("path =") && !line.starts_with('#'));
    rows.filter_map(|line| Some(line.split_once('=')?.0.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_the_quoted_words_with_a_slash_outside_blocks() {
        let text = "see `a/b.rs`, `word`, `x::y/z`\n```text\n`c/d`\n```\nand `e/`";
        assert_eq!(named_paths(text).collect::<Vec<_>>(), ["a/b.rs", "e/"]);
    }

    #[test]
    fn links_are_followed_without_fragments_and_not_to_other_sites() {
        let text = "[a](b.md#part) [c](#here) [d](https://example.org) [e](f/)";
        assert_eq!(links(text).collect::<Vec<_>>(), ["b.md", "f/"]);
    }

    #[test]
    fn codes_are_read_from_the_registry() {
        let text = "    A = Error \"a-b\", \"Is wrong.\";\n    C = Warning \"c\", \"x\";\n    code: $code,";
        assert_eq!(registered_codes(text).collect::<Vec<_>>(), ["a-b", "c"]);
    }

    #[test]
    fn dependencies_are_those_of_the_workspace_but_our_own() {
        let manifest =
            "[workspace.dependencies]\nhaven = { path = \"x\" }\ncsv = \"1\"\n\n[profile]\na = 1";
        assert_eq!(dependencies(manifest).collect::<Vec<_>>(), ["csv"]);
    }
}
