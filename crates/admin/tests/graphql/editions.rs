//! Clusters without users, callers without rights, answers that are lost.

use acm_aerospike::Error as ClusterError;
use serde_json::json;

use crate::support::{Bench, Edition, Fake};

#[tokio::test(start_paused = true)]
async fn on_the_community_edition_everything_says_why_it_cannot_be() {
    let bench = Bench::over(Fake::of(Edition::Community)).await;
    for query in [
        r#"{ users(connectionId: "c1") { name } }"#,
        r#"{ user(connectionId: "c1", name: "a") { name } }"#,
        r#"{ roles(connectionId: "c1") { name } }"#,
        r#"{ role(connectionId: "c1", name: "a") { name } }"#,
        r#"{ effectivePermissions(connectionId: "c1", user: "a") { user } }"#,
        r#"{ whoCan(connectionId: "c1", permission: READ) { undecided } }"#,
        r#"mutation { createUser(input: { connectionId: "c1", name: "a", password: "p" }) { user { name } } }"#,
        r#"mutation { dropRole(input: { connectionId: "c1", name: "a" }) { dropped } }"#,
    ] {
        let answer = bench.run(query).await;
        let error = &answer["errors"][0];
        assert_eq!(
            (&error["code"], &error["details"]["feature"]),
            (&json!("UNSUPPORTED"), &json!("SECURITY")),
            "{query}"
        );
        assert_eq!(error["message"], "It lacks this.");
    }
    assert!(bench.changes.lock().unwrap().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_itself_that_it_has_no_users_is_believed() {
    let bench = Bench::new().await;
    for code in [51, 52] {
        *bench.answers.lock().unwrap() = Some(code);
        let answer = bench.run(r#"{ users(connectionId: "c1") { name } }"#).await;
        let error = &answer["errors"][0];
        assert_eq!(
            (&error["code"], &error["details"]["resultCode"]),
            (&json!("UNSUPPORTED"), &json!(code))
        );
        assert_eq!(error["details"]["feature"], "SECURITY");
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_that_is_gone_is_told_from_a_right_that_is_missing() {
    let bench = Bench::new().await;
    for (code, word) in [(80, "password"), (81, "user-admin")] {
        *bench.answers.lock().unwrap() = Some(code);
        let answer = bench.run(r#"{ roles(connectionId: "c1") { name } }"#).await;
        let error = &answer["errors"][0];
        assert_eq!(error["code"], "FORBIDDEN");
        assert!(error["message"].as_str().unwrap().contains(word), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_did_not_finish_in_time_is_a_timeout() {
    let bench = Bench::new().await;
    *bench.next_change.lock().unwrap() = Some(ClusterError::from_server_code(9));
    let input = json!({ "user": "admin", "roles": ["read"] });
    let answer = bench.try_change("grantRoles", input, "user { name }").await;
    assert_eq!(answer["errors"][0]["code"], "TIMEOUT", "{answer}");
}
