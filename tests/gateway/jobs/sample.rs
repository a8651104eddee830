//! Sample data.

use std::collections::BTreeMap;

use acm_tests::{eventually, with_server};
use serde_json::{Value, json};

use super::{call, end, filled, records, refused};

fn by_key(records: Vec<Value>) -> BTreeMap<i64, Value> {
    let key = |record: &Value| record["key"]["userKey"]["value"].as_str().unwrap().parse();
    records
        .into_iter()
        .map(|record| (key(&record).unwrap(), record))
        .collect()
}

#[tokio::test]
async fn sample_data_is_the_same_for_the_same_seed_and_has_every_type() {
    with_server(async |server| {
        let job = filled(server, "sample_a", 1_200).await;
        let counts = json!({ "matched": "1200", "succeeded": "1200", "skipped": "0", "failed": "0", "inDoubt": "0" });
        assert_eq!(job["counts"], counts);
        assert_eq!((&job["done"], &job["progress"]), (&json!("1200"), &json!(1.0)));
        let first = by_key(records(server, "sample_a").await);
        assert_eq!(first.len(), 1_200);
        let bins = &first[&1]["bins"];
        for (bin, tag) in [("bin_geo", "$geoJson"), ("bin_hll", "$hll"), ("bin_bytes", "$bytes"), ("bin_map_sorted", "$map")] {
            assert!(bins[bin].get(tag).is_some(), "{bin}: {bins}");
        }
        assert!(bins["bin_list"].is_array() && bins["bin_map"].is_object() && bins["bin_bool"].is_boolean());
        assert!(bins["bin_int"].is_i64() && bins["bin_str"].is_string());
        let geo: Value = serde_json::from_str(bins["bin_geo"]["$geoJson"].as_str().unwrap()).unwrap();
        assert_eq!(geo["type"], "Point");

        filled(server, "sample_b", 300).await;
        let again = by_key(records(server, "sample_b").await);
        assert!(again.iter().all(|(key, record)| record["bins"] == first[key]["bins"]));
        let input = json!({ "namespace": "test", "set": "sample_c", "records": 300, "seed": "2" });
        end(server, &call(server, "startSampleData", input).await).await;
        let other = by_key(records(server, "sample_c").await);
        assert!(other.iter().all(|(key, record)| record["bins"] != first[key]["bins"]));
    })
    .await;
}

#[tokio::test]
async fn records_that_are_there_are_skipped_or_replaced_as_asked() {
    with_server(async |server| {
        filled(server, "again", 100).await;
        let input = |replace: bool| json!({ "namespace": "test", "set": "again", "records": 150, "replaceExisting": replace, "ttl": { "seconds": 600 } });
        let job = end(server, &call(server, "startSampleData", input(false)).await).await;
        assert_eq!((&job["counts"]["skipped"], &job["counts"]["succeeded"]), (&json!("100"), &json!("50")));
        let job = end(server, &call(server, "startSampleData", input(true)).await).await;
        assert_eq!((&job["counts"]["skipped"], &job["counts"]["succeeded"]), (&json!("0"), &json!("150")));
        for record in records(server, "again").await {
            assert_eq!((&record["generation"], &record["ttl"]["never"]), (&json!(2), &json!(false)), "{record}");
        }
    })
    .await;
}

#[tokio::test]
async fn indexes_over_sample_data_find_it() {
    with_server(async |server| {
        let all = ["INTEGER", "STRING", "BLOB", "GEO2DSPHERE", "LIST", "MAP_KEYS", "MAP_VALUES"];
        let input = json!({ "namespace": "test", "set": "indexed", "records": 300, "indexes": all });
        let job = end(server, &call(server, "startSampleData", input.clone()).await).await;
        assert_eq!((&job["phase"], &job["failures"]), (&json!("SUCCEEDED"), &json!([])), "{job:#}");
        let summary = job["result"]["summary"].as_str().unwrap();
        assert!(summary.starts_with("Indexes: 7 created, 0 there already, 0 failed."), "{summary}");
        let query = "query($q: RecordQueryInput!) { queryRecords(query: $q, first: 1000) { records { key { digest } } } }";
        let world = r#"{"type":"AeroCircle","coordinates":[[0,0],20100000]}"#;
        let values = json!({ "intRange": { "from": "0", "to": "1000" } });
        for (predicate, found) in [
            (json!({ "bin": "bin_int", "is": { "intRange": { "from": "0", "to": "1000000" } } }), 300),
            (json!({ "bin": "bin_geo", "is": { "within": world } }), 300),
            (json!({ "bin": "bin_map", "collection": "MAPVALUES", "is": values }), 300),
        ] {
            let query_of = json!({ "connectionId": server.connection(), "namespace": "test", "set": "indexed", "index": predicate });
            eventually("the index is built and finds every record", async || {
                let answer = server.answer(query, json!({ "q": query_of })).await;
                let records = answer["data"]["queryRecords"]["records"].as_array()?;
                (records.len() == found).then_some(())
            })
            .await;
        }
        let again = end(server, &call(server, "startSampleData", input).await).await;
        let summary = again["result"]["summary"].as_str().unwrap();
        assert!(summary.contains(" 0 failed."), "{summary}");
    })
    .await;
}

#[tokio::test]
async fn sample_data_out_of_bounds_is_refused_at_its_field() {
    with_server(async |server| {
        let input = |records: i32, rate: i32| json!({ "namespace": "test", "set": "none", "records": records, "recordsPerSecond": rate });
        for (input, field) in [
            (input(0, 1), "input.records"),
            (input(1_000_001, 1), "input.records"),
            (input(1, 0), "input.recordsPerSecond"),
        ] {
            let error = refused(server, "startSampleData", input).await;
            assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
            assert_eq!(error["extensions"]["details"]["field"], field);
        }
        let missing = json!({ "namespace": "nowhere", "set": "none", "records": 10 });
        let job = end(server, &call(server, "startSampleData", missing).await).await;
        assert_eq!((&job["phase"], &job["problem"]["code"]), (&json!("FAILED"), &json!("NOT_FOUND")));
        assert_eq!((&job["counts"]["failed"], &job["counts"]["inDoubt"]), (&json!("10"), &json!("0")));
        assert_eq!(job["failures"][0]["problem"]["code"], "NOT_FOUND", "{job:#}");
    })
    .await;
}
