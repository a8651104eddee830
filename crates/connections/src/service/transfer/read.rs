//! Reading a document somebody wants to import. What is wrong with an entry is kept beside it, all
//! of it at once; only what makes the whole document unreadable refuses it.

use acm_core::limits::MAX_CONNECTIONS;
use serde_json::{Map, Value};

use super::{
    super::{Change, ProfileChange, ReachChange, Secret, TlsChange},
    document::{FORMAT, VERSION},
};
use crate::Error;

/// Bytes a document may have.
pub(crate) const MAX_DOCUMENT: usize = 2 * 1024 * 1024;
/// What the document is called in errors.
const DOCUMENT: &str = "input.document";
/// Errors kept of one entry.
const MAX_ERRORS: usize = 20;

/// What is wrong at one place of a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FieldError {
    /// The place, such as `connections.3.hosts.0`.
    pub field: String,
    /// What is wrong, in words.
    pub reason: String,
}

/// One connection of a document.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its name, as far as there is one.
    pub(crate) name: Option<String>,
    /// What it asks for, or all that is wrong with it.
    pub(crate) change: Result<ProfileChange, Vec<FieldError>>,
}

/// Reads a document.
///
/// # Errors
/// `Invalid` when it is none.
pub(crate) fn read(text: &str) -> Result<Vec<Entry>, Error> {
    let refuse = |reason: String| Err(Error::invalid(DOCUMENT, reason));
    if text.len() > MAX_DOCUMENT {
        return refuse(format!("a document has {MAX_DOCUMENT} bytes at most"));
    }
    let document: Value = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            return refuse(format!("this is not JSON: line {line}, column {column}"));
        }
    };
    let Value::Object(mut document) = document else {
        return refuse("this is not a JSON object".to_owned());
    };
    match (document.remove("format"), document.remove("version")) {
        (Some(Value::String(format)), Some(Value::Number(version))) if format == FORMAT => {
            if version.as_u64() != Some(VERSION) {
                return refuse(format!("version {version} is not known to this release"));
            }
        }
        _ => {
            return refuse(format!(
                "this is no export of connections: expected \"format\": \"{FORMAT}\" and \"version\": {VERSION}"
            ));
        }
    }
    document.remove("exportedAt");
    let entries = document.remove("connections");
    if let Some(unknown) = document.keys().next() {
        return refuse(format!("{}: this field is not known", shown(unknown)));
    }
    let Some(Value::Array(entries)) = entries else {
        return refuse("connections: expected a list".to_owned());
    };
    if entries.is_empty() || entries.len() > MAX_CONNECTIONS {
        return refuse(format!("connections: expected 1 to {MAX_CONNECTIONS}"));
    }
    Ok(entries
        .into_iter()
        .enumerate()
        .map(|(place, value)| entry(place, value))
        .collect())
}

fn entry(place: usize, value: Value) -> Entry {
    let path = format!("connections.{place}");
    let Value::Object(fields) = value else {
        let error = FieldError {
            field: path,
            reason: "expected an object".to_owned(),
        };
        return Entry {
            name: None,
            change: Err(vec![error]),
        };
    };
    let mut errors = Vec::new();
    let mut fields = Fields {
        path,
        fields,
        errors: &mut errors,
    };
    let name = fields.text("name");
    let change = ProfileChange {
        name: name.clone().map_or(Change::Unset, Change::Set),
        reach: ReachChange {
            hosts: fields.list("hosts").map_or(Change::Unset, Change::Set),
            cluster_name: unset(fields.text("clusterName")),
            username: unset(fields.text("username")),
            password: fields.secret("password"),
            tls: fields.tls(),
        },
        color: unset(fields.color()),
        labels: unset(fields.labels()),
        note: unset(fields.text("note")),
        keeps_history: unset(fields.flag("keepsHistory")),
    };
    fields.end();
    errors.truncate(MAX_ERRORS);
    let change = if errors.is_empty() {
        Ok(change)
    } else {
        Err(errors)
    };
    Entry { name, change }
}

/// What a document leaves out is empty; only secrets that are left out are kept.
fn unset<T>(value: Option<T>) -> Change<T> {
    value.map_or(Change::Unset, Change::Set)
}

/// The fields of one object, taken one by one; what is left at the end should not be there.
struct Fields<'a> {
    path: String,
    fields: Map<String, Value>,
    errors: &'a mut Vec<FieldError>,
}

