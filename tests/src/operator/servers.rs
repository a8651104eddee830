//! The Aerospike servers: an embedded node behind each running pod, one cluster for each resource.

use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    sync::Arc,
    time::Duration,
};

use acm_embedded::{EmbeddedCluster, Fault, MigrationPace, NamespaceSpec, SecuritySpec};
use serde_json::Value;
use tokio::sync::Mutex;
use tracing::warn;

use super::{
    cluster::Key,
    faults::{FaultBoard, Faults},
    json::{items, number, text},
};
use crate::info;

/// Where a server listens for clients.
const PORT: u16 = 3000;

/// What a server says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct View {
    pub(super) id: String,
    pub(super) cluster_name: String,
    pub(super) migrating: u64,
}

/// All servers of all clusters.
pub(super) struct Servers {
    faults: Arc<FaultBoard>,
    fleets: Mutex<HashMap<Key, Fleet>>,
}

struct Fleet {
    nodes: EmbeddedCluster,
    /// Which node is behind which pod, by the pod's uid.
    seats: HashMap<String, usize>,
    cluster_name: String,
}

impl Servers {
    pub(super) fn new(faults: Arc<FaultBoard>) -> Self {
        Self {
            faults,
            fleets: Mutex::default(),
        }
    }

    /// Starts the server of a pod that runs, unless it is up already.
    pub(super) async fn start(&self, key: &Key, spec: &Value, pod: &Value) {
        let mut fleets = self.fleets.lock().await;
        let uid = text(pod, "/metadata/uid");
        if fleets
            .get(key)
            .is_some_and(|fleet| fleet.seats.contains_key(uid))
        {
            return;
        }
        let Ok(ip) = text(pod, "/status/podIP").parse::<IpAddr>() else {
            return;
        };
        let started = match fleets.get_mut(key) {
            Some(fleet) => fleet.nodes.add_node_at(SocketAddr::new(ip, PORT)).await,
            None => match self.found(key, spec, ip).await {
                Ok(fleet) => {
                    fleets.insert(key.clone(), fleet);
                    Ok(0)
                }
                Err(error) => Err(error),
            },
        };
        match (started, fleets.get_mut(key)) {
            (Ok(node), Some(fleet)) => {
                fleet.seats.insert(uid.to_owned(), node);
                let silent = self.faults.of(key).silent_servers;
                fleet.hush(silent);
            }
            (Err(error), _) => warn!(%error, cluster = %key, %ip, "a server does not start"),
            (Ok(_), None) => {}
        }
    }

    /// The first node of a cluster.
    async fn found(
        &self,
        key: &Key,
        spec: &Value,
        ip: IpAddr,
    ) -> Result<Fleet, acm_embedded::Error> {
        let cluster_name = text(spec, "/aerospikeConfig/service/cluster-name").to_owned();
        let mut builder = EmbeddedCluster::builder()
            .listen_on(ip)
            .base_port(PORT)
            .migration_pace(migration_pace(&self.faults.of(key)))
            .cluster_name(cluster_name.clone());
        for namespace in items(spec, "/aerospikeConfig/namespaces") {
            builder = builder.namespace(namespace_spec(namespace));
        }
        if self.faults.of(key).secured_servers {
            let roles = ["user-admin", "sys-admin"];
            builder = builder.security(SecuritySpec::new().admin_roles(roles));
        }
        Ok(Fleet {
            nodes: builder.start().await?,
            seats: HashMap::new(),
            cluster_name,
        })
    }

    /// Stops the server of a pod that ends.
    pub(super) async fn stop(&self, key: &Key, pod: &Value) {
        let mut fleets = self.fleets.lock().await;
        let Some(fleet) = fleets.get_mut(key) else {
            return;
        };
        if let Some(node) = fleet.seats.remove(text(pod, "/metadata/uid"))
            && let Err(error) = fleet.nodes.stop_node(node).await
        {
            warn!(%error, cluster = %key, "a server does not stop");
        }
    }

    /// Stops all servers of a cluster that is gone.
    pub(super) async fn disband(&self, key: &Key) {
        let fleet = self.fleets.lock().await.remove(key);
        if let Some(fleet) = fleet {
            fleet.nodes.shutdown().await;
        }
    }

    /// Stops all servers.
    pub(super) async fn shutdown(&self) {
        let fleets = std::mem::take(&mut *self.fleets.lock().await);
        for fleet in fleets.into_values() {
            fleet.nodes.shutdown().await;
        }
    }

    /// Lets the servers of a cluster answer, or not, and their data move as fast as it is to.
    pub(super) async fn apply_faults(&self, key: &Key) {
        let faults = self.faults.of(key);
        if let Some(fleet) = self.fleets.lock().await.get(key) {
            fleet.hush(faults.silent_servers);
            fleet.nodes.set_migration_pace(migration_pace(&faults));
        }
    }

