//! What one domain needs from another.

use std::sync::Arc;

use acm_core::{ApiError, BoxFuture};

use crate::{
    Cluster, ClusterFeatures, Connection, ConnectionHealth, Job, JobEnd, JobKind, JobMonitor,
    ManagedCluster,
};

/// Yields the present state of a connection's cluster. Implemented by `data`.
pub trait ClusterPort: Send + Sync {
    /// The cluster behind a connection profile, at most a second old.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; `UNAVAILABLE`, `TIMEOUT`, `FORBIDDEN` when no node
    /// answers. One silent node is not an error here: its own fields say so.
    fn cluster<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<Arc<Cluster>, ApiError>>;
}

/// Tells what a connection's cluster can do. Implemented by `data`.
pub trait FeaturesPort: Send + Sync {
    /// What edition and build of the cluster behind a connection profile can do. Kept for a while,
    /// and asked anew when a node comes with another build.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; why no node answers.
    fn features<'a>(
        &'a self,
        connection: &'a str,
    ) -> BoxFuture<'a, Result<Arc<ClusterFeatures>, ApiError>>;
}

/// Yields the health of a connection. Implemented by `connections`.
pub trait HealthPort: Send + Sync {
    /// What is known of the connection's health; starts watching it when nobody does.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile.
    fn health<'a>(
        &'a self,
        connection: &'a str,
    ) -> BoxFuture<'a, Result<ConnectionHealth, ApiError>>;
}

/// Finds the profile of a cluster that a custom resource stands for. Implemented by `connections`.
pub trait ManagedPort: Send + Sync {
    /// The profile whose labels name the resource, or else one whose hosts are names of its service;
    /// `None` when there is none. A profile that names no context is taken for one of any.
    fn connection(&self, context: &str, namespace: &str, name: &str) -> Option<Connection>;
}

/// Makes and removes profiles together with the custom resources they belong to. Implemented by
/// `connections`.
pub trait AutoConnectPort: Send + Sync {
    /// Makes a profile for a cluster, labelled with its resource, unless there is one already.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED`; `BAD_USER_INPUT` where the resource's names do not fit into a profile; the
    /// store's own.
    fn connect<'a>(
        &'a self,
        cluster: &'a ManagedCluster,
        port: u16,
    ) -> BoxFuture<'a, Result<(), ApiError>>;

    /// Removes the profiles whose labels name the resource, its context included, whatever they are
    /// called; those that are gone, or would be with a dry run.
    ///
    /// # Errors
    /// The store's own.
    fn disconnect<'a>(
        &'a self,
        cluster: &'a ManagedCluster,
        dry_run: bool,
    ) -> BoxFuture<'a, Result<Vec<Connection>, ApiError>>;
}

/// Tells which profiles there are. Implemented by `connections`.
pub trait ProfilePort: Send + Sync {
    /// Fails when there is no such profile.
    ///
    /// # Errors
    /// `NOT_FOUND`, or the store's own.
    fn require<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<(), ApiError>>;
}

/// Tells what is known of Aerospike's parameters. Implemented by `data`.
pub trait ParameterPort: Send + Sync {
    /// Whether a parameter can change in a running node, by its section in a configuration and its
    /// name there: `service` and `proto-fd-max`, `network` and `heartbeat.interval`, `namespaces` and
    /// `nsup-period`; `None` when it is not known.
    fn is_dynamic(&self, section: &str, parameter: &str) -> Option<bool>;
}

/// What a job does, from its first moment to its end. It asks the monitor between one piece of work
/// and the next whether it may go on, tells it how far it is, and waits for nothing without a
/// deadline.
pub type JobWork =
    Box<dyn FnOnce(Arc<JobMonitor>) -> BoxFuture<'static, Result<(), JobEnd>> + Send>;

/// A job that is asked for.
pub struct NewJob {
    /// What it does.
    pub kind: JobKind,
    /// The connection it works on.
    pub connection: String,
    /// What it does, in words.
    pub title: String,
    /// The doing.
    pub work: JobWork,
}

/// Runs jobs. Implemented by `data`.
pub trait JobPort: Send + Sync {
    /// Takes a job in: it begins when there is a place for it.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; `LIMIT_EXCEEDED` while too many jobs wait or run; the
    /// store's own.
    fn start(&self, job: NewJob) -> BoxFuture<'_, Result<Arc<Job>, ApiError>>;
}
