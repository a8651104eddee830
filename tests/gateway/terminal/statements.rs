//! Every statement on a live cluster.

use acm_tests::{eventually, with_server};
use serde_json::{Value, json};

use super::{message, rows, run, run_with};

#[tokio::test]
async fn records_are_written_read_and_deleted_by_key() {
    with_server(async |server| {
        let made = run(
            server,
            "INSERT INTO test.aql_keys (PK, name, age) VALUES ('ann', 'Ann', 30);
             INSERT INTO test.aql_keys (PK, name) VALUES (7, 'Seven');
             INSERT INTO test.aql_keys (PK, name) VALUES (BYTES('00ff'), 'Bytes');",
        )
        .await;
        assert!(message(&made, 0).contains("1 record written"), "{made:#}");
        let read = run(
            server,
            "SELECT * FROM test.aql_keys WHERE PK = 'ann';
             SELECT name FROM test.aql_keys WHERE PK IN (7, BYTES('00ff'), 'nobody');
             SELECT * FROM test.aql_keys WHERE PK = 'nobody'",
        )
        .await;
        assert_eq!(
            rows(&read, 0),
            [json!({ "PK": "ann", "age": 30, "name": "Ann" })]
        );
        let several = rows(&read, 1);
        assert_eq!(several[0], json!({ "PK": 7, "name": "Seven" }));
        assert_eq!(
            several[1],
            json!({ "PK": { "$bytes": "AP8=" }, "name": "Bytes" })
        );
        assert_eq!(message(&read, 1), "1 of 3 keys have no record.");
        assert!(rows(&read, 2).is_empty());
        let digest = run(
            server,
            "SET RECORD_PRINT_METADATA TRUE; SELECT * FROM test.aql_keys WHERE PK = 'ann'",
        )
        .await;
        let record = &rows(&digest, 1)[0];
        assert_eq!(
            (&record["set"], &record["generation"]),
            (&json!("aql_keys"), &json!(1))
        );
        let digest = record["digest"].as_str().unwrap();
        let text = format!("SELECT name FROM test.aql_keys WHERE DIGEST = '{digest}'");
        assert_eq!(rows(&run(server, &text).await, 0)[0]["name"], "Ann");
        let gone = "DELETE FROM test.aql_keys WHERE PK = 'ann';
            DELETE FROM test.aql_keys WHERE PK = 'ann';
            SELECT * FROM test.aql_keys WHERE PK = 'ann'";
        let gone = run(server, gone).await;
        assert_eq!(message(&gone, 0), "1 record deleted.");
        assert_eq!(message(&gone, 1), "There was no such record.");
        assert!(rows(&gone, 2).is_empty());
    })
    .await;
}

#[tokio::test]
async fn every_value_is_shown_as_it_was_written() {
    with_server(async |server| {
        let values = [
            ("1", json!(1)),
            ("9007199254740993", json!({ "$int": "9007199254740993" })),
            ("-9223372036854775808", json!({ "$int": "-9223372036854775808" })),
            ("1.0", json!({ "$float": "1.0" })),
            ("1.5", json!(1.5)),
            ("FLOAT('-inf')", json!({ "$float": "-Infinity" })),
            ("TRUE", json!(true)),
            ("'it''s \"quoted\"; not ended'", json!("it's \"quoted\"; not ended")),
            ("STRING(12)", json!("12")),
            ("BYTES('00ff')", json!({ "$bytes": "AP8=" })),
            ("LIST('[1, 2.0, \"x\", [null]]')", json!([1, { "$float": "2.0" }, "x", [null]])),
            ("MAP('{\"b\": 1, \"a\": {}}')", json!({ "a": {}, "b": 1 })),
            (
                "JSON('{\"$int\": \"5\"}')",
                json!({ "$map": [["$int", "5"]], "$order": "UNORDERED" }),
            ),
            (
                "GEOJSON('{\"type\": \"Point\", \"coordinates\": [1.5, 2.5]}')",
                json!({ "$geoJson": "{\"type\": \"Point\", \"coordinates\": [1.5, 2.5]}" }),
            ),
        ];
        for (written, shown) in values {
            let text = format!(
                "INSERT INTO test.aql_values (PK, v) VALUES (1, {written}); SELECT v FROM test.aql_values WHERE PK = 1"
            );
            let found = rows(&run(server, &text).await, 1);
            assert_eq!(found[0]["v"], shown, "{written}");
        }
        let removed = "INSERT INTO test.aql_values (PK, w) VALUES (1, 1);
            INSERT INTO test.aql_values (PK, v) VALUES (1, NULL); SELECT * FROM test.aql_values WHERE PK = 1";
        let removed = run(server, removed).await;
        assert_eq!(rows(&removed, 2), [json!({ "PK": 1, "w": 1 })]);
    })
    .await;
}

