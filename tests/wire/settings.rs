//! Clusters started or set up otherwise than by default.

use std::time::Duration;

use acm_embedded::{EmbeddedCluster, Fault, Key as LoadKey, NamespaceSpec, Value as LoadValue};
use aerospike::{ClientPolicy, Key, ReadPolicy, ReadTouchTtl, ResultCode, Value, WritePolicy};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::harness::{Capability, bin, connect, needing, prepared, put_options, refused, succeeds};

#[tokio::test]
async fn a_client_that_expects_another_cluster_is_told_so() {
    let builder = EmbeddedCluster::builder().cluster_name("berlin");
    prepared(builder, [Capability::NodeControl], async |cluster| {
        let seed = cluster.embedded().addresses()[0].to_string();
        let expecting = |name: &str| ClientPolicy {
            cluster_name: Some(name.to_owned()),
            ..ClientPolicy::default()
        };
        let right = aerospike::Client::new(&expecting("berlin"), &seed).await;
        let right = succeeds(right);
        assert_eq!(right.server_cluster_name().as_deref(), Some("berlin"));
        right.close().await.expect("the client closes");
        let wrong = aerospike::Client::new(&expecting("paris"), &seed).await;
        assert!(wrong.is_err());
    })
    .await;
}

#[tokio::test]
async fn any_node_is_a_seed() {
    needing([Capability::NodeControl], async |cluster| {
        for address in cluster.embedded().addresses() {
            let client = connect(&address.to_string()).await;
            assert_eq!(client.nodes().len(), 3);
            client.close().await.expect("the client closes");
        }
    })
    .await;
}

#[tokio::test]
async fn a_full_namespace_takes_no_writes_until_records_are_deleted() {
    let namespace = NamespaceSpec {
        data_size: 1 << 20,
        ..NamespaceSpec::new("test")
    };
    let builder = EmbeddedCluster::builder().namespace(namespace);
    prepared(builder, [Capability::NodeControl], async |cluster| {
        let large = [bin("b", vec![1_u8; 50_000])];
        let mut written = 0;
        loop {
            let key = cluster.key(written);
            let outcome = cluster.client.put(&put_options(), &key, &large).await;
            if outcome.is_err() {
                refused(outcome, ResultCode::ServerMemError);
                break;
            }
            written += 1;
            assert!(written < 100, "the namespace never fills");
        }
        let mut stopped = 0;
        for node in cluster.client.nodes() {
            let namespace = cluster.info_of(&node, "namespace/test").await;
            stopped += usize::from(namespace.contains(";stop_writes=true;"));
        }
        assert!(stopped > 0, "the node that refused tells so");
        for number in 0..written {
            assert!(cluster.exists(&cluster.key(number)).await);
            let key = cluster.key(number);
            assert!(succeeds(cluster.client.delete(&put_options(), &key).await));
        }
        cluster.put(&cluster.key(written), &large).await;
    })
    .await;
}

#[tokio::test]
async fn a_default_time_to_live_can_be_set_while_nodes_run() {
    needing([Capability::Exclusive], async |cluster| {
        for node in cluster.client.nodes() {
            let command = "set-config:context=namespace;namespace=test;default-ttl=600";
            assert_eq!(cluster.info_of(&node, command).await, "ok");
        }
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 1)]).await;
        let left = cluster.get(&key).await.time_to_live();
        let left = left.expect("the record expires").as_secs();
        assert!((595..=601).contains(&left), "{left} s");
    })
    .await;
}

