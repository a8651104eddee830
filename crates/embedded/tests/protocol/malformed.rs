//! Malformed messages, and what becomes of the connection.

use acm_embedded::EmbeddedCluster;

use crate::capture::{self, Step};
use crate::client::{Client, Frame, Reply, frames};

#[tokio::test]
async fn security_and_malformed_messages_are_answered_or_refused_as_captured() {
    let cluster = EmbeddedCluster::builder().start().await.expect("starts");
    let address = cluster.addresses()[0];
    let captures = [
        include_str!("../captures/19-security.txt"),
        include_str!("../captures/20-malformed.txt"),
    ];
    for step in captures.into_iter().flat_map(capture::parse) {
        check(&mut Client::connect(address).await, &step).await;
    }
    cluster.shutdown().await;
}

async fn check(client: &mut Client, step: &Step) {
    let name = &step.name;
    let mut is_whole = true;
    for exchange in &step.exchanges {
        for request in &exchange.requests {
            client.send(request).await;
        }
        is_whole = !exchange.replies.is_empty();
        for expected in exchange.replies.iter().flat_map(|reply| frames(reply)) {
            let actual = client.frame().await;
            assert_eq!(parts(&actual, name), parts(&expected, name), "{name}");
        }
    }
    if name.contains("half-close") {
        client.half_close().await;
    }
    match step.outcome.as_deref() {
        None => {}
        Some(outcome) if outcome.contains("still open") && is_whole => {
            assert_eq!(
                client.info("node").await,
                "A1",
                "{name}: the connection still serves"
            );
        }
        Some(outcome) if outcome.contains("still open") => {
            assert!(
                client.is_silent().await,
                "{name}: neither answered nor closed"
            );
        }
        Some(outcome) => {
            assert!(
                outcome.contains("closed"),
                "{name}: unknown outcome {outcome}"
            );
            assert!(client.is_closed().await, "{name}: closed without a reply");
        }
    }
}

/// The step in which the real server answered with a third information byte that nobody sent: the
/// request has no header to take it from.
const STALE_BYTE: &str = "data message of length 0, then info on the same connection";

/// A message frame as messages, another as bytes.
fn parts<'a>(frame: &'a Frame, step: &str) -> (Vec<Reply>, &'a [u8]) {
    if frame.kind != 3 {
        return (Vec::new(), &frame.body);
    }
    let mut replies = frame.replies();
    if step == STALE_BYTE {
        replies.iter_mut().for_each(|reply| reply.info3 = 0);
    }
    (replies, &[])
}
