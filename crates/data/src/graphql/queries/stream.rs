use acm_aerospike::records::PARTITIONS;
use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    Written, ready_object,
    scalars::{Cursor, Int64},
};
use async_graphql::{Context, Subscription};
use futures_util::{Stream, StreamExt};

use super::{RecordQueryInput, book::kept};
use crate::{
    error::Result,
    graphql::{DataState, filter::At, types::Record},
    service::queries::{ShownBatch, StreamRequest},
};

/// Some of the records a query finds, and how far it has come.
#[derive(Clone, Debug)]
pub(in crate::graphql) struct QueryBatch {
    records: Vec<Record>,
    next: Option<Cursor>,
    is_last: bool,
    progress: QueryProgress,
}

ready_object! {
    /// Some of the records a query finds, and how far it has come.
    QueryBatch as "QueryBatch", this {
        /// The records, by partition; at most a few thousand. None when a part of the set was looked
        /// through and held none.
        records as "records": &[Record] = &this.records;
        /// Hand this to `after` to go on after this batch, at any time: after a connection was lost, or
        /// the limit reached. Null when there is nothing more.
        end_cursor as "endCursor": Option<Cursor> = this.next.clone();
        /// Whether the stream ends with this batch.
        is_last as "isLast": bool = this.is_last;
        /// How far the query has come.
        progress as "progress": QueryProgress = this.progress;
    }
}

/// How far a query has come.
#[derive(Clone, Copy, Debug)]
pub(in crate::graphql) struct QueryProgress {
    partitions_done: u16,
    partitions_total: u16,
    returned: u64,
    seen: Option<u64>,
    elapsed: f64,
}

ready_object! {
    /// How far a query has come. Counts begin with the stream, also with one that goes on from a cursor.
    QueryProgress as "QueryProgress", this {
        /// Partitions that lie behind, of `partitionsTotal`.
        partitions_done as "partitionsDone": i32 = this.partitions_done.into();
        /// Partitions there are: 4,096.
        partitions_total as "partitionsTotal": i32 = this.partitions_total.into();
        /// Records returned so far.
        returned as "returned": Int64 = this.returned.into();
        /// Records looked at so far; null when only the nodes know, as with a filter.
        seen as "seen": Option<Int64> = this.seen.map(Int64::from);
        /// Records returned each second, on average.
        rate_per_second as "ratePerSecond": f64 =
            this.returned as f64 / this.elapsed.max(0.001);
        /// Seconds since the stream began.
        elapsed_seconds as "elapsedSeconds": f64 = this.elapsed;
    }
}

impl From<ShownBatch> for QueryBatch {
    fn from(batch: ShownBatch) -> Self {
        Self {
            records: batch.records.into_iter().map(Record::from).collect(),
            next: batch.next.map(Cursor),
            is_last: batch.is_last,
            progress: QueryProgress {
                partitions_done: batch.partitions_done,
                partitions_total: PARTITIONS,
                returned: batch.returned,
                seen: batch.seen,
                elapsed: batch.elapsed,
            },
        }
    }
}

/// Streams of records.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct QuerySubscription;

#[Subscription]
impl QuerySubscription {
    /// All records a query finds, batch by batch, of any number. Who reads slowly slows the cluster's
    /// nodes, not this server; who stops ends the work of the nodes. Each batch says where to go on,
    /// to the record. Nodes that fail are waited for, 15 seconds at most; an error ends the stream, and
    /// the `endCursor` of the last batch goes on where it was.
    #[graphql(guard = "Right::ReadRecords")]
    async fn query_stream(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records.")] query: RecordQueryInput,
        #[graphql(desc = "The `endCursor` of a batch, or of a page of the same query.")]
        after: Option<Cursor>,
        #[graphql(desc = "The most records; all when absent.")] limit: Option<Int64>,
    ) -> Result<impl Stream<Item = Result<Written<QueryBatch>, ApiError>> + use<>, ApiError> {
        let batches = open(ctx, query, after, limit).await?;
        Ok(batches.map(|batch| {
            let batch = batch.map(QueryBatch::from);
            batch.map(Written).map_err(ApiError::from)
        }))
    }
}

async fn open(
    ctx: &Context<'_>,
    query: RecordQueryInput,
    after: Option<Cursor>,
    limit: Option<Int64>,
) -> Result<impl Stream<Item = Result<ShownBatch>> + use<>> {
    let kept = after.is_none().then(|| kept(&query));
    let (connection, query) = query.read(&At::argument("query"))?;
    let request = StreamRequest {
        connection,
        query,
        after: after.map(|cursor| cursor.0),
        limit: limit.map(|limit| limit.0),
    };
    let state = ctx.state::<DataState>()?;
    let connection = request.connection.clone();
    let batches = state.queries.stream(request).await?;
    if let Some(kept) = kept {
        state.book.remember(&connection, kept);
    }
    Ok(batches)
}
