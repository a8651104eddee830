//! Operations that modules ask for: they pass the same door as those of clients.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::{Arc, OnceLock, Weak},
};

use acm_core::{ApiError, BoxFuture, ErrorCode};
use acm_graph::{Answer, Asker, Operation, OperationPort};
use async_graphql::{Request, Variables};
use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};

use super::{Accepts, Executor, Origin, Outcome, Reply};

/// The door for operations of modules. It opens when the executor is there.
#[derive(Default)]
pub(crate) struct OwnOperations(OnceLock<Weak<Executor>>);

impl OwnOperations {
    /// Opens the door to an executor, which must not be kept alive by what it runs.
    pub(crate) fn open(&self, executor: &Arc<Executor>) {
        let _ = self.0.set(Arc::downgrade(executor));
    }

    /// Lets an operation in, as the transports do.
    fn enter(
        &self,
        asker: &Asker,
        operation: Operation,
    ) -> Result<(Arc<Executor>, Request, Origin), Answer> {
        let Some(executor) = self.0.get().and_then(Weak::upgrade) else {
            let message = "The server is starting or stopping.";
            return Err(Answer::refused(ApiError::new(
                ErrorCode::Unavailable,
                message,
            )));
        };
        let unknown = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        let origin = Origin {
            address: asker.caller.address().unwrap_or(unknown),
            caller: asker.caller.clone(),
            request_id: asker.id.as_str().into(),
            parent: None,
        };
        executor.admit(&origin).map_err(answer)?;
        let variables = Variables::from_json(operation.variables.into());
        let request = Request::new(operation.document).variables(variables);
        Ok((executor, request, origin))
    }
}

impl OperationPort for OwnOperations {
    fn run(&self, asker: &Asker, operation: Operation) -> BoxFuture<'static, Answer> {
        let accepts = Accepts {
            mutations: true,
            subscriptions: false,
        };
        match self.enter(asker, operation) {
            Ok((executor, request, origin)) => Box::pin(async move {
                match executor.execute(request, origin, accepts).await {
                    Outcome::One(reply) => answer(reply),
                    Outcome::Many(_) => Answer::default(),
                }
            }),
            Err(refused) => Box::pin(std::future::ready(refused)),
        }
    }

    fn follow(&self, asker: &Asker, operation: Operation) -> BoxStream<'static, Answer> {
        match self.enter(asker, operation) {
            Ok((executor, request, origin)) => {
                executor.execute_stream(request, origin).map(answer).boxed()
            }
            Err(refused) => stream::once(std::future::ready(refused)).boxed(),
        }
    }
}

fn answer(reply: Reply) -> Answer {
    Answer::read(&reply.into_object())
}
