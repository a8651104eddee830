//! What a real server answered, answered again: each capture of official clients at Aerospike
//! Community Edition 8.1.2.0, step by step.
//!
//! A step is either answered as captured, or it is in the table of [`table`] with what is answered in
//! its place: the refusal a client gets for what this cluster does not do.

mod cluster;
mod later;
mod table;

use std::collections::HashMap;
use std::time::Duration;

use acm_embedded::EmbeddedCluster;

use crate::capture::{self, Exchange, Step};
use crate::client::{Client, Frame, Reply, frames};
use later::{are_listed, describe};
use table::LATER;

/// A capture: its name and its text.
type Capture = (&'static str, &'static str);

macro_rules! captures {
    ($($name:ident = $file:literal),* $(,)?) => {
        $(const $name: Capture = ($file, include_str!(concat!("../../captures/", $file, ".txt")));)*
    };
}

captures! {
    PYTHON_TEND = "01-python-connect-tend",
    PUT_TYPES = "02-put-types",
    GET = "03-get",
    GENERATION = "04-generation",
    EXISTS_POLICY = "05-exists-policy",
    TTL = "06-ttl",
    OPERATE = "07-operate",
    DELETE = "08-delete",
    BATCH = "09-batch",
    SCAN = "10-scan",
    INDEX = "11-index-and-query",
    FILTERS = "12-filter-expressions",
    LISTS = "13-lists",
    MAPS = "14-maps",
    UDF = "15-udf",
    BACKGROUND = "16-background",
    TRUNCATE = "17-truncate",
    INFO = "18-info",
    COMPRESSION = "21-compression",
    ERROR_DETAIL = "22-error-detail",
    TRANSACTION = "23-transaction",
    RUST_TEND = "50-rust-connect-tend",
    RUST_PUT_GET = "51-rust-put-get",
    RUST_BATCH = "52-rust-batch",
    RUST_SCAN = "53-rust-scan",
    JAVA = "java-client",
    NODE = "node-client",
}

/// A step, and what was answered to each of its requests.
type Answered = (Step, Vec<Vec<Frame>>);

/// Replays a capture after those that made the records it uses, in a cluster of one node.
async fn replay(name: &str, before: &[Capture], capture: Capture) {
    let cluster = EmbeddedCluster::builder()
        .cluster_name(name)
        .start()
        .await
        .expect("starts");
    let mut client = Client::connect(cluster.addresses()[0]).await;
    for capture in before {
        run(&cluster, &mut client, capture).await;
    }
    let found = run(&cluster, &mut client, &capture).await;
    cluster.shutdown().await;
    check(capture.0, &found);
}

/// Compares all steps before it fails, so that one run tells all that is wrong.
fn check(capture: &str, found: &[Answered]) {
    let listed = LATER.iter().find(|(of, _)| *of == capture);
    let listed = listed.map_or(&[][..], |(_, steps)| steps);
    let mut wrong = Vec::new();
    for (step, answers) in found {
        let is_right = step
            .exchanges
            .iter()
            .zip(answers)
            .all(|(exchange, answer)| is_as_captured(exchange, answer, &step.name));
        let shown: Vec<String> = answers.iter().map(|answer| describe(answer)).collect();
        let instead = listed.iter().find(|(name, _)| *name == step.name);
        let is_met = match instead {
            None => is_right,
            // Listed for no reason is wrong too, unless it is a matter of time or of the machine.
            Some((_, instead)) => {
                let has_reason = !is_right || instead.iter().any(|answer| answer.ends_with('…'));
                has_reason && are_listed(&shown, instead)
            }
        };
        if !is_met {
            wrong.push(format!("({:?}, &{shown:?})", step.name));
        }
    }
    assert!(wrong.is_empty(), "{capture}:\n{}", wrong.join(",\n"));
    for (name, _) in listed {
        let is_there = found.iter().any(|(step, _)| step.name == *name);
        assert!(is_there, "{capture} has no step {name}");
    }
}

/// The steps of a capture with what was answered. Steps of one name are numbered from the second on.
async fn run(cluster: &EmbeddedCluster, client: &mut Client, (_, text): &Capture) -> Vec<Answered> {
    let mut found = Vec::new();
    let mut names: HashMap<String, u32> = HashMap::new();
    for mut step in capture::parse(text) {
        if step.name.contains("expired record") {
            cluster.advance_clock(Duration::from_secs(4));
        }
        let times = names.entry(step.name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            step.name = format!("{} ({times})", step.name);
        }
        let mut answers = Vec::new();
        for exchange in &step.exchanges {
            answers.push(client.answer_to(&exchange.requests).await);
            if step.name.starts_with("background") {
                client.until_no_query_runs().await;
            }
        }
        found.push((step, answers));
    }
    found
}

