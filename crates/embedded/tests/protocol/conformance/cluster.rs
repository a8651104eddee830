//! A real cluster of three nodes, asked at one of them. Which partitions a node holds is a matter of
//! hashing, so what depends on that is compared with what our node says it holds.

use acm_embedded::EmbeddedCluster;

use super::{in_order, messages};
use crate::capture::{self, Step};
use crate::client::{Client, frames};

const UNAVAILABLE: u8 = 11;
const PARTITION_DONE: u8 = 4;

/// The text of an info frame with the real cluster's node ids and ports made ours.
fn localized(text: &str, ports: &[u16]) -> String {
    let mut text = text.replace("\tB", "\tA").replace("[B", "[A");
    for (real, ours) in ["13200", "13210", "13220"].iter().zip(ports) {
        text = text.replace(real, &ours.to_string());
    }
    text
}

/// An answer without the line of the cluster key, which is of the moment.
fn without_key(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| !line.starts_with("cluster-stable:"))
        .collect()
}

async fn info(client: &mut Client, step: &Step, ports: &[u16]) {
    let exchange = &step.exchanges[0];
    let answer = client.answer_to(&exchange.requests).await;
    let ours = String::from_utf8_lossy(&answer[0].body).into_owned();
    let real = frames(&exchange.replies.concat()).remove(0);
    let real = localized(&String::from_utf8_lossy(&real.body), ports);
    if step.name.contains("replicas") {
        // Another hashing, but the same namespaces, regimes, copies and sizes of bitmaps.
        let shape = |text: &str| -> Vec<usize> { text.split([',', ';']).map(str::len).collect() };
        assert_eq!(shape(&ours), shape(&real), "{}", step.name);
    } else {
        assert_eq!(without_key(&ours), without_key(&real), "{}", step.name);
        let key = ours.split("cluster-stable:\t").nth(1);
        let key = key.and_then(|rest| rest.split('\n').next());
        assert_eq!(key.map(str::len), Some(12), "{}", step.name);
    }
}

/// Whether a node holds a copy of each partition of a namespace, as it tells clients.
async fn held(client: &mut Client) -> Vec<u16> {
    use base64::Engine as _;
    let replicas = client.info("replicas").await;
    let test = replicas.split(';').next().expect("a namespace");
    let maps = test.split(',').skip(2).map(|map| {
        let map = base64::engine::general_purpose::STANDARD.decode(map);
        map.expect("base64")
    });
    let maps: Vec<Vec<u8>> = maps.collect();
    let has = |map: &[u8], id: u16| map[usize::from(id >> 3)] & (0x80 >> (id & 7)) != 0;
    (0..4096)
        .filter(|&id| maps.iter().any(|map| has(map, id)))
        .collect()
}

async fn messages_of(client: &mut Client, step: &Step) {
    let exchange = &step.exchanges[0];
    let ours = messages(&client.answer_to(&exchange.requests).await).expect("messages");
    let real = super::captured(exchange);
    let real = messages(&real).expect("messages");
    if !step.name.starts_with("scan of") {
        assert_eq!(in_order(ours), in_order(real), "{}", step.name);
        return;
    }
    // The marks say which partitions this node has no copy of; rows are of those it has.
    let held = held(client).await;
    let (marks, rest): (Vec<_>, Vec<_>) = ours
        .into_iter()
        .partition(|reply| reply.info3 == PARTITION_DONE);
    assert!(marks.iter().all(|mark| mark.result == UNAVAILABLE));
    let asked: Vec<u16> = if step.name.contains("0..31") {
        (0..32).collect()
    } else {
        vec![0, 1690]
    };
    let absent: Vec<u32> = asked
        .into_iter()
        .filter(|id| !held.contains(id))
        .map(u32::from)
        .collect();
    let marked: Vec<u32> = marks.iter().map(|mark| mark.generation).collect();
    assert_eq!(marked, absent, "{}", step.name);
    let (last, rows) = rest.split_last().expect("a last message");
    assert!(last.is_last());
    let has_record = !step.name.contains("0..31") && held.contains(&1690);
    assert_eq!(rows.len(), usize::from(has_record), "{}", step.name);
}

#[tokio::test]
async fn a_node_of_three_answers_as_captured_whatever_it_holds() {
    let builder = EmbeddedCluster::builder().nodes(3).cluster_name("wire");
    let cluster = builder.start().await.expect("starts");
    let addresses = cluster.addresses();
    let ports: Vec<u16> = addresses.iter().map(std::net::SocketAddr::port).collect();
    let mut first = Client::connect(addresses[0]).await;
    let mut second = Client::connect(addresses[1]).await;
    let steps = capture::parse(include_str!("../../captures/60-cluster-raw.txt"));
    for step in steps {
        let client = if step.name.starts_with("node 2") {
            &mut second
        } else {
            &mut first
        };
        if step.name.starts_with("node") {
            info(client, &step, &ports).await;
        } else {
            messages_of(client, &step).await;
        }
    }
    cluster.shutdown().await;
}
