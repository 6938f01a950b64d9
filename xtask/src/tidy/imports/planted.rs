//! Small crates for tests.

use super::super::tree::{File, Tree};
use super::code::Crate;

/// A tree with one crate under `crates/`, whose files are named from its `src/`.
pub fn tree(name: &str, files: &[(&str, &str)]) -> Tree {
    let file = |(path, text): &(&str, &str)| File {
        path: format!("crates/{name}/src/{path}"),
        text: (*text).to_owned(),
    };
    let manifest =
        File { path: format!("crates/{name}/Cargo.toml"), text: "[dependencies]".to_owned() };
    let files = files.iter().map(file).chain([manifest]).collect();
    Tree { root: "".into(), files }
}

/// The same crate, read.
pub fn one_crate(name: &str, files: &[(&str, &str)]) -> Crate {
    Crate::read(&tree(name, files), &format!("crates/{name}")).unwrap()
}
