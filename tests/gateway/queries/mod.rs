//! Records found by what holds of them.

mod filters;
mod indexes;
mod kept;
mod pages;
mod plans;
mod refusals;
mod streams;

use std::collections::BTreeSet;

use acm_tests::{TestServer, eventually};
use serde_json::{Value, json};

/// A query of one set, with the given further fields.
fn query(server: &TestServer, set: &str, more: Value) -> Value {
    let mut query = json!({
        "connectionId": server.connection(), "namespace": "test", "set": set,
    });
    for (name, value) in more.as_object().unwrap() {
        query[name] = value.clone();
    }
    query
}

/// Writes a record for each object of bins, under the keys 0, 1, 2 …; each gets its number as bin `n`.
async fn fill(server: &TestServer, set: &str, records: &[Value]) {
    const PUT: &str = "mutation($input: PutRecordsInput!) { putRecords(input: $input) { failed } }";
    let numbered: Vec<Value> = records
        .iter()
        .enumerate()
        .map(|(number, bins)| {
            let mut bins = bins.clone();
            bins["n"] = number.into();
            let key = json!({ "int": number.to_string() });
            let key = json!({ "namespace": "test", "set": set, "userKey": key });
            json!({ "key": key, "bins": bins })
        })
        .collect();
    let bytes = numbered.first().map_or(1, |first| first.to_string().len());
    for part in numbered.chunks((1_000_000 / bytes).clamp(1, 1_000)) {
        let input = json!({ "connectionId": server.connection(), "records": part });
        let data = server.data(PUT, json!({ "input": input })).await;
        assert_eq!(data["putRecords"]["failed"], 0, "{data:#}");
    }
}

/// The numbers of the records that a filter finds, over all pages.
async fn found(server: &TestServer, set: &str, filter: Value) -> BTreeSet<i64> {
    numbers(server, query(server, set, json!({ "filter": filter })), 100).await
}

/// The numbers of the records that a query finds, over all pages of a size.
async fn numbers(server: &TestServer, query: Value, first: i32) -> BTreeSet<i64> {
    const LIST: &str = "query($query: RecordQueryInput!, $first: Int!, $after: Cursor) {
        queryRecords(query: $query, first: $first, after: $after) {
            records { bins } partitionsDone pageInfo { hasNextPage endCursor } } }";
    let (mut seen, mut after) = (BTreeSet::new(), Value::Null);
    loop {
        let variables = json!({ "query": query, "first": first, "after": after });
        let page = server.data(LIST, variables).await["queryRecords"].take();
        let records = page["records"].as_array().unwrap();
        assert!(records.len() <= usize::try_from(first).unwrap());
        for record in records {
            let number = record["bins"]["n"].as_i64().unwrap();
            assert!(seen.insert(number), "{number} came twice");
        }
        if page["pageInfo"]["hasNextPage"] == false {
            assert_eq!(page["partitionsDone"], 4096);
            return seen;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

/// Makes an index and waits until every node can be asked.
async fn index(server: &TestServer, set: &str, name: &str, of: &str) {
    let create = format!("sindex-create:namespace=test;set={set};indexname={name};{of}");
    let first = server.info(&create).await.swap_remove(0);
    assert!(
        first.ends_with("\tok\n") || first.ends_with("\tOK\n"),
        "{first:?}"
    );
    eventually("the index is built", async || {
        let lists = server.info("sindex-list:namespace=test").await;
        let ready = |list: &String| {
            let mut indexes = list.split([';', '\t']);
            indexes.any(|index| {
                index.contains(&format!("indexname={name}:")) && index.contains("state=RW")
            })
        };
        lists.iter().all(ready).then_some(())
    })
    .await;
}

/// A bin's condition as a filter.
fn bin(bin: &str, is: Value) -> Value {
    json!({ "bin": { "bin": bin, "is": is } })
}

/// The same of a place in a bin.
fn at(bin: &str, path: Value, is: Value) -> Value {
    json!({ "bin": { "bin": bin, "path": path, "is": is } })
}
