//! Records found by what holds of them: as a stream, explained before, and kept under a name.

mod book;
mod explain;
mod plan;
mod stream;

use std::sync::Arc;

use acm_aerospike::{
    Record, RecordQuery, RecordText, ScanPosition,
    query::{Batch, StreamLimits},
};
use acm_core::{BoxFuture, Clock, CursorKey};
use futures_util::stream::BoxStream;

pub(crate) use book::{Book, Change, MAX_SAVED, Past, Saved};
pub(crate) use plan::{KnownIndex, Plan, Suggestion, Warning};
pub(crate) use stream::{ShownBatch, StreamRequest};

use super::{access::InfoAccess, cluster::Snapshots};
use crate::error::Result;

/// Runs queries on live clusters.
pub trait QueryAccess: Send + Sync {
    /// All that a query finds from a position on, batch by batch. Dropped, it ends on the nodes too.
    ///
    /// # Errors
    /// The connection's own; the stream yields the cluster's, and ends.
    fn stream<'a>(
        &'a self,
        connection: &'a str,
        query: &'a RecordQuery,
        position: ScanPosition,
        limits: StreamLimits,
    ) -> BoxFuture<'a, Result<Batches<Record>>>;

    /// The same for who only shows them: bins are text from the moment they arrive.
    ///
    /// # Errors
    /// As above.
    fn stream_texts<'a>(
        &'a self,
        connection: &'a str,
        query: &'a RecordQuery,
        position: ScanPosition,
        limits: StreamLimits,
    ) -> BoxFuture<'a, Result<Batches<RecordText>>>;
}

/// What a query finds, batch by batch.
pub type Batches<R> = BoxStream<'static, Result<Batch<R>>>;

/// The queries of all clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Queries {
    access: Arc<dyn QueryAccess>,
    info: Arc<dyn InfoAccess>,
    snapshots: Snapshots,
    cursors: CursorKey,
    clock: Clock,
}

impl Queries {
    /// Queries behind `access`; `info` and `snapshots` tell of indexes and sets, `cursors` seal
    /// positions.
    pub(crate) fn new(
        access: Arc<dyn QueryAccess>,
        info: Arc<dyn InfoAccess>,
        snapshots: Snapshots,
        cursors: CursorKey,
        clock: Clock,
    ) -> Self {
        Self {
            access,
            info,
            snapshots,
            cursors,
            clock,
        }
    }
}
