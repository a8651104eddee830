//! Truncation: the server removes the records by itself; the job asks for it and watches.

use std::{sync::Arc, time::Duration};

use acm_aerospike::{
    RecordQuery,
    expression::{Compare, Filter, MetadataFilter, Order},
    info::{NamespaceStats, SetStats, sets},
    records::Projection,
};
use acm_core::{ApiError, ErrorCode, UnixMillis, limits::INFO_DEADLINE};
use acm_graph::{Job, JobCounts, JobEnd, JobKind, JobMonitor, NewJob, scalars::DateTime};
use futures_util::future::try_join_all;
use tokio::time::{Instant, sleep};

use super::{Jobs, JobsPorts, bulk::count_all};
use crate::{
    error::{Error, Result},
    service::access::InfoAccess,
};

/// When the server's times begin: 2010-01-01T00:00:00Z.
const SERVER_EPOCH: UnixMillis = 1_262_304_000_000;
/// Time between two looks.
const PACE: Duration = Duration::from_secs(1);
/// Time in which every node has heard of it.
const HEARD: Duration = Duration::from_secs(30);
/// Time without an answer, or without a record less, until the job gives up watching.
const PATIENCE: Duration = Duration::from_secs(600);

/// A truncation that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct TruncateRequest {
    /// Connection.
    pub connection: String,
    /// Namespace.
    pub namespace: String,
    /// Set; `None` for the whole namespace.
    pub set: Option<String>,
    /// Records last written before this go; all that are there now without.
    pub before: Option<UnixMillis>,
}

/// What the nodes tell of a set or namespace.
#[derive(Clone, Copy, Debug, Default)]
struct Measure {
    /// Records, replicas not counted.
    records: u64,
    /// Whether a node still removes records.
    truncating: bool,
    /// Up to when the nodes have truncated at least, of those that hold the set; in their time.
    heard: Option<u64>,
}

impl Jobs {
    /// Starts a truncation.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a time the server would refuse; those of [`Jobs::start`].
    pub(crate) async fn start_truncate(&self, request: TruncateRequest) -> Result<Arc<Job>> {
        if let Some(before) = request.before {
            let now = self.clock().now();
            if before > now || before <= SERVER_EPOCH {
                let reason = "a time after 2010-01-01T00:00:00Z that has passed";
                return Err(Error::input("input.before", reason));
            }
        }
        let of = match &request.set {
            Some(set) => format!("{}.{set}", request.namespace),
            None => request.namespace.clone(),
        };
        let title = match request.before {
            Some(before) => format!("Truncate {of} before {}", DateTime(before)),
            None => format!("Truncate {of}"),
        };
        let ports = self.ports().clone();
        self.start(NewJob {
            kind: JobKind::Truncate,
            connection: request.connection.clone(),
            title,
            work: Box::new(move |monitor| Box::pin(truncate(ports, request, monitor))),
        })
        .await
    }
}

async fn truncate(
    ports: JobsPorts,
    request: TruncateRequest,
    monitor: Arc<JobMonitor>,
) -> Result<(), JobEnd> {
    let info = &*ports.info;
    let before = measure(info, &request).await?;
    match request.before {
        None => monitor.expect(before.records),
        Some(time) => {
            let (connection, query) = (&request.connection, written_before(&request, time));
            let count = count_all(&ports, connection, &query, &monitor, |_| ()).await?;
            monitor.expect(count);
        }
    }
    monitor.proceed().await?;
    // The server knows no way back.
    monitor.commit()?;
    send(info, &request).await?;
    let told = Instant::now();
    let (mut seen, mut moved) = (before, told);
    loop {
        match measure(info, &request).await {
            Ok(now) => {
                let gone = before.records.saturating_sub(now.records);
                monitor.reach(gone, counts(gone));
                if is_done(&request, &before, &now, told.elapsed()) {
                    return Ok(());
                }
                if now.records != seen.records {
                    (seen, moved) = (now, Instant::now());
                }
            }
            Err(error) if moved.elapsed() >= PATIENCE => return Err(error.into()),
            Err(_) => {}
        }
        if moved.elapsed() >= PATIENCE {
            let message = "The cluster took the truncation, but removes nothing more.";
            return Err(JobEnd::Failed(ApiError::new(ErrorCode::Timeout, message)));
        }
        sleep(PACE).await;
    }
}

