//! A cluster in memory behind the module's own traits: what nodes say is text, as on the wire.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use acm_aerospike::{
    Digest, Error as ClusterError, Key, Page, Record, RecordMeta, RecordQuery, RecordText,
    RecordTtl, ScanPosition, ScanRequest, UserKey, Value,
    expression::Filter,
    info::InfoReply,
    query::StreamLimits,
    records::{Change, Projection, PutOptions, PutRule, ReadOptions, Ttl, Write},
    udf::{UdfCall, UdfFailure, UdfOutcome},
};
use acm_core::{ApiError, BoxFuture, Clock, feed::Latest};
use acm_data::{
    Batches, Error, FunctionAccess, InfoAccess, Node, Profile, Profiles, QueryAccess, RecordAccess,
    Result,
};
use acm_graph::{ProfilePort, scalars::HexColor};
use futures_util::{
    StreamExt,
    future::ready,
    stream::{self, BoxStream},
};
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

    fn read(&self, key: &Key, options: &ReadOptions) -> Result<Option<Record>> {
        if self.broken.lock().unwrap().contains(&key.digest().0) {
            return Err(ClusterError::from_server_code(9).into());
        }
        let records = self.records.lock().unwrap();
        Ok(records.get(&key.digest().0).map(|record| {
            let mut record = record.clone();
            record.key = key.clone();
            project(&mut record, &options.projection);
            if options.last_update {
                record.meta.last_update = Some(NOW.unsigned_abs() * 1_000_000);
            }
            record
        }))
    }

    /// Checks what a write asks of the present record.
    fn check_write(&self, key: &Key, expected: Option<u32>) -> Result<()> {
        if let Some(error) = self.next_write.lock().unwrap().take() {
            return Err(error.into());
        }
        let records = self.records.lock().unwrap();
        let present = records
            .get(&key.digest().0)
            .map(|record| record.meta.generation);
        match expected {
            Some(expected) if present != Some(expected) => {
                Err(ClusterError::from_server_code(3).into())
            }
            _ => Ok(()),
        }
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

fn project(record: &mut Record, projection: &Projection) {
    match projection {
        Projection::All => {}
        Projection::Header => record.bins.clear(),
        Projection::Bins(names) => record.bins.retain(|(name, _)| names.contains(name)),
    }
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

/// The clusters of these tests have no modules.
impl FunctionAccess for Fake {
    fn execute<'a>(
        &'a self,
        _: &'a str,
        _: &'a Key,
        _: &'a UdfCall,
    ) -> BoxFuture<'a, Result<UdfOutcome>> {
        Box::pin(ready(Err(ClusterError::from_server_code(100).into())))
    }

    fn start<'a>(
        &'a self,
        _: &'a str,
        _: &'a RecordQuery,
        _: &'a UdfCall,
        _: u32,
    ) -> BoxFuture<'a, Result<u64>> {
        Box::pin(ready(Err(ClusterError::from_server_code(100).into())))
    }

    fn aggregate<'a>(
        &'a self,
        _: &'a str,
        _: &'a RecordQuery,
        _: &'a UdfCall,
    ) -> BoxFuture<'a, Result<std::result::Result<Vec<Value>, UdfFailure>>> {
        Box::pin(ready(Err(ClusterError::from_server_code(100).into())))
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

