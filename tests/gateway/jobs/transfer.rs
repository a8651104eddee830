//! Records to files and back.

use std::collections::{BTreeMap, BTreeSet};

use acm_gateway::Config;
use acm_tests::{Setup, TestServer, eventually, with_server, with_setup};
use serde_json::{Value, json};

use super::{Feed, call, count, end, filled, records, refused};

async fn export(server: &TestServer, query: Value, format: &str) -> (Value, String) {
    let job = call(
        server,
        "startExport",
        json!({ "query": query, "format": format }),
    )
    .await;
    let job = end(server, &job).await;
    assert_eq!(job["phase"], "SUCCEEDED", "{job:#}");
    let path = job["result"]["files"][0]["path"].as_str().unwrap();
    let text = server.get(path).send().await.unwrap().text().await.unwrap();
    (job, text)
}

async fn upload(server: &TestServer, body: impl Into<reqwest::Body>) -> Value {
    let url = format!("http://{}/files?name=test", server.address());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client
        .post(url)
        .header("content-type", "application/octet-stream");
    let response = request.body(body).send().await.unwrap();
    let file: Value = response.json().await.unwrap();
    file["id"].clone()
}

async fn import(server: &TestServer, file: &Value, set: &str, more: Value) -> Value {
    let mut input = json!({ "fileId": file, "namespace": "test", "set": set });
    for (name, value) in more.as_object().into_iter().flatten() {
        input[name] = value.clone();
    }
    end(server, &call(server, "startImport", input).await).await
}

fn all(server: &TestServer, set: &str) -> Value {
    json!({ "connectionId": server.connection(), "namespace": "test", "set": set })
}

/// Bins by user key.
async fn bins(server: &TestServer, set: &str) -> BTreeMap<String, Value> {
    let records = records(server, set).await.into_iter();
    records
        .map(|record| (record["key"]["userKey"].to_string(), record["bins"].clone()))
        .collect()
}

fn counts(job: &Value) -> [u64; 4] {
    let of = |name: &str| job["counts"][name].as_str().unwrap().parse().unwrap();
    ["matched", "succeeded", "skipped", "failed"].map(of)
}

/// A record with what is hard to write down.
const HARD: &str = r#"{"int":{"$int":"-9223372036854775808"},"float":{"$float":"-0.0"},"nan":{"$float":"NaN"},"one":{"$float":"1.0"},
    "text":"a,\"b\"\r\nc \\ \u0000 世界","empty":"","number":"42","json":"{\"a\":1}","bytes":{"$bytes":"AP8="},
    "deep":[[[{"a b":[1,{"$bytes":"AQ=="}]}]],null,true],"map":{"$map":[[1,"x"],[{"$bytes":"AA=="},2]],"$order":"UNORDERED"},
    "a b\\c":{"$geoJson":"{\"type\":\"Point\",\"coordinates\":[1.5,-2]}"}}"#;

