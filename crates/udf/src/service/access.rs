//! What this module needs of live clusters.

use std::sync::Arc;

use acm_aerospike::{Cluster, Deadline, info::InfoReply, udf::PutModule};
use acm_core::{ApiError, BoxFuture};

use crate::error::Result;

/// What a node answers to commands, by node id.
pub type Reply = (String, Result<InfoReply>);

/// Reaches the modules of clusters.
pub trait ModuleAccess: Send + Sync {
    /// What every node answers to commands.
    ///
    /// # Errors
    /// The connection's own; a node's failure is its own.
    fn ask_all<'a>(
        &'a self,
        connection: &'a str,
        commands: &'a [&'a str],
        deadline: Deadline,
    ) -> BoxFuture<'a, Result<Vec<Reply>>>;

    /// What one node answers to commands.
    ///
    /// # Errors
    /// The connection's own, or the node's.
    fn ask<'a>(
        &'a self,
        connection: &'a str,
        node: &'a str,
        commands: &'a [&'a str],
        deadline: Deadline,
    ) -> BoxFuture<'a, Result<InfoReply>>;

    /// Puts a module.
    ///
    /// # Errors
    /// The connection's own, or the cluster's.
    fn put<'a>(
        &'a self,
        connection: &'a str,
        name: &'a str,
        source: &'a [u8],
        deadline: Deadline,
    ) -> BoxFuture<'a, Result<PutModule>>;

    /// Removes a module.
    ///
    /// # Errors
    /// The connection's own, or the cluster's.
    fn remove<'a>(
        &'a self,
        connection: &'a str,
        name: &'a str,
        deadline: Deadline,
    ) -> BoxFuture<'a, Result<()>>;
}

/// Yields the live cluster of a connection.
pub trait ClusterSource: Send + Sync {
    /// The one live client of the connection, dialled when there is none.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; why it cannot be reached.
    fn cluster<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<Arc<Cluster>, ApiError>>;
}

/// The modules of live clusters.
#[derive(Clone, Debug)]
pub struct LiveModules<S>(pub S);

impl<S: ClusterSource> ModuleAccess for LiveModules<S> {
    fn ask_all<'a>(
        &'a self,
        connection: &'a str,
        commands: &'a [&'a str],
        deadline: Deadline,
    ) -> BoxFuture<'a, Result<Vec<Reply>>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            let replies = cluster.info_all(commands, deadline).await?.into_iter();
            let replies = replies.map(|(node, reply)| (node.id, reply.map_err(Into::into)));
            Ok(replies.collect())
        })
    }

    fn ask<'a>(
        &'a self,
        connection: &'a str,
        node: &'a str,
        commands: &'a [&'a str],
        deadline: Deadline,
    ) -> BoxFuture<'a, Result<InfoReply>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            Ok(cluster.info(node, commands, deadline).await?)
        })
    }

    fn put<'a>(
        &'a self,
        connection: &'a str,
        name: &'a str,
        source: &'a [u8],
        deadline: Deadline,
    ) -> BoxFuture<'a, Result<PutModule>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            Ok(cluster.put_module(name, source, deadline).await?)
        })
    }

    fn remove<'a>(
        &'a self,
        connection: &'a str,
        name: &'a str,
        deadline: Deadline,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            Ok(cluster.remove_module(name, deadline).await?)
        })
    }
}
