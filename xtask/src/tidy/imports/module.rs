//! The modules of a crate, with the names that each knows and the paths that it uses.

use super::super::tree::Tree;
use super::paths::{Path, Seen, is_for_tests, uses};
use std::collections::BTreeMap;
use syn::visit::Visit;
use syn::{Item, Visibility};

/// What a name of a module stands for.
pub enum Name {
    /// An item that is defined in the module.
    Here,
    /// A module below it.
    Module(Path),
    /// Something imported, by the path that imports it.
    Import(Path),
}

/// A path in the code.
pub struct Used {
    /// As written.
    pub path: Path,
    /// Whether it only hands the item on (`pub use`): that is no import of the file.
    pub hands_on: bool,
}

/// One module, in a file of its own or within one.
pub struct Module {
    /// The file that holds it.
    pub file: String,
    /// What its names stand for; a function and a module may share one.
    pub names: BTreeMap<String, Vec<Name>>,
    /// Modules all of whose names it knows, by the paths that import them.
    pub globs: Vec<Path>,
    /// Paths that its code uses.
    pub used: Vec<Used>,
    /// Methods that its code calls.
    pub methods: Vec<String>,
}

/// Reads a root and all modules below it.
pub fn read(tree: &Tree, root: &str, into: &mut BTreeMap<Path, Module>) -> Result<(), String> {
    Reader { tree, into }.file(root, Path::new())
}

struct Reader<'a> {
    tree: &'a Tree,
    into: &'a mut BTreeMap<Path, Module>,
}

impl Reader<'_> {
    fn file(&mut self, file: &str, path: Path) -> Result<(), String> {
        let code = syn::parse_file(self.tree.text(file));
        let code = code.map_err(|error| format!("{file} is not Rust: {error}"))?;
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let folder = match name {
            "lib.rs" | "main.rs" | "mod.rs" => folder.to_owned(),
            name => format!("{folder}/{}", name.trim_end_matches(".rs")),
        };
        self.module(file, &folder, path, &code.items)
    }

    /// Notes a module, whose own modules have their files in `folder`.
    fn module(
        &mut self,
        file: &str,
        folder: &str,
        path: Path,
        items: &[Item],
    ) -> Result<(), String> {
        let mut module = Module {
            file: file.to_owned(),
            names: BTreeMap::new(),
            globs: Vec::new(),
            used: Vec::new(),
            methods: Vec::new(),
        };
        let mut seen = Seen::default();
        for item in items.iter().filter(|item| !is_for_tests(attributes(item))) {
            match item {
                Item::Use(item) => module.import(item),
                Item::Mod(item) => {
                    let name = item.ident.to_string();
                    let child = [path.as_slice(), std::slice::from_ref(&name)].concat();
                    module.know(&name, Name::Module(child.clone()));
                    let below = format!("{folder}/{name}");
                    if let Some((_, items)) = &item.content {
                        self.module(file, &below, child, items)?;
                    } else {
                        let files = [format!("{below}.rs"), format!("{below}/mod.rs")];
                        let there = files.iter().find(|file| !self.tree.text(file).is_empty());
                        there.map_or(Ok(()), |file| self.file(file, child))?;
                    }
                }
                item => {
                    if let Some(name) = defined(item) {
                        module.know(&name, Name::Here);
                    }
                    seen.visit_item(item);
                }
            }
        }
        let used = seen.paths.into_iter().map(|path| Used { path, hands_on: false });
        module.used.extend(used);
        module.methods = seen.methods;
        self.into.insert(path, module);
        Ok(())
    }
}

impl Module {
    fn know(&mut self, name: &str, stands_for: Name) {
        self.names.entry(name.to_owned()).or_default().push(stands_for);
    }

    fn import(&mut self, item: &syn::ItemUse) {
        let hands_on = !matches!(item.vis, Visibility::Inherited);
        for (path, name) in uses(item) {
            match name {
                Some(name) => self.know(&name, Name::Import(path.clone())),
                None => self.globs.push(path.clone()),
            }
            self.used.push(Used { path, hands_on });
        }
    }
}

/// The name that an item defines.
fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

fn attributes(item: &Item) -> &[syn::Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
