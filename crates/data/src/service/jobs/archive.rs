//! Jobs as they are written down.

use std::sync::Arc;

use acm_core::{Collection, DocumentStore, StoreError, UnixMillis};
use acm_graph::{Job, JobPhase};
use serde_json::Value;

/// The collection of jobs.
pub(super) struct Archive(Collection<Value>);

impl Archive {
    pub(super) fn new(documents: Arc<dyn DocumentStore>) -> Self {
        Self(Collection::new(documents, "jobs"))
    }

    /// Every job that can be read, the newest first. One that was under way has been interrupted.
    ///
    /// # Errors
    /// The store's own. A job another version wrote is left alone.
    pub(super) async fn read(&self, now: UnixMillis) -> Result<Vec<Job>, StoreError> {
        let mut jobs = Vec::new();
        for document in self.0.list().await? {
            let mut job: Job = match serde_json::from_value(document.body) {
                Ok(job) => job,
                Err(error) => {
                    tracing::warn!(id = document.id, %error, "a job cannot be read");
                    continue;
                }
            };
            if !job.phase.is_over() {
                job.phase = JobPhase::Interrupted;
                job.ended_at = Some(now);
                self.save(&job).await?;
            }
            jobs.push(job);
        }
        jobs.sort_by(|a, b| (b.created_at, &b.id).cmp(&(a.created_at, &a.id)));
        Ok(jobs)
    }

    pub(super) async fn create(&self, job: &Job) -> Result<(), StoreError> {
        self.0.create(&job.id, &body(job)?).await.map(|_| ())
    }

    pub(super) async fn save(&self, job: &Job) -> Result<(), StoreError> {
        self.0.update(&job.id, None, &body(job)?).await.map(|_| ())
    }

    pub(super) async fn delete(&self, id: &str) -> Result<(), StoreError> {
        match self.0.delete(id, None).await {
            Err(StoreError::Missing(_)) => Ok(()),
            done => done,
        }
    }
}

fn body(job: &Job) -> Result<Value, StoreError> {
    serde_json::to_value(job).map_err(|error| StoreError::Unreadable {
        id: job.id.clone(),
        source: error.into(),
    })
}
