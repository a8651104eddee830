//! Pages of what a query finds in a set, or in a whole namespace, of any size.

use std::sync::Arc;

use acm_aerospike::{
    Page, RecordQuery, ScanRequest,
    records::{PARTITIONS, Projection, ReadOptions},
};
use acm_core::limits::MAX_PAGE_SIZE;

use super::{
    Records, ShownRecord,
    place::{Place, Position},
};
use crate::error::{Error, Result};

/// A page that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct PageRequest {
    /// Connection.
    pub connection: String,
    /// Which records, and which of their bins.
    pub query: RecordQuery,
    /// Whether the time of the last update is wanted.
    pub last_update: bool,
    /// Records, 1 to 1,000.
    pub first: i32,
    /// The cursor of the page before.
    pub after: Option<String>,
    /// Whether to tell about how many records there are.
    pub estimate: bool,
}

/// A page.
#[derive(Clone, Debug)]
pub(crate) struct ShownPage {
    /// Records in the order of the scan.
    pub records: Vec<ShownRecord>,
    /// The cursor for the next page; `None` at the end.
    pub next: Option<String>,
    /// Partitions that lie behind, of [`Self::partitions_total`].
    pub partitions_done: u16,
    /// Partitions there are.
    pub partitions_total: u16,
    /// About how many records there are, replicas not counted; `None` when unknown or not asked.
    pub estimated_total: Option<u64>,
}

impl Records {
    /// A page of records.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a size out of bounds or a cursor of another list; `NOT_FOUND` without
    /// such a namespace; the connection's own, or the cluster's. A set that does not exist is empty.
    pub(crate) async fn page(&self, request: &PageRequest) -> Result<ShownPage> {
        let limit = usize::try_from(request.first)
            .ok()
            .filter(|limit| *limit > 0 && request.first <= MAX_PAGE_SIZE)
            .ok_or_else(|| {
                Error::input("first", format!("ask for 1 to {MAX_PAGE_SIZE} records"))
            })?;
        let place = Place::new(&request.connection, &request.query);
        let after = request.after.as_ref();
        let position = after
            .map(|cursor| place.open_page(&self.cursors, cursor))
            .transpose()?;
        let estimated = if request.estimate {
            self.estimate(request).await
        } else {
            None
        };
        let expected = estimated.or(position.as_ref().and_then(|position| position.expected));
        let scan = ScanRequest {
            // How many there are says nothing of how many are found.
            expected_records: expected.filter(|_| request.query.is_everything()),
            query: request.query.clone(),
            position: position.as_ref().map(Position::scan).unwrap_or_default(),
            limit,
        };
        let mut page = self.access.scan_page(&request.connection, &scan).await?;
        if request.last_update {
            self.add_last_updates(&request.connection, &mut page).await;
        }
        let (connection, now) = (Arc::from(&*request.connection), self.clock.now());
        let shown = |record| ShownRecord::new(Arc::clone(&connection), record, now);
        Ok(ShownPage {
            records: page.records.into_iter().map(shown).collect(),
            next: page
                .next
                .map(|next| place.seal_page(&self.cursors, next, expected)),
            partitions_done: page.partitions_done,
            partitions_total: PARTITIONS,
            estimated_total: estimated,
        })
    }

    /// About how many records there are. Not knowing is no reason to fail the page.
    async fn estimate(&self, request: &PageRequest) -> Option<u64> {
        let RecordQuery { namespace, set, .. } = &request.query;
        if !request.query.is_everything() {
            return None;
        }
        let cluster = self.snapshots.get(&request.connection).await.ok()?;
        let namespaces = cluster.namespaces.as_ref()?.as_ref().ok()?;
        let namespace = namespaces
            .iter()
            .find(|found| found.name.as_str() == namespace)?;
        let objects = match set.as_str() {
            "" => namespace.objects?,
            set => {
                let sets = namespace.sets.as_ref()?.as_ref().ok()?;
                sets.iter()
                    .find(|found| found.name.as_str() == set)?
                    .objects?
            }
        };
        u64::try_from(objects.0).ok()
    }

    /// A scan tells no times; they are read in one batch. A record changed since keeps none, and
    /// when the batch fails none has one: not knowing is no reason to fail the page.
    async fn add_last_updates(&self, connection: &str, page: &mut Page) {
        if page.records.is_empty() {
            return;
        }
        let keys: Vec<_> = page
            .records
            .iter()
            .map(|record| record.key.clone())
            .collect();
        let options = ReadOptions {
            projection: Projection::Header,
            last_update: true,
        };
        let headers = self.access.get_many(connection, &keys, &options).await;
        for (record, header) in page.records.iter_mut().zip(headers.into_iter().flatten()) {
            if let Ok(Some(header)) = header
                && header.meta.generation == record.meta.generation
            {
                record.meta.last_update = header.meta.last_update;
            }
        }
    }
}
