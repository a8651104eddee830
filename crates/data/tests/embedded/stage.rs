//! The embedded cluster, and the module over a real client of it.

use std::{sync::Arc, time::Duration};

use acm_aerospike::{Cluster, ConnectOptions, Deadline, Host};
use acm_core::{ApiError, BoxFuture, Clock, CursorKey, Tasks};
use acm_data::{ClusterSource, DataPorts, LiveAccess, Profile, Profiles};
use acm_embedded::EmbeddedCluster;
use acm_graph::ProfilePort;
use futures_util::{StreamExt, future::ready, stream::BoxStream};
use serde_json::Value;
use tokio::time::timeout;

use crate::support::{Api, MemoryStore};

pub(super) const LONG: Duration = Duration::from_secs(30);

/// One connection, whatever it is called.
struct One(Arc<Cluster>);

impl ClusterSource for One {
    fn cluster<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Arc<Cluster>, ApiError>> {
        Box::pin(ready(Ok(Arc::clone(&self.0))))
    }
}

impl ProfilePort for One {
    fn require<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(ready(Ok(())))
    }
}

impl Profiles for One {
    fn profiles(&self) -> BoxStream<'static, Vec<Profile>> {
        futures_util::stream::pending().boxed()
    }
}

pub(super) struct Stage {
    pub(super) server: EmbeddedCluster,
    pub(super) cluster: Arc<Cluster>,
    pub(super) api: Api,
}

impl Stage {
    pub(super) async fn new(nodes: usize) -> Self {
        let server = EmbeddedCluster::builder()
            .nodes(nodes)
            .start()
            .await
            .unwrap();
        let address = server.addresses()[0];
        let hosts = vec![Host::new(address.ip().to_string(), address.port())];
        let options = ConnectOptions::new(hosts);
        let cluster = Cluster::connect(&options, Deadline::after(LONG))
            .await
            .unwrap();
        let cluster = Arc::new(cluster);
        let access = Arc::new(LiveAccess::new(One(Arc::clone(&cluster))));
        let api = Api::new(DataPorts {
            info: access.clone(),
            records: access.clone(),
            queries: access.clone(),
            functions: access,
            profiles: Arc::new(One(Arc::clone(&cluster))),
            documents: Arc::new(MemoryStore::default()),
            files: None,
            tasks: Tasks::new(),
            clock: Clock::default(),
            cursors: CursorKey::new([9; 32]),
        })
        .await;
        Self {
            server,
            cluster,
            api,
        }
    }

    /// Writes records of the set `s`, whatever is there.
    pub(super) async fn put(&self, numbers: &[u8]) {
        for number in numbers {
            let put = format!(
                r#"mutation {{ putRecord(input: {{connectionId: "c", bins: {{a: 0}},
                    key: {{namespace: "test", set: "s", userKey: {{int: {number}}}}}}}) {{ __typename }} }}"#
            );
            let answer = self.run(&put).await;
            assert!(answer.get("errors").is_none(), "{answer}");
        }
    }

    pub(super) async fn run(&self, document: &str) -> Value {
        timeout(LONG, self.api.run(document)).await.unwrap()
    }

    /// Ends everything; nothing may be left.
    pub(super) async fn end(self) {
        assert!(self.api.tasks.shutdown(LONG).await);
        assert_eq!(self.api.tasks.panics(), 0);
        self.cluster.close().await;
        self.server.shutdown().await;
    }
}

/// Repeats a look until it shows what is waited for.
pub(super) async fn until<F: Future<Output = Option<T>>, T>(mut look: impl FnMut() -> F) -> T {
    let wait = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(LONG, wait).await.expect("it did not come")
}
