//! Predicates as conditions of the schema: of an index where one serves, of a filter otherwise.

use acm_aql::ast::{Collection, Literal, Matching, Predicate, PredicateKind, Target};
use acm_core::ApiError;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::service::value::{base64, bin_value};

/// An index of the cluster, as far as choosing one needs to know it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownIndex {
    pub(crate) namespace: String,
    pub(crate) set: Option<String>,
    pub(crate) bin: Option<String>,
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    pub(crate) collection: Option<String>,
    pub(crate) context: Option<Value>,
    pub(crate) state: String,
}

/// What a query narrows down by.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    pub(super) index: Option<Value>,
    pub(super) filter: Option<Value>,
    /// What to tell about how records are found.
    pub(super) note: Option<String>,
}

/// The conditions of predicates: the first that an index serves asks that, the others filter.
///
/// # Errors
/// `BAD_USER_INPUT` for what only an index can answer and none does.
pub(super) fn conditions(
    matching: &Matching,
    target: &Target,
    indexes: &[KnownIndex],
) -> Result<Conditions, ApiError> {
    let within = |place: usize| matching.collection.filter(|_| place == 0);
    let predicates = &matching.predicates;
    let served = (predicates.iter().enumerate()).position(|(place, predicate)| {
        indexes
            .iter()
            .any(|index| index.serves(target, predicate, within(place)))
    });
    let mut filters = Vec::new();
    for (place, predicate) in predicates.iter().enumerate() {
        if Some(place) != served {
            filters.push(filter(predicate, within(place))?);
        }
    }
    let index = served.map(|place| asked(&predicates[place], within(place)));
    let filter = match filters.len() {
        0 => None,
        1 => filters.pop(),
        _ => Some(json!({ "and": filters })),
    };
    let note = index.is_none().then(|| {
        let bin = &predicates[0].bin.node;
        format!("No index of {bin} is ready: every record is looked at.")
    });
    Ok(Conditions {
        index,
        filter,
        note,
    })
}

impl KnownIndex {
    /// Whether it answers a predicate.
    fn serves(
        &self,
        target: &Target,
        predicate: &Predicate,
        collection: Option<Collection>,
    ) -> bool {
        let set = target.set.as_ref().map(|set| &set.node);
        self.state == "READY"
            && self.context.is_none()
            && self.namespace == target.namespace.node
            && (self.set.is_none() || self.set.as_ref() == set)
            && self.bin.as_ref() == Some(&predicate.bin.node)
            && self.kind.as_deref() == Some(indexed_type(predicate))
            && self.collection.as_deref() == Some(collection.map_or("NONE", Collection::text))
    }
}

fn indexed_type(predicate: &Predicate) -> &'static str {
    match &predicate.kind {
        PredicateKind::Equals(value) => match value.node {
            Literal::Text(_) => "STRING",
            Literal::Bytes(_) => "BLOB",
            _ => "INTEGER",
        },
        PredicateKind::Between(..) => "INTEGER",
        PredicateKind::Contains(_) | PredicateKind::Within(_) => "GEO2DSPHERE",
    }
}

/// What an index is asked for.
fn asked(predicate: &Predicate, collection: Option<Collection>) -> Value {
    let is = match &predicate.kind {
        PredicateKind::Equals(value) => match &value.node {
            Literal::Text(text) => json!({ "string": text }),
            Literal::Bytes(bytes) => json!({ "bytes": base64(bytes) }),
            Literal::Int(number) => json!({ "int": number.to_string() }),
            _ => Value::Null,
        },
        PredicateKind::Between(low, high) => {
            json!({ "intRange": { "from": low.node.to_string(), "to": high.node.to_string() } })
        }
        PredicateKind::Contains(point) => json!({ "containing": point.node }),
        PredicateKind::Within(region) => json!({ "within": region.node }),
    };
    let mut asked = json!({ "bin": predicate.bin.node, "is": is });
    if let Some(collection) = collection {
        asked["collection"] = collection.text().into();
    }
    asked
}

/// What holds of a record's bin.
fn filter(predicate: &Predicate, collection: Option<Collection>) -> Result<Value, ApiError> {
    let is = match (collection, &predicate.kind) {
        (None, PredicateKind::Equals(value)) => match &value.node {
            Literal::Text(text) => json!({ "string": { "eq": text } }),
            Literal::Bytes(bytes) => json!({ "bytes": { "eq": base64(bytes) } }),
            Literal::Int(number) => json!({ "int": { "eq": number.to_string() } }),
            _ => Value::Null,
        },
        (None, PredicateKind::Between(low, high)) => {
            let range = json!({ "from": low.node.to_string(), "to": high.node.to_string() });
            json!({ "int": { "between": range } })
        }
        (None, PredicateKind::Contains(point)) => json!({ "geo": { "containing": point.node } }),
        (None, PredicateKind::Within(region)) => json!({ "geo": { "within": region.node } }),
        (Some(collection), PredicateKind::Equals(value)) => {
            let value = bin_value(&value.node);
            match collection {
                Collection::List => json!({ "list": { "contains": value } }),
                Collection::MapKeys => json!({ "map": { "containsKey": value } }),
                Collection::MapValues => json!({ "map": { "containsValue": value } }),
            }
        }
        (Some(collection), _) => {
            let message = format!(
                "Only an index answers this: CREATE {} INDEX … ({}) first.",
                collection.text(),
                predicate.bin.node
            );
            return Err(ApiError::new(acm_core::ErrorCode::BadUserInput, message));
        }
    };
    Ok(json!({ "bin": { "bin": predicate.bin.node, "is": is } }))
}