impl RecordAccess for Fake {
    fn get<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        options: &'a ReadOptions,
    ) -> BoxFuture<'a, Result<Option<Record>>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            self.singles.lock().unwrap().push(options.clone());
            self.read(key, options)
        })
    }

    fn get_many<'a>(
        &'a self,
        connection: &'a str,
        keys: &'a [Key],
        options: &'a ReadOptions,
    ) -> BoxFuture<'a, Result<Vec<Result<Option<Record>>>>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            self.batches.lock().unwrap().push(keys.len());
            if self.batches_hang.load(Ordering::Relaxed) {
                std::future::pending::<()>().await;
            }
            if self.batches_fail.load(Ordering::Relaxed) {
                return Err(ClusterError::from_server_code(9).into());
            }
            Ok(keys.iter().map(|key| self.read(key, options)).collect())
        })
    }

    fn put<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        bins: Vec<(String, Value)>,
        options: PutOptions,
    ) -> BoxFuture<'a, Result<RecordMeta>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            self.check_write(key, options.expected_generation)?;
            let mut records = self.records.lock().unwrap();
            let present = records.remove(&key.digest().0);
            if options.rule == PutRule::CreateOnly
                && let Some(present) = present
            {
                records.insert(key.digest().0, present);
                return Err(Error::from(ClusterError::from_server_code(5)));
            }
            let generation = present.as_ref().map_or(0, |record| record.meta.generation) + 1;
            let mut written = present.unwrap_or_else(|| record(key.clone(), Vec::new()));
            written.meta.generation = generation;
            if let Ttl::Seconds(seconds) = options.ttl {
                written.meta.ttl = RecordTtl::Seconds(seconds.into());
            }
            if matches!(options.rule, PutRule::Replace | PutRule::ReplaceOnly) {
                written.bins.clear();
            }
            for (name, value) in bins {
                written.bins.retain(|(present, _)| *present != name);
                if value != Value::Nil {
                    written.bins.push((name, value));
                }
            }
            let left = written.meta;
            if !written.bins.is_empty() {
                records.insert(key.digest().0, written);
            }
            Ok(left)
        })
    }

    fn touch<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        ttl: Ttl,
        expected_generation: Option<u32>,
    ) -> BoxFuture<'a, Result<RecordMeta>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            self.check_write(key, expected_generation)?;
            let mut records = self.records.lock().unwrap();
            let Some(record) = records.get_mut(&key.digest().0) else {
                return Err(ClusterError::from_server_code(2).into());
            };
            record.meta.generation += 1;
            record.meta.ttl = match ttl {
                Ttl::Seconds(seconds) => RecordTtl::Seconds(seconds.into()),
                _ => RecordTtl::Never,
            };
            Ok(record.meta)
        })
    }

    fn delete<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        expected_generation: Option<u32>,
    ) -> BoxFuture<'a, Result<bool>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            self.check_write(key, expected_generation)?;
            Ok(self
                .records
                .lock()
                .unwrap()
                .remove(&key.digest().0)
                .is_some())
        })
    }

    fn write_many<'a>(
        &'a self,
        connection: &'a str,
        writes: Vec<Write>,
    ) -> BoxFuture<'a, Result<Vec<Result<RecordMeta>>>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            self.write_batches.lock().unwrap().push(writes.len());
            let mut outcomes = Vec::new();
            for Write { key, change } in writes {
                let written = match change {
                    Change::Put { bins, options } => {
                        self.put(connection, &key, bins, options).await
                    }
                    Change::Touch {
                        ttl,
                        expected_generation,
                    } => self.touch(connection, &key, ttl, expected_generation).await,
                    Change::Delete {
                        expected_generation,
                    } => match self.delete(connection, &key, expected_generation).await {
                        Ok(true) => Ok(record(key.clone(), Vec::new()).meta),
                        Ok(false) => Err(ClusterError::from_server_code(2).into()),
                        Err(error) => Err(error),
                    },
                };
                let left = self.records.lock().unwrap().get(&key.digest().0).cloned();
                outcomes.push(written.map(|written| RecordMeta {
                    digest: key.digest(),
                    generation: left.as_ref().map_or(0, |_| written.generation),
                    ttl: left.map_or(RecordTtl::Never, |record| record.meta.ttl),
                    last_update: None,
                }));
            }
            Ok(outcomes)
        })
    }

    fn write_many_if<'a>(
        &'a self,
        connection: &'a str,
        writes: Vec<Write>,
        _: Option<&'a Filter>,
    ) -> BoxFuture<'a, Result<Vec<Result<RecordMeta>>>> {
        self.write_many(connection, writes)
    }

    fn scan_page<'a>(
        &'a self,
        connection: &'a str,
        request: &'a ScanRequest,
    ) -> BoxFuture<'a, Result<Page>> {
        Box::pin(async move {
            self.require_profile(connection)?;
            if request.query.namespace != "test" {
                return Err(ClusterError::from_server_code(20).into());
            }
            let place = |digest: &Digest| (digest.partition(), Some(*digest));
            let start = (request.position.partition, request.position.digest);
            let records = self.records.lock().unwrap();
            let mut all: Vec<Record> = records
                .values()
                .filter(|record| {
                    request.query.set.is_empty() || record.key.set() == request.query.set
                })
                .filter(|record| place(&record.meta.digest) > start)
                .cloned()
                .collect();
            all.sort_by_key(|record| place(&record.meta.digest));
            let more = all.len() > request.limit;
            all.truncate(request.limit);
            let last = all.last().map(|record| record.meta.digest).filter(|_| more);
            let next = last.map(|last| ScanPosition {
                digest: Some(last),
                ..ScanPosition::at(last.partition())
            });
            for record in &mut all {
                project(record, &request.query.projection);
            }
            let partitions_done = next.map_or(4_096, |next| next.partition);
            Ok(Page {
                records: all.into_iter().map(RecordText::from).collect(),
                next,
                partitions_done,
            })
        })
    }
}

impl QueryAccess for Fake {
    fn stream<'a>(
        &'a self,
        connection: &'a str,
        _: &'a RecordQuery,
        _: ScanPosition,
        _: StreamLimits,
    ) -> BoxFuture<'a, Result<Batches<Record>>> {
        Box::pin(self.nothing(connection))
    }

    fn stream_texts<'a>(
        &'a self,
        connection: &'a str,
        _: &'a RecordQuery,
        _: ScanPosition,
        _: StreamLimits,
    ) -> BoxFuture<'a, Result<Batches<RecordText>>> {
        Box::pin(self.nothing(connection))
    }
}

impl Fake {
    async fn nothing<R: Send + 'static>(&self, connection: &str) -> Result<Batches<R>> {
        self.require_profile(connection)?;
        Ok(stream::empty().boxed())
    }
}
