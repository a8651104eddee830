//! What info commands see of a node: snapshots of its state and of the cluster's.

use std::net::SocketAddr;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::cluster::node::{self, NodeState};
use crate::cluster::{Cluster, partition_map};
use crate::info::census::Census;
use crate::info::config::NodeConfig;
use crate::info::index::{IndexDescription, IndexRefusal, IndexStatistics, IndexView};
use crate::info::view::{
    BatchIndexCounts, ClusterView, ConnectionCounts, InfoView, LatencyHistogram, LatencyView,
    MigrationView, NamespaceView, NodeView, PartitionState, PartitionView, PeerView, QueryView,
    ReplicaCounts, ReplicasView, SecurityView, SetView, UserAgentView,
};
use crate::proto::message::PARTITIONS;
use crate::store::namespace::Namespace;
use crate::store::partition::Role;

/// A truncate time this close to the present, in milliseconds, is taken for "now".
const NOW_MILLIS: u64 = 1000;

/// A node as one of its connections sees it.
#[derive(Debug)]
pub(crate) struct NodeInfo {
    cluster: Arc<Cluster>,
    state: Arc<NodeState>,
    /// How the client of this connection named itself.
    user_agent: Mutex<Option<String>>,
}

impl NodeInfo {
    pub(crate) fn new(cluster: Arc<Cluster>, state: Arc<NodeState>) -> Self {
        Self {
            cluster,
            state,
            user_agent: Mutex::default(),
        }
    }

    fn find(&self, namespace: &str) -> Option<(usize, &Namespace)> {
        self.cluster.namespace(namespace.as_bytes())
    }

    fn alternates(&self, address: SocketAddr) -> Vec<SocketAddr> {
        let ip = self.cluster.options.alternate_ip;
        ip.map(|ip| SocketAddr::new(ip, address.port()))
            .into_iter()
            .collect()
    }
}

impl Drop for NodeInfo {
    fn drop(&mut self) {
        let name = self
            .user_agent
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        self.state.name_user_agent(name.as_deref(), None);
    }
}

impl InfoView for NodeInfo {
    fn unix_time(&self) -> Duration {
        self.cluster.clock.unix_time()
    }

    fn config(&self) -> &NodeConfig {
        &self.state.config
    }

    fn node(&self) -> NodeView {
        let metrics = &self.state.metrics;
        let membership = self.cluster.membership();
        let succession = membership.succession();
        let batch = BatchIndexCounts {
            initiate: metrics.batch_initiated.get(),
            complete: metrics.batch_completed.get(),
            error: metrics.batch_errors.get(),
            timeout: 0,
        };
        NodeView {
            id: self.state.id(),
            addresses: vec![self.state.address],
            alternates: self.alternates(self.state.address),
            cluster: ClusterView {
                name: self.cluster.options.cluster_name.clone(),
                key: membership.key(),
                size: u32::try_from(membership.size()).unwrap_or(u32::MAX),
                generation: membership.changes(),
                principal: succession.first().cloned().unwrap_or_default(),
                succession,
                since_rebalance: membership.balanced_at().elapsed(),
            },
            partition_generation: i64::try_from(self.cluster.partition_generation())
                .unwrap_or(i64::MAX),
            rebalance_generation: membership.changes(),
            peers_generation: membership.peers_generation(),
            uptime: self.state.started.elapsed(),
            connections: ConnectionCounts {
                open: self.state.open_connections(),
                opened: metrics.connections_opened.get(),
                closed: metrics.connections_closed.get(),
            },
            info_complete: metrics.info_complete.get(),
            demarshal_errors: metrics.demarshal_errors.get(),
            early_client_errors: metrics.early_errors.get(),
            commands_in_progress: metrics.in_progress.get(),
            long_queries_active: self.state.queries.active(),
            batch_index: batch,
            failed_best_practices: Vec::new(),
        }
    }

    fn security(&self) -> Option<SecurityView> {
        let spec = self.cluster.security.as_ref()?.spec();
        Some(SecurityView {
            quotas: spec.quotas,
            session_ttl: spec.session_ttl,
        })
    }

    fn peers(&self) -> Vec<PeerView> {
        let membership = self.cluster.membership();
        let states = self.cluster.states().into_iter();
        states
            .filter(|peer| peer.index != self.state.index && membership.is_up(peer.index))
            .map(|peer| PeerView {
                id: peer.id(),
                addresses: vec![peer.address],
                alternates: self.alternates(peer.address),
            })
            .collect()
    }

