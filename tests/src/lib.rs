//! The harness of the suites: a gateway and a cluster behind it, in this process, on free ports.
//!
//! [`with_server`] starts both, runs the test and then checks what no test should have to: every
//! error had a code and a request id, no task panicked or was left, no connection to the cluster
//! stayed open.
//!
//! `ACM_TEST_AEROSPIKE=host:port[,host:port]` puts a real cluster in the embedded one's place. Tests that
//! need what a real one cannot give ask for [`TestServer::control`] and are then listed by name.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a harness fails by panicking and speaks to whoever runs the tests"
)]

mod info;
mod kube;
pub mod operator;
pub mod roles;
mod server;
mod socket;

pub use self::kube::{KubeNode, KubeServer, KubeSetup};
pub use info::ask;
pub use server::{Setup, TestServer, with_server, with_setup};
pub use socket::Socket;

use std::time::Duration;

/// Time a condition has to become true.
const PATIENCE: Duration = Duration::from_secs(20);

/// Asks again until the condition holds; panics, naming it, when it does not in time.
pub async fn eventually<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let asking = async {
        loop {
            if let Some(found) = ask().await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    match tokio::time::timeout(PATIENCE, asking).await {
        Ok(found) => found,
        Err(_) => panic!("waited {PATIENCE:?} in vain: {what}"),
    }
}
