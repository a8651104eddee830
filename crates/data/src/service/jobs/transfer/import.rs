//! The records of a file, written to a set.

use std::{
    collections::{HashSet, VecDeque},
    sync::Arc,
};

use acm_aerospike::{
    Digest, Key, Value,
    records::{Change, MAX_TTL_SECONDS, PutOptions, PutRule, Ttl, Write},
};
use acm_core::{ApiError, ErrorCode};
use acm_graph::{Job, JobEnd, JobKind, JobMonitor, NewJob};

use super::{
    FileFormat, FileRecord, Identity, Item, backup, csv, input::Input, ndjson, seconds, unreadable,
};
use crate::{
    error::{Error, Result},
    service::jobs::{
        Jobs, JobsPorts,
        pace::Pace,
        refused::Refused,
        write::{Batches, CONCURRENT, KEY_EXISTS, Writer},
    },
};

/// Records in a batch.
const BATCH: usize = 500;
/// Bytes of records in a batch, as they stand in the file: a bound of what is held in memory.
const BATCH_BYTES: u64 = 4 * 1024 * 1024;

/// What becomes of a record that is there already.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ImportConflict {
    /// It is left alone.
    Skip,
    /// It is replaced.
    Replace,
    /// The bins of the file are set, its other bins kept.
    Merge,
}

/// An import that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct ImportRequest {
    /// Connection.
    pub connection: String,
    /// The file.
    pub file: String,
    /// How records stand in it.
    pub format: FileFormat,
    /// The namespace they go to.
    pub namespace: String,
    /// The set they go to; `None` for the one the file says.
    pub set: Option<String>,
    /// What becomes of those that are there.
    pub conflict: ImportConflict,
    /// How long they live; `None` for as long as the file says.
    pub ttl: Option<Ttl>,
    /// Whether they are only read.
    pub dry_run: bool,
    /// The line to begin with, from 1.
    pub from_line: u64,
    /// Records a second; as many as possible without.
    pub per_second: Option<i32>,
}

impl Jobs {
    /// Starts to write the records of a file.
    ///
    /// # Errors
    /// `NOT_FOUND` without the file; `BAD_USER_INPUT` for a rate out of bounds; those of
    /// [`Jobs::start`].
    pub(crate) async fn start_import(&self, request: ImportRequest) -> Result<Arc<Job>> {
        let pace = Pace::new(request.per_second)?;
        let (file, _) = self.ports().files.read(&request.file).await?;
        let of = match &request.set {
            Some(set) => format!("{}.{set}", request.namespace),
            None => request.namespace.clone(),
        };
        let verb = if request.dry_run { "Check" } else { "Import" };
        let title = format!("{verb} {} into {of}", file.name);
        let ports = self.ports().clone();
        self.start(NewJob {
            kind: JobKind::Import,
            connection: request.connection.clone(),
            title,
            work: Box::new(move |monitor| Box::pin(import(ports, request, pace, monitor))),
        })
        .await
    }
}

async fn import(
    ports: JobsPorts,
    request: ImportRequest,
    pace: Pace,
    monitor: Arc<JobMonitor>,
) -> Result<(), JobEnd> {
    let (file, open) = ports.files.read(&request.file).await?;
    let batches = Batches {
        records: Arc::clone(&ports.records),
        connection: request.connection.clone(),
        monitor: Arc::clone(&monitor),
        filter: None,
        skips: match request.conflict {
            ImportConflict::Skip => &[KEY_EXISTS],
            ImportConflict::Replace | ImportConflict::Merge => &[],
        },
    };
    let mut run = Run {
        now: seconds(ports.clock.now()),
        input: Input::new(open),
        decoder: Decoder::new(request.format),
        size: file.bytes,
        pace,
        monitor: &monitor,
        writer: Writer::new(batches, Refused::new(&ports.files, &monitor)),
        read: 0,
        next: request.from_line,
        begun: VecDeque::new(),
        request,
    };
    let ended = run.go().await;
    let (next, unsure) = (run.next, run.begun.front().copied());
    let ended = run.writer.finish(ended).await;
    // Of a job that was stopped all that was sent is written, or refused. Where one failed, what was
    // under way may not be.
    let from = match &ended {
        Ok(()) => return Ok(()),
        Err(JobEnd::Stopped) => next,
        Err(JobEnd::Failed(_)) => unsure.unwrap_or(next),
    };
    monitor.resume_from(from);
    monitor.say(format!(
        "The lines before are done; go on from line {from}."
    ));
    ended
}

/// An import under way.
struct Run<'a> {
    request: ImportRequest,
    /// The time of day when it began, in seconds.
    now: u64,
    input: Input,
    decoder: Decoder,
    /// Bytes of the file.
    size: u64,
    pace: Pace,
    monitor: &'a JobMonitor,
    writer: Writer,
    /// Records read.
    read: u64,
    /// The first line that was not sent yet.
    next: u64,
    /// The first lines of the last batches, of which some may be under way.
    begun: VecDeque<u64>,
}

