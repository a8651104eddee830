//! Records: read, written, and queried.

use std::sync::atomic::Ordering;

use acm_aerospike::{
    Digest, Error as ClusterError, Key, Page, Record, RecordMeta, RecordQuery, RecordText,
    RecordTtl, ScanPosition, ScanRequest, Value,
    expression::Filter,
    query::StreamLimits,
    records::{Change, Projection, PutOptions, PutRule, ReadOptions, Ttl, Write},
};
use acm_core::BoxFuture;
use acm_data::{Batches, Error, QueryAccess, RecordAccess, Result};
use futures_util::{StreamExt, stream};

use super::{super::NOW, Fake, record};

impl Fake {
    fn read(&self, key: &Key, options: &ReadOptions) -> Result<Option<Record>> {
        if self.broken.lock().unwrap().contains(&key.digest().0) {
            return Err(ClusterError::from_server_code(9).into());
        }
        let records = self.records.lock().unwrap();
        Ok(records.get(&key.digest().0).map(|record| {
            let mut record = record.clone();
            record.key = key.clone();
            project(&mut record, &options.projection);
            if options.last_update {
                record.meta.last_update = Some(NOW.unsigned_abs() * 1_000_000);
            }
            record
        }))
    }

    /// Checks what a write asks of the present record.
    fn check_write(&self, key: &Key, expected: Option<u32>) -> Result<()> {
        if let Some(error) = self.next_write.lock().unwrap().take() {
            return Err(error.into());
        }
        let records = self.records.lock().unwrap();
        let present = records
            .get(&key.digest().0)
            .map(|record| record.meta.generation);
        match expected {
            Some(expected) if present != Some(expected) => {
                Err(ClusterError::from_server_code(3).into())
            }
            _ => Ok(()),
        }
    }
}

fn project(record: &mut Record, projection: &Projection) {
    match projection {
        Projection::All => {}
        Projection::Header => record.bins.clear(),
        Projection::Bins(names) => record.bins.retain(|(name, _)| names.contains(name)),
    }
}

