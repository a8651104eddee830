//! Logs of pods, line by line.

use k8s_openapi::api::core::v1::Pod;
use kube::core::subresource::LogParams;
use std::sync::Arc;
use tokio::time::{Instant, timeout_at};

use super::{Client, lines::Lines, url};
use crate::{Error, Request, Result};

/// Bytes of a line of a log.
const MAX_LINE_BYTES: usize = 16 * 1024;

/// Which lines of a pod's log.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct LogQuery {
    /// The container; may be left out when the pod has one.
    pub container: Option<String>,
    /// Whether to go on with lines that are still to be written.
    pub follow: bool,
    /// Whether the log of the container before its last restart is meant.
    pub previous: bool,
    /// Lines of the last seconds only.
    pub since_seconds: Option<i64>,
    /// The last lines only.
    pub tail_lines: Option<i64>,
    /// Whether each line begins with its time.
    pub timestamps: bool,
}

/// A line of a log.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LogLine {
    /// The text; bytes that are no UTF-8 are replaced.
    pub text: String,
    /// Whether the line was longer than is shown.
    pub cut: bool,
}

/// Lines of a log, read as fast as they are taken: nothing is queued. Dropping it ends the request.
pub struct LogLines {
    lines: Lines,
    request: Request,
    client: Client,
    /// By when all lines are there, unless they are followed.
    deadline: Option<Instant>,
}

impl Client {
    /// Opens a pod's log.
    ///
    /// # Errors
    /// There is no such pod or container, or what [`Error`] tells of.
    pub async fn logs(&self, namespace: &str, pod: &str, query: &LogQuery) -> Result<LogLines> {
        let request = self
            .request::<Pod>("get", Some(namespace), Some(pod))?
            .subresource(Some("log"));
        let params = LogParams {
            container: query.container.clone(),
            follow: query.follow,
            previous: query.previous,
            since_seconds: query.since_seconds,
            tail_lines: query.tail_lines,
            timestamps: query.timestamps,
            ..LogParams::default()
        };
        let built = url::<Pod>(Some(namespace)).logs(pod, &params);
        let deadline = Instant::now() + self.log_deadline;
        let opened = self.within(self.log_deadline, &request, self.send(&request, built));
        Ok(LogLines {
            lines: Lines::new(opened.await?.into_body(), MAX_LINE_BYTES),
            request,
            client: self.clone(),
            deadline: (!query.follow).then_some(deadline),
        })
    }
}

impl LogLines {
    /// Waits for the next line; `None` at the end of the log. Safe to cancel.
    ///
    /// # Errors
    /// The connection broke, or the end did not come in time.
    pub async fn next(&mut self) -> Result<Option<LogLine>> {
        let next = self.lines.next();
        let line = match self.deadline {
            Some(deadline) => timeout_at(deadline, next)
                .await
                .map_err(|_| Error::TimedOut {
                    request: self.request.clone(),
                    after: self.client.log_deadline,
                })?,
            None => next.await,
        };
        let line = line.map_err(|source| Error::Unreachable {
            request: self.request.clone(),
            source: Arc::new(source),
        })?;
        Ok(line.map(|line| LogLine {
            text: String::from_utf8_lossy(&line.text).into_owned(),
            cut: line.cut,
        }))
    }
}
