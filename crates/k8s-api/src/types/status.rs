//! What the operator says about a cluster.

use std::collections::BTreeMap;

use super::{AerospikeClusterSpec, AerospikeClusterTemplateSpec, K8sOperationKind, object};
use crate::{
    Deferred, Embedded, Known, Time, Unreadable, scalars::vocabulary, shapes::AerospikeConfig,
};

vocabulary! {
    /// What the operator says it is doing with a cluster or an operation. Newer operators say more.
    K8sPhase {
        /// It is working on it.
        InProgress = "InProgress",
        /// It has done what it had to; whether pods run stands elsewhere.
        Completed = "Completed",
        /// It failed.
        Error = "Error",
        /// Pods are added.
        ScalingUp = "ScalingUp",
        /// Pods are removed.
        ScalingDown = "ScalingDown",
        /// It waits for data to move before it removes pods.
        WaitingForMigration = "WaitingForMigration",
        /// Pods restart, some at a time.
        RollingRestart = "RollingRestart",
        /// Users and roles are brought to the nodes.
        AclSync = "ACLSync",
        /// It leaves the cluster alone, as asked.
        Paused = "Paused",
        /// The cluster is being deleted.
        Deleting = "Deleting",
    }
}

object! {
    /// What the operator says about a cluster. It reports late and leaves things out: what the nodes and pods
    /// themselves show stands beside it, in the cluster's assessment.
    AerospikeClusterStatus {
        optional {
            /// The size of the cluster as a node tells it. Nodes of Community Edition do not tell.
            aerospike_cluster_size: i32,
            /// The configuration that was applied last.
            aerospike_config: Embedded<AerospikeConfig>,
            /// The spec that was applied last, whole.
            applied_spec: Deferred<AerospikeClusterSpec>,
            /// What holds and what does not, each with the time since when.
            #[schemars(extend("x-kubernetes-list-type" = "map", "x-kubernetes-list-map-keys" = ["type"]))]
            conditions: Vec<K8sCondition>,
            /// So many attempts have failed in a row. At 10 the operator stops trying.
            failed_reconcile_count: i32,
            /// Ready pods and pods that are wanted, as `2/3`.
            health: String,
            /// Why the last attempt failed.
            last_reconcile_error: String,
            /// When an attempt last succeeded.
            last_reconcile_time: Time,
            /// How far data has moved to where it belongs.
            migration_status: K8sMigrationStatus,
            /// The generation of the cluster this is about; below `metadata.generation` the operator has not looked yet.
            observed_generation: i64,
            /// How far the operation is that was asked for last.
            operation_status: K8sOperationStatus,
            /// The version of the operator.
            operator_version: String,
            /// The pods that are still to restart.
            pending_restart_pods: Vec<String>,
            /// What the operator says it is doing.
            phase: Known<K8sPhase>,
            /// Why, in the operator's words.
            phase_reason: String,
            /// Each pod, by name. GraphQL lists them as pods of the cluster.
            #[graphql(skip)]
            pods: Deferred<BTreeMap<String, K8sPodStatus>>,
            /// The labels of its pods, as a selector for autoscalers.
            selector: String,
            /// The number of pods that are ready; absent when none is.
            size: i32,
            /// The copy of the template the cluster is made from.
            template_snapshot: K8sTemplateSnapshot,
        }
    }
}

impl AerospikeClusterStatus {
    /// Each pod, by name; none when the operator has not named any. They are read anew each time.
    ///
    /// # Errors
    /// The field of a pod that is not what our definition says.
    pub fn pods(&self) -> Result<BTreeMap<String, K8sPodStatus>, Unreadable> {
        let pods = self.pods.value().map(|pods| pods.get("status.pods"));
        pods.unwrap_or_else(|| Ok(BTreeMap::new()))
    }
}

object! {
    /// Something that holds or does not.
    K8sCondition {
        required {
            /// Since when `status` is what it is.
            last_transition_time: Time,
            /// What it means, for people.
            #[schemars(length(max = 32768))]
            message: String,
            /// A word for the last change.
            #[schemars(length(min = 1, max = 1024), regex(pattern = r"^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$"))]
            reason: String,
            /// `True`, `False` or `Unknown`.
            status: Known<K8sConditionStatus>,
            /// What it is about, such as `Ready`.
            #[schemars(
                length(max = 316),
                regex(pattern = r"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$")
            )]
            r#type: String,
        }
        optional {
            /// The generation of the object this is about.
            #[schemars(range(min = 0))]
            observed_generation: i64,
        }
    }
}

