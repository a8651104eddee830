//! What is asked, through the gateway and of the bare client.

use std::{fmt::Write as _, sync::Arc};

use aerospike::{
    BatchOperation, BatchPolicy, BatchReadPolicy, Bins, PartitionFilter, QueryDuration,
    QueryPolicy, ReadPolicy, Statement, WritePolicy,
};
use futures_util::{StreamExt, future::BoxFuture};
use serde_json::{Value, json};

use crate::fixture::{Access, Fixture, NAMESPACE, SET, bins, key};

/// One request; the number says which record.
pub(crate) type Case = Arc<dyn Fn(u64) -> BoxFuture<'static, ()> + Send + Sync>;

/// Records of a page.
const PAGE: u64 = 50;
/// Keys of one operation.
const KEYS: u64 = 100;
/// Partitions that hold a page, and some: 5,000 records in 4,096 partitions.
const PARTITIONS: usize = 64;

const GET: &str = "query($c: ID!, $k: RecordKeyInput!) {
    record(connectionId: $c, key: $k) { key { digest } bins generation ttl { seconds } } }";
const LIST: &str = "query($c: ID!, $n: NamespaceName!, $s: SetName!) {
    records(connectionId: $c, namespace: $n, set: $s, first: 50) {
        records { key { digest } bins generation } pageInfo { endCursor } } }";
const PUT: &str = "mutation($input: PutRecordInput!) {
    putRecord(input: $input) { record { generation } } }";

/// Each case by name: of the bare client, where there is one, and of the gateway.
pub(crate) fn all(fixture: &Fixture) -> Vec<(&'static str, Option<Case>, Case)> {
    let access = &fixture.access;
    let floor = json!({ "query": "{ __typename }" }).to_string();
    vec![
        (
            "empty field",
            None,
            asking(access, move |_, _| floor.clone()),
        ),
        ("get", Some(bare(access, get)), asking(access, get_body)),
        ("put", Some(bare(access, put)), asking(access, put_body)),
        (
            "list of 50",
            Some(bare(access, list)),
            asking(access, list_body),
        ),
        (
            "100 keys",
            Some(bare(access, batch)),
            asking(access, aliases_body),
        ),
    ]
}

/// A case of the bare client.
fn bare<F>(access: &Access, ask: fn(Access, u64) -> F) -> Case
where
    F: Future<Output = ()> + Send + 'static,
{
    let access = access.clone();
    Arc::new(move |number| Box::pin(ask(access.clone(), number)))
}

async fn get(access: Access, number: u64) {
    let (policy, key) = (ReadPolicy::default(), key(number));
    let record = access.client.get(&policy, &key, Bins::All).await;
    assert_eq!(record.unwrap().bins.len(), 7);
}

async fn put(access: Access, number: u64) {
    let (policy, key, bins) = (WritePolicy::default(), key(number), bins(number));
    access.client.put(&policy, &key, &bins).await.unwrap();
}

async fn list(access: Access, _: u64) {
    let policy = QueryPolicy {
        expected_duration: QueryDuration::Short,
        max_records: PAGE,
        ..QueryPolicy::default()
    };
    let filter = PartitionFilter::by_range(0, PARTITIONS);
    let statement = Statement::new(NAMESPACE, SET, Bins::All);
    let records = access
        .client
        .query(&policy, filter, statement)
        .await
        .unwrap();
    let found = Arc::clone(&records).into_stream().count().await;
    records.close();
    assert!(found > 0);
}

async fn batch(access: Access, number: u64) {
    let policy = BatchReadPolicy::default();
    let mut reads: Vec<_> = (0..KEYS)
        .map(|next| BatchOperation::read(&policy, key(number + next), Bins::All))
        .collect();
    let policy = BatchPolicy::default();
    access.client.batch(&policy, &mut reads).await.unwrap();
    assert!(
        reads
            .into_iter()
            .all(|read| read.into_batch_record().record.is_some())
    );
}

/// A case through the gateway, with the request's body for a connection and a number.
fn asking(access: &Access, body: impl Fn(&str, u64) -> String + Send + Sync + 'static) -> Case {
    let access = access.clone();
    let url = format!("http://{}/graphql", access.gateway);
    Arc::new(move |number| {
        let request = access
            .http
            .post(&url)
            .header("content-type", "application/json")
            .body(body(&access.connection, number));
        Box::pin(async move {
            let answer = request.send().await.unwrap().bytes().await.unwrap();
            // Errors stand before the data, so a right answer begins with it.
            assert!(answer.starts_with(br#"{"data":{"#), "{answer:?}");
        })
    })
}

fn record_key(number: u64) -> Value {
    let user_key = format!("user-{}", number % crate::fixture::RECORDS);
    json!({ "namespace": NAMESPACE, "set": SET, "userKey": { "string": user_key } })
}

fn get_body(connection: &str, number: u64) -> String {
    let variables = json!({ "c": connection, "k": record_key(number) });
    json!({ "query": GET, "variables": variables }).to_string()
}

fn put_body(connection: &str, number: u64) -> String {
    let bins = json!({
        "name": format!("Person number {number}"),
        "email": format!("person.{number}@example.org"),
        "age": 20 + number % 60,
        "score": number as f64 + 0.5,
        "bio": "x".repeat(120),
        "tags": ["alpha", "beta", number],
        "address": { "city": "Lisbon", "zip": "1100-048", "floor": 3 },
    });
    let input = json!({ "connectionId": connection, "key": record_key(number), "bins": bins });
    json!({ "query": PUT, "variables": { "input": input } }).to_string()
}

fn list_body(connection: &str, _: u64) -> String {
    let variables = json!({ "c": connection, "n": NAMESPACE, "s": SET });
    json!({ "query": LIST, "variables": variables }).to_string()
}

fn aliases_body(connection: &str, number: u64) -> String {
    let mut query = String::from("query($c: ID!) {");
    for next in 0..KEYS {
        let user_key = format!("user-{}", (number + next) % crate::fixture::RECORDS);
        let _ = write!(
            query,
            r#" r{next}: record(connectionId: $c, key: {{ namespace: "{NAMESPACE}", set: "{SET}",
                userKey: {{ string: "{user_key}" }} }}) {{ bins generation }}"#
        );
    }
    query.push('}');
    json!({ "query": query, "variables": { "c": connection } }).to_string()
}
