//! What is hostile stays outside.

use acm_tests::{TestServer, with_server};
use serde_json::{Value, json};

use super::{EXECUTE, input, rows, run, run_with};

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
const PLACES: [&str; 24] = [
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
];

async fn kept(server: &TestServer) -> usize {
    rows(&run(server, "SELECT * FROM test.aql_kept").await, 0).len()
}

#[tokio::test]
async fn no_name_reaches_the_cluster_as_anything_but_a_name() {
    with_server(async |server| {
        run(server, "INSERT INTO test.aql_kept (PK, a) VALUES (1, 1)").await;
        for place in PLACES {
            for name in HOSTILE {
                let quoted = format!("'{}'", name.replace('\'', "''"));
                let text = place.replace("{}", &quoted);
                let more = json!({ "confirmations": [name, "i", format!("test.{name}")] });
                let mut answer = server.answer(EXECUTE, input(server, &text, more)).await;
                let told = match answer["data"]["aqlExecute"]["run"].take() {
                    Value::Null => answer["errors"][0]["extensions"]["code"].clone(),
                    run => run["statements"][0]["problem"]["code"].clone(),
                };
                assert_ne!(told, "INTERNAL", "{text}: {answer}");
                let is_query = place.starts_with("SELECT")
                    || place.starts_with("SHOW")
                    || place.starts_with("EXPLAIN");
                // A set, a bin or an index may be called nearly anything: then it is just not there.
                let fits = told.is_null() || told == "NOT_FOUND" || is_query;
                assert!(fits || told.is_string(), "{text}: {told}");
            }
        }
        assert_eq!(kept(server).await, 1, "nothing was truncated");
    })
    .await;
}

#[tokio::test]
async fn control_characters_and_line_breaks_are_no_names() {
    with_server(async |server| {
        for name in ["a\nb", "a\r", "a\u{0}", "a\u{7f}"] {
            for place in PLACES {
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