vocabulary! {
    /// Whether a condition holds.
    K8sConditionStatus {
        /// It holds.
        True = "True",
        /// It does not.
        False = "False",
        /// Nobody can tell.
        Unknown = "Unknown",
    }
}

object! {
    /// How far data has moved to where it belongs.
    K8sMigrationStatus {
        required {
            /// Whether data is moving.
            in_progress: bool,
            /// When the nodes were asked.
            last_checked: Time,
            /// So many partitions are still to move, over all nodes.
            remaining_partitions: i64,
        }
    }
}

object! {
    /// How far an operation is.
    K8sOperationStatus {
        optional {
            /// The pods it is done with.
            completed_pods: Vec<String>,
            /// The pods it failed on. A pod is named once for each attempt.
            failed_pods: Vec<String>,
            /// The operation.
            id: String,
            /// Which kind of restart.
            kind: Known<K8sOperationKind>,
            /// What the operator says it is doing.
            phase: Known<K8sPhase>,
        }
    }
}

object! {
    /// The copy of a template a cluster is made from.
    K8sTemplateSnapshot {
        required {
            /// The template.
            name: String,
            /// Whether the template is still as it was copied.
            synced: bool,
        }
        optional {
            /// The template's version when it was copied.
            resource_version: String,
            /// When it was copied.
            snapshot_timestamp: Time,
            /// What was copied.
            spec: Deferred<AerospikeClusterTemplateSpec>,
        }
    }
}

vocabulary! {
    /// Why the operator restarted a pod.
    K8sRestartReason {
        /// The configuration changed.
        ConfigChanged = "ConfigChanged",
        /// The image changed.
        ImageChanged = "ImageChanged",
        /// Something else of the pod changed.
        PodSpecChanged = "PodSpecChanged",
        /// It was asked to make the pod anew.
        ManualRestart = "ManualRestart",
        /// It was asked, or found it enough, to restart the process.
        WarmRestart = "WarmRestart",
    }
}

object! {
    /// What the operator says about a pod.
    K8sPodStatus {
        optional {
            /// The addresses clients reach the node at, as `host:port`.
            access_endpoints: Vec<String>,
            /// The name of the cluster, as the node tells it.
            cluster_name: String,
            /// A hash of the configuration it started with.
            config_hash: String,
            /// The volumes that are to be cleaned.
            dirty_volumes: Vec<String>,
            /// How the last change without a restart went: `Applied`, `Failed` or `Pending`.
            dynamic_config_status: String,
            /// The address of the Kubernetes node.
            #[serde(rename = "hostIP")]
            #[graphql(name = "hostIP")]
            host_ip: String,
            /// The image it runs.
            image: String,
            /// The volumes that have been prepared.
            initialized_volumes: Vec<String>,
            /// Whether it runs and is ready.
            is_running_and_ready: bool,
            /// Why it was restarted last.
            last_restart_reason: Known<K8sRestartReason>,
            /// When it was restarted last.
            last_restart_time: Time,
            /// So many partitions of it are still to move. Absent when the node does not tell.
            migrating_partitions: i64,
            /// The node's id in the cluster.
            #[serde(rename = "nodeID")]
            #[graphql(name = "nodeID")]
            node_id: String,
            /// Its address.
            #[serde(rename = "podIP")]
            #[graphql(name = "podIP")]
            pod_ip: String,
            /// The port it serves clients on.
            pod_port: i32,
            /// A hash of the pod's own settings.
            pod_spec_hash: String,
            /// The rack it belongs to.
            rack: i32,
            /// Whether it has joined and its data has migrated, where the cluster wants pods to wait for that.
            readiness_gate_satisfied: bool,
            /// The port clients outside of Kubernetes use.
            service_port: i32,
            /// Since when it has not been ready; absent when it is.
            unstable_since: Time,
        }
    }
}
