//! The shapes of what the custom resources embed: objects of Kubernetes, and configuration that is
//! Aerospike's or Prometheus' own.

use k8s_openapi::api::core::v1;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;
use schemars::{Schema, SchemaGenerator, json_schema};
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::embedded::Shape;

macro_rules! kubernetes {
    ($($name:literal $shape:path, $description:literal;)+) => {
        $(impl Shape for $shape {
            type Checked = Self;
            const NAME: &'static str = $name;
            const DESCRIPTION: &'static str = $description;

            fn schema(generator: &mut SchemaGenerator) -> Schema {
                generator.subschema_for::<Self>()
            }
        })+
    };
}

kubernetes! {
    "K8sAffinity" v1::Affinity,
        "An `Affinity` of Kubernetes as JSON: which nodes and which neighbours pods want.";
    "K8sConfigMapVolumeSource" v1::ConfigMapVolumeSource,
        "A `ConfigMapVolumeSource` of Kubernetes as JSON: `{\"name\": \"settings\"}`.";
    "K8sContainer" v1::Container,
        "A `Container` of Kubernetes as JSON, with its image, command, ports, env, mounts and probes.";
    "K8sEmptyDirVolumeSource" v1::EmptyDirVolumeSource,
        "An `EmptyDirVolumeSource` of Kubernetes as JSON: `{}` or `{\"medium\": \"Memory\", \"sizeLimit\": \"1Gi\"}`.";
    "K8sEnvVar" v1::EnvVar,
        "An `EnvVar` of Kubernetes as JSON: `{\"name\": \"LEVEL\", \"value\": \"info\"}`, or with `valueFrom`.";
    "K8sHostPathVolumeSource" v1::HostPathVolumeSource,
        "A `HostPathVolumeSource` of Kubernetes as JSON: `{\"path\": \"/var/log/aerospike\"}`.";
    "K8sLabelSelector" LabelSelector,
        "A `LabelSelector` of Kubernetes as JSON: `{\"matchLabels\": {\"tier\": \"data\"}}`.";
    "K8sLocalObjectReference" v1::LocalObjectReference,
        "A `LocalObjectReference` of Kubernetes as JSON: `{\"name\": \"registry-credentials\"}`.";
    "K8sNodeAffinity" v1::NodeAffinity,
        "A `NodeAffinity` of Kubernetes as JSON: which nodes pods want.";
    "K8sPodSecurityContext" v1::PodSecurityContext,
        "A `PodSecurityContext` of Kubernetes as JSON: `{\"fsGroup\": 1000, \"runAsNonRoot\": true}`.";
    "K8sResourceRequirements" v1::ResourceRequirements,
        "`ResourceRequirements` of Kubernetes as JSON: `{\"requests\": {\"cpu\": \"500m\", \"memory\": \"1Gi\"}, \"limits\": {…}}`.";
    "K8sSecretVolumeSource" v1::SecretVolumeSource,
        "A `SecretVolumeSource` of Kubernetes as JSON: `{\"secretName\": \"tls\"}`.";
    "K8sSecurityContext" v1::SecurityContext,
        "A `SecurityContext` of Kubernetes as JSON: `{\"runAsUser\": 1000, \"readOnlyRootFilesystem\": true}`.";
    "K8sToleration" v1::Toleration,
        "A `Toleration` of Kubernetes as JSON: `{\"key\": \"dedicated\", \"operator\": \"Exists\", \"effect\": \"NoSchedule\"}`.";
    "K8sTopologySpreadConstraint" v1::TopologySpreadConstraint,
        "A `TopologySpreadConstraint` of Kubernetes as JSON: `{\"maxSkew\": 1, \"topologyKey\": \"topology.kubernetes.io/zone\", …}`.";
    "K8sVolumeResourceRequirements" v1::VolumeResourceRequirements,
        "`VolumeResourceRequirements` of Kubernetes as JSON: `{\"requests\": {\"storage\": \"10Gi\"}}`.";
}

/// Labels, annotations and the like. A key whose string is null is one to remove.
#[derive(Clone, Copy, Debug)]
pub struct StringMap;

impl Shape for StringMap {
    type Checked = BTreeMap<String, Option<String>>;
    const NAME: &'static str = "StringMap";
    const DESCRIPTION: &'static str = "Strings by key, as labels and annotations are: `{\"team\": \"storage\"}`. In an update a key that is \
         not mentioned keeps its string, and null removes the key.";

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": { "type": "string" } })
    }
}

/// Configuration of Aerospike, with the keys of its documentation.
#[derive(Clone, Copy, Debug)]
pub struct AerospikeConfig;

impl Shape for AerospikeConfig {
    type Checked = Map<String, Value>;
    const NAME: &'static str = "AerospikeConfig";
    const DESCRIPTION: &'static str = "Configuration of Aerospike as a JSON object, with the names Aerospike's \
         documentation gives to sections and parameters: `{\"service\": {\"proto-fd-max\": 15000}}`.";

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "x-kubernetes-preserve-unknown-fields": true })
    }
}

/// A group of rules for Prometheus.
#[derive(Clone, Copy, Debug)]
pub struct PrometheusRuleGroup;

impl Shape for PrometheusRuleGroup {
    type Checked = Map<String, Value>;
    const NAME: &'static str = "PrometheusRuleGroup";
    const DESCRIPTION: &'static str = "A group of alerting or recording rules as JSON, as it stands in a `PrometheusRule`: \
         `{\"name\": \"aerospike\", \"rules\": [{\"alert\": …, \"expr\": …}]}`.";

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "x-kubernetes-preserve-unknown-fields": true })
    }
}
