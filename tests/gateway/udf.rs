//! Lua modules through the schema: checked, put, listed, followed, called and removed.

mod hostile;

use std::time::{Duration, Instant};

use acm_tests::{TestServer, with_server};
use serde_json::{Value, json};

use crate::jobs::{Feed, end};

const PUT: &str = "mutation($input: PutUdfModuleInput!) { putUdfModule(input: $input) {
    nodesBehind module { name hash type mismatched nodes { node presence } } } }";
const REMOVE: &str = "mutation($input: RemoveUdfModuleInput!) {
    removeUdfModule(input: $input) { removed nodesBehind } }";
const LIST: &str = "query($id: ID!) { udfModules(connectionId: $id) {
    name hash type size mismatched nodes { presence } } }";
const SOURCE: &str =
    "query($id: ID!, $name: ModuleName!) { udfModule(connectionId: $id, name: $name) {
    text bytes size functions module { hash mismatched } } }";
const CHECK: &str =
    "query($source: String!) { checkUdf(source: $source) { ok line message functions } }";
const EXECUTE: &str = "mutation($input: ExecuteUdfInput!) { executeUdf(input: $input) { value } }";
const START: &str = "mutation($input: StartUdfJobInput!) { startUdfJob(input: $input) {
    job { id kind title } } }";
const AGGREGATE: &str = "query($query: RecordQueryInput!, $call: FunctionCallInput!) {
    aggregate(query: $query, call: $call) { values parts } }";
const FEED: &str = "subscription($id: ID!) { udfModulesChanged(connectionId: $id) {
    kind problem { code } modules { name mismatched nodes { presence } } } }";

const FUNCTIONS: &str = "
function same(rec, value) return value end
function fail(rec)
  rec.before = 1
  aerospike:create(rec)
  error('boom')
end
function forever(rec) while true do end end
function slow(rec) for i = 1, 300000 do end rec.seen = 1 aerospike:update(rec) end
";

fn put_input(server: &TestServer, name: &str, text: &str) -> Value {
    json!({ "connectionId": server.connection(), "name": name, "source": { "text": text } })
}

async fn put(server: &TestServer, name: &str, text: &str) -> Value {
    let input = put_input(server, name, text);
    server.data(PUT, json!({ "input": input })).await["putUdfModule"].take()
}

async fn put_refused(server: &TestServer, input: Value) -> Value {
    server.error(PUT, json!({ "input": input })).await
}

async fn remove(server: &TestServer, name: &str) -> Value {
    let input = json!({ "connectionId": server.connection(), "name": name });
    server.data(REMOVE, json!({ "input": input })).await["removeUdfModule"].take()
}

async fn listed(server: &TestServer, name: &str) -> Option<Value> {
    let data = server
        .data(LIST, json!({ "id": server.connection() }))
        .await;
    let modules = data["udfModules"].as_array().unwrap();
    modules
        .iter()
        .find(|module| module["name"] == name)
        .cloned()
}

async fn example(server: &TestServer, name: &str) -> String {
    let data = server
        .data("{ udfExamples { name kind title source } }", json!({}))
        .await;
    let examples = data["udfExamples"].as_array().unwrap();
    let found = examples.iter().find(|example| example["name"] == name);
    found.unwrap()["source"].as_str().unwrap().to_owned()
}

fn call_input(module: &str, function: &str, arguments: Value) -> Value {
    json!({ "module": module, "function": function, "arguments": arguments })
}

fn execute_input(server: &TestServer, set: &str, call: Value) -> Value {
    let key = json!({ "namespace": "test", "set": set, "userKey": { "int": "1" } });
    json!({ "input": { "connectionId": server.connection(), "key": key, "call": call } })
}

fn query_input(server: &TestServer, set: &str) -> Value {
    json!({ "connectionId": server.connection(), "namespace": "test", "set": set })
}