#[tokio::test]
async fn a_read_renews_the_time_to_live_when_it_is_told_to() {
    needing([Capability::Clock], async |cluster| {
        let key = cluster.key(1);
        let mortal = WritePolicy {
            expiration: aerospike::Expiration::Seconds(100),
            ..put_options()
        };
        succeeds(cluster.client.put(&mortal, &key, &[bin("n", 1)]).await);
        cluster.embedded().advance_clock(Duration::from_secs(60));
        let mut policy = ReadPolicy::default();
        policy.base_policy.read_touch_ttl = ReadTouchTtl::Percent(80);
        let renewed = succeeds(cluster.client.get(&policy, &key, ["n"]).await);
        // Without the renewal the record would be gone after the next step.
        cluster.embedded().advance_clock(Duration::from_secs(60));
        let record = cluster.get(&key).await;
        assert_eq!(record.bins["n"], Value::Int(1));
        assert_eq!(record.generation, renewed.generation);
        cluster.embedded().advance_clock(Duration::from_secs(60));
        assert!(!cluster.exists(&key).await);
    })
    .await;
}

#[tokio::test]
async fn loaded_records_are_like_those_a_client_put() {
    needing([Capability::NodeControl], async |cluster| {
        let bins = [
            ("i", LoadValue::Integer(7)),
            ("f", LoadValue::Float(1.5)),
            ("s", LoadValue::String("text".to_owned())),
            ("b", LoadValue::Bytes(vec![1, 2])),
            ("t", LoadValue::Bool(true)),
            ("l", LoadValue::PackedList(vec![0x92, 1, 2])),
        ];
        let embedded = cluster.embedded();
        let loads = [
            (LoadKey::Integer(5), cluster.key(5)),
            (LoadKey::String("five"), cluster.key("five")),
            (LoadKey::Bytes(&[5]), cluster.key(vec![5_u8])),
        ];
        for (load, key) in loads {
            let loaded = embedded.load("test", &cluster.set, load, &bins);
            loaded.expect("the record is loaded");
            let record = cluster.get(&key).await;
            assert_eq!(record.generation, 1);
            assert_eq!(record.bins["i"], Value::Int(7));
            assert_eq!(record.bins["f"], Value::from(1.5));
            assert_eq!(record.bins["s"], Value::from("text"));
            assert_eq!(record.bins["b"], Value::Blob(vec![1, 2]));
            assert_eq!(record.bins["t"], Value::Bool(true));
            let list = Value::List(vec![Value::Int(1), Value::Int(2)]);
            assert_eq!(record.bins["l"], list);
        }
        let rows = cluster.query_all().await;
        assert_eq!(rows.len(), 3);
        let has_key = |row: &aerospike::Record| row.key.as_ref().is_some_and(stored);
        assert!(rows.iter().all(has_key));
        assert_eq!(cluster.sum("client_write_success").await, 0);
    })
    .await;
}

fn stored(key: &Key) -> bool {
    key.user_key().is_some()
}

#[tokio::test]
async fn a_client_gets_by_with_the_connections_a_node_has() {
    let builder = EmbeddedCluster::builder().max_connections(20);
    prepared(builder, [Capability::NodeControl], async |cluster| {
        let policy = ClientPolicy {
            max_conns_per_node: 8,
            ..ClientPolicy::default()
        };
        let seed = cluster.embedded().addresses()[0].to_string();
        let client = succeeds(aerospike::Client::new(&policy, &seed).await);
        for number in 0..50 {
            let key = cluster.key(number);
            succeeds(client.put(&put_options(), &key, &[bin("n", number)]).await);
        }
        client.close().await.expect("the client closes");
    })
    .await;
}

#[tokio::test]
async fn a_cluster_ends_although_clients_stay_connected() {
    let mut sockets = Vec::new();
    needing([Capability::FaultInjection], async |cluster| {
        let embedded = cluster.embedded();
        for (node, address) in embedded.addresses().into_iter().enumerate() {
            let socket = TcpStream::connect(address).await;
            let mut socket = socket.expect("the node takes the connection");
            // Half a header: the node waits for the rest.
            let half = [2, 3, 0, 0];
            socket.write_all(&half).await.expect("it is sent");
            sockets.push(socket);
            let hang = embedded.set_fault(node, Fault::Hang);
            hang.expect("the node exists");
        }
    })
    .await;
    for mut socket in sockets {
        let read = socket.read(&mut [0; 16]).await;
        assert!(matches!(read, Ok(0) | Err(_)), "the node closed: {read:?}");
    }
}
