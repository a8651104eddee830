//! Accepts connections. Each has a place, a deadline for every request's head, and an owner.

use std::{convert::Infallible, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use acm_core::Tasks;
use axum::{Router, body::Body, extract::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use ipnet::IpNet;
use tokio::{
    net::{TcpListener, TcpStream},
    time::sleep,
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;
use tracing::{debug, warn};

use super::{client::is_proxy, patient::Patient};
use crate::{limits::Limits, shares::Shares};

/// Pause after a connection could not be taken for want of something, such as file descriptors:
/// those under way give theirs back meanwhile.
const EXHAUSTED: Duration = Duration::from_millis(500);

/// What answers the requests of a listener.
pub(crate) trait Answers: Send + Sync + 'static {
    /// Answers a request that came over a connection with `peer`.
    fn answer(&self, peer: SocketAddr, request: Request) -> impl Future<Output = Response> + Send;
}

impl Answers for Router {
    async fn answer(&self, _peer: SocketAddr, request: Request) -> Response {
        let Ok(response) = self.clone().oneshot(request).await as Result<_, Infallible>;
        response
    }
}

/// Serves the routes until `tasks` is told to stop: no connection is taken then, idle ones close,
/// and requests under way are answered.
///
/// A proxy of `trusted` may hold as many connections as there are: they are those of all for whom
/// it speaks.
pub(crate) fn serve(
    listener: TcpListener,
    door: impl Answers,
    limits: &Limits,
    trusted: &[IpNet],
    tasks: &Tasks,
) {
    let door = Arc::new(door);
    let trusted = trusted.to_vec();
    let places = Shares::new(
        limits.max_http_connections,
        limits.max_http_connections_per_client,
    );
    let mut protocol = http1::Builder::new();
    protocol
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_timeout());
    let connections = tasks.clone();
    let write_timeout = limits.write_timeout();
    tasks.spawn("http", async move {
        loop {
            let (stream, peer) = match listener.accept().await {
                Ok(accepted) => accepted,
                Err(error) => {
                    warn!(%error, "a connection could not be taken");
                    sleep(EXHAUSTED).await;
                    continue;
                }
            };
            let caller = (!is_proxy(peer.ip(), &trusted)).then(|| peer.ip());
            let Some(place) = places.take(caller, 1) else {
                debug!(%peer, "closed a connection beyond the limit");
                continue;
            };
            let (door, protocol) = (Arc::clone(&door), protocol.clone());
            connections.spawn_graceful("connection", move |stopping| async move {
                let _place = place;
                // Answers are written whole: waiting for more to send would only delay them.
                let _ = stream.set_nodelay(true);
                let stream = Patient::new(stream, write_timeout);
                converse(stream, peer, door, &protocol, stopping).await;
            });
        }
    });
}

/// One connection, until either side ends it or it becomes a WebSocket.
async fn converse(
    stream: Patient<TcpStream>,
    peer: SocketAddr,
    door: Arc<impl Answers>,
    protocol: &http1::Builder,
    stopping: CancellationToken,
) {
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let door = Arc::clone(&door);
        async move { Ok::<_, Infallible>(door.answer(peer, request.map(Body::new)).await) }
    });
    let connection = protocol
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopping.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        debug!(%error, "a connection ended early");
    }
}