    fn namespaces(&self) -> Vec<String> {
        self.cluster
            .namespaces()
            .iter()
            .map(|namespace| namespace.name().to_owned())
            .collect()
    }

    fn namespace(&self, namespace: &str) -> Option<NamespaceView> {
        let (index, namespace) = self.find(namespace)?;
        let node = self.state.index;
        let metrics = self.state.metrics.namespace(index);
        let survey = namespace.survey(node);
        let settings = self.state.config.namespace(namespace.name())?;
        let size = u32::try_from(self.cluster.membership().size()).unwrap_or(u32::MAX);
        let stop_writes = namespace.is_full(node, u64::from(settings.stop_writes_used_pct));
        let cycle = namespace.last_cycle(node);
        let indexes = namespace.index_bytes(node);
        let hwm_breached = settings.evict_used_pct > 0
            && namespace.is_full(node, u64::from(settings.evict_used_pct));
        Some(NamespaceView {
            cluster_size: size,
            effective_replication_factor: namespace.spec().replication_factor.min(size),
            objects: survey.objects,
            tombstones: ReplicaCounts::default(),
            unavailable_partitions: 0,
            stop_writes,
            hwm_breached,
            non_expirable_objects: cycle.non_expirable,
            nsup_cycle_duration: cycle.duration,
            nsup_cycle_deleted_pct: cycle.removed_pct,
            expired_objects: namespace.expired(node),
            truncate_lut: namespace.truncate_time(),
            data_used_bytes: namespace.usage()[node].bytes(),
            sindex_used_bytes: indexes.of_values,
            set_index_used_bytes: indexes.of_sets,
            migration: MigrationView {
                // One migration thread sends one partition at a time.
                tx_active: survey.to_send.min(1),
                rx_active: survey.to_receive.min(1),
                tx_initial: metrics.sends_planned.load(Ordering::Relaxed),
                tx_remaining: survey.to_send,
                tx_lead_remaining: survey.to_send,
                rx_initial: metrics.receives_planned.load(Ordering::Relaxed),
                rx_remaining: survey.to_receive,
                records_transmitted: metrics.records_sent.get(),
                records_received: metrics.records_received.get(),
                fresh_partitions: metrics.fresh_partitions.load(Ordering::Relaxed),
            },
            counters: metrics.snapshot(),
            ..NamespaceView::default()
        })
    }

    fn sets(&self, namespace: &str) -> Vec<SetView> {
        let Some((_, namespace)) = self.find(namespace) else {
            return Vec::new();
        };
        namespace
            .sets()
            .all()
            .iter()
            .map(|set| {
                let usage = set.usage(self.state.index);
                SetView {
                    indexes: namespace.indexes().count_of(set.name()),
                    name: set.name().to_owned(),
                    objects: usage.objects(),
                    tombstones: 0,
                    data_used_bytes: usage.bytes(),
                    truncate_lut: set.truncate_time(),
                    truncating: false,
                }
            })
            .collect()
    }

    fn replicas(&self, namespace: &str) -> Option<ReplicasView> {
        let (_, namespace) = self.find(namespace)?;
        let size = self.cluster.membership().size();
        let copies = size.min(namespace.spec().replication_factor as usize);
        let mut bitmaps = vec![vec![0_u8; usize::from(PARTITIONS) / 8]; copies];
        for id in 0..PARTITIONS {
            let place = namespace.partition(id).serving_place(self.state.index);
            if let Some(bitmap) = place.and_then(|place| bitmaps.get_mut(place)) {
                bitmap[usize::from(id >> 3)] |= 0x80 >> (id & 7);
            }
        }
        Some(ReplicasView { regime: 0, bitmaps })
    }

    fn partitions(&self, namespace: &str) -> Vec<PartitionView> {
        let Some((_, namespace)) = self.find(namespace) else {
            return Vec::new();
        };
        let membership = self.cluster.membership();
        (0..PARTITIONS)
            .map(|id| partition_view(namespace, id, self.state.index, membership.up()))
            .collect()
    }

    fn batch_index_latency(&self) -> Option<LatencyView> {
        self.state.metrics.batch_latency.view()
    }

    fn latency(&self, namespace: &str, histogram: LatencyHistogram) -> Option<LatencyView> {
        let (index, _) = self.find(namespace)?;
        self.state
            .metrics
            .namespace(index)
            .histogram(histogram)
            .view()
    }

