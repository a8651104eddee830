//! Runs one operation and is the edge at which errors leave.
//!
//! Every error gets a code here, and no text of a lower layer passes: a resolver's `ApiError` is
//! shown as it was written, a refusal of the document as the parser words it, anything else becomes
//! `INTERNAL` and is logged once, with its chain.

use std::{sync::Arc, time::Instant};

use acm_core::{ApiError, Caller, ErrorCode, ModuleHooks, Tasks};
use async_graphql::{
    ErrorExtensionValues, Request, Response, ServerError, Value,
    parser::{
        parse_query,
        types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
    },
};
use futures_util::{Stream, StreamExt, stream};
use tracing::{Instrument, error, info};

use crate::{compose::Schema, limits::Limits};

/// What the transport knows of an operation.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Who asks.
    pub caller: Caller,
    /// Ties answer and log together.
    pub request_id: Arc<str>,
}

/// How far an operation came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Stage {
    /// Refused before it ran: the document or the variables are not right.
    Refused,
    /// A mutation or subscription where only queries may pass.
    WrongKind,
    /// Ran, with or without field errors.
    Executed,
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
    pub async fn execute(
        &self,
        request: Request,
        origin: Origin,
        accepts: Accepts,
    ) -> (Stage, Response) {
        let (request, kind) = match self.prepare(request, &origin, accepts) {
            Ok(prepared) => prepared,
            Err(refused) => return *refused,
        };
        self.dispatch(request, kind, origin).await
    }

    /// Runs any operation as a stream of answers; a query or mutation yields one.
    pub fn execute_stream(
        &self,
        request: Request,
        origin: Origin,
    ) -> impl Stream<Item = (Stage, Response)> + Send + use<> {
        let this = self.clone();
        let (request, kind) = match self.prepare(request, &origin, Accepts::All) {
            Ok(prepared) => prepared,
            Err(refused) => return stream::once(std::future::ready(*refused)).left_stream(),
        };
        if kind == OperationType::Subscription {
            let items = self.schema.execute_stream(request);
            return items
                .map(move |response| edge(response, &origin))
                .left_stream()
                .right_stream();
        }
        let once = async move { this.dispatch(request, kind, origin).await };
        stream::once(once).right_stream().right_stream()
    }

    fn prepare(
        &self,
        mut request: Request,
        origin: &Origin,
        accepts: Accepts,
    ) -> Result<(Request, OperationType), Box<(Stage, Response)>> {
        let refuse = |stage, error| {
            Err(Box::new((
                stage,
                Response::from_errors(vec![coded(error, origin)]),
            )))
        };
        let document = match parse_query(&request.query) {
            Ok(document) => document,
            Err(error) => {
                let mut error = ServerError::from(error);
                error.message = syntax_message(&error.message);
                set_code(&mut error, ErrorCode::GraphqlParseFailed);
                return refuse(Stage::Refused, error);
            }
        };
        let kind = operation_type(&document, request.operation_name.as_deref());
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
            let error = ApiError::new(ErrorCode::BadUserInput, advice);
            return refuse(Stage::WrongKind, server_error(error));
        }
        if let Some(error) = missing_variable(&document, &request) {
            return refuse(Stage::Refused, error);
        }
        request.set_parsed_query(document);
        let mut request = request.data(origin.caller.clone());
        for hooks in self.hooks.iter() {
            request = hooks.prepare(request);
        }
        Ok((request, kind))
    }

    async fn dispatch(
        &self,
        request: Request,
        kind: OperationType,
        origin: Origin,
    ) -> (Stage, Response) {
        match kind {
            OperationType::Mutation => self.execute_detached(request, origin).await,
            _ => self.run(request, &origin).await,
        }
    }

    async fn run(&self, request: Request, origin: &Origin) -> (Stage, Response) {
        let answer = self.schema.execute(request);
        match tokio::time::timeout(self.limits.request_deadline(), answer).await {
            Ok(response) => edge(response, origin),
            Err(_) => {
                let message = "The operation took longer than this server allows.";
                let error = ApiError::new(ErrorCode::Timeout, message)
                    .with_detail("deadlineMs", self.limits.request_deadline_ms);
                let error = coded(server_error(error), origin);
                (Stage::Executed, Response::from_errors(vec![error]))
            }
        }
    }

    async fn execute_detached(&self, request: Request, origin: Origin) -> (Stage, Response) {
        let (send, answer) = tokio::sync::oneshot::channel();
        let this = self.clone();
        let lost = origin.clone();
        let task = async move {
            let name = request.operation_name.clone();
            let started = Instant::now();
            let (stage, response) = this.run(request, &origin).await;
            let failed = response.errors.len();
            info!(
                operation = name.as_deref().unwrap_or("unnamed"),
                caller = origin.caller.name(),
                elapsed_ms = started.elapsed().as_millis() as u64,
                failed,
                "mutation"
            );
            let _ = send.send((stage, response));
        };
        self.tasks
            .spawn_graceful("mutation", |_| task.in_current_span());
        answer.await.unwrap_or_else(|_| {
            let error = ApiError::new(ErrorCode::Internal, "The server failed to answer this.");
            let error = coded(server_error(error), &lost);
            (Stage::Executed, Response::from_errors(vec![error]))
        })
    }
}

