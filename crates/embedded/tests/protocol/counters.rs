//! Counters count what was done.

use acm_embedded::EmbeddedCluster;

use crate::client::Client;
use crate::request::{Request, digest};

async fn counter(client: &mut Client, name: &str) -> u64 {
    let text = client.info("namespace/test").await;
    let found = text
        .split(';')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    found
        .and_then(|number| number.parse().ok())
        .unwrap_or_else(|| panic!("no {name} in {text}"))
}

#[tokio::test]
async fn every_outcome_has_its_counter() {
    let cluster = EmbeddedCluster::builder().start().await.expect("starts");
    let mut client = Client::connect(cluster.addresses()[0]).await;
    let (put, get, delete) = (
        Request::put("test", "s", digest(1), 1),
        Request::get("test", "s", digest(1)),
        Request::delete("test", "s", digest(1)),
    );
    client.ask(&get.bytes()).await;
    client.ask(&put.bytes()).await;
    client.ask(&put.bytes()).await;
    client.ask(&get.bytes()).await;
    client.ask(&put.clone().ttl(400_000_000).bytes()).await;
    client
        .send(&Request::query("test", "s", &[1]).bytes())
        .await;
    client.stream().await;
    assert_eq!(counter(&mut client, "objects").await, 1);
    client.ask(&delete.bytes()).await;
    client.ask(&delete.bytes()).await;
    for (name, expected) in [
        ("client_read_success", 1),
        ("client_read_not_found", 1),
        ("client_read_error", 0),
        ("client_write_success", 2),
        ("client_write_error", 1),
        ("client_delete_success", 1),
        ("client_delete_not_found", 1),
        ("pi_query_long_basic_complete", 1),
        ("objects", 0),
        ("data_used_bytes", 0),
    ] {
        assert_eq!(counter(&mut client, name).await, expected, "{name}");
    }
    let latencies = client.info("latencies:").await;
    assert!(
        latencies.contains("{test}-read:msec,0.2,"),
        "two reads in ten seconds: {latencies}"
    );
    assert!(
        latencies.contains("{test}-write:msec,0.5,"),
        "five writes: {latencies}"
    );
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_proxied_command_counts_at_both_nodes() {
    let cluster = EmbeddedCluster::builder()
        .nodes(2)
        .start()
        .await
        .expect("starts");
    let mut client = Client::connect(cluster.addresses()[0]).await;
    for number in 0..50 {
        client
            .ask(&Request::put("test", "s", digest(number), 1).bytes())
            .await;
    }
    let mut other = Client::connect(cluster.addresses()[1]).await;
    let own = counter(&mut client, "client_write_success").await;
    let proxied = counter(&mut client, "client_proxy_complete").await;
    assert_eq!(own + proxied, 50);
    assert_eq!(
        counter(&mut other, "from_proxy_write_success").await,
        proxied
    );
    assert_eq!(counter(&mut other, "client_write_success").await, 0);
    cluster.shutdown().await;
}
