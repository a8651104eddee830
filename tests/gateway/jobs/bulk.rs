//! Work on all records a query finds.

use acm_embedded::Fault;
use acm_tests::{TestServer, eventually, with_server};
use serde_json::{Value, json};

use super::{Feed, call, count, end, filled, records, refused};

fn query(server: &TestServer, set: &str, filter: Value) -> Value {
    json!({ "connectionId": server.connection(), "namespace": "test", "set": set, "filter": filter })
}

/// Records whose `bin_bool` is true.
fn is_true() -> Value {
    json!({ "bin": { "bin": "bin_bool", "is": { "bool": true } } })
}

async fn run(server: &TestServer, mutation: &str, input: Value) -> Value {
    let job = call(server, mutation, input).await;
    end(server, &job).await
}

fn counts(job: &Value) -> [u64; 5] {
    let of = |name: &str| job["counts"][name].as_str().unwrap().parse().unwrap();
    ["matched", "succeeded", "skipped", "failed", "inDoubt"].map(of)
}

#[tokio::test]
async fn records_a_query_finds_are_counted_and_deleted_and_no_others() {
    with_server(async |server| {
        filled(server, "bulk", 900).await;
        let all = records(server, "bulk").await;
        let truth = all
            .iter()
            .filter(|record| record["bins"]["bin_bool"] == true)
            .count();
        let query = query(server, "bulk", is_true());
        let job = run(server, "startCount", json!({ "query": query })).await;
        assert_eq!(
            counts(&job),
            [truth as u64, truth as u64, 0, 0, 0],
            "{job:#}"
        );
        // More than was agreed to: nothing is done.
        let job = run(
            server,
            "startBulkDelete",
            json!({ "query": query, "atMost": truth - 1 }),
        )
        .await;
        assert_eq!(
            (&job["phase"], &job["problem"]["code"]),
            (&json!("FAILED"), &json!("CONFLICT"))
        );
        assert_eq!(count(server, "bulk").await, 900);
        let job = run(
            server,
            "startBulkDelete",
            json!({ "query": query, "atMost": truth }),
        )
        .await;
        assert_eq!(job["phase"], "SUCCEEDED", "{job:#}");
        assert_eq!(
            (counts(&job), &job["total"]),
            (
                [truth as u64, truth as u64, 0, 0, 0],
                &json!(truth.to_string())
            )
        );
        let left = records(server, "bulk").await;
        assert_eq!(left.len(), 900 - truth);
        assert!(
            left.iter()
                .all(|record| record["bins"]["bin_bool"] == false)
        );
    })
    .await;
}

#[tokio::test]
async fn bins_are_set_and_removed_and_lifetimes_given_where_a_query_finds_records() {
    with_server(async |server| {
        filled(server, "update", 400).await;
        let query = query(server, "update", is_true());
        let input = json!({ "query": query, "bins": { "mark": { "$int": "9007199254740993" } }, "removeBins": ["bin_hll"] });
        let job = run(server, "startBulkUpdate", input).await;
        assert_eq!(job["phase"], "SUCCEEDED", "{job:#}");
        let input = json!({ "query": query, "ttl": { "seconds": 5000 } });
        run(server, "startBulkTouch", input).await;
        for record in records(server, "update").await {
            let bins = &record["bins"];
            let is_true = bins["bin_bool"] == true;
            assert_eq!(bins["mark"] == json!({ "$int": "9007199254740993" }), is_true, "{record}");
            assert_eq!(bins.get("bin_hll").is_none(), is_true);
            assert_eq!(record["generation"], if is_true { 3 } else { 1 });
            assert_eq!(record["ttl"]["never"], !is_true);
        }
        let error = refused(server, "startBulkUpdate", json!({ "query": query })).await;
        assert_eq!(error["extensions"]["details"]["field"], "input.bins");
    })
    .await;
}

