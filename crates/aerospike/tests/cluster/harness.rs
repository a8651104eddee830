//! A cluster to test against, and what is written into it.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use acm_aerospike::info::Address;
use acm_aerospike::records::{PutOptions, RecordMeta};
use acm_aerospike::{Cluster, ConnectOptions, Deadline, Host, Key, Result, UserKey, Value};
use acm_embedded::EmbeddedCluster;

/// The namespace of all tests: it has expiration cycles, so records may have a TTL.
pub(crate) const NAMESPACE: &str = "test";

/// A connected cluster, embedded unless the environment names a real one.
pub(crate) struct Fixture {
    pub(crate) cluster: Cluster,
    embedded: Option<EmbeddedCluster>,
}

impl Fixture {
    pub(crate) async fn start() -> Self {
        match std::env::var("ACM_TEST_AEROSPIKE") {
            Ok(hosts) => {
                let hosts = hosts.split(',').map(|text| {
                    let address =
                        Address::parse(text, 3000).expect("ACM_TEST_AEROSPIKE is host:port[,…]");
                    Host::new(address.host, address.port)
                });
                let cluster = connect(hosts.collect())
                    .await
                    .expect("the real cluster answers");
                Self {
                    cluster,
                    embedded: None,
                }
            }
            Err(_) => {
                let embedded = embedded(3).await;
                let cluster = connect(hosts(&embedded))
                    .await
                    .expect("the embedded cluster answers");
                Self {
                    cluster,
                    embedded: Some(embedded),
                }
            }
        }
    }

    /// Whether others use the cluster too; said aloud for the test of that name.
    pub(crate) fn is_shared(&self, test: &str) -> bool {
        if self.embedded.is_none() {
            eprintln!("not applicable to a shared cluster (exclusive): {test}");
        }
        self.embedded.is_none()
    }

    pub(crate) async fn stop(self) {
        self.cluster.close().await;
        if let Some(embedded) = self.embedded {
            embedded.shutdown().await;
        }
    }
}

pub(crate) async fn embedded(nodes: usize) -> EmbeddedCluster {
    EmbeddedCluster::builder()
        .nodes(nodes)
        .start()
        .await
        .expect("the embedded cluster starts")
}

pub(crate) fn hosts(embedded: &EmbeddedCluster) -> Vec<Host> {
    embedded
        .addresses()
        .into_iter()
        .map(|address| Host::new(address.ip().to_string(), address.port()))
        .collect()
}

pub(crate) async fn connect(hosts: Vec<Host>) -> Result<Cluster> {
    Cluster::connect(&ConnectOptions::new(hosts), soon()).await
}

/// Time enough for anything that is to succeed.
pub(crate) fn soon() -> Deadline {
    Deadline::after(Duration::from_secs(10))
}

/// A set no other test uses, on a real cluster neither.
pub(crate) fn fresh_set(name: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!(
        "{name}-{}-{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}

pub(crate) fn key(set: &str, number: i64) -> Key {
    Key::new(NAMESPACE, set, UserKey::Int(number)).expect("a valid key")
}

pub(crate) fn bins(number: i64) -> Vec<(String, Value)> {
    vec![
        ("n".into(), Value::Int(number)),
        ("name".into(), Value::String(format!("no {number}"))),
    ]
}

pub(crate) async fn put(cluster: &Cluster, set: &str, number: i64) -> RecordMeta {
    let options = PutOptions {
        send_key: true,
        ..PutOptions::default()
    };
    cluster
        .put(&key(set, number), bins(number), &options, soon())
        .await
        .expect("the put succeeds")
}
