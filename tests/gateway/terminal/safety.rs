//! What is hostile stays outside.

use acm_tests::{Setup, TestServer, with_server, with_setup};
use serde_json::{Value, json};

use super::{EXECUTE, admin::let_in, input, rows, run, run_with};

/// Names that mean something to one of the layers below.
const HOSTILE: [&str; 14] = [
    "test;truncate-namespace:namespace=test",
    "test:set=x",
    "test,other",
    "a=b",
    "a/b",
    "a b",
    "\") { __typename } #",
    "$connectionId",
    "{\"$int\":\"1\"}",
    "../../etc/passwd",
    "%0atruncate-namespace:namespace=test",
    "\u{202e}tset",
    "a'b",
    "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
];

/// Statements with a place for a name, and what they are confirmed by.
const PLACES: [&str; 33] = [
    "SELECT * FROM {} WHERE PK = 1",
    "SELECT * FROM test.{} WHERE PK = 1",
    "SELECT {} FROM test.s WHERE PK = 1",
    "SELECT * FROM {}",
    "SELECT * FROM test.{}",
    "SELECT {} FROM test.s",
    "SELECT * FROM test.s WHERE {} = 1",
    "INSERT INTO {}.s (PK, a) VALUES (1, 1)",
    "INSERT INTO {} (PK, a) VALUES (1, 1)",
    "DELETE FROM {} WHERE PK = 1",
    "TRUNCATE {}",
    "CREATE INDEX {} ON test.s (a) NUMERIC",
    "CREATE INDEX i ON {} (a) NUMERIC",
    "CREATE INDEX i ON {}.s (a) NUMERIC",
    "DROP INDEX {} i",
    "DROP INDEX test {}",
    "SHOW SETS {}",
    "SHOW BINS {}",
    "SHOW INDEXES {}",
    "STAT NAMESPACE {}",
    "STAT INDEX {} i",
    "STAT INDEX test {}",
    "EXPLAIN SELECT * FROM {}",
    "INFO {}",
    "REGISTER MODULE {} AS $$function f() end$$",
    "REMOVE MODULE {}",
    "DESC MODULE {}",
    "EXECUTE {}.f() ON test.aql_kept WHERE PK = 1",
    "EXECUTE m.{}() ON test.aql_kept WHERE PK = 1",
    "EXECUTE m.f() ON test.{} WHERE PK = 1",
    "AGGREGATE {}.f() ON test.aql_kept",
    "AGGREGATE m.{}() ON test.aql_kept",
    "SELECT * FROM test.aql_kept WHERE PK = {}",
];

/// Statements on users and roles with a place for a name.
const ADMIN_PLACES: [&str; 15] = [
    "CREATE USER {} PASSWORD 'p'",
    "CREATE USER u PASSWORD 'p' ROLES {}",
    "SET PASSWORD 'p' FOR {}",
    "DROP USER {}",
    "GRANT ROLES {} TO ann",
    "GRANT ROLES read TO {}",
    "REVOKE ROLES {} FROM ann",
    "CREATE ROLE {} PRIVILEGES read",
    "CREATE ROLE r PRIVILEGES read.{}",
    "CREATE ROLE r PRIVILEGES read.test.{}",
    "ALTER ROLE {} READ_QUOTA 1",
    "ALTER ROLE r ALLOWLIST {}",
    "DROP ROLE {}",
    "SHOW USER {}",
    "SHOW ROLE {}",
];

async fn kept(server: &TestServer) -> usize {
    rows(&run(server, "SELECT * FROM test.aql_kept").await, 0).len()
}

/// Writes every hostile name in every place. It is a name of something that may be there, or is refused with a code.
async fn try_all(server: &TestServer, places: &[&str]) {
    for place in places {
        for name in HOSTILE {
            let quoted = format!("'{}'", name.replace('\'', "''"));
            let text = place.replace("{}", &quoted);
            let more = json!({ "confirmations": [name, "i", format!("test.{name}")] });
            let answer = server.answer(EXECUTE, input(server, &text, more)).await;
            let run = &answer["data"]["aqlExecute"]["run"];
            let code = match run {
                Value::Null => &answer["errors"][0]["extensions"]["code"],
                run => &run["statements"][0]["problem"]["code"],
            };
            let was_run = !run.is_null() && code.is_null();
            assert!(was_run || code.is_string(), "{text}: {answer}");
            assert_ne!(code, "INTERNAL", "{text}: {answer}");
        }
    }
}

