//! All that a query finds, as a stream of any length in bounded memory.
//!
//! The nodes are asked for one range of partitions after the other. While a range is handed out the
//! next one arrives, and no more than that: who reads slowly slows the nodes. A range is whole before
//! any of it is handed out, so a batch always says where to go on, to the record; a node that fails
//! costs a range that is asked for again, and nothing is repeated or skipped.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{Stream, stream};

use super::fetch::{End, Fetch, Fetched, OpenFetch};
use super::pace::Pace;
use super::{ScanPosition, after, check_position};
use crate::client::Cluster;
use crate::deadline::Deadline;
use crate::error::{Error, ErrorKind, Result};
use crate::query::{Compiled, RecordQuery};
use crate::records::{PARTITIONS, RecordForm};

/// The most records of a range.
const RANGE_RECORDS: usize = 16_384;
/// Roughly how much memory the records of a range may take.
const RANGE_BYTES: usize = 12 * 1024 * 1024;
/// How long the nodes have for a range.
const RANGE_DEADLINE: Duration = Duration::from_secs(10);
/// How long nodes may fail before the stream does.
const PATIENCE: Duration = Duration::from_secs(15);
/// The pause before a range is asked for again: the client learns of the cluster's changes once a
/// second.
const PAUSE: Duration = Duration::from_millis(250);

/// How much a stream yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamLimits {
    /// The most records of a batch.
    pub batch: usize,
    /// The most records of all batches; `None` for all there are.
    pub total: Option<u64>,
}

/// Some of the records of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch<R> {
    /// The records; none when a part of the set was looked through and held none.
    pub records: Vec<R>,
    /// Where a stream of the same query goes on after this batch; `None` at the end.
    pub next: Option<ScanPosition>,
    /// How many of the 4,096 partitions lie behind.
    pub partitions_done: u16,
}

/// A running query. Dropped, it ends, on the nodes too.
pub struct QueryStream<R> {
    cluster: Arc<Cluster>,
    compiled: Compiled,
    by_index: bool,
    batch: usize,
    left: Option<u64>,
    pace: Pace,
    /// Where the range begins that is asked for next.
    at: ScanPosition,
    /// The range that arrives.
    ahead: Option<Ahead<R>>,
    /// What is left of the range that arrived, and where it ends.
    ready: std::vec::IntoIter<R>,
    ended: bool,
}

/// A range that was asked for.
struct Ahead<R> {
    open: OpenFetch<R>,
    span: u16,
    wanted: usize,
}

impl Cluster {
    /// Runs a query from a position on. Nothing is asked of the nodes before the first batch is.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`]: names, limits or position out of range.
    pub fn query_stream<R: RecordForm>(
        self: &Arc<Self>,
        query: &RecordQuery,
        position: ScanPosition,
        limits: StreamLimits,
    ) -> Result<QueryStream<R>> {
        check_position(position)?;
        if limits.batch == 0 {
            return Err(Error::invalid("A batch has at least one record."));
        }
        Ok(QueryStream {
            cluster: Arc::clone(self),
            compiled: query.compile()?,
            by_index: query.predicate.is_some(),
            batch: limits.batch,
            left: limits.total,
            pace: Pace::new(RANGE_RECORDS, None),
            at: position,
            ahead: None,
            ready: Vec::new().into_iter(),
            ended: position.partition >= PARTITIONS || limits.total == Some(0),
        })
    }
}

impl<R: RecordForm> QueryStream<R> {
    /// The next batch; `None` after the last. Waits for nodes that fail, at most fifteen seconds.
    /// Dropping the future loses nothing that was not handed out yet, but for the range it waits for,
    /// which is asked for again.
    ///
    /// # Errors
    ///
    /// What the nodes answer; [`ErrorKind::Unavailable`] or [`ErrorKind::Timeout`] when they failed
    /// for too long. The stream can be asked again, and goes on where it was.
    pub async fn next(&mut self) -> Result<Option<Batch<R>>> {
        if self.ready.as_slice().is_empty() {
            if self.ended {
                return Ok(None);
            }
            self.ready = self.range().await?.into_iter();
            self.prefetch().await;
        }
        Ok(Some(self.cut()))
    }

