//! Lua modules: stored, shown, called on a record, in the background and on a stream, removed.

use acm_tests::with_server;
use serde_json::{Value, json};

use super::{EXECUTE, input, message, rows, run, run_with};

const SOURCE: &str = "
local function put(rec)
    if aerospike:exists(rec) then aerospike:update(rec) else aerospike:create(rec) end
end
function add(rec, bin, by) rec[bin] = (rec[bin] or 0) + by; put(rec); return rec[bin] end
function fails(rec) error('on purpose') end
local function number(rec) return rec.n end
local function plus(a, b) return a + b end
function total(stream) return stream : map(number) : reduce(plus) end
";

#[tokio::test]
async fn a_module_is_stored_called_and_removed() {
    with_server(async |server| {
        let inserts: String = (1..=10)
            .map(|n| format!("INSERT INTO test.aql_lua (PK, n) VALUES ({n}, {n});"))
            .collect();
        run(server, &inserts).await;
        let files = json!([{ "name": "lua/aql_calls.lua", "text": SOURCE }]);
        let text = "REGISTER MODULE 'lua/aql_calls.lua'; SHOW MODULES; DESC MODULE aql_calls.lua;
            EXECUTE aql_calls.add('n', 100) ON test.aql_lua WHERE PK = 1;
            EXECUTE aql_calls.add('n', 9007199254740993) ON test.aql_lua WHERE PK = 'new';
            AGGREGATE aql_calls.total() ON test.aql_lua WHERE n BETWEEN 2 AND 10;
            SELECT n FROM test.aql_lua WHERE PK = 1";
        let told = run_with(server, text, json!({ "files": files })).await;
        assert_eq!(told["phase"], "SUCCEEDED", "{told:#}");
        assert!(
            rows(&told, 1)
                .iter()
                .any(|module| module["module"] == "aql_calls.lua")
        );
        assert_eq!(rows(&told, 2)[0]["source"], SOURCE);
        assert_eq!(rows(&told, 3), [json!({ "result": 101 })]);
        assert_eq!(
            rows(&told, 4)[0]["result"],
            json!({ "$int": "9007199254740993" })
        );
        assert_eq!(rows(&told, 5), [json!({ "result": 54 })]);
        assert_eq!(rows(&told, 6)[0]["n"], 101);
        let failed = run_with(
            server,
            "EXECUTE aql_calls.fails() ON test.aql_lua WHERE PK = 1",
            json!({}),
        )
        .await;
        assert_eq!(
            failed["statements"][0]["problem"]["code"], "BAD_USER_INPUT",
            "{failed:#}"
        );
        let removed = run_with(
            server,
            "REMOVE MODULE aql_calls.lua; SHOW MODULES",
            json!({ "confirmations": ["aql_calls.lua"] }),
        )
        .await;
        assert_eq!(message(&removed, 0), "The module is removed.");
        assert!(
            !rows(&removed, 1)
                .iter()
                .any(|module| module["module"] == "aql_calls.lua")
        );
    })
    .await;
}

#[tokio::test]
async fn a_function_in_the_background_is_confirmed_and_waited_for() {
    with_server(async |server| {
        let inserts: String =
            (1..=20).map(|n| format!("INSERT INTO test.aql_back (PK, n) VALUES ({n}, {n});")).collect();
        run(server, &inserts).await;
        run(server, &format!("REGISTER MODULE 'aql_back.lua' AS $${SOURCE}$$")).await;
        let text = "EXECUTE aql_back.add('n', 1000) ON test.aql_back WHERE n BETWEEN 1 AND 10; SELECT n FROM test.aql_back";
        let open = server.error(EXECUTE, input(server, text, json!({}))).await;
        assert_eq!(open["extensions"]["details"]["confirm"], json!(["test.aql_back"]));
        let told = run_with(server, text, json!({ "confirmations": ["test.aql_back"] })).await;
        assert_eq!(told["phase"], "SUCCEEDED", "{told:#}");
        let numbers: Vec<i64> = rows(&told, 1).iter().filter_map(|row| row["n"].as_i64()).collect();
        assert_eq!(numbers.iter().filter(|number| **number > 1_000).count(), 10, "{numbers:?}");
        run_with(server, "REMOVE MODULE aql_back.lua", json!({ "confirmations": ["aql_back.lua"] })).await;
    })
    .await;
}

#[tokio::test]
async fn text_that_is_no_lua_is_refused_with_its_line() {
    with_server(async |server| {
        let text = "REGISTER MODULE 'aql_bad.lua' AS $$\nfunction f(\n$$";
        let told = run_with(server, text, json!({})).await;
        let problem = &told["statements"][0]["problem"];
        assert_eq!(problem["code"], "BAD_USER_INPUT", "{problem}");
        let modules: Vec<Value> = rows(&run(server, "SHOW MODULES").await, 0);
        assert!(
            !modules
                .iter()
                .any(|module| module["module"] == "aql_bad.lua")
        );
    })
    .await;
}
