//! Connecting, nodes and info.

use std::time::{Duration, Instant};

use acm_aerospike::info::{NamespaceStats, NodeStats, Peers, Release, list, sets};
use acm_aerospike::{Cluster, ConnectOptions, Credentials, Deadline, ErrorKind, Host, Secret};
use tokio::net::TcpListener;

use crate::harness::{Fixture, NAMESPACE, connect, embedded, fresh_set, hosts, put, soon};

#[tokio::test(flavor = "multi_thread")]
async fn every_node_is_found_through_one_host() {
    let embedded = embedded(3).await;
    let cluster = connect(hosts(&embedded).split_off(2)).await.unwrap();
    let nodes = cluster.nodes();
    assert_eq!(nodes.len(), 3);
    assert!(
        nodes
            .iter()
            .all(|node| node.active && node.build == "8.1.2.0")
    );
    let mut ports: Vec<u16> = nodes.iter().map(|node| node.address.port).collect();
    let mut expected: Vec<u16> = embedded
        .addresses()
        .iter()
        .map(std::net::SocketAddr::port)
        .collect();
    ports.sort_unstable();
    expected.sort_unstable();
    assert_eq!(ports, expected);
    cluster.close().await;
    embedded.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn info_of_every_node_is_read_by_the_parsers() {
    let fixture = Fixture::start().await;
    let set = fresh_set("info");
    put(&fixture.cluster, &set, 1).await;
    let namespace = format!("namespace/{NAMESPACE}");
    let commands = [
        "release",
        "namespaces",
        "sets",
        "statistics",
        "peers-clear-std",
        "racks:",
        "namespace/nope",
        &namespace,
    ];
    let replies = fixture.cluster.info_all(&commands, soon()).await.unwrap();
    assert_eq!(replies.len(), fixture.cluster.nodes().len());
    let mut masters = 0;
    for (node, reply) in replies {
        let reply = reply.unwrap();
        assert_eq!(
            Release::parse(reply.get("release").unwrap()).is_community(),
            Some(true)
        );
        assert!(list(reply.get("namespaces").unwrap()).contains(&NAMESPACE));
        let stats = NodeStats::parse(reply.get("statistics").unwrap());
        assert!(stats.cluster_size.is_some() && stats.uptime.is_some());
        let peers = Peers::parse(reply.get("peers-clear-std").unwrap()).unwrap();
        assert!(peers.peers.iter().all(|peer| peer.id != node.id));
        assert_eq!(
            reply.get("racks:").unwrap_err().kind(),
            ErrorKind::Unsupported
        );
        assert_eq!(
            reply.get("namespace/nope").unwrap_err().kind(),
            ErrorKind::NotFound
        );
        let stats = NamespaceStats::parse(reply.get(&namespace).unwrap());
        assert!(stats.storage.total_bytes.is_some_and(|bytes| bytes > 0));
        let sets = sets(reply.get("sets").unwrap());
        let found = sets.iter().find(|found| found.name.as_ref() == Some(&set));
        masters += found.and_then(|set| set.objects).unwrap_or(0);
    }
    assert!(masters >= 1);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn info_to_an_unknown_node_is_not_found() {
    let fixture = Fixture::start().await;
    let error = fixture
        .cluster
        .info("NOPE", &["build"], soon())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn user_and_password_on_a_community_server_are_explained() {
    let embedded = embedded(1).await;
    let mut options = ConnectOptions::new(hosts(&embedded));
    options.credentials = Some(Credentials {
        user: "admin".into(),
        password: Secret::new("admin"),
    });
    let error = Cluster::connect(&options, soon()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
    assert_eq!(
        error.server_code().unwrap().name,
        Some("SECURITY_NOT_SUPPORTED")
    );
    embedded.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_cluster_name_is_not_accepted() {
    let embedded = embedded(1).await;
    let mut options = ConnectOptions::new(hosts(&embedded));
    options.cluster_name = Some("other".into());
    let error = Cluster::connect(&options, soon()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    embedded.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_nobody_listens_on_is_unavailable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let error = connect(vec![Host::new("127.0.0.1", port)])
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    assert!(!error.to_string().contains("127.0.0.1"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_never_answers_costs_the_deadline_at_most() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let options = ConnectOptions::new(vec![Host::new("127.0.0.1", port)]);
    let start = Instant::now();
    let error = Cluster::connect(&options, Deadline::after(Duration::from_millis(400))).await;
    let error = error.unwrap_err();
    assert!(error.is_retryable(), "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_twice_is_fine_and_later_commands_fail() {
    let embedded = embedded(1).await;
    let cluster = connect(hosts(&embedded)).await.unwrap();
    cluster.close().await;
    cluster.close().await;
    assert!(!cluster.is_connected());
    let key = crate::harness::key("closed", 1);
    let error = cluster
        .get(&key, &Default::default(), soon())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    embedded.shutdown().await;
}
