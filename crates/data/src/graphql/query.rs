use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    Cluster, Metric, MetricScope, MetricsFrame, Namespace, Set, Written,
    scalars::{BinName, Cursor, NamespaceName, SetName},
};
use async_graphql::{Context, ID, Object};

use super::{
    DataState,
    inputs::RecordKeyInput,
    many::{self, RecordReadResult},
    selection::{is_lone_root_field, wanted},
    types::{Record, RecordPage},
};
use crate::{
    error::{Error, Result},
    loaders::{RecordLoaders, RecordQuery},
    service::{
        metrics::Selection,
        records::{Address, PageRequest},
    },
};

/// Queries of clusters, metrics and records.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CoreQuery;

#[Object]
impl CoreQuery {
    /// The live cluster behind a connection, at most a second old; null with an error when no node
    /// answers. A single silent node or failing namespace has its own error or problem.
    #[graphql(guard = "Right::ReadClusters")]
    async fn cluster(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
    ) -> Option<Result<Cluster, ApiError>> {
        Some(cluster(ctx, &connection_id).await.map_err(ApiError::from))
    }

    /// A namespace of a cluster; null when it has none of this name.
    #[graphql(guard = "Right::ReadClusters")]
    async fn namespace(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "The namespace's name.")] name: NamespaceName,
    ) -> Option<Result<Namespace, ApiError>> {
        namespace(ctx, &connection_id, &name)
            .await
            .map_err(ApiError::from)
            .transpose()
    }

    /// A set of a namespace; null when there is none of this name. Sets come into being with their
    /// first record.
    #[graphql(guard = "Right::ReadClusters")]
    async fn set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "The set's namespace.")] namespace: NamespaceName,
        #[graphql(desc = "The set's name.")] name: SetName,
    ) -> Option<Result<Set, ApiError>> {
        set(ctx, &connection_id, &namespace, &name)
            .await
            .transpose()
    }

    /// The sampled history of a cluster. Asking starts the sampler, one sample a second, which goes
    /// on for a minute after the last look: a first answer holds one sample, and so no rates.
    /// Histories longer than 1,200 points are thinned out: rates by their mean, latencies by their
    /// greatest, everything else by its last.
    #[graphql(guard = "Right::ReadClusters")]
    #[expect(clippy::too_many_arguments, reason = "they are the field's arguments")]
    async fn metrics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "Which metrics; all when absent.")] metrics: Option<Vec<Metric>>,
        #[graphql(desc = "Which namespaces, of the series of namespaces; all when absent.")]
        namespaces: Option<Vec<NamespaceName>>,
        #[graphql(desc = "Which nodes, of the series of nodes; all when absent.")] nodes: Option<
            Vec<String>,
        >,
        #[graphql(desc = "Which scopes; all when absent.")] scopes: Option<Vec<MetricScope>>,
        #[graphql(desc = "How far back, in seconds: 1 to 3,600.", default = 600)]
        window_seconds: i32,
    ) -> Option<Result<MetricsFrame, ApiError>> {
        let selection = selected(metrics, namespaces, nodes, scopes, window_seconds);
        let state = match ctx.state::<DataState>() {
            Ok(state) => state,
            Err(error) => return Some(Err(error)),
        };
        Some(
            state
                .metrics
                .frame(&connection_id, &selection)
                .await
                .map_err(ApiError::from),
        )
    }

    /// A record by its key; null when there is none. Several of one operation are read by one batch
    /// command per node.
    #[graphql(guard = "Right::ReadRecords")]
    async fn record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "Which record.")] key: RecordKeyInput,
        #[graphql(desc = "Which bins, at most 1,000; all when absent, none for an empty list.")]
        bins: Option<Vec<BinName>>,
    ) -> Option<Result<Written<Record>, ApiError>> {
        record(ctx, connection_id, key, bins)
            .await
            .map(|found| found.map(Written))
            .map_err(ApiError::from)
            .transpose()
    }

    /// Up to 1,000 records by their keys, read by one batch command per node. Each key has its own
    /// result, in the order of the keys; a key that is named twice has two. What does not fit into 32
    /// MiB is `LIMIT_EXCEEDED`, key by key.
    #[graphql(guard = "Right::ReadRecords")]
    async fn records_by_keys(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "Which records: at most 1,000 keys.")] keys: Vec<RecordKeyInput>,
        #[graphql(desc = "Which bins, at most 1,000; all when absent, none for an empty list.")]
        bins: Option<Vec<BinName>>,
    ) -> Option<Result<Written<Vec<RecordReadResult>>, ApiError>> {
        let results = many::read(ctx, &connection_id, keys, bins).await;
        Some(results.map(Written).map_err(ApiError::from))
    }

    /// A page of the records of a set, or of a whole namespace, in an order that stays the same.
    /// Records that are there all the time appear exactly once over all pages, whatever is written
    /// or deleted meanwhile.
    #[graphql(guard = "Right::ReadRecords")]
    #[expect(clippy::too_many_arguments, reason = "they are the field's arguments")]
    async fn records(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "The namespace.")] namespace: NamespaceName,
        #[graphql(desc = "The set; every record of the namespace when absent.")] set: Option<
            SetName,
        >,
        #[graphql(desc = "Which bins, at most 1,000; all when absent, none for an empty list.")]
        bins: Option<Vec<BinName>>,
        #[graphql(desc = "Leaves the bins out, and reads none.", default = false)]
        metadata_only: bool,
        #[graphql(desc = "How many records: 1 to 1,000.", default = 50)] first: i32,
        #[graphql(desc = "The `endCursor` of the page before.")] after: Option<Cursor>,
    ) -> Option<Result<Written<RecordPage>, ApiError>> {
        let look = ctx.look_ahead();
        let bins = if metadata_only {
            Some(Vec::new())
        } else {
            bins
        };
        let wanted = wanted(&look.field("records"), bins);
        if let Err(error) = wanted.check() {
            return Some(Err(error.into()));
        }
        let set = set.as_ref().map_or("", SetName::as_str);
        let request = PageRequest {
            connection: connection_id.0,
            query: acm_aerospike::RecordQuery::all(namespace.as_str(), set, wanted.projection()),
            last_update: wanted.last_update,
            first,
            after: after.map(|cursor| cursor.0),
            estimate: look.field("estimatedTotal").exists(),
        };
        let state = match ctx.state::<DataState>() {
            Ok(state) => state,
            Err(error) => return Some(Err(error)),
        };
        let page = state.records.page(&request).await;
        let page = page.map(|page| Written(page.into()));
        Some(page.map_err(ApiError::from))
    }
}

