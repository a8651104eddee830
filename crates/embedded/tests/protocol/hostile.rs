//! Damaged requests on real connections.

use acm_embedded::EmbeddedCluster;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::capture;
use crate::client::Client;

/// How often each captured request is sent damaged.
const ROUNDS: usize = 4;

/// A task that panicked would never count its connection as closed, so the count of open ones tells.
#[tokio::test]
async fn damaged_requests_leave_a_node_that_serves_and_no_connection_behind() {
    let cluster = EmbeddedCluster::builder()
        .nodes(2)
        .start()
        .await
        .expect("starts");
    let address = cluster.addresses()[0];
    let captures = [
        include_str!("../captures/07-operate.txt"),
        include_str!("../captures/09-batch.txt"),
        include_str!("../captures/53-rust-scan.txt"),
    ];
    let requests: Vec<Vec<u8>> = captures
        .into_iter()
        .flat_map(capture::parse)
        .flat_map(|step| step.exchanges)
        .flat_map(|exchange| exchange.requests)
        .filter(|request| request[1] == 3)
        .collect();
    let mut runner = TestRunner::deterministic();
    for request in requests.iter().cycle().take(requests.len() * ROUNDS) {
        let damage = (8..request.len(), proptest::num::u8::ANY);
        let (at, byte) = damage.new_tree(&mut runner).expect("a damage").current();
        let mut damaged = request.clone();
        damaged[at] = byte;
        let mut client = Client::connect(address).await;
        client.send(&damaged).await;
        // Every whole frame is answered, whatever is in it.
        assert_eq!(client.frame().await.kind, 3);
    }
    let mut client = Client::connect(address).await;
    for _ in 0..500 {
        if client
            .info("statistics")
            .await
            .contains(";client_connections=1;")
        {
            cluster.shutdown().await;
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("connections are left: {}", client.info("statistics").await);
}
