//! Runs operations. What comes in is a request, what goes out is text: every transport writes the
//! same bytes.

mod document;
mod documents;
mod edge;
mod engine;
mod envelope;
mod feeds;
mod follower;
mod inputs;
mod own;
mod prepare;
mod reply;

use std::{net::IpAddr, sync::Arc, time::Instant};

use acm_core::{ApiError, Caller, ErrorCode, ModuleHooks, Tasks};
use async_graphql::{Request, Response, parser::types::OperationType};
use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};
use opentelemetry::trace::SpanContext;
use tracing::{Instrument, Span, info};

pub(crate) use document::may_be_kept;
pub(crate) use edge::refusal;
pub(crate) use engine::{Engine, Window};
pub(crate) use own::OwnOperations;
pub(crate) use reply::{Reason, Reply};

use feeds::Feeds;
use follower::Follower;
use prepare::{Preparation, Prepared};

use crate::{compose::Schemas, guard::Guard, limits::Limits, telemetry::Observed};

const NO_STREAM: &str = "A subscription is answered over WebSocket (graphql-transport-ws), or to \
    Accept: text/event-stream or multipart/mixed;subscriptionSpec=1.0.";

/// What the transport knows of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    /// Who asks.
    pub caller: Caller,
    /// Where the caller is: whose budget is spent.
    pub address: IpAddr,
    /// Ties answer and log together.
    pub request_id: Arc<str>,
    /// The caller's own span, when it tells of one.
    pub parent: Option<SpanContext>,
}

/// Which operations a call may make; queries always.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Accepts {
    /// Not with HTTP GET.
    pub mutations: bool,
    /// Over WebSocket, and over HTTP for who takes a stream.
    pub subscriptions: bool,
}

/// What an operation yields.
pub(crate) enum Outcome {
    /// One answer: of a query, a mutation, or a refusal.
    One(Reply),
    /// Answers as things change, once it is started.
    Many(Box<Subscription>),
}

/// A subscription that may run. Nothing of it does before it is started.
pub(crate) struct Subscription {
    executor: Executor,
    prepared: Prepared,
    origin: Origin,
}

impl Accepts {
    /// Every operation.
    pub(crate) const ALL: Self = Self {
        mutations: true,
        subscriptions: true,
    };

    /// What to tell who sends an operation of this kind, if it is not taken.
    fn refuses(self, kind: OperationType) -> Option<(Reason, &'static str)> {
        match kind {
            OperationType::Mutation if !self.mutations => {
                Some((Reason::Method, "Mutations are sent by POST."))
            }
            OperationType::Subscription if !self.subscriptions => Some((Reason::Form, NO_STREAM)),
            _ => None,
        }
    }
}

/// Runs operations against the schema. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Executor {
    preparation: Arc<Preparation>,
    feeds: Feeds,
    limits: Arc<Limits>,
    tasks: Tasks,
}

impl Executor {
    /// An executor of the schemas; mutations run as tasks of `tasks`.
    pub(crate) fn new(
        schemas: Schemas,
        hooks: Vec<Arc<dyn ModuleHooks>>,
        guard: Guard,
        limits: Arc<Limits>,
        tasks: Tasks,
    ) -> Self {
        let preparation = Arc::new(Preparation::new(schemas, hooks, guard));
        Self {
            feeds: Feeds::new(Arc::clone(&preparation), tasks.clone()),
            preparation,
            limits,
            tasks,
        }
    }

    /// Lets a request of a caller in; transports ask once for each, before they read what it holds.
    ///
    /// # Errors
    /// The caller asks too often.
    pub(crate) fn admit(&self, origin: &Origin) -> Result<(), Reply> {
        let admitted = self.preparation.admit(origin);
        admitted.inspect_err(|refused| Observed::refused(refused.ended()))
    }

    /// Runs a query or a mutation to its end, and makes a subscription ready. A query ends when the
    /// future is dropped; a mutation that has begun runs to its end, so that a closed browser cannot
    /// leave it half done.
    pub(crate) async fn execute(
        &self,
        request: Request,
        origin: Origin,
        accepts: Accepts,
    ) -> Outcome {
        match self.prepare(request, &origin, accepts) {
            Ok(prepared) if prepared.kind == OperationType::Subscription => {
                Outcome::Many(Box::new(Subscription {
                    executor: self.clone(),
                    prepared,
                    origin,
                }))
            }
            Ok(prepared) => {
                let observed = observe(&prepared, &origin);
                let (request, span) = (Span::current(), observed.span().clone());
                let reply = self.dispatch(prepared, observed, origin, request);
                Outcome::One(reply.instrument(span).await)
            }
            Err(refused) => Outcome::One(refused),
        }
    }