#[tokio::test]
async fn records_are_found_by_what_is_in_their_bins() {
    with_server(async |server| {
        let inserts: String = (0..20)
            .map(|n| {
                format!(
                    "INSERT INTO test.aql_find (PK, n, even, l, m) VALUES ({n}, {n}, '{}', LIST('[{n}]'), MAP('{{\"k{n}\": \"v{n}\"}}'));",
                    if n % 2 == 0 { "yes" } else { "no" }
                )
            })
            .collect();
        run(server, &inserts).await;
        let find = async |wherever: &str| {
            let text = format!("SELECT n FROM test.aql_find {wherever}");
            let found = run(server, &text).await;
            let mut numbers: Vec<i64> = rows(&found, 0).iter().map(|row| row["n"].as_i64().unwrap()).collect();
            numbers.sort_unstable();
            (numbers, message(&found, 0).to_owned())
        };
        assert_eq!(find("").await.0.len(), 20);
        let conditions = [
            ("WHERE n = 7", vec![7]),
            ("WHERE n BETWEEN 3 AND 5", vec![3, 4, 5]),
            ("WHERE n BETWEEN 3 AND 6 AND even = 'yes'", vec![4, 6]),
            ("IN LIST WHERE l = 9", vec![9]),
            ("IN MAPKEYS WHERE m = 'k3'", vec![3]),
            ("IN MAPVALUES WHERE m = 'v4'", vec![4]),
        ];
        for (condition, expected) in &conditions {
            let (found, told) = find(condition).await;
            assert_eq!(&found, expected, "{condition}");
            assert!(told.contains("every record is looked at"), "{condition}: {told}");
        }
        run(
            server,
            "CREATE INDEX aql_n ON test.aql_find (n) NUMERIC;
             CREATE LIST INDEX aql_l ON test.aql_find (l) NUMERIC;
             CREATE MAPKEYS INDEX aql_mk ON test.aql_find (m) STRING;
             CREATE MAPVALUES INDEX aql_mv ON test.aql_find (m) STRING;
             CREATE SET INDEX aql_set ON test.aql_find",
        )
        .await;
        eventually("every index is ready", async || {
            let shown = run(server, "SHOW INDEXES test.aql_find").await;
            let indexes = rows(&shown, 0);
            (indexes.len() == 5 && indexes.iter().all(|index| index["state"] == "READY")).then_some(())
        })
        .await;
        for (condition, expected) in &conditions {
            let (found, told) = find(condition).await;
            assert_eq!((&found, told.as_str()), (expected, ""), "{condition}");
        }
        let plan = run(server, "EXPLAIN SELECT * FROM test.aql_find WHERE n = 7").await;
        let told = rows(&plan, 0);
        let fact = |name: &str| told.iter().find(|row| row["what"] == name).map(|row| row["value"].clone());
        assert_eq!(fact("strategy"), Some(json!("SECONDARY_INDEX")));
        assert_eq!(fact("index"), Some(json!("aql_n")));
        assert!(fact("GraphQL").unwrap().as_str().unwrap().contains("queryStream"));
        let dropped = "DROP INDEX test.aql_find aql_n; DROP INDEX test.aql_find aql_l; DROP INDEX test aql_mk;
            DROP INDEX test aql_mv; DROP INDEX test.aql_find aql_set; DROP INDEX test aql_n";
        let names = ["aql_n", "aql_l", "aql_mk", "aql_mv", "aql_set"];
        let dropped = run_with(server, dropped, json!({ "confirmations": names })).await;
        assert_eq!(message(&dropped, 0), "The index is dropped.");
        assert_eq!(message(&dropped, 5), "There was no such index.");
    })
    .await;
}

