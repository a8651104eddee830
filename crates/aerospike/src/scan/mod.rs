//! Pages of what a query finds, exact at any set size.
//!
//! Records come partition by partition and, within one, in the order in which the server keeps
//! them: the order in which it resumes after a digest. No page repeats or skips a record that was
//! there all the time, whatever is written or deleted between pages. An index keeps its entries by
//! value: there a page resumes after a digest and what the index holds of that record.

mod count;
mod fetch;
mod lessons;
mod pace;
mod stream;

use std::time::Instant;

pub(crate) use lessons::Lessons;
pub use stream::{Batch, QueryStream, StreamLimits};

use crate::client::Cluster;
use crate::deadline::Deadline;
use crate::error::{Error, ErrorKind, Result};
use crate::query::{Compiled, RecordQuery};
use crate::records::{Digest, PARTITIONS, RecordForm, RecordText};
use fetch::{End, Fetch};
use pace::{Density, Lesson, Pace};

/// The most records of one page.
pub const MAX_PAGE_RECORDS: usize = 1_000;
/// Roughly how much memory the records of one page may take; a page that reaches it ends early.
pub const MAX_PAGE_BYTES: usize = 32 * 1024 * 1024;

/// Where a page starts: at a partition, or after a record of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ScanPosition {
    /// The first partition with records yet to come, up to 4,096 for "none".
    pub partition: u16,
    /// The last record of that partition that was read.
    pub digest: Option<Digest>,
    /// What the index holds of that record, as the server says; of a query by an index only.
    pub entry: Option<u64>,
}

impl ScanPosition {
    /// Where a partition begins.
    #[must_use]
    pub const fn at(partition: u16) -> Self {
        Self {
            partition,
            digest: None,
            entry: None,
        }
    }
}

/// What to scan.
#[derive(Debug, Clone, PartialEq)]
pub struct ScanRequest {
    /// Which records.
    pub query: RecordQuery,
    /// Where to start.
    pub position: ScanPosition,
    /// How many records, 1 to [`MAX_PAGE_RECORDS`].
    pub limit: usize,
    /// How many records the query finds about, if the caller knows: it saves requests, nothing else.
    pub expected_records: Option<u64>,
}

/// One page of a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// As many records as asked for. Fewer when the scan ends with them, when they take more
    /// memory than [`MAX_PAGE_BYTES`], or when the deadline came first.
    pub records: Vec<RecordText>,
    /// Where the next page starts; `None` when there is no further record.
    pub next: Option<ScanPosition>,
    /// How many of the 4,096 partitions lie behind.
    pub partitions_done: u16,
}

impl Page {
    fn new(records: Vec<RecordText>, next: Option<ScanPosition>) -> Self {
        let partitions_done = next.map_or(PARTITIONS, |next| next.partition);
        Self {
            records,
            next,
            partitions_done,
        }
    }
}

impl Cluster {
    /// Reads one page.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::InvalidInput`]: names, limit or position out of range.
    /// - [`ErrorKind::NotFound`]: there is no such namespace.
    /// - [`ErrorKind::Unavailable`]: a node failed on the way; the same page can be asked again.
    /// - [`ErrorKind::Timeout`]: not one partition was read before the deadline. When some were,
    ///   the page is short instead, and says where to go on.
    pub async fn scan_page(&self, request: &ScanRequest, deadline: Deadline) -> Result<Page> {
        check(request)?;
        let query = &request.query;
        let compiled = query.compile()?;
        let learned = self.lessons().of(query, Instant::now());
        let known = learned.or_else(|| {
            request.expected_records.map(|records| Lesson {
                density: Density::of(records),
                largest: PARTITIONS,
            })
        });
        let mut pace = Pace::new(wanted(request), known);
        if learned.is_some_and(|lesson| lesson.density.records > 0) {
            pace.had_records();
        }
        let page = self
            .read_page(request, &compiled, &mut pace, deadline)
            .await;
        if let Some(lesson) = pace.lesson() {
            self.lessons().keep(query, lesson, Instant::now());
        }
        page
    }

    async fn read_page(
        &self,
        request: &ScanRequest,
        compiled: &Compiled,
        pace: &mut Pace,
        deadline: Deadline,
    ) -> Result<Page> {
        let target = wanted(request);
        let mut records: Vec<RecordText> = Vec::new();
        let mut bytes = 0;
        let mut at = request.position;
        let mut counted = false;
        while at.partition < PARTITIONS {
            let missing = target - records.len();
            if pace.is_blind() && !counted && request.query.is_everything() {
                counted = true;
                match self.count(&request.query, deadline).await {
                    Some(0) => break,
                    Some(count) => pace.expect(count, missing),
                    None => {}
                }
            }
            let span = pace.span().min(PARTITIONS - at.partition);
            let fetch = Fetch {
                query: compiled,
                at,
                span,
                wanted: missing,
                bytes: MAX_PAGE_BYTES - bytes,
                is_job: false,
            };
            let fetched = match self.fetch(fetch, deadline).await {
                Ok(fetched) => fetched,
                Err(error) if error.kind() != ErrorKind::Timeout => return Err(error),
                Err(_) if span > 1 && !deadline.is_over() => {
                    pace.too_slow(span);
                    continue;
                }
                Err(_) if at != request.position => return Ok(Page::new(records, Some(at))),
                Err(error) => return Err(error),
            };
            let count = fetched.records.len();
            match fetched.end {
                End::Unknown => {
                    pace.too_many(span, count, missing);
                    continue;
                }
                End::Complete => pace.read(span, count, missing.saturating_sub(count)),
                End::Prefix(_) => pace.read_in_part(count),
            }
            bytes += fetched.bytes;
            let is_prefix = matches!(fetched.end, End::Prefix(_));
            let fit = fetched.fit(at, span, missing, request.query.predicate.is_some());
            if fit.is_cut {
                pace.one_by_one();
            }
            at = fit.next;
            records.extend(fit.records);
            if records.len() > request.limit {
                records.truncate(request.limit);
                let next = records.last().map_or(at, after);
                return Ok(Page::new(records, Some(next)));
            }
            let is_full = records.len() == target || is_prefix || bytes >= MAX_PAGE_BYTES;
            if is_full && at.partition < PARTITIONS {
                return Ok(Page::new(records, Some(at)));
            }
        }
        Ok(Page::new(records, None))
    }
}

/// How many records fill a page. One more than asked for tells whether there is a next one; of an
/// index, none is read that the page cannot hold.
fn wanted(request: &ScanRequest) -> usize {
    request.limit + usize::from(request.query.predicate.is_none())
}

fn after<R: RecordForm>(record: &R) -> ScanPosition {
    let digest = record.key().digest();
    ScanPosition {
        digest: Some(digest),
        ..ScanPosition::at(digest.partition())
    }
}

fn check(request: &ScanRequest) -> Result<()> {
    if !(1..=MAX_PAGE_RECORDS).contains(&request.limit) {
        return Err(Error::invalid(format!(
            "A page has 1 to {MAX_PAGE_RECORDS} records."
        )));
    }
    check_position(request.position)
}

pub(crate) fn check_position(position: ScanPosition) -> Result<()> {
    let ScanPosition {
        partition, digest, ..
    } = position;
    if partition > PARTITIONS || digest.is_some_and(|digest| digest.partition() != partition) {
        return Err(Error::invalid("The position does not lie in a partition."));
    }
    Ok(())
}