    /// What the server of a pod says; none when it does not answer.
    pub(super) async fn view(&self, key: &Key, spec: &Value, pod: &Value) -> Option<View> {
        let faults = self.faults.of(key);
        if faults.silent_servers {
            return None;
        }
        self.start(key, spec, pod).await;
        let fleets = self.fleets.lock().await;
        let fleet = fleets.get(key)?;
        let node = *fleet.seats.get(text(pod, "/metadata/uid"))?;
        Some(View {
            id: fleet.nodes.node_id(node),
            cluster_name: fleet.cluster_name.clone(),
            migrating: u64::from(faults.migrating_partitions),
        })
    }

    /// How many partitions have still to move; the client library's words when nobody answers.
    pub(super) async fn migrating(&self, key: &Key, pods: &[Value]) -> Result<u64, String> {
        let faults = self.faults.of(key);
        if faults.silent_servers {
            return Err(unreachable(pods));
        }
        let fleets = self.fleets.lock().await;
        let moving = fleets
            .get(key)
            .map_or(0, |fleet| fleet.nodes.migrations_remaining());
        let moving = u64::try_from(moving).unwrap_or(u64::MAX);
        Ok(moving.saturating_add(u64::from(faults.migrating_partitions)))
    }

    /// Whether the server of a pod takes all these commands.
    pub(super) async fn set(&self, key: &Key, pod: &Value, commands: &[String]) -> bool {
        let Ok(ip) = text(pod, "/status/podIP").parse::<IpAddr>() else {
            return false;
        };
        if self.faults.of(key).silent_servers {
            return false;
        }
        for command in commands {
            let asked = info::try_ask(SocketAddr::new(ip, PORT), command);
            match tokio::time::timeout(Duration::from_secs(5), asked).await {
                Ok(Ok(reply)) if reply.trim_end().ends_with("ok") => {}
                other => {
                    warn!(?other, command, "a server refuses a change");
                    return false;
                }
            }
        }
        true
    }
}

impl Fleet {
    fn hush(&self, silent: bool) {
        let fault = if silent {
            Fault::DropConnections
        } else {
            Fault::None
        };
        for node in self.seats.values() {
            if let Err(error) = self.nodes.set_fault(*node, fault) {
                warn!(%error, "a server has no such fault");
            }
        }
    }
}

fn migration_pace(faults: &Faults) -> MigrationPace {
    NonZeroU32::new(faults.partitions_per_second)
        .map_or(MigrationPace::AtOnce, MigrationPace::PartitionsPerSecond)
}

fn namespace_spec(namespace: &Value) -> NamespaceSpec {
    let seconds = |pointer| Duration::from_secs(number(namespace, pointer).unsigned_abs());
    let mut spec = NamespaceSpec::new(text(namespace, "/name"));
    let copies = number(namespace, "/replication-factor");
    if let Ok(copies @ 1..) = u32::try_from(copies) {
        spec.replication_factor = copies;
    }
    spec.default_ttl = seconds("/default-ttl");
    spec.nsup_period = seconds("/nsup-period");
    spec.allow_ttl_without_nsup = super::json::flag(namespace, "/allow-ttl-without-nsup");
    let size = number(namespace, "/storage-engine/data-size");
    if let Ok(size @ 1..) = u64::try_from(size) {
        spec.data_size = size;
    }
    spec
}

/// What the client library says when no server takes its connection.
pub(super) fn unreachable(pods: &[Value]) -> String {
    let addresses: Vec<_> = pods
        .iter()
        .map(|pod| text(pod, "/status/podIP"))
        .filter(|address| !address.is_empty())
        .map(|address| format!("{address}:{PORT}"))
        .collect();
    let refused = "\n  ResultCode: NETWORK_ERROR, Iteration: 0, InDoubt: false, Node: <nil>: network error. \
                   Check the wrapped error for detail";
    format!(
        "{}{}\n  dial tcp {}: connect: connection refused",
        no_hosts(&addresses),
        refused.repeat(addresses.len()),
        addresses.first().map(String::as_str).unwrap_or_default(),
    )
}

/// What it says when the servers know no users.
pub(super) fn without_security(pods: &[Value]) -> String {
    let first = pods
        .first()
        .map(|pod| text(pod, "/status/podIP"))
        .unwrap_or_default();
    format!(
        "{}\n  ResultCode: SECURITY_NOT_SUPPORTED, Iteration: 0, InDoubt: false, Node: <nil>: Security not \
         supported",
        no_hosts(&[format!("{first}:{PORT}")]),
    )
}

fn no_hosts(addresses: &[String]) -> String {
    format!(
        "connecting to Aerospike: ResultCode: INVALID_NODE_ERROR, Iteration: 0, InDoubt: false, Node: <nil>: \
         Failed to connect to hosts: [{}]",
        addresses.join(" ")
    )
}
