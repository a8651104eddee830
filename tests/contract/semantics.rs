//! The engine's semantics, pinned: what a client may rely on must survive a change of the engine's
//! version. Two of its releases answered keys in order of completion and dropped failed fields.

use std::time::Duration;

use acm_core::{ApiError, ErrorCode};
use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema, SimpleObject};

struct Query;

#[derive(SimpleObject)]
struct Inner {
    ok: i32,
    bad: Option<Result<i32, ApiError>>,
    strict: Result<i32, ApiError>,
}

fn failure() -> ApiError {
    ApiError::new(ErrorCode::Unavailable, "on purpose")
}

fn inner() -> Inner {
    Inner {
        ok: 1,
        bad: Some(Err(failure())),
        strict: Err(failure()),
    }
}

#[Object]
impl Query {
    async fn slow(&self) -> i32 {
        tokio::time::sleep(Duration::from_millis(20)).await;
        1
    }
    async fn fast(&self) -> i32 {
        2
    }
    async fn nullable(&self) -> Option<Inner> {
        Some(inner())
    }
    async fn required(&self) -> Inner {
        inner()
    }
    async fn list(&self) -> Vec<Inner> {
        vec![inner(), inner()]
    }
}

async fn check(query: &str, expected: &str) {
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    let answer = schema.execute(query).await;
    let paths: Vec<_> = answer
        .errors
        .iter()
        .map(|error| serde_json::to_string(&error.path).unwrap())
        .collect();
    let data = serde_json::to_string(&answer.data).unwrap();
    assert_eq!(
        format!("{data} {}", paths.join(" ")).trim(),
        expected,
        "{query}"
    );
}

#[tokio::test(start_paused = true)]
async fn keys_stand_in_the_order_of_the_document() {
    check("{ slow fast }", r#"{"slow":1,"fast":2}"#).await;
    check("{ b: fast a: slow }", r#"{"b":2,"a":1}"#).await;
}

#[tokio::test(start_paused = true)]
async fn a_failed_nullable_field_is_null_and_its_siblings_stay() {
    check(
        "{ nullable { bad ok } fast }",
        r#"{"nullable":{"bad":null,"ok":1},"fast":2} ["nullable","bad"]"#,
    )
    .await;
    let both = r#"{"list":[{"bad":null},{"bad":null}]} ["list",0,"bad"] ["list",1,"bad"]"#;
    check("{ list { bad } }", both).await;
}

#[tokio::test(start_paused = true)]
async fn a_failed_required_field_nulls_the_nearest_nullable_parent() {
    check(
        "{ fast nullable { ok strict } }",
        r#"{"fast":2,"nullable":null} ["nullable","strict"]"#,
    )
    .await;
    check(
        "{ fast required { strict } }",
        r#"null ["required","strict"]"#,
    )
    .await;
}
