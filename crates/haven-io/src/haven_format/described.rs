//! A parameter that is described, `{ value = .., unit = .., source = .. }`, as both kinds have it.

use super::toml_table::TomlTable;
use crate::codes;
use crate::problems::Problems;

/// Reports a unit that is not the declared one. `key`: the parameter.
pub fn check_unit(key: &str, unit: &str, inner: &TomlTable<'_>, problems: &mut Problems) {
    let (Some(found), Some(value)) = (inner.text_of("unit", problems), inner.value("unit")) else {
        return;
    };
    if found != unit {
        let message = format!("`{key}` is in \"{unit}\", not in \"{found}\"");
        let at = inner.spot(&value.span());
        problems
            .push(codes::WRONG_UNIT.at(at, message).hint("convert the value, or drop the unit"));
    }
}