#[tokio::test]
async fn shapes_are_found_by_where_they_are() {
    with_server(async |server| {
        let point = "GEOJSON('{\"type\": \"Point\", \"coordinates\": [10.0, 59.0]}')";
        let region = "GEOJSON('{\"type\": \"AeroCircle\", \"coordinates\": [[10.0, 59.0], 1000]}')";
        run(
            server,
            &format!(
                "INSERT INTO test.aql_geo (PK, at, area) VALUES (1, {point}, {region});
                 CREATE INDEX aql_at ON test.aql_geo (at) GEO2DSPHERE"
            ),
        )
        .await;
        let found = format!(
            "SELECT * FROM test.aql_geo WHERE at WITHIN {region}; SELECT * FROM test.aql_geo WHERE area CONTAINS {point}"
        );
        let found = run(server, &found).await;
        assert_eq!((rows(&found, 0).len(), rows(&found, 1).len()), (1, 1));
        run_with(server, "DROP INDEX test aql_at", json!({ "confirmations": ["aql_at"] })).await;
    })
    .await;
}

#[tokio::test]
async fn a_limit_is_told_and_options_hold() {
    with_server(async |server| {
        let inserts: String =
            (0..12).map(|n| format!("INSERT INTO test.aql_limit (PK, n) VALUES ({n}, {n});")).collect();
        run(server, &inserts).await;
        let told = run(
            server,
            "SELECT * FROM test.aql_limit LIMIT 5; SET LIMIT 3; SELECT * FROM test.aql_limit;
             SET NO_BINS TRUE; SELECT * FROM test.aql_limit LIMIT 1; GET LIMIT; RESET; GET LIMIT",
        )
        .await;
        let shown = |statement: usize| (rows(&told, statement).len(), told["statements"][statement]["more"].clone());
        assert_eq!(shown(0), (5, json!(true)));
        assert_eq!(shown(2), (3, json!(true)));
        let bare = &rows(&told, 4)[0];
        assert!(bare.get("n").is_none() && bare["generation"] == 1, "{bare}");
        assert_eq!(rows(&told, 5)[0]["value"], "3");
        assert_eq!(rows(&told, 7)[0]["value"], "1000");
        let set = run(server, "SET LIMIT 2; SET RECORD_TTL 60; SET KEY_SEND FALSE; SET OUTPUT JSON").await;
        let options = set["options"].clone();
        assert_eq!(options["output"], "JSON");
        let text = "INSERT INTO test.aql_unkeyed (PK, n) VALUES ('short', 1);
            SET RECORD_PRINT_METADATA TRUE; SELECT * FROM test.aql_unkeyed; SELECT * FROM test.aql_limit";
        let kept = run_with(server, text, json!({ "options": options })).await;
        let record = &rows(&kept, 2)[0];
        assert!(record.get("PK").is_none(), "the key was not stored: {record}");
        assert!((1..=60).contains(&record["ttl"].as_i64().unwrap()), "{record}");
        assert_eq!(rows(&kept, 3).len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_there_is_is_shown() {
    with_server(async |server| {
        run(server, "INSERT INTO test.aql_show (PK, a, b) VALUES (1, 1, 'x')").await;
        let shown = eventually("the set is known", async || {
            let shown = run(
                server,
                "SHOW NAMESPACES; SHOW SETS; SHOW SETS test; SHOW BINS test.aql_show; SHOW INDEXES; SHOW NODES;
                 SHOW QUERIES; SHOW SCANS; SHOW JOBS; STAT NAMESPACE test; STAT SYSTEM; INFO namespaces;
                 ASINFO 'get-config:context=namespace;namespace=test'; HELP; HELP SELECT; KILL_QUERY 1",
            )
            .await;
            let sets = rows(&shown, 1);
            sets.iter().any(|set| set["set"] == "aql_show").then_some(shown)
        })
        .await;
        let has = |statement: usize, column: &str, value: &str| {
            rows(&shown, statement).iter().any(|row| row[column] == value)
        };
        assert!(has(0, "namespace", "test"));
        assert!(has(2, "set", "aql_show"));
        let bins: Vec<Value> = rows(&shown, 3);
        assert_eq!(
            bins,
            [
                json!({ "bin": "a", "type": "INTEGER", "records": 1 }),
                json!({ "bin": "b", "type": "STRING", "records": 1 })
            ]
        );
        assert_eq!(rows(&shown, 5).len(), server.hosts().len());
        assert!(has(9, "name", "objects"));
        assert!(has(10, "name", "uptime"));
        let replies = rows(&shown, 11);
        assert!(replies[0]["reply"].as_str().unwrap().contains("test"), "{replies:?}");
        assert!(rows(&shown, 12)[0]["reply"].as_str().unwrap().contains("default-ttl"));
        assert!(rows(&shown, 13).len() > 40);
        assert!(rows(&shown, 14).len() > 5);
        assert_eq!(message(&shown, 15), "It had ended before.");
        let all = server.error(super::EXECUTE, super::input(server, "SHOW BINS", json!({}))).await;
        assert_eq!(all["extensions"]["code"], "BAD_USER_INPUT", "{all}");
        assert!(all["message"].as_str().unwrap().contains("SHOW BINS test.users"), "{all}");
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_found_nothing_says_so() {
    with_server(async |server| {
        let text = "SELECT * FROM test.aql_nowhere WHERE PK = 1; SELECT * FROM test.aql_nowhere;
            SHOW INDEXES test.aql_nowhere; DESC MODULE aql_nowhere.lua; SELECT * FROM test.aql_nowhere WHERE a = 1";
        let told = run(server, text).await;
        for statement in 0..4 {
            assert_eq!(message(&told, statement), "Nothing was found.", "{statement}");
        }
        let scanned = message(&told, 4);
        assert!(scanned.starts_with("Nothing was found. No index of a is ready"), "{scanned}");
    })
    .await;
}

#[tokio::test]
async fn with_verbose_the_operation_of_each_statement_is_told() {
    with_server(async |server| {
        let text = "SET VERBOSE TRUE; INSERT INTO test.aql_told (PK, a) VALUES (1, 1); SELECT a FROM test.aql_told WHERE PK = 1;
            EXPLAIN INFO namespaces; SET VERBOSE FALSE; SELECT a FROM test.aql_told WHERE PK = 1";
        let told = run(server, text).await;
        let written = message(&told, 1);
        assert!(written.starts_with("1 record written"), "{written}");
        assert!(written.contains("Run as putRecord with {\"input\":{"), "{written}");
        assert!(message(&told, 2).starts_with("Run as record with {"), "{told:#}");
        let explained = rows(&told, 3);
        assert!(explained.iter().any(|row| row["value"] == "INFO 'namespaces'"), "{explained:?}");
        assert_eq!(message(&told, 5), "");
    })
    .await;
}

#[tokio::test]
async fn truncating_waits_until_the_records_are_gone() {
    with_server(async |server| {
        let text = "INSERT INTO test.aql_gone (PK, a) VALUES (1, 1); TRUNCATE test.aql_gone;
            SELECT * FROM test.aql_gone";
        let told = run_with(server, text, json!({ "confirmations": ["test.aql_gone"] })).await;
        assert_eq!(told["phase"], "SUCCEEDED", "{told:#}");
        assert!(rows(&told, 2).is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_info_command_that_writes_is_confirmed_by_its_verb() {
    with_server(async |server| {
        let text = "INFO 'log-set:id=0;misc=info'";
        let refused = server
            .error(super::EXECUTE, super::input(server, text, json!({})))
            .await;
        assert_eq!(
            refused["extensions"]["details"]["confirm"],
            json!(["log-set"])
        );
        let told = run_with(server, text, json!({ "confirmations": ["log-set"] })).await;
        assert_eq!(told["phase"], "SUCCEEDED", "{told:#}");
        let never = run_with(server, "INFO truncate-namespace:namespace=test", json!({})).await;
        assert_eq!(
            never["statements"][0]["problem"]["code"], "BAD_USER_INPUT",
            "{never:#}"
        );
    })
    .await;
}