    /// The batches as a stream. It ends with the first error, of which the last batch says where to go
    /// on.
    pub fn into_stream(self) -> impl Stream<Item = Result<Batch<R>>> + Send {
        stream::unfold(Some(self), async |query| {
            let mut query = query?;
            match query.next().await {
                Ok(batch) => Some((Ok(batch?), Some(query))),
                Err(error) => Some((Err(error), None)),
            }
        })
    }

    /// Takes a batch of what is ready.
    fn cut(&mut self) -> Batch<R> {
        let partition = |record: &R| record.key().digest().partition();
        let ready = self.ready.as_slice();
        let mut count = ready.len().min(self.batch);
        if self.by_index && count < ready.len() {
            // Only between partitions it is known where an index goes on.
            let last = ready.get(count - 1).map_or(0, partition);
            count = ready.partition_point(|record| partition(record) <= last);
        }
        let records: Vec<R> = self.ready.by_ref().take(count).collect();
        let next = match self.ready.as_slice().first() {
            None => self.at,
            Some(first) if self.by_index => ScanPosition::at(partition(first)),
            Some(_) => records.last().map_or(self.at, after),
        };
        Batch {
            records,
            partitions_done: next.partition,
            next: (next.partition < PARTITIONS).then_some(next),
        }
    }

    /// The records of the next range that can be had; the position moves behind it.
    async fn range(&mut self) -> Result<Vec<R>> {
        let mut failing: Option<Instant> = None;
        loop {
            let waits = Instant::now();
            let ahead = match self.ahead.take() {
                Some(ahead) => Ok(ahead),
                None => self.open().await,
            };
            let (span, wanted) = match &ahead {
                Ok(ahead) => (ahead.span, ahead.wanted),
                Err(_) => (1, 0),
            };
            let fetched = match ahead {
                Ok(ahead) => self.cluster.finish(ahead.open).await,
                Err(error) => Err(error),
            };
            match fetched {
                Ok(fetched) => {
                    self.pace.waited(span, waits.elapsed());
                    if let Some(records) = self.take(fetched, span, wanted) {
                        return Ok(records);
                    }
                }
                Err(error) if error.is_retryable() => {
                    let since = *failing.get_or_insert(waits);
                    if since.elapsed() >= PATIENCE {
                        return Err(error);
                    }
                    if error.kind() == ErrorKind::Timeout {
                        self.pace.too_slow(span);
                    }
                    tokio::time::sleep(PAUSE).await;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// What can be used of a range; `None` when it must be asked for in smaller parts.
    fn take(&mut self, fetched: Fetched<R>, span: u16, wanted: usize) -> Option<Vec<R>> {
        let count = fetched.records.len();
        match fetched.end {
            End::Unknown => {
                self.pace.too_many(span, count, wanted);
                return None;
            }
            End::Complete => self.pace.read(span, count, RANGE_RECORDS),
            End::Prefix(_) => self.pace.read_in_part(count),
        }
        let room = match self.left {
            Some(left) => usize::try_from(left).unwrap_or(usize::MAX),
            None => usize::MAX,
        };
        let fit = fetched.fit(self.at, span, room, self.by_index);
        if fit.is_cut {
            self.pace.one_by_one();
        }
        self.at = fit.next;
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(fit.records.len() as u64);
        }
        self.ended = self.at.partition >= PARTITIONS || self.left == Some(0);
        Some(fit.records)
    }

    /// Asks for the next range, unless there is none. What fails shows when the range is waited for.
    async fn prefetch(&mut self) {
        if !self.ended {
            self.ahead = self.open().await.ok();
        }
    }

    async fn open(&self) -> Result<Ahead<R>> {
        let span = self.pace.span().min(PARTITIONS - self.at.partition);
        let left = self.left.unwrap_or(u64::MAX);
        let wanted = usize::try_from(left).map_or(RANGE_RECORDS, |left| left.min(RANGE_RECORDS));
        let fetch = Fetch {
            query: &self.compiled,
            at: self.at,
            span,
            wanted,
            bytes: RANGE_BYTES,
            is_job: true,
        };
        let open = self
            .cluster
            .open(&fetch, Deadline::after(RANGE_DEADLINE))
            .await?;
        Ok(Ahead { open, span, wanted })
    }
}
