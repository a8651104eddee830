//! From a request to an operation that may run: everything that is refused before a resolver runs.

use std::sync::Arc;

use acm_core::{ApiError, ErrorCode, ModuleHooks};
use async_graphql::{Request, parser::types::OperationType};

use super::{
    Accepts, Origin, Reason, Reply,
    document::{self, operation},
    documents::{Documents, Known, Proof},
    edge,
    envelope::{Envelope, FeedFields},
    feeds::Question,
    inputs::InputTypes,
};
use crate::{
    compose::{Schema, Schemas, registry},
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
    pub(super) request: Request,
    pub(super) kind: OperationType,
    /// Its name, when it has one.
    pub(super) name: Option<String>,
    /// What it costs the caller.
    pub(super) cost: u64,
    /// Where it runs: with every rule checked, or only the limits when the others hold already.
    pub(super) schema: Schema,
    /// What is proved when the engine does not refuse it.
    pub(super) proof: Option<(Arc<Known>, Proof)>,
    /// What others must ask to share it, and where the envelope of its items stands, when it is a
    /// feed that can be shared.
    pub(super) shared: Option<(Arc<Question>, Envelope)>,
    /// What the caller holds of this server's memory as long as a feed is followed.
    pub(super) held: Option<Share>,
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
        let registry = registry();
        Self {
            schemas,
            hooks,
            guard,
            documents: Documents::new(),
            feeds: FeedFields::new(&registry),
            inputs: InputTypes::new(registry),
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
        let known = self.documents.get(&request.query);
        let (mut document, known) = match known {
            Some(known) => (known.document.clone(), Some(known)),
            None => {
                if let Some(guard) = guard {
                    guard.text(&request.query).map_err(held_back)?;
                }
                let document = document::parse(&request.query)
                    .map_err(|error| edge::refused(Reason::Request, error, origin))?;
                let known = self.documents.offer(&request.query, &document);
                (document, known)
            }
        };
        let name = request.operation_name.as_deref();
        let kind = document::operation_type(&document, name);
        if let Some((reason, advice)) = accepts.refuses(kind) {
            let error = edge::server_error(ApiError::new(ErrorCode::BadUserInput, advice));
            return Err(edge::refused(reason, error, origin));
        }
        if let Some(error) = document::missing_variable(&document, &request) {
            return Err(edge::refused(Reason::Request, error, origin));
        }
        let chosen = operation(&document, name);
        let selected = match chosen.zip(guard) {
            Some((chosen, guard)) => guard
                .operation(&document, chosen, &request.variables, origin.address)
                .map_err(held_back)?,
            None => Selected::NOTHING,
        };
        let title = document::name(&document, name);
        let given = chosen.and_then(|operation| self.inputs.given(operation, &request.variables));
        let proof = known.zip(given).map(|(known, given)| {
            let operation = request.operation_name.clone();
            (known, Proof { operation, given })
        });
        let holds = proof
            .as_ref()
            .is_some_and(|(known, proof)| known.holds(proof));
        let (mut shared, mut held) = (None, None);
        if let Some(chosen) = chosen {
            document::drop_undeclared(&mut request.variables, chosen);
        }
        if kind == OperationType::Subscription {
            if let Some(guard) = guard {
                let hold = guard.hold(&request, selected.fields, origin.address);
                held = Some(hold.map_err(held_back)?);
            }
            let envelope = self.feeds.enclose(
                &request.query,
                &mut document,
                request.operation_name.as_deref(),
            );
            shared = envelope.map(|envelope| (Arc::new(Question::new(&request)), envelope));
        }
        request.set_parsed_query(document);
        request = request.data(origin.caller.clone());
        for hooks in &self.hooks {
            request = hooks.prepare(request);
        }
        Ok(Prepared {
            request,
            kind,
            name: title,
            cost: selected.cost,
            schema: if holds {
                self.schemas.proved.clone()
            } else {
                self.schemas.checked.clone()
            },
            proof: proof.filter(|_| !holds),
            shared,
            held,
        })
    }
}
