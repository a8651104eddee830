//! What holds for every job.

use acm_gateway::Config;
use acm_tests::{Setup, TestServer, eventually, with_server, with_setup};
use serde_json::{Value, json};

use super::{Feed, call, count, end, filled, refused};

/// A job that takes its time.
async fn slow(server: &TestServer, set: &str) -> Value {
    let input =
        json!({ "namespace": "test", "set": set, "records": 1_000_000, "recordsPerSecond": 500 });
    call(server, "startSampleData", input).await
}

fn number(value: &Value) -> u64 {
    value.as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_job_is_followed_paused_resumed_and_cancelled_with_exact_counts() {
    with_server(async |server| {
        let job = slow(server, "slow").await;
        let id = json!({ "id": job["id"] });
        let mut feed = Feed::open(server, &job).await;
        loop {
            let now = feed.until("RUNNING").await;
            if number(&now["done"]) >= 150 && now["ratePerSecond"].is_f64() {
                assert!(
                    now["etaSeconds"].as_f64().unwrap() > 0.0 && now["canPause"] == true,
                    "{now}"
                );
                assert!(now["progress"].as_f64().unwrap() < 0.1);
                break;
            }
        }
        assert_eq!(
            call(server, "pauseJob", id.clone()).await["phase"],
            "PAUSED"
        );
        let held = eventually("the job holds still", async || {
            let before = count(server, "slow").await;
            tokio::time::sleep(std::time::Duration::from_millis(400)).await;
            (count(server, "slow").await == before).then_some(before)
        })
        .await;
        assert_eq!(
            call(server, "resumeJob", id.clone()).await["phase"],
            "RUNNING"
        );
        eventually("it goes on", async || {
            (count(server, "slow").await > held).then_some(())
        })
        .await;
        call(server, "cancelJob", id.clone()).await;
        let last = feed.until("CANCELLED").await;
        assert_eq!(
            number(&last["counts"]["succeeded"]),
            count(server, "slow").await as u64
        );
        assert_eq!(
            (&last["canCancel"], &last["counts"]["failed"]),
            (&json!(false), &json!("0"))
        );
        server
            .data(
                "mutation($input: RemoveJobInput!) { removeJob(input: $input) { id } }",
                json!({ "input": id }),
            )
            .await;
        let error = refused(server, "removeJob", id).await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    })
    .await;
}

#[tokio::test]
async fn jobs_wait_for_their_place_and_too_many_are_refused() {
    with_server(async |server| {
        let mut jobs = Vec::new();
        for _ in 0..16 {
            jobs.push(slow(server, "queue").await);
        }
        let input = json!({ "namespace": "test", "set": "queue" });
        let error = refused(server, "startTruncate", input).await;
        assert_eq!(error["extensions"]["code"], "LIMIT_EXCEEDED");
        assert_eq!(error["extensions"]["details"]["limit"], 16);
        let phases = async || {
            let query = "query($id: ID) { jobs(connectionId: $id) { id phase } }";
            let data = server
                .data(query, json!({ "id": server.connection() }))
                .await;
            let jobs = data["jobs"].as_array().unwrap().clone();
            jobs.into_iter()
                .map(|job| job["phase"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        eventually("two of a connection work", async || {
            let phases = phases().await;
            let of = |name: &str| phases.iter().filter(|phase| *phase == name).count();
            (of("RUNNING") == 2 && of("QUEUED") == 14).then_some(())
        })
        .await;
        let error = refused(server, "removeJob", json!({ "id": jobs[0]["id"] })).await;
        assert_eq!(error["extensions"]["code"], "CONFLICT");
        for job in jobs.iter().rev() {
            call(server, "cancelJob", json!({ "id": job["id"] })).await;
        }
        eventually("all are over", async || {
            phases()
                .await
                .iter()
                .all(|phase| phase == "CANCELLED")
                .then_some(())
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn the_list_of_jobs_is_followed() {
    with_server(async |server| {
        let mut socket = server.socket().await;
        let feed = "subscription($id: ID) { jobs(connectionId: $id) { kind jobs { id phase } removedIds } }";
        socket.subscribe("all", feed, json!({ "id": server.connection() })).await;
        let first = socket.data("all").await["jobs"].take();
        assert_eq!(first, json!({ "kind": "SNAPSHOT", "jobs": [], "removedIds": [] }));
        let job = filled(server, "listed", 10).await;
        loop {
            let change = socket.data("all").await["jobs"].take();
            assert_eq!(change["jobs"][0]["id"], job["id"]);
            if change["jobs"][0]["phase"] == "SUCCEEDED" {
                break;
            }
        }
        server.data("mutation($input: RemoveJobInput!) { removeJob(input: $input) { id } }", json!({ "input": { "id": job["id"] } })).await;
        let change = socket.data("all").await["jobs"].take();
        assert_eq!(change["removedIds"], json!([job["id"]]));
    })
    .await;
}

#[tokio::test]
async fn a_restart_says_that_a_job_was_interrupted_and_keeps_those_that_ended() {
    let folder = tempfile::tempdir().unwrap();
    let setup = || Setup {
        config: Config {
            data_dir: Some(folder.path().to_owned()),
            ..Config::default()
        },
        ..Setup::default()
    };
    let mut known = Vec::new();
    with_setup(setup(), async |server| {
        known.push(filled(server, "kept", 20).await["id"].clone());
        let job = slow(server, "cut").await;
        let mut feed = Feed::open(server, &job).await;
        while number(&feed.until("RUNNING").await["done"]) == 0 {}
        known.push(job["id"].clone());
    })
    .await;
    with_setup(setup(), async |server| {
        let query = "{ jobs { id phase endedAt done counts { succeeded } } }";
        let jobs = server.data(query, json!({})).await["jobs"].take();
        assert_eq!(
            (&jobs[0]["id"], &jobs[0]["phase"]),
            (&known[1], &json!("INTERRUPTED"))
        );
        assert!(jobs[0]["endedAt"].is_string() && number(&jobs[0]["counts"]["succeeded"]) > 0);
        assert_eq!(
            (&jobs[1]["id"], &jobs[1]["phase"]),
            (&known[0], &json!("SUCCEEDED"))
        );
        assert_eq!(jobs[1]["counts"]["succeeded"], "20");
    })
    .await;
}

#[tokio::test]
async fn a_job_without_a_profile_or_a_cluster_says_so() {
    with_server(async |server| {
        let input =
            |id: &str| json!({ "connectionId": id, "namespace": "test", "set": "s", "records": 5 });
        let error = refused(server, "startSampleData", input("conn-nowhere")).await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND");
        let dead = server.connect("dead", &["127.0.0.1:1".to_owned()]).await;
        let job = end(server, &call(server, "startSampleData", input(&dead)).await).await;
        assert_eq!(
            (&job["phase"], &job["problem"]["code"]),
            (&json!("FAILED"), &json!("UNAVAILABLE"))
        );
    })
    .await;
}
