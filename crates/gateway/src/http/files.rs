//! Files of jobs: sent to be imported, and fetched when an export has made them. Neither is ever held
//! in memory.

mod range;

use std::{io::SeekFrom, time::Duration};

use acm_core::{ApiError, ErrorCode, Right};
use acm_data::StoredFile;
use acm_graph::scalars::DateTime;
use axum::{
    Extension,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt, stream};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt},
    time::timeout,
};

use super::{App, client::Client, negotiate::Form, origin, reply, request_id::RequestId};
use crate::executor::Origin;
use range::{Range, range};

/// Bytes read at once.
const CHUNK: usize = 64 * 1024;

/// What is said of a file that is sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    /// What to call it.
    #[serde(default)]
    name: String,
}

/// POST: takes a file in, as it is.
pub(super) async fn upload(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    Extension(id): Extension<RequestId>,
    named: Result<Query<Named>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let origin = origin(client, id);
    if let Err(refused) = app.executor.admit(&origin) {
        return reply::answered(Form::Json, refused);
    }
    if let Err(error) = origin.caller.require(Right::WriteRecords) {
        return refused(error, &origin);
    }
    if !is_plain_bytes(&headers) {
        let advice = "Send the file as it is, as application/octet-stream.";
        let error = ApiError::new(ErrorCode::BadUserInput, advice);
        return reply::refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, error, &origin);
    }
    let Ok(Query(named)) = named else {
        let advice = "The one parameter is name.";
        return refused(ApiError::new(ErrorCode::BadUserInput, advice), &origin);
    };
    let Some(_place) = app.places.take(Some(origin.address), 1) else {
        return reply::no_place(&origin);
    };
    match take(&app, &named.name, body).await {
        Ok(file) => taken(&file),
        Err(error) => refused(error, &origin),
    }
}

async fn take(app: &App, name: &str, body: Body) -> Result<StoredFile, ApiError> {
    let mut file = app.files.create(name).await?;
    let mut parts = body.into_data_stream();
    let patience = app.limits.request_deadline();
    while let Some(part) = next(&mut parts, patience).await? {
        file.write(&part).await?;
    }
    Ok(file.finish().await?)
}

/// The next part of a body, while its sender keeps on sending.
async fn next(
    parts: &mut axum::body::BodyDataStream,
    patience: Duration,
) -> Result<Option<Bytes>, ApiError> {
    let late = "The file did not go on arriving in time.";
    let broken = "The file broke off.";
    match timeout(patience, parts.next()).await {
        Err(_) => Err(ApiError::new(ErrorCode::Timeout, late)),
        Ok(None) => Ok(None),
        Ok(Some(Ok(part))) => Ok(Some(part)),
        Ok(Some(Err(_))) => Err(ApiError::new(ErrorCode::BadUserInput, broken)),
    }
}

fn taken(file: &StoredFile) -> Response {
    let told = serde_json::json!({
        "id": file.id,
        "name": file.name,
        "bytes": file.bytes,
        "expiresAt": DateTime(file.expires_at).to_string(),
    });
    let mut response = Response::new(Body::from(told.to_string()));
    *response.status_mut() = StatusCode::CREATED;
    let headers = response.headers_mut();
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, json);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// GET: the file, or a range of it.
pub(super) async fn download(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    Extension(id): Extension<RequestId>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let origin = origin(client, id);
    if let Err(refused) = app.executor.admit(&origin) {
        return reply::answered(Form::Json, refused);
    }
    if let Err(error) = origin.caller.require(Right::ReadRecords) {
        return refused(error, &origin);
    }
    let (stored, mut open) = match app.files.read(&file).await {
        Ok(found) => found,
        Err(error) => return refused(error.into(), &origin),
    };
    let (from, bytes) = match range(headers.get(header::RANGE), stored.bytes) {
        Range::Whole => (0, stored.bytes),
        Range::Part { from, bytes } => (from, bytes),
        Range::Outside => return outside(&stored, &origin),
    };
    if from > 0
        && let Err(error) = open.seek(SeekFrom::Start(from)).await
    {
        return refused(ApiError::internal(error), &origin);
    }
    sent(&stored, open, from, bytes)
}

/// The answer that holds the file, or the range of it that was asked for.
fn sent(stored: &StoredFile, open: File, from: u64, bytes: u64) -> Response {
    let mut response = Response::new(Body::from_stream(read(open, bytes)));
    if bytes < stored.bytes {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        let range = format!("bytes {from}-{}/{}", from + bytes - 1, stored.bytes);
        set(&mut response, header::CONTENT_RANGE, &range);
    }
    let name = utf8_percent_encode(&stored.name, NON_ALPHANUMERIC);
    let disposition = format!("attachment; filename*=UTF-8''{name}");
    set(&mut response, header::CONTENT_DISPOSITION, &disposition);
    set(&mut response, header::CONTENT_LENGTH, &bytes.to_string());
    let headers = response.headers_mut();
    // Whatever it holds, a browser is to save it and not to show it.
    let bytes = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, bytes);
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn outside(stored: &StoredFile, origin: &Origin) -> Response {
    let error = ApiError::new(ErrorCode::BadUserInput, "The file has no such range.");
    let mut response = reply::refused(StatusCode::RANGE_NOT_SATISFIABLE, error, origin);
    let size = format!("bytes */{}", stored.bytes);
    set(&mut response, header::CONTENT_RANGE, &size);
    response
}

/// So many bytes of a file, a piece at a time.
fn read(file: File, bytes: u64) -> impl Stream<Item = std::io::Result<Bytes>> {
    stream::try_unfold(file.take(bytes), |mut file| async move {
        let mut piece = BytesMut::with_capacity(CHUNK);
        let read = file.read_buf(&mut piece).await?;
        Ok((read > 0).then(|| (piece.freeze(), file)))
    })
}

fn set(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

fn refused(error: ApiError, origin: &Origin) -> Response {
    let status = match error.code() {
        ErrorCode::BadUserInput => StatusCode::BAD_REQUEST,
        ErrorCode::Forbidden => StatusCode::FORBIDDEN,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::LimitExceeded => StatusCode::INSUFFICIENT_STORAGE,
        ErrorCode::Timeout => StatusCode::REQUEST_TIMEOUT,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    reply::refused(status, error, origin)
}

/// Whether the body is announced as bytes and nothing else: no form can send that.
fn is_plain_bytes(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/octet-stream"))
}
