//! Documents made from the schema to do harm, by the thousand: each is answered, with codes and
//! nothing of the inside, and the server is as well afterwards as before.

pub(crate) mod generate;
pub(crate) mod schema;

use std::{
    env, fs,
    time::{Duration, Instant},
};

use acm_tests::{Setup, TestServer, with_setup};
use serde_json::{Value, json};
use tokio::process::Command;

use generate::Generator;
use schema::Schema;

/// Time one document may take; a debug build on a busy machine included.
const ONE: Duration = Duration::from_secs(10);
/// Memory that may be held after a thousand documents.
const GROWTH_KIB: u64 = 128 * 1024;
/// Bytes of the longest message, whatever it repeats of what it was sent.
const MESSAGE: usize = 2_000;

/// What no answer may hold: it would be the inside of this server.
const INSIDE: [&str; 12] = [
    "panicked",
    ".rs:",
    "/src/",
    "async_graphql",
    "acm_",
    "serde",
    "tokio",
    "aerospike::",
    "Option<",
    "unwrap",
    "struct ",
    "line 1 column",
];

/// Set in the process of a test that runs alone.
const ALONE: &str = "ACM_TEST_ALONE";

/// Sends bodies one after the other and checks each answer; then the server itself. The test called
/// `name` runs in a process of its own: only there its memory is nobody else's.
async fn survive(name: &str, bodies: impl AsyncFnOnce(&TestServer, &Schema) -> Vec<Value>) {
    if env::var_os(ALONE).is_none() {
        return run_alone(&format!("hostile::{name}")).await;
    }
    let setup = Setup {
        nodes: 1,
        ..Setup::default()
    };
    with_setup(setup, async |server| {
        let schema = Schema::of(server).await;
        let bodies = bodies(server, &schema).await;
        assert!(bodies.len() >= 200, "{name}: only {}", bodies.len());
        let before = resident_kib();
        let mut wrong = Vec::new();
        for body in &bodies {
            wrong.extend(send(server, body).await);
        }
        assert!(
            wrong.is_empty(),
            "{name}: {} of {} answers are wrong, such as\n{}",
            wrong.len(),
            bodies.len(),
            wrong[..wrong.len().min(5)].join("\n\n")
        );
        let grown = resident_kib().saturating_sub(before);
        assert!(grown < GROWTH_KIB, "{name}: {grown} KiB more are held");
        let alive = server.data("{ features { version } }", json!({})).await;
        assert!(alive["features"]["version"].is_string());
    })
    .await;
}

/// Runs a test of this program by itself; fails with all it says when it does.
async fn run_alone(test: &str) {
    let program = env::current_exe().unwrap();
    let mut command = Command::new(program);
    let alone = command.args(["--exact", test]).env(ALONE, "1");
    let output = alone.kill_on_drop(true).output().await.unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// What is wrong with the answer to a body.
async fn send(server: &TestServer, body: &Value) -> Option<String> {
    let started = Instant::now();
    let response = server.post().json(body).timeout(ONE).send().await;
    let shown: String = body.to_string().chars().take(400).collect();
    let complain = |what: String| Some(format!("{shown}\n  {what}"));
    let response = match response {
        Ok(response) => response,
        Err(error) => return complain(format!("{error} after {:?}", started.elapsed())),
    };
    let status = response.status();
    let Ok(answer) = response.json::<Value>().await else {
        return complain(format!("{status} without JSON"));
    };
    if status.is_server_error() {
        return complain(format!("{status} {answer}"));
    }
    for error in answer["errors"].as_array().into_iter().flatten() {
        let (extensions, message) = (&error["extensions"], error["message"].as_str());
        let coded = extensions["code"].is_string() && extensions["requestId"].is_string();
        let message = message.unwrap_or_default();
        let leak = INSIDE.iter().find(|inside| message.contains(**inside));
        if !coded || leak.is_some() || extensions["code"] == "INTERNAL" || message.len() > MESSAGE {
            return complain(format!("{leak:?} {error}"));
        }
    }
    None
}

fn resident_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn every_argument_survives_every_wrong_literal() {
    survive(
        "every_argument_survives_every_wrong_literal",
        async |_, schema| generate::wrong_literals(schema),
    )
    .await;
}

#[tokio::test]
async fn every_argument_survives_variables_of_every_wrong_shape() {
    survive(
        "every_argument_survives_variables_of_every_wrong_shape",
        async |_, schema| generate::wrong_variables(schema),
    )
    .await;
}

#[tokio::test]
async fn a_thousand_random_operations_over_the_schema_are_answered() {
    survive(
        "a_thousand_random_operations_over_the_schema_are_answered",
        async |server, schema| {
            let mut generator = Generator::new(schema, server.connection(), 7);
            (0..1_000).map(|_| generator.operation()).collect()
        },
    )
    .await;
}

#[tokio::test]
async fn a_thousand_damaged_documents_are_answered() {
    survive(
        "a_thousand_damaged_documents_are_answered",
        async |server, schema| {
            let mut generator = Generator::new(schema, server.connection(), 11);
            (0..1_000).map(|_| generator.damaged()).collect()
        },
    )
    .await;
}

#[tokio::test]
async fn bombs_are_refused_before_they_go_off() {
    survive("bombs_are_refused_before_they_go_off", async |server, _| {
        generate::bombs(server.connection())
    })
    .await;
}