#[tokio::test]
async fn every_value_survives_the_way_through_a_file_of_every_format() {
    with_server(async |server| {
        filled(server, "out", 300).await;
        let put = "mutation($input: PutRecordsInput!) { putRecords(input: $input) { failed } }";
        let hard: Value = serde_json::from_str(HARD).unwrap();
        let keys = [json!({ "string": "a \"b\"\n,c\\" }), json!({ "bytes": "AAEC/w==" }), json!({ "int": "-1" })];
        let put_them: Vec<Value> = keys
            .iter()
            .map(|key| json!({ "key": { "namespace": "test", "set": "out", "userKey": key }, "bins": hard, "ttl": { "seconds": 5000 } }))
            .collect();
        let input = json!({ "input": { "connectionId": server.connection(), "records": put_them } });
        assert_eq!(server.data(put, input).await["putRecords"]["failed"], 0);
        let before = bins(server, "out").await;
        for format in ["NDJSON", "CSV", "BACKUP"] {
            let (job, text) = export(server, all(server, "out"), format).await;
            assert_eq!(counts(&job), [303, 303, 0, 0], "{format}");
            assert_eq!((&job["total"], &job["progress"]), (&json!("303"), &json!(1.0)));
            assert_eq!(job["result"]["files"][0]["bytes"], text.len().to_string());
            let set = format!("in_{}", format.to_lowercase());
            let file = job["result"]["files"][0]["id"].clone();
            let job = import(server, &file, &set, json!({ "format": format })).await;
            assert_eq!((&job["phase"], counts(&job)), (&json!("SUCCEEDED"), [303, 303, 0, 0]), "{format}: {job:#}");
            let after = bins(server, &set).await;
            for (key, bins) in &before {
                assert_eq!(after.get(key), Some(bins), "{format}: {key}");
            }
            let living = records(server, &set).await.into_iter().filter(|record| record["ttl"]["never"] == false);
            for record in living {
                let seconds = record["ttl"]["seconds"].as_i64().unwrap();
                assert!((4_900..=5_000).contains(&seconds), "{format}: {record}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_query_finds_is_exported_with_the_bins_it_names() {
    with_server(async |server| {
        filled(server, "part", 400).await;
        let mut query = all(server, "part");
        query["filter"] = json!({ "bin": { "bin": "bin_bool", "is": { "bool": true } } });
        query["bins"] = json!(["bin_int", "bin_str"]);
        let found = records(server, "part")
            .await
            .into_iter()
            .filter(|record| record["bins"]["bin_bool"] == true)
            .count();
        let (_, text) = export(server, query.clone(), "NDJSON").await;
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines[0]["format"], "acm-ndjson");
        assert_eq!(
            lines.last().unwrap(),
            &json!({ "end": true, "records": found })
        );
        let records = &lines[1..lines.len() - 1];
        assert_eq!(records.len(), found);
        assert!(
            records
                .iter()
                .all(|record| record["bins"].as_object().unwrap().len() == 2)
        );
        let (_, text) = export(server, query.clone(), "CSV").await;
        assert!(
            text.starts_with("@set,@digest,@keyType,@key,@generation,@expires,bin_int,bin_str\r\n"),
            "{text:.200}"
        );
        let (_, text) = export(server, query, "BACKUP").await;
        assert!(
            text.starts_with("Version 3.1\n# namespace test\n# first-file\n+ k I "),
            "{text:.200}"
        );
        assert_eq!(text.matches("\n+ b 2\n").count(), found);
    })
    .await;
}

#[tokio::test]
async fn an_import_leaves_alone_replaces_or_merges_what_is_there_and_a_dry_run_writes_nothing() {
    with_server(async |server| {
        let lines: String = (1..=50)
            .map(|n| format!("{{\"key\":{{\"int\":\"{n}\"}},\"bins\":{{\"a\":{n}}}}}\n"))
            .collect();
        let file = upload(server, lines).await;
        let dry = import(server, &file, "there", json!({ "dryRun": true })).await;
        assert_eq!(counts(&dry), [50, 50, 0, 0], "{dry:#}");
        assert_eq!(count(server, "there").await, 0);
        import(server, &file, "there", json!({})).await;
        let other: String = (26..=75)
            .map(|n| format!("{{\"key\":{{\"int\":\"{n}\"}},\"bins\":{{\"b\":{n}}}}}\n"))
            .collect();
        let file = upload(server, other).await;
        let job = import(server, &file, "there", json!({ "onExisting": "SKIP" })).await;
        assert_eq!(counts(&job), [50, 25, 25, 0]);
        let job = import(server, &file, "there", json!({ "onExisting": "MERGE" })).await;
        assert_eq!(counts(&job), [50, 50, 0, 0]);
        let merged = bins(server, "there").await;
        assert_eq!(
            merged[&json!({ "type": "INT", "value": "30" }).to_string()],
            json!({ "a": 30, "b": 30 })
        );
        import(
            server,
            &file,
            "there",
            json!({ "onExisting": "REPLACE", "ttl": { "seconds": 100 } }),
        )
        .await;
        let replaced = bins(server, "there").await;
        assert_eq!(
            replaced[&json!({ "type": "INT", "value": "30" }).to_string()],
            json!({ "b": 30 })
        );
    })
    .await;
}

#[tokio::test]
async fn an_import_that_was_stopped_goes_on_where_it_was() {
    with_server(async |server| {
        let lines: String = (1..=3_000).map(|n| format!("{{\"key\":{{\"int\":\"{n}\"}},\"bins\":{{\"a\":{n}}}}}\n")).collect();
        let file = upload(server, lines).await;
        let input = json!({ "fileId": file, "namespace": "test", "set": "resumed", "recordsPerSecond": 500 });
        let job = call(server, "startImport", input).await;
        let mut feed = Feed::open(server, &job).await;
        while feed.next().await["done"] == "0" {}
        call(server, "cancelJob", json!({ "id": job["id"] })).await;
        let job = feed.until("CANCELLED").await;
        let done = counts(&job)[1];
        assert!(done > 0 && done < 3_000);
        assert_eq!(count(server, "resumed").await as u64, done);
        let next = &job["result"]["resumeFromLine"];
        assert_eq!(*next, json!((done + 1).to_string()), "{job:#}");
        let job = import(server, &file, "resumed", json!({ "fromLine": next })).await;
        assert_eq!(counts(&job)[1], 3_000 - done, "{job:#}");
        assert_eq!(job["result"]["resumeFromLine"], json!(null), "{job:#}");
        assert_eq!(count(server, "resumed").await, 3_000);
    })
    .await;
}

#[tokio::test]
async fn lines_that_cannot_be_read_are_refused_one_by_one_and_listed() {
    with_server(async |server| {
        let deep = format!(
            "{{\"key\":{{\"int\":\"7\"}},\"bins\":{{\"a\":{}1{}}}}}",
            "[".repeat(100),
            "]".repeat(100)
        );
        let abyss = "[".repeat(100_000);
        let wide = "x".repeat(17 * 1024 * 1024);
        let lines: [&[u8]; 11] = [
            br#"{"key":{"int":"1"},"bins":{"a":1}}"#,
            b"not json",
            b"\xff\xfe\x00",
            br#"{"bins":{"a":1}}"#,
            br#"{"key":{"int":"1.5"},"bins":{"a":1}}"#,
            br#"{"key":{"int":"2"},"bins":{"a":{"$nonsense":1}}}"#,
            br#"{"key":{"int":"3"},"bins":{"a_name_of_far_too_many_bytes":1}}"#,
            deep.as_bytes(),
            abyss.as_bytes(),
            wide.as_bytes(),
            br#"{"key":{"int":"4"},"bins":{"a":4}}"#,
        ];
        let file = upload(server, lines.join(&b'\n')).await;
        let job = import(server, &file, "refusing", json!({})).await;
        assert_eq!(
            (&job["phase"], counts(&job)),
            (&json!("SUCCEEDED"), [11, 2, 0, 9]),
            "{job:#}"
        );
        let failures = job["failures"].as_array().unwrap();
        assert!(
            failures
                .iter()
                .all(|failure| failure["problem"]["code"] == "BAD_USER_INPUT"),
            "{job:#}"
        );
        assert_eq!(failures[0]["subject"], "line 2");
        let path = job["result"]["files"][0]["path"].as_str().unwrap();
        let report = server.get(path).send().await.unwrap().text().await.unwrap();
        assert_eq!(report.lines().count(), 9);
        assert_eq!(count(server, "refusing").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_broke_off_or_is_another_fails_the_job_after_what_could_be_read() {
    with_server(async |server| {
        filled(server, "torn", 100).await;
        for (format, after) in [("NDJSON", 99), ("BACKUP", 99), ("CSV", 99)] {
            let (_, text) = export(server, all(server, "torn"), format).await;
            // Without the last line of JSON, or within the last record.
            let torn = match format {
                "NDJSON" => text
                    .lines()
                    .take(100)
                    .map(|line| format!("{line}\n"))
                    .collect(),
                "CSV" => {
                    text[..text.trim_end().rfind('\n').unwrap() + 1].to_owned() + "torn,\"within"
                }
                _ => text[..text.len() - 3].to_owned(),
            };
            let file = upload(server, torn).await;
            let set = format!("torn_{}", format.to_lowercase());
            let job = import(server, &file, &set, json!({ "format": format })).await;
            assert_eq!(
                (&job["phase"], &job["problem"]["code"]),
                (&json!("FAILED"), &json!("BAD_USER_INPUT")),
                "{format}: {job:#}"
            );
            assert_eq!(count(server, &set).await, after, "{format}");
        }
        for (format, text) in [
            ("NDJSON", "{\"format\":\"other\"}\n"),
            ("CSV", "a,b\n1,2\n"),
            ("BACKUP", "hello"),
            ("BACKUP", "Version 3.1\n+ k S 99999999999 x"),
            ("BACKUP", "Version 3.1\n+ n test\n+ d AAAA\n+ b 70000\n"),
        ] {
            let file = upload(server, text).await;
            let job = import(server, &file, "none", json!({ "format": format })).await;
            assert_eq!(
                (&job["phase"], &job["problem"]["code"]),
                (&json!("FAILED"), &json!("BAD_USER_INPUT")),
                "{text}: {job:#}"
            );
        }
        let missing = json!({ "fileId": "nowhere", "namespace": "test" });
        let error = refused(server, "startImport", missing).await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND");
    })
    .await;
}

#[tokio::test]
async fn a_disk_without_room_and_a_cancelled_export_leave_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config {
        data_dir: Some(folder.path().to_owned()),
        ..Config::default()
    };
    config.modules.data.files.max_file_bytes = 50_000;
    let setup = |config: Config| Setup {
        config,
        ..Setup::default()
    };
    let files = || std::fs::read_dir(folder.path().join("files")).map_or(0, Iterator::count);
    with_setup(setup(config.clone()), async |server| {
        filled(server, "large", 2_000).await;
        let job = call(
            server,
            "startExport",
            json!({ "query": all(server, "large") }),
        )
        .await;
        let job = end(server, &job).await;
        assert_eq!(
            (&job["phase"], &job["problem"]["code"]),
            (&json!("FAILED"), &json!("LIMIT_EXCEEDED")),
            "{job:#}"
        );
        let slow = json!({ "query": all(server, "large"), "recordsPerSecond": 50 });
        let job = call(server, "startExport", slow).await;
        let mut feed = Feed::open(server, &job).await;
        while feed.next().await["done"] == "0" {}
        call(server, "cancelJob", json!({ "id": job["id"] })).await;
        feed.until("CANCELLED").await;
        eventually("nothing is left", async || (files() == 0).then_some(())).await;
    })
    .await;
    config.modules.data.files.min_free_bytes = u64::MAX;
    with_setup(setup(config), async |server| {
        let job = call(
            server,
            "startExport",
            json!({ "query": all(server, "large") }),
        )
        .await;
        let job = end(server, &job).await;
        assert_eq!(
            (&job["phase"], &job["problem"]["code"]),
            (&json!("FAILED"), &json!("LIMIT_EXCEEDED")),
            "{job:#}"
        );
        assert_eq!(files(), 0);
    })
    .await;
}

#[tokio::test]
async fn an_export_outlives_a_node_that_leaves_and_holds_every_record_once() {
    let name = "an_export_outlives_a_node_that_leaves_and_holds_every_record_once";
    with_server(async |server| {
        let Some(cluster) = server.control(name) else {
            return;
        };
        filled(server, "leaving", 1_500).await;
        let input = json!({ "query": all(server, "leaving"), "recordsPerSecond": 1000 });
        let job = call(server, "startExport", input).await;
        let mut feed = Feed::open(server, &job).await;
        while feed.next().await["done"] == "0" {}
        cluster.stop_node(2).await.unwrap();
        let job = end(server, &job).await;
        assert_eq!(job["phase"], "SUCCEEDED", "{job:#}");
        let path = job["result"]["files"][0]["path"].as_str().unwrap();
        let text = server.get(path).send().await.unwrap().text().await.unwrap();
        let digests = text.lines().filter_map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            line["digest"].as_str().map(str::to_owned)
        });
        let digests: Vec<String> = digests.collect();
        let distinct: BTreeSet<&String> = digests.iter().collect();
        assert_eq!((digests.len(), distinct.len()), (1_500, 1_500));
    })
    .await;
}
