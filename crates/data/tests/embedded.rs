//! The module over a real client and the embedded cluster.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod support;

use std::{sync::Arc, time::Duration};

use acm_aerospike::{Cluster, ConnectOptions, Deadline, Host};
use acm_core::{ApiError, BoxFuture, Clock, CursorKey, Tasks};
use acm_data::{ClusterSource, DataPorts, LiveAccess, Profile, Profiles, Result};
use acm_embedded::{
    CommandKind, Commands, Effect, EmbeddedCluster, Fault, Key, ResultCode, Value as Bin,
};
use acm_graph::ProfilePort;
use futures_util::{
    StreamExt,
    future::{join_all, ready},
    stream::BoxStream,
};
use serde_json::{Value, json};
use support::{Api, MemoryStore};
use tokio::time::timeout;

const LONG: Duration = Duration::from_secs(30);

/// One connection, whatever it is called.
struct One(Arc<Cluster>);

impl ClusterSource for One {
    fn cluster<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Arc<Cluster>, ApiError>> {
        Box::pin(ready(Ok(Arc::clone(&self.0))))
    }
}

impl ProfilePort for One {
    fn require<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(ready(Ok(())))
    }
}

impl Profiles for One {
    fn profiles(&self) -> BoxStream<'static, Vec<Profile>> {
        futures_util::stream::pending().boxed()
    }
}

struct Stage {
    server: EmbeddedCluster,
    cluster: Arc<Cluster>,
    api: Api,
}

impl Stage {
    async fn new(nodes: usize) -> Self {
        let server = EmbeddedCluster::builder()
            .nodes(nodes)
            .start()
            .await
            .unwrap();
        let address = server.addresses()[0];
        let hosts = vec![Host::new(address.ip().to_string(), address.port())];
        let options = ConnectOptions::new(hosts);
        let cluster = Cluster::connect(&options, Deadline::after(LONG))
            .await
            .unwrap();
        let cluster = Arc::new(cluster);
        let access = Arc::new(LiveAccess::new(One(Arc::clone(&cluster))));
        let api = Api::new(DataPorts {
            info: access.clone(),
            records: access.clone(),
            queries: access.clone(),
            functions: access,
            profiles: Arc::new(One(Arc::clone(&cluster))),
            documents: Arc::new(MemoryStore::default()),
            files: None,
            tasks: Tasks::new(),
            clock: Clock::default(),
            cursors: CursorKey::new([9; 32]),
        })
        .await;
        Self {
            server,
            cluster,
            api,
        }
    }

    /// Writes records of the set `s`, whatever is there.
    async fn put(&self, numbers: &[u8]) {
        for number in numbers {
            let put = format!(
                r#"mutation {{ putRecord(input: {{connectionId: "c", bins: {{a: 0}},
                    key: {{namespace: "test", set: "s", userKey: {{int: {number}}}}}}}) {{ __typename }} }}"#
            );
            let answer = self.run(&put).await;
            assert!(answer.get("errors").is_none(), "{answer}");
        }
    }

    async fn run(&self, document: &str) -> Value {
        timeout(LONG, self.api.run(document)).await.unwrap()
    }

    /// Ends everything; nothing may be left.
    async fn end(self) {
        assert!(self.api.tasks.shutdown(LONG).await);
        assert_eq!(self.api.tasks.panics(), 0);
        self.cluster.close().await;
        self.server.shutdown().await;
    }
}

