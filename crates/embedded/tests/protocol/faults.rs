//! Nodes that misbehave, and limits on connections.

use std::time::{Duration, Instant};

use acm_embedded::{EmbeddedCluster, Fault, ResultCode};

use crate::client::Client;
use crate::request::{Request, batch_read, digest};

async fn start() -> (EmbeddedCluster, Client) {
    let cluster = EmbeddedCluster::builder().start().await.expect("starts");
    let client = Client::connect(cluster.addresses()[0]).await;
    (cluster, client)
}

#[tokio::test]
async fn a_slow_node_answers_late() {
    let (cluster, mut client) = start().await;
    let pause = Duration::from_millis(80);
    cluster.set_fault(0, Fault::Delay(pause)).expect("a node");
    let started = Instant::now();
    assert_eq!(client.info("node").await, "A1");
    assert!(started.elapsed() >= pause);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_node_can_answer_record_commands_with_an_error_until_it_is_told_not_to() {
    let (cluster, mut client) = start().await;
    let put = Request::put("test", "s", digest(1), 1).bytes();
    cluster
        .set_fault(0, Fault::Answer(ResultCode::DEVICE_OVERLOAD))
        .expect("a node");
    assert_eq!(client.ask(&put).await.result, 18);
    client
        .send(&Request::query("test", "s", &[1]).bytes())
        .await;
    assert_eq!(client.messages(1).await[0].result, 18);
    assert_eq!(
        client.info("node").await,
        "A1",
        "info is answered all the same"
    );
    cluster.set_fault(0, Fault::None).expect("a node");
    let reply = client.ask(&put).await;
    assert_eq!(
        (reply.result, reply.generation),
        (0, 1),
        "the refused put did nothing"
    );
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_node_can_drop_connections() {
    let (cluster, mut client) = start().await;
    cluster
        .set_fault(0, Fault::DropConnections)
        .expect("a node");
    client
        .send(&Request::get("test", "s", digest(1)).bytes())
        .await;
    assert!(client.is_closed().await);
    let mut another = Client::connect(cluster.addresses()[0]).await;
    assert!(another.is_closed().await);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_hanging_node_takes_requests_and_says_nothing_and_still_shuts_down() {
    let (cluster, mut client) = start().await;
    cluster.set_fault(0, Fault::Hang).expect("a node");
    client
        .send(&Request::get("test", "s", digest(1)).bytes())
        .await;
    assert!(client.is_silent().await);
    cluster.shutdown().await;
    assert!(client.is_closed().await);
}

#[tokio::test]
async fn connections_beyond_the_limit_are_closed() {
    let builder = EmbeddedCluster::builder().max_connections(2);
    let cluster = builder.start().await.expect("starts");
    let address = cluster.addresses()[0];
    let (mut first, mut second) = (
        Client::connect(address).await,
        Client::connect(address).await,
    );
    assert_eq!(first.info("node").await, "A1");
    assert_eq!(second.info("node").await, "A1");
    assert!(Client::connect(address).await.is_closed().await);
    let statistics = first.info("statistics").await;
    assert!(
        statistics.contains(";client_connections=2;"),
        "{statistics}"
    );
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_batch_stops_at_the_first_error_unless_all_rows_are_wanted() {
    let (cluster, mut client) = start().await;
    cluster
        .set_fault(0, Fault::Answer(ResultCode::TIMEOUT))
        .expect("a node");
    for (flags, rows) in [(0, 1), (4, 3)] {
        client.send(&batch_read(flags, 3).bytes()).await;
        let replies = client.stream().await;
        assert_eq!(replies.len(), rows + 1);
        assert!(replies[..rows].iter().all(|reply| reply.result == 9));
    }
    cluster.shutdown().await;
}
