//! What a job could not do, in full: a file that is made when there is something to write.

use std::sync::Arc;

use acm_graph::{JobFailure, JobMonitor};
use serde_json::json;

use crate::service::files::{Files, NewFile};

/// The most failures written down.
const MAX_WRITTEN: usize = 1_000_000;

/// The failures of a job: the first ones are shown, all of them written to a file, a line of JSON each.
pub(super) struct Refused {
    files: Files,
    monitor: Arc<JobMonitor>,
    file: Option<NewFile>,
    written: usize,
    /// Whether they can be written.
    able: bool,
}

impl Refused {
    pub(super) fn new(files: &Files, monitor: &Arc<JobMonitor>) -> Self {
        Self {
            files: files.clone(),
            monitor: Arc::clone(monitor),
            file: None,
            written: 0,
            able: true,
        }
    }

    /// Tells of a failure. That it cannot be written down is no reason for the job to fail.
    pub(super) async fn add(&mut self, failure: JobFailure) {
        if self.able && self.written < MAX_WRITTEN {
            let problem = &failure.problem;
            let mut line = json!({
                "subject": failure.subject,
                "code": problem.code,
                "message": problem.message,
                "details": problem.details,
            })
            .to_string();
            line.push('\n');
            self.able = self.write(line.as_bytes()).await;
        }
        self.monitor.fail(failure);
    }

    async fn write(&mut self, line: &[u8]) -> bool {
        let file = match &mut self.file {
            Some(file) => file,
            None => match self.files.create("failures.ndjson").await {
                Ok(file) => self.file.insert(file),
                Err(error) => return unable(&error),
            },
        };
        self.written += 1;
        match file.write(line).await {
            Ok(()) => true,
            Err(error) => unable(&error),
        }
    }

    /// Offers the file, if there is one.
    pub(super) async fn finish(&mut self) {
        let Some(file) = self.file.take() else {
            return;
        };
        match file.finish().await {
            Ok(file) => self.monitor.offer(file.into()),
            Err(error) => {
                unable(&error);
            }
        }
    }
}

fn unable(error: &crate::error::Error) -> bool {
    tracing::warn!(%error, "failures of a job could not be written down");
    false
}
