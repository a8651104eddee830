//! A cluster in memory behind the module's own traits: what nodes say is text, as on the wire.

mod functions;
mod records;

use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use acm_aerospike::{
    Digest, Error as ClusterError, Key, Record, RecordMeta, RecordTtl, UserKey, Value,
    info::InfoReply, records::ReadOptions,
};
use acm_core::{ApiError, BoxFuture, Clock, feed::Latest};
use acm_data::{InfoAccess, Node, Profile, Profiles, Result};
use acm_graph::{ProfilePort, scalars::HexColor};
use futures_util::{StreamExt, stream::BoxStream};
use tokio::time::Instant;

use super::NOW;

/// The connection every fake has.
const CONNECTION: &str = "c1";

/// A fake cluster behind connection `c1`.
pub(crate) struct Fake {
    pub clock: Clock,
    began: Instant,
    nodes: Mutex<BTreeMap<String, FakeNode>>,
    /// What nodes answer to a command once one has answered another.
    after: Mutex<BTreeMap<String, (String, String)>>,
    records: Mutex<BTreeMap<[u8; 20], Record>>,
    profiles: Latest<Vec<Profile>>,
    /// Profiles whose cluster never answers.
    hanging: Mutex<Vec<String>>,
    /// Info requests so far.
    pub info_requests: AtomicUsize,
    /// Info commands so far, each with its node.
    asked: Mutex<Vec<(String, String)>>,
    /// Keys of each batch so far.
    pub batches: Mutex<Vec<usize>>,
    /// Records of each batch of writes so far.
    pub write_batches: Mutex<Vec<usize>>,
    /// Single reads so far, each with its options.
    pub singles: Mutex<Vec<ReadOptions>>,
    /// Digests whose read fails.
    pub broken: Mutex<Vec<[u8; 20]>>,
    /// Whether batches fail as a whole.
    pub batches_fail: AtomicBool,
    /// Whether batches are never answered.
    pub batches_hang: AtomicBool,
    /// What the next write answers instead of being done.
    pub next_write: Mutex<Option<ClusterError>>,
}

#[derive(Clone, Default)]
struct FakeNode {
    silent: bool,
    replies: BTreeMap<String, String>,
    /// What a command changes: the command it is about, and what that answers from then on.
    effects: BTreeMap<String, (String, String)>,
}

fn profile(id: &str) -> Profile {
    Profile {
        id: id.to_owned(),
        name: format!("name of {id}"),
        color: HexColor::reported("#112233"),
        env: "default".to_owned(),
        keeps_history: false,
    }
}

/// A digest in a partition.
pub(crate) fn at(partition: u16, rank: u8) -> [u8; 20] {
    let mut digest = [0; 20];
    digest[..2].copy_from_slice(&partition.to_le_bytes());
    digest[2] = rank;
    digest
}

pub(crate) fn user_key(set: &str, key: UserKey) -> Key {
    Key::new("test", set, key).unwrap()
}

pub(crate) fn record(key: Key, bins: Vec<(&str, Value)>) -> Record {
    let digest = key.digest();
    Record {
        key,
        bins: bins
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        meta: RecordMeta {
            digest,
            generation: 1,
            ttl: RecordTtl::Never,
            last_update: None,
        },
    }
}

impl Default for Fake {
    fn default() -> Self {
        Self {
            clock: Clock::fixed(NOW),
            began: Instant::now(),
            nodes: Mutex::default(),
            after: Mutex::default(),
            records: Mutex::default(),
            profiles: Latest::new(vec![profile(CONNECTION)]),
            hanging: Mutex::default(),
            info_requests: AtomicUsize::new(0),
            asked: Mutex::default(),
            batches: Mutex::default(),
            write_batches: Mutex::default(),
            singles: Mutex::default(),
            broken: Mutex::default(),
            batches_fail: AtomicBool::new(false),
            batches_hang: AtomicBool::new(false),
            next_write: Mutex::default(),
        }
    }
}

