//! Rolling restarts: pods whose configuration is not the one wanted are told, restarted or deleted.

use serde_json::{Value, json};

use super::{
    dynamic,
    events::Level,
    json::{at, text},
    objects::{Kind, reason},
    owned::{CONFIG_HASH, RACK, config_hash},
    pace::now,
    racks::{Rack, restart_batch},
    reconcile::{Next, Reconcile},
};

/// Seconds until the next pods of a rolling restart.
const RESTART_SECONDS: u64 = 15;

impl Reconcile<'_> {
    /// Restarts the next pods of a rack that run with another configuration, the last ones first.
    pub(super) async fn restart_outdated(
        &mut self,
        spec: &Value,
        rack: &Rack,
    ) -> Result<Next, String> {
        let wanted = config_hash(spec, rack);
        let pods = self.pods().await?;
        let mut outdated: Vec<&Value> = pods
            .iter()
            .filter(|pod| belongs(pod, rack) && is_outdated(pod, &wanted))
            .collect();
        if outdated.is_empty() {
            return Ok(Next::Proceed);
        }
        outdated.sort_by_key(|pod| std::cmp::Reverse(ordinal(pod)));
        let id = rack.id;
        let message = format!(
            "Rolling restart started for rack {id}: {} pods to restart",
            outdated.len()
        );
        self.event(Level::Normal, "RollingRestartStarted", message)
            .await;
        self.check_migration(id, &pods).await;
        let batch = restart_batch(spec, rack.size).min(outdated.len());
        let (now, later) = outdated.split_at(batch);
        for pod in now {
            self.renew(spec, rack, pod, &wanted).await?;
        }
        if later.is_empty() {
            let message = format!(
                "Rolling restart completed for rack {id}: all {} pods restarted",
                now.len()
            );
            self.event(Level::Normal, "RollingRestartCompleted", message)
                .await;
        }
        let pending: Vec<_> = later
            .iter()
            .map(|pod| text(pod, "/metadata/name"))
            .collect();
        self.write_status(|status| {
            status["phase"] = json!("RollingRestart");
            status["phaseReason"] = json!(format!("Rolling restart in progress for rack {id}"));
            if let Some(fields) = status.as_object_mut() {
                fields.remove("pendingRestartPods");
                if !pending.is_empty() {
                    fields.insert("pendingRestartPods".to_owned(), json!(pending));
                }
            }
        })
        .await?;
        Ok(Next::Wait(self.shared.pace.seconds(RESTART_SECONDS)))
    }

    async fn check_migration(&self, rack: i64, pods: &[Value]) {
        let checked = self.shared.servers.migrating(&self.cluster.key, pods).await;
        if let Err(error) = checked {
            let message = format!(
                "Rolling restart rack {rack}: migration check failed ({error}), proceeding"
            );
            self.event(Level::Warning, "MigrationCheckFailed", message)
                .await;
        }
    }

    /// Brings one pod to the wanted configuration in the mildest way there is.
    async fn renew(
        &mut self,
        spec: &Value,
        rack: &Rack,
        pod: &Value,
        wanted: &str,
    ) -> Result<(), String> {
        if text(pod, "/spec/containers/0/image") != text(spec, "/image") {
            return self.replace_pod(pod, "ImageChanged").await;
        }
        if self.set_dynamically(spec, rack, pod).await? {
            return self.mark(pod, wanted).await;
        }
        let name = text(pod, "/metadata/name");
        self.note_restart(name, "WarmRestart").await?;
        if self.shared.faults.of(&self.cluster.key).fails_in(name) {
            return self.replace_pod(pod, "ConfigChanged").await;
        }
        self.mark(pod, wanted).await?;
        let message = format!("Pod {name} warm-restarted (SIGUSR1)");
        self.event(Level::Normal, "PodWarmRestarted", message).await;
        Ok(())
    }

    /// Whether the server of a pod took all changes while running.
    async fn set_dynamically(
        &mut self,
        spec: &Value,
        rack: &Rack,
        pod: &Value,
    ) -> Result<bool, String> {
        if !super::json::flag(spec, "/enableDynamicConfigUpdate") {
            return Ok(false);
        }
        let before = at(self.cluster.status(), "/aerospikeConfig");
        let wanted = super::conf::of_rack(spec, rack);
        let Some(commands) = dynamic::commands(before, &wanted) else {
            return Ok(false);
        };
        let name = text(pod, "/metadata/name");
        let servers = &self.shared.servers;
        if !servers.set(&self.cluster.key, pod, &commands).await {
            let message = format!("Failed to apply dynamic config to pod {name}");
            self.event(Level::Warning, "DynamicConfigStatusFailed", message)
                .await;
            self.note_pod(name, json!({ "dynamicConfigStatus": "Failed" }))
                .await?;
            return Ok(false);
        }
        let count = commands.len();
        let message = format!("Dynamic config applied to pod {name} ({count} changes)");
        self.event(Level::Normal, "DynamicConfigApplied", message)
            .await;
        self.note_pod(name, json!({ "dynamicConfigStatus": "Applied" }))
            .await?;
        Ok(true)
    }

    /// Deletes a pod, so that its `StatefulSet` makes it anew.
    pub(super) async fn replace_pod(
        &mut self,
        pod: &Value,
        why: &'static str,
    ) -> Result<(), String> {
        let name = text(pod, "/metadata/name");
        self.note_restart(name, why).await?;
        let message = format!("Quiescing Aerospike node on pod {name} before deletion");
        self.event(Level::Normal, "NodeQuiesceStarted", message)
            .await;
        let message = format!(
            "Failed to quiesce node on pod {name}: quiesce returned unexpected response: \
             \"ERROR:25:enterprise only\""
        );
        self.event(Level::Warning, "NodeQuiesceFailed", message)
            .await;
        self.shared
            .objects
            .delete(Kind::Pod, self.cluster.namespace(), name)
            .await
            .map_err(|error| format!("deleting pod {name}: {}", reason(&error)))?;
        let message = format!("Pod {name} deleted for cold restart");
        self.event(Level::Normal, "PodColdRestarted", message).await;
        Ok(())
    }

    pub(super) async fn note_restart(&mut self, pod: &str, why: &str) -> Result<(), String> {
        let note = json!({ "lastRestartReason": why, "lastRestartTime": now() });
        self.note_pod(pod, note).await
    }

    /// Writes on a pod which configuration it runs with.
    async fn mark(&self, pod: &Value, hash: &str) -> Result<(), String> {
        let name = text(pod, "/metadata/name");
        let patch = json!({ "metadata": { "annotations": { CONFIG_HASH: hash } } });
        self.shared
            .objects
            .merge(Kind::Pod, self.cluster.namespace(), name, &patch)
            .await
            .map(|_| ())
            .map_err(|error| format!("annotating pod {name}: {}", reason(&error)))
    }
}

fn belongs(pod: &Value, rack: &Rack) -> bool {
    let label = at(pod, "/metadata/labels").get(RACK);
    let is_leaving = !text(pod, "/metadata/deletionTimestamp").is_empty();
    label.and_then(Value::as_str) == Some(&rack.id.to_string())
        && ordinal(pod) < rack.size
        && !is_leaving
}

fn is_outdated(pod: &Value, wanted: &str) -> bool {
    let found = at(pod, "/metadata/annotations").get(CONFIG_HASH);
    found.and_then(Value::as_str) != Some(wanted)
}

fn ordinal(pod: &Value) -> i64 {
    let name = text(pod, "/metadata/name");
    let last = name.rsplit('-').next().unwrap_or_default();
    last.parse().unwrap_or_default()
}
