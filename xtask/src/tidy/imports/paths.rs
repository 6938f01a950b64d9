//! The paths in a piece of code: in types, expressions, patterns, `use` and the inside of macros.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItemFn, ItemUse, Macro, Meta, UseTree, Visibility};

/// A path of a module or an item: its segments.
pub type Path = Vec<String>;

/// What a walk through code has seen.
#[derive(Default)]
pub struct Seen {
    /// Paths, as written; a leading `::` is an empty segment.
    pub paths: Vec<Path>,
    /// Methods called.
    pub methods: Vec<String>,
}

impl<'ast> Visit<'ast> for Seen {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        let leading = path.leading_colon.iter().map(|_| String::new());
        let segments = path.segments.iter().map(|segment| segment.ident.to_string());
        self.paths.push(leading.chain(segments).collect());
        visit::visit_path(self, path);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.methods.push(call.method.to_string());
        visit::visit_expr_method_call(self, call);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.paths.extend(uses(item).into_iter().map(|(path, _)| path));
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.tokens(call.tokens.clone());
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        if !is_for_tests(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    /// Names in attributes are those of macros.
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    /// `pub(in path)` imports nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

impl Seen {
    /// Chains of names joined by `::` in the input of a macro, which only the macro can parse.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut chain = Path::new();
        let (mut colons, mut after_dot) = (0, false);
        for token in tokens {
            match token {
                TokenTree::Ident(name) if chain.is_empty() || colons == 2 => {
                    if !after_dot {
                        chain.push(name.to_string());
                    }
                    (colons, after_dot) = (0, false);
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' && colons < 2 => colons += 1,
                other => {
                    self.end_of_chain(&mut chain);
                    (colons, after_dot) = (0, false);
                    match other {
                        TokenTree::Ident(name) => chain.push(name.to_string()),
                        TokenTree::Group(group) => self.tokens(group.stream()),
                        TokenTree::Punct(mark) => after_dot = mark.as_char() == '.',
                        TokenTree::Literal(_) => {}
                    }
                }
            }
        }
        self.end_of_chain(&mut chain);
    }

    fn end_of_chain(&mut self, chain: &mut Path) {
        if !chain.is_empty() {
            self.paths.push(std::mem::take(chain));
        }
    }
}

/// The paths that a `use` imports, each with its name in the module; all names of a module have none.
pub fn uses(item: &ItemUse) -> Vec<(Path, Option<String>)> {
    let start = item.leading_colon.iter().map(|_| String::new()).collect();
    let mut found = Vec::new();
    branches(&item.tree, start, &mut found);
    found
}

fn branches(tree: &UseTree, mut path: Path, found: &mut Vec<(Path, Option<String>)>) {
    match tree {
        UseTree::Path(step) => {
            path.push(step.ident.to_string());
            branches(&step.tree, path, found);
        }
        UseTree::Name(name) => leaf(path, &name.ident.to_string(), None, found),
        UseTree::Rename(name) => {
            leaf(path, &name.ident.to_string(), Some(name.rename.to_string()), found);
        }
        UseTree::Glob(_) => found.push((path, None)),
        UseTree::Group(group) => {
            group.items.iter().for_each(|tree| branches(tree, path.clone(), found));
        }
    }
}

/// `a::{self}` is `a`.
fn leaf(
    mut path: Path,
    name: &str,
    rename: Option<String>,
    found: &mut Vec<(Path, Option<String>)>,
) {
    if name != "self" || path.is_empty() {
        path.push(name.to_owned());
    }
    let known_as = rename.or_else(|| path.last().cloned());
    found.push((path, known_as));
}

/// Whether code is compiled for tests only.
pub fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("cfg") => {
            let condition = list.tokens.to_string();
            let mut words = condition.split(|letter: char| !letter.is_alphanumeric());
            words.any(|word| word == "test") && !condition.contains("not")
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(code: &str) -> Vec<String> {
        let file = syn::parse_file(code).unwrap();
        let mut seen = Seen::default();
        seen.visit_file(&file);
        seen.paths.iter().map(|path| path.join("::")).collect()
    }

    #[test]
    fn paths_are_found_in_types_expressions_and_macros() {
        let code = "fn f(a: x::A) -> B { vec![super::y::g(&a.b), c.d]; z::h::<q::Q>(|_| w::v) }";
        let expected = ["x::A", "B", "super::y::g", "a", "c", "z::h", "q::Q", "w::v"];
        let mut found = paths(code);
        let mut expected = expected.map(str::to_owned).to_vec();
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_use_is_a_path_for_each_of_its_leaves() {
        let Ok(syn::Item::Use(item)) = syn::parse_str("use a::{self, b::{C as D, E}, f::*};")
        else {
            panic!("it is a use")
        };
        let found = uses(&item);
        let found: Vec<_> = found
            .iter()
            .map(|(path, name)| (path.join("::"), name.as_deref().unwrap_or("*")))
            .collect();
        let expected = [("a", "a"), ("a::b::C", "D"), ("a::b::E", "E"), ("a::f", "*")];
        assert_eq!(found, expected.map(|(path, name)| (path.to_owned(), name)));
    }

    #[test]
    fn code_for_tests_is_known_by_its_condition() {
        let item = |code: &str| syn::parse_str::<syn::ItemMod>(code).unwrap().attrs;
        assert!(is_for_tests(&item("#[cfg(test)] mod tests;")));
        assert!(is_for_tests(&item("#[cfg(all(test, feature = \"x\"))] mod tests;")));
        assert!(!is_for_tests(&item("#[cfg(feature = \"x\")] mod a;")));
    }
}