impl Fake {
    /// Two nodes `A` and `B` with namespace `test` at replication factor 2 and set `users`.
    pub(crate) fn two_nodes() -> Self {
        let fake = Self::default();
        for node in ["A", "B"] {
            fake.say(
                node,
                "statistics",
                "cluster_size=2;cluster_key=K1;cluster_principal=B;cluster_integrity=true;uptime=71;\
                 client_connections=3;objects=10;tombstones=0;migrate_partitions_remaining=0;\
                 system_free_mem_pct=84;heap_allocated_kbytes=2",
            );
            fake.say(node, "build", "8.1.2.0");
            fake.say(node, "edition", "Aerospike Community Edition");
            fake.say(node, "cluster-name", "demo");
            fake.say(node, "service-clear-std", "127.0.0.1:3100,[::1]:3100");
            fake.say(node, "best-practices", "failed_best_practices=swappiness");
            fake.say(node, "namespaces", "test");
            fake.say(
                node,
                "sets",
                "ns=test:set=users:objects=10:tombstones=0:data_used_bytes=100:truncate_lut=0:\
                 sindexes=1:truncating=false:default-ttl=0:disable-eviction=false:enable-index=false:\
                 stop-writes-count=0:stop-writes-size=0;",
            );
            fake.say(
                node,
                "latencies:",
                "{test}-read:msec,10.0,60.00,8.00,0.50,0.00",
            );
            fake.say(node, "namespace/test", &namespace("client_read_success=70"));
        }
        fake
    }

    /// What a node answers to a command from now on.
    pub(crate) fn say(&self, node: &str, command: &str, reply: &str) {
        let mut nodes = self.nodes.lock().unwrap();
        let node = nodes.entry(node.to_owned()).or_default();
        node.replies.insert(command.to_owned(), reply.to_owned());
    }

    /// What a node answers to a command from now on, and what another one answers after that.
    pub(crate) fn change(&self, node: &str, (command, reply): (&str, &str), then: (&str, &str)) {
        self.say(node, command, reply);
        let mut nodes = self.nodes.lock().unwrap();
        let node = nodes.get_mut(node).unwrap();
        let effect = (then.0.to_owned(), then.1.to_owned());
        node.effects.insert(command.to_owned(), effect);
    }

    /// Info commands asked of a node so far.
    pub(crate) fn asked(&self, node: &str) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        let of_node = asked.iter().filter(|(of, _)| of == node);
        of_node.map(|(_, command)| command.clone()).collect()
    }

    /// What every node answers to a command once one has answered another.
    pub(crate) fn say_after(&self, answered: &str, command: &str, reply: &str) {
        let said = (command.to_owned(), reply.to_owned());
        self.after.lock().unwrap().insert(answered.to_owned(), said);
    }

    fn answered(&self, command: &str) {
        if let Some((command, reply)) = self.after.lock().unwrap().remove(command) {
            for node in self.nodes.lock().unwrap().values_mut() {
                node.replies.insert(command.clone(), reply.clone());
            }
        }
    }

    /// Whether a node answers at all.
    pub(crate) fn silence(&self, node: &str, silent: bool) {
        self.nodes.lock().unwrap().get_mut(node).unwrap().silent = silent;
    }

    /// Stores a record as it is.
    pub(crate) fn store(&self, record: Record) {
        self.records
            .lock()
            .unwrap()
            .insert(record.meta.digest.0, record);
    }

    /// Removes a record.
    pub(crate) fn remove(&self, digest: Digest) {
        self.records.lock().unwrap().remove(&digest.0);
    }

    /// Removes every profile.
    pub(crate) fn forget_profile(&self) {
        self.profiles.publish(Vec::new());
    }

    /// The profile keeps history, or not.
    pub(crate) fn keep_history(&self, kept: bool) {
        self.profiles.publish_with(|profiles| {
            let keeping = |profile: &Profile| Profile {
                keeps_history: kept,
                ..profile.clone()
            };
            Some(profiles.iter().map(keeping).collect())
        });
    }

    /// Another profile, whose nodes are the first's.
    pub(crate) fn add_profile(&self, id: &str) {
        self.profiles.publish_with(|profiles| {
            let added = profiles.iter().cloned().chain([profile(id)]);
            Some(added.collect())
        });
    }

    /// The cluster behind a profile never answers.
    pub(crate) fn hang(&self, id: &str) {
        self.hanging.lock().unwrap().push(id.to_owned());
    }

    fn require_profile(&self, connection: &str) -> Result<()> {
        let profiles = self.profiles.current();
        if profiles.iter().any(|profile| profile.id == connection) {
            return Ok(());
        }
        Err(ApiError::not_found("connection", connection).into())
    }
}

