use std::sync::Arc;

use acm_core::{ApiError, ContextExt, Right, feed::Item};
use acm_graph::{
    FeedItemKind, Problem,
    scalars::{DateTime, Int64},
};
use acm_k8s_api::{AerospikeCluster, Changes, ObjectKey, Scope, objects::Event};
use async_graphql::{Context, ID, Subscription};
use futures_util::{Stream, StreamExt, future::ready};

use super::{
    K8sClustersState,
    cluster::K8sCluster,
    events::K8sEventCategory,
    feeds::{
        K8sClusterChanged, K8sClustersChanged, K8sEventsChanged, K8sLogEnd, K8sLogLine,
        K8sLogLines, K8sOperationChanged, K8sReconciliationChanged,
    },
    inputs::K8sClusterFilter,
    reports::K8sReconciliation,
};
use crate::service::{
    Clusters, Filter, Look, Reconciliation, Reference, View,
    events::{EventFilter, events},
    feeds::Seen,
    logs::{LogRequest, Logged},
};

/// Events in the first item of their feed.
const MAX_EVENTS: usize = 200;

/// Feeds of this module.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct K8sFeeds;

#[Subscription]
impl K8sFeeds {
    /// The Aerospike clusters of a context: now, then each change as Kubernetes tells of it. While changes are not
    /// followed, `problem` says why, and what was known stays; then the state comes anew.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_clusters_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which clusters. Its context may be left out when there is one.")]
        filter: Option<K8sClusterFilter>,
    ) -> Result<impl Stream<Item = K8sClustersChanged> + use<>, ApiError> {
        let clusters = ctx.state::<K8sClustersState>()?.clusters.clone();
        let filter: Filter = filter.unwrap_or_default().into();
        let context = clusters.context(filter.context.as_deref())?;
        let sieve = filter.sieve()?;
        let scope = Scope::all();
        let followed = clusters
            .kubernetes
            .follow::<AerospikeCluster>(Some(&context), &scope);
        let items = followed.map_err(ApiError::from)?.into_stream();
        Ok(items.map(move |changes| {
            let look = Look::new(clusters.clone());
            let mut removed: Vec<ID> = changes
                .removed
                .iter()
                .map(|key| id(&context, key))
                .collect();
            let mut passing = Vec::new();
            for object in &changes.objects {
                let view = View::new(Arc::clone(&context), (**object).clone());
                if sieve.passes(&view) {
                    let look = Arc::clone(&look);
                    passing.push(K8sCluster { view, look });
                } else if !changes.whole {
                    removed.push(id(&context, &ObjectKey::of(&**object)));
                }
            }
            K8sClustersChanged {
                at: DateTime(changes.at.unwrap_or_else(|| clusters.clock.now())),
                kind: kind(changes.whole),
                lagged: changes.lagged,
                problem: problem(&changes),
                version: Int64(changes.version),
                clusters: passing,
                removed_ids: removed,
            }
        }))
    }

    /// One Aerospike cluster: now, then whenever it, its pods or its stateful sets have changed; `cluster` is null
    /// while there is none of that name.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The context; may be left out when there is one.")] context: Option<
            String,
        >,
        #[graphql(desc = "The Kubernetes namespace.")] namespace: String,
        #[graphql(desc = "The name.")] name: String,
    ) -> Result<impl Stream<Item = K8sClusterChanged> + use<>, ApiError> {
        let (clusters, items) = follow(ctx, context, namespace, name)?;
        Ok(items.map(move |item| K8sClusterChanged {
            at: DateTime(item.value.at),
            kind: kind(item.first),
            lagged: item.lagged,
            problem: item.value.problem.as_ref().map(Problem::from),
            version: Int64(item.version),
            cluster: shown(&clusters, &item.value),
        }))
    }

    /// The operation of a cluster: now, then each step of it.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_operation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The context; may be left out when there is one.")] context: Option<
            String,
        >,
        #[graphql(desc = "The Kubernetes namespace.")] namespace: String,
        #[graphql(desc = "The name of the cluster.")] name: String,
    ) -> Result<impl Stream<Item = K8sOperationChanged> + use<>, ApiError> {
        let (clusters, items) = follow(ctx, context, namespace, name)?;
        let items = items.then(move |item| {
            let cluster = shown(&clusters, &item.value);
            async move {
                let operation = match &cluster {
                    Some(cluster) => cluster.known_operation().await,
                    None => Ok(None),
                };
                (item, operation.map_err(|error| Problem::from(&error)))
            }
        });
        Ok(changed(items).map(|(item, operation)| K8sOperationChanged {
            at: DateTime(item.value.at),
            kind: kind(item.first),
            lagged: item.lagged,
            problem: match &operation {
                Err(problem) => Some(problem.clone()),
                Ok(_) => item.value.problem.as_ref().map(Problem::from),
            },
            version: Int64(item.version),
            operation: operation.ok().flatten(),
        }))
    }

    /// How the operator gets on with a cluster: now, then whenever it reports.
    #[graphql(guard = "Right::ReadK8s")]
    async fn reconciliation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The context; may be left out when there is one.")] context: Option<
            String,
        >,
        #[graphql(desc = "The Kubernetes namespace.")] namespace: String,
        #[graphql(desc = "The name of the cluster.")] name: String,
    ) -> Result<impl Stream<Item = K8sReconciliationChanged> + use<>, ApiError> {
        let (clusters, items) = follow(ctx, context, namespace, name)?;
        let items = items.map(|item| {
            let reconciliation = item.value.view.as_ref().map(Reconciliation::of);
            (item, reconciliation)
        });
        Ok(changed(items).map(move |(item, reconciliation)| {
            let reference = item.value.view.as_ref().map(View::reference);
            let shown = reconciliation
                .zip(reference)
                .map(|(reconciliation, reference)| K8sReconciliation {
                    reconciliation,
                    reference,
                    clusters: clusters.clone(),
                });
            K8sReconciliationChanged {
                at: DateTime(item.value.at),
                kind: kind(item.first),
                lagged: item.lagged,
                problem: item.value.problem.as_ref().map(Problem::from),
                version: Int64(item.version),
                reconciliation: shown,
            }
        }))
    }

    /// Events of a cluster, its pods, stateful sets and claims: the newest, then each that is new or happens again.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The context; may be left out when there is one.")] context: Option<
            String,
        >,
        #[graphql(desc = "The Kubernetes namespace.")] namespace: String,
        #[graphql(desc = "The name of the cluster.")] name: String,
        #[graphql(desc = "Of these categories; of all when left out.")] categories: Option<
            Vec<K8sEventCategory>,
        >,
    ) -> Result<impl Stream<Item = K8sEventsChanged> + use<>, ApiError> {
        let (clusters, reference) = named(ctx, context, namespace, name)?;
        let filter = EventFilter {
            categories: categories.into_iter().flatten().map(Into::into).collect(),
            search: None,
        };
        let scope = Scope::namespace(reference.namespace.as_str());
        let followed = clusters
            .kubernetes
            .follow::<Event>(Some(&reference.context), &scope);
        let items = followed.map_err(ApiError::from)?.into_stream();
        let claims = match clusters.find(&reference).await {
            Ok(view) => Look::new(clusters.clone()).claim_names(&view).await,
            Err(_) => Vec::new(),
        };
        let mut problem_before = None;
        let items = items.map(move |changes| {
            let mut found = events(&reference.name, &claims, &changes.objects, &filter);
            found.truncate(MAX_EVENTS);
            let item = K8sEventsChanged {
                at: DateTime(changes.at.unwrap_or_else(|| clusters.clock.now())),
                kind: kind(changes.whole),
                lagged: changes.lagged,
                problem: problem(&changes),
                version: Int64(changes.version),
                events: found.into_iter().map(Into::into).collect(),
            };
            let concerns =
                changes.whole || !item.events.is_empty() || item.problem != problem_before;
            problem_before.clone_from(&item.problem);
            concerns.then_some(item)
        });
        Ok(items.filter_map(ready))
    }

    /// Lines of the logs of a cluster's pods, at most 16 of them interleaved, as they come. Nothing is queued: who
    /// reads slowly makes the API server wait. Each reader has a stream of its own. Ends when all logs have.
    #[graphql(guard = "Right::ReadK8s")]
    #[expect(
        clippy::too_many_arguments,
        reason = "each is an argument of the field"
    )]
    async fn pod_logs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The context; may be left out when there is one.")] context: Option<
            String,
        >,
        #[graphql(desc = "The Kubernetes namespace.")] namespace: String,
        #[graphql(desc = "The name of the cluster.")] name: String,
        #[graphql(desc = "Pods of it; all when left out.")] pods: Option<Vec<String>>,
        #[graphql(desc = "The container; that of Aerospike when left out.")] container: Option<
            String,
        >,
        #[graphql(
            desc = "Whether to go on with lines still to be written.",
            default = true
        )]
        follow: bool,
        #[graphql(desc = "Of the containers before their last restart.", default = false)] previous: bool,
        #[graphql(desc = "Lines of the last seconds only: 1 to 86,400.")] since_seconds: Option<
            i32,
        >,
        #[graphql(desc = "Lines of the past, of each pod: 0 to 10,000.", default = 500)] tail: i32,
        #[graphql(
            desc = "Lines that a regular expression finds something in; at most 500 characters."
        )]
        grep: Option<String>,
    ) -> Result<impl Stream<Item = K8sLogLines> + use<>, ApiError> {
        let (clusters, reference) = named(ctx, context, namespace, name)?;
        let request = LogRequest {
            pods: pods.unwrap_or_default(),
            container: Some(container.unwrap_or_else(|| crate::service::SERVER.to_owned())),
            follow,
            previous,
            since_seconds: since_seconds.map(i64::from),
            tail: tail.into(),
            grep,
        };
        let lines = clusters.logs(&reference, request).await?;
        Ok(lines.map(log_lines))
    }
}