async fn fill(server: &TestServer, set: &str, count: i64) {
    const PUT: &str = "mutation($input: PutRecordsInput!) { putRecords(input: $input) { failed } }";
    let records: Vec<Value> = (0..count)
        .map(|n| {
            let key =
                json!({ "namespace": "test", "set": set, "userKey": { "int": n.to_string() } });
            json!({ "key": key, "bins": { "n": n, "group": if n % 3 == 0 { "third" } else { "rest" } } })
        })
        .collect();
    let input = json!({ "connectionId": server.connection(), "records": records });
    let data = server.data(PUT, json!({ "input": input })).await;
    assert_eq!(data["putRecords"]["failed"], 0, "{data:#}");
}

#[tokio::test]
async fn a_module_is_put_shown_replaced_and_removed() {
    with_server(async |server| {
        let name = "gateway_put.lua";
        let made = put(server, name, FUNCTIONS).await;
        assert_eq!(made["nodesBehind"], json!([]), "{made:#}");
        assert_eq!(made["module"]["mismatched"], false);
        let hash = made["module"]["hash"].clone();
        let module = listed(server, name).await.unwrap();
        assert_eq!((&module["hash"], &module["type"]), (&hash, &json!("LUA")));
        assert_eq!(module["size"], FUNCTIONS.len().to_string());
        let nodes = module["nodes"].as_array().unwrap();
        assert!(
            nodes.iter().all(|node| node["presence"] == "PRESENT"),
            "{module:#}"
        );

        let variables = json!({ "id": server.connection(), "name": name });
        let shown = server.data(SOURCE, variables.clone()).await;
        let shown = &shown["udfModule"];
        assert_eq!(shown["text"], FUNCTIONS);
        assert_eq!(shown["bytes"], Value::Null);
        assert_eq!(shown["size"], FUNCTIONS.len().to_string());
        assert_eq!(
            shown["functions"],
            json!(["fail", "forever", "same", "slow"])
        );

        let mut stale = put_input(server, name, "function other() end");
        stale["expectedHash"] = Value::Null;
        let error = put_refused(server, stale.clone()).await;
        assert_eq!(error["extensions"]["code"], "CONFLICT");
        assert_eq!(error["extensions"]["details"]["currentHash"], hash);
        stale["expectedHash"] = hash.clone();
        let replaced = server.data(PUT, json!({ "input": stale })).await;
        assert_ne!(replaced["putUdfModule"]["module"]["hash"], hash);
        let size = "function other() end".len().to_string();
        assert_eq!(listed(server, name).await.unwrap()["size"], size);
        let again = put_refused(server, {
            let mut stale = put_input(server, name, FUNCTIONS);
            stale["expectedHash"] = hash;
            stale
        });
        assert_eq!(again.await["extensions"]["code"], "CONFLICT");

        let removed = remove(server, name).await;
        assert_eq!(removed, json!({ "removed": true, "nodesBehind": [] }));
        let removed = remove(server, name).await;
        assert_eq!(removed["removed"], false);
        let gone = server.data(SOURCE, variables).await;
        assert_eq!(gone["udfModule"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_lua_is_refused_with_its_line_before_anything_is_sent() {
    with_server(async |server| {
        let check = async |source: &str| {
            let mut data = server.data(CHECK, json!({ "source": source })).await;
            data["checkUdf"].take()
        };
        let good = check("function f(rec) return 1 end").await;
        assert_eq!(
            good,
            json!({ "ok": true, "line": null, "message": null, "functions": ["f"] })
        );
        let bad = check("function f()\nend\nfunction (").await;
        assert_eq!(bad["line"], 3);
        assert_eq!(bad["message"], "<name> expected near '('");
        assert_eq!(check("").await["ok"], false);
        // It is Lua; that it does not load here, or would not end, is not this question.
        assert_eq!(
            check("while true do end").await,
            json!({
            "ok": true, "line": null, "message": null, "functions": null })
        );
        assert_eq!(check("local m = require('other')").await["ok"], true);

        let error = put_refused(server, put_input(server, "gateway_bad.lua", "x =\n= 1")).await;
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
        assert_eq!(error["extensions"]["details"]["line"], 2);
        assert_eq!(error["extensions"]["details"]["field"], "input.source");
        assert_eq!(listed(server, "gateway_bad.lua").await, None);
    })
    .await;
}

#[tokio::test]
async fn names_and_sizes_at_the_limits_pass_and_beyond_are_refused() {
    with_server(async |server| {
        let longest = format!("{}.lua", "m".repeat(123));
        assert_eq!(
            put(server, &longest, "x = 1").await["nodesBehind"],
            json!([])
        );
        assert_eq!(remove(server, &longest).await["removed"], true);
        for name in [
            format!("{}.lua", "m".repeat(124)),
            "a;b.lua".to_owned(),
            "a/b.lua".to_owned(),
            "a\nb.lua".to_owned(),
            "ä.lua".to_owned(),
            String::new(),
            "no_ending".to_owned(),
            ".lua".to_owned(),
        ] {
            let error = put_refused(server, put_input(server, &name, "x = 1")).await;
            let code = error["extensions"]["code"].as_str().unwrap();
            assert!(
                ["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"].contains(&code),
                "{name:?}: {error:#}"
            );
        }
        let name = "gateway_large.lua";
        let text = |bytes: usize| format!("--{}", "x".repeat(bytes - 2));
        let large = text(1024 * 1024);
        assert_eq!(put(server, name, &large).await["nodesBehind"], json!([]));
        let variables = json!({ "id": server.connection(), "name": name });
        let shown = server.data(SOURCE, variables).await;
        assert_eq!(shown["udfModule"]["text"], large.as_str());
        let error = put_refused(server, put_input(server, name, &text(1024 * 1024 + 1))).await;
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
        remove(server, name).await;
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_not_utf8_passes_as_bytes() {
    with_server(async |server| {
        let name = "gateway_bytes.lua";
        // `return "\xff"` in base64.
        let bytes = "cmV0dXJuICL/Ig==";
        let input = json!({
            "connectionId": server.connection(), "name": name, "source": { "bytes": bytes },
        });
        server.data(PUT, json!({ "input": input })).await;
        let variables = json!({ "id": server.connection(), "name": name });
        let shown = server.data(SOURCE, variables).await;
        assert_eq!(shown["udfModule"]["text"], Value::Null);
        assert_eq!(shown["udfModule"]["bytes"], bytes);
        remove(server, name).await;
    })
    .await;
}

#[tokio::test]
async fn a_function_is_called_on_a_record_with_typed_values() {
    with_server(async |server| {
        let (name, set) = ("gateway_call.lua", "udf-call");
        put(server, name, FUNCTIONS).await;
        let call = async |function: &str, arguments: Value| {
            let call = call_input(name, function, arguments);
            server.data(EXECUTE, execute_input(server, set, call)).await["executeUdf"]["value"]
                .take()
        };
        for value in [
            json!({ "$int": "9223372036854775807" }),
            json!({ "$bytes": "AP8=" }),
            json!(["a", 1, { "k": true }]),
            json!({ "$map": [[1, "one"]], "$order": "UNORDERED" }),
            json!(1.5),
            json!(null),
        ] {
            assert_eq!(call("same", json!([value])).await, value);
        }
        let error = server
            .error(
                EXECUTE,
                execute_input(server, set, call_input(name, "fail", json!([]))),
            )
            .await;
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{error:#}");
        assert_eq!(error["extensions"]["details"]["line"], 6);
        assert_eq!(error["extensions"]["details"]["reason"], "boom");
        assert!(!error.to_string().contains("/opt/"), "{error}");
        let missing = call_input("gateway_nosuch.lua", "f", json!([]));
        let error = server
            .error(EXECUTE, execute_input(server, set, missing))
            .await;
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
        let bad = call_input(name, "same", json!([{ "$int": "x" }]));
        let error = server.error(EXECUTE, execute_input(server, set, bad)).await;
        assert_eq!(
            error["extensions"]["details"]["field"],
            "input.call.arguments.0.$int"
        );
        remove(server, name).await;
    })
    .await;
}

#[tokio::test]
async fn a_function_that_does_not_end_fails_in_time() {
    with_server(async |server| {
        if server
            .control("a_function_that_does_not_end_fails_in_time")
            .is_none()
        {
            return;
        }
        let name = "gateway_forever.lua";
        put(server, name, FUNCTIONS).await;
        let started = Instant::now();
        let call = call_input(name, "forever", json!([]));
        let error = server
            .error(EXECUTE, execute_input(server, "udf-forever", call))
            .await;
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{error:#}");
        assert!(started.elapsed() < Duration::from_secs(5));
    })
    .await;
}

#[tokio::test]
async fn a_function_is_called_on_each_record_of_a_query_as_a_job() {
    with_server(async |server| {
        let (name, set) = ("gateway_job.lua", "udf-job");
        fill(server, set, 60).await;
        put(server, name, &example(server, "counters.lua").await).await;
        let mut query = query_input(server, set);
        query["filter"] = json!({ "bin": { "bin": "n", "is": { "int": { "ge": "30" } } } });
        let input = json!({ "query": query, "call": call_input(name, "add", json!(["n", 1000])) });
        let job = server.data(START, json!({ "input": input })).await["startUdfJob"]["job"].take();
        assert_eq!(job["kind"], "BACKGROUND_UDF");
        let ended = end(server, &job).await;
        assert_eq!(ended["phase"], "SUCCEEDED", "{ended:#}");
        assert_eq!(ended["counts"]["succeeded"], "30", "{ended:#}");
        let call = call_input("gateway_sum.lua", "sum", json!(["n"]));
        put(
            server,
            "gateway_sum.lua",
            &example(server, "statistics.lua").await,
        )
        .await;
        let variables = json!({ "query": query_input(server, set), "call": call });
        let sum = server.data(AGGREGATE, variables).await;
        let expected = (0..60_i64).sum::<i64>() + 30 * 1000;
        assert_eq!(sum["aggregate"]["values"], json!([expected]));

        let mut few = input;
        few["atMost"] = "10".into();
        let job = server.data(START, json!({ "input": few })).await["startUdfJob"]["job"].take();
        let ended = end(server, &job).await;
        assert_eq!(
            (&ended["phase"], &ended["problem"]["code"]),
            (&json!("FAILED"), &json!("CONFLICT"))
        );
        remove(server, name).await;
        remove(server, "gateway_sum.lua").await;
    })
    .await;
}

#[tokio::test]
async fn a_job_that_calls_a_module_keeps_it_and_can_be_cancelled() {
    with_server(async |server| {
        let (name, set) = ("gateway_used.lua", "udf-used");
        fill(server, set, 200).await;
        put(server, name, FUNCTIONS).await;
        let input = json!({
            "query": query_input(server, set), "call": call_input(name, "slow", json!([])),
            "recordsPerSecond": 5,
        });
        let job = server.data(START, json!({ "input": input })).await["startUdfJob"]["job"].take();
        let mut feed = Feed::open(server, &job).await;
        loop {
            let now = feed.next().await;
            assert!(now["endedAt"].is_null(), "{now:#}");
            if now["counts"]["succeeded"] != "0" {
                assert_eq!(now["canPause"], false, "{now:#}");
                break;
            }
        }
        let input = json!({ "connectionId": server.connection(), "name": name });
        let error = server.error(REMOVE, json!({ "input": input })).await;
        assert_eq!(error["extensions"]["code"], "CONFLICT", "{error:#}");
        assert_eq!(
            error["extensions"]["details"]["jobs"]
                .as_array()
                .map(Vec::len),
            Some(1)
        );
        let cancel =
            "mutation($input: CancelJobInput!) { cancelJob(input: $input) { job { phase } } }";
        server
            .data(cancel, json!({ "input": { "id": job["id"] } }))
            .await;
        let ended = feed.until("CANCELLED").await;
        assert_ne!(ended["counts"]["succeeded"], "200", "{ended:#}");
        assert_eq!(remove(server, name).await["removed"], true);
    })
    .await;
}

#[tokio::test]
async fn a_query_is_aggregated_over_all_nodes() {
    with_server(async |server| {
        let (name, set) = ("gateway_groups.lua", "udf-groups");
        fill(server, set, 90).await;
        put(server, name, &example(server, "groups.lua").await).await;
        let aggregate = async |call: Value| {
            let variables = json!({ "query": query_input(server, set), "call": call });
            server.data(AGGREGATE, variables).await["aggregate"].take()
        };
        let counts = aggregate(call_input(name, "count_by", json!(["group"]))).await;
        assert_eq!(
            counts["values"],
            json!([{ "rest": 60, "third": 30 }]),
            "{counts:#}"
        );
        let variables = json!({
            "query": query_input(server, set), "call": call_input(name, "nosuch", json!([])),
        });
        let error = server.error(AGGREGATE, variables).await;
        assert_eq!(
            error["extensions"]["details"]["reason"], "function not found",
            "{error:#}"
        );
        let variables = json!({
            "query": query_input(server, set),
            "call": call_input("gateway_nosuch.lua", "f", json!([])),
        });
        let error = server.error(AGGREGATE, variables).await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND", "{error:#}");
        remove(server, name).await;
    })
    .await;
}

#[tokio::test]
async fn what_runs_on_this_server_has_limits_and_no_way_out() {
    with_server(async |server| {
        let (name, set) = ("gateway_hostile.lua", "udf-hostile");
        fill(server, set, 3).await;
        let source = "
            local function one() return 1 end
            function spin(s) return s : map(one) : reduce(function(a, b) return a + b end)
              : map(function() while true do end end) end
            function host(s) return s : map(one) : reduce(function(a, b) return a + b end)
              : map(function() return tostring(os) .. tostring(io) .. tostring(package) .. tostring(require) end) end
        ";
        put(server, name, source).await;
        let variables = |function: &str| {
            json!({ "query": query_input(server, set), "call": call_input(name, function, json!([])) })
        };
        let started = Instant::now();
        let error = server.error(AGGREGATE, variables("spin")).await;
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{error:#}");
        assert!(started.elapsed() < Duration::from_secs(20));
        let host = server.data(AGGREGATE, variables("host")).await;
        assert_eq!(host["aggregate"]["values"], json!(["nilnilnilnil"]));
        remove(server, name).await;
    })
    .await;
}

#[tokio::test]
async fn a_node_that_missed_a_module_is_marked_and_followed() {
    with_server(async |server| {
        let Some(cluster) = server.control("a_node_that_missed_a_module_is_marked_and_followed")
        else {
            return;
        };
        let name = "gateway_missed.lua";
        cluster.set_misses_modules(0, true).unwrap();
        let mut socket = server.socket().await;
        socket
            .subscribe("1", FEED, json!({ "id": server.connection() }))
            .await;
        let mut until = async |wanted: Value| {
            loop {
                let item = socket.data("1").await["udfModulesChanged"].take();
                let modules = item["modules"].as_array().cloned().unwrap_or_default();
                let found = modules.iter().find(|module| module["name"] == name);
                if found
                    .map(|module| module["mismatched"].clone())
                    .unwrap_or_default()
                    == wanted
                {
                    return;
                }
            }
        };
        until(Value::Null).await;
        let made = put(server, name, "x = 1").await;
        assert_eq!(made["nodesBehind"], json!(["A1"]), "{made:#}");
        let presence = |module: &Value| {
            let nodes = module["nodes"].as_array().unwrap().iter();
            nodes
                .map(|node| node["presence"].clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(presence(&made["module"])[0], "MISSING");
        until(json!(true)).await;
        cluster.set_misses_modules(0, false).unwrap();
        until(json!(false)).await;
        assert_eq!(listed(server, name).await.unwrap()["mismatched"], false);
    })
    .await;
}
