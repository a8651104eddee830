//! GraphQL over HTTP, and the door to WebSocket.

use acm_core::{ApiError, ErrorCode};
use axum::{
    Extension,
    body::Body,
    extract::{
        RawQuery, State,
        ws::{WebSocketUpgrade, rejection::WebSocketUpgradeRejection},
    },
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};

use futures_util::StreamExt;

use super::{
    App,
    client::Client,
    negotiate::{Accept, Form},
    origin,
    persisted::Newcomer,
    reply,
    request::{Parameters, Refusal},
    request_id::RequestId,
    socket,
    stream::{self, Feed, Framing},
};
use crate::executor::{Accepts, Origin, Outcome, Subscription, refusal};

/// One request, as far as its head tells.
struct Call {
    app: App,
    origin: Origin,
    accept: Accept,
    mutations: bool,
}

/// GET: a WebSocket handshake, or an operation that changes nothing in the query string.
pub(super) async fn get(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    Extension(id): Extension<RequestId>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let origin = origin(client, id);
    if let Err(refused) = app.executor.admit(&origin) {
        return reply::answered(Form::Json, refused);
    }
    if let Ok(upgrade) = upgrade {
        return socket::accept(&app, upgrade, client.0, origin);
    }
    let accept = Accept::of(&headers);
    if query.is_none() && accept.wants_page() {
        return Redirect::to("/graphiql").into_response();
    }
    let parameters = Parameters::from_query_string(query.as_deref().unwrap_or_default());
    let call = Call {
        app,
        origin,
        accept,
        mutations: false,
    };
    call.answer(parameters).await
}

/// POST: any operation as JSON.
pub(super) async fn post(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    Extension(id): Extension<RequestId>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let origin = origin(client, id);
    // Who asks too often is not even listened to.
    if let Err(refused) = app.executor.admit(&origin) {
        return reply::answered(Form::Json, refused);
    }
    let parameters = Parameters::from_body(&headers, body, &app.limits).await;
    let call = Call {
        app,
        origin,
        accept: Accept::of(&headers),
        mutations: true,
    };
    call.answer(parameters).await
}

impl Call {
    async fn answer(self, parameters: Result<Parameters, Refusal>) -> Response {
        let Some(form) = self.accept.one() else {
            let advice = "Answers are application/graphql-response+json, application/json, \
                 text/event-stream or multipart/mixed;subscriptionSpec=1.0.";
            let error = ApiError::new(ErrorCode::BadUserInput, advice);
            return reply::refused(StatusCode::NOT_ACCEPTABLE, error, &self.origin);
        };
        let parameters = match parameters {
            Ok(parameters) => parameters,
            Err((status, error)) => return reply::refused(status, error, &self.origin),
        };
        let (operation, mut newcomer) = match parameters.operation(&self.app.persisted) {
            Ok(operation) => operation,
            // The client is expected to send the document now: for it this is an answer like others.
            Err(error) if error.code() == ErrorCode::PersistedQueryNotFound => {
                return reply::answered(form, refusal(error, &self.origin));
            }
            Err(error) => return reply::refused(StatusCode::BAD_REQUEST, error, &self.origin),
        };
        let framing = self.accept.many();
        let accepts = Accepts {
            mutations: self.mutations,
            subscriptions: framing.is_some(),
        };
        let origin = self.origin.clone();
        match self.app.executor.execute(operation, origin, accepts).await {
            Outcome::One(reply) => {
                newcomer.judge(&reply);
                reply::answered(form, reply)
            }
            // Only yielded to who takes a stream.
            Outcome::Many(feed) => self.feed(framing.unwrap_or(Framing::Events), *feed, newcomer),
        }
    }

    /// Answers as things change, for as long as there is a place for the client.
    fn feed(
        self,
        framing: Framing,
        subscription: Subscription,
        mut newcomer: Newcomer,
    ) -> Response {
        let Some(place) = self.app.places.take(Some(self.origin.address), 1) else {
            return reply::no_place(&self.origin);
        };
        let items = subscription.start();
        let feed = Feed {
            items: items.inspect(move |item| newcomer.judge(item)).boxed(),
            origin: self.origin,
            heartbeat: self.app.limits.ping_interval(),
            stopping: self.app.tasks.token(),
        };
        stream::feed(framing, feed, place)
    }
}
