use acm_core::{ApiError, ErrorCode};
use k8s_openapi::api::core::v1::ConfigMap;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    Client, Part,
    fake::{FakeApi, status},
};

/// What a real API server answered to a request that the operator's webhooks or definitions refuse.
#[derive(Deserialize)]
struct Capture {
    case: String,
    method: String,
    path: String,
    code: u16,
    #[serde(flatten)]
    status: Map<String, Value>,
}

/// Asks for something named as in `path` and is answered with this.
async fn refused(method: &str, path: &str, code: u16, body: &Value) -> ApiError {
    let (client, mut api) = FakeApi::client();
    let asked = async {
        let outcome = match method {
            "POST" => create(&client).await,
            _ => patch(&client, path.rsplit('/').next().unwrap()).await,
        };
        ApiError::from(outcome.unwrap_err())
    };
    let answered = async { api.next().await.json_with(code, &[], body) };
    tokio::join!(asked, answered).0
}

async fn create(client: &Client) -> crate::Result<()> {
    let object = json!({});
    let made = client.create::<ConfigMap>(Some("refuse"), &object, true);
    made.await.map(drop)
}

async fn patch(client: &Client, name: &str) -> crate::Result<()> {
    let namespace = Some("refuse");
    let patched = client.merge::<ConfigMap>(namespace, name, Part::Object, Map::new(), None, true);
    patched.await.map(drop)
}

#[tokio::test]
async fn each_refusal_a_real_server_gave_has_its_code_and_names_its_fields() {
    let captures = include_str!("../../tests/captures/refusals.jsonl");
    let expected = include_str!("../../tests/captures/refusals.txt");
    let mut found = String::new();
    for line in captures.lines() {
        let capture: Capture = serde_json::from_str(line).unwrap();
        let body = Value::Object(capture.status);
        let error = refused(&capture.method, &capture.path, capture.code, &body).await;
        found.push_str(&format!("{}: {}\n", capture.case, error.code().as_str()));
        let causes = error.details().and_then(|details| details.get("causes"));
        for cause in causes.and_then(Value::as_array).into_iter().flatten() {
            let field = cause["field"].as_str().unwrap_or("(no field)");
            let message = cause["message"].as_str().unwrap();
            found.push_str(&format!("  {field} | {message}\n"));
        }
    }
    assert_eq!(found, expected, "{found}");
}

async fn code(status_code: u16, reason: &str, message: &str) -> ErrorCode {
    let body = status(status_code, reason, message);
    refused("POST", "", status_code, &body).await.code()
}

#[tokio::test]
async fn failures_of_the_server_are_told_by_status_and_reason() {
    use ErrorCode::{
        Conflict, Forbidden, Internal, LimitExceeded, RateLimited, Timeout, Unavailable,
        Unsupported,
    };
    for (status, reason, expected) in [
        (401, "Unauthorized", Unavailable),
        (403, "Forbidden", Forbidden),
        (404, "NotFound", Unsupported),
        (405, "MethodNotAllowed", Unsupported),
        (409, "Conflict", Conflict),
        (410, "Expired", Conflict),
        (413, "RequestEntityTooLarge", LimitExceeded),
        (415, "UnsupportedMediaType", Internal),
        (429, "TooManyRequests", RateLimited),
        (500, "InternalError", Unavailable),
        (500, "ServerTimeout", Timeout),
        (503, "ServiceUnavailable", Unavailable),
        (504, "Timeout", Timeout),
    ] {
        assert_eq!(
            code(status, reason, "no").await,
            expected,
            "{status} {reason}"
        );
    }
}

#[tokio::test]
async fn a_missing_right_is_named() {
    let message = "configmaps is forbidden: User \"u\" cannot create resource \"configmaps\" in API group \"\" in the namespace \"refuse\"";
    let mut body = status(403, "Forbidden", message);
    body["details"] = json!({ "kind": "configmaps" });
    let error = refused("POST", "", 403, &body).await;
    assert_eq!(
        error.message(),
        "This server lacks the right to create configmaps in the namespace \"refuse\"."
    );
    let details = Value::Object(error.details().unwrap().clone());
    assert_eq!(
        details,
        json!({
            "cause": "RIGHT_MISSING", "context": "test", "verb": "create", "group": "",
            "resource": "configmaps", "namespace": "refuse",
        })
    );
}

#[tokio::test]
async fn what_a_quota_forbids_is_no_missing_right() {
    let message = "configmaps \"x\" is forbidden: exceeded quota: q, requested: configmaps=1";
    let mut body = status(403, "Forbidden", message);
    body["details"] = json!({ "kind": "configmaps", "name": "x" });
    let error = refused("POST", "", 403, &body).await;
    assert_eq!(error.code(), ErrorCode::Forbidden);
    assert_eq!(error.details().unwrap()["cause"], "ADMISSION");
    assert!(error.message().contains("exceeded quota"), "{error}");
}

#[tokio::test]
async fn what_is_missing_is_the_object_its_namespace_or_its_kind() {
    let of = |kind: &str, name: &str| {
        let mut body = status(404, "NotFound", "not found");
        body["details"] = json!({ "kind": kind, "name": name });
        body
    };
    let object = refused("PATCH", "/x", 404, &of("configmaps", "x")).await;
    assert_eq!(object.message(), "There is no configmaps \"x\".");
    let namespace = refused("POST", "", 404, &of("namespaces", "refuse")).await;
    assert_eq!(namespace.message(), "There is no namespaces \"refuse\".");
    assert_eq!(namespace.code(), ErrorCode::NotFound);
    let kind = refused("POST", "", 404, &json!("404 page not found")).await;
    assert_eq!(kind.code(), ErrorCode::Unsupported);
    assert_eq!(kind.details().unwrap()["cause"], "KIND_NOT_SERVED");
}

#[tokio::test]
async fn a_server_that_has_too_much_to_do_says_when_to_come_back() {
    let (client, mut api) = FakeApi::client();
    let answered = async {
        let text = "Too many requests, please try again later.".to_owned();
        api.next().await.send(429, &[("retry-after", "7")], text);
    };
    let (outcome, ()) = tokio::join!(create(&client), answered);
    let error = ApiError::from(outcome.unwrap_err());
    assert_eq!(error.code(), ErrorCode::RateLimited);
    assert_eq!(error.details().unwrap()["retryAfterMs"], 7_000);
}

#[tokio::test]
async fn a_change_that_was_sent_and_not_answered_as_done_is_in_doubt() {
    let doubt = async |dry_run: bool, code: u16, body: &'static str| {
        let (client, mut api) = FakeApi::client();
        let object = json!({});
        let asked = client.create::<ConfigMap>(Some("ns"), &object, dry_run);
        let answered = async { api.next().await.send(code, &[], body.to_owned()) };
        let (outcome, ()) = tokio::join!(asked, answered);
        let error = ApiError::from(outcome.unwrap_err());
        let detail = |name: &str| error.details().and_then(|all| all.get(name)).cloned();
        (detail("inDoubt"), detail("applied"))
    };
    let yes = || Some(json!(true));
    assert_eq!(doubt(false, 504, "").await, (yes(), None));
    assert_eq!(doubt(false, 502, "").await, (yes(), None));
    assert_eq!(doubt(false, 503, "").await, (None, None));
    assert_eq!(doubt(true, 504, "").await, (None, None));
    assert_eq!(doubt(false, 201, "no object").await, (None, yes()));
    assert_eq!(doubt(true, 201, "no object").await, (None, None));
}
