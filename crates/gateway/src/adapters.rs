//! What one module offers, in the form another asks for it.

use std::{io, net::IpAddr, sync::Arc, time::Duration};

use acm_aerospike::Cluster;
use acm_connections::{Ambiguous, Directory, LiveClusters, Profiles, Resolver, SystemResolver};
use acm_core::{ApiError, BoxFuture};
use acm_graph::{ProfilePort, ServiceName, scalars::HexColor};
use acm_k8s_api::{Contexts, IN_CLUSTER, inside_cluster};
use futures_util::{StreamExt, stream::BoxStream};
use tokio::time::timeout;

/// The live clients of `connections`, as `data` asks for them.
pub(crate) struct Clusters(pub LiveClusters);

impl acm_data::ClusterSource for Clusters {
    fn cluster<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<Arc<Cluster>, ApiError>> {
        Box::pin(self.0.cluster(connection))
    }
}

impl acm_udf::ClusterSource for Clusters {
    fn cluster<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<Arc<Cluster>, ApiError>> {
        Box::pin(self.0.cluster(connection))
    }
}

/// The profiles of `connections`, as other modules ask for them.
pub(crate) struct Known(pub Directory);

impl ProfilePort for Known {
    fn require<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<(), ApiError>> {
        let missing = || ApiError::not_found("connection", connection);
        let known = self.0.exists(connection);
        Box::pin(std::future::ready(if known {
            Ok(())
        } else {
            Err(missing())
        }))
    }
}

impl acm_data::Profiles for Known {
    fn profiles(&self) -> BoxStream<'static, Vec<acm_data::Profile>> {
        let items = self.0.subscribe().into_stream();
        items.map(|item| listed(&item.value)).boxed()
    }
}

fn listed(profiles: &Profiles) -> Vec<acm_data::Profile> {
    let listed = profiles.iter().map(|profile| acm_data::Profile {
        id: profile.id.clone(),
        name: profile.body.name.clone(),
        color: HexColor::reported(&profile.body.color),
        env: profile.body.env().to_owned(),
        keeps_history: profile.body.keeps_history,
    });
    listed.collect()
}

/// How long the system is asked for the name of a service before Kubernetes itself is: inside of a
/// Kubernetes cluster it answers at once.
const PATIENCE: Duration = Duration::from_millis(500);

/// What the system knows of names and, of services inside of Kubernetes, what that knows.
pub(crate) struct Names(pub Contexts);

/// Whether the system's names are those of the Kubernetes cluster that is meant, of the contexts there are. The system
/// knows one at most: the one around this server or, outside of any, perhaps the one there is.
fn system_may_know<'a>(
    meant: Option<&str>,
    mut contexts: impl Iterator<Item = &'a str>,
    is_inside: bool,
) -> bool {
    match meant {
        None | Some(IN_CLUSTER) => true,
        Some(meant) => !is_inside && contexts.next() == Some(meant) && contexts.next().is_none(),
    }
}

impl Resolver for Names {
    fn resolve<'a>(
        &'a self,
        name: &'a str,
        context: Option<&'a str>,
    ) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        let system = SystemResolver.resolve(name, context);
        let Some(service) = ServiceName::read(name) else {
            return system;
        };
        Box::pin(async move {
            if system_may_know(context, self.0.names(), inside_cluster())
                && let Ok(Ok(found)) = timeout(PATIENCE, system).await
                && !found.is_empty()
            {
                return Ok(found);
            }
            match self.0.addresses(service, context).await {
                Ok(none) if none.is_empty() => Err(io::ErrorKind::NotFound.into()),
                Ok(found) => Ok(found),
                Err(contexts) => Err(io::Error::other(Ambiguous { contexts })),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_is_asked_for_a_name_only_where_it_can_mean_the_same_cluster() {
        let may_know = |meant: Option<&str>, contexts: &[&str], is_inside: bool| {
            system_may_know(meant, contexts.iter().copied(), is_inside)
        };
        assert!(may_know(None, &["a", "b"], true));
        assert!(may_know(Some(IN_CLUSTER), &[IN_CLUSTER, "b"], true));
        assert!(may_know(Some("a"), &["a"], false));
        // Around this server is another cluster, or several are known, or none of the name.
        assert!(!may_know(Some("a"), &["a"], true));
        assert!(!may_know(Some("a"), &["a", "b"], false));
        assert!(!may_know(Some("gone"), &["a"], false));
        assert!(!may_know(Some("gone"), &[], false));
    }
}
