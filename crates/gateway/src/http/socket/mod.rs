//! Operations over WebSocket: the `graphql-transport-ws` protocol.

mod connection;
mod message;

use std::net::IpAddr;

use acm_core::{ApiError, ErrorCode};
use axum::{
    extract::ws::WebSocketUpgrade,
    http::{HeaderValue, StatusCode},
    response::Response,
};
use tracing::Instrument;

use connection::Connection;

use super::{App, reply};
use crate::executor::Origin;

/// The one sub-protocol spoken.
const PROTOCOL: &str = "graphql-transport-ws";
/// Bytes of the read and write buffers of a connection. The library's default of 128 KiB costs
/// five times the memory for messages of a kilobyte.
const BUFFER_BYTES: usize = 4 * 1024;

/// Answers a handshake, and hands the connection to a task of its own.
pub(super) fn accept(
    app: &App,
    upgrade: WebSocketUpgrade,
    client: IpAddr,
    origin: Origin,
) -> Response {
    let Some(place) = app.places.take(Some(client), 1) else {
        return reply::no_place(&origin);
    };
    let upgrade = upgrade
        .protocols([PROTOCOL])
        .read_buffer_size(BUFFER_BYTES)
        .write_buffer_size(BUFFER_BYTES)
        .max_message_size(app.limits.max_body_bytes)
        .max_frame_size(app.limits.max_body_bytes);
    if upgrade.selected_protocol() != Some(&HeaderValue::from_static(PROTOCOL)) {
        let message = "The WebSocket sub-protocol is graphql-transport-ws.";
        let error = ApiError::new(ErrorCode::BadUserInput, message);
        return reply::refused(StatusCode::BAD_REQUEST, error, &origin);
    }
    let (app, tasks) = (app.clone(), app.tasks.clone());
    let span = tracing::Span::current();
    upgrade.on_upgrade(async move |socket| {
        tasks.spawn_graceful("websocket", move |stopping| {
            let run = async move {
                let _place = place;
                Connection::new(socket, &app, origin).run(stopping).await;
            };
            run.instrument(span)
        });
    })
}