fn named(
    ctx: &Context<'_>,
    context: Option<String>,
    namespace: String,
    name: String,
) -> Result<(Clusters, Reference), ApiError> {
    let clusters = ctx.state::<K8sClustersState>()?.clusters.clone();
    let context = clusters.context(context.as_deref())?;
    Ok((
        clusters,
        Reference {
            context,
            namespace,
            name,
        },
    ))
}

fn follow(
    ctx: &Context<'_>,
    context: Option<String>,
    namespace: String,
    name: String,
) -> Result<(Clusters, impl Stream<Item = Item<Seen>> + use<>), ApiError> {
    let (clusters, reference) = named(ctx, context, namespace, name)?;
    let feeds = &ctx.state::<K8sClustersState>()?.feeds;
    let reader = feeds.follow(&clusters, &reference)?;
    let known = reader.into_stream().filter(|item| ready(item.value.known));
    // What comes first may be the second value: the feed begins before anything is known.
    let items = known.enumerate().map(|(index, item)| Item {
        first: index == 0,
        lagged: item.lagged && index > 0,
        ..item
    });
    Ok((clusters, items))
}

/// Only the items that differ from the item before in their second part, or in why they are old.
fn changed<B: Clone + PartialEq>(
    items: impl Stream<Item = (Item<Seen>, B)>,
) -> impl Stream<Item = (Item<Seen>, B)> {
    let mut before = None;
    items.filter(move |(item, part)| {
        let problem = item.value.problem.as_ref().map(Problem::from);
        let now = Some((problem, part.clone()));
        let differs = before != now;
        before = now;
        ready(differs)
    })
}

fn shown(clusters: &Clusters, seen: &Seen) -> Option<K8sCluster> {
    let look = Look::new(clusters.clone());
    seen.view.clone().map(|view| K8sCluster { view, look })
}

fn kind(whole: bool) -> FeedItemKind {
    match whole {
        true => FeedItemKind::Snapshot,
        false => FeedItemKind::Change,
    }
}

fn problem<K>(changes: &Changes<K>) -> Option<Problem> {
    changes
        .stale
        .as_ref()
        .map(|stale| Problem::from(&stale.problem))
}

fn id(context: &str, key: &ObjectKey) -> ID {
    ID(format!("{context}/{}/{}", key.namespace, key.name))
}

fn log_lines(logged: Vec<Logged>) -> K8sLogLines {
    let (mut lines, mut ended) = (Vec::new(), Vec::new());
    for one in logged {
        match one {
            Logged::Line { pod, at, text, cut } => lines.push(K8sLogLine {
                pod: pod.to_string(),
                at: at.map(DateTime),
                text,
                cut,
            }),
            Logged::Ended { pod, problem } => ended.push(K8sLogEnd {
                pod: pod.to_string(),
                problem: problem.as_ref().map(Problem::from),
            }),
        }
    }
    K8sLogLines { lines, ended }
}
