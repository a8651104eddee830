//! One reconcile: from what is written to what is there.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    Shared,
    cluster::{Cluster, Key},
    events::Level,
    json::{difference, text},
    objects::{Kind, is_missing, reason},
    pace::{go_duration, now},
    racks::{Rack, racks},
    servers::View,
    status::{self, Condition, Seen, ready_count},
};

pub(super) const FINALIZER: &str = "acko.io/storage-finalizer";
/// Failures in a row after which nothing is tried any more.
const BREAKER: i64 = 10;
/// Longest error text of the status, in bytes.
const MAX_ERROR: usize = 256;
/// Seconds until a cluster whose pods were not ready is looked at again.
const NOT_READY_SECONDS: u64 = 10;
/// Seconds the client library waits for an address of the service.
const LOOKUP_SECONDS: u64 = 30;

/// What to do after a reconcile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// Nothing until something happens.
    Rest,
    /// The same again after a while.
    Again(Duration),
    /// The same again soon, and later each time.
    Retry,
    /// The cluster is gone.
    Gone,
}

/// Whether the next step of a reconcile follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Proceed,
    /// The reconcile ends here and is taken up again after a while.
    Wait(Duration),
}

/// What is remembered of a cluster from one reconcile to the next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Whether a pod ever had an address.
    was_addressed: bool,
    /// Its uid when last seen.
    pub(super) uid: String,
}

/// A reconcile of one cluster.
pub(super) struct Reconcile<'a> {
    pub(super) shared: &'a Shared,
    pub(super) cluster: Cluster,
    pub(super) memory: &'a mut Memory,
}

/// Reconciles a cluster once.
pub(super) async fn reconcile(shared: &Shared, key: &Key, memory: &mut Memory) -> After {
    let found = shared
        .objects
        .get(Kind::Cluster, &key.namespace, &key.name)
        .await;
    match found {
        Ok(Some(object)) => {
            let cluster = Cluster::new(object);
            cluster.uid().clone_into(&mut memory.uid);
            let reconcile = Reconcile {
                shared,
                cluster,
                memory,
            };
            reconcile.run().await
        }
        Ok(None) => After::Gone,
        Err(error) => {
            tracing::warn!(%error, cluster = %key, "cannot read the cluster");
            After::Retry
        }
    }
}

