//! How data on the move is shown.

use acm_core::ApiError;
use acm_graph::{
    Cluster, Problem,
    scalars::{DateTime, Int64},
};
use async_graphql::{ComplexObject, Context, Enum, SimpleObject};

use super::{
    cluster::K8sCluster,
    live::{asked, is_at},
};
use crate::service::{EtaGap, Migration, NodesMigration, PodView, left};

/// Data on the move between the nodes of a cluster.
#[derive(SimpleObject)]
#[graphql(complex)]
pub(super) struct K8sMigration {
    /// Whether data is moving, as the operator says; null when nobody looked.
    in_progress: Option<bool>,
    /// Partitions still to move, over all nodes, as the operator says.
    remaining_partitions: Option<Int64>,
    /// When the operator asked the nodes; null where this is the sum of what it says of each pod.
    checked_at: Option<DateTime>,
    /// Whether the operator holds something back until it is over.
    waited_for: bool,
    #[graphql(skip)]
    cluster: K8sCluster,
}

#[ComplexObject]
impl K8sMigration {
    /// What the nodes tell now, asked over the connection of the cluster: it takes the time they take.
    async fn nodes(&self, ctx: &Context<'_>) -> K8sNodesMigration {
        let cluster = &self.cluster;
        match asked(ctx, &cluster.view.reference()).await {
            Ok(told) => {
                let pods = cluster.known_pods().await.unwrap_or_default();
                let migration = NodesMigration::of(&told, &cluster.look.clusters.paces);
                K8sNodesMigration::new(&told, &migration, &pods)
            }
            Err(error) => K8sNodesMigration::unknown(&error),
        }
    }
}

/// Data on the move as the Aerospike nodes tell of it. They tell of partitions, and not of records.
#[derive(Clone, Debug, Default, SimpleObject)]
pub(super) struct K8sNodesMigration {
    /// Partitions still to move, over all nodes: each counts where it is sent and where it comes. Null unless every
    /// node told.
    remaining_partitions: Option<Int64>,
    /// What each node tells.
    nodes: Vec<K8sNodeMigration>,
    /// When they were asked; null when none could be.
    sampled_at: Option<DateTime>,
    /// By how many partitions a second what is left became less, as the nodes were asked over the last two minutes;
    /// null until they were asked twice since data began to move, a second or more apart.
    partitions_per_second: Option<f64>,
    /// Seconds that was measured over.
    measured_seconds: Option<f64>,
    /// Seconds until everything has moved if it goes on at that pace; 0 when nothing is left.
    remaining_seconds: Option<f64>,
    /// When that is; null when nothing is left, too.
    ends_at: Option<DateTime>,
    /// Why `remainingSeconds` is null; null when it is not.
    eta_gap: Option<K8sEtaGap>,
    /// Why the nodes cannot be asked; `details.cause` is `NO_CONNECTION` where no connection leads to them.
    problem: Option<Problem>,
}

/// What an Aerospike node tells of data on the move.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sNodeMigration {
    /// The node, by its id.
    node: String,
    /// The pod it is in; null while no pod has its address, or this server may not see pods.
    pod: Option<String>,
    /// Partitions still to be moved to it or from it; null when it does not tell.
    remaining_partitions: Option<Int64>,
    /// Why it does not answer.
    problem: Option<Problem>,
}

/// Why it is not known when data will have moved.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub(super) enum K8sEtaGap {
    /// The nodes cannot be asked: `problem` says why.
    NotAsked,
    /// A node did not answer, or did not tell.
    NodesSilent,
    /// The nodes were asked once since data began to move: ask again in a second or more.
    NotMeasured,
    /// Nothing moved while it was measured.
    Still,
}

impl K8sMigration {
    pub(super) fn new(migration: Migration, cluster: &K8sCluster) -> Self {
        Self {
            in_progress: migration.in_progress,
            remaining_partitions: migration.remaining_partitions.map(Int64),
            checked_at: migration.checked.map(DateTime),
            waited_for: migration.is_waited_for,
            cluster: cluster.clone(),
        }
    }
}

impl K8sNodesMigration {
    fn unknown(error: &ApiError) -> Self {
        Self {
            eta_gap: Some(K8sEtaGap::NotAsked),
            problem: Some(Problem::from(error)),
            ..Self::default()
        }
    }

    fn new(cluster: &Cluster, migration: &NodesMigration, pods: &[PodView]) -> Self {
        let nodes = cluster.nodes.iter().map(|node| {
            let is_its = |pod: &&PodView| pod.address().is_some_and(|at| is_at(node, at));
            let failed = node
                .status
                .as_ref()
                .and_then(|status| status.as_ref().err());
            K8sNodeMigration {
                node: node.name.clone(),
                pod: pods.iter().find(is_its).map(|pod| pod.name.clone()),
                remaining_partitions: left(node).map(Int64),
                problem: failed.map(|error| Problem::of_node(node.name.as_str(), error)),
            }
        });
        let eta = migration.eta_seconds();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "milliseconds between now and the end fit, and the cast keeps to what fits"
        )]
        let ends_at = |seconds: f64| DateTime(migration.sampled + (seconds * 1_000.0) as i64);
        Self {
            remaining_partitions: migration.left.map(Int64),
            nodes: nodes.collect(),
            sampled_at: Some(DateTime(migration.sampled)),
            partitions_per_second: migration.pace.map(|pace| pace.per_second),
            measured_seconds: migration.pace.map(|pace| pace.seconds),
            remaining_seconds: eta.ok(),
            ends_at: eta.ok().filter(|seconds| *seconds > 0.0).map(ends_at),
            eta_gap: eta.err().map(K8sEtaGap::from),
            problem: None,
        }
    }
}

impl From<EtaGap> for K8sEtaGap {
    fn from(gap: EtaGap) -> Self {
        match gap {
            EtaGap::NodesSilent => Self::NodesSilent,
            EtaGap::NotMeasured => Self::NotMeasured,
            EtaGap::Still => Self::Still,
        }
    }
}
