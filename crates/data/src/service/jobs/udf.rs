//! Functions called by the server on each record a query finds; the job starts it and watches.

use std::{sync::Arc, time::Duration};

use acm_aerospike::{RecordQuery, udf::UdfCall};
use acm_core::{ApiError, ErrorCode};
use acm_graph::{Job, JobCounts, JobEnd, JobKind, JobMonitor, NewJob};
use tokio::time::{Instant, sleep};

use super::{
    Jobs, JobsPorts,
    bulk::{count_all, records_of},
    pace::Pace,
};
use crate::{error::Result, service::server_jobs::ServerJobs};

/// Time between two looks.
const PACE: Duration = Duration::from_secs(1);
/// The first look comes sooner: most are short.
const FIRST: Duration = Duration::from_millis(100);
/// Time without an answer until the job gives up watching.
const PATIENCE: Duration = Duration::from_secs(60);

/// A function on each record of a query, that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct UdfRequest {
    /// Connection.
    pub connection: String,
    /// Which records.
    pub query: RecordQuery,
    /// What is called.
    pub call: UdfCall,
    /// The most there may be; when more are found nothing is done.
    pub at_most: Option<u64>,
    /// Records a second; as the server is configured without.
    pub per_second: Option<i32>,
}

/// What the nodes tell of it.
#[derive(Default)]
struct Measure {
    succeeded: u64,
    failed: u64,
    active: usize,
    /// A node ended it before it was done.
    broken: Option<String>,
}

impl Jobs {
    /// Starts a function on each record of a query.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for what cannot be called; those of [`Jobs::start`].
    pub(crate) async fn start_udf(&self, request: UdfRequest) -> Result<Arc<Job>> {
        let pace = Pace::new(request.per_second)?;
        request.call.check()?;
        let UdfCall {
            module, function, ..
        } = &request.call;
        let title = format!("Call {module} {function} on {}", records_of(&request.query));
        let ports = self.ports().clone();
        self.start(NewJob {
            kind: JobKind::BackgroundUdf,
            connection: request.connection.clone(),
            title,
            work: Box::new(move |monitor| Box::pin(run(ports, request, pace, monitor))),
        })
        .await
    }
}

async fn run(
    ports: JobsPorts,
    request: UdfRequest,
    pace: Pace,
    monitor: Arc<JobMonitor>,
) -> Result<(), JobEnd> {
    let UdfRequest {
        connection,
        query,
        call,
        ..
    } = &request;
    let count = count_all(&ports, connection, query, &monitor, |_| ()).await?;
    super::bulk::check_count(count, request.at_most)?;
    monitor.expect(count);
    monitor.proceed().await?;
    // The server has no way to hold it still.
    monitor.runs_elsewhere();
    let started = ports
        .functions
        .start(connection, query, call, pace.per_second());
    let id = started.await?;
    monitor.say(format!("The server shows it as the job {id}."));
    let jobs = ServerJobs::new(Arc::clone(&ports.info));
    let watched = watch(&jobs, connection, id, &monitor).await;
    if matches!(watched, Err(JobEnd::Stopped)) {
        let aborted = jobs.abort(connection, None, id).await;
        aborted?;
        if let Ok(seen) = measure(&jobs, connection, id).await {
            tell(&monitor, &seen);
        }
    }
    watched
}

async fn watch(
    jobs: &ServerJobs,
    connection: &str,
    id: u64,
    monitor: &JobMonitor,
) -> Result<(), JobEnd> {
    let mut heard = Instant::now();
    let mut pause = FIRST;
    loop {
        monitor.rest(sleep(pause)).await?;
        pause = PACE;
        match measure(jobs, connection, id).await {
            Ok(seen) => {
                heard = Instant::now();
                tell(monitor, &seen);
                if seen.active > 0 {
                    continue;
                }
                return match seen.broken {
                    None => Ok(()),
                    Some(status) => {
                        let message = "The server ended the job before it was done.";
                        let error = ApiError::new(ErrorCode::Conflict, message);
                        Err(JobEnd::Failed(error.with_detail("status", status)))
                    }
                };
            }
            Err(error) if heard.elapsed() >= PATIENCE => return Err(error.into()),
            Err(_) => {}
        }
    }
}

fn tell(monitor: &JobMonitor, seen: &Measure) {
    let counts = JobCounts {
        matched: seen.succeeded + seen.failed,
        succeeded: seen.succeeded,
        failed: seen.failed,
        ..JobCounts::default()
    };
    monitor.reach(counts.matched, counts);
}

/// Asks every node.
///
/// # Errors
/// The first node's that does not answer.
async fn measure(jobs: &ServerJobs, connection: &str, id: u64) -> Result<Measure> {
    let mut all = Measure::default();
    for (_, listed) in jobs.list(connection).await? {
        for job in listed?.into_iter().filter(|job| job.id == id) {
            all.succeeded += job.succeeded.unwrap_or(0);
            all.failed += job.failed.unwrap_or(0);
            all.active += usize::from(job.is_active());
            let status = job.status.unwrap_or_default();
            if !status.starts_with("active") && !status.starts_with("done(ok") {
                all.broken = Some(status);
            }
        }
    }
    Ok(all)
}
