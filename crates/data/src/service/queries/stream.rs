//! All that a query finds, batch by batch.

use std::sync::Arc;

use acm_aerospike::{
    RecordQuery, RecordText,
    query::{Batch, StreamLimits},
};
use acm_core::{Clock, CursorKey};
use futures_util::{Stream, StreamExt};
use tokio::time::Instant;

use super::Queries;
use crate::{
    error::{Error, Result},
    service::records::{Place, ShownRecord},
};

/// Records of one batch: small enough that each is written soon, large enough to write fast.
const BATCH: usize = 1_000;

/// A stream that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct StreamRequest {
    /// Connection.
    pub connection: String,
    /// Which records, and which of their bins.
    pub query: RecordQuery,
    /// The cursor of a batch or a page before.
    pub after: Option<String>,
    /// The most records; `None` for all.
    pub limit: Option<i64>,
}

/// A batch, and how far the stream has come with it.
#[derive(Clone, Debug)]
pub(crate) struct ShownBatch {
    /// The records.
    pub records: Vec<ShownRecord>,
    /// Where a stream goes on after this batch; `None` when there is nothing more.
    pub next: Option<String>,
    /// Whether the stream ends with it.
    pub is_last: bool,
    /// Partitions that lie behind.
    pub partitions_done: u16,
    /// Records of all batches so far.
    pub returned: u64,
    /// Records looked at so far; `None` when only the nodes know.
    pub seen: Option<u64>,
    /// Seconds since the stream began.
    pub elapsed: f64,
}

impl Queries {
    /// Runs a query.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a limit out of bounds or a cursor of another query; the connection's own.
    pub(crate) async fn stream(
        &self,
        request: StreamRequest,
    ) -> Result<impl Stream<Item = Result<ShownBatch>> + use<>> {
        let total = match request.limit.map(u64::try_from) {
            None => None,
            Some(Ok(limit)) if limit > 0 => Some(limit),
            Some(_) => return Err(Error::input("limit", "ask for at least one record")),
        };
        let place = Place::new(&request.connection, &request.query);
        let after = request.after.as_deref();
        let position = after
            .map(|cursor| place.open(&self.cursors, cursor))
            .transpose()?
            .unwrap_or_default();
        let limits = StreamLimits {
            batch: BATCH,
            total,
        };
        let began = Instant::now();
        let batches = self
            .access
            .stream_texts(&request.connection, &request.query, position, limits)
            .await?;
        let mut showing = Showing {
            is_everything: request.query.is_everything(),
            connection: Arc::from(request.connection),
            place,
            cursors: self.cursors.clone(),
            clock: self.clock.clone(),
            began,
            total,
            returned: 0,
        };
        Ok(batches.map(move |batch| batch.map(|batch| showing.show(batch))))
    }
}

/// What the batches of one stream are shown with.
struct Showing {
    connection: Arc<str>,
    place: Place,
    cursors: CursorKey,
    clock: Clock,
    began: Instant,
    total: Option<u64>,
    is_everything: bool,
    returned: u64,
}

impl Showing {
    fn show(&mut self, batch: Batch<RecordText>) -> ShownBatch {
        let now = self.clock.now();
        self.returned += batch.records.len() as u64;
        let shown = |record| ShownRecord::new(Arc::clone(&self.connection), record, now);
        let is_enough = self.total.is_some_and(|total| self.returned >= total);
        ShownBatch {
            records: batch.records.into_iter().map(shown).collect(),
            is_last: is_enough || batch.next.is_none(),
            next: batch.next.map(|next| self.place.seal(&self.cursors, next)),
            partitions_done: batch.partitions_done,
            returned: self.returned,
            seen: self.is_everything.then_some(self.returned),
            elapsed: self.began.elapsed().as_secs_f64(),
        }
    }
}
