//! Pods: what the operator says of each, and what Kubernetes does.

use std::{collections::BTreeMap, net::IpAddr, sync::Arc};

use acm_core::UnixMillis;
use acm_k8s_api::{
    ResourceExt, Unreadable,
    objects::{ContainerStatus, Pod, millis},
    types::K8sPodStatus,
};

use super::View;

/// The container that runs Aerospike.
pub(crate) const SERVER: &str = "aerospike-server";
/// The label of a pod that names its rack.
const RACK: &str = "acko.io/rack";
/// The labels of a node, and of late of a pod, that name where it stands.
pub(crate) const ZONE: &str = "topology.kubernetes.io/zone";
pub(crate) const CONFIG_HASH: &str = "acko.io/config-hash";
pub(crate) const POD_HASH: &str = "acko.io/podspec-hash";

/// A pod of a cluster: known to the operator, to Kubernetes, or to both.
#[derive(Clone, Debug)]
pub(crate) struct PodView {
    pub name: String,
    pub rack: i32,
    pub operator: Option<K8sPodStatus>,
    pub pod: Option<Arc<Pod>>,
}

/// Why a pod does not run, in Kubernetes' words.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Waiting {
    pub reason: String,
    pub message: Option<String>,
}

/// The pods of a cluster, by rack and number.
///
/// # Errors
/// What the operator says cannot be read.
pub(crate) fn join(view: &View, pods: &[Arc<Pod>]) -> Result<Vec<PodView>, Unreadable> {
    let status = view.status();
    let told = status.map_or_else(|| Ok(BTreeMap::new()), |status| status.pods())?;
    let mut joined: BTreeMap<String, PodView> = told
        .into_iter()
        .map(|(name, told)| {
            let rack = told.rack.value().copied();
            let rack = rack
                .or_else(|| rack_in(view.name(), &name))
                .unwrap_or_default();
            let pod = PodView {
                name: name.clone(),
                rack,
                operator: Some(told),
                pod: None,
            };
            (name, pod)
        })
        .collect();
    for pod in pods {
        let name = pod.name_any();
        let labelled = pod.labels().get(RACK).and_then(|rack| rack.parse().ok());
        let rack = labelled.or_else(|| rack_in(view.name(), &name));
        let known = joined.entry(name.clone()).or_insert_with(|| PodView {
            name,
            rack: 0,
            operator: None,
            pod: None,
        });
        known.rack = rack.unwrap_or(known.rack);
        known.pod = Some(Arc::clone(pod));
    }
    let mut pods: Vec<PodView> = joined.into_values().collect();
    pods.sort_by_key(|pod| (pod.rack, ordinal(&pod.name), pod.name.clone()));
    Ok(pods)
}

/// The rack in the name of a pod, which is that of the cluster, the rack and a number.
fn rack_in(cluster: &str, pod: &str) -> Option<i32> {
    let rest = pod.strip_prefix(cluster)?.strip_prefix('-')?;
    rest.split_once('-')?.0.parse().ok()
}

fn ordinal(name: &str) -> Option<u32> {
    name.rsplit_once('-')?.1.parse().ok()
}

impl PodView {
    fn containers(&self) -> &[ContainerStatus] {
        let status = self.pod.as_ref().and_then(|pod| pod.status.as_ref());
        let containers = status.and_then(|status| status.container_statuses.as_deref());
        containers.unwrap_or_default()
    }

    /// The phase in Kubernetes' words: `Pending`, `Running` …
    pub(crate) fn phase(&self) -> Option<&str> {
        self.pod.as_ref()?.status.as_ref()?.phase.as_deref()
    }

    fn condition(&self, kind: &str) -> Option<(&str, Option<&str>, Option<&str>)> {
        let conditions = self.pod.as_ref()?.status.as_ref()?.conditions.as_deref()?;
        let found = conditions
            .iter()
            .find(|condition| condition.type_ == kind)?;
        Some((
            &found.status,
            found.reason.as_deref(),
            found.message.as_deref(),
        ))
    }

    /// Whether Kubernetes counts it as ready; `None` when it is not known to Kubernetes.
    pub(crate) fn is_ready(&self) -> Option<bool> {
        self.pod.as_ref()?;
        let ready = self
            .condition("Ready")
            .is_some_and(|(status, ..)| status == "True");
        Some(ready && !self.is_going())
    }

