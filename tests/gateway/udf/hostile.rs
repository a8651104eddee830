//! Modules that would harm this server when it reads them or reduces with them.

use std::time::{Duration, Instant};

use acm_tests::{TestServer, with_server};
use serde_json::{Value, json};

use super::{
    AGGREGATE, CHECK, EXECUTE, SOURCE, call_input, execute_input, fill, put, put_input,
    put_refused, query_input, remove,
};

async fn checked(server: &TestServer, source: &str) -> Value {
    let started = Instant::now();
    let told = server.data(CHECK, json!({ "source": source })).await;
    assert!(started.elapsed() < Duration::from_secs(15), "{source:.60}");
    told["checkUdf"].clone()
}

#[tokio::test]
async fn a_text_that_takes_long_to_read_is_refused_before_it_is_read() {
    with_server(async |server| {
        for text in [
            format!("x = a{}", " and a".repeat(160_000)),
            format!("x = a{}", " or a".repeat(160_000)),
            format!("if a then {} end", "elseif a then ".repeat(70_000)),
        ] {
            let told = checked(server, &text).await;
            assert_eq!(told["ok"], false);
            let message = told["message"].as_str().unwrap();
            assert!(message.contains("20000"), "{message}");
            let error = put_refused(server, put_input(server, "gateway_long.lua", &text)).await;
            assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{error:#}");
        }
    })
    .await;
}

/// The outermost lines of a module run here, so that its functions are found.
#[tokio::test]
async fn outermost_lines_that_take_memory_or_time_are_ended() {
    with_server(async |server| {
        for lines in [
            "x = (('x'):rep(1 << 20)):gsub('.*', ('%0'):rep(1 << 20))",
            "local s, t = ('a'):rep(4 << 20), {} for i = 1, 20000 do t[i] = s end table.sort(t)",
            "x = (('a'):rep(1 << 20)):find('[' .. ('b'):rep(4 << 20) .. ']')",
            "while true do pcall(string.rep, 'x', 1 << 23) end",
            "error(('x'):rep(1 << 22))",
            "local function f() return f() + 1 end f()",
        ] {
            let told = checked(server, &format!("function fine() end {lines}")).await;
            assert_eq!(told["ok"], true, "it is Lua: {lines}");
            assert_eq!(told["functions"], Value::Null, "it does not load: {lines}");
        }
        let told = checked(server, "function fine() end").await;
        assert_eq!(told["functions"], json!(["fine"]), "the server is there");
    })
    .await;
}

#[tokio::test]
async fn the_reason_of_a_failure_is_no_longer_than_a_person_reads() {
    with_server(async |server| {
        let (name, set) = ("gateway_verbose.lua", "udf-verbose");
        fill(server, set, 2).await;
        let source = "
            function shout(rec) error(('x'):rep(1 << 20), 0) end
            local function one() return 1 end
            function stream(s) return s : map(one) : reduce(function(a, b) return a + b end)
              : map(function() error(('y'):rep(1 << 20), 0) end) end
        ";
        put(server, name, source).await;
        let call = call_input(name, "shout", json!([]));
        let error = server
            .error(EXECUTE, execute_input(server, set, call))
            .await;
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
        assert!(
            error.to_string().len() < 20_000,
            "{}",
            error.to_string().len()
        );
        let call = call_input(name, "stream", json!([]));
        let variables = json!({ "query": query_input(server, set), "call": call });
        let error = server.error(AGGREGATE, variables).await;
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
        assert!(
            error.to_string().len() < 20_000,
            "{}",
            error.to_string().len()
        );
        remove(server, name).await;
    })
    .await;
}

/// A node's part is made by one text and this server's by another, if somebody is quick.
#[tokio::test]
async fn a_module_that_is_replaced_while_it_is_called_answers_by_the_old_or_the_new_one() {
    with_server(async |server| {
        let (name, set) = ("gateway_replaced.lua", "udf-replaced");
        fill(server, set, 60).await;
        let version = |number: u32| {
            format!("local function one() return 1 end
                function sum(s) return s : map(one) : reduce(function(a, b) return a + b end) end
                function version(rec) return {number} end")
        };
        put(server, name, &version(0)).await;
        let mut last = 0;
        for number in 1..=6 {
            let text = version(number);
            let query = json!({ "query": query_input(server, set), "call": call_input(name, "sum", json!([])) });
            let call = execute_input(server, set, call_input(name, "version", json!([])));
            let (made, sum, told) = tokio::join!(
                put(server, name, &text),
                server.data(AGGREGATE, query),
                server.data(EXECUTE, call),
            );
            assert_eq!(made["nodesBehind"], json!([]));
            assert_eq!(sum["aggregate"]["values"], json!([60]), "{sum}");
            let told = &told["executeUdf"]["value"];
            assert!(*told == json!(last) || *told == json!(number), "{told}");
            last = number;
        }
        let variables = json!({ "id": server.connection(), "name": name });
        let shown = server.data(SOURCE, variables).await;
        assert_eq!(shown["udfModule"]["text"], version(6));
        remove(server, name).await;
    })
    .await;
}
