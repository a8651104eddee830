//! The cluster's own queries and background jobs.

use acm_embedded::Fault;
use acm_tests::{eventually, with_server};
use aerospike::{Bins, Client, ClientPolicy, PartitionFilter, QueryPolicy, ResultCode, Statement};
use futures_util::StreamExt;
use serde_json::json;

const LIST: &str = "query($id: ID!) { serverJobs(connectionId: $id) { nodesAnswered nodesTotal problems { code node }
    jobs { id node active status kind namespace set progress recordsSucceeded endedSecondsAgo from } } }";
const ABORT: &str = "mutation($input: AbortServerJobInput!) { abortServerJob(input: $input) { abortedOn problems { code } } }";

#[tokio::test]
async fn queries_of_the_cluster_are_listed_by_node_and_one_that_ended_cannot_be_aborted() {
    with_server(async |server| {
        let id = json!({ "id": server.connection() });
        let page = "query($id: ID!) { records(connectionId: $id, namespace: \"test\", first: 10) { partitionsDone } }";
        server.data(page, id.clone()).await;
        let list = eventually("the page's query is listed", async || {
            let list = server.data(LIST, id.clone()).await["serverJobs"].take();
            list["jobs"].as_array().is_some_and(|jobs| !jobs.is_empty()).then_some(list)
        })
        .await;
        assert_eq!(list["nodesAnswered"], list["nodesTotal"]);
        let job = &list["jobs"][0];
        assert_eq!((&job["namespace"], &job["kind"]), (&json!("test"), &json!("basic")));
        assert!(job["id"].as_str().unwrap().parse::<u64>().is_ok() && job["node"].is_string(), "{job}");
        let abort = |id: &str, node: &str| json!({ "input": { "connectionId": server.connection(), "id": id, "node": node } });
        let mut done = server.data(ABORT, json!({ "input": { "connectionId": server.connection(), "id": "12345" } })).await;
        assert_eq!(done["abortServerJob"].take(), json!({ "abortedOn": [], "problems": [] }));
        let error = server.error(ABORT, abort("x", "BB9")).await;
        assert_eq!(error["extensions"]["details"]["field"], "input.id");
        let error = server.error(ABORT, abort("1", "NOWHERE")).await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    })
    .await;
}

#[tokio::test]
async fn a_silent_node_hides_only_its_own_queries() {
    with_server(async |server| {
        let Some(cluster) = server.control("a_silent_node_hides_only_its_own_queries") else {
            return;
        };
        let id = json!({ "id": server.connection() });
        server.data(LIST, id.clone()).await;
        cluster.set_fault(1, Fault::Hang).unwrap();
        let list = server.data(LIST, id).await["serverJobs"].take();
        cluster.set_fault(1, Fault::None).unwrap();
        assert_eq!(
            (&list["nodesAnswered"], &list["nodesTotal"]),
            (&json!(2), &json!(3))
        );
        assert_eq!(list["problems"][0]["code"], "TIMEOUT", "{list:#}");
    })
    .await;
}

#[tokio::test]
async fn a_query_at_work_is_seen_and_ends_when_it_is_aborted() {
    with_server(async |server| {
        let records: Vec<_> = (0..300)
            .map(|n: i32| json!({ "key": { "namespace": "test", "set": "crawling", "userKey": { "int": n.to_string() } }, "bins": { "n": n } }))
            .collect();
        let put = "mutation($input: PutRecordsInput!) { putRecords(input: $input) { failed } }";
        server.data(put, json!({ "input": { "connectionId": server.connection(), "records": records } })).await;
        // Another client's, as slow as it gets.
        let client = Client::new(&ClientPolicy::default(), &server.hosts().join(",")).await.unwrap();
        let policy = QueryPolicy { records_per_second: 2, ..QueryPolicy::default() };
        let statement = Statement::new("test", "crawling", Bins::All);
        let query = client.query(&policy, PartitionFilter::all(), statement).await.unwrap();
        let mut rows = query.into_stream();
        rows.next().await.unwrap().unwrap();

        let id = json!({ "id": server.connection() });
        let list = server.data(LIST, id.clone()).await["serverJobs"].take();
        let jobs = list["jobs"].as_array().unwrap();
        let job = jobs.iter().find(|job| job["active"] == true && job["set"] == "crawling").unwrap();
        let input = json!({ "input": { "connectionId": server.connection(), "id": job["id"] } });
        let aborted = server.data(ABORT, input).await["abortServerJob"].take();
        assert!(!aborted["abortedOn"].as_array().unwrap().is_empty(), "{aborted}");
        assert_eq!(aborted["problems"], json!([]));

        let mut failure = None;
        while let Some(row) = rows.next().await {
            failure = failure.or(row.err());
        }
        assert_eq!(failure.unwrap().server_result_code(), Some(ResultCode::ScanAbort));
        let list = server.data(LIST, id).await["serverJobs"].take();
        let jobs = list["jobs"].as_array().unwrap();
        assert!(jobs.iter().all(|other| other["id"] != job["id"] || other["active"] == false), "{list:#}");
        client.close().await.unwrap();
    })
    .await;
}