/// Repeats a look until it shows what is waited for.
async fn until<F: Future<Output = Option<T>>, T>(mut look: impl FnMut() -> F) -> T {
    let wait = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(LONG, wait).await.expect("it did not come")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn values_of_every_type_survive_the_whole_way_and_back() {
    let stage = Stage::new(1).await;
    let bins = json!({
        "int": -42, "big": {"$int": "9223372036854775807"}, "float": 0.1,
        "integral": {"$float": "2.0"}, "zero": {"$float": "-0.0"}, "bool": true,
        "text": "naïve \"☃\"", "bytes": {"$bytes": "AAH/"},
        "list": [1, null, "a", [true]], "object": {"a": 1, "b": {"c": []}},
        "map": {"$map": [[1, "one"], [2, {"$bytes": "AA=="}]], "$order": "KEY_ORDERED"},
        "geo": {"$geoJson": "{\"type\":\"Point\",\"coordinates\":[1,2]}"},
    });
    let put = "mutation ($bins: Bins!) { putRecord(input: {connectionId: \"c\", bins: $bins,
        key: {namespace: \"test\", set: \"types\", userKey: {string: \"k\"}}}) {
        record { bins generation key { digest userKey { value } } lastUpdate ttl { never } } } }";
    let answer = stage.api.run_with(put, json!({ "bins": bins })).await;
    let record = &answer["data"]["putRecord"]["record"];
    assert_eq!(record["bins"], bins, "{answer}");
    assert_eq!(
        (&record["generation"], &record["ttl"]["never"]),
        (&json!(1), &json!(true))
    );
    assert!(record["lastUpdate"].is_string(), "{answer}");
    let again = stage
        .api
        .run_with(put, json!({ "bins": record["bins"] }))
        .await;
    assert_eq!(again["data"]["putRecord"]["record"]["bins"], bins);
    assert_eq!(again["data"]["putRecord"]["record"]["generation"], 2);

    let list = stage
        .api
        .run(
            "{ records(connectionId: \"c\", namespace: \"test\", set: \"types\") {
            records { bins key { digest userKey { type value } } } pageInfo { hasNextPage } } }",
        )
        .await;
    let listed = &list["data"]["records"]["records"][0];
    assert_eq!(listed["bins"], bins, "{list}");
    assert_eq!(
        listed["key"]["userKey"],
        json!({"type": "STRING", "value": "k"})
    );
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stale_edits_conflict_bins_are_removed_and_deletes_are_idempotent() {
    let stage = Stage::new(3).await;
    let api = &stage.api;
    let key = r#"connectionId: "c", key: {namespace: "test", set: "edits", userKey: {int: 7}}"#;
    let put = |more: &str| {
        format!(
            "mutation {{ putRecord(input: {{{key}, {more}}}) {{ record {{ bins generation }} }} }}"
        )
    };
    let created = api.run(&put("bins: {a: 1, b: 2}, mode: CREATE_ONLY")).await;
    assert_eq!(
        created["data"]["putRecord"]["record"]["generation"], 1,
        "{created}"
    );
    let twice = api.run(&put("bins: {a: 1}, mode: CREATE_ONLY")).await;
    assert_eq!(twice["errors"][0]["code"], "ALREADY_EXISTS");

    let edited = api
        .run(&put("bins: {a: 5, b: null}, expectedGeneration: 1"))
        .await;
    let record = json!({"bins": {"a": 5}, "generation": 2});
    assert_eq!(edited["data"]["putRecord"]["record"], record, "{edited}");
    let stale = api.run(&put("bins: {a: 6}, expectedGeneration: 1")).await;
    assert_eq!(stale["errors"][0]["code"], "CONFLICT", "{stale}");
    let current = &stale["errors"][0]["details"]["current"];
    assert_eq!(
        (&current["bins"], &current["generation"]),
        (&record["bins"], &json!(2))
    );
    assert!(current["lastUpdate"].is_string(), "{stale}");
    let kept = api.run(&put("bins: {a: 5, b: null}, mode: REPLACE")).await;
    assert_eq!(
        kept["data"]["putRecord"]["record"]["bins"], record["bins"],
        "null is no bin when all are replaced: {kept}"
    );
    for (name, fields) in [
        ("touchRecord", "record { id }"),
        ("deleteRecord", "deleted"),
    ] {
        let stale = format!(
            "mutation {{ {name}(input: {{{key}, expectedGeneration: 1}}) {{ {fields} }} }}"
        );
        let stale = api.run(&stale).await;
        assert_eq!(stale["errors"][0]["code"], "CONFLICT", "{stale}");
        let current = &stale["errors"][0]["details"]["current"];
        assert_eq!(current["generation"], 3, "{stale}");
    }

    let missing = api
        .run(
            r#"mutation { putRecord(input: {connectionId: "c", bins: {a: 1}, mode: UPDATE_ONLY,
            key: {namespace: "test", set: "edits", userKey: {int: 8}}}) { record { id } } }"#,
        )
        .await;
    assert_eq!(missing["errors"][0]["code"], "NOT_FOUND");
    let gone = api.run(&put("bins: {a: null}")).await;
    assert_eq!(gone["data"]["putRecord"]["record"], Value::Null, "{gone}");
    let delete = format!("mutation {{ deleteRecord(input: {{{key}}}) {{ deleted }} }}");
    assert_eq!(
        api.run(&delete).await["data"]["deleteRecord"]["deleted"],
        false
    );
    let nowhere = api
        .run(r#"{ record(connectionId: "c", key: {namespace: "nope", userKey: {int: 1}}) { id } }"#)
        .await;
    assert_eq!(nowhere["errors"][0]["code"], "NOT_FOUND", "{nowhere}");
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_by_digest_keeps_the_stored_user_key() {
    let stage = Stage::new(1).await;
    let put =
        "mutation ($key: UserKeyInput!) { putRecord(input: {connectionId: \"c\", bins: {a: 1},
        key: {namespace: \"test\", set: \"s\", userKey: $key}}) { record { key { digest } } } }";
    let written = stage
        .api
        .run_with(put, json!({ "key": { "string": "k" } }))
        .await;
    let digest = &written["data"]["putRecord"]["record"]["key"]["digest"];
    let again = stage
        .api
        .run_with(put, json!({ "key": { "digest": digest } }))
        .await;
    assert_eq!(again, written);
    let list = "{ records(connectionId: \"c\", namespace: \"test\", set: \"s\") {
        records { generation key { userKey { value } } } } }";
    assert_eq!(
        stage.api.run(list).await["data"]["records"]["records"],
        json!([{ "generation": 2, "key": { "userKey": { "value": "k" } } }])
    );
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_large_set_is_paged_through_without_gaps_while_others_write() {
    let stage = Stage::new(3).await;
    for number in 0..5_000 {
        let bins = [("n", Bin::Integer(number))];
        stage
            .server
            .load("test", "many", Key::Integer(number), &bins)
            .unwrap();
    }
    let mut seen = std::collections::HashSet::new();
    let mut after = Value::Null;
    loop {
        let answer = stage
            .api
            .run_with(
                "query ($after: Cursor) { records(connectionId: \"c\", namespace: \"test\",
                    set: \"many\", first: 700, after: $after) {
                    records { bins key { userKey { value } } }
                    pageInfo { endCursor hasNextPage } estimatedTotal } }",
                json!({ "after": after }),
            )
            .await;
        let page = &answer["data"]["records"];
        for record in page["records"].as_array().expect("a page") {
            assert!(
                seen.insert(record["bins"]["n"].as_i64().unwrap()),
                "{record}"
            );
        }
        // What is written between two pages must not shift the rest.
        let extra = 10_000 + seen.len() as i64;
        let bins = [("n", Bin::Integer(extra))];
        stage
            .server
            .load("test", "many", Key::Integer(extra), &bins)
            .unwrap();
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(seen.iter().filter(|number| **number < 5_000).count(), 5_000);
    let cluster = stage
        .api
        .run(r#"{ set(connectionId: "c", namespace: "test", name: "many") { objects } }"#)
        .await;
    let objects: i64 = cluster["data"]["set"]["objects"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!(
        (5_000..=5_020).contains(&objects),
        "replicas are not counted: {objects}"
    );
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_dies_between_pages_loses_no_record() {
    let stage = Stage::new(3).await;
    for number in 0..3_000 {
        let bins = [("n", Bin::Integer(number))];
        stage
            .server
            .load("test", "many", Key::Integer(number), &bins)
            .unwrap();
    }
    let mut seen = std::collections::HashSet::new();
    let mut after = Value::Null;
    for page_number in 0.. {
        if page_number == 1 {
            stage.server.stop_node(1).await.unwrap();
        }
        let page = until(|| async {
            let query = "query ($after: Cursor) { records(connectionId: \"c\", namespace: \"test\",
                set: \"many\", first: 500, after: $after) {
                records { id } pageInfo { endCursor hasNextPage } } }";
            let answer = stage.api.run_with(query, json!({ "after": after })).await;
            match answer["errors"][0]["code"].as_str() {
                None => Some(answer["data"]["records"].clone()),
                // Until the client has noticed: the same page can be asked for again.
                Some("UNAVAILABLE" | "TIMEOUT") => None,
                Some(_) => panic!("{answer}"),
            }
        })
        .await;
        for record in page["records"].as_array().unwrap() {
            assert!(
                seen.insert(record["id"].as_str().unwrap().to_owned()),
                "{record}"
            );
        }
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            break;
        }
    }
    assert_eq!(seen.len(), 3_000);
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_node_and_a_dead_one_null_their_own_status() {
    let stage = Stage::new(3).await;
    let query = r#"{ cluster(connectionId: "c") { size nodesAnswered nodesTotal consistent
        namespaces { name nodesAnswered } nodes { id active status { build } } } }"#;
    let whole = stage.api.run(query).await;
    let cluster = &whole["data"]["cluster"];
    assert_eq!(
        (&cluster["size"], &cluster["consistent"]),
        (&json!(3), &json!(true)),
        "{whole}"
    );
    assert_eq!(cluster["nodes"][0]["status"]["build"], "8.1.2.0");
    stage.server.set_fault(2, Fault::Hang).unwrap();
    let partial = until(|| async {
        let answer = stage.api.run(query).await;
        (answer["data"]["cluster"]["nodesAnswered"] == json!(2)).then_some(answer)
    })
    .await;
    assert_eq!(
        partial["data"]["cluster"]["namespaces"][0]["nodesAnswered"],
        2
    );
    stage.server.set_fault(2, Fault::None).unwrap();
    stage.server.stop_node(2).await.unwrap();
    until(|| async {
        let answer = stage.api.run(query).await;
        let cluster = answer["data"]["cluster"].clone();
        (cluster["size"] == json!(2) && cluster["consistent"] == json!(true)).then_some(())
    })
    .await;
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rates_follow_what_is_really_read() {
    let stage = Stage::new(3).await;
    stage
        .server
        .load("test", "s", Key::Integer(1), &[("a", Bin::Integer(1))])
        .unwrap();
    let mut feed = stage.api.feed(
        r#"subscription { metrics(connectionId: "c", scopes: [CLUSTER],
            metrics: [READ_SUCCESS_RATE, READ_NOT_FOUND_RATE]) {
            kind times series { metric values } } }"#,
    );
    let first = timeout(LONG, feed.next()).await.unwrap().unwrap();
    assert_eq!(first["data"]["metrics"]["kind"], "SNAPSHOT", "{first}");
    let read = r#"{ record(connectionId: "c",
        key: {namespace: "test", set: "s", userKey: {int: 1}}) { bins } }"#;
    let mut last = first["data"]["metrics"]["times"][0].as_f64().unwrap();
    for _ in 0..50 {
        stage.api.run(read).await;
    }
    // Until a second without reads follows those with some.
    let mut measured = 0.0;
    loop {
        let item = timeout(LONG, feed.next()).await.unwrap().unwrap();
        let frame = &item["data"]["metrics"];
        let time = frame["times"][0].as_f64().unwrap();
        let rate = frame["series"][0]["values"][0].as_f64().unwrap();
        measured += rate * (time - last) / 1_000.0;
        last = time;
        if measured > 0.0 && rate == 0.0 {
            break;
        }
    }
    assert!((measured - 50.0).abs() < 5.0, "{measured} of 50 reads");
    drop(feed);
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_whose_answer_is_lost_is_in_doubt() {
    let stage = Stage::new(1).await;
    let put = r#"mutation { putRecord(input: {connectionId: "c", bins: {a: 1},
        key: {namespace: "test", set: "s", userKey: {int: 1}}}) { record { generation } } }"#;
    assert!(stage.api.run(put).await.get("errors").is_none());
    stage.server.set_fault(0, Fault::Hang).unwrap();
    let answer = timeout(LONG, stage.api.run(put)).await.unwrap();
    assert_eq!(answer["errors"][0]["code"], "TIMEOUT", "{answer}");
    assert_eq!(answer["errors"][0]["details"]["inDoubt"], true, "{answer}");
    stage.server.set_fault(0, Fault::None).unwrap();
    stage.end().await;
}

