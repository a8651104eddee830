//! Operations on demand, with all their oddities: an id is done once for ever, unknown pods are none, and
//! a pod that fails is tried for ever.

use serde_json::{Value, json};

use super::{
    events::Level,
    json::{at, items, text, texts},
    racks::restart_batch,
    reconcile::{Next, Reconcile},
};

/// Seconds until the next pods of an operation.
const OPERATION_SECONDS: u64 = 5;

/// How far an operation is.
struct Progress {
    id: String,
    kind: String,
    completed: Vec<String>,
    failed: Vec<String>,
}

impl Reconcile<'_> {
    /// Does the next part of the operation that is asked for, if there is one.
    pub(super) async fn operate(&mut self, spec: &Value) -> Result<Next, String> {
        let Some(operation) = items(self.cluster.spec(), "/operations").first().cloned() else {
            return Ok(Next::Proceed);
        };
        let known = at(self.cluster.status(), "/operationStatus");
        let is_known = text(known, "/id") == text(&operation, "/id");
        if is_known && text(known, "/phase") != "InProgress" {
            return Ok(Next::Proceed);
        }
        let mut progress = Progress::of(&operation, is_known.then_some(known));
        let pods = self.pods().await?;
        let targets = targets(&operation, &pods, &progress);
        let left: Vec<&Value> = targets
            .iter()
            .filter_map(|name| pods.iter().find(|pod| text(pod, "/metadata/name") == name))
            .filter(|pod| !progress.has(text(pod, "/metadata/name")))
            .collect();
        if left.is_empty() {
            let phase = if progress.failed.is_empty() {
                "Completed"
            } else {
                "Error"
            };
            self.tell(&progress, phase, targets.len()).await?;
            return Ok(Next::Proceed);
        }
        let (fresh, failed): (Vec<&Value>, Vec<&Value>) = left
            .into_iter()
            .partition(|pod| !progress.failed_in(text(pod, "/metadata/name")));
        let batch = restart_batch(spec, i64::try_from(pods.len()).unwrap_or(i64::MAX));
        for pod in fresh.into_iter().chain(failed).take(batch) {
            self.treat(pod, &mut progress).await?;
        }
        self.tell(&progress, "InProgress", targets.len()).await?;
        Ok(Next::Wait(self.shared.pace.seconds(OPERATION_SECONDS)))
    }

    async fn treat(&mut self, pod: &Value, progress: &mut Progress) -> Result<(), String> {
        let name = text(pod, "/metadata/name").to_owned();
        if progress.kind == "PodRestart" {
            self.replace_pod(pod, "ManualRestart").await?;
        } else if self.shared.faults.of(&self.cluster.key).fails_in(&name) {
            progress.failed.push(name);
            return Ok(());
        } else {
            self.note_restart(&name, "WarmRestart").await?;
        }
        progress.completed.push(name);
        Ok(())
    }

    async fn tell(
        &mut self,
        progress: &Progress,
        phase: &str,
        targets: usize,
    ) -> Result<(), String> {
        let status = progress.status(phase);
        self.write_status(|whole| whole["operationStatus"] = status)
            .await?;
        let message = format!(
            "Operation {} ({}): {}/{targets} pods processed",
            progress.id,
            progress.kind,
            progress.completed.len(),
        );
        self.event(Level::Normal, "Operation", message).await;
        Ok(())
    }
}

impl Progress {
    fn of(operation: &Value, known: Option<&Value>) -> Self {
        let list = |pointer| {
            let names = known.map(|known| texts(known, pointer)).unwrap_or_default();
            names.into_iter().map(str::to_owned).collect()
        };
        Self {
            id: text(operation, "/id").to_owned(),
            kind: text(operation, "/kind").to_owned(),
            completed: list("/completedPods"),
            failed: list("/failedPods"),
        }
    }

    fn has(&self, pod: &str) -> bool {
        self.completed.iter().any(|name| name == pod)
    }

    fn failed_in(&self, pod: &str) -> bool {
        self.failed.iter().any(|name| name == pod)
    }

    fn status(&self, phase: &str) -> Value {
        super::json::compact(json!({
            "id": self.id,
            "kind": self.kind,
            "phase": phase,
            "completedPods": self.completed,
            "failedPods": self.failed,
        }))
    }
}

/// The pods an operation is for: those listed that exist, or all.
fn targets(operation: &Value, pods: &[Value], progress: &Progress) -> Vec<String> {
    let listed = texts(operation, "/podList");
    let existing = pods
        .iter()
        .map(|pod| text(pod, "/metadata/name").to_owned());
    let mut targets: Vec<_> = existing
        .chain(progress.completed.iter().cloned())
        .filter(|name| listed.is_empty() || listed.contains(&name.as_str()))
        .collect();
    targets.sort();
    targets.dedup();
    targets
}
