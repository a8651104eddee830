//! Runs: long scripts, readers that come and go, cancelling, files.

use acm_tests::{Setup, Socket, TestServer, eventually, with_server, with_setup};
use serde_json::{Value, json};

use super::{EXECUTE, FOLLOW, input, message, rows, run, run_with};

/// Follows a run from a result on, until `enough` says so or its end. Returns the last number, and whether
/// it was the end.
async fn follow(
    server: &TestServer,
    id: &Value,
    after: i64,
    mut take: impl FnMut(&Value) -> bool,
) -> (i64, bool) {
    let mut socket: Socket = server.socket().await;
    let variables = json!({ "id": id, "after": after.to_string() });
    socket.subscribe("run", FOLLOW, variables).await;
    let mut last = after;
    loop {
        let item = socket.data("run").await["aqlRun"].take();
        for result in item["results"].as_array().unwrap() {
            let number: i64 = result["sequence"].as_str().unwrap().parse().unwrap();
            assert_eq!(number, last + 1, "results have no gaps");
            last = number;
        }
        let enough = take(&item);
        if item["isLast"] == true || enough {
            let ended = item["isLast"] == true;
            socket.vanish();
            return (last, ended);
        }
    }
}

#[tokio::test]
async fn a_thousand_statements_lose_no_result_with_a_reader_that_drops_and_comes_back() {
    with_server(async |server| {
        let writes: String = (0..500)
            .map(|n| {
                format!("INSERT INTO test.aql_many (PK, n, f) VALUES ({n}, {n}, '{}');", "x".repeat(1_500))
            })
            .collect();
        let reads: String = (0..500)
            .map(|_| "SELECT * FROM test.aql_many WHERE PK IN (0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15);".to_owned())
            .collect();
        let more = json!({ "waitMs": 0, "files": [{ "name": "reads", "text": reads }] });
        let started = run_with(server, &format!("{writes} RUN 'reads'"), more).await;
        let id = started["id"].clone();
        assert_eq!(started["statements"].as_array().unwrap().len(), 1_000);
        let mut seen: Vec<usize> = vec![0; 1_000];
        let (mut after, mut ended, mut visits) = (0, false, 0);
        while !ended {
            visits += 1;
            let mut items = 0;
            (after, ended) = follow(server, &id, after, |item| {
                for result in item["results"].as_array().unwrap() {
                    let statement = usize::try_from(result["statement"].as_u64().unwrap()).unwrap();
                    seen[statement] += result["rows"].as_array().unwrap().len();
                }
                items += 1;
                // Goes away for a while, in the middle of it.
                visits < 6 && items >= 4
            })
            .await;
        }
        assert!(visits > 3, "{visits}");
        assert!(seen[..500].iter().all(|rows| *rows == 0));
        assert!(seen[500..].iter().all(|rows| *rows == 16), "{seen:?}");
        let read = "query($id: ID!, $after: Int64) { aqlRun(id: $id, after: $after) { phase statements { phase rows } results { sequence } } }";
        let whole = server.data(read, json!({ "id": id, "after": after.to_string() })).await;
        let whole = &whole["aqlRun"];
        assert_eq!(whole["phase"], "SUCCEEDED");
        let statements = whole["statements"].as_array().unwrap();
        assert!(statements.iter().all(|one| one["phase"] == "SUCCEEDED"));
        // What was received is given up when there is no room: who asks for it is told.
        let early = server.answer(read, json!({ "id": id, "after": "0" })).await;
        assert_eq!(early["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED", "{early}");
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_fails_stops_a_script_unless_it_goes_on() {
    with_server(async |server| {
        let text = "GET LIMIT; SELECT * FROM nowhere.s WHERE PK = 1; GET OUTPUT";
        let phases = |run: &Value| -> Vec<String> {
            let statements = run["statements"].as_array().unwrap().iter();
            statements
                .map(|one| one["phase"].as_str().unwrap().to_owned())
                .collect()
        };
        let stopped = run_with(server, text, json!({})).await;
        assert_eq!(stopped["phase"], "FAILED");
        assert_eq!(phases(&stopped), ["SUCCEEDED", "FAILED", "SKIPPED"]);
        let problem = &stopped["statements"][1]["problem"];
        assert!(
            !problem["code"].is_null() && problem["code"] != "INTERNAL",
            "{problem}"
        );
        let gone_on = run_with(server, text, json!({ "stopOnError": false })).await;
        assert_eq!(gone_on["phase"], "FAILED");
        assert_eq!(phases(&gone_on), ["SUCCEEDED", "FAILED", "SUCCEEDED"]);
    })
    .await;
}

#[tokio::test]
async fn nothing_runs_of_a_text_with_an_error_or_without_its_confirmation() {
    with_server(async |server| {
        let refused = async |text: &str, more: Value| {
            server.error(EXECUTE, input(server, text, more)).await["extensions"].clone()
        };
        let wrong = refused(
            "INSERT INTO test.aql_no (PK, a) VALUES (1, 1);\nSELCT",
            json!({}),
        )
        .await;
        assert_eq!(
            (&wrong["code"], &wrong["details"]["errors"][0]["line"]),
            (&json!("BAD_USER_INPUT"), &json!(2))
        );
        let text = "INSERT INTO test.aql_no (PK, a) VALUES (1, 1); TRUNCATE test.aql_no";
        for confirmations in [
            json!([]),
            json!(["aql_no"]),
            json!(["TEST.AQL_NO"]),
            json!(["test"]),
        ] {
            let open = refused(text, json!({ "confirmations": confirmations })).await;
            assert_eq!(open["details"]["confirm"], json!(["test.aql_no"]), "{open}");
        }
        let hidden = "INSERT INTO test.aql_no (PK, a) VALUES (1, 1);
            -- harmless'
            RUN 'inner.aql'";
        let twins = json!([
            { "name": "inner.aql", "text": "GET" },
            { "name": "inner.aql", "text": "TRUNCATE test.aql_no" },
        ]);
        let twice = refused("RUN 'inner.aql'", json!({ "files": twins })).await;
        assert_eq!(twice["details"]["field"], "input.files", "{twice}");
        let files = json!([
            { "name": "outer.aql", "text": hidden },
            { "name": "inner.aql", "text": "eXpLaIn TRUNCATE test.aql_no;tRuNcAtE\ntest . 'aql_no'" },
        ]);
        for text in ["RUN 'outer.aql'", "GET;RUN outer.aql;GET"] {
            let open = refused(text, json!({ "files": files })).await;
            assert_eq!(open["details"]["confirm"], json!(["test.aql_no"]), "{open}");
        }
        let none = run(server, "EXPLAIN TRUNCATE test.aql_no; SELECT * FROM test.aql_no").await;
        assert!(rows(&none, 1).is_empty(), "nothing was run");
        let elsewhere = json!({ "files": [{ "name": "a.aql", "text": "GET;\nSELCT" }] });
        let error = server.error(EXECUTE, input(server, "RUN a.aql", elsewhere)).await;
        let message = error["message"].as_str().unwrap();
        assert!(message.starts_with("a.aql, line 2: "), "{message}");
    })
    .await;
}

#[tokio::test]
async fn files_are_those_that_are_sent_along() {
    with_server(async |server| {
        let files = json!([
            { "name": "setup.aql", "text": "INSERT INTO test.aql_files (PK, a) VALUES (1, 1); RUN 'more.aql'" },
            { "name": "more.aql", "text": "INSERT INTO test.aql_files (PK, a) VALUES (2, 2)" },
        ]);
        let told = run_with(server, "RUN 'setup.aql'; SELECT * FROM test.aql_files", json!({ "files": files })).await;
        assert_eq!(told["phase"], "SUCCEEDED", "{told:#}");
        assert_eq!(told["statements"][1]["file"], "more.aql");
        assert_eq!(rows(&told, 2).len(), 2);
        let missing = server.error(EXECUTE, input(server, "RUN '/etc/passwd'", json!({}))).await;
        assert!(missing["message"].as_str().unwrap().contains("not sent along"), "{missing}");
    })
    .await;
}

#[tokio::test]
async fn a_run_is_cancelled_and_says_so() {
    with_server(async |server| {
        let inserts: String = (0..100)
            .map(|n| format!("INSERT INTO test.aql_cancel (PK, f) VALUES ({n}, '{}');", "x".repeat(5_000)))
            .collect();
        run(server, &inserts).await;
        // Nobody reads, so a run with more results than are kept waits.
        let reads = "SELECT * FROM test.aql_cancel;".repeat(40);
        let started = run_with(server, &reads, json!({ "waitMs": 0 })).await;
        let id = started["id"].clone();
        let look = "query($id: ID!) { aqlRun(id: $id) { phase statements { phase } } }";
        eventually("a statement is under way", async || {
            let seen = server.data(look, json!({ "id": id })).await;
            (seen["aqlRun"]["statements"][1]["phase"] == "SUCCEEDED").then_some(())
        })
        .await;
        let cancel = "mutation($input: AqlCancelInput!) { aqlCancel(input: $input) { run { phase statements { phase } } } }";
        let cancelled = server.data(cancel, json!({ "input": { "id": id } })).await;
        let run = &cancelled["aqlCancel"]["run"];
        assert_eq!(run["phase"], "CANCELLED", "{run:#}");
        let phases = run["statements"].as_array().unwrap().iter();
        let of = |phase: &str| phases.clone().filter(|one| one["phase"] == phase).count();
        assert_eq!(of("CANCELLED"), 1);
        assert!(of("SKIPPED") > 1 && of("PENDING") == 0, "{run:#}");
        let unknown = server.error(cancel, json!({ "input": { "id": "run-0" } })).await;
        assert_eq!(unknown["extensions"]["code"], "NOT_FOUND");
    })
    .await;
}

#[tokio::test]
async fn a_stream_of_many_rows_is_stopped_midway_and_every_row_until_then_was_told() {
    with_server(async |server| {
        let inserts: String = (0..100)
            .map(|n| format!("INSERT INTO test.aql_rows (PK, n) VALUES ({n}, {n});"))
            .collect();
        run(server, &inserts).await;
        // A thousand times a hundred rows.
        let reads = "SELECT * FROM test.aql_rows;".repeat(1_000);
        let started = run_with(server, &reads, json!({ "waitMs": 0 })).await;
        let id = started["id"].clone();
        let rows_of = |item: &Value| -> usize {
            let results = item["results"].as_array().unwrap().iter();
            results.map(|result| result["rows"].as_array().unwrap().len()).sum()
        };
        let mut rows = 0;
        let (seen, ended) = follow(server, &id, 0, |item| {
            rows += rows_of(item);
            rows >= 10_000
        })
        .await;
        assert!(!ended);
        let cancel = "mutation($input: AqlCancelInput!) { aqlCancel(input: $input) { run { phase } } }";
        let stopped = server.data(cancel, json!({ "input": { "id": id } })).await;
        assert_eq!(stopped["aqlCancel"]["run"]["phase"], "CANCELLED");
        let (seen, ended) = follow(server, &id, seen, |item| {
            rows += rows_of(item);
            false
        })
        .await;
        assert!(ended);
        assert!((10_000..100_000).contains(&rows), "{rows}");
        let look = "query($id: ID!, $after: Int64) { aqlRun(id: $id, after: $after) { statements { rows } } }";
        let told = server.data(look, json!({ "id": id, "after": seen.to_string() })).await;
        let told = told["aqlRun"]["statements"].as_array().unwrap().clone();
        let counted: usize = told.iter().map(|one| one["rows"].as_str().unwrap().parse::<usize>().unwrap()).sum();
        assert_eq!(counted, rows, "none was lost");
    })
    .await;
}

#[tokio::test]
async fn a_run_is_of_the_caller_who_started_it() {
    with_setup(
        Setup::behind_a_proxy(acm_gateway::Limits::default()),
        async |server| {
            let ask = async |address: &str, query: &str, variables: Value| {
                let body = json!({ "query": query, "variables": variables });
                let request = server.post().header("x-forwarded-for", address).json(&body);
                request.send().await.unwrap().json::<Value>().await.unwrap()
            };
            let started = ask("10.0.0.1", EXECUTE, input(server, "GET", json!({}))).await;
            let id = started["data"]["aqlExecute"]["run"]["id"].clone();
            let look = "query($id: ID!) { aqlRun(id: $id) { phase } }";
            let own = ask("10.0.0.1", look, json!({ "id": id })).await;
            assert_eq!(own["data"]["aqlRun"]["phase"], "SUCCEEDED", "{own}");
            let other = ask("10.0.0.2", look, json!({ "id": id })).await;
            assert_eq!(
                other["errors"][0]["extensions"]["code"], "NOT_FOUND",
                "{other}"
            );
        },
    )
    .await;
}

#[tokio::test]
async fn a_script_that_asks_faster_than_its_caller_may_waits_and_ends() {
    let limits = acm_gateway::Limits {
        max_requests_per_second: 20,
        ..Default::default()
    };
    with_setup(Setup::bounded(limits), async |server| {
        let text = "SHOW NAMESPACES;".repeat(260);
        let started = run_with(server, &text, json!({ "waitMs": 20_000 })).await;
        assert_eq!(
            started["phase"], "SUCCEEDED",
            "{:#}",
            started["statements"][259]
        );
    })
    .await;
}

#[tokio::test]
async fn a_timeout_ends_its_statement_alone() {
    with_server(async |server| {
        let inserts: String = (0..200)
            .map(|n| {
                format!(
                    "INSERT INTO test.aql_slow (PK, f) VALUES ({n}, '{}');",
                    "x".repeat(4_000)
                )
            })
            .collect();
        run(server, &inserts).await;
        // Nobody takes the results, so the last of these cannot end.
        let reads = "SELECT * FROM test.aql_slow;".repeat(6);
        let text = format!("SET TIMEOUT 1500; {reads} GET");
        let told = run_with(
            server,
            &text,
            json!({ "waitMs": 12_000, "stopOnError": false }),
        )
        .await;
        let late = told["statements"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["phase"] == "FAILED");
        let late = late.unwrap_or_else(|| panic!("{told:#}"));
        assert_eq!(late["problem"]["code"], "TIMEOUT", "{late}");
        assert_eq!(message(&told, 1), "");
    })
    .await;
}
