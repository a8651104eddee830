//! Starting and ending a cluster around a test.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use acm_embedded::{Builder, EmbeddedCluster, SecuritySpec};
use aerospike::{
    AdminPolicy, AuthMode, Bin, Bins, Client, ClientPolicy, Error, Key, Node, ReadPolicy, Record,
    Value, WritePolicy,
};

use super::capability::{Capability, not_applicable};
use super::{NAMESPACE, NAMESPACE_WITHOUT_EXPIRATION, wait};

/// Longest a test may take, its cluster's start and end included.
const TEST_DEADLINE: Duration = Duration::from_secs(120);
/// Time between two looks of the client at the cluster: the least it takes, in milliseconds.
const TEND_INTERVAL: u32 = 250;
/// Time a command may take, in milliseconds: two cores are shared by all tests.
const COMMAND_TIMEOUT: u32 = 10_000;

/// The environment variable that names a real cluster.
const REAL_CLUSTER: &str = "ACM_TEST_AEROSPIKE";

/// A connected cluster, and a set that only the running test uses.
pub(crate) struct Cluster {
    pub(crate) client: Client,
    pub(crate) set: String,
    embedded: Option<EmbeddedCluster>,
}

/// Runs a test against any cluster.
pub(crate) async fn test(body: impl AsyncFnOnce(&Cluster)) {
    needing([], body).await;
}

/// Runs a test against a cluster that has what the test needs, or says that it does not apply.
pub(crate) async fn needing<const N: usize>(
    needs: [Capability; N],
    body: impl AsyncFnOnce(&Cluster),
) {
    prepared(EmbeddedCluster::builder(), needs, body).await;
}

/// The same with an embedded cluster that is not like the others; three nodes it has too.
pub(crate) async fn prepared<const N: usize>(
    builder: Builder,
    needs: [Capability; N],
    body: impl AsyncFnOnce(&Cluster),
) {
    run(builder, AuthMode::None, needs, body).await;
}

/// The same with a cluster whose clients log in. The cluster's own client is the user `admin`, with
/// these roles.
pub(crate) async fn secured<const N: usize>(
    admin_roles: [&str; N],
    body: impl AsyncFnOnce(&Cluster),
) {
    let spec = SecuritySpec::new().admin_roles(admin_roles);
    let builder = EmbeddedCluster::builder().security(spec);
    secured_by(builder, body).await;
}

/// The same with an embedded cluster that is not like the others.
pub(crate) async fn secured_by(builder: Builder, body: impl AsyncFnOnce(&Cluster)) {
    // Real clusters of these suites are of the edition without users.
    let auth = if std::env::var_os(REAL_CLUSTER).is_some() {
        AuthMode::None
    } else {
        AuthMode::Internal("admin".to_owned(), "admin".to_owned())
    };
    run(builder, auth, [Capability::Security], body).await;
}

async fn run<const N: usize>(
    builder: Builder,
    auth: AuthMode,
    needs: [Capability; N],
    body: impl AsyncFnOnce(&Cluster),
) {
    let run = async {
        let cluster = Cluster::start(builder, auth).await;
        match cluster.lacking(&needs).await {
            Some(lacking) => not_applicable(lacking),
            None => body(&cluster).await,
        }
        cluster.stop().await;
    };
    tokio::time::timeout(TEST_DEADLINE, Box::pin(run))
        .await
        .expect("the test ends before its deadline");
}

impl Cluster {
    async fn start(builder: Builder, auth: AuthMode) -> Self {
        let (embedded, seeds) = match std::env::var(REAL_CLUSTER) {
            Ok(seeds) => (None, seeds),
            Err(_) => {
                let embedded = builder
                    .nodes(3)
                    .start()
                    .await
                    .expect("the embedded cluster starts");
                let seed = embedded.addresses()[0].to_string();
                (Some(embedded), seed)
            }
        };
        Self {
            client: connect_as(seeds.as_str(), auth)
                .await
                .expect("the client connects"),
            set: fresh_set(),
            embedded,
        }
    }

    /// Ends the cluster; a real one loses what the test wrote into its set.
    async fn stop(self) {
        if self.embedded.is_none() {
            self.client
                .truncate(&AdminPolicy::default(), NAMESPACE, &self.set, 0)
                .await
                .expect("the set is emptied");
            self.drop_indexes().await;
        }
        self.client.close().await.expect("the client closes");
        if let Some(embedded) = self.embedded {
            embedded.shutdown().await;
        }
    }