fn is_as_captured(exchange: &Exchange, answer: &[Frame], step: &str) -> bool {
    let expected = captured(exchange);
    let (Some(expected), Some(actual)) = (messages(&expected), messages(answer)) else {
        let timeless = |frames: &[Frame]| frames.iter().map(timeless).collect::<Vec<_>>();
        return timeless(&expected) == timeless(answer);
    };
    if step.contains("max_records") || step.contains("at most") {
        // Which records come first is the server's choice; how many is not.
        return actual.len() == expected.len();
    }
    in_order(actual) == in_order(expected)
}

/// The text of an info frame without how long something took, and from where it was asked for.
fn timeless(frame: &Frame) -> String {
    const PASSING: [&str; 4] = ["load_time=", "run-time=", "time-since-done=", "from="];
    let text = String::from_utf8_lossy(&frame.body);
    let passes = |pair: &str| PASSING.iter().any(|name| pair.starts_with(name));
    let pairs = text.split_inclusive([';', ':']);
    pairs.filter(|pair| !passes(pair)).collect()
}

fn captured(exchange: &Exchange) -> Vec<Frame> {
    let replies = exchange.replies.iter();
    replies.flat_map(|reply| frames(reply)).collect()
}

/// The messages of message frames.
fn messages(frames: &[Frame]) -> Option<Vec<Reply>> {
    let are_messages = frames.iter().all(|frame| frame.kind == 3);
    are_messages.then(|| frames.iter().flat_map(Frame::replies).collect())
}

/// The messages of a query sorted by digest, for threads of a server find them in any order.
fn in_order(mut replies: Vec<Reply>) -> Vec<Reply> {
    if replies.iter().any(|reply| !reply.fields.is_empty()) {
        replies.sort();
    }
    replies
}

macro_rules! conform {
    ($($test:ident: $capture:ident after [$($before:ident),*];)*) => {
        $(#[tokio::test]
        async fn $test() {
            replay("wire", &[$($before),*], $capture).await;
        })*
    };
}

conform! {
    the_python_client_connects_and_tends: PYTHON_TEND after [];
    every_particle_type_comes_back_as_it_was_put: PUT_TYPES after [];
    reads_answer_as_captured: GET after [PUT_TYPES];
    generation_policies_answer_as_captured: GENERATION after [];
    exists_policies_answer_as_captured: EXISTS_POLICY after [];
    times_to_live_answer_as_captured: TTL after [PUT_TYPES];
    operations_answer_as_captured: OPERATE after [];
    deletes_answer_as_captured: DELETE after [OPERATE];
    batches_answer_as_captured: BATCH after [TTL];
    scans_answer_as_captured: SCAN after [];
    indexes_and_their_queries_answer_as_listed: INDEX after [SCAN];
    filter_expressions_answer_as_captured: FILTERS after [SCAN];
    lists_answer_as_captured: LISTS after [PUT_TYPES];
    maps_answer_as_captured: MAPS after [PUT_TYPES];
    modules_answer_as_captured: UDF after [TTL, BATCH];
    background_commands_answer_as_captured: BACKGROUND after [SCAN, UDF];
    truncates_answer_as_captured: TRUNCATE after [SCAN];
    info_commands_answer_as_captured: INFO after [PUT_TYPES];
    compressed_commands_are_refused_as_captured: COMPRESSION after [];
    error_detail_is_not_given_as_captured: ERROR_DETAIL after [COMPRESSION];
    transactions_are_refused_as_captured: TRANSACTION after [];
    the_rust_client_connects_and_tends: RUST_TEND after [];
    the_rust_client_puts_and_gets: RUST_PUT_GET after [];
    the_rust_client_sends_batches: RUST_BATCH after [RUST_PUT_GET];
    the_rust_client_scans: RUST_SCAN after [];
}

#[tokio::test]
async fn the_java_client_is_served_as_recorded() {
    replay("embedded", &[], JAVA).await;
}

#[tokio::test]
async fn the_node_client_is_served_as_recorded() {
    replay("embedded", &[], NODE).await;
}
