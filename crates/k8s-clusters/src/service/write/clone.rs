//! Copies of clusters, which share nothing with what they were copied from.

use acm_k8s_api::{
    AerospikeCluster,
    manifest::clean,
    merge,
    types::{AerospikeClusterSpec, K8sTemplateSnapshot},
};
use serde_json::{Value, json};

use super::{Mode, Outcome, Place, Warning, Writer, error::Result};

/// What belongs to the one cluster: what it is asked to do now, and where it came from.
const OF_THE_SOURCE: [&str; 4] = ["operations", "overrides", "paused", "templateRef"];
/// The beginnings of labels and annotations by which tools and controllers know the one object.
const MARKS: [&str; 7] = [
    "acko.io/",
    "argocd.argoproj.io/",
    "app.kubernetes.io/instance",
    "app.kubernetes.io/managed-by",
    "helm.toolkit.fluxcd.io/",
    "kustomize.toolkit.fluxcd.io/",
    "meta.helm.sh/",
];
/// Fields a template fills in that are spelled alike in a cluster.
const SHARED: [&str; 4] = ["aerospikeNetworkPolicy", "image", "monitoring", "size"];

/// A copy that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Cloning {
    /// The namespace; `None` for that of the source.
    pub namespace: Option<String>,
    /// The name.
    pub name: String,
    /// Whether the copy is made from the same template too. Otherwise it gets what the template
    /// gave the source.
    pub keep_template: bool,
}

impl Writer {
    /// Makes a cluster like another one.
    ///
    /// # Errors
    /// The source is not there; those of [`Writer::create`].
    pub(crate) async fn clone_cluster(
        &self,
        source: &Place,
        copy: &Cloning,
        mode: Mode,
    ) -> Result<Outcome> {
        let client = self.client(source).await?;
        let live = self.live(&client, source).await?;
        let place = Place {
            context: source.context.clone(),
            namespace: copy
                .namespace
                .clone()
                .unwrap_or_else(|| source.namespace.clone()),
            name: copy.name.clone(),
        };
        let mut object = clean(live.json());
        strip(&mut object, copy.keep_template);
        let warnings = match copy.keep_template {
            true => Vec::new(),
            false => fill(&mut object["spec"], &live),
        };
        rename(&mut object["spec"], &place.name);
        let mut outcome = self.make(&place, object, mode).await?;
        outcome.warnings.extend(warnings);
        if place.namespace != source.namespace && has_secrets(live.spec().ok()) {
            outcome.warnings.push(Warning {
                field: Some("spec".to_owned()),
                message: format!(
                    "it names secrets of the namespace \"{}\", which \"{}\" must have too",
                    source.namespace, place.namespace
                ),
            });
        }
        Ok(outcome)
    }
}

fn strip(object: &mut Value, keep_template: bool) {
    if let Some(spec) = object["spec"].as_object_mut() {
        let is_of_template = |key: &str| matches!(key, "overrides" | "templateRef");
        let goes =
            |key: &str| OF_THE_SOURCE.contains(&key) && !(keep_template && is_of_template(key));
        spec.retain(|key, _| !goes(key));
    }
    for part in ["labels", "annotations"] {
        if let Some(marks) = object["metadata"]
            .get_mut(part)
            .and_then(Value::as_object_mut)
        {
            marks.retain(|key, _| !MARKS.iter().any(|mark| key.starts_with(mark)));
        }
    }
}

