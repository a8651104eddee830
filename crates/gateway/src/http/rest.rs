//! REST over HTTP: `/api/…`.

use acm_core::{ApiError, Clock, ErrorCode};
use axum::{
    Extension,
    body::{Body, HttpBody},
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use futures_util::StreamExt;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::{
    App,
    client::Client,
    origin,
    request::{self, Refusal},
    request_id::RequestId,
};
use crate::{
    executor::{Origin, Outcome, Reply, Subscription},
    rest::{Found, Gathered, Route, status_of},
};

const OFF: &str = "Kubernetes management is not enabled";

/// Every path below `/api/`.
pub(super) async fn answer(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    let origin = origin(client, id);
    if let Err(refused) = app.executor.admit(&origin) {
        return failed(refused_by(refused));
    }
    let (head, body) = request.into_parts();
    match app.rest.find(&head.method, head.uri.path()) {
        Found::Route(route, values) => {
            let body = match given(&head.headers, body, &app).await {
                Ok(body) => body,
                Err((status, error)) => return refused(status, &error),
            };
            let query = head.uri.query().unwrap_or_default();
            match run(&app, route, values, query, body, origin).await {
                Ok((status, body)) => written(status, &body),
                Err(error) => failed(error),
            }
        }
        Found::Off => detail(StatusCode::NOT_FOUND, OFF),
        Found::Nothing => detail(StatusCode::NOT_FOUND, "There is no such path."),
        Found::Methods(methods) => {
            let mut response = detail(StatusCode::METHOD_NOT_ALLOWED, "Not with this method.");
            if let Ok(methods) = HeaderValue::from_str(&methods) {
                response.headers_mut().insert(header::ALLOW, methods);
            }
            response
        }
    }
}

/// `/api/openapi.json`: what there is below `/api/`.
pub(super) async fn openapi(State(app): State<App>) -> Response {
    json_response(StatusCode::OK, Body::from(app.rest.openapi()))
}

/// The body of a request, if it has one.
async fn given(
    headers: &axum::http::HeaderMap,
    body: Body,
    app: &App,
) -> Result<Option<Value>, Refusal> {
    if body.is_end_stream() {
        return Ok(None);
    }
    let bytes = request::json_body(headers, body, &app.limits).await?;
    let value = serde_json::from_slice(&bytes);
    let error = || ApiError::bad_input("body", "is not JSON");
    value
        .map(Some)
        .map_err(|_| (StatusCode::UNPROCESSABLE_ENTITY, error()))
}

async fn run(
    app: &App,
    route: &Route,
    values: Vec<(String, String)>,
    query: &str,
    body: Option<Value>,
    origin: Origin,
) -> Result<(StatusCode, Value), ApiError> {
    let operation = route.operation(route.variables(values, query, body)?);
    let mut gathered = Gathered::default();
    let address = origin.address;
    let outcome = app.executor.execute(operation, origin, route.accepts());
    match outcome.await {
        Outcome::One(reply) => gathered.add(&reply.into_object())?,
        Outcome::Many(feed) => {
            let Some(_place) = app.places.take(Some(address), 1) else {
                let message =
                    "This server follows as many things (in all, or for this address) as it may.";
                return Err(ApiError::new(ErrorCode::RateLimited, message));
            };
            let gathering = gather(*feed, &mut gathered);
            let deadline = app.limits.request_deadline();
            timeout(deadline, gathering).await.map_err(|_| {
                let message = "The operation took longer than this server allows.";
                ApiError::new(ErrorCode::Timeout, message)
            })??;
        }
    }
    route.answer(gathered, Clock::default().now())
}

/// All items of a stream that ends.
async fn gather(feed: Subscription, gathered: &mut Gathered) -> Result<(), ApiError> {
    let mut items = feed.start();
    while let Some(item) = items.next().await {
        gathered.add(&item.into_object())?;
    }
    Ok(())
}

/// The error of an operation that was not run.
fn refused_by(reply: Reply) -> ApiError {
    let mut gathered = Gathered::default();
    let read = gathered.add(&reply.into_object());
    read.err().unwrap_or_else(|| gathered.failure())
}

fn failed(error: ApiError) -> Response {
    refused(status_of(error.code()), &error)
}

fn refused(status: StatusCode, error: &ApiError) -> Response {
    let mut response = detail(status, error.message());
    let wait = error
        .details()
        .and_then(|details| details.get("retryAfterMs"));
    if let Some(wait) = wait.and_then(Value::as_u64) {
        let seconds = HeaderValue::from(wait.div_ceil(1_000).max(1));
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

fn detail(status: StatusCode, text: &str) -> Response {
    written(status, &json!({ "detail": text }))
}

fn written(status: StatusCode, body: &Value) -> Response {
    json_response(status, Body::from(body.to_string()))
}

fn json_response(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