impl Run<'_> {
    async fn go(&mut self) -> Result<(), JobEnd> {
        loop {
            self.monitor.proceed().await?;
            let began = self.input.bytes();
            let mut batch: Vec<Write> = Vec::new();
            let mut named: HashSet<Digest> = HashSet::new();
            let mut more = true;
            let mut ended = Ok(());
            while batch.len() < self.pace.batch(BATCH) && self.input.bytes() - began < BATCH_BYTES {
                let item = match self.decoder.next(&mut self.input).await {
                    Ok(Some(item)) => item,
                    Ok(None) => {
                        more = false;
                        break;
                    }
                    Err(error) => {
                        ended = Err(JobEnd::from(error));
                        break;
                    }
                };
                self.read += 1;
                if item.line < self.request.from_line {
                    continue;
                }
                let Some(write) = self.plan(item).await else {
                    continue;
                };
                // A batch is written in any order: what names a record again waits for the next.
                let again = !named.insert(write.key.digest());
                if again {
                    self.submit(std::mem::take(&mut batch)).await?;
                    named = HashSet::from([write.key.digest()]);
                }
                batch.push(write);
            }
            self.begun.push_back(self.next);
            if self.begun.len() > CONCURRENT + 1 {
                self.begun.pop_front();
            }
            self.submit(batch).await?;
            self.next = self.next.max(self.input.line_number() + 1);
            ended?;
            self.estimate(more);
            if !more {
                return Ok(());
            }
        }
    }

    /// About how many records the file has, by how much of it is read.
    fn estimate(&self, more: bool) {
        let share = u128::from(self.size) * u128::from(self.read);
        let estimate = share / u128::from(self.input.bytes().max(1));
        let total = if more {
            u64::try_from(estimate).unwrap_or(self.read)
        } else {
            self.monitor.read().done
        };
        self.monitor.expect(total);
    }

    async fn submit(&mut self, batch: Vec<Write>) -> Result<(), JobEnd> {
        if batch.is_empty() {
            return Ok(());
        }
        self.pace.take(batch.len(), self.monitor).await?;
        if self.request.dry_run {
            self.writer.pretend(batch.len() as u64);
            return Ok(());
        }
        self.writer.submit(batch).await
    }

    /// The write of a record; none for one that is refused or past its time.
    async fn plan(&mut self, item: Item) -> Option<Write> {
        let planned = item.record.and_then(|record| self.write(record));
        match planned {
            Ok(Some(write)) => Some(write),
            Ok(None) => {
                self.writer.skip();
                None
            }
            Err(error) => {
                let subject = format!("line {}", item.line);
                self.writer.refuse(subject, error.into()).await;
                None
            }
        }
    }

    fn write(&self, record: FileRecord) -> Result<Option<Write>> {
        let FileRecord {
            set,
            identity,
            expires,
            mut bins,
        } = record;
        let ttl = match (self.request.ttl, expires) {
            (Some(ttl), _) => ttl,
            (None, None) => Ttl::Never,
            (None, Some(at)) if at <= self.now => return Ok(None),
            (None, Some(at)) => {
                let left = u32::try_from(at - self.now).unwrap_or(MAX_TTL_SECONDS);
                Ttl::Seconds(left.min(MAX_TTL_SECONDS))
            }
        };
        bins.retain(|(_, value)| *value != Value::Nil);
        if bins.is_empty() {
            return Err(unreadable("a record has at least one bin"));
        }
        let namespace = &self.request.namespace;
        let target = self.request.set.clone().or_else(|| set.clone());
        let target = target.unwrap_or_default();
        let key = match identity {
            Identity::User(user_key) => Key::new(namespace, target, user_key)?,
            Identity::Digest(digest) if set.clone().unwrap_or_default() == target => {
                Key::by_digest(namespace, target, digest)?
            }
            Identity::Digest(_) => {
                let message =
                    "The file has the record's digest alone, which is good in its own set only.";
                return Err(ApiError::new(ErrorCode::Unsupported, message).into());
            }
        };
        let rule = match self.request.conflict {
            ImportConflict::Skip => PutRule::CreateOnly,
            ImportConflict::Replace => PutRule::Replace,
            ImportConflict::Merge => PutRule::Upsert,
        };
        let options = PutOptions {
            rule,
            expected_generation: None,
            ttl,
            send_key: key.user_key().is_some(),
        };
        Ok(Some(Write {
            key,
            change: Change::Put { bins, options },
        }))
    }
}

/// Reads records in a format.
enum Decoder {
    Ndjson(ndjson::Reader),
    Csv(csv::Reader),
    Backup(backup::Reader),
}

impl Decoder {
    fn new(format: FileFormat) -> Self {
        match format {
            FileFormat::Ndjson => Self::Ndjson(ndjson::Reader::default()),
            FileFormat::Csv => Self::Csv(csv::Reader::default()),
            FileFormat::Backup => Self::Backup(backup::Reader::default()),
        }
    }

    async fn next(&mut self, input: &mut Input) -> Result<Option<Item>, Error> {
        match self {
            Self::Ndjson(reader) => reader.next(input).await,
            Self::Csv(reader) => reader.next(input).await,
            Self::Backup(reader) => reader.next(input).await,
        }
    }
}