/// What a person or a program is told of a write that nobody answered for.
fn assert_in_doubt(problem: &Value, case: &str) {
    assert_eq!(problem["code"], "TIMEOUT", "{case}: {problem}");
    assert_eq!(problem["details"]["inDoubt"], true, "{case}: {problem}");
    let message = problem["message"].as_str().unwrap();
    assert!(
        message.contains("may have been applied"),
        "{case}: {message}"
    );
}

/// Every write there is, by one record and by many.
const WRITES: [(&str, CommandKind, &str); 6] = [
    ("putRecord", CommandKind::Write, "bins: {a: 1}"),
    ("touchRecord", CommandKind::Write, ""),
    ("deleteRecord", CommandKind::Delete, ""),
    ("putRecords", CommandKind::Write, "bins: {a: 1}"),
    ("touchRecords", CommandKind::Write, ""),
    ("deleteRecords", CommandKind::Delete, ""),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_write_whose_answer_is_lost_is_in_doubt_by_one_and_by_many() {
    join_all(WRITES.map(loses_its_answers)).await;
}

async fn loses_its_answers((mutation, kind, rest): (&str, CommandKind, &str)) {
    let stage = Stage::new(1).await;
    let key = |number| {
        format!(r#"key: {{namespace: "test", set: "s", userKey: {{int: {number}}}}} {rest}"#)
    };
    let (one, two) = (key(1), key(2));
    let by_many = mutation.ends_with('s');
    let document = if by_many {
        format!(
            r#"mutation {{ {mutation}(input: {{connectionId: "c", records: [{{{one}}}, {{{two}}}]}}) {{
                failed results {{ problem {{ code message details }} }} }} }}"#
        )
    } else {
        format!(r#"mutation {{ {mutation}(input: {{connectionId: "c" {one}}}) {{ __typename }} }}"#)
    };
    for effect in [
        Effect::CloseBefore,
        Effect::CloseAfter,
        Effect::HalfReply,
        Effect::Garbage,
        Effect::Hold,
    ] {
        let case = format!("{mutation} {effect:?}");
        stage.put(&[1, 2]).await;
        let fault = stage.server.inject(Commands::of(kind).next(1), effect);
        let answer = stage.run(&document).await;
        drop(fault);
        if by_many {
            let payload = &answer["data"][mutation];
            assert_eq!(payload["failed"], 2, "{case}: {answer}");
            assert_in_doubt(&payload["results"][0]["problem"], &case);
            assert_in_doubt(&payload["results"][1]["problem"], &case);
        } else {
            assert_in_doubt(&answer["errors"][0], &case);
        }
    }
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_the_server_refused_is_not_in_doubt() {
    let stage = Stage::new(1).await;
    stage.put(&[1]).await;
    for code in [ResultCode::FORBIDDEN, ResultCode::KEY_MISMATCH] {
        let fault = stage
            .server
            .inject(Commands::of(CommandKind::Delete), Effect::Answer(code));
        let answer = stage
            .run(
                r#"mutation { deleteRecords(input: {connectionId: "c", records: [
                    {key: {namespace: "test", set: "s", userKey: {int: 1}}}]}) {
                    results { problem { code details } } } }"#,
            )
            .await;
        let problem = &answer["data"]["deleteRecords"]["results"][0]["problem"];
        assert_ne!(problem["code"], "TIMEOUT", "{answer}");
        assert!(problem["details"]["inDoubt"].is_null(), "{answer}");
        drop(fault);
    }
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_parameter_a_node_lists_is_documented() {
    let stage = Stage::new(2).await;
    let answer = stage
        .run(
            r#"{ config(connectionId: "c", set: "s") { nodes sections { context namespace
                parameters { name values differs editable documentation { text perNode } } } } }"#,
        )
        .await;
    let config = &answer["data"]["config"];
    assert_eq!(config["nodes"], json!(["A1", "A2"]), "{answer}");
    let mut seen = 0;
    for section in config["sections"].as_array().unwrap() {
        for parameter in section["parameters"].as_array().unwrap() {
            seen += 1;
            assert!(parameter["documentation"].is_object(), "{parameter}");
            assert!(parameter["editable"].is_boolean(), "{parameter}");
            let meant = parameter["documentation"]["perNode"] == true;
            assert!(meant || parameter["differs"] == false, "{parameter}");
        }
    }
    assert!(seen > 250, "a node lists more than {seen}");
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_node_takes_is_known_to_be_dynamic() {
    let stage = Stage::new(1).await;
    let read = r#"{ config(connectionId: "c", namespace: "test") { sections { context namespace
        parameters { name values documentation { dynamic enterpriseOnly } } } } }"#;
    let answer = stage.run(read).await;
    let set = "mutation($input: SetConfigInput!) { setConfig(input: $input) {
        results { outcome before running } } }";
    let mut taken = 0;
    for section in answer["data"]["config"]["sections"].as_array().unwrap() {
        for parameter in section["parameters"].as_array().unwrap() {
            let value = parameter["values"][0].as_str().unwrap();
            let known = &parameter["documentation"];
            let input = json!({"connectionId": "c", "context": section["context"],
                "namespace": section["namespace"], "name": parameter["name"], "value": value});
            let answer = stage.api.run_with(set, json!({ "input": input })).await;
            let result = &answer["data"]["setConfig"]["results"][0];
            if known["dynamic"] == false {
                assert_eq!(answer["errors"][0]["code"], "BAD_USER_INPUT", "{parameter}");
            } else if result["outcome"] == "APPLIED" {
                taken += 1;
                assert_eq!(result["before"], result["running"], "{parameter}");
                assert_eq!(known["enterpriseOnly"], false, "{parameter}");
            }
        }
    }
    assert!(taken > 50, "a node takes more than {taken}");
    stage.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn records_are_counted_by_time_to_live_and_size_once_the_nodes_are_told_to() {
    let stage = Stage::new(2).await;
    stage.put(&[1, 2, 3, 4, 5]).await;
    let look = r#"{ distribution(connectionId: "c", namespace: "test", set: "s", kind: TTL) {
        total reason nodes buckets { from count } } }"#;
    let set = |seconds: u32| {
        format!(
            r#"mutation {{ setConfig(input: {{connectionId: "c", context: NAMESPACE,
                namespace: "test", name: "nsup-hist-period", value: "{seconds}"}}) {{
                results {{ node outcome }} }} }}"#
        )
    };
    let answer = stage.run(&set(1)).await;
    let results = answer["data"]["setConfig"]["results"].as_array().unwrap();
    assert!(
        results.iter().all(|one| one["outcome"] == "APPLIED"),
        "{answer}"
    );
    // Two copies of each record, none of which expires.
    let shown = until(async || {
        let answer = stage.run(look).await;
        let shown = answer["data"]["distribution"].clone();
        (shown["total"] == "10").then_some(shown)
    })
    .await;
    assert_eq!(shown["buckets"][0]["count"], "10");
    assert_eq!(shown["nodes"], json!(["A1", "A2"]));
    let sizes = stage.run(&look.replace("TTL", "OBJECT_SIZE")).await;
    assert_eq!(sizes["data"]["distribution"]["total"], "10", "{sizes}");
    stage.end().await;
}
