//! Templates: what a cluster takes from one, and from which of its states.

use serde_json::{Value, json};

use super::{
    events::Level,
    json::{at, compact, flag, overlay, text},
    objects::{Kind, reason},
    pace::now,
    reconcile::Reconcile,
};

/// The annotation that asks for the template's present state.
const RESYNC: &str = "acko.io/resync-template";

impl Reconcile<'_> {
    /// The specification with what its template adds; the reason when the template cannot be had.
    ///
    /// The reconcile that takes a snapshot goes on without it: writing the status drops what was merged.
    /// It so fails once, and the next one has it.
    pub(super) async fn resolve(&mut self) -> Result<Value, String> {
        let name = text(self.cluster.spec(), "/templateRef/name").to_owned();
        if name.is_empty() {
            return Ok(self.cluster.spec().clone());
        }
        let wants_anew = self.cluster.annotation(RESYNC) == "true";
        let snapshot = at(self.cluster.status(), "/templateSnapshot").clone();
        if wants_anew || text(&snapshot, "/name") != name {
            self.take_snapshot(&name, wants_anew).await?;
            self.warn_of_resources(&self.merged()).await;
            return Ok(self.cluster.spec().clone());
        }
        self.notice_drift(&name, &snapshot).await?;
        let merged = self.merged();
        self.warn_of_resources(&merged).await;
        Ok(merged)
    }

    async fn take_snapshot(&mut self, name: &str, resync: bool) -> Result<(), String> {
        let found = self.shared.objects.get(Kind::Template, "", name).await;
        let template = found
            .map_err(|error| reason(&error))?
            .ok_or_else(|| format!("template \"{name}\" not found"))?;
        let version = text(&template, "/metadata/resourceVersion").to_owned();
        let snapshot = json!({
            "name": name,
            "resourceVersion": version,
            "snapshotTimestamp": now(),
            "spec": at(&template, "/spec"),
            "synced": true,
        });
        self.write_status(|status| status["templateSnapshot"] = snapshot)
            .await?;
        if resync {
            let patch = json!({ "metadata": { "annotations": { RESYNC: null } } });
            let key = &self.cluster.key;
            self.shared
                .objects
                .merge(Kind::Cluster, &key.namespace, &key.name, &patch)
                .await
                .map_err(|error| reason(&error))?;
        }
        self.event(
            Level::Normal,
            "TemplateApplied",
            format!("Applied template \"{name}\" (rv: {version})"),
        )
        .await;
        Ok(())
    }

    async fn notice_drift(&mut self, name: &str, snapshot: &Value) -> Result<(), String> {
        let known = text(snapshot, "/resourceVersion");
        let present = self.shared.templates.version(name);
        if !flag(snapshot, "/synced") || present.as_deref().is_none_or(|present| present == known) {
            return Ok(());
        }
        self.write_status(|status| status["templateSnapshot"]["synced"] = json!(false))
            .await?;
        let message = format!(
            "Template \"{name}\" changed (rv: {known} → {}); cluster using snapshot. Set annotation \
             {RESYNC}=true to resync.",
            present.unwrap_or_default(),
        );
        self.event(Level::Warning, "TemplateDrifted", message).await;
        Ok(())
    }

    fn merged(&self) -> Value {
        let snapshot = at(self.cluster.status(), "/templateSnapshot/spec");
        merge(self.cluster.spec(), snapshot)
    }

    async fn warn_of_resources(&self, spec: &Value) {
        let resources = at(spec, "/podSpec/aerospikeContainer/resources");
        if at(resources, "/requests") != at(resources, "/limits") {
            self.event(
                Level::Warning,
                "ValidationWarning",
                "for Guaranteed QoS, resource requests must equal resource limits",
            )
            .await;
        }
    }
}

/// A specification with what a template has and it lacks.
fn merge(spec: &Value, template: &Value) -> Value {
    let mut template = template.clone();
    overlay(&mut template, at(spec, "/overrides"));
    let mut merged = spec.clone();
    for part in ["image", "size", "monitoring", "aerospikeNetworkPolicy"] {
        if merged.get(part).is_none_or(|own| own.is_null() || own == 0)
            && let Some(value) = template.get(part)
        {
            merged[part] = value.clone();
        }
    }
    merged["aerospikeConfig"] = config(
        at(spec, "/aerospikeConfig"),
        at(&template, "/aerospikeConfig"),
    );
    let scheduling = at(&template, "/scheduling");
    let mut pod = json!({
        "aerospikeContainer": { "resources": at(&template, "/resources") },
        "podManagementPolicy": at(scheduling, "/podManagementPolicy"),
        "tolerations": at(scheduling, "/tolerations"),
        "topologySpreadConstraints": at(scheduling, "/topologySpreadConstraints"),
        "affinity": { "nodeAffinity": at(scheduling, "/nodeAffinity") },
    });
    overlay(&mut pod, at(spec, "/podSpec"));
    merged["podSpec"] = compact(pod);
    merged["podAntiAffinityLevel"] = at(scheduling, "/podAntiAffinityLevel").clone();
    storage(&mut merged, at(&template, "/storage"));
    compact(merged)
}

/// The configuration: the template's is the base of what the cluster says itself.
fn config(own: &Value, template: &Value) -> Value {
    let mut config = own.clone();
    for section in ["service", "network"] {
        if let Some(base) = template.get(section) {
            let mut base = base.clone();
            overlay(&mut base, &config[section]);
            config[section] = base;
        }
    }
    let defaults = at(template, "/namespaceDefaults");
    for namespace in config["namespaces"].as_array_mut().into_iter().flatten() {
        let mut base = defaults.clone();
        overlay(&mut base, namespace);
        if base.is_object() {
            *namespace = base;
        }
    }
    config
}

/// Claims of the cluster that leave open what the template says.
fn storage(merged: &mut Value, template: &Value) {
    let wanted = [
        ("storageClass", at(template, "/storageClassName")),
        ("volumeMode", at(template, "/volumeMode")),
        ("accessModes", at(template, "/accessModes")),
        ("size", at(template, "/resources/requests/storage")),
    ];
    let volumes = merged
        .pointer_mut("/storage/volumes")
        .and_then(Value::as_array_mut);
    for volume in volumes.into_iter().flatten() {
        let Some(claim) = volume.pointer_mut("/source/persistentVolume") else {
            continue;
        };
        for (field, value) in wanted {
            if claim.get(field).is_none() && !value.is_null() {
                claim[field] = value.clone();
            }
        }
    }
}
