//! From a request to an operation that may run: everything that is refused before a resolver runs.

use std::sync::Arc;

use acm_core::{ApiError, BoxFuture, ErrorCode, ModuleHooks, json::AnswerBudget};
use async_graphql::{
    Request, Response,
    parser::types::{ExecutableDocument, OperationType},
};
use futures_util::{FutureExt, StreamExt, stream::BoxStream};

use super::{
    Accepts, Origin, Reason, Reply,
    document::{self, operation},
    documents::{Documents, Known, Proof},
    edge,
    engine::{Engine, Proven},
    envelope::{Envelope, FeedFields},
    feeds::Question,
    inputs::InputTypes,
};
use crate::{
    compose::{Schema, Schemas},
    guard::{Guard, Selected},
    shares::Share,
};

/// Makes requests ready to run.
pub(super) struct Preparation {
    schemas: Schemas,
    hooks: Vec<Arc<dyn ModuleHooks>>,
    guard: Guard,
    documents: Documents,
    inputs: InputTypes,
    feeds: FeedFields,
}

/// An operation that may run.
pub(super) struct Prepared {
    pub(super) way: Way,
    pub(super) kind: OperationType,
    /// Its name, when it has one.
    pub(super) name: Option<String>,
    /// What it costs the caller.
    pub(super) cost: u64,
    /// What is proved when the engine does not refuse it.
    pub(super) proof: Option<(Arc<Known>, Proof)>,
    /// What others must ask to share it, and where the envelope of its items stands, when it is a
    /// feed that can be shared.
    pub(super) shared: Option<(Arc<Question>, Envelope)>,
    /// What the caller holds of this server's memory as long as a feed is followed.
    pub(super) held: Option<Share>,
}

/// How it runs.
pub(super) enum Way {
    /// With every rule checked.
    Checked(Schema, Request),
    /// With nothing checked: every rule holds.
    Proven(Engine, Proven),
}

impl Way {
    fn checked(schemas: &Schemas, mut request: Request, document: ExecutableDocument) -> Self {
        request.set_parsed_query(document);
        Self::Checked(schemas.checked.clone(), request)
    }

    /// Runs a query or a mutation to its end.
    pub(super) fn run(self) -> BoxFuture<'static, Response> {
        match self {
            Self::Checked(schema, request) => {
                Box::pin(async move { schema.execute(request).await })
            }
            Self::Proven(engine, proven) => Box::pin(async move { engine.run(proven).await }),
        }
    }

    /// Runs a subscription.
    pub(super) fn stream(self) -> BoxStream<'static, Response> {
        match self {
            Self::Checked(schema, request) => schema.execute_stream(request),
            Self::Proven(..) => self.run().into_stream().boxed(),
        }
    }
}

impl Prepared {
    /// The engine took the operation: its rules need not be checked again.
    pub(super) fn passed(proof: Option<(Arc<Known>, Proof)>) {
        if let Some((known, proof)) = proof {
            known.prove(proof);
        }
    }
}

impl Preparation {
    pub(super) fn new(schemas: Schemas, hooks: Vec<Arc<dyn ModuleHooks>>, guard: Guard) -> Self {
        let (feeds, inputs) =
            schemas.look(|registry| (FeedFields::new(registry), InputTypes::new(registry)));
        Self {
            schemas,
            hooks,
            guard,
            documents: Documents::new(),
            feeds,
            inputs,
        }
    }

    /// Lets a request in, whatever it may hold.
    pub(super) fn admit(&self, origin: &Origin) -> Result<(), Reply> {
        let admitted = self.guard.admit(origin.address);
        admitted.map_err(|error| edge::held_back(error, origin))
    }

    /// Reads the document and checks what can be told before the engine has it.
    pub(super) fn prepare(
        &self,
        request: Request,
        origin: &Origin,
        accepts: Accepts,
    ) -> Result<Prepared, Reply> {
        self.ready(request, origin, accepts, Some(&self.guard))
    }

    /// The same once more for who was let in with it: nothing is spent again.
    pub(super) fn again(&self, question: &Question, origin: &Origin) -> Result<Prepared, Reply> {
        self.ready(question.request(), origin, Accepts::ALL, None)
    }

    fn ready(
        &self,
        mut request: Request,
        origin: &Origin,
        accepts: Accepts,
        guard: Option<&Guard>,
    ) -> Result<Prepared, Reply> {
        let held_back = |error| edge::held_back(error, origin);
        let known = match self.documents.get(&request.query) {
            Some(known) => known,
            None => {
                if let Some(guard) = guard {
                    guard.text(&request.query).map_err(held_back)?;
                }
                let document = document::parse(&request.query)
                    .map_err(|error| edge::refused(Reason::Request, error, origin))?;
                self.documents.offer(&request.query, document)
            }
        };
        let document = &known.document;
        let name = request.operation_name.as_deref();
        let kind = document::operation_type(document, name);
        if let Some((reason, advice)) = accepts.refuses(kind) {
            let error = edge::server_error(ApiError::new(ErrorCode::BadUserInput, advice));
            return Err(edge::refused(reason, error, origin));
        }
        if let Some(error) = document::missing_variable(document, &request) {
            return Err(edge::refused(Reason::Request, error, origin));
        }
        let chosen = operation(document, name);
        let title = document::name(document, name);
        let given =
            chosen.and_then(|operation| self.inputs.given(&operation.node, &request.variables));
        let proof = given.map(|given| Proof {
            operation: request.operation_name.clone(),
            given,
        });
        let holds = proof.as_ref().is_some_and(|proof| known.holds(proof));
        let selected = match chosen.zip(guard) {
            Some((chosen, guard)) => guard
                .operation(
                    document,
                    &chosen.node,
                    &request.variables,
                    holds,
                    origin.address,
                )
                .map_err(held_back)?,
            None => Selected::NOTHING,
        };
        if let Some(chosen) = chosen {
            document::drop_undeclared(&mut request.variables, &chosen.node);
        }
        request.data.insert(origin.caller.clone());
        // Each item of a subscription is an answer of its own.
        if kind != OperationType::Subscription {
            request.data.insert(AnswerBudget::default());
        }
        for hooks in &self.hooks {
            hooks.prepare(&mut request.data);
        }
        let (mut shared, mut held) = (None, None);
        let way = match (chosen, &self.schemas.engine) {
            (Some(_), _) if kind == OperationType::Subscription => {
                if let Some(guard) = guard {
                    let hold = guard.hold(&request, selected.fields, origin.address);
                    held = Some(hold.map_err(held_back)?);
                }
                let mut document = document.clone();
                let name = request.operation_name.as_deref();
                let envelope = self.feeds.enclose(&request.query, &mut document, name);
                shared = envelope.map(|envelope| (Arc::new(Question::new(&request)), envelope));
                Way::checked(&self.schemas, request, document)
            }
            (Some(chosen), Some(engine)) if holds && known.plain => {
                Way::Proven(engine.clone(), Proven::new(chosen, document, request))
            }
            _ => Way::checked(&self.schemas, request, document.clone()),
        };
        Ok(Prepared {
            way,
            kind,
            name: title,
            cost: selected.cost,
            proof: proof.filter(|_| !holds).map(|proof| (known, proof)),
            shared,
            held,
        })
    }
}