    /// Drops the indexes of the test's set.
    async fn drop_indexes(&self) {
        let policy = AdminPolicy::default();
        let command = format!("sindex-list:namespace={NAMESPACE}");
        let node = self.client.nodes().remove(0);
        let list = self.info_of(&node, &command).await;
        let own = format!("set={}:", self.set);
        for index in list.split(';').filter(|index| index.contains(&own)) {
            let pairs = index.split(':');
            let mut names = pairs.filter_map(|pair| pair.strip_prefix("indexname="));
            let name = names.next().expect("an index has a name");
            let dropped = self.client.drop_index(&policy, NAMESPACE, &self.set, name);
            dropped.await.expect("the index is dropped");
        }
    }

    async fn lacking(&self, needs: &[Capability]) -> Option<Capability> {
        if self.embedded.is_some() {
            return None;
        }
        for &need in needs {
            if !need.is_offered_by(&self.client).await {
                return Some(need);
            }
        }
        None
    }

    /// Whether it is the embedded one, which nobody else uses.
    pub(crate) const fn is_embedded(&self) -> bool {
        self.embedded.is_some()
    }

    /// The cluster itself, for tests that need more of it than records.
    pub(crate) fn embedded(&self) -> &EmbeddedCluster {
        self.embedded
            .as_ref()
            .expect("a test that controls the cluster names the capability")
    }

    /// The index, in the embedded cluster, of a node the client knows.
    pub(crate) fn index_of(&self, node: &Node) -> usize {
        self.embedded()
            .addresses()
            .iter()
            .position(|address| address.to_string() == node.address())
            .expect("the client's nodes are the cluster's")
    }

    /// A key in the test's own set.
    pub(crate) fn key(&self, key: impl Into<Value>) -> Key {
        Key::new(NAMESPACE, self.set.as_str(), key.into()).expect("a valid key")
    }

    /// A key in the namespace without expiration cycles.
    pub(crate) fn key_without_expiration(&self, key: impl Into<Value>) -> Key {
        let set = self.set.as_str();
        Key::new(NAMESPACE_WITHOUT_EXPIRATION, set, key.into()).expect("a valid key")
    }

    /// Puts a record with default policies.
    pub(crate) async fn put(&self, key: &Key, bins: &[Bin]) {
        self.client
            .put(&put_options(), key, bins)
            .await
            .expect("the put succeeds");
    }

    /// The whole record.
    pub(crate) async fn get(&self, key: &Key) -> Record {
        self.client
            .get(&ReadPolicy::default(), key, Bins::All)
            .await
            .expect("the record is there")
    }

    /// Whether there is a record.
    pub(crate) async fn exists(&self, key: &Key) -> bool {
        self.client
            .exists(&ReadPolicy::default(), key)
            .await
            .expect("the question is answered")
    }

    /// Puts records with the integer keys 0 to `count` - 1, each with its number in bin `n`, with so
    /// many commands at a time that it is quick.
    pub(crate) async fn fill(&self, count: i64) {
        use futures_util::StreamExt as _;
        futures_util::stream::iter(0..count)
            .for_each_concurrent(16, async |number| {
                self.put(&self.key(number), &[bin("n", number)]).await;
            })
            .await;
    }

    /// Waits until the client knows as many nodes.
    pub(crate) async fn until_nodes(&self, count: usize) {
        wait::eventually("the client knows the nodes", async || {
            self.client.nodes().len() == count && self.client.partition_map_complete()
        })
        .await;
    }

    /// The answer of a node to an info command.
    pub(crate) async fn info_of(&self, node: &Node, command: &str) -> String {
        let answers = node
            .info(&AdminPolicy::default(), &[command])
            .await
            .expect("the node answers");
        answers[command].clone()
    }
}

/// A client of the cluster with these seeds.
pub(crate) async fn connect(seeds: &str) -> Client {
    connect_as(seeds, AuthMode::None)
        .await
        .expect("the client connects")
}

/// The same for a client that logs in.
pub(crate) async fn connect_as(seeds: &str, auth: AuthMode) -> Result<Client, Error> {
    let policy = ClientPolicy {
        auth_mode: auth,
        tend_interval: TEND_INTERVAL,
        timeout: COMMAND_TIMEOUT,
        ..ClientPolicy::default()
    };
    Client::new(&policy, &seeds).await
}

/// Write options with time enough for a busy machine.
pub(crate) fn put_options() -> WritePolicy {
    let mut policy = WritePolicy::default();
    policy.base_policy.total_timeout = COMMAND_TIMEOUT;
    policy
}

/// A bin.
pub(crate) fn bin(name: &str, value: impl Into<Value>) -> Bin {
    Bin::new(name, value.into())
}

/// A set that no other test uses, in this run or another.
fn fresh_set() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("wire-{}-{number}", std::process::id())
}
