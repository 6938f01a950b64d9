//! Results as the text of a JSON file.

use serde::Serialize;
use serde_json::Value;

/// A result as a JSON value.
///
/// # Panics
/// Never: results have text for keys.
pub fn value<T: Serialize>(result: &T) -> Value {
    serde_json::to_value(result).expect("results have text for keys")
}

/// A result as text for people to read as well.
pub fn json<T: Serialize>(result: &T) -> String {
    format!("{:#}\n", value(result))
}