#[tokio::test]
async fn records_are_copied_to_another_set_and_those_that_are_there_left_alone() {
    with_server(async |server| {
        filled(server, "from", 300).await;
        let all = query(server, "from", Value::Null);
        let input = |replace: bool| json!({ "query": all, "targetSet": "into", "replaceExisting": replace });
        let job = run(server, "startBulkCopy", input(false)).await;
        assert_eq!(counts(&job), [300, 300, 0, 0, 0], "{job:#}");
        let by_key = |mut all: Vec<Value>| {
            all.sort_by_key(|record| record["key"]["userKey"]["value"].to_string());
            all.into_iter().map(|record| record["bins"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(by_key(records(server, "from").await), by_key(records(server, "into").await));
        assert_eq!(counts(&run(server, "startBulkCopy", input(false)).await), [300, 0, 300, 0, 0]);
        assert_eq!(counts(&run(server, "startBulkCopy", input(true)).await), [300, 300, 0, 0, 0]);
        let same = json!({ "query": all, "targetSet": "from" });
        let error = refused(server, "startBulkCopy", same).await;
        assert_eq!(error["extensions"]["details"]["field"], "input.targetSet");
    })
    .await;
}

#[tokio::test]
async fn a_record_that_no_longer_matches_is_left_alone() {
    with_server(async |server| {
        filled(server, "moving", 1_000).await;
        let filter = json!({ "bin": { "bin": "mark", "is": { "exists": false } } });
        let query = query(server, "moving", filter);
        let input = json!({ "query": query, "recordsPerSecond": 400 });
        let job = call(server, "startBulkDelete", input).await;
        let mut feed = Feed::open(server, &job).await;
        loop {
            let now = feed.next().await;
            if now["done"].as_str().unwrap().parse::<u64>().unwrap() > 0 {
                break;
            }
        }
        // While the job is at it, the rest is marked: it was found, and matches no more.
        let put = "mutation($input: PutRecordsInput!) { putRecords(input: $input) { failed } }";
        let mark: Vec<Value> = (1..=1_000)
            .map(|n: i32| {
                let key = json!({ "namespace": "test", "set": "moving", "userKey": { "int": n.to_string() } });
                json!({ "key": key, "bins": { "mark": 1 }, "mode": "UPDATE_ONLY" })
            })
            .collect();
        let variables = json!({ "input": { "connectionId": server.connection(), "records": mark } });
        let marked = 1_000 - server.data(put, variables).await["putRecords"]["failed"].as_u64().unwrap();
        let job = end(server, &job).await;
        assert_eq!(job["phase"], "SUCCEEDED", "{job:#}");
        let [_, succeeded, skipped, failed, in_doubt] = counts(&job);
        assert_eq!((failed, in_doubt), (0, 0));
        assert_eq!(count(server, "moving").await as u64, 1_000 - succeeded);
        assert_eq!(marked, 1_000 - succeeded, "every record that was marked is there");
        assert!(skipped > 0, "{job:#}");
    })
    .await;
}

#[tokio::test]
async fn what_nodes_refuse_is_counted_listed_and_written_to_a_file() {
    with_server(async |server| {
        let Some(cluster) =
            server.control("what_nodes_refuse_is_counted_listed_and_written_to_a_file")
        else {
            return;
        };
        filled(server, "refused", 600).await;
        let all = query(server, "refused", Value::Null);
        let input = json!({ "query": all, "ttl": { "seconds": 100 }, "recordsPerSecond": 1000 });
        let job = call(server, "startBulkTouch", input).await;
        let mut feed = Feed::open(server, &job).await;
        loop {
            let now = feed.next().await;
            if now["total"] == "600" {
                break;
            }
        }
        cluster
            .set_fault(1, Fault::Answer(acm_embedded::ResultCode::DEVICE_OVERLOAD))
            .unwrap();
        let job = end(server, &job).await;
        cluster.set_fault(1, Fault::None).unwrap();
        let [matched, succeeded, skipped, failed, in_doubt] = counts(&job);
        assert!(failed > 0, "{job:#}");
        assert_eq!(matched, succeeded + skipped + failed + in_doubt);
        assert_eq!(
            job["failures"].as_array().unwrap().len() as u64,
            failed.min(100)
        );
        let path = job["result"]["files"][0]["path"].as_str().unwrap();
        let file = server.get(path).send().await.unwrap().text().await.unwrap();
        assert_eq!(file.lines().count() as u64, failed);
        let first: Value = serde_json::from_str(file.lines().next().unwrap()).unwrap();
        assert_eq!(first["subject"], job["failures"][0]["subject"]);
        assert_eq!(first["code"], job["failures"][0]["problem"]["code"]);
    })
    .await;
}

#[tokio::test]
async fn a_bulk_job_outlives_a_node_that_leaves_and_accounts_for_every_record() {
    let name = "a_bulk_job_outlives_a_node_that_leaves_and_accounts_for_every_record";
    with_server(async |server| {
        let Some(cluster) = server.control(name) else {
            return;
        };
        filled(server, "leaving", 1_500).await;
        let all = query(server, "leaving", Value::Null);
        let input = json!({ "query": all, "ttl": { "seconds": 5000 }, "recordsPerSecond": 1000 });
        let job = call(server, "startBulkTouch", input).await;
        let mut feed = Feed::open(server, &job).await;
        while feed.next().await["done"] == "0" {}
        cluster.stop_node(2).await.unwrap();
        let job = end(server, &job).await;
        assert!(
            ["SUCCEEDED", "FAILED"].contains(&job["phase"].as_str().unwrap()),
            "{job:#}"
        );
        let [matched, succeeded, skipped, failed, in_doubt] = counts(&job);
        assert_eq!(matched, succeeded + skipped + failed + in_doubt, "{job:#}");
        if job["phase"] == "SUCCEEDED" {
            assert_eq!((matched, skipped), (1_500, 0), "{job:#}");
        } else {
            assert!(["UNAVAILABLE", "TIMEOUT"].contains(&job["problem"]["code"].as_str().unwrap()));
        }
        // Each record has a copy on another node, so the truth can be read.
        let left = eventually("two nodes have all records", async || {
            let left = records(server, "leaving").await;
            (left.len() == 1_500).then_some(left)
        })
        .await;
        let touched = left
            .iter()
            .filter(|record| record["ttl"]["never"] == false)
            .count() as u64;
        assert!(
            (succeeded..=succeeded + in_doubt).contains(&touched),
            "{touched}: {job:#}"
        );
    })
    .await;
}
