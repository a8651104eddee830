//! Runs operations that passed every rule before, without the engine checking them again.
//!
//! What the engine does for each operation besides resolving its fields (four walks over the document,
//! a look at every type of the schema for each field at the root) costs more than reading a record.
//! Here the roots are resolved as the engine does it, in the engine's own environment.

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use acm_core::{NoQueries, empty_object};
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, Data, Name, ObjectType, OutputType, Positioned,
    QueryEnv, QueryEnvInner, Request, Response, SchemaEnv, ServerResult, Value, Variables,
    extensions::Extensions,
    parser::types::{
        ExecutableDocument, Field, FragmentDefinition, OperationDefinition, OperationType,
    },
    registry::{MetaTypeId, Registry},
    resolver_utils::{resolve_container, resolve_container_serial},
};
use futures_util::FutureExt;

use crate::compose::{Mutation, Query, Schema};

/// What the roots are resolved with. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Engine(Arc<Environment>);

struct Environment {
    query: Query,
    mutation: Mutation,
    schema: SchemaEnv,
    extensions: Extensions,
}

/// A query or mutation that passed every rule, without directives and introspection.
pub(super) struct Proven {
    operation: Positioned<OperationDefinition>,
    fragments: HashMap<Name, Positioned<FragmentDefinition>>,
    variables: Variables,
    data: Data,
}

impl Proven {
    /// An operation of a document, with what a request brings.
    pub(super) fn new(
        operation: &Positioned<OperationDefinition>,
        document: &ExecutableDocument,
        request: Request,
    ) -> Self {
        Self {
            operation: operation.clone(),
            fragments: document.fragments.clone(),
            variables: request.variables,
            data: request.data,
        }
    }
}

impl Engine {
    /// The environment of a schema whose [`Window`] is open.
    pub(crate) fn of(schema: &Schema) -> Option<Self> {
        let seen = Arc::new(Mutex::new(None));
        let request = Request::new(LOOK).data(Seen(Arc::clone(&seen)));
        schema.execute(request).now_or_never()?;
        // Taken out: what is seen holds the data of its request, and so would hold itself.
        let seen = seen.lock().unwrap_or_else(PoisonError::into_inner).take();
        let (schema, extensions) = seen?;
        Some(Self(Arc::new(Environment {
            query: Query::default(),
            mutation: Mutation::default(),
            schema,
            extensions,
        })))
    }

    /// The types of the schema.
    pub(crate) fn registry(&self) -> &Registry {
        &self.0.schema.registry
    }

    /// Runs an operation to its end.
    pub(super) async fn run(&self, proven: Proven) -> Response {
        let env = QueryEnv::new(QueryEnvInner {
            extensions: self.0.extensions.clone(),
            variables: proven.variables,
            operation_name: None,
            operation: proven.operation,
            fragments: proven.fragments,
            uploads: Vec::new(),
            session_data: Arc::default(),
            query_data: Arc::new(proven.data),
            http_headers: Default::default(),
            introspection_mode: Default::default(),
            errors: Default::default(),
        });
        let operation = &env.operation.node;
        let roots = env.create_context(&self.0.schema, None, &operation.selection_set, None);
        let resolved = match operation.ty {
            OperationType::Mutation => resolve_container_serial(&roots, &self.0.mutation).await,
            _ => resolve_container(&roots, &self.0.query).await,
        };
        let mut response = match resolved {
            Ok(data) => Response::new(data),
            Err(error) => Response::from_errors(vec![error]),
        };
        let mut errors = env.errors.lock().unwrap_or_else(PoisonError::into_inner);
        response.errors.append(&mut errors);
        drop(errors);
        response
    }
}

/// An operation that looks through the window. What it asks for is refused: nobody asks.
const LOOK: &str = "{ features { __typename } }";

/// Where the environment goes.
struct Seen(Arc<Mutex<Option<(SchemaEnv, Extensions)>>>);

/// A part of the query root that has no field. The engine looks for every field of the root here
/// first; an open window shows [`LOOK`] the environment it is resolved in.
#[derive(Default)]
pub(crate) struct Window(bool);

impl Window {
    pub(crate) const OPEN: Self = Self(true);
}

impl ContainerType for Window {
    #[expect(clippy::disallowed_methods, reason = "its error is not shown")]
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        if self.0
            && let Ok(Seen(seen)) = ctx.data::<Seen>()
        {
            let environment = (ctx.schema_env.clone(), ctx.query_env.extensions.clone());
            *seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(environment);
        }
        Ok(None)
    }
}

impl OutputType for Window {
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed("Window")
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry
            .create_output_type::<Self, _>(MetaTypeId::Object, |_| empty_object("Window", false))
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        NoQueries.resolve(ctx, field).await
    }
}

impl ObjectType for Window {}
