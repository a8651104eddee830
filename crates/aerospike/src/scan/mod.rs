//! Pages of a primary-index scan, exact at any set size.
//!
//! Records come partition by partition and, within one, in the order in which the server keeps
//! them: the order in which it resumes after a digest. No page repeats or skips a record that was
//! there all the time, whatever is written or deleted between pages.

mod count;
mod fetch;
mod lessons;
mod pace;

use std::time::Instant;

pub(crate) use lessons::Lessons;

use crate::client::Cluster;
use crate::deadline::Deadline;
use crate::error::{Error, ErrorKind, Result};
use crate::names::{check_namespace, check_set};
use crate::records::{Digest, PARTITIONS, Projection, Record};
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
}

/// What to scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanRequest {
    /// The namespace.
    pub namespace: String,
    /// The set; empty for all records of the namespace, of any set or none.
    pub set: String,
    /// Which bins.
    pub projection: Projection,
    /// Where to start.
    pub position: ScanPosition,
    /// How many records, 1 to [`MAX_PAGE_RECORDS`].
    pub limit: usize,
    /// How many records there are about, replicas not counted, if the caller knows: it saves
    /// requests, nothing else.
    pub expected_records: Option<u64>,
}

/// One page of a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// As many records as asked for. Fewer when the scan ends with them, when they take more
    /// memory than [`MAX_PAGE_BYTES`], or when the deadline came first.
    pub records: Vec<Record>,
    /// Where the next page starts; `None` when there is no further record.
    pub next: Option<ScanPosition>,
    /// How many of the 4,096 partitions lie behind.
    pub partitions_done: u16,
}

impl Page {
    fn new(records: Vec<Record>, next: Option<ScanPosition>) -> Self {
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
        let learned = self.lessons().of(request, Instant::now());
        let known = learned.or_else(|| {
            request.expected_records.map(|records| Lesson {
                density: Density::of(records),
                largest: PARTITIONS,
            })
        });
        // One record more than asked for tells whether there is a next page.
        let mut pace = Pace::new(request.limit + 1, known);
        if learned.is_some_and(|lesson| lesson.density.records > 0) {
            pace.had_records();
        }
        let page = self.read_page(request, &mut pace, deadline).await;
        if let Some(lesson) = pace.lesson() {
            self.lessons().keep(request, lesson, Instant::now());
        }
        page
    }

    async fn read_page(
        &self,
        request: &ScanRequest,
        pace: &mut Pace,
        deadline: Deadline,
    ) -> Result<Page> {
        let bins = request.projection.driver()?;
        let target = request.limit + 1;
        let mut records: Vec<Record> = Vec::new();
        let mut bytes = 0;
        let mut at = request.position;
        let mut counted = false;
        while at.partition < PARTITIONS {
            let wanted = target - records.len();
            if pace.is_blind() && !counted {
                counted = true;
                match self.count(request, deadline).await {
                    Some(0) => break,
                    Some(count) => pace.expect(count, wanted),
                    None => {}
                }
            }
            let span = pace.span().min(PARTITIONS - at.partition);
            let fetch = Fetch {
                request,
                bins: &bins,
                at,
                span,
                wanted,
                bytes: MAX_PAGE_BYTES - bytes,
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
                    pace.too_many(span, count, wanted);
                    continue;
                }
                End::Complete => pace.read(span, count, wanted.saturating_sub(count)),
                End::Prefix => pace.read_in_part(count),
            }
            bytes += fetched.bytes;
            records.extend(fetched.records.into_iter().take(wanted));
            if records.len() > request.limit || fetched.end == End::Prefix {
                records.truncate(request.limit);
                let next = records.last().map_or(at, after);
                return Ok(Page::new(records, Some(next)));
            }
            at = ScanPosition {
                partition: at.partition + span,
                digest: None,
            };
            if bytes >= MAX_PAGE_BYTES && at.partition < PARTITIONS {
                return Ok(Page::new(records, Some(at)));
            }
        }
        Ok(Page::new(records, None))
    }
}

fn after(record: &Record) -> ScanPosition {
    let digest = record.key.digest();
    ScanPosition {
        partition: digest.partition(),
        digest: Some(digest),
    }
}

fn check(request: &ScanRequest) -> Result<()> {
    check_namespace(&request.namespace)?;
    check_set(&request.set)?;
    if !(1..=MAX_PAGE_RECORDS).contains(&request.limit) {
        return Err(Error::invalid(format!(
            "A page has 1 to {MAX_PAGE_RECORDS} records."
        )));
    }
    let ScanPosition { partition, digest } = request.position;
    if partition > PARTITIONS || digest.is_some_and(|digest| digest.partition() != partition) {
        return Err(Error::invalid("The position does not lie in a partition."));
    }
    Ok(())
}
