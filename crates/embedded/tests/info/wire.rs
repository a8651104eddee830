//! The same questions asked of a running cluster, over a socket.

use std::net::SocketAddr;
use std::time::Duration;

use acm_embedded::{EmbeddedCluster, NamespaceSpec};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::fixture::Capture;
use crate::golden::{SAME_KEYS, keys, pairs};

const DEADLINE: Duration = Duration::from_secs(20);
const HEADER_BYTES: usize = 8;
const VERSION: u8 = 2;
const TYPE_INFO: u8 = 1;

/// A connection that speaks info.
struct Client(TcpStream);

impl Client {
    async fn connect(address: SocketAddr) -> Self {
        let connected = timeout(DEADLINE, TcpStream::connect(address)).await;
        Self(connected.expect("in time").expect("the node listens"))
    }

    /// The reply to one command, without the command.
    async fn ask(&mut self, command: &str) -> String {
        let reply = timeout(DEADLINE, self.exchange(format!("{command}\n").as_bytes()))
            .await
            .expect("a reply in time")
            .expect("a whole reply");
        let reply = String::from_utf8(reply).expect("text");
        let answer = reply
            .strip_prefix(command)
            .and_then(|rest| rest.strip_prefix('\t'));
        answer
            .and_then(|answer| answer.strip_suffix('\n'))
            .expect("command, tab, answer")
            .to_owned()
    }

    async fn exchange(&mut self, body: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut frame = (body.len() as u64).to_be_bytes();
        (frame[0], frame[1]) = (VERSION, TYPE_INFO);
        self.0.write_all(&frame).await?;
        self.0.write_all(body).await?;

        let mut header = [0; HEADER_BYTES];
        self.0.read_exact(&mut header).await?;
        assert_eq!(header[..2], [VERSION, TYPE_INFO]);
        (header[0], header[1]) = (0, 0);
        let length = usize::try_from(u64::from_be_bytes(header)).expect("a short reply");
        let mut reply = vec![0; length];
        self.0.read_exact(&mut reply).await?;
        Ok(reply)
    }
}

async fn cluster(nodes: usize) -> EmbeddedCluster {
    EmbeddedCluster::builder()
        .nodes(nodes)
        .namespace(NamespaceSpec::new("test"))
        .namespace(NamespaceSpec::new("bar"))
        .cluster_name("wire")
        .start()
        .await
        .expect("a cluster on loopback ports")
}

#[tokio::test]
async fn a_running_node_lists_the_keys_of_the_real_one() {
    let cluster = cluster(3).await;
    let capture = Capture::node(1);
    let mut client = Client::connect(cluster.addresses()[0]).await;
    for (command, separator, _) in SAME_KEYS {
        let reply = client.ask(command).await;
        let (ours, real) = (
            pairs(&reply, *separator),
            pairs(capture.reply(command), *separator),
        );
        assert_eq!(keys(&ours), keys(&real), "{command}");
    }
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_running_cluster_tells_the_same_of_itself_at_every_node() {
    let cluster = cluster(3).await;
    let addresses = cluster.addresses();
    let mut clients = Vec::new();
    for &address in &addresses {
        clients.push(Client::connect(address).await);
    }
    let key = clients[0].ask("cluster-stable:size=3").await;
    assert!(!key.is_empty() && !key.starts_with("ERROR"), "{key}");
    for (client, address) in clients.iter_mut().zip(&addresses) {
        assert_eq!(client.ask("cluster-stable:size=3").await, key);
        assert_eq!(client.ask("cluster-name").await, "wire");
        assert_eq!(client.ask("namespaces").await, "test;bar");
        assert_eq!(client.ask("service-clear-std").await, address.to_string());
        let peers = client.ask("peers-clear-std").await;
        for peer in &addresses {
            assert_eq!(
                peers.contains(&peer.to_string()),
                peer != address,
                "{peers}"
            );
        }
    }
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_change_of_configuration_holds_for_the_node_it_was_sent_to() {
    let cluster = cluster(2).await;
    let addresses = cluster.addresses();
    let mut changed = Client::connect(addresses[0]).await;
    let mut other = Client::connect(addresses[1]).await;
    let change = "set-config:context=namespace;namespace=test;default-ttl=2h";
    assert_eq!(changed.ask(change).await, "ok");
    let list = "get-config:context=namespace;namespace=test";
    assert!(changed.ask(list).await.contains(";default-ttl=7200;"));
    assert!(other.ask(list).await.contains(";default-ttl=0;"));
    cluster.shutdown().await;
}

#[tokio::test]
async fn the_nodes_share_all_partitions_and_each_serves_its_part() {
    let cluster = cluster(3).await;
    let mut masters = 0;
    for address in cluster.addresses() {
        let info = Client::connect(address).await.ask("partition-info").await;
        let rows: Vec<Vec<&str>> = info
            .split(';')
            .skip(1)
            .map(|row| row.split(':').collect())
            .collect();
        assert_eq!(rows.len(), 2 * 4096);
        assert!(
            rows.iter().all(|row| row.len() == 18),
            "every row has all columns"
        );
        masters += rows
            .iter()
            .filter(|row| row[0] == "test" && row[4] == "0")
            .count();
    }
    assert_eq!(masters, 4096);
    cluster.shutdown().await;
}
