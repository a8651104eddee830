//! Our own definitions of the custom resources, generated from the types.
//!
//! They say of the operator's own fields what its definitions say (a table of ours is in the tests),
//! so that a cluster without the operator accepts, refuses and prunes alike.

mod kubernetes;
mod schema;

use serde_json::{Value as Json, json};

use crate::{
    resource::{ClusterKind, GROUP, Kind, TemplateKind, VERSION},
    types::{
        AerospikeClusterSpec, AerospikeClusterStatus, AerospikeClusterTemplateSpec,
        AerospikeClusterTemplateStatus,
    },
    yaml,
};

/// A `CustomResourceDefinition`.
#[derive(Clone, Debug)]
pub struct Definition(Json);

impl Definition {
    /// Each kind's definition, with the name of its file.
    #[must_use]
    pub fn all() -> [(&'static str, Self); 2] {
        [
            ("aerospikeclusters.yaml", Self::clusters()),
            ("aerospikeclustertemplates.yaml", Self::templates()),
        ]
    }

    /// That of Aerospike clusters: in namespaces, with status and scale.
    #[must_use]
    pub fn clusters() -> Self {
        let columns = json!([
            column("Size", "integer", ".spec.size", 0),
            column("Health", "string", ".status.health", 0),
            column("Phase", "string", ".status.phase", 0),
            column(
                "Available",
                "string",
                ".status.conditions[?(@.type=='Available')].status",
                0
            ),
            column("Age", "date", ".metadata.creationTimestamp", 0),
            column("Image", "string", ".spec.image", 1),
            column("Reason", "string", ".status.phaseReason", 1),
        ]);
        let subresources = json!({
            "scale": {
                "labelSelectorPath": ".status.selector",
                "specReplicasPath": ".spec.size",
                "statusReplicasPath": ".status.size",
            },
            "status": {},
        });
        let mut schema = schema::of_object::<AerospikeClusterSpec, AerospikeClusterStatus>();
        schema["required"] = json!(["spec"]);
        define::<ClusterKind>("Namespaced", "asc", &columns, &subresources, &schema)
    }

    /// That of templates: for the whole of Kubernetes, with status.
    #[must_use]
    pub fn templates() -> Self {
        let columns = json!([
            column(
                "AntiAffinity",
                "string",
                ".spec.scheduling.podAntiAffinityLevel",
                0
            ),
            column("Age", "date", ".metadata.creationTimestamp", 0),
            column(
                "StorageClass",
                "string",
                ".spec.storage.storageClassName",
                1
            ),
            column("Description", "string", ".spec.description", 1),
        ]);
        let subresources = json!({ "status": {} });
        let schema =
            schema::of_object::<AerospikeClusterTemplateSpec, AerospikeClusterTemplateStatus>();
        define::<TemplateKind>("Cluster", "asct", &columns, &subresources, &schema)
    }

    /// The definition as JSON, as an API server takes it.
    #[must_use]
    pub fn json(&self) -> &Json {
        &self.0
    }

    /// The definition as YAML, as it is in the repository.
    ///
    /// # Errors
    /// Never: strings, numbers, lists and maps can be written.
    pub fn yaml(&self) -> Result<String, serde_saphyr::SerializeError> {
        let yaml = yaml::write(&self.0)?;
        Ok(format!(
            "# Generated from crates/k8s-api/src/types by `make definitions`.\n{yaml}"
        ))
    }
}

fn column(name: &str, kind: &str, path: &str, priority: u8) -> Json {
    json!({ "name": name, "type": kind, "jsonPath": path, "priority": priority })
}

fn define<K: Kind>(
    scope: &str,
    short: &str,
    columns: &Json,
    subresources: &Json,
    schema: &Json,
) -> Definition {
    Definition(json!({
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": { "name": format!("{}.{GROUP}", K::PLURAL) },
        "spec": {
            "group": GROUP,
            "names": {
                "kind": K::KIND,
                "listKind": format!("{}List", K::KIND),
                "plural": K::PLURAL,
                "shortNames": [short],
                "singular": K::KIND.to_lowercase(),
            },
            "scope": scope,
            "versions": [{
                "additionalPrinterColumns": columns,
                "name": VERSION,
                "schema": { "openAPIV3Schema": schema },
                "served": true,
                "storage": true,
                "subresources": subresources,
            }],
        },
    }))
}