#[tokio::test]
async fn no_name_reaches_the_cluster_as_anything_but_a_name() {
    with_server(async |server| {
        run(server, "INSERT INTO test.aql_kept (PK, a) VALUES (1, 1)").await;
        try_all(server, &PLACES).await;
        assert_eq!(kept(server).await, 1, "nothing was truncated");
    })
    .await;
}

#[tokio::test]
async fn no_name_of_a_user_or_role_is_anything_but_a_name() {
    with_setup(Setup::secured(), async |server| {
        let_in(server).await;
        let users = async || rows(&run(server, "SHOW USERS").await, 0);
        let before = users().await;
        try_all(server, &ADMIN_PLACES).await;
        let own = |users: &[Value]| {
            let own = users.iter().find(|user| user["own"] == true);
            own.map(|user| (user["user"].clone(), user["roles"].clone()))
        };
        let after = users().await;
        assert_eq!(own(&after), own(&before), "nobody gained or lost anything");
        let made: Vec<&str> = after
            .iter()
            .filter_map(|user| user["user"].as_str())
            .collect();
        let known = |name: &&str| {
            HOSTILE.contains(name) || before.iter().any(|user| user["user"] == **name)
        };
        assert!(
            made.iter().all(known),
            "users are called as they were named: {made:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn control_characters_and_line_breaks_are_no_names() {
    with_server(async |server| {
        for name in ["a\nb", "a\r", "a\u{0}", "a\u{7f}"] {
            // A key is a text like any other.
            let names = PLACES.iter().filter(|place| !place.contains("PK = {}"));
            for place in names.chain(&ADMIN_PLACES) {
                let text = place.replace("{}", &format!("'{name}'"));
                let error = server.error(EXECUTE, input(server, &text, json!({}))).await;
                assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{text:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn huge_texts_are_refused_before_anything_runs() {
    with_server(async |server| {
        let refused = async |text: &str, more: Value| {
            let error = server.error(EXECUTE, input(server, text, more)).await;
            assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{error}");
            error["message"].as_str().unwrap().to_owned()
        };
        let long = " ".repeat(1 << 20) + "GET";
        assert!(refused(&long, json!({})).await.contains("bytes"));
        assert!(
            refused(&"GET;".repeat(10_001), json!({}))
                .await
                .contains("10000 statements")
        );
        let files: Vec<Value> = (0..33)
            .map(|n| json!({ "name": n.to_string(), "text": "" }))
            .collect();
        assert!(
            refused("GET", json!({ "files": files }))
                .await
                .contains("32 files")
        );
        let deep = json!([{ "name": "a", "text": "RUN 'a'; RUN 'a'; RUN 'a'" }]);
        assert!(
            refused("RUN 'a'", json!({ "files": deep }))
                .await
                .contains("deep")
        );
        let wide = json!([{ "name": "a", "text": "GET;".repeat(5_000) }]);
        assert!(
            refused("RUN 'a'; RUN 'a'; RUN 'a'", json!({ "files": wide }))
                .await
                .contains("statements")
        );
        let nested = format!(
            "INSERT INTO test.s (PK, a) VALUES (1, JSON('{}'))",
            "[".repeat(50_000)
        );
        assert!(refused(&nested, json!({})).await.contains("too deep"));
        assert!(
            refused("GET", json!({ "waitMs": 20_001 }))
                .await
                .contains("waitMs")
        );
        assert!(
            refused("GET", json!({ "options": { "limit": 0 } }))
                .await
                .contains("limit")
        );
    })
    .await;
}

#[tokio::test]
async fn runs_are_bounded_and_those_that_ended_make_room() {
    with_server(async |server| {
        for _ in 0..40 {
            run(server, "GET").await;
        }
        let inserts: String = (0..100)
            .map(|n| {
                format!(
                    "INSERT INTO test.aql_bound (PK, f) VALUES ({n}, '{}');",
                    "x".repeat(5_000)
                )
            })
            .collect();
        run(server, &inserts).await;
        // Each waits for a reader.
        let reads = "SELECT * FROM test.aql_bound;".repeat(20);
        for _ in 0..16 {
            run_with(server, &reads, json!({ "waitMs": 0 })).await;
        }
        let error = server.error(EXECUTE, input(server, "GET", json!({}))).await;
        assert_eq!(error["extensions"]["code"], "LIMIT_EXCEEDED", "{error}");
    })
    .await;
}
