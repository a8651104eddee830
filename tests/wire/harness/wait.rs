//! Waiting for a condition.

use std::time::Duration;

/// Longest a condition may take to come true.
const DEADLINE: Duration = Duration::from_secs(30);
/// Time between two looks.
const INTERVAL: Duration = Duration::from_millis(20);

/// Waits until the condition holds; fails when it does not in time.
pub(crate) async fn eventually(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !holds().await {
            tokio::time::sleep(INTERVAL).await;
        }
    };
    if tokio::time::timeout(DEADLINE, waiting).await.is_err() {
        panic!("not in time: {what}");
    }
}
