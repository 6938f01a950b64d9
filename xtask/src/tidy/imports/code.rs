//! The code of a crate, as modules.

use super::super::tree::Tree;
use super::module::{self, Module};
use super::paths::Path;
use std::collections::BTreeMap;

/// The code of one crate, as modules.
pub struct Crate {
    /// Its folder, such as `crates/haven-core`.
    pub folder: String,
    /// Modules by path; the root has the empty one.
    pub modules: BTreeMap<Path, Module>,
}

impl Crate {
    /// Reads the crate in a folder from its `lib.rs` or, if it has none, its `main.rs`.
    ///
    /// # Errors
    /// Names the file that is not Rust.
    pub fn read(tree: &Tree, folder: &str) -> Result<Self, String> {
        let roots = ["lib.rs", "main.rs"].map(|name| format!("{folder}/src/{name}"));
        let root = roots.iter().find(|root| !tree.text(root).is_empty());
        let mut modules = BTreeMap::new();
        if let Some(root) = root {
            module::read(tree, root, &mut modules)?;
        }
        Ok(Self { folder: folder.to_owned(), modules })
    }

    /// The last part of its folder: its name.
    pub fn name(&self) -> &str {
        self.folder.rsplit('/').next().unwrap_or_default()
    }

    /// Its files, each with the path of its module.
    pub fn files(&self) -> BTreeMap<&str, &Path> {
        let mut files = BTreeMap::new();
        for (path, module) in &self.modules {
            files.entry(module.file.as_str()).or_insert(path);
        }
        files
    }

    /// Modules with files below them: folder, own file, names of the modules below.
    pub fn folders(&self) -> Vec<(String, &str, Vec<String>)> {
        let mut folders: BTreeMap<&[String], Vec<String>> = BTreeMap::new();
        for path in self.files().into_values() {
            if let Some((name, above)) = path.split_last() {
                folders.entry(above).or_default().push(name.clone());
            }
        }
        let own = |above: &[String]| self.modules[above].file.as_str();
        folders.into_iter().map(|(at, names)| (self.folder_of(at), own(at), names)).collect()
    }

    /// The folder of the files below a module.
    pub fn folder_of(&self, module: &[String]) -> String {
        [&[self.folder.clone(), "src".to_owned()], module].concat().join("/")
    }

    /// Methods that are called, each with the file that calls it.
    pub fn methods(&self) -> impl Iterator<Item = (&str, &str)> {
        self.modules.values().flat_map(|module| {
            module.methods.iter().map(|name| (module.file.as_str(), name.as_str()))
        })
    }
}
