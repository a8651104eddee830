//! A resource as one would write it: without what the API server, controllers and tools put there.

use serde_json::{Map, Value, json};

/// What an API server fills in of metadata.
const KEPT_OF_METADATA: [&str; 4] = ["name", "namespace", "labels", "annotations"];
/// Where `kubectl apply` keeps a copy of all it was given.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// Kind, name, labels, annotations and specification of an object.
pub fn manifest(object: &Value) -> Value {
    let mut metadata = Map::new();
    for key in KEPT_OF_METADATA {
        match &object["metadata"][key] {
            Value::Null => {}
            Value::Object(map) => {
                let mut map = map.clone();
                map.remove(LAST_APPLIED);
                if !map.is_empty() {
                    metadata.insert(key.to_owned(), map.into());
                }
            }
            value => {
                metadata.insert(key.to_owned(), value.clone());
            }
        }
    }
    let mut manifest = Map::new();
    for key in ["apiVersion", "kind"] {
        manifest.insert(key.to_owned(), object[key].clone());
    }
    manifest.insert("metadata".to_owned(), metadata.into());
    let spec = &object["spec"];
    let spec = if spec.is_null() {
        json!({})
    } else {
        spec.clone()
    };
    manifest.insert("spec".to_owned(), spec);
    manifest.into()
}
