//! A result as one JSON document: the result as its type says, and where it is.

use crate::kept::Kept;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// A result with its place: what `--json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document<'a, T> {
    /// Folder of the result.
    folder: String,
    /// Seconds that the verb worked, without reading and writing.
    seconds: f64,
    /// What the verb says.
    #[serde(flatten)]
    result: &'a T,
}

/// A result with its place. What is no number, such as the share of nothing, is null.
///
/// # Panics
/// Never: results have text for keys.
pub fn document<T: Serialize>(result: &T, kept: &Kept<'_>) -> Value {
    let document = Document { folder: kept.folder(), seconds: kept.seconds, result };
    serde_json::to_value(document).expect("results have text for keys")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::path::Path;

    #[test]
    fn a_document_is_the_result_with_its_place_in_front() {
        let result = BTreeMap::from([("members", f64::NAN)]);
        let value = document(&result, &Kept { folder: Path::new("a"), seconds: 1.5 });
        assert_eq!(value.to_string(), r#"{"folder":"a","seconds":1.5,"members":null}"#);
    }
}