/// The records that were last written before a time: nodes know it in nanoseconds.
fn written_before(request: &TruncateRequest, time: UnixMillis) -> RecordQuery {
    let set = request.set.as_deref().unwrap_or_default();
    let before = Compare::To(Order::Lt, time.saturating_mul(1_000_000));
    RecordQuery {
        filter: Some(Filter::Metadata(MetadataFilter::LastUpdate(before))),
        ..RecordQuery::all(&request.namespace, set, Projection::Header)
    }
}

fn counts(gone: u64) -> JobCounts {
    JobCounts {
        matched: gone,
        succeeded: gone,
        ..JobCounts::default()
    }
}

/// Whether every node has heard of the truncation and has nothing left to remove.
fn is_done(request: &TruncateRequest, before: &Measure, now: &Measure, elapsed: Duration) -> bool {
    let wanted = request
        .before
        .map(|time| (time - SERVER_EPOCH).unsigned_abs());
    let heard = match (now.heard, wanted) {
        // No node holds the set, or a newer truncation makes this one needless.
        (None, _) => true,
        (Some(heard), Some(wanted)) => heard >= wanted,
        (Some(heard), None) => before.heard.is_none_or(|earlier| heard > earlier),
    };
    !now.truncating && (heard || elapsed >= HEARD)
}

/// Sends the command to the first node; the cluster tells the others. It is sent once.
async fn send(info: &dyn InfoAccess, request: &TruncateRequest) -> Result<()> {
    let TruncateRequest { namespace, .. } = request;
    let lut = request
        .before
        .map(|before| format!(";lut={before}000000"))
        .unwrap_or_default();
    let command = match &request.set {
        Some(set) => format!("truncate:namespace={namespace};set={set}{lut}"),
        None => format!("truncate-namespace:namespace={namespace}{lut}"),
    };
    let nodes = info.nodes(&request.connection).await?;
    let Some(node) = nodes.first() else {
        return Ok(());
    };
    let commands = [command];
    let deadline = Instant::now() + INFO_DEADLINE;
    let reply = info
        .info(&request.connection, &node.id, &commands, deadline)
        .await?;
    reply.get(&commands[0])?;
    Ok(())
}

/// Asks every node.
///
/// # Errors
/// The first node's that does not answer; `NOT_FOUND` without such a namespace.
async fn measure(info: &dyn InfoAccess, request: &TruncateRequest) -> Result<Measure> {
    let TruncateRequest {
        connection,
        namespace,
        set,
        ..
    } = request;
    let of_namespace = format!("namespace/{namespace}");
    let of_set = set.as_ref().map(|set| format!("sets/{namespace}/{set}"));
    let commands: Vec<String> = std::iter::once(of_namespace.clone())
        .chain(of_set.clone())
        .collect();
    let deadline = Instant::now() + INFO_DEADLINE;
    let nodes = info.nodes(connection).await?;
    let asked = nodes
        .iter()
        .map(|node| info.info(connection, &node.id, &commands, deadline));
    let mut all = Measure::default();
    let mut copies = 1;
    for reply in try_join_all(asked).await? {
        let stats = NamespaceStats::parse(reply.get(&of_namespace)?);
        let node = match &of_set {
            None => Some((stats.master_objects, stats.truncating, stats.truncate_lut)),
            Some(command) => {
                copies = stats.effective_replication_factor.unwrap_or(1).max(1);
                // A node that holds nothing of the set does not know it.
                let reply = reply.get(command).unwrap_or_default();
                let known: Option<SetStats> = sets(reply).into_iter().next();
                known.map(|set| (set.objects, set.truncating, set.truncate_lut))
            }
        };
        if let Some((records, truncating, lut)) = node {
            let lut = lut.unwrap_or(0);
            all.records += records.unwrap_or(0);
            all.truncating |= truncating.unwrap_or(false);
            all.heard = Some(all.heard.map_or(lut, |least| least.min(lut)));
        }
    }
    all.records = all.records.div_ceil(copies);
    Ok(all)
}
