//! Functions on the stream of records that a query finds: this node's part of an aggregation.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use acm_lua::{Error, Item, Limits, Sandbox, Side, Value};
use tokio::sync::mpsc;

use super::selection::PAGE_RECORDS;
use super::{CHUNK_BYTES, Run};
use crate::command::udf;
use crate::connection::ReplySink;
use crate::index::Entry;
use crate::proto::ResultCode;
use crate::proto::flags::op;
use crate::proto::message::Digest;
use crate::proto::reply::{RecordReply, ReplyBuffer, ReplyOperation};
use crate::proto::value::Particle;
use crate::store::partition::Role;
use crate::store::record::Record;
use crate::udf::{Call, failure, leave};

/// What the function of one query may take on a node.
const STEPS: u64 = 1_000_000_000;
const TIME: Duration = Duration::from_secs(10);
/// Values that wait to be sent.
const WAITING: usize = 64;

/// Ends the function when nobody waits for it any more.
struct StopOnDrop(Arc<AtomicBool>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Run<'_> {
    /// Runs the server's side of a function and sends what comes out of it.
    pub(super) async fn aggregate(
        &self,
        call: &Call,
        buffer: &mut ReplyBuffer,
        sink: &mut ReplySink<'_>,
    ) -> io::Result<()> {
        let records = self.found(buffer).await;
        let stop = StopOnDrop(Arc::default());
        let (values, mut made) = mpsc::channel(WAITING);
        let work = Work {
            module: self.cluster.modules.find(self.node.index, &call.file()),
            call: call.clone(),
            records,
            now: self.cluster.clock.void_time(),
            stop: Arc::clone(&stop.0),
        };
        let running = tokio::task::spawn_blocking(move || work.run(&values));
        loop {
            let value = tokio::select! {
                value = made.recv() => value,
                () = self.query.aborted() => None,
            };
            let Some(value) = value else { break };
            push(buffer, "SUCCESS", value);
            if buffer.len() >= CHUNK_BYTES {
                self.flush(buffer, sink).await?;
            }
        }
        drop(made);
        if self.query.is_aborted() {
            stop.0.store(true, Ordering::Relaxed);
        }
        let ended = running
            .await
            .unwrap_or(Err("the function panicked".to_owned()));
        if let Err(text) = ended
            && !self.query.is_aborted()
        {
            push(buffer, "FAILURE", Some(Particle::string(&text)));
        }
        if !buffer.is_empty() {
            self.flush(buffer, sink).await?;
        }
        buffer.last(self.end().unwrap_or(ResultCode::OK));
        sink.send(buffer).await
    }

    /// The records the query finds; partitions this node has no copy of are told of.
    async fn found(&self, buffer: &mut ReplyBuffer) -> Vec<(Digest, Arc<Record>)> {
        let mut found = Vec::new();
        for &(id, mut after) in &self.plan.partitions {
            loop {
                if self.end().is_some() {
                    return found;
                }
                let selection = &self.plan.selection;
                let (role, page) = selection.page(self.namespace, self.node.index, id, after);
                if matches!(role, Role::Joining | Role::None) {
                    buffer.partition_done(id, ResultCode::UNAVAILABLE);
                    break;
                }
                let is_last = page.len() < PAGE_RECORDS;
                after = page.last().map(|(entry, _)| *entry).or(after);
                found.extend(page.into_iter().filter_map(|(entry, record)| {
                    self.takes(entry, &record).then_some((entry.1, record))
                }));
                tokio::task::consume_budget().await;
                if is_last {
                    break;
                }
            }
            self.query.partition_done();
        }
        found
    }

    fn takes(&self, entry: Entry, record: &Record) -> bool {
        let clock = &self.cluster.clock;
        let takes = self
            .plan
            .selection
            .selects(clock, self.query, entry, record);
        if takes {
            self.query.record_done();
        }
        takes
    }
}

fn push(buffer: &mut ReplyBuffer, name: &'static str, value: Option<Particle>) {
    let mut reply = RecordReply::bare(ResultCode::OK);
    reply.operations.push(ReplyOperation {
        code: op::READ,
        name: bytes::Bytes::from_static(name.as_bytes()),
        value,
    });
    buffer.record(&reply, 0);
}

/// What runs on a thread of its own.
struct Work {
    module: Option<Arc<crate::udf::Module>>,
    call: Call,
    records: Vec<(Digest, Arc<Record>)>,
    now: u32,
    stop: Arc<AtomicBool>,
}

impl Work {
    fn run(self, values: &mpsc::Sender<Option<Particle>>) -> Result<(), String> {
        let file = self.call.file();
        let module = self.module.ok_or("UDF: Execution Error 1")?;
        let limits = Limits {
            steps: STEPS,
            time: TIME,
            stop: self.stop,
            ..Limits::default()
        };
        let told = |error: Error| failure(&file, &error);
        let sandbox = Sandbox::load(&module.source, limits).map_err(told)?;
        let mut records = self.records.into_iter();
        let now = self.now;
        let mut pull = || {
            let (digest, record) = records.next()?;
            let facts = udf::facts(&record, &digest.0, now);
            Some(Item::Record(facts, udf::bins(&record)))
        };
        let mut is_too_deep = false;
        let mut push = |value: Value| match leave(value) {
            Ok(value) => values.blocking_send(value).is_ok(),
            Err(_) => {
                is_too_deep = true;
                false
            }
        };
        let Call {
            function,
            arguments,
            ..
        } = &self.call;
        let ended = sandbox.run_stream(function, arguments, Side::Server, &mut pull, &mut push);
        if is_too_deep {
            return Err("a value is nested too deeply".to_owned());
        }
        ended.map_err(told)
    }
}
