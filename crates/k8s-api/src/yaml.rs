//! YAML as people write it, read within bounds.

use serde_json::Value;

/// Bytes in a text that is read: more than an API server keeps of an object.
pub const MAX_BYTES: usize = 1_536 * 1024;
/// Levels of nesting in it.
const MAX_DEPTH: usize = 64;
/// Values in it, those that aliases repeat included.
const MAX_NODES: usize = 100_000;
/// Aliases in it.
const MAX_ALIASES: usize = 1_000;

/// Why a text cannot be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{reason}")]
pub struct Unreadable {
    /// Why, for people.
    pub reason: String,
    /// The line, from 1 on, where that is known.
    pub line: Option<u64>,
    /// The column, from 1 on, where that is known.
    pub column: Option<u64>,
}

/// Reads one document. Aliases are followed and YAML's old words for true and false are texts, as
/// Kubernetes takes them; a key may stand once.
///
/// # Errors
/// What is no YAML, is more than one document, or grows beyond bounds.
pub fn read(text: &str) -> Result<Value, Unreadable> {
    if text.len() > MAX_BYTES {
        let reason = format!("the text is longer than {MAX_BYTES} bytes");
        return Err(Unreadable {
            reason,
            line: None,
            column: None,
        });
    }
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: MAX_DEPTH,
            max_nodes: MAX_NODES,
            max_aliases: MAX_ALIASES,
            max_documents: 1,
            max_total_scalar_bytes: MAX_BYTES,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: MAX_NODES,
        },
        strict_booleans: true,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let error = error.without_snippet();
        let location = error.location();
        Unreadable {
            reason: error.to_string(),
            line: location.map(|at| at.line()),
            column: location.map(|at| at.column()),
        }
    })
}

/// Writes a document.
///
/// # Errors
/// Never for JSON; the writer's own.
pub fn write(value: &Value) -> Result<String, serde_saphyr::ser::Error> {
    serde_saphyr::to_string(value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let object = json!({
            "spec": {
                "size": 3, "image": "aerospike:ce-8.1.1.1", "share": "25%", "on": "yes", "empty": {}, "none": null,
                "list": [1, "1", 1.5, true, "true", "null", "0755", "1_000", "~", "2026-01-01", "a: b", "multi\nline\n"],
            },
        });
        assert_eq!(read(&write(&object).unwrap()).unwrap(), object);
    }

    #[test]
    fn a_text_says_where_it_stops_to_be_yaml() {
        let unreadable = read("spec:\n  size: 3\n  size: 4\n").unwrap_err();
        assert_eq!(unreadable.line, Some(3), "{unreadable:?}");
        assert!(read("a: [1, 2").is_err());
    }

    #[test]
    fn one_document_is_read() {
        assert!(read("a: 1\n---\nb: 2\n").is_err());
    }

    #[test]
    fn a_text_that_grows_is_refused() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..9 {
            let before = format!("*a{}", level - 1);
            bomb += &format!(
                "a{level}: &a{level} [{}]\n",
                [before.as_str(); 10].join(", ")
            );
        }
        read(&bomb).unwrap_err();
        read(&"[".repeat(10_000)).unwrap_err();
        read(&"- x\n".repeat(MAX_NODES + 1)).unwrap_err();
        read(&"x".repeat(MAX_BYTES + 1)).unwrap_err();
    }
}