impl Fields<'_> {
    fn wrong(&mut self, name: &str, reason: &str) {
        self.errors.push(FieldError {
            field: format!("{}.{}", self.path, shown(name)),
            reason: reason.to_owned(),
        });
    }

    /// The field, unless it is left out or null.
    fn take(&mut self, name: &str) -> Option<Value> {
        self.fields.remove(name).filter(|value| !value.is_null())
    }

    fn text(&mut self, name: &str) -> Option<String> {
        match self.take(name)? {
            Value::String(text) => Some(text),
            _ => {
                self.wrong(name, "expected a text");
                None
            }
        }
    }

    fn flag(&mut self, name: &str) -> Option<bool> {
        match self.take(name)? {
            Value::Bool(flag) => Some(flag),
            _ => {
                self.wrong(name, "expected true or false");
                None
            }
        }
    }

    /// A secret: left out it is kept, null empties it.
    fn secret(&mut self, name: &str) -> Change<Secret> {
        if self.fields.get(name).is_none() {
            return Change::Keep;
        }
        unset(self.text(name).map(Secret::new))
    }

    fn list(&mut self, name: &str) -> Option<Vec<String>> {
        let Value::Array(items) = self.take(name)? else {
            self.wrong(name, "expected a list of texts");
            return None;
        };
        let mut texts = Vec::with_capacity(items.len());
        for (place, item) in items.into_iter().enumerate() {
            match item {
                Value::String(text) => texts.push(text),
                _ => self.wrong(&format!("{name}.{place}"), "expected a text"),
            }
        }
        Some(texts)
    }

    fn labels(&mut self) -> Option<Vec<(String, String)>> {
        let Value::Object(items) = self.take("labels")? else {
            self.wrong("labels", "expected an object of texts");
            return None;
        };
        let mut labels = Vec::with_capacity(items.len());
        for (key, value) in items {
            match value {
                Value::String(text) => labels.push((key, text)),
                _ => self.wrong(&format!("labels.{}", shown(&key)), "expected a text"),
            }
        }
        Some(labels)
    }

    fn color(&mut self) -> Option<String> {
        let color = self.text("color")?;
        let digits = color.strip_prefix('#').unwrap_or_default();
        if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Some(color);
        }
        self.wrong("color", "expected # and six hexadecimal digits");
        None
    }

    fn tls(&mut self) -> Change<TlsChange> {
        let value = match self.take("tls") {
            None => return Change::Unset,
            Some(Value::Object(fields)) => fields,
            Some(_) => {
                self.wrong("tls", "expected an object");
                return Change::Unset;
            }
        };
        let mut fields = Fields {
            path: format!("{}.tls", self.path),
            fields: value,
            errors: self.errors,
        };
        let change = TlsChange {
            enabled: fields.flag("enabled").unwrap_or_default(),
            server_name: unset(fields.text("serverName")),
            ca: unset(fields.text("caPem")),
            client_certificate: unset(fields.text("clientCertificatePem")),
            client_key: fields.secret("clientKeyPem"),
        };
        fields.end();
        Change::Set(change)
    }

    fn end(&mut self) {
        let unknown: Vec<String> = self.fields.keys().take(MAX_ERRORS).cloned().collect();
        for name in unknown {
            self.wrong(&name, "this field is not known");
        }
    }
}

/// A key of the document as part of a path: bounded, whatever it holds.
fn shown(key: &str) -> String {
    key.chars().take(64).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn document(entry: Value) -> String {
        json!({ "format": FORMAT, "version": 1, "connections": [entry] }).to_string()
    }

    fn errors(value: Value) -> Vec<String> {
        let entries = read(&document(value)).unwrap();
        let errors = entries.into_iter().next().unwrap().change.unwrap_err();
        errors.into_iter().map(|error| error.field).collect()
    }

    fn refused(text: &str) -> String {
        match read(text) {
            Err(Error::Invalid { field, reason }) => {
                assert_eq!(field, DOCUMENT);
                reason
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_no_document_is_refused_with_its_reason() {
        let of = |value: Value| refused(&value.to_string());
        let head = |connections: Value| json!({ "format": FORMAT, "version": 1, "connections": connections });
        assert_eq!(refused("{\n  nope"), "this is not JSON: line 2, column 3");
        assert!(of(json!([])).contains("JSON object"));
        assert!(of(json!({ "connections": [] })).contains("no export"));
        assert!(of(json!({ "format": FORMAT, "version": 2 })).contains("version 2"));
        assert!(of(head(json!([]))).contains("1 to 500"));
        assert!(of(head(json!(vec![json!({}); 501]))).contains("1 to 500"));
        assert!(of(head(json!({}))).contains("expected a list"));
        let unknown = json!({ "format": FORMAT, "version": 1, "connections": [{}], "more": 1 });
        assert!(of(unknown).starts_with("more:"));
        assert!(refused(&" ".repeat(MAX_DOCUMENT + 1)).contains("bytes at most"));
    }

    #[test]
    fn everything_wrong_with_an_entry_is_told_by_its_place() {
        let entry = json!({
            "name": 7, "hosts": ["a", 5], "pasword": "x", "labels": { "env": 1 }, "color": "red",
            "keepsHistory": "yes", "tls": { "enabled": 1, "ca": "x" },
        });
        let mut found = errors(entry);
        found.sort_unstable();
        let expected = [
            "connections.0.color",
            "connections.0.hosts.1",
            "connections.0.keepsHistory",
            "connections.0.labels.env",
            "connections.0.name",
            "connections.0.pasword",
            "connections.0.tls.ca",
            "connections.0.tls.enabled",
        ];
        assert_eq!(found, expected);
        assert_eq!(errors(json!("text")), ["connections.0"]);
    }

    #[test]
    fn a_secret_left_out_is_kept_and_null_empties_it() {
        let password = |value: Value| {
            let entry = read(&document(value)).unwrap().remove(0);
            entry.change.unwrap().reach.password
        };
        assert_eq!(password(json!({ "name": "a" })), Change::Keep);
        assert_eq!(password(json!({ "password": null })), Change::Unset);
        let set = Change::Set(Secret::new("p".into()));
        assert_eq!(password(json!({ "password": "p" })), set);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_never_panics(text in "[\\[\\]{}:,\"a-z0-9 ]{0,60}") {
            let _ = read(&text);
        }
    }
}