impl RecordAccess for Fake {
    fn get<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        options: &'a ReadOptions,
    ) -> BoxFuture<'a, Result<Option<Record>>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            self.singles.lock().unwrap().push(options.clone());
            self.read(key, options)
        })
    }

    fn get_many<'a>(
        &'a self,
        connection: &'a str,
        keys: &'a [Key],
        options: &'a ReadOptions,
    ) -> BoxFuture<'a, Result<Vec<Result<Option<Record>>>>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            self.batches.lock().unwrap().push(keys.len());
            if self.batches_hang.load(Ordering::Relaxed) {
                std::future::pending::<()>().await;
            }
            if self.batches_fail.load(Ordering::Relaxed) {
                return Err(ClusterError::from_server_code(9).into());
            }
            Ok(keys.iter().map(|key| self.read(key, options)).collect())
        })
    }

    fn put<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        bins: Vec<(String, Value)>,
        options: PutOptions,
    ) -> BoxFuture<'a, Result<RecordMeta>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            self.check_write(key, options.expected_generation)?;
            let mut records = self.records.lock().unwrap();
            let present = records.remove(&key.digest().0);
            if options.rule == PutRule::CreateOnly
                && let Some(present) = present
            {
                records.insert(key.digest().0, present);
                return Err(Error::from(ClusterError::from_server_code(5)));
            }
            let generation = present.as_ref().map_or(0, |record| record.meta.generation) + 1;
            let mut written = present.unwrap_or_else(|| record(key.clone(), Vec::new()));
            written.meta.generation = generation;
            if let Ttl::Seconds(seconds) = options.ttl {
                written.meta.ttl = RecordTtl::Seconds(seconds.into());
            }
            if matches!(options.rule, PutRule::Replace | PutRule::ReplaceOnly) {
                written.bins.clear();
            }
            for (name, value) in bins {
                written.bins.retain(|(present, _)| *present != name);
                if value != Value::Nil {
                    written.bins.push((name, value));
                }
            }
            let left = written.meta;
            if !written.bins.is_empty() {
                records.insert(key.digest().0, written);
            }
            Ok(left)
        })
    }

    fn touch<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        ttl: Ttl,
        expected_generation: Option<u32>,
    ) -> BoxFuture<'a, Result<RecordMeta>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            self.check_write(key, expected_generation)?;
            let mut records = self.records.lock().unwrap();
            let Some(record) = records.get_mut(&key.digest().0) else {
                return Err(ClusterError::from_server_code(2).into());
            };
            record.meta.generation += 1;
            record.meta.ttl = match ttl {
                Ttl::Seconds(seconds) => RecordTtl::Seconds(seconds.into()),
                _ => RecordTtl::Never,
            };
            Ok(record.meta)
        })
    }

    fn delete<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        expected_generation: Option<u32>,
    ) -> BoxFuture<'a, Result<bool>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            self.check_write(key, expected_generation)?;
            Ok(self
                .records
                .lock()
                .unwrap()
                .remove(&key.digest().0)
                .is_some())
        })
    }

    fn write_many<'a>(
        &'a self,
        connection: &'a str,
        writes: Vec<Write>,
    ) -> BoxFuture<'a, Result<Vec<Result<RecordMeta>>>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            self.write_batches.lock().unwrap().push(writes.len());
            let mut outcomes = Vec::new();
            for Write { key, change } in writes {
                let written = match change {
                    Change::Put { bins, options } => {
                        self.put(connection, &key, bins, options).await
                    }
                    Change::Touch {
                        ttl,
                        expected_generation,
                    } => self.touch(connection, &key, ttl, expected_generation).await,
                    Change::Delete {
                        expected_generation,
                    } => match self.delete(connection, &key, expected_generation).await {
                        Ok(true) => Ok(record(key.clone(), Vec::new()).meta),
                        Ok(false) => Err(ClusterError::from_server_code(2).into()),
                        Err(error) => Err(error),
                    },
                };
                let left = self.records.lock().unwrap().get(&key.digest().0).cloned();
                outcomes.push(written.map(|written| RecordMeta {
                    digest: key.digest(),
                    generation: left.as_ref().map_or(0, |_| written.generation),
                    ttl: left.map_or(RecordTtl::Never, |record| record.meta.ttl),
                    last_update: None,
                }));
            }
            Ok(outcomes)
        })
    }

    fn write_many_if<'a>(
        &'a self,
        connection: &'a str,
        writes: Vec<Write>,
        _: Option<&'a Filter>,
    ) -> BoxFuture<'a, Result<Vec<Result<RecordMeta>>>> {
        self.write_many(connection, writes)
    }

    fn scan_page<'a>(
        &'a self,
        connection: &'a str,
        request: &'a ScanRequest,
    ) -> BoxFuture<'a, Result<Page>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            if request.query.namespace != "test" {
                return Err(ClusterError::from_server_code(20).into());
            }
            let place = |digest: &Digest| (digest.partition(), Some(*digest));
            let start = (request.position.partition, request.position.digest);
            let records = self.records.lock().unwrap();
            let mut all: Vec<Record> = records
                .values()
                .filter(|record| {
                    request.query.set.is_empty() || record.key.set() == request.query.set
                })
                .filter(|record| place(&record.meta.digest) > start)
                .cloned()
                .collect();
            all.sort_by_key(|record| place(&record.meta.digest));
            let more = all.len() > request.limit;
            all.truncate(request.limit);
            let last = all.last().map(|record| record.meta.digest).filter(|_| more);
            let next = last.map(|last| ScanPosition {
                digest: Some(last),
                ..ScanPosition::at(last.partition())
            });
            for record in &mut all {
                project(record, &request.query.projection);
            }
            let partitions_done = next.map_or(4_096, |next| next.partition);
            Ok(Page {
                records: all.into_iter().map(RecordText::from).collect(),
                next,
                partitions_done,
            })
        })
    }
}

impl QueryAccess for Fake {
    fn stream<'a>(
        &'a self,
        connection: &'a str,
        _: &'a RecordQuery,
        _: ScanPosition,
        _: StreamLimits,
    ) -> BoxFuture<'a, Result<Batches<Record>>> {
        Box::pin(self.nothing(connection))
    }

    fn stream_texts<'a>(
        &'a self,
        connection: &'a str,
        _: &'a RecordQuery,
        _: ScanPosition,
        _: StreamLimits,
    ) -> BoxFuture<'a, Result<Batches<RecordText>>> {
        Box::pin(self.nothing(connection))
    }
}

impl Fake {
    async fn nothing<R: Send + 'static>(&self, connection: &str) -> Result<Batches<R>> {
        self.require_profile(connection)?;
        Ok(stream::empty().boxed())
    }
}
