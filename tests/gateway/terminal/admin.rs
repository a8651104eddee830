//! Users and roles.

use acm_tests::{Setup, TestServer, eventually, with_server, with_setup};
use serde_json::{Value, json};

use super::{EXECUTE, input, message, rows, run, run_with};

/// Waits until the cluster has let the connection in: hashing its password takes a busy machine long.
pub(super) async fn let_in(server: &TestServer) {
    eventually("the connection is let in", async || {
        let told = run_with(server, "SHOW ROLES", json!({})).await;
        (told["phase"] == "SUCCEEDED").then_some(())
    })
    .await;
}

#[tokio::test]
async fn users_and_roles_are_managed_on_a_cluster_with_security() {
    with_setup(Setup::secured(), async |server| {
        let_in(server).await;
        let made = run(
            server,
            "CREATE ROLE aql_reports PRIVILEGES read.test, write.test.aql ALLOWLIST 127.0.0.1, 10.0.0.0/8;
             CREATE USER aql_ann PASSWORD 'first' ROLES aql_reports;
             GRANT ROLES read-write TO aql_ann; SHOW USER aql_ann; SHOW ROLE aql_reports; SHOW USERS; SHOW ROLES; SHOW USER",
        )
        .await;
        assert_eq!(message(&made, 1), "The user is made.");
        let ann = &rows(&made, 3)[0];
        assert_eq!(ann["user"], "aql_ann");
        let mut roles: Vec<&str> = ann["roles"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        roles.sort_unstable();
        assert_eq!(roles, ["aql_reports", "read-write"]);
        let role = &rows(&made, 4)[0];
        assert_eq!(role["privileges"], json!(["read.test", "write.test.aql"]));
        assert_eq!(role["allowlist"], json!(["127.0.0.1", "10.0.0.0/8"]));
        assert!(rows(&made, 5).iter().any(|user| user["user"] == "aql_ann"));
        assert!(rows(&made, 6).iter().any(|role| role["role"] == "sys-admin" && role["predefined"] == true));
        assert_eq!(rows(&made, 7)[0]["own"], true);
        let changed = run(
            server,
            "ALTER ROLE aql_reports ALLOWLIST ANY; REVOKE PRIVILEGES write.test.aql FROM aql_reports;
             GRANT PRIVILEGES truncate.test TO aql_reports; REVOKE ROLES read-write FROM aql_ann;
             SET PASSWORD 'second' FOR aql_ann; SHOW ROLE aql_reports; SHOW USER aql_ann",
        )
        .await;
        let role = &rows(&changed, 5)[0];
        assert_eq!(role["privileges"], json!(["read.test", "truncate.test"]));
        assert_eq!(role["allowlist"], json!([]));
        assert_eq!(rows(&changed, 6)[0]["roles"], json!(["aql_reports"]));
        let dropped = run_with(
            server,
            "DROP USER aql_ann; DROP ROLE aql_reports; DROP USER aql_ann",
            json!({ "confirmations": ["aql_ann", "aql_reports"] }),
        )
        .await;
        assert_eq!(message(&dropped, 0), "The user is dropped.");
        assert_eq!(message(&dropped, 2), "There was no such user.", "{dropped:#}");
    })
    .await;
}

#[tokio::test]
async fn a_password_is_in_no_answer() {
    with_setup(Setup::secured(), async |server| {
        let_in(server).await;
        let text = "CREATE USER aql_hush PASSWORD 'Tell-Nobody-1'; EXPLAIN SET PASSWORD 'Tell-Nobody-2' FOR aql_hush;
            SET PASSWORD 'Tell-Nobody-3' FOR aql_hush; SET PASSWORD 'Tell-Nobody-4' FOR nobody";
        let told = run_with(server, text, json!({ "stopOnError": false })).await;
        assert_eq!(told["statements"][2]["phase"], "SUCCEEDED", "{told:#}");
        assert_eq!(told["statements"][3]["phase"], "FAILED");
        let explain = "query($id: ID!, $text: String!) { aqlExplain(connectionId: $id, text: $text) { text document variables } }";
        let variables = json!({ "id": server.connection(), "text": text });
        let explained = server.data(explain, variables).await;
        let wrong = server.error(EXECUTE, input(server, &format!("{text}; SELCT 'Tell-Nobody-5'"), json!({}))).await;
        let parsed = server.data("query($text: String!) { aqlParse(text: $text) { statements { text error { message } } } }", json!({ "text": text })).await;
        for answer in [&told, &explained, &wrong, &parsed] {
            assert!(!answer.to_string().contains("Tell-Nobody"), "{answer}");
        }
        assert!(explained.to_string().contains("***"));
        run_with(server, "DROP USER aql_hush", json!({ "confirmations": ["aql_hush"] })).await;
    })
    .await;
}

#[tokio::test]
async fn without_security_statements_on_users_say_why() {
    with_server(async |server| {
        for text in [
            "SHOW USERS",
            "SHOW ROLES",
            "CREATE USER u PASSWORD 'p'",
            "GRANT ROLES read TO u",
        ] {
            let told = run_with(server, text, json!({})).await;
            let problem = &told["statements"][0]["problem"];
            assert_eq!(problem["code"], "UNSUPPORTED", "{text}: {told:#}");
        }
        let own = run_with(server, "SHOW USER", json!({})).await;
        assert_eq!(
            own["statements"][0]["problem"]["code"], "BAD_USER_INPUT",
            "{own:#}"
        );
    })
    .await;
}