/// A reply to `namespace/test` of replication factor 2, with more pairs.
pub(crate) fn namespace(more: &str) -> String {
    format!(
        "ns_cluster_size=2;effective_replication_factor=2;objects=10;master_objects=5;\
         prole_objects=5;tombstones=0;stop_writes=false;hwm_breached=false;\
         clock_skew_stop_writes=false;unavailable_partitions=0;dead_partitions=0;\
         migrate_tx_partitions_remaining=1;migrate_rx_partitions_remaining=2;index_used_bytes=640;\
         set_index_used_bytes=0;sindex_used_bytes=0;data_total_bytes=1000;data_used_bytes=250;\
         data_used_pct=25;data_avail_pct=70;truncate_lut=0;replication-factor=2;\
         storage-engine=memory;storage-engine.stop-writes-used-pct=70;nsup-period=120;default-ttl=0;\
         allow-ttl-without-nsup=false;client_read_error=0;client_read_timeout=0;\
         client_read_not_found=30;{more}"
    )
}

impl InfoAccess for Fake {
    fn nodes<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<Vec<Node>>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            let hangs = self
                .hanging
                .lock()
                .unwrap()
                .iter()
                .any(|id| id == connection);
            if hangs {
                std::future::pending::<()>().await;
            }
            let nodes = self.nodes.lock().unwrap();
            let address =
                |id: &String| format!("127.0.0.1:{}", 3_000 + usize::from(id.as_bytes()[0]));
            let build = |node: &FakeNode| node.replies.get("build").cloned().unwrap_or_default();
            Ok(nodes
                .iter()
                .map(|(id, node)| Node {
                    id: id.clone(),
                    address: address(id),
                    build: build(node),
                })
                .collect())
        })
    }

    fn info<'a>(
        &'a self,
        _: &'a str,
        node: &'a str,
        commands: &'a [String],
        _: Instant,
    ) -> BoxFuture<'a, Result<InfoReply>> {
        Box::pin(async move {
            self.info_requests.fetch_add(1, Ordering::Relaxed);
            let passed = i64::try_from(self.began.elapsed().as_millis()).unwrap();
            self.clock.set(NOW + passed);
            let said = self.nodes.lock().unwrap()[node].clone();
            if said.silent {
                return Err(ClusterError::from_server_code(9).into());
            }
            tokio::task::yield_now().await;
            for command in commands {
                let asked = (node.to_owned(), command.clone());
                self.asked.lock().unwrap().push(asked);
                if let Some((changed, reply)) = said.effects.get(command) {
                    self.say(node, changed, reply);
                }
            }
            let unknown = || "ERROR:4:unrecognized command".to_owned();
            let reply =
                |command: &String| said.replies.get(command).cloned().unwrap_or_else(unknown);
            let replies = commands
                .iter()
                .map(|command| (command.clone(), reply(command)));
            let replies = replies.collect();
            commands.iter().for_each(|command| self.answered(command));
            Ok(InfoReply::new(replies))
        })
    }
}

impl ProfilePort for Fake {
    fn require<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(async move { self.require_profile(connection).map_err(ApiError::from) })
    }
}

impl Profiles for Fake {
    fn profiles(&self) -> BoxStream<'static, Vec<Profile>> {
        self.profiles
            .subscribe()
            .into_stream()
            .map(|item| (*item.value).clone())
            .boxed()
    }
}
