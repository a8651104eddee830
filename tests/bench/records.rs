//! The records all sides work on.

use std::net::SocketAddr;

use aerospike::{
    AdminPolicy, BatchOperation, BatchPolicy, BatchWritePolicy, Bin, Client, ClientPolicy, Key,
    Value, WritePolicy, as_bin, as_key, as_list, as_map, as_val, operations,
};
use futures_util::{StreamExt, stream};

pub(crate) const NAMESPACE: &str = "test";
/// A set that fills every partition: 24 records each.
pub(crate) const DENSE: Set = Set("bench-dense", 100_000);
/// Sets that leave most partitions empty.
pub(crate) const SPARSE: [Set; 3] = [
    Set("bench-300", 300),
    Set("bench-40", 40),
    Set("bench-empty", 0),
];

/// A set that takes a while to read.
pub(crate) const MILLION: Set = Set("bench-million", 1_000_000);

/// Writes under way at a time while the sets are filled.
const WRITERS: usize = 64;

/// A set by name, and how many records it holds.
#[derive(Clone, Copy)]
pub(crate) struct Set(pub(crate) &'static str, pub(crate) u64);

/// A client as the gateway has them.
pub(crate) async fn connect(hosts: &[SocketAddr]) -> Client {
    let policy = ClientPolicy {
        timeout: 1_000,
        idle_timeout: 55_000,
        min_conns_per_node: 2,
        max_conns_per_node: 128,
        tend_interval: 1_000,
        ..ClientPolicy::default()
    };
    let hosts: Vec<String> = hosts.iter().map(SocketAddr::to_string).collect();
    Client::new(&policy, &hosts.join(",")).await.unwrap()
}

/// Writes all sets.
pub(crate) async fn fill(client: &Client) {
    let policy = WritePolicy {
        send_key: true,
        ..WritePolicy::default()
    };
    for set in [DENSE].into_iter().chain(SPARSE) {
        stream::iter(0..set.1)
            .for_each_concurrent(WRITERS, async |number| {
                let (key, bins) = (key(set, number), bins(number));
                client.put(&policy, &key, &bins).await.unwrap();
            })
            .await;
    }
}

/// Writes the set that takes a while to read.
pub(crate) async fn fill_million(client: &Client) {
    const BATCH: u64 = 1_000;
    let (policy, one) = (BatchPolicy::default(), BatchWritePolicy::default());
    stream::iter(0..MILLION.1 / BATCH)
        .for_each_concurrent(4, async |batch| {
            let mut writes: Vec<BatchOperation> = (batch * BATCH..(batch + 1) * BATCH)
                .map(|number| {
                    let key = as_key!(NAMESPACE, MILLION.0, number.cast_signed());
                    let bins = bins(number);
                    let puts: Vec<_> = bins.iter().map(operations::put).collect();
                    BatchOperation::write(&one, key, puts)
                })
                .collect();
            client.batch(&policy, &mut writes).await.unwrap();
        })
        .await;
}

/// Empties all sets.
pub(crate) async fn clear(client: &Client) {
    for set in [DENSE, MILLION].into_iter().chain(SPARSE) {
        let policy = AdminPolicy::default();
        client.truncate(&policy, NAMESPACE, set.0, 0).await.unwrap();
    }
}

fn key(set: Set, number: u64) -> Key {
    as_key!(NAMESPACE, set.0, user_key(number))
}

/// The user key of the dense set's record of this number, which may be any.
pub(crate) fn user_key(number: u64) -> String {
    format!("user-{}", number % DENSE.1)
}

/// Seven bins of about 300 bytes.
fn bins(number: u64) -> Vec<Bin> {
    let tags: Value = as_list!("alpha", "beta", number.cast_signed());
    let address: Value = as_map!("city" => "Lisbon", "zip" => "1100-048", "floor" => 3);
    vec![
        as_bin!("name", format!("Person number {number}")),
        as_bin!("email", format!("person.{number}@example.org")),
        as_bin!("age", 20 + (number % 60).cast_signed()),
        as_bin!("score", number as f64 + 0.5),
        as_bin!("bio", "x".repeat(120)),
        as_bin!("tags", tags),
        as_bin!("address", address),
    ]
}

/// The same bins as JSON, which the gateway and the hand-written service take alike.
pub(crate) fn bins_json(number: u64) -> String {
    format!(
        r#"{{"name":"Person number {number}","email":"person.{number}@example.org","age":{},"score":{number}.5,"bio":"{}","tags":["alpha","beta",{number}],"address":{{"city":"Lisbon","zip":"1100-048","floor":3}}}}"#,
        20 + number % 60,
        "x".repeat(120),
    )
}
