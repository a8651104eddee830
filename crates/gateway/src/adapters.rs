//! What one module offers, in the form another asks for it.

use std::sync::Arc;

use acm_aerospike::Cluster;
use acm_connections::{Directory, LiveClusters, Profiles};
use acm_core::{ApiError, BoxFuture};
use futures_util::{StreamExt, stream::BoxStream};

/// The live clients of `connections`, as `data` asks for them.
pub(crate) struct Clusters(pub LiveClusters);

impl acm_data::ClusterSource for Clusters {
    fn cluster<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<Arc<Cluster>, ApiError>> {
        Box::pin(self.0.cluster(connection))
    }
}

/// The profiles of `connections`, as `data` asks for them.
pub(crate) struct Known(pub Directory);

impl acm_data::Profiles for Known {
    fn require<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, acm_data::Result<()>> {
        let missing = || ApiError::not_found("connection", connection).into();
        let known = self.0.exists(connection);
        Box::pin(std::future::ready(if known {
            Ok(())
        } else {
            Err(missing())
        }))
    }

    fn keeping_history(&self) -> BoxStream<'static, Vec<String>> {
        self.0
            .subscribe()
            .into_stream()
            .map(|item| keeping(&item.value))
            .boxed()
    }
}

fn keeping(profiles: &Profiles) -> Vec<String> {
    let kept = profiles.iter().filter(|profile| profile.body.keeps_history);
    kept.map(|profile| profile.id.clone()).collect()
}