    /// Whether it is being deleted.
    pub(crate) fn is_going(&self) -> bool {
        let pod = self.pod.as_ref();
        pod.is_some_and(|pod| pod.metadata.deletion_timestamp.is_some())
    }

    /// Whether its containers have run at all.
    pub(crate) fn has_started(&self) -> bool {
        let ran = |container: &ContainerStatus| {
            let is_running = |one: &ContainerStatus| {
                one.state
                    .as_ref()
                    .is_some_and(|state| state.running.is_some())
            };
            container.started == Some(true) || is_running(container) || container.restart_count > 0
        };
        self.containers().iter().any(ran)
    }

    pub(crate) fn restarts(&self) -> Option<i32> {
        self.pod.as_ref()?;
        Some(self.containers().iter().map(|one| one.restart_count).sum())
    }

    /// Why it does not run: that of the first container that waits, or why it is not scheduled.
    pub(crate) fn waiting(&self) -> Option<Waiting> {
        let status = self.pod.as_ref()?.status.as_ref()?;
        let init = status
            .init_container_statuses
            .as_deref()
            .unwrap_or_default();
        let waiting = init.iter().chain(self.containers()).find_map(|container| {
            let waiting = container.state.as_ref()?.waiting.as_ref()?;
            Some(Waiting {
                reason: waiting.reason.clone()?,
                message: waiting.message.clone(),
            })
        });
        waiting.or_else(|| match self.condition("PodScheduled")? {
            ("False", reason, message) => Some(Waiting {
                reason: reason.unwrap_or("Unschedulable").to_owned(),
                message: message.map(str::to_owned),
            }),
            _ => None,
        })
    }

    /// Why a container ended the last time: `OOMKilled`, `Error` …
    pub(crate) fn last_end(&self) -> Option<&str> {
        self.containers().iter().find_map(|container| {
            container
                .last_state
                .as_ref()?
                .terminated
                .as_ref()?
                .reason
                .as_deref()
        })
    }

    /// The image its Aerospike was started with: Kubernetes' word before the operator's.
    pub(crate) fn image(&self) -> Option<&str> {
        let started = self.pod.as_ref().and_then(|pod| {
            let containers = &pod.spec.as_ref()?.containers;
            let server = containers.iter().find(|one| one.name == SERVER);
            server.or_else(|| containers.first())?.image.as_deref()
        });
        started.or_else(|| self.operator.as_ref()?.image.value().map(String::as_str))
    }

    /// The hashes of the configuration and of the pod's own settings that it runs with.
    pub(crate) fn hashes(&self) -> (Option<&str>, Option<&str>) {
        let annotation = |key: &str| {
            self.pod
                .as_ref()?
                .annotations()
                .get(key)
                .map(String::as_str)
        };
        let told = self.operator.as_ref();
        let config = told.and_then(|told| told.config_hash.value().map(String::as_str));
        let settings = told.and_then(|told| told.pod_spec_hash.value().map(String::as_str));
        (
            annotation(CONFIG_HASH).or(config),
            annotation(POD_HASH).or(settings),
        )
    }

    /// Its containers, that of Aerospike first.
    pub(crate) fn container_names(&self) -> Vec<String> {
        let spec = self.pod.as_ref().and_then(|pod| pod.spec.as_ref());
        let containers = spec
            .map(|spec| spec.containers.as_slice())
            .unwrap_or_default();
        let mut names: Vec<String> = containers.iter().map(|one| one.name.clone()).collect();
        names.sort_by_key(|name| name != SERVER);
        names
    }

    pub(crate) fn node(&self) -> Option<&str> {
        self.pod.as_ref()?.spec.as_ref()?.node_name.as_deref()
    }

    /// Its address, once it has one.
    pub(crate) fn address(&self) -> Option<IpAddr> {
        let status = self.pod.as_ref()?.status.as_ref()?;
        status.pod_ip.as_ref()?.parse().ok()
    }

    /// Where it stands, where the pod itself is labelled with it.
    pub(crate) fn zone(&self) -> Option<&str> {
        self.pod.as_ref()?.labels().get(ZONE).map(String::as_str)
    }

    pub(crate) fn created(&self) -> Option<UnixMillis> {
        self.pod.as_ref()?.creation_timestamp().as_ref().map(millis)
    }
}
