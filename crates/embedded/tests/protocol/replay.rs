//! What a real server answered, answered again: same result codes, generations, bins and order.

use std::time::Duration;

use acm_embedded::EmbeddedCluster;

use crate::capture::{self, Exchange};
use crate::client::{Client, Frame, Reply, frames};

/// Sends every request of the captures, in order, and compares every reply.
async fn replay(captures: &[&str]) {
    let cluster = EmbeddedCluster::builder()
        .cluster_name("wire")
        .start()
        .await
        .expect("starts");
    let mut client = Client::connect(cluster.addresses()[0]).await;
    for capture in captures {
        for step in capture::parse(capture) {
            if step.name.contains("expired record") {
                cluster.advance_clock(Duration::from_secs(4));
            }
            for exchange in &step.exchanges {
                check(&mut client, exchange, &step.name).await;
            }
        }
    }
    cluster.shutdown().await;
}

async fn check(client: &mut Client, exchange: &Exchange, step: &str) {
    let expected: Vec<Frame> = exchange
        .replies
        .iter()
        .flat_map(|reply| frames(reply))
        .collect();
    client.send(&exchange.requests.concat()).await;
    if expected.iter().all(|frame| frame.kind == 3) {
        let expected: Vec<Reply> = expected.iter().flat_map(Frame::replies).collect();
        let actual = client.messages(expected.len()).await;
        if step.contains("max_records") {
            // Which records come first is the server's choice; how many is not.
            assert_eq!(actual.len(), expected.len(), "{step}");
        } else {
            assert_eq!(in_order(actual), in_order(expected), "{step}");
        }
        return;
    }
    for expected in expected {
        let actual = client.frame().await;
        let text = |frame: &Frame| String::from_utf8_lossy(&frame.body).into_owned();
        assert_eq!(
            actual,
            expected,
            "{step}: {} is not {}",
            text(&actual),
            text(&expected)
        );
    }
}

/// The messages of a query sorted by digest, for threads of a server find them in any order.
fn in_order(mut replies: Vec<Reply>) -> Vec<Reply> {
    if replies.iter().any(|reply| !reply.fields.is_empty()) {
        replies.sort();
    }
    replies
}

#[tokio::test]
async fn every_particle_type_comes_back_as_it_was_put_and_reads_answer_as_captured() {
    replay(&[
        include_str!("../captures/put-types.txt"),
        include_str!("../captures/get.txt"),
    ])
    .await;
}

#[tokio::test]
async fn generation_policies_answer_as_captured() {
    replay(&[include_str!("../captures/generation.txt")]).await;
}

#[tokio::test]
async fn exists_policies_answer_as_captured() {
    replay(&[include_str!("../captures/exists-policy.txt")]).await;
}

#[tokio::test]
async fn batches_answer_as_captured() {
    replay(&[
        include_str!("../captures/ttl.txt"),
        include_str!("../captures/batch.txt"),
    ])
    .await;
}

#[tokio::test]
async fn operations_and_deletes_answer_as_captured() {
    replay(&[
        include_str!("../captures/operate.txt"),
        include_str!("../captures/delete.txt"),
    ])
    .await;
}

#[tokio::test]
async fn queries_and_truncates_answer_as_captured() {
    replay(&[
        include_str!("../captures/scan.txt"),
        include_str!("../captures/truncate.txt"),
    ])
    .await;
}

#[tokio::test]
async fn the_rust_client_is_answered_as_captured() {
    replay(&[
        include_str!("../captures/rust-put-get.txt"),
        include_str!("../captures/rust-batch.txt"),
        include_str!("../captures/rust-scan.txt"),
    ])
    .await;
}
