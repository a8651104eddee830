//! The reply to `query-show`: queries and background jobs that run or ran on a node.

use super::Pairs;

/// One query or background job on one node. What the node does not tell is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryJob {
    /// The id its caller gave it: the same on every node.
    pub id: u64,
    /// The namespace.
    pub namespace: Option<String>,
    /// The set.
    pub set: Option<String>,
    /// `basic`, `aggregation`, `background-udf` or `background-ops`.
    pub kind: Option<String>,
    /// `active(ok)`, `done(ok)`, `done(user-aborted)` and their like.
    pub status: Option<String>,
    /// Per cent of its partitions that are done.
    pub progress_pct: Option<f64>,
    /// Milliseconds it has run, or ran.
    pub run_time_ms: Option<u64>,
    /// Milliseconds since it ended.
    pub since_done_ms: Option<u64>,
    /// Records a second it may take up; 0 for no limit.
    pub records_per_second: Option<u64>,
    /// Threads at work on it.
    pub active_threads: Option<u64>,
    /// Records it read or changed.
    pub succeeded: Option<u64>,
    /// Records it failed on.
    pub failed: Option<u64>,
    /// Records a filter left out.
    pub filtered: Option<u64>,
    /// Bytes sent.
    pub net_io_bytes: Option<u64>,
    /// Who asked for it: address and port.
    pub from: Option<String>,
    /// The module it calls, without the ending of its file.
    pub module: Option<String>,
    /// The function it calls.
    pub function: Option<String>,
}

impl QueryJob {
    /// Whether it still runs.
    #[must_use]
    pub fn is_active(&self) -> bool {
        let status = self.status.as_deref();
        status.is_some_and(|status| status.starts_with("active"))
    }
}

/// The jobs of a reply: `;`-separated, each a `:`-separated list of pairs.
#[must_use]
pub fn query_jobs(reply: &str) -> Vec<QueryJob> {
    reply.split(';').filter_map(job).collect()
}

fn job(part: &str) -> Option<QueryJob> {
    let pairs = Pairs::parse(part, ':');
    let text = |key| pairs.text(key).map(str::to_owned);
    Some(QueryJob {
        id: pairs.u64("trid")?,
        namespace: text("ns"),
        set: text("set"),
        kind: text("job-type"),
        status: text("status"),
        progress_pct: pairs.f64("job-progress"),
        run_time_ms: pairs.u64("run-time"),
        since_done_ms: pairs.u64("time-since-done"),
        records_per_second: pairs.u64("rps"),
        active_threads: pairs.u64("active-threads"),
        succeeded: pairs.u64("recs-succeeded"),
        failed: pairs.u64("recs-failed"),
        filtered: pairs.sum(&["recs-filtered-meta", "recs-filtered-bins"]),
        net_io_bytes: pairs.u64("net-io-bytes"),
        from: text("from").map(|from| from.replacen('+', ":", 1)),
        module: text("udf-filename"),
        function: text("udf-function"),
    })
}

#[cfg(test)]
mod tests {
    use super::query_jobs;

    /// As a real node answered.
    const REPLY: &str = "trid=2193533712148524524:ns=test:set=users:n-pids-requested=1383:n-keyds-requested=0:rps=0:active-threads=0:status=done(ok):job-progress=100.00:run-time=5:time-since-done=14577:recs-throttled=0:recs-filtered-meta=1:recs-filtered-bins=2:recs-succeeded=629:recs-failed=0:from=127.0.0.1+59364:job-type=basic:net-io-bytes=198110:net-io-time=0:socket-timeout=30000;trid=9987664190585353105:ns=test:rps=10000:active-threads=4:status=active(ok):job-progress=12.50:run-time=5:recs-succeeded=20:recs-failed=0:from=127.0.0.1+37370:job-type=background-ops";

    #[test]
    fn jobs_are_read_as_the_node_tells_them() {
        let jobs = query_jobs(REPLY);
        assert_eq!(jobs.len(), 2);
        let done = &jobs[0];
        assert_eq!(
            (done.id, done.is_active()),
            (2_193_533_712_148_524_524, false)
        );
        assert_eq!((done.succeeded, done.filtered), (Some(629), Some(3)));
        assert_eq!(done.from.as_deref(), Some("127.0.0.1:59364"));
        let running = &jobs[1];
        assert_eq!((running.set.as_deref(), running.is_active()), (None, true));
        assert_eq!(
            (running.progress_pct, running.since_done_ms),
            (Some(12.5), None)
        );
    }

    #[test]
    fn no_job_is_no_line() {
        assert!(query_jobs("").is_empty());
    }
}
