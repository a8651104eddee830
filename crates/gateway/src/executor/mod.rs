//! Runs operations. What comes in is a request, what goes out is text: every transport writes the
//! same bytes.

mod document;
mod edge;
mod reply;

use std::{sync::Arc, time::Instant};

use acm_core::{ApiError, Caller, ErrorCode, ModuleHooks, Tasks};
use async_graphql::{Request, Response, parser::types::OperationType};
use futures_util::{Stream, StreamExt, stream};
use tracing::{Instrument, info};

pub(crate) use edge::refusal;
pub(crate) use reply::{Reason, Reply};

use crate::{compose::Schema, limits::Limits};

/// What the transport knows of an operation.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Who asks.
    pub caller: Caller,
    /// Ties answer and log together.
    pub request_id: Arc<str>,
}

/// Which operations a transport takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Accepts {
    /// Queries alone: HTTP GET.
    Queries,
    /// Queries and mutations: HTTP POST.
    Single,
    /// All three: WebSocket.
    All,
}

/// Runs operations against the schema. Cheap to clone.
#[derive(Clone)]
pub struct Executor {
    schema: Schema,
    hooks: Arc<[Arc<dyn ModuleHooks>]>,
    limits: Arc<Limits>,
    tasks: Tasks,
}

impl Executor {
    /// An executor of the schema; mutations run as tasks of `tasks`.
    pub fn new(
        schema: Schema,
        hooks: Vec<Arc<dyn ModuleHooks>>,
        limits: Arc<Limits>,
        tasks: Tasks,
    ) -> Self {
        Self {
            schema,
            hooks: hooks.into(),
            limits,
            tasks,
        }
    }

    /// Runs a query or a mutation. A query ends when the future is dropped; a mutation that has
    /// begun runs to its end, so that a closed browser cannot leave it half done.
    pub async fn execute(&self, request: Request, origin: Origin, accepts: Accepts) -> Reply {
        match self.prepare(request, &origin, accepts) {
            Ok((request, kind)) => self.dispatch(request, kind, origin).await,
            Err(refused) => refused,
        }
    }

    /// Runs any operation as a stream of answers; a query or mutation yields one.
    pub fn execute_stream(
        &self,
        request: Request,
        origin: Origin,
    ) -> impl Stream<Item = Reply> + Send + use<> {
        let this = self.clone();
        let (request, kind) = match self.prepare(request, &origin, Accepts::All) {
            Ok(prepared) => prepared,
            Err(refused) => return stream::once(std::future::ready(refused)).left_stream(),
        };
        if kind == OperationType::Subscription {
            let items = self.schema.execute_stream(request);
            return items
                .map(move |response| edge::reply(response, &origin))
                .left_stream()
                .right_stream();
        }
        let once = async move { this.dispatch(request, kind, origin).await };
        stream::once(once).right_stream().right_stream()
    }

    /// Everything that can be refused before a resolver runs.
    fn prepare(
        &self,
        mut request: Request,
        origin: &Origin,
        accepts: Accepts,
    ) -> Result<(Request, OperationType), Reply> {
        let document = document::parse(&request.query)
            .map_err(|error| edge::refused(Reason::Request, error, origin))?;
        let kind = document::operation_type(&document, request.operation_name.as_deref());
        let (allowed, advice) = match accepts {
            Accepts::Queries => (
                kind == OperationType::Query,
                "Only queries may be sent by GET.",
            ),
            Accepts::Single => (
                kind != OperationType::Subscription,
                "Subscriptions are served over WebSocket (graphql-transport-ws).",
            ),
            Accepts::All => (true, ""),
        };
        if !allowed {
            let error = edge::server_error(ApiError::new(ErrorCode::BadUserInput, advice));
            return Err(edge::refused(Reason::Kind, error, origin));
        }
        if let Some(error) = document::missing_variable(&document, &request) {
            return Err(edge::refused(Reason::Request, error, origin));
        }
        request.set_parsed_query(document);
        let mut request = request.data(origin.caller.clone());
        for hooks in self.hooks.iter() {
            request = hooks.prepare(request);
        }
        Ok((request, kind))
    }

    /// Runs a query or mutation that may run: the one place both transports pass.
    async fn dispatch(&self, request: Request, kind: OperationType, origin: Origin) -> Reply {
        let answer = match kind {
            OperationType::Mutation => self.execute_detached(request, &origin).await,
            _ => self.run(request).await,
        };
        match answer {
            Ok(response) => edge::reply(response, &origin),
            Err(error) => edge::abandoned(error, &origin),
        }
    }

    async fn run(&self, request: Request) -> Result<Response, ApiError> {
        let deadline = self.limits.request_deadline();
        let answer = tokio::time::timeout(deadline, self.schema.execute(request)).await;
        answer.map_err(|_| {
            let message = "The operation took longer than this server allows.";
            ApiError::new(ErrorCode::Timeout, message)
                .with_detail("deadlineMs", self.limits.request_deadline_ms)
        })
    }

    async fn execute_detached(
        &self,
        request: Request,
        origin: &Origin,
    ) -> Result<Response, ApiError> {
        let (send, answer) = tokio::sync::oneshot::channel();
        let (this, caller) = (self.clone(), origin.caller.clone());
        let task = async move {
            let name = request.operation_name.clone();
            let started = Instant::now();
            let answer = this.run(request).await;
            let failed = answer.as_ref().map_or(1, |response| response.errors.len());
            info!(
                operation = name.as_deref().unwrap_or("unnamed"),
                caller = caller.name(),
                elapsed_ms = started.elapsed().as_millis() as u64,
                failed,
                "mutation"
            );
            let _ = send.send(answer);
        };
        self.tasks
            .spawn_graceful("mutation", |_| task.in_current_span());
        answer.await.unwrap_or_else(|_| {
            let message = "The server failed to answer this.";
            Err(ApiError::new(ErrorCode::Internal, message))
        })
    }
}