/// Writes down what came from the template: what is not said by the cluster is said by its
/// overrides, then by the template as it was copied.
fn fill(spec: &mut Value, live: &AerospikeCluster) -> Vec<Warning> {
    let given = live.json();
    let status = live.status().ok().flatten();
    let snapshot = status.and_then(|status| status.template_snapshot.value());
    let template = snapshot.map(template_of).unwrap_or_default();
    let sources = [
        given
            .pointer("/spec/overrides")
            .cloned()
            .unwrap_or_default(),
        template,
    ];
    let mut lost: Vec<&str> = Vec::new();
    for source in sources.iter().filter_map(Value::as_object) {
        for (key, value) in source {
            match key.as_str() {
                shared if SHARED.contains(&shared) => put(spec, &[shared], value),
                "resources" => put(spec, &["podSpec", "aerospikeContainer", "resources"], value),
                "aerospikeConfig" => configure(spec, value),
                "scheduling" | "storage" | "rackConfig" => lost.push(key),
                _ => {}
            }
        }
    }
    lost.sort_unstable();
    lost.dedup();
    let lost = lost.into_iter().map(|part| Warning {
        field: Some(format!("spec.templateRef.{part}")),
        message: format!("the template's {part} is not copied, as a cluster says it in other words; keep the template, or say it anew"),
    });
    lost.collect()
}

fn template_of(snapshot: &K8sTemplateSnapshot) -> Value {
    let spec = snapshot
        .spec
        .value()
        .map(|spec| serde_json::from_str(spec.text()));
    spec.and_then(Result::ok).unwrap_or_default()
}

/// Puts a value where there is none.
fn put(spec: &mut Value, path: &[&str], value: &Value) {
    let mut place = spec;
    for key in path {
        if !place.is_object() {
            *place = json!({});
        }
        place = &mut place[*key];
    }
    if place.is_null() || *place == json!(0) {
        *place = value.clone();
    }
}

/// Parameters for the service and for each namespace, below what is said of them.
fn configure(spec: &mut Value, template: &Value) {
    let under = |said: &Value, default: &Value| {
        let mut whole = default.clone();
        merge::apply(&mut whole, said);
        whole
    };
    for section in ["service", "network"] {
        let default = &template[section];
        if default.is_object() {
            let said = spec
                .pointer(&format!("/aerospikeConfig/{section}"))
                .cloned();
            spec["aerospikeConfig"][section] = under(&said.unwrap_or_else(|| json!({})), default);
        }
    }
    let default = &template["namespaceDefaults"];
    let namespaces = spec
        .pointer_mut("/aerospikeConfig/namespaces")
        .and_then(Value::as_array_mut);
    if default.is_object() {
        for namespace in namespaces.into_iter().flatten() {
            *namespace = under(namespace, default);
        }
    }
}

/// Names the cluster anew and forgets the nodes of the other: with either of them the two would
/// become one.
fn rename(spec: &mut Value, name: &str) {
    if !spec["aerospikeConfig"].is_object() {
        spec["aerospikeConfig"] = json!({});
    }
    spec["aerospikeConfig"]["service"]["cluster-name"] = json!(name);
    forget_seeds(&mut spec["aerospikeConfig"]);
    let racks = spec
        .pointer_mut("/rackConfig/racks")
        .and_then(Value::as_array_mut);
    for rack in racks.into_iter().flatten() {
        let Some(config) = rack.get_mut("aerospikeConfig") else {
            continue;
        };
        if let Some(service) = config.get_mut("service").and_then(Value::as_object_mut) {
            service.remove("cluster-name");
        }
        forget_seeds(config);
    }
}

fn forget_seeds(config: &mut Value) {
    let heartbeat = config
        .pointer_mut("/network/heartbeat")
        .and_then(Value::as_object_mut);
    if let Some(heartbeat) = heartbeat {
        heartbeat.retain(|key: &String, _| !key.contains("seed"));
    }
}

fn has_secrets(spec: Option<&AerospikeClusterSpec>) -> bool {
    let Some(spec) = spec else {
        return false;
    };
    let volumes = spec
        .storage
        .value()
        .and_then(|storage| storage.volumes.value());
    let mut volumes = volumes.into_iter().flatten();
    spec.aerospike_access_control.value().is_some()
        || volumes.any(|volume| {
            volume.source.secret.value().is_some() || volume.source.config_map.value().is_some()
        })
}
