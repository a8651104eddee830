//! Writes without an answer.

use acm_embedded::{CommandKind, Commands, Effect, Fault, ResultCode};
use futures_util::future::join_all;
use serde_json::Value;
use tokio::time::timeout;

use super::stage::{LONG, Stage};

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
