//! A node whose state is that of a captured one.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use acm_embedded::info;
use acm_embedded::info::census::Census;
use acm_embedded::info::config::{NamespaceSetup, NodeConfig, NodeSetup};
use acm_embedded::info::counter::{CounterSnapshot, NamespaceCounter};
use acm_embedded::info::index::{
    IndexDescription, IndexRefusal, IndexSource, IndexStatistics, IndexView,
};
use acm_embedded::info::view::{
    AEROSPIKE_EPOCH_UNIX_SECONDS, BatchIndexCounts, ClusterView, ConnectionCounts, InfoView,
    LATENCY_THRESHOLDS, LatencyHistogram, LatencyView, MigrationView, NamespaceView, NodeView,
    PartitionState, PartitionView, PeerView, QueryKind, QueryStatus, QueryView, ReplicaCounts,
    ReplicasView, SetView, UserAgentView,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::indexes;

const NODE_IDS: [&str; 3] = ["B1", "B2", "B3"];
const GIB: u64 = 1024 * 1024 * 1024;

/// A captured node: its replies, by command.
pub(crate) struct Capture(HashMap<&'static str, &'static str>);

impl Capture {
    pub(crate) fn node(number: usize) -> Self {
        let text = match number {
            1 => include_str!("captures/node-1.txt"),
            _ => include_str!("captures/node-2.txt"),
        };
        Self(
            text.lines()
                .filter_map(|line| line.split_once('\t'))
                .collect(),
        )
    }

    pub(crate) fn reply(&self, command: &str) -> &'static str {
        self.0
            .get(command)
            .copied()
            .unwrap_or_else(|| panic!("{command:?} was not captured"))
    }

    pub(crate) fn commands(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

/// An [`InfoView`] with public state, and a record of what it was asked to do.
pub(crate) struct FixtureNode {
    pub(crate) config: NodeConfig,
    pub(crate) unix_time: Duration,
    pub(crate) node: NodeView,
    pub(crate) peers: Vec<PeerView>,
    pub(crate) namespaces: Vec<(String, NamespaceView, Vec<SetView>, ReplicasView)>,
    pub(crate) partitions: Vec<PartitionView>,
    pub(crate) recorded: Vec<(String, LatencyHistogram)>,
    pub(crate) latency: LatencyView,
    pub(crate) census: Option<Arc<Census>>,
    pub(crate) queries: Vec<QueryView>,
    pub(crate) user_agents: Vec<UserAgentView>,
    /// The indexes of namespace `test`.
    pub(crate) indexes: Vec<(IndexView, IndexStatistics)>,
    /// Why no index is made, if that is so.
    pub(crate) index_refusal: Option<IndexRefusal>,
    pub(crate) actions: Mutex<Vec<String>>,
}

impl FixtureNode {
    /// The state of captured node 1 or 2.
    pub(crate) fn captured(number: usize) -> Self {
        let capture = Capture::node(number);
        let is_first = number == 1;
        let seconds = if is_first { 533_065_892 } else { 533_065_893 };
        let id = NODE_IDS[number - 1];
        let peers = others(id);
        Self {
            config: NodeConfig::new(&NodeSetup {
                node_id: id.to_owned(),
                cluster_name: Some("measure3".to_owned()),
                service_address: address(id),
                seeds: seeds(is_first),
                proto_fd_max: 4096,
                namespaces: vec![namespace_setup("test", 120), namespace_setup("bar", 0)],
            }),
            unix_time: Duration::from_secs(AEROSPIKE_EPOCH_UNIX_SECONDS + seconds),
            node: node_view(id, is_first),
            peers,
            namespaces: vec![
                (
                    "test".to_owned(),
                    test_namespace(is_first),
                    test_sets(is_first),
                    replicas(&capture, "test"),
                ),
                (
                    "bar".to_owned(),
                    bar_namespace(is_first),
                    bar_sets(is_first),
                    replicas(&capture, "bar"),
                ),
            ],
            partitions: partitions(is_first),
            recorded: recorded(is_first),
            latency: LatencyView {
                window: Duration::from_secs(10),
                total: 0,
                slower_than: [0; LATENCY_THRESHOLDS],
                slower_than_micros: [0; LATENCY_THRESHOLDS],
            },
            census: None,
            queries: vec![query(is_first)],
            user_agents: Vec::new(),
            indexes: indexes::captured(is_first),
            index_refusal: None,
            actions: Mutex::default(),
        }
    }

    /// The reply to one command, without the command.
    pub(crate) fn ask(&self, command: &str) -> String {
        let reply = self.ask_raw(format!("{command}\n").as_bytes());
        let reply = String::from_utf8(reply).expect("replies to text are text");
        reply
            .strip_prefix(command)
            .and_then(|rest| rest.strip_prefix('\t'))
            .and_then(|rest| rest.strip_suffix('\n'))
            .expect("a reply is the command, a tab, the answer and a newline")
            .to_owned()
    }

    pub(crate) fn ask_raw(&self, request: &[u8]) -> Vec<u8> {
        info::answer(self, request)
    }

    /// What the node was asked to do since the last time.
    pub(crate) fn take_actions(&self) -> Vec<String> {
        std::mem::take(
            &mut self
                .actions
                .lock()
                .expect("no test panics while it holds this"),
        )
    }

    fn act(&self, action: String) {
        self.actions
            .lock()
            .expect("no test panics while it holds this")
            .push(action);
    }

    fn find(&self, name: &str) -> Option<&(String, NamespaceView, Vec<SetView>, ReplicasView)> {
        self.namespaces
            .iter()
            .find(|(namespace, ..)| namespace == name)
    }
}

impl InfoView for FixtureNode {
    fn unix_time(&self) -> Duration {
        self.unix_time
    }

    fn config(&self) -> &NodeConfig {
        &self.config
    }

    fn node(&self) -> NodeView {
        self.node.clone()
    }

    fn peers(&self) -> Vec<PeerView> {
        self.peers.clone()
    }

    fn namespaces(&self) -> Vec<String> {
        self.namespaces
            .iter()
            .map(|(name, ..)| name.clone())
            .collect()
    }

    fn namespace(&self, namespace: &str) -> Option<NamespaceView> {
        self.find(namespace).map(|(_, view, ..)| view.clone())
    }

    fn sets(&self, namespace: &str) -> Vec<SetView> {
        self.find(namespace)
            .map(|(_, _, sets, _)| sets.clone())
            .unwrap_or_default()
    }

    fn replicas(&self, namespace: &str) -> Option<ReplicasView> {
        self.find(namespace).map(|(.., replicas)| replicas.clone())
    }

    fn partitions(&self, namespace: &str) -> Vec<PartitionView> {
        self.find(namespace)
            .map(|_| self.partitions.clone())
            .unwrap_or_default()
    }

    fn batch_index_latency(&self) -> Option<LatencyView> {
        None
    }

    fn latency(&self, namespace: &str, histogram: LatencyHistogram) -> Option<LatencyView> {
        let is_recorded = self
            .recorded
            .iter()
            .any(|(name, kind)| name == namespace && *kind == histogram);
        is_recorded.then_some(self.latency)
    }

    fn census(&self, _: &str) -> Option<Arc<Census>> {
        self.census.clone()
    }

    fn queries(&self) -> Vec<QueryView> {
        self.queries.clone()
    }

    fn user_agents(&self) -> Vec<UserAgentView> {
        self.user_agents.clone()
    }

    fn set_user_agent(&self, value: &str) {
        self.act(format!("user agent {value}"));
    }

    fn truncate(&self, namespace: &str, set: Option<&str>, before_lut: u64) {
        self.act(format!("truncate {namespace} {set:?} before {before_lut}"));
    }

    fn undo_truncate(&self, namespace: &str, set: Option<&str>) {
        self.act(format!("undo truncate {namespace} {set:?}"));
    }

    fn modules(&self) -> Vec<(String, String)> {
        Vec::new()
    }

    fn module(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn put_module(&self, _: &str, _: Vec<u8>) {}

    fn remove_module(&self, _: &str) {}

    fn abort_query(&self, id: u64) -> bool {
        let active = |query: &&QueryView| query.status == QueryStatus::Active;
        self.queries
            .iter()
            .filter(active)
            .any(|query| query.id == id)
    }

    fn abort_all_queries(&self) -> usize {
        self.queries
            .iter()
            .filter(|query| query.status == QueryStatus::Active)
            .count()
    }

    fn recluster(&self) {
        self.act("recluster".to_owned());
    }

    fn indexes(&self, namespace: &str) -> Vec<IndexView> {
        let indexes = self.indexes.iter().filter(|_| namespace == "test");
        indexes.map(|(view, _)| view.clone()).collect()
    }

    fn index_statistics(&self, namespace: &str, name: &str) -> Option<IndexStatistics> {
        let mut indexes = self.indexes.iter().filter(|_| namespace == "test");
        let found = indexes.find(|(view, _)| view.description.name == name);
        found.map(|(_, statistics)| *statistics)
    }

    fn create_index(
        &self,
        namespace: &str,
        description: IndexDescription,
    ) -> Result<(), IndexRefusal> {
        if let Some(refusal) = self.index_refusal {
            return Err(refusal);
        }
        let over = description.values.map(|values| match values.source {
            IndexSource::Bin { name, .. } => name,
            IndexSource::Expression(bytes) => format!("{bytes:?}"),
        });
        let over = over.unwrap_or_else(|| "its set".to_owned());
        let name = description.name;
        self.act(format!("make an index {name} of {namespace} over {over}"));
        Ok(())
    }

    fn drop_index(&self, namespace: &str, name: &str) {
        self.act(format!("drop the index {name} of {namespace}"));
    }
}

fn address(id: &str) -> SocketAddr {
    let port = match id {
        "B1" => 13200,
        "B2" => 13210,
        _ => 13220,
    };
    SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port)
}

fn others(id: &str) -> Vec<PeerView> {
    let others = NODE_IDS.into_iter().filter(|other| *other != id);
    others
        .map(|id| PeerView {
            id: id.to_owned(),
            addresses: vec![address(id)],
            alternates: Vec::new(),
        })
        .collect()
}

/// Node 1 was started with the other two as its seeds, node 2 with all three. An embedded node
/// lists service addresses, for there is no other port.
fn seeds(is_first: bool) -> Vec<SocketAddr> {
    NODE_IDS
        .into_iter()
        .skip(usize::from(is_first))
        .map(address)
        .collect()
}

fn namespace_setup(name: &str, nsup_period: u32) -> NamespaceSetup {
    NamespaceSetup {
        name: name.to_owned(),
        replication_factor: 2,
        default_ttl: 0,
        nsup_period,
        allow_ttl_without_nsup: false,
        data_size: GIB,
    }
}

fn node_view(id: &str, is_first: bool) -> NodeView {
    NodeView {
        id: id.to_owned(),
        addresses: vec![address(id)],
        alternates: Vec::new(),
        cluster: ClusterView {
            name: Some("measure3".to_owned()),
            key: 0xD0A6_EE3D_C2DA,
            size: 3,
            generation: 1,
            principal: "B3".to_owned(),
            succession: ["B3", "B2", "B1"].map(str::to_owned).to_vec(),
            since_rebalance: Duration::from_secs(69),
        },
        partition_generation: 0,
        rebalance_generation: 1,
        peers_generation: 4,
        uptime: Duration::from_secs(71),
        connections: if is_first {
            ConnectionCounts {
                open: 31,
                opened: 34,
                closed: 3,
            }
        } else {
            ConnectionCounts {
                open: 31,
                opened: 33,
                closed: 2,
            }
        },
        info_complete: if is_first { 60 } else { 58 },
        demarshal_errors: 0,
        early_client_errors: 0,
        commands_in_progress: 0,
        long_queries_active: 0,
        batch_index: BatchIndexCounts::default(),
        failed_best_practices: ["max-map-count", "min-free-kbytes", "swappiness"]
            .map(str::to_owned)
            .to_vec(),
    }
}

fn namespace_view(master: u64, prole: u64, data_used_bytes: u64) -> NamespaceView {
    NamespaceView {
        cluster_size: 3,
        effective_replication_factor: 2,
        objects: ReplicaCounts {
            master,
            prole,
            non_replica: 0,
        },
        data_used_bytes,
        migration: MigrationView {
            fresh_partitions: 4096,
            ..MigrationView::default()
        },
        ..NamespaceView::default()
    }
}

fn test_namespace(is_first: bool) -> NamespaceView {
    use NamespaceCounter as C;
    let mut counters = CounterSnapshot::default();
    counters.set(C::PiQueryLongBasicComplete, 1);
    let (namespace, counted) = if is_first {
        (namespace_view(756, 735, 350_528), [70, 16, 756, 0, 0])
    } else {
        (namespace_view(629, 706, 341_584), [65, 17, 731, 1, 1])
    };
    let kinds = [
        C::ClientReadSuccess,
        C::ClientReadNotFound,
        C::ClientWriteSuccess,
        C::ClientUdfComplete,
        C::ClientLangWriteSuccess,
    ];
    for (counter, value) in kinds.into_iter().zip(counted) {
        counters.set(counter, value);
    }
    NamespaceView {
        counters,
        sindex_used_bytes: 5 * 16 * 1024 * 1024,
        ..namespace
    }
}

fn bar_namespace(is_first: bool) -> NamespaceView {
    let (namespace, writes) = if is_first {
        (namespace_view(37, 26, 4032), 37)
    } else {
        (namespace_view(32, 43, 4800), 32)
    };
    let mut counters = CounterSnapshot::default();
    counters.set(NamespaceCounter::ClientWriteSuccess, writes);
    NamespaceView {
        counters,
        ..namespace
    }
}

fn set_view(name: &str, objects: u64, data_used_bytes: u64, truncate_lut: u64) -> SetView {
    SetView {
        name: name.to_owned(),
        objects,
        data_used_bytes,
        truncate_lut,
        ..SetView::default()
    }
}

fn test_sets(is_first: bool) -> Vec<SetView> {
    let users = |objects, bytes| SetView {
        indexes: 5,
        ..set_view("users", objects, bytes, 0)
    };
    if is_first {
        vec![users(1300, 332_688), set_view("orders", 191, 17_840, 0)]
    } else {
        vec![
            users(1335, 341_584),
            set_view("orders", 0, 0, 533_065_892_856),
        ]
    }
}

fn bar_sets(is_first: bool) -> Vec<SetView> {
    let (objects, bytes) = if is_first { (63, 4032) } else { (75, 4800) };
    vec![set_view("events", objects, bytes, 0)]
}

/// The captured bitmaps of a namespace, decoded.
fn replicas(capture: &Capture, namespace: &str) -> ReplicasView {
    let line = capture
        .reply("replicas")
        .split(';')
        .find_map(|line| line.strip_prefix(namespace)?.strip_prefix(':'))
        .expect("the namespace was captured");
    let mut columns = line.split(',');
    let regime = columns
        .next()
        .expect("a regime")
        .parse()
        .expect("the regime is a number");
    let bitmaps = columns
        .skip(1)
        .map(|text| BASE64.decode(text).expect("base64"))
        .collect();
    ReplicasView { regime, bitmaps }
}

/// The first three partitions, which are all that was captured.
fn partitions(is_first: bool) -> Vec<PartitionView> {
    let held = |replica: u32, master: &str, records: u64| PartitionView {
        state: PartitionState::Sync,
        replica: Some(replica),
        succession: replica,
        records,
        ..absent(master)
    };
    if is_first {
        vec![held(1, "B3", 0), absent("B2"), held(0, "B1", 0)]
    } else {
        vec![absent("B3"), held(0, "B2", 2), absent("B1")]
    }
}

fn absent(master: &str) -> PartitionView {
    PartitionView {
        state: PartitionState::Absent,
        replicas: 2,
        replica: None,
        succession: 2,
        working_master: master.to_owned(),
        emigrations: 0,
        lead_emigrations: 0,
        immigrations: 0,
        records: 0,
        tombstones: 0,
    }
}

fn recorded(is_first: bool) -> Vec<(String, LatencyHistogram)> {
    let mut recorded = vec![
        ("test".to_owned(), LatencyHistogram::Read),
        ("test".to_owned(), LatencyHistogram::Write),
        ("bar".to_owned(), LatencyHistogram::Write),
    ];
    if !is_first {
        recorded.push(("test".to_owned(), LatencyHistogram::Udf));
    }
    recorded
}

fn query(is_first: bool) -> QueryView {
    let port = if is_first { 34_840 } else { 59_364 };
    let millis =
        |first: u64, second: u64| Duration::from_millis(if is_first { first } else { second });
    QueryView {
        id: 2_193_533_712_148_524_524,
        namespace: "test".to_owned(),
        set: "users".to_owned(),
        partitions_requested: if is_first { 1378 } else { 1383 },
        digests_requested: 0,
        records_per_second: 0,
        active_threads: 0,
        status: QueryStatus::Done,
        progress_pct: 100.0,
        run_time: millis(8, 5),
        since_done: millis(14_123, 14_578),
        records_filtered_by_metadata: 0,
        records_filtered_by_bins: 0,
        records_succeeded: if is_first { 663 } else { 629 },
        records_failed: 0,
        records_throttled: 0,
        from: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port),
        net_io_bytes: if is_first { 208_817 } else { 198_110 },
        net_io_time: millis(2, 0),
        socket_timeout: Duration::from_secs(30),
        kind: QueryKind::Basic,
        udf: None,
    }
}