    /// Runs any operation as a stream of answers; a query or mutation yields one.
    pub(crate) fn execute_stream(
        &self,
        request: Request,
        origin: Origin,
    ) -> BoxStream<'static, Reply> {
        let prepared = match self.prepare(request, &origin, Accepts::ALL) {
            Ok(prepared) => prepared,
            Err(refused) => return alone(refused),
        };
        if prepared.kind == OperationType::Subscription {
            return self.follow(prepared, origin);
        }
        let this = self.clone();
        let observed = observe(&prepared, &origin);
        let (request, span) = (Span::current(), observed.span().clone());
        let once = async move { this.dispatch(prepared, observed, origin, request).await };
        stream::once(once.instrument(span)).boxed()
    }

    /// Makes a request ready to run.
    fn prepare(
        &self,
        request: Request,
        origin: &Origin,
        accepts: Accepts,
    ) -> Result<Prepared, Reply> {
        let prepared = self.preparation.prepare(request, origin, accepts);
        prepared.inspect_err(|refused| Observed::refused(refused.ended()))
    }

    /// The answers of a subscription that may run.
    fn follow(&self, prepared: Prepared, origin: Origin) -> BoxStream<'static, Reply> {
        let mut observed = observe(&prepared, &origin);
        let span = observed.span().clone();
        let mut items = span
            .in_scope(|| self.items(prepared, origin))
            .inspect(move |reply| observed.item(reply.ended()));
        stream::poll_fn(move |context| {
            let _entered = span.enter();
            items.poll_next_unpin(context)
        })
        .boxed()
    }

    /// With others who follow the same, or alone.
    fn items(&self, prepared: Prepared, origin: Origin) -> BoxStream<'static, Reply> {
        let held = prepared.held;
        if let Some((question, _)) = prepared.shared {
            return match Follower::join(&self.feeds, question, origin, held) {
                Ok(items) => items.boxed(),
                Err(refused) => alone(refused),
            };
        }
        let mut proof = prepared.proof;
        let items = prepared.way.stream();
        let replies = items.map(move |response| {
            let _held = &held;
            if edge::ran(&response) {
                Prepared::passed(proof.take());
            }
            edge::reply(response, &origin)
        });
        replies.boxed()
    }

    /// Runs a query or mutation that may run: the one place both transports pass.
    /// `request` is the span of the request, which names it in the log.
    async fn dispatch(
        &self,
        prepared: Prepared,
        observed: Observed,
        origin: Origin,
        request: Span,
    ) -> Reply {
        let answer = match prepared.kind {
            OperationType::Mutation => self.execute_detached(prepared, &origin, request).await,
            _ => self.run(prepared).await,
        };
        let reply = match answer {
            Ok(response) => edge::reply(response, &origin),
            Err(error) => edge::abandoned(error, &origin),
        };
        observed.answered(reply.ended());
        reply
    }

    async fn run(&self, prepared: Prepared) -> Result<Response, ApiError> {
        let deadline = self.limits.request_deadline();
        let Ok(response) = tokio::time::timeout(deadline, prepared.way.run()).await else {
            let message = "The operation took longer than this server allows.";
            return Err(ApiError::new(ErrorCode::Timeout, message)
                .with_detail("deadlineMs", self.limits.request_deadline_ms));
        };
        if edge::ran(&response) {
            Prepared::passed(prepared.proof);
        }
        Ok(response)
    }

    async fn execute_detached(
        &self,
        prepared: Prepared,
        origin: &Origin,
        request: Span,
    ) -> Result<Response, ApiError> {
        let (send, answer) = tokio::sync::oneshot::channel();
        let (this, caller) = (self.clone(), origin.caller.clone());
        let task = async move {
            let name = prepared.name.clone();
            let started = Instant::now();
            let answer = this.run(prepared).await;
            let failed = answer.as_ref().map_or(1, |response| response.errors.len());
            info!(
                operation = name.as_deref().unwrap_or("unnamed"),
                caller = &*caller.name(),
                elapsed_ms = started.elapsed().as_millis() as u64,
                failed,
                "mutation"
            );
            let _ = send.send(answer);
        };
        self.tasks
            .spawn_within("mutation", request, task.in_current_span());
        answer.await.unwrap_or_else(|_| {
            let message = "The server failed to answer this.";
            Err(ApiError::new(ErrorCode::Internal, message))
        })
    }
}

impl Subscription {
    /// Its answers, for as long as somebody takes them.
    pub(crate) fn start(self) -> BoxStream<'static, Reply> {
        self.executor.follow(self.prepared, self.origin)
    }
}

/// Begins to observe an operation.
fn observe(prepared: &Prepared, origin: &Origin) -> Observed {
    let (name, parent) = (prepared.name.clone(), origin.parent.as_ref());
    Observed::begin(name, prepared.kind, prepared.cost, parent)
}

fn alone(reply: Reply) -> BoxStream<'static, Reply> {
    stream::once(std::future::ready(reply)).boxed()
}

#[cfg(test)]
mod feed_tests;
#[cfg(test)]
mod tests;
