//! What the gateway is measured against: the least one would write by hand for the same work, with
//! axum and the `aerospike` crate. Nothing of the gateway is in it.

use std::{collections::HashMap, fmt::Write as _, net::SocketAddr, sync::Arc};

use aerospike::{
    BatchOperation, BatchPolicy, BatchReadPolicy, Bin, Bins, Client, FloatValue, IndexMap, Key,
    PartitionFilter, QueryDuration, QueryPolicy, ReadPolicy, Record, Statement, Value, WritePolicy,
    as_key, operations,
};
use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::StatusCode,
    routing::{get, post},
};
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use serde_json::Value as Document;

use crate::records::{DENSE, NAMESPACE, connect};

type Answer<T> = Result<Json<T>, StatusCode>;

/// A record as it is answered.
#[derive(Serialize)]
struct Shown {
    digest: String,
    bins: IndexMap<String, Value>,
    generation: u32,
    ttl: Option<u64>,
}

/// What a write answers.
#[derive(Serialize)]
struct Written {
    generation: u32,
}

/// How a list is read.
#[derive(Deserialize)]
struct Listing {
    /// The first so many partitions; all when absent.
    partitions: Option<usize>,
    /// So many records; those of a page when absent. The client divides the limit among the nodes, so
    /// that of a set smaller than a page it may leave some out.
    records: Option<u64>,
}

/// Records of a list.
const PAGE: u64 = 50;

/// Serves until killed.
pub(crate) async fn run(hosts: &[SocketAddr]) {
    let client = connect(hosts).await;
    let routes = Router::new()
        .route("/", get(async || Json(())))
        .route("/record/{key}", get(read).put(write))
        .route("/records/{set}", get(list))
        .route("/count/{set}", get(count))
        .route("/batch", post(batch))
        .with_state(client);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("Listening at {}", listener.local_addr().unwrap());
    axum::serve(listener, routes).await.unwrap();
}

async fn read(State(client): State<Client>, Path(key): Path<String>) -> Answer<Shown> {
    let key = as_key!(NAMESPACE, DENSE.0, key);
    let record = client.get(&ReadPolicy::default(), &key, Bins::All).await;
    Ok(Json(shown(
        &key,
        record.map_err(|_| StatusCode::NOT_FOUND)?,
    )))
}

async fn write(
    State(client): State<Client>,
    Path(key): Path<String>,
    Json(bins): Json<HashMap<String, Document>>,
) -> Answer<Written> {
    let key = as_key!(NAMESPACE, DENSE.0, key);
    let bins: Vec<Bin> = bins
        .into_iter()
        .map(|(name, document)| Bin::new(name, value(document)))
        .collect();
    let writes: Vec<_> = bins.iter().map(operations::put).collect();
    let policy = WritePolicy {
        send_key: true,
        ..WritePolicy::default()
    };
    let written = client.operate(&policy, &key, &writes).await;
    let Record { generation, .. } = written.map_err(|_| StatusCode::BAD_GATEWAY)?;
    Ok(Json(Written { generation }))
}

async fn list(
    State(client): State<Client>,
    Path(set): Path<String>,
    Query(listing): Query<Listing>,
) -> Answer<Vec<Shown>> {
    let policy = QueryPolicy {
        expected_duration: QueryDuration::Short,
        max_records: listing.records.unwrap_or(PAGE),
        ..QueryPolicy::default()
    };
    let filter = listing
        .partitions
        .map_or_else(PartitionFilter::all, |count| {
            PartitionFilter::by_range(0, count)
        });
    let statement = Statement::new(NAMESPACE, &set, Bins::All);
    let found = client.query(&policy, filter, statement).await;
    let found = found.map_err(|_| StatusCode::BAD_GATEWAY)?;
    let mut records = Arc::clone(&found).into_stream();
    let mut page = Vec::new();
    while let Some(record) = records.next().await {
        let mut record = record.map_err(|_| StatusCode::BAD_GATEWAY)?;
        let key = record.key.take().ok_or(StatusCode::BAD_GATEWAY)?;
        page.push(shown(&key, record));
    }
    found.close();
    Ok(Json(page))
}

/// Reads a whole set and does nothing with it but count.
async fn count(State(client): State<Client>, Path(set): Path<String>) -> Answer<u64> {
    let statement = Statement::new(NAMESPACE, &set, Bins::All);
    let found = client
        .query(&QueryPolicy::default(), PartitionFilter::all(), statement)
        .await;
    let found = found.map_err(|_| StatusCode::BAD_GATEWAY)?;
    let mut records = Arc::clone(&found).into_stream();
    let mut count = 0;
    while let Some(record) = records.next().await {
        record.map_err(|_| StatusCode::BAD_GATEWAY)?;
        count += 1;
    }
    found.close();
    Ok(Json(count))
}

async fn batch(State(client): State<Client>, Json(keys): Json<Vec<String>>) -> Answer<Vec<Shown>> {
    let policy = BatchReadPolicy::default();
    let mut reads: Vec<BatchOperation> = keys
        .into_iter()
        .map(|key| BatchOperation::read(&policy, as_key!(NAMESPACE, DENSE.0, key), Bins::All))
        .collect();
    let read = client.batch(&BatchPolicy::default(), &mut reads).await;
    read.map_err(|_| StatusCode::BAD_GATEWAY)?;
    let records = reads.into_iter().filter_map(|read| {
        let read = read.into_batch_record();
        read.record.map(|record| shown(&read.key, record))
    });
    Ok(Json(records.collect()))
}

fn shown(key: &Key, record: Record) -> Shown {
    let mut digest = String::with_capacity(40);
    for byte in key.digest() {
        let _ = write!(digest, "{byte:02x}");
    }
    Shown {
        digest,
        generation: record.generation,
        ttl: record.time_to_live().map(|ttl| ttl.as_secs()),
        bins: record.bins,
    }
}

fn value(document: Document) -> Value {
    match document {
        Document::Null => Value::Nil,
        Document::Bool(value) => Value::Bool(value),
        Document::Number(number) => match number.as_i64() {
            Some(value) => Value::Int(value),
            None => Value::Float(FloatValue::from(number.as_f64().unwrap_or(f64::NAN))),
        },
        Document::String(text) => Value::String(text),
        Document::Array(items) => Value::List(items.into_iter().map(value).collect()),
        Document::Object(entries) => Value::HashMap(
            entries
                .into_iter()
                .map(|(name, item)| (Value::String(name), value(item)))
                .collect(),
        ),
    }
}
