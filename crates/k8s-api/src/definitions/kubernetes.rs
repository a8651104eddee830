//! What Kubernetes says about its own types and `k8s-openapi` does not: how lists and maps are merged,
//! what is filled in, and what a quantity looks like.

use serde_json::{Map, Value as Json, json};

/// A decimal number with a suffix.
const QUANTITY: &str = r"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$";

const API: &str = "io.k8s.api.core.v1.";
const MACHINERY: &str = "io.k8s.apimachinery.pkg.";

/// Lists that are merged item by item. All others are replaced as a whole.
const KEYED_LISTS: &[(&str, &str, &[&str])] = &[
    ("Container", "env", &["name"]),
    ("Container", "ports", &["containerPort", "protocol"]),
    ("Container", "volumeDevices", &["devicePath"]),
    ("Container", "volumeMounts", &["mountPath"]),
    ("ResourceRequirements", "claims", &["name"]),
];

/// The one list whose items are unique by themselves.
const SETS: &[(&str, &str)] = &[("ContainerRestartRuleOnExitCodes", "values")];

/// Objects that are replaced as a whole.
const ATOMIC: &[&str] = &[
    "ConfigMapEnvSource",
    "ConfigMapKeySelector",
    "ConfigMapVolumeSource",
    "FileKeySelector",
    "LocalObjectReference",
    "NodeSelector",
    "NodeSelectorTerm",
    "ObjectFieldSelector",
    "ResourceFieldSelector",
    "SecretEnvSource",
    "SecretKeySelector",
];

/// What an API server fills in, as text or as a truth value.
const DEFAULTS: &[(&str, &str, Default)] = &[
    ("ConfigMapEnvSource", "name", Default::Text("")),
    ("ConfigMapKeySelector", "name", Default::Text("")),
    ("ConfigMapVolumeSource", "name", Default::Text("")),
    ("ContainerPort", "protocol", Default::Text("TCP")),
    ("FileKeySelector", "optional", Default::False),
    ("GRPCAction", "service", Default::Text("")),
    ("LocalObjectReference", "name", Default::Text("")),
    ("SecretEnvSource", "name", Default::Text("")),
    ("SecretKeySelector", "name", Default::Text("")),
];

enum Default {
    Text(&'static str),
    False,
}

/// Whether a schema of this name is that of a type of Kubernetes.
pub(super) fn is_kubernetes(name: &str) -> bool {
    name.starts_with("io.k8s.")
}

/// The schema of a type of Kubernetes with what is missing in it.
pub(super) fn complete(name: &str, schema: &mut Map<String, Json>) {
    if let Some(name) = name.strip_prefix(MACHINERY) {
        return complete_machinery(name, schema);
    }
    let Some(name) = name.strip_prefix(API) else {
        return;
    };
    if ATOMIC.contains(&name) {
        schema.insert("x-kubernetes-map-type".to_owned(), "atomic".into());
    }
    for (_, field, default) in DEFAULTS.iter().filter(|(of, ..)| *of == name) {
        fill_in(schema, field, default);
    }
    complete_lists(schema, |field| {
        let is = |of: &str, list: &str| (of, list) == (name, field);
        if let Some((.., keys)) = KEYED_LISTS.iter().find(|(of, list, _)| is(of, list)) {
            ListType::Map(keys)
        } else if SETS.iter().any(|(of, list)| is(of, list)) {
            ListType::Set
        } else {
            ListType::Atomic
        }
    });
}

fn complete_machinery(name: &str, schema: &mut Map<String, Json>) {
    let is_selector = name == "apis.meta.v1.LabelSelector";
    if is_selector {
        schema.insert("x-kubernetes-map-type".to_owned(), "atomic".into());
    }
    let is_quantity = name == "api.resource.Quantity";
    if is_quantity {
        schema.insert("pattern".to_owned(), QUANTITY.into());
    }
    if is_quantity || name == "util.intstr.IntOrString" {
        let either = json!([{ "type": "integer" }, { "type": "string" }]);
        schema.insert("anyOf".to_owned(), either);
    }
    complete_lists(schema, |_| ListType::Atomic);
}

enum ListType {
    Atomic,
    Map(&'static [&'static str]),
    Set,
}

fn complete_lists(schema: &mut Map<String, Json>, list_type: impl Fn(&str) -> ListType) {
    let Some(Json::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    for (field, property) in properties {
        if property["type"] != "array" {
            continue;
        }
        property["x-kubernetes-list-type"] = match list_type(field) {
            ListType::Atomic => "atomic".into(),
            ListType::Set => "set".into(),
            ListType::Map(keys) => {
                property["x-kubernetes-list-map-keys"] = json!(keys);
                "map".into()
            }
        };
    }
}

/// What is filled in need not be given.
fn fill_in(schema: &mut Map<String, Json>, field: &str, default: &Default) {
    schema["properties"][field]["default"] = match default {
        Default::Text(text) => json!(text),
        Default::False => json!(false),
    };
    if let Some(Json::Array(required)) = schema.get_mut("required") {
        required.retain(|name| name != field);
    }
}