fn operation<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Option<&'a OperationDefinition> {
    let chosen = match &document.operations {
        DocumentOperations::Single(operation) => Some(operation),
        DocumentOperations::Multiple(operations) => name
            .and_then(|name| operations.get(name))
            .or_else(|| operations.values().next()),
    };
    chosen.map(|operation| &operation.node)
}

fn operation_type(document: &ExecutableDocument, name: Option<&str>) -> OperationType {
    operation(document, name).map_or(OperationType::Query, |operation| operation.ty)
}

/// What the parser expected. It words an error as a drawing that repeats the whole line of the
/// document, which may be megabytes; `locations` says where.
fn syntax_message(drawing: &str) -> String {
    match drawing.rsplit_once("\n  = ") {
        Some((_, expected)) => format!("Syntax error: {expected}."),
        None => drawing.to_owned(),
    }
}

/// A required variable without a value. The engine would run the operation and notice at the field.
fn missing_variable(document: &ExecutableDocument, request: &Request) -> Option<ServerError> {
    let definitions = &operation(document, request.operation_name.as_deref())?.variable_definitions;
    let missing = definitions.iter().find(|definition| {
        let given = request.variables.get(&definition.node.name.node);
        let required = !definition.node.var_type.node.nullable;
        required
            && definition.node.default_value.is_none()
            && given.is_none_or(|value| *value == Value::Null)
    })?;
    let name = &missing.node.name.node;
    let message = format!("The variable ${name} is required and has no value.");
    let mut error = ServerError::new(message, Some(missing.pos));
    set_code(&mut error, ErrorCode::GraphqlValidationFailed);
    Some(error)
}

/// Codes and masks every error of an answer.
fn edge(mut response: Response, origin: &Origin) -> (Stage, Response) {
    let ran = response.errors.iter().all(|error| !error.path.is_empty())
        || !matches!(response.data, Value::Null);
    let errors = std::mem::take(&mut response.errors);
    response.errors = errors
        .into_iter()
        .map(|error| coded(error, origin))
        .collect();
    (if ran { Stage::Executed } else { Stage::Refused }, response)
}

/// The answer to what failed before GraphQL saw it.
pub(crate) fn refusal(error: ApiError, origin: &Origin) -> Response {
    Response::from_errors(vec![coded(server_error(error), origin)])
}

fn server_error(error: ApiError) -> ServerError {
    let mut answer = ServerError::new(error.message(), None);
    answer.source = Some(Arc::new(error));
    answer
}

fn coded(mut error: ServerError, origin: &Origin) -> ServerError {
    let has_code = error
        .extensions
        .as_ref()
        .is_some_and(|known| known.get("code").is_some());
    if let Some(api) = error.source::<ApiError>().cloned() {
        if let Some(chain) = api.source_chain() {
            let (code, path) = (api.code().as_str(), path_text(&error));
            if api.code() == ErrorCode::Internal {
                error!(code, path, source = chain, "an operation failed");
            } else {
                info!(
                    code,
                    path,
                    source = chain,
                    "an operation was refused or failed"
                );
            }
        }
        api.message().clone_into(&mut error.message);
        set_code(&mut error, api.code());
        if let Some(details) = api.details() {
            let details = Value::from_json(details.clone().into()).unwrap_or_default();
            extensions(&mut error).set("details", details);
        }
    } else if error.source.is_some() {
        error!(
            path = path_text(&error),
            text = error.message,
            "a resolver returned an uncoded error"
        );
        "The server failed to answer this.".clone_into(&mut error.message);
        set_code(&mut error, ErrorCode::Internal);
    } else if !has_code {
        // Without a source it is the engine that speaks: of an argument it could not read when the
        // error has a path, of the document when it has none.
        let code = if error.path.is_empty() {
            ErrorCode::GraphqlValidationFailed
        } else {
            ErrorCode::BadUserInput
        };
        set_code(&mut error, code);
    }
    extensions(&mut error).set("requestId", &*origin.request_id);
    error.source = None;
    error
}

fn extensions(error: &mut ServerError) -> &mut ErrorExtensionValues {
    error.extensions.get_or_insert_default()
}

fn set_code(error: &mut ServerError, code: ErrorCode) {
    extensions(error).set("code", code.as_str());
}

fn path_text(error: &ServerError) -> String {
    serde_json::to_string(&error.path).unwrap_or_default()
}
