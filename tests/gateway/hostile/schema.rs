//! What a hostile client knows: the schema, as the server shows it.

use std::collections::HashMap;

use acm_tests::TestServer;
use serde_json::{Value, json};

const QUERY: &str = "{ __schema {
    queryType { name } mutationType { name } subscriptionType { name }
    types { kind name
        fields { name args { name type { ...T } } type { ...T } }
        inputFields { name type { ...T } } enumValues { name } } } }
    fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }";

/// The schema's types by name.
pub(crate) struct Schema {
    pub(crate) types: HashMap<String, Value>,
}

/// A field at a root, and the word before its selection.
pub(crate) struct Root<'a> {
    pub(crate) word: &'static str,
    pub(crate) field: &'a Value,
}

impl Schema {
    pub(crate) async fn of(server: &TestServer) -> Self {
        let mut data = server.data(QUERY, json!({})).await;
        let types = data["__schema"]["types"].take();
        let named = |one: Value| (text(&one, "name").to_owned(), one);
        Self {
            types: types
                .as_array()
                .unwrap()
                .iter()
                .cloned()
                .map(named)
                .collect(),
        }
    }

    /// Queries and mutations.
    pub(crate) fn roots(&self) -> Vec<Root<'_>> {
        let of = |word, name| self.roots_of(word, name);
        let mut roots: Vec<_> = of("query", "Query")
            .chain(of("mutation", "Mutation"))
            .collect();
        roots.sort_by_key(|root| text(root.field, "name").to_owned());
        roots
    }

    /// Subscriptions.
    pub(crate) fn feeds(&self) -> Vec<Root<'_>> {
        self.roots_of("subscription", "Subscription").collect()
    }

    fn roots_of(&self, word: &'static str, name: &str) -> impl Iterator<Item = Root<'_>> {
        let fields = list(&self.types[name], "fields").iter();
        fields.map(move |field| Root { word, field })
    }

    pub(crate) fn named(&self, kind: &Value) -> &Value {
        let mut kind = kind;
        while kind["ofType"].is_object() {
            kind = &kind["ofType"];
        }
        self.types.get(text(kind, "name")).unwrap_or(&Value::Null)
    }

    /// A selection of what may be selected of a type: all fields without arguments, to a depth.
    pub(crate) fn selection(&self, kind: &Value, depth: usize) -> String {
        let fields = list(self.named(kind), "fields");
        if fields.is_empty() {
            return String::new();
        }
        let plain = fields.iter().filter(|field| list(field, "args").is_empty());
        let inner = plain.filter_map(|field| {
            let below = &field["type"];
            if list(self.named(below), "fields").is_empty() {
                Some(text(field, "name").to_owned())
            } else if depth > 0 {
                let selection = self.selection(below, depth - 1);
                Some(format!("{}{selection}", text(field, "name")))
            } else {
                None
            }
        });
        format!(" {{ __typename {} }}", inner.collect::<Vec<_>>().join(" "))
    }
}

/// A text member.
pub(crate) fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_default()
}

/// A list member; nothing for null.
pub(crate) fn list<'a>(value: &'a Value, member: &str) -> &'a [Value] {
    value[member].as_array().map_or(&[], Vec::as_slice)
}

/// A type as it is written in a document.
pub(crate) fn written(kind: &Value) -> String {
    match text(kind, "kind") {
        "NON_NULL" => format!("{}!", written(&kind["ofType"])),
        "LIST" => format!("[{}]", written(&kind["ofType"])),
        _ => text(kind, "name").to_owned(),
    }
}

/// Whether a value must be given.
pub(crate) fn required(argument: &Value) -> bool {
    text(&argument["type"], "kind") == "NON_NULL"
}