/// The filter of the arguments of `metrics`.
pub(crate) fn selected(
    metrics: Option<Vec<Metric>>,
    namespaces: Option<Vec<NamespaceName>>,
    nodes: Option<Vec<String>>,
    scopes: Option<Vec<MetricScope>>,
    window_seconds: i32,
) -> Selection {
    let name = |name: NamespaceName| name.as_str().to_owned();
    Selection {
        metrics: metrics.map(|metrics| metrics.into_iter().collect()),
        namespaces: namespaces.map(|names| names.into_iter().map(name).collect()),
        nodes: nodes.map(|nodes| nodes.into_iter().collect()),
        scopes: scopes.map(|scopes| scopes.into_iter().collect()),
        window_seconds,
    }
}

async fn cluster(ctx: &Context<'_>, connection: &str) -> Result<Cluster> {
    let state = ctx.state::<DataState>()?;
    Ok((*state.snapshots.get(connection).await?).clone())
}

async fn namespace(
    ctx: &Context<'_>,
    connection: &str,
    name: &NamespaceName,
) -> Result<Option<Namespace>> {
    let state = ctx.state::<DataState>()?;
    let cluster = state.snapshots.get(connection).await?;
    match &cluster.namespaces {
        Some(Ok(namespaces)) => Ok(namespaces.iter().find(|found| found.name == *name).cloned()),
        Some(Err(error)) => Err(error.clone().into()),
        None => Ok(None),
    }
}

async fn set(
    ctx: &Context<'_>,
    connection: &str,
    namespace_name: &NamespaceName,
    name: &SetName,
) -> Result<Option<Set>, ApiError> {
    let namespace = namespace(ctx, connection, namespace_name).await?;
    let namespace = namespace.ok_or_else(|| Error::Missing {
        kind: "namespace",
        name: namespace_name.as_str().to_owned(),
    })?;
    match namespace.sets {
        Some(sets) => Ok(sets?.into_iter().find(|found| found.name == *name)),
        None => Ok(None),
    }
}

async fn record(
    ctx: &Context<'_>,
    connection_id: ID,
    key: RecordKeyInput,
    bins: Option<Vec<BinName>>,
) -> Result<Option<Record>> {
    let query = RecordQuery {
        connection: connection_id.0,
        key: Address::from(key).key("key")?,
        wanted: wanted(&ctx.look_ahead(), bins),
    };
    query.wanted.check()?;
    let found = if is_lone_root_field(ctx) {
        let records = &ctx.state::<DataState>()?.records;
        records
            .get(&query.connection, &query.key, &query.wanted)
            .await?
    } else {
        ctx.state::<RecordLoaders>()?.load(query).await?
    };
    Ok(found.map(Record::from))
}
