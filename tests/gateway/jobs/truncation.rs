//! Truncation.

use std::time::Duration;

use acm_tests::with_server;
use serde_json::json;

use super::{call, count, end, filled, refused, settled};

#[tokio::test]
async fn a_set_is_truncated_and_the_job_tells_how_many_are_gone() {
    with_server(async |server| {
        filled(server, "doomed", 700).await;
        filled(server, "spared", 50).await;
        settled(server, "doomed", 700).await;
        let input = json!({ "namespace": "test", "set": "doomed" });
        let job = end(server, &call(server, "startTruncate", input).await).await;
        assert_eq!(job["phase"], "SUCCEEDED", "{job:#}");
        assert_eq!(
            (&job["total"], &job["counts"]["succeeded"]),
            (&json!("700"), &json!("700"))
        );
        assert_eq!(
            (count(server, "doomed").await, count(server, "spared").await),
            (0, 50)
        );
        let error = refused(server, "cancelJob", json!({ "id": job["id"] })).await;
        assert_eq!(error["extensions"]["code"], "CONFLICT");
        assert_eq!(error["extensions"]["details"]["phase"], "SUCCEEDED");
        // A set that never was is truncated with success, as the server has it.
        let input = json!({ "namespace": "test", "set": "never_was" });
        let job = end(server, &call(server, "startTruncate", input).await).await;
        assert_eq!(
            (&job["phase"], &job["counts"]["succeeded"]),
            (&json!("SUCCEEDED"), &json!("0"))
        );
    })
    .await;
}

#[tokio::test]
async fn records_written_after_the_cut_off_time_stay() {
    with_server(async |server| {
        filled(server, "halved", 100).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
        let before = server
            .data(
                "query($id: ID!) { cluster(connectionId: $id) { sampledAt } }",
                json!({ "id": server.connection() }),
            )
            .await["cluster"]["sampledAt"]
            .take();
        tokio::time::sleep(Duration::from_millis(20)).await;
        let more = json!({ "namespace": "test", "set": "halved", "records": 160 });
        end(server, &call(server, "startSampleData", more).await).await;
        let input = json!({ "namespace": "test", "set": "halved", "before": before });
        let job = end(server, &call(server, "startTruncate", input).await).await;
        assert_eq!(job["phase"], "SUCCEEDED", "{job:#}");
        assert_eq!(count(server, "halved").await, 60);
        assert_eq!(job["total"], "100", "those that go were counted");
        for before in ["2009-12-31T00:00:00Z", "2999-01-01T00:00:00Z"] {
            let input = json!({ "namespace": "test", "set": "halved", "before": before });
            let error = refused(server, "startTruncate", input).await;
            assert_eq!(error["extensions"]["details"]["field"], "input.before");
        }
    })
    .await;
}

#[tokio::test]
async fn a_namespace_is_truncated_and_one_that_is_not_there_is_a_failure() {
    let name = "a_namespace_is_truncated_and_one_that_is_not_there_is_a_failure";
    with_server(async |server| {
        // Whatever others keep in the namespace would go too.
        if server.control(name).is_none() {
            return;
        }
        filled(server, "one", 40).await;
        filled(server, "two", 30).await;
        settled(server, "two", 30).await;
        let job = end(
            server,
            &call(server, "startTruncate", json!({ "namespace": "test" })).await,
        )
        .await;
        assert_eq!(job["phase"], "SUCCEEDED", "{job:#}");
        assert_eq!(job["counts"]["succeeded"], job["total"]);
        assert_eq!(
            (count(server, "one").await, count(server, "two").await),
            (0, 0)
        );
        let job = end(
            server,
            &call(server, "startTruncate", json!({ "namespace": "nowhere" })).await,
        )
        .await;
        assert_eq!(
            (&job["phase"], &job["problem"]["code"]),
            (&json!("FAILED"), &json!("NOT_FOUND")),
            "{job:#}"
        );
    })
    .await;
}
