//! The Aerospike nodes behind a cluster in Kubernetes, by the connection that leads to them.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use acm_core::{ApiError, ContextExt, ErrorCode};
use acm_graph::{AerospikeNode, Cluster, ClusterPort, ManagedPort};
use async_graphql::Context;

use crate::service::{Reference, assessment::Nodes};

/// The cluster as its nodes tell; `None` without a connection.
pub(super) async fn live(
    ctx: &Context<'_>,
    cluster: &Reference,
) -> Option<Result<Arc<Cluster>, ApiError>> {
    let profiles = match ctx.port::<dyn ManagedPort>() {
        Ok(profiles) => profiles,
        Err(error) => return Some(Err(error)),
    };
    let Reference {
        context,
        namespace,
        name,
    } = cluster;
    let found = profiles.connection(context, namespace, name)?;
    Some(match ctx.port::<dyn ClusterPort>() {
        Ok(clusters) => clusters.cluster(&found.id).await,
        Err(error) => Err(error),
    })
}

/// The same where it cannot be done without.
///
/// # Errors
/// There is no connection; why the nodes do not answer.
pub(super) async fn asked(
    ctx: &Context<'_>,
    cluster: &Reference,
) -> Result<Arc<Cluster>, ApiError> {
    let nobody = || {
        let message = "No connection leads to the Aerospike nodes of this cluster: make one whose labels name it.";
        Err(ApiError::new(ErrorCode::Unavailable, message).with_detail("cause", "NO_CONNECTION"))
    };
    live(ctx, cluster).await.unwrap_or_else(nobody)
}

/// Whether a node is at an address, by what it says of itself or where it is reached.
pub(super) fn is_at(node: &AerospikeNode, address: IpAddr) -> bool {
    let is_there = |at: &String| at.parse().is_ok_and(|at: SocketAddr| at.ip() == address);
    is_there(&node.address) || node.addresses.iter().any(is_there)
}

impl From<&Cluster> for Nodes {
    fn from(cluster: &Cluster) -> Self {
        let count = |number: i32| usize::try_from(number).unwrap_or_default();
        Self {
            known: count(cluster.nodes_total),
            answered: count(cluster.nodes_answered),
            agree: cluster.consistent,
            size: cluster.size,
            stop_writes: cluster.stop_writes,
            moving: cluster.migrations_remaining.map(|moving| moving.0),
        }
    }
}
