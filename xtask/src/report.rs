//! `VERIFICATION.md`: one dated section a comparison; the others stay when one is made again.

use crate::shell::{self, Failure};
use std::fs;

const HEAD: &str = "# Verification: figures\n\n\
    Written by `cargo xtask verify`; what is compared and how to read it: [docs/verification.md](docs/verification.md).\n";

/// Puts a section in the place of the one with the same title, or at the end.
pub fn replace(title: &str, text: &str) -> Result<(), Failure> {
    let path = shell::root().join("VERIFICATION.md");
    let old = fs::read_to_string(&path).unwrap_or_else(|_| HEAD.to_owned());
    Ok(fs::write(path, replaced(&old, title, text.trim()))?)
}

fn replaced(old: &str, title: &str, body: &str) -> String {
    let mut sections = old.split("\n## ");
    let head = sections.next().unwrap_or_default().trim_end().to_owned();
    let mut rest: Vec<String> = sections.map(|section| section.trim_end().to_owned()).collect();
    let new = format!("{title}\n\n{body}");
    let same = |section: &String| section.lines().next() == Some(title);
    match rest.iter().position(same) {
        Some(index) => rest[index] = new,
        None => rest.push(new),
    }
    let mut all = vec![head];
    all.append(&mut rest);
    all.join(
        "

## ",
    ) + "
"
}

/// The date, the commit and the machine's size: the first line of a section.
pub fn made_on() -> Result<String, Failure> {
    let date = jiff::Timestamp::now().strftime("%Y-%m-%d");
    let commit = shell::output(shell::program("git").args(["rev-parse", "--short", "HEAD"]))?;
    let cores = std::thread::available_parallelism()?;
    Ok(format!("Made on {date} at commit {}, on {cores} cores.", commit.trim()))
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn a_section_made_again_takes_its_place_and_the_others_stay() {
        let old = "# Head\n\n## One\n\na\n\n## Two\n\nb\n";
        assert_eq!(replaced(old, "One", "c"), "# Head\n\n## One\n\nc\n\n## Two\n\nb\n");
        assert_eq!(replaced(old, "Three", "c"), format!("{old}\n## Three\n\nc\n"));
    }
}
