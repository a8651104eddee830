//! Jobs as they are written down.

use std::sync::Arc;

use acm_core::{DocumentStore, Write};
use serde_json::{Value, json};

use crate::support::{Bench, Fake, MemoryStore, NOW};

const WEEK: i64 = 7 * 24 * 60 * 60 * 1_000;

fn job(id: &str, phase: &str, created_at: i64) -> Write {
    let ended_at = (phase == "SUCCEEDED").then_some(created_at + 1);
    let body = json!({
        "id": id, "kind": "SAMPLE_DATA", "connection": "c", "title": "Sample data", "phase": phase,
        "created_at": created_at, "started_at": created_at, "ended_at": ended_at, "done": 7, "total": 10,
        "counts": { "matched": 7, "succeeded": 7 }, "problem": null, "can_stop": true, "result": null,
    });
    let id = id.to_owned();
    Write::Create { id, body }
}

async fn started_with(jobs: Vec<Write>) -> (Bench, Arc<MemoryStore>) {
    let documents = Arc::new(MemoryStore::default());
    documents.apply("jobs", jobs).await.unwrap();
    let bench = Bench::over(Fake::default(), documents.clone()).await;
    (bench, documents)
}

#[tokio::test]
async fn a_job_that_was_under_way_when_the_server_died_is_interrupted() {
    let unreadable = Write::Create {
        id: "job-3".to_owned(),
        body: json!({ "kind": "OF_A_NEWER_VERSION" }),
    };
    let jobs = vec![
        job("job-1", "RUNNING", NOW - 2_000),
        job("job-2", "SUCCEEDED", NOW - 1_000),
        unreadable,
    ];
    let (bench, documents) = started_with(jobs).await;
    let shown = bench
        .run("{ jobs { id phase endedAt done canCancel counts { succeeded } } }")
        .await;
    let expected = json!([
        { "id": "job-2", "phase": "SUCCEEDED", "endedAt": "2026-01-31T08:14:59.001Z", "done": "7", "canCancel": false, "counts": { "succeeded": "7" } },
        { "id": "job-1", "phase": "INTERRUPTED", "endedAt": "2026-01-31T08:15:00.000Z", "done": "7", "canCancel": false, "counts": { "succeeded": "7" } },
    ]);
    assert_eq!(shown["data"]["jobs"], expected);
    let stored = documents.get("jobs", "job-1").await.unwrap().unwrap();
    assert_eq!(stored.body["phase"], "INTERRUPTED");
    assert!(
        documents.get("jobs", "job-3").await.unwrap().is_some(),
        "what cannot be read is left alone"
    );
}

#[tokio::test]
async fn jobs_are_forgotten_after_a_week_and_beyond_a_hundred() {
    let mut jobs: Vec<Write> = (0..120)
        .map(|n| job(&format!("job-{n:03}"), "SUCCEEDED", NOW - n))
        .collect();
    jobs.push(job("job-old", "SUCCEEDED", NOW - WEEK - 10));
    let (bench, documents) = started_with(jobs).await;
    let shown = bench.run("{ jobs { id } }").await;
    let shown = shown["data"]["jobs"].as_array().unwrap();
    assert_eq!(shown.len(), 100);
    assert_eq!(
        (&shown[0]["id"], &shown[99]["id"]),
        (&json!("job-000"), &json!("job-099"))
    );
    let kept: Vec<Value> = documents
        .list("jobs")
        .await
        .unwrap()
        .into_iter()
        .map(|job| job.body)
        .collect();
    assert_eq!(kept.len(), 100);
}
