//! The Aerospike nodes behind a cluster in Kubernetes, by the connection that leads to them.

use std::sync::Arc;

use acm_core::{ApiError, ContextExt};
use acm_graph::{Cluster, ClusterPort, ManagedPort};
use async_graphql::Context;

use crate::service::{View, assessment::Nodes};

/// The cluster as its nodes tell; `None` without a connection.
pub(super) async fn live(ctx: &Context<'_>, view: &View) -> Option<Result<Arc<Cluster>, ApiError>> {
    let profiles = match ctx.port::<dyn ManagedPort>() {
        Ok(profiles) => profiles,
        Err(error) => return Some(Err(error)),
    };
    let found = profiles.connection(&view.context, view.namespace(), view.name())?;
    Some(match ctx.port::<dyn ClusterPort>() {
        Ok(clusters) => clusters.cluster(&found.id).await,
        Err(error) => Err(error),
    })
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
