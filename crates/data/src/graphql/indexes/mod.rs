//! Secondary indexes: listed, followed, made and dropped.

mod input;

use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{IndexesChanged, SecondaryIndex, scalars::NamespaceName};
use async_graphql::{Context, ID, Object, SimpleObject, Subscription};
use futures_util::{Stream, StreamExt};

use super::{DataState, filter::At};
use crate::error::Result;
use input::{CreateIndexInput, DropIndexInput};

/// Queries of secondary indexes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct IndexQuery;

/// Changes of secondary indexes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct IndexMutation;

/// Feeds of secondary indexes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct IndexSubscription;

#[Object]
impl IndexQuery {
    /// The secondary indexes of a namespace, or of all, by namespace and name, with what each node
    /// tells of them. Null with an error when no node answers.
    #[graphql(guard = "Right::ReadClusters")]
    async fn indexes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "The namespace; all when absent.")] namespace: Option<NamespaceName>,
    ) -> Option<Result<Vec<SecondaryIndex>, ApiError>> {
        let indexes = list(ctx, &connection_id, namespace.as_ref()).await;
        Some(indexes.map_err(ApiError::from))
    }
}

#[Object]
impl IndexMutation {
    /// Makes a secondary index on the whole cluster. It is being built when this answers: queries by
    /// it are refused until its state is READY, which `indexesChanged` tells. `ALREADY_EXISTS` when the
    /// namespace has an index of this name, or the same index under another; `TIMEOUT` when no node
    /// answered and the index is not seen either.
    #[graphql(guard = "Right::WriteClusters")]
    async fn create_index(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to make.")] input: CreateIndexInput,
    ) -> Result<CreateIndexPayload, ApiError> {
        let (connection, new) = input.read(&At::argument("input"))?;
        let indexes = &ctx.state::<DataState>()?.indexes;
        let index = indexes.create(&connection, &new).await?;
        Ok(CreateIndexPayload { index })
    }

    /// Drops a secondary index on the whole cluster. Queries by it end. Dropping what is not there is
    /// no error.
    #[graphql(guard = "Right::WriteClusters")]
    async fn drop_index(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which index.")] input: DropIndexInput,
    ) -> Result<DropIndexPayload, ApiError> {
        let indexes = &ctx.state::<DataState>()?.indexes;
        let (namespace, name) = (input.namespace.as_str(), input.name.as_str());
        let dropped = indexes.drop(&input.connection_id, namespace, name).await?;
        Ok(DropIndexPayload { dropped })
    }
}

#[Subscription]
impl IndexSubscription {
    /// The secondary indexes of a namespace, or of all: now, then whenever something has changed,
    /// looked at every second, so that builds are seen to go on; at least every ten. While no node
    /// answers, `indexes` is null and `problem` says why; the feed goes on trying, less often. Ends
    /// when the profile is removed.
    #[graphql(guard = "Right::ReadClusters")]
    async fn indexes_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The connection.")] connection_id: ID,
        #[graphql(desc = "The namespace; all when absent.")] namespace: Option<NamespaceName>,
    ) -> Result<impl Stream<Item = IndexesChanged> + use<>, ApiError> {
        let state = ctx.state::<DataState>()?;
        let items = state.index_feeds.subscribe(&connection_id).await?;
        let wanted = move |index: &&SecondaryIndex| {
            let namespace = namespace.as_ref();
            namespace.is_none_or(|namespace| index.namespace == *namespace)
        };
        Ok(items.map(move |item| IndexesChanged {
            at: item.at,
            kind: item.kind,
            lagged: item.lagged,
            problem: item.problem,
            version: item.version,
            indexes: item
                .seen
                .map(|seen| seen.iter().filter(&wanted).cloned().collect()),
        }))
    }
}

/// An index that was made.
#[derive(Clone, Debug, SimpleObject)]
struct CreateIndexPayload {
    /// The index as the nodes tell of it now.
    index: SecondaryIndex,
}

/// What became of an index that was to be dropped.
#[derive(Clone, Copy, Debug, SimpleObject)]
struct DropIndexPayload {
    /// Whether there was one.
    dropped: bool,
}

async fn list(
    ctx: &Context<'_>,
    connection: &str,
    namespace: Option<&NamespaceName>,
) -> Result<Vec<SecondaryIndex>> {
    let indexes = &ctx.state::<DataState>()?.indexes;
    match namespace {
        Some(namespace) => indexes.of_namespace(connection, namespace.as_str()).await,
        None => indexes.all(connection).await,
    }
}