    fn census(&self, namespace: &str) -> Option<Arc<Census>> {
        let (index, _) = self.find(namespace)?;
        self.state.censuses.last(index)
    }

    fn queries(&self) -> Vec<QueryView> {
        self.state.queries.views()
    }

    fn user_agents(&self) -> Vec<UserAgentView> {
        let agents = self.state.user_agents().into_iter();
        agents
            .map(|(value, count)| UserAgentView { value, count })
            .collect()
    }

    fn set_user_agent(&self, value: &str) {
        let mut name = self
            .user_agent
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        self.state.name_user_agent(name.as_deref(), Some(value));
        *name = Some(value.to_owned());
    }

    fn truncate(&self, namespace: &str, set: Option<&str>, before_lut: u64) {
        if let Some((_, namespace)) = self.find(namespace) {
            // A truncate without a time comes with the present one. It takes all that was written
            // before the command, what was written in the same millisecond included.
            let now = self.cluster.clock.update_time();
            let is_now = before_lut >= now.saturating_sub(NOW_MILLIS);
            namespace.truncate(set, before_lut, is_now);
        }
    }

    fn undo_truncate(&self, namespace: &str, set: Option<&str>) {
        if let Some((_, namespace)) = self.find(namespace) {
            namespace.undo_truncate(set);
        }
    }

    fn abort_query(&self, id: u64) -> bool {
        self.state.queries.abort(id)
    }

    fn abort_all_queries(&self) -> usize {
        self.state.queries.abort_all()
    }

    fn recluster(&self) {
        self.cluster.recluster();
    }

    fn modules(&self) -> Vec<(String, String)> {
        self.cluster.modules.list(self.state.index)
    }

    fn module(&self, name: &str) -> Option<Vec<u8>> {
        let module = self.cluster.modules.find(self.state.index, name)?;
        Some(module.source.to_vec())
    }

    fn put_module(&self, name: &str, source: Vec<u8>) {
        self.cluster.modules.put(name, source.into());
    }

    fn remove_module(&self, name: &str) {
        self.cluster.modules.remove(name);
    }

    fn indexes(&self, namespace: &str) -> Vec<IndexView> {
        let Some((_, namespace)) = self.find(namespace) else {
            return Vec::new();
        };
        let indexes = namespace.indexes().all().into_iter();
        indexes
            .map(|index| IndexView {
                description: index.definition().description().clone(),
                is_readable: index.is_readable(),
            })
            .collect()
    }

    fn index_statistics(&self, namespace: &str, name: &str) -> Option<IndexStatistics> {
        let (_, namespace) = self.find(namespace)?;
        let index = namespace.indexes().find(name)?;
        Some(namespace.index_statistics(&index, self.state.index))
    }

    fn create_index(
        &self,
        namespace: &str,
        description: IndexDescription,
    ) -> Result<(), IndexRefusal> {
        if let Some((_, namespace)) = self.find(namespace) {
            namespace.indexes().create(description)?;
            self.cluster.follow_index_pace();
        }
        Ok(())
    }

    fn drop_index(&self, namespace: &str, name: &str) {
        if let Some((_, namespace)) = self.find(namespace) {
            namespace.drop_index(name);
        }
    }
}

fn partition_view(namespace: &Namespace, id: u16, own: usize, up: &[bool]) -> PartitionView {
    let partition = namespace.partition(id);
    let replicas = partition.replicas();
    let role = partition.role(own);
    let joining = replicas
        .iter()
        .filter(|&to| partition.role(to) == Role::Joining)
        .count();
    let joining = u32::try_from(joining).unwrap_or(u32::MAX);
    let place = |list: partition_map::NodeList| {
        list.position(own)
            .and_then(|place| u32::try_from(place).ok())
    };
    PartitionView {
        state: match role {
            Role::Master | Role::Replica => PartitionState::Sync,
            Role::Leaving => PartitionState::Zombie,
            Role::Joining => PartitionState::Desync,
            Role::None => PartitionState::Absent,
        },
        replicas: u32::try_from(replicas.len()).unwrap_or(u32::MAX),
        replica: place(replicas),
        succession: place(partition_map::succession(id, up)).unwrap_or(0),
        working_master: partition.working_master().map(node::id).unwrap_or_default(),
        emigrations: if role == Role::Master { joining } else { 0 },
        lead_emigrations: if role == Role::Master { joining } else { 0 },
        immigrations: u32::from(role == Role::Joining),
        records: partition.len(own),
        tombstones: 0,
    }
}
