//! What the Aerospike nodes say, where they were asked.

use super::{Code, Facts, Finding, State};

/// What the nodes of a cluster say together.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Nodes {
    /// Nodes that are known.
    pub known: usize,
    /// Those that answered.
    pub answered: usize,
    /// Whether they agree about the cluster; `None` while one is silent.
    pub agree: Option<bool>,
    /// How many they say they are.
    pub size: Option<i32>,
    /// Whether a namespace refuses writes.
    pub stop_writes: Option<bool>,
    /// Partitions that have still to move.
    pub moving: Option<i64>,
}

/// The nodes stand in more than one cluster: each part takes writes the others do not have.
pub(super) fn split(facts: &Facts<'_>) -> Option<Finding> {
    let nodes = facts.nodes?;
    (nodes.agree == Some(false)).then(|| {
        Finding::new(
            Code::NodesDisagree,
            State::Degraded,
            "The nodes do not agree about the cluster: it is split, or forming.",
        )
        .on("Aerospike nodes", "cluster_key", "differs")
        .on("Aerospike nodes", "answered", nodes.answered)
        .act("Let no pod be restarted or taken away. See that the pods reach each other on the fabric and heartbeat ports.")
    })
}

/// Kubernetes and the operator may call a pod ready whose node is not in the cluster.
pub(super) fn apart(facts: &Facts<'_>) -> Option<Finding> {
    let nodes = facts.nodes?;
    let ready = facts
        .pods
        .iter()
        .filter(|pod| pod.is_ready() == Some(true))
        .count();
    let size = usize::try_from(nodes.size?).ok()?;
    (nodes.agree == Some(true) && size < ready).then(|| {
        Finding::new(
            Code::NodesApart,
            State::Degraded,
            "Fewer nodes are in the cluster than pods are ready.",
        )
        .on("Aerospike nodes", "cluster_size", size)
        .on("Pods", "ready", ready)
        .act("Look at the logs of the pods whose node is missing: it may be a cluster of its own.")
    })
}

pub(super) fn refusing(facts: &Facts<'_>) -> Option<Finding> {
    let nodes = facts.nodes?;
    (nodes.stop_writes == Some(true)).then(|| {
        Finding::new(
            Code::WritesRefused,
            State::Degraded,
            "A namespace refuses writes.",
        )
        .on("Aerospike nodes", "stop_writes", true)
        .act("Free space or memory, or add nodes; the namespace's page says which threshold was passed.")
    })
}

/// Data moves though the operator does not say so.
pub(super) fn moving(facts: &Facts<'_>) -> Option<Finding> {
    let moving = facts.nodes?.moving.filter(|moving| *moving > 0)?;
    Some(
        Finding::new(
            Code::NodesMoving,
            State::Changing,
            "Data moves between the nodes, as they say themselves.",
        )
        .on("Aerospike nodes", "migrate_partitions_remaining", moving)
        .act("Wait before taking nodes away."),
    )
}
