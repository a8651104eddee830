//! Operations on lists and maps. What is expected is what the official clients' own tests expect of a
//! server, and what was captured from one.

mod contexts;
mod lists;
mod maps;
mod refusals;
mod selections;

use aerospike::operations::Operation;
use aerospike::{Error, Key, Record, Value};

use crate::harness::{Cluster, bin, put_options, succeeds};

/// The bin of these tests.
const BIN: &str = "c";

/// Writes the bin.
async fn put(cluster: &Cluster, key: &Key, value: impl Into<Value>) {
    cluster.put(key, &[bin(BIN, value)]).await;
}

/// The outcome of a command with these operations.
async fn operate(cluster: &Cluster, key: &Key, operations: &[Operation]) -> Result<Record, Error> {
    cluster
        .client
        .operate(&put_options(), key, operations)
        .await
}

/// What each of the operations tells.
async fn told(cluster: &Cluster, key: &Key, operations: &[Operation]) -> Vec<Value> {
    let record = succeeds(operate(cluster, key, operations).await);
    match record.bins.get(BIN) {
        Some(Value::MultiResult(values)) => values.clone(),
        Some(value) => vec![value.clone()],
        None => Vec::new(),
    }
}

/// The bin as it is now.
async fn stored(cluster: &Cluster, key: &Key) -> Value {
    cluster.get(key).await.bins[BIN].clone()
}
