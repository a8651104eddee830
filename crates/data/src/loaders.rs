//! Reads of one operation brought together.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
    time::Duration,
};

use acm_aerospike::Key;
use acm_core::{BoxFuture, Tasks, limits::MAX_BATCH_KEYS};
use async_graphql::{
    dataloader::{DataLoader, Loader},
    runtime::Timer,
};
use futures_util::{
    FutureExt,
    task::{FutureObj, Spawn, SpawnError},
};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::{
    error::{Error, Result},
    service::records::{Records, ShownRecord, Wanted},
};

/// One record that is wanted. What is wanted of it is part of the identity: two projections of one
/// record are two reads.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(crate) struct RecordQuery {
    /// Connection.
    pub(crate) connection: String,
    /// Which record: with its set and user key, so that it is shown as it was asked for.
    pub(crate) key: Key,
    /// Which parts.
    pub(crate) wanted: Wanted,
}

/// What the loaders of all operations need. Cheap to clone.
#[derive(Clone)]
pub(crate) struct LoaderSource(Arc<(Records, Tasks)>);

impl LoaderSource {
    /// Loaders of these records, whose batches run in `tasks`.
    pub(crate) fn new(records: Records, tasks: Tasks) -> Self {
        Self(Arc::new((records, tasks)))
    }
}

/// The loader of one operation, made when it is first used: most operations need none. Its batches
/// run in the module's tasks, and end with the operation.
pub(crate) struct RecordLoaders {
    source: LoaderSource,
    loader: OnceLock<(DataLoader<RecordLoader>, DropGuard)>,
}

impl RecordLoaders {
    /// A loader for one operation.
    pub(crate) fn new(source: LoaderSource) -> Self {
        let loader = OnceLock::new();
        Self { source, loader }
    }

    fn loader(&self) -> &DataLoader<RecordLoader> {
        let (loader, _) = self.loader.get_or_init(|| {
            let (records, tasks) = &*self.source.0;
            let ended = CancellationToken::new();
            let spawner = Spawner(tasks.clone(), ended.clone());
            let loader = DataLoader::new(RecordLoader(records.clone()), spawner, TokioTimer);
            (loader.max_batch_size(MAX_BATCH_KEYS), ended.drop_guard())
        });
        loader
    }

    /// The record, read together with all others that are asked for within a millisecond.
    pub(crate) async fn load(&self, query: RecordQuery) -> Result<Option<ShownRecord>> {
        match self.loader().load_one(query).await {
            Ok(Some(found)) => found.map(|record| record.map(|record| (*record).clone())),
            Ok(None) => Ok(None),
            Err(never) => match never {},
        }
    }
}

struct RecordLoader(Records);

impl Loader<RecordQuery> for RecordLoader {
    type Value = Result<Option<Arc<ShownRecord>>, Error>;
    type Error = std::convert::Infallible;

    async fn load(
        &self,
        queries: &[RecordQuery],
    ) -> std::result::Result<HashMap<RecordQuery, Self::Value>, Self::Error> {
        let mut groups: HashMap<(&str, &Wanted), Vec<&RecordQuery>> = HashMap::new();
        for query in queries {
            groups
                .entry((&query.connection, &query.wanted))
                .or_default()
                .push(query);
        }
        let batches = groups
            .into_iter()
            .map(async |((connection, wanted), queries)| {
                let keys: Vec<Key> = queries.iter().map(|query| query.key.clone()).collect();
                let found = self.0.get_many(connection, &keys, wanted).await;
                queries.into_iter().cloned().zip(found).collect::<Vec<_>>()
            });
        let found = futures_util::future::join_all(batches)
            .await
            .into_iter()
            .flatten();
        Ok(found
            .map(|(query, record)| (query, record.map(|found| found.map(Arc::new))))
            .collect())
    }
}

/// Spawns in the module's tasks. All who wait for a batch are fields of the operation that it ends
/// with, so nobody waits for one that is given up.
struct Spawner(Tasks, CancellationToken);

impl Spawn for Spawner {
    fn spawn_obj(&self, future: FutureObj<'static, ()>) -> std::result::Result<(), SpawnError> {
        let ended = self.1.clone();
        self.0.spawn_graceful("record batch", |_| async move {
            tokio::select! {
                biased;
                () = ended.cancelled() => {}
                () = future => {}
            }
        });
        Ok(())
    }
}

struct TokioTimer;

impl Timer for TokioTimer {
    fn delay(&self, duration: Duration) -> BoxFuture<'static, ()> {
        tokio::time::sleep(duration).boxed()
    }
}