impl Reconcile<'_> {
    async fn run(mut self) -> After {
        let delay = self.shared.faults.of(&self.cluster.key).delay_millis;
        tokio::time::sleep(Duration::from_millis(delay)).await;
        match self.begin().await {
            Ok(after) => after,
            Err(error) => {
                tracing::warn!(error, cluster = %self.cluster.key, "reconcile failed");
                After::Retry
            }
        }
    }

    /// All that comes before anything is done for the cluster.
    async fn begin(&mut self) -> Result<After, String> {
        if self.cluster.is_deleting() {
            return self.delete().await;
        }
        self.ensure_finalizer().await?;
        if self.cluster.is_paused() {
            self.set_phase("Paused", "Reconciliation paused by user")
                .await?;
            return Ok(After::Rest);
        }
        let failures = self.cluster.failures();
        if failures >= BREAKER {
            return Ok(self.hold_back(failures).await);
        }
        let spec = match self.resolve().await {
            Ok(spec) => spec,
            Err(error) => {
                self.report_template(&error).await?;
                return Ok(After::Retry);
            }
        };
        if !self.cluster.is_observed() {
            self.set_phase("InProgress", "Reconciliation started")
                .await?;
        }
        match self.steps(&spec).await {
            Ok(after) => Ok(after),
            Err(error) => self.count_failure(&error).await,
        }
    }

    async fn steps(&mut self, spec: &Value) -> Result<After, String> {
        if self.shared.faults.take_failure(&self.cluster.key) {
            return Err("a failure that was asked for".to_owned());
        }
        self.ensure_service(spec).await?;
        if let Next::Wait(delay) = self.operate(spec).await? {
            return Ok(After::Again(delay));
        }
        let racks = racks(spec);
        self.announce_scaling(&racks).await?;
        for rack in &racks {
            if let Next::Wait(delay) = self.rack(spec, rack).await? {
                return Ok(After::Again(delay));
            }
        }
        self.remove_racks(&racks).await?;
        self.ensure_budget(spec).await?;
        self.ensure_extras(spec).await?;
        let acl = self.synchronize_users(spec).await?;
        self.complete(acl).await
    }

    /// Brings a rack to what it is to be, and its pods to its configuration.
    async fn rack(&mut self, spec: &Value, rack: &Rack) -> Result<Next, String> {
        self.ensure_config(spec, rack).await?;
        if let Next::Wait(delay) = self.ensure_set(spec, rack).await? {
            return Ok(Next::Wait(delay));
        }
        self.restart_outdated(spec, rack).await
    }

    async fn complete(&mut self, acl: Option<Condition>) -> Result<After, String> {
        let was_ready = super::json::number(self.cluster.status(), "/size")
            >= super::json::number(self.cluster.spec(), "/size");
        let now = now();
        let pods = self.pods().await?;
        let answers = acl.as_ref().is_none_or(|condition| condition.holds);
        let views = self.ask_servers(&pods, answers).await;
        let after = status::completed(
            &self.cluster,
            &Seen {
                pods: &pods,
                views: &views,
                acl,
                now: &now,
            },
        );
        if !status::says_the_same(self.cluster.status(), &after) {
            self.write_status(|status| *status = after).await?;
        }
        if self.cluster.failures() > 0 {
            self.write_status(|status| {
                status["failedReconcileCount"] = json!(0);
                status["lastReconcileError"] = json!("");
            })
            .await?;
        }
        Ok(if was_ready {
            After::Rest
        } else {
            After::Again(self.shared.pace.seconds(NOT_READY_SECONDS))
        })
    }

    /// What the servers say; when no pod ever had an address the name of the service does not resolve, and
    /// the client library waits for it as long as it may.
    async fn ask_servers(&mut self, pods: &[Value], answers: bool) -> Vec<Option<View>> {
        self.memory.was_addressed |= pods
            .iter()
            .any(|pod| !text(pod, "/status/podIP").is_empty());
        if !self.memory.was_addressed && !self.shared.faults.of(&self.cluster.key).resolves_at_once
        {
            self.shared.pace.sleep(LOOKUP_SECONDS).await;
            return vec![None; pods.len()];
        }
        let mut views = Vec::with_capacity(pods.len());
        for pod in pods {
            views.push(if answers && status::is_ready(pod) {
                self.shared
                    .servers
                    .view(&self.cluster.key, self.cluster.spec(), pod)
                    .await
            } else {
                None
            });
        }
        views
    }

    async fn ensure_finalizer(&mut self) -> Result<(), String> {
        if self.cluster.has_finalizer(FINALIZER) {
            return Ok(());
        }
        let mut finalizers = super::json::texts(&self.cluster.object, "/metadata/finalizers");
        finalizers.push(FINALIZER);
        let patch = json!({ "metadata": { "finalizers": finalizers } });
        let key = &self.cluster.key;
        self.shared
            .objects
            .merge(Kind::Cluster, &key.namespace, &key.name, &patch)
            .await
            .map_err(|error| reason(&error))?;
        Ok(())
    }

    /// Says that nothing is done until somebody resets the count of failures.
    async fn hold_back(&self, failures: i64) -> After {
        let seconds = back_off(failures);
        let message = format!(
            "Circuit breaker active after {failures} consecutive failures, backing off {}. Last error: {}",
            go_duration(seconds),
            text(self.cluster.status(), "/lastReconcileError"),
        );
        self.event(Level::Warning, "CircuitBreakerActive", message)
            .await;
        After::Again(self.shared.pace.seconds(seconds))
    }

    async fn report_template(&mut self, error: &str) -> Result<(), String> {
        let name = text(self.cluster.spec(), "/templateRef/name");
        let message = format!("Failed to resolve template \"{name}\": {error}");
        self.event(Level::Warning, "TemplateResolutionError", message)
            .await;
        self.write_status(|status| status["lastReconcileError"] = json!(cut(error)))
            .await
    }

    async fn count_failure(&mut self, error: &str) -> Result<After, String> {
        let failures = self.cluster.failures() + 1;
        self.write_status(|status| {
            status["failedReconcileCount"] = json!(failures);
            status["lastReconcileError"] = json!(cut(error));
        })
        .await?;
        Ok(After::Again(self.shared.pace.seconds(back_off(failures))))
    }

    pub(super) async fn set_phase(&mut self, phase: &str, why: &str) -> Result<(), String> {
        self.write_status(|status| {
            status["phase"] = json!(phase);
            status["phaseReason"] = json!(why);
        })
        .await
    }

    /// Changes the status where it differs.
    pub(super) async fn write_status(
        &mut self,
        change: impl FnOnce(&mut Value),
    ) -> Result<(), String> {
        let before = match self.cluster.status() {
            Value::Null => json!({}),
            known => known.clone(),
        };
        let mut after = before.clone();
        change(&mut after);
        leave_out_zeros(&mut after);
        let patch = difference(&before, &after);
        if patch.is_null() {
            return Ok(());
        }
        let key = &self.cluster.key;
        let patch = json!({ "status": patch });
        let written = self
            .shared
            .objects
            .merge_status(Kind::Cluster, &key.namespace, &key.name, &patch)
            .await;
        match written {
            Ok(object) => {
                self.cluster.object["status"] = object["status"].clone();
                Ok(())
            }
            // Deleted meanwhile: the next reconcile sees it.
            Err(error) if is_missing(&error) => Ok(()),
            Err(error) => Err(format!("writing the status: {}", reason(&error))),
        }
    }

    /// Notes something of one pod in the status.
    pub(super) async fn note_pod(&mut self, pod: &str, note: Value) -> Result<(), String> {
        self.write_status(|status| super::json::overlay(&mut status["pods"][pod], &note))
            .await
    }

    pub(super) async fn event(
        &self,
        level: Level,
        reason: &'static str,
        message: impl Into<String>,
    ) {
        if !self.shared.faults.of(&self.cluster.key).no_events {
            self.shared
                .events
                .emit(&self.cluster, level, reason, message)
                .await;
        }
    }

    /// The pods of the cluster, by name.
    pub(super) async fn pods(&self) -> Result<Vec<Value>, String> {
        let labels = self.cluster.selector_text();
        let pods = self
            .shared
            .objects
            .list(Kind::Pod, self.cluster.namespace(), &labels)
            .await
            .map_err(|error| format!("listing pods: {}", reason(&error)))?;
        Ok(pods)
    }

    /// How many of the pods are ready.
    pub(super) async fn ready_pods(&self) -> Result<i64, String> {
        Ok(ready_count(&self.pods().await?))
    }
}

/// Takes away what Go leaves out when it is empty, however it came there.
fn leave_out_zeros(status: &mut Value) {
    if let Some(fields) = status.as_object_mut() {
        fields.retain(|name, value| match name.as_str() {
            "failedReconcileCount" => *value != 0,
            "lastReconcileError" => *value != "",
            _ => true,
        });
    }
}

/// Seconds until the next try after so many failures.
fn back_off(failures: i64) -> u64 {
    1 << failures.clamp(0, 8)
}

fn cut(error: &str) -> &str {
    let end = (0..=MAX_ERROR.min(error.len()))
        .rev()
        .find(|&end| error.is_char_boundary(end));
    &error[..end.unwrap_or_default()]
}
