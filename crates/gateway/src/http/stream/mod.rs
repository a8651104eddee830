//! Answers that come one after another in one HTTP response.
//!
//! The response's body is the feed itself: the connection polls it when the client has taken what
//! came before, so nothing is queued for a slow reader, and drops it when the client has gone, which
//! ends the work behind it. The task of the connection owns it all.

mod events;
mod multipart;

use std::{convert::Infallible, time::Duration};

use acm_core::{ApiError, ErrorCode};
use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use bytes::Bytes;
use futures_util::{StreamExt, stream, stream::BoxStream};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, Span};

use crate::{
    executor::{Origin, Reply, refusal},
    shares::Share,
};

/// How a stream of answers is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Framing {
    /// `text/event-stream`: GraphQL over SSE, distinct connections mode.
    Events,
    /// `multipart/mixed; subscriptionSpec=1.0`: Apollo's protocol for subscriptions.
    Multipart,
}

impl Framing {
    /// What stands in `Content-Type`.
    pub(super) fn content_type(self) -> &'static str {
        match self {
            Self::Events => events::CONTENT_TYPE,
            Self::Multipart => multipart::CONTENT_TYPE,
        }
    }

    /// What is sent at once, so that the client knows it is heard.
    fn opening(self) -> Bytes {
        match self {
            Self::Events => events::heartbeat(),
            Self::Multipart => multipart::opening(),
        }
    }

    /// One answer.
    fn item(self, reply: Reply) -> Bytes {
        match self {
            Self::Events => events::item(&reply.into_object()),
            Self::Multipart => multipart::item(&reply.into_object()),
        }
    }

    /// A sign of life.
    fn heartbeat(self) -> Bytes {
        match self {
            Self::Events => events::heartbeat(),
            Self::Multipart => multipart::heartbeat(),
        }
    }

    /// The end, when there is nothing more to say.
    fn end(self) -> Bytes {
        match self {
            Self::Events => events::end(),
            Self::Multipart => multipart::end(),
        }
    }

    /// The end, when the transport and not the operation has failed.
    fn broken_off(self, why: Reply) -> Bytes {
        match self {
            Self::Events => [events::item(&why.into_object()), events::end()].concat(),
            Self::Multipart => [multipart::failure(&why.into_object()), multipart::end()].concat(),
        }
        .into()
    }
}

/// What a feed needs of the server that sends it.
pub(super) struct Feed {
    pub items: BoxStream<'static, Reply>,
    pub origin: Origin,
    /// Silence after which a sign of life is sent.
    pub heartbeat: Duration,
    pub stopping: CancellationToken,
}

/// A response that lasts as long as the feed, the client and the server. It gives its place back when
/// it ends.
pub(super) fn feed(framing: Framing, feed: Feed, place: Share) -> Response {
    // Whatever the operation logs carries its id, as the errors it answers with.
    let span = Span::current();
    let next = move |held: Option<(Feed, Share)>| {
        let next = async move {
            let (mut feed, place) = held?;
            let step = feed.step(framing).await;
            Some(match step {
                Step::Goes(text) => (text, Some((feed, place))),
                Step::Ends(text) => (text, None),
            })
        };
        next.instrument(span.clone())
    };
    let opening = stream::once(std::future::ready(framing.opening()));
    let body = opening.chain(stream::unfold(Some((feed, place)), next));
    response(framing, Body::from_stream(body.map(Ok::<_, Infallible>)))
}

/// The response to what has one answer, for who takes streams alone.
pub(super) fn one(framing: Framing, reply: Reply) -> Response {
    let text = [framing.opening(), framing.item(reply), framing.end()].concat();
    response(framing, Body::from(text))
}

enum Step {
    Goes(Bytes),
    Ends(Bytes),
}

impl Feed {
    async fn step(&mut self, framing: Framing) -> Step {
        let next = timeout(self.heartbeat, self.items.next());
        let next = tokio::select! {
            biased;
            () = self.stopping.cancelled() => {
                let error = ApiError::new(ErrorCode::Unavailable, "The server is stopping.");
                return Step::Ends(framing.broken_off(refusal(error, &self.origin)));
            }
            next = next => next,
        };
        match next {
            Ok(Some(reply)) => Step::Goes(framing.item(reply)),
            Ok(None) => Step::Ends(framing.end()),
            Err(_) => Step::Goes(framing.heartbeat()),
        }
    }
}

fn response(framing: Framing, body: Body) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, framing.content_type()),
        (header::CACHE_CONTROL, "no-store"),
        // Proxies that collect answers would hold items back.
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}
