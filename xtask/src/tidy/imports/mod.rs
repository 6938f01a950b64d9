//! What each file of a crate imports from which: the module tree is read as the compiler reads it,
//! and every path in the code is followed through re-exports to the file that defines its item.
//!
//! Code for tests is left out: tests may look anywhere.

mod arrows;
mod circles;
mod code;
mod module;
mod paths;
mod resolve;

#[cfg(test)]
pub mod planted;

pub use arrows::{Arrows, Rooms};
pub use circles::circles;
pub use code::Crate;

use super::tree::Tree;

/// Every crate of the workspace that holds code of the product.
///
/// # Errors
/// Names the file that is not Rust.
pub fn crates(tree: &Tree) -> Result<Vec<Crate>, String> {
    let manifests = tree.files.iter().filter_map(|file| file.path.strip_suffix("/Cargo.toml"));
    let mut folders: Vec<&str> = manifests.filter(|folder| folder.starts_with("crates/")).collect();
    folders.extend(["verification", "xtask"]);
    folders.into_iter().map(|folder| Crate::read(tree, folder)).collect()
}
