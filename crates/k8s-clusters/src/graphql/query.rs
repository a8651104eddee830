use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    PageInfo,
    scalars::{Cursor, DateTime},
};
use acm_k8s_api::graphql::K8sListedContext;
use async_graphql::{Context, Object, SimpleObject};

use super::{
    K8sClustersState,
    cluster::K8sCluster,
    contexts::K8sContext,
    inputs::{K8sClusterFilter, K8sClusterOrder},
};
use crate::service::{Listed, Look, Page, Reference};

/// Queries of this module.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct K8sClustersQuery;

#[Object]
impl K8sClustersQuery {
    /// The Kubernetes clusters this server reaches, each by the name of its context, the default one first.
    /// `UNAVAILABLE` when Kubernetes management is off.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_contexts(&self, ctx: &Context<'_>) -> Option<Result<Vec<K8sContext>, ApiError>> {
        let listed = || {
            let clusters = &ctx.state::<K8sClustersState>()?.clusters;
            let contexts = clusters.contexts()?.into_iter().map(|view| K8sContext {
                clusters: clusters.clone(),
                view,
            });
            Ok(contexts.collect())
        };
        Some(listed())
    }

    /// Aerospike clusters in Kubernetes, from a watch that all who look share: nothing is asked that is known
    /// already. A context that cannot be looked at says so in `contexts` and does not hide the others.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_clusters(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many: 1 to 500.", default = 50)] first: i32,
        #[graphql(desc = "Where the page begins: `endCursor` of the page before.")] after: Option<
            Cursor,
        >,
        #[graphql(desc = "Which clusters; all when left out.")] filter: Option<K8sClusterFilter>,
        #[graphql(desc = "How they are sorted; by name when left out.")] order: Option<
            K8sClusterOrder,
        >,
    ) -> Option<Result<K8sClusterConnection, ApiError>> {
        let list = async || {
            let clusters = &ctx.state::<K8sClustersState>()?.clusters;
            let filter = filter.unwrap_or_default().into();
            let page = Page {
                first,
                after: after.map(|cursor| cursor.0),
            };
            let listed = clusters
                .list(filter, order.unwrap_or_default().into(), &page)
                .await?;
            Ok(connection(listed, clusters))
        };
        Some(list().await)
    }

    /// One Aerospike cluster in Kubernetes; null when there is none of that name.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The context; may be left out when there is one.")] context: Option<
            String,
        >,
        #[graphql(desc = "The Kubernetes namespace.")] namespace: String,
        #[graphql(desc = "The name.")] name: String,
    ) -> Result<Option<K8sCluster>, ApiError> {
        let clusters = &ctx.state::<K8sClustersState>()?.clusters;
        let reference = Reference {
            context: clusters.context(context.as_deref())?,
            namespace,
            name,
        };
        let view = match clusters.find(&reference).await {
            Ok(view) => view,
            Err(crate::Error::Missing { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let look = Look::new(clusters.clone());
        Ok(Some(K8sCluster { view, look }))
    }
}

/// A page of clusters.
#[derive(SimpleObject)]
pub(super) struct K8sClusterConnection {
    /// The clusters of this page.
    nodes: Vec<K8sCluster>,
    /// Where the page ends.
    page_info: PageInfo,
    /// Clusters on all pages.
    total_count: i32,
    /// Whether changes are followed in every context that is listed: what is shown is what is so.
    live: bool,
    /// Since when the oldest part of the list is not known to be true; null when it is live, or never was known.
    stale_since: Option<DateTime>,
    /// Each context that is listed, with what is wrong with it.
    contexts: Vec<K8sListedContext>,
}

fn connection(listed: Listed, clusters: &crate::service::Clusters) -> K8sClusterConnection {
    let look = Look::new(clusters.clone());
    let contexts: Vec<K8sListedContext> = listed.contexts.into_iter().map(Into::into).collect();
    let stale = contexts.iter().filter(|context| !context.live);
    let nodes = listed.clusters.into_iter().map(|view| K8sCluster {
        view,
        look: std::sync::Arc::clone(&look),
    });
    K8sClusterConnection {
        nodes: nodes.collect(),
        page_info: PageInfo {
            next: listed.next.map(Cursor),
        },
        total_count: i32::try_from(listed.total).unwrap_or(i32::MAX),
        live: contexts.iter().all(|context| context.live),
        stale_since: stale.filter_map(|context| context.known_at).min(),
        contexts,
    }
}
