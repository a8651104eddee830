//! The module alone: its own schema over fakes.

#![allow(dead_code, unused_imports, reason = "each suite uses its part")]

mod fake;
#[path = "../../../connections/tests/support/memory_store.rs"]
mod memory_store;

use std::{ops::Deref, sync::Arc};

use acm_core::{ApiError, Caller, CursorKey, Module, ModuleHooks, Rights, Tasks};
use acm_data::{Data, DataConfig, DataMutation, DataPorts, DataQuery, DataSubscription};
use async_graphql::{Request, Response, Schema, Variables};
use futures_util::{Stream, StreamExt};
use serde_json::{Value, json};

pub(crate) use fake::{Fake, at, namespace, record, user_key};
pub(crate) use memory_store::MemoryStore;

/// The time the fixed clock shows at first: 2026-01-31T08:15:00Z.
pub(crate) const NOW: i64 = 1_769_847_300_000;

/// The schema of this module over a fake cluster, and a caller with every right.
pub(crate) struct Bench {
    pub(crate) fake: Arc<Fake>,
    api: Api,
}

impl Deref for Bench {
    type Target = Api;

    fn deref(&self) -> &Api {
        &self.api
    }
}

impl Bench {
    pub(crate) async fn new(fake: Fake) -> Self {
        Self::over(fake, Arc::new(MemoryStore::default())).await
    }

    /// The same over documents that are there already.
    pub(crate) async fn over(fake: Fake, documents: Arc<MemoryStore>) -> Self {
        let fake = Arc::new(fake);
        let ports = DataPorts {
            info: fake.clone(),
            records: fake.clone(),
            queries: fake.clone(),
            functions: fake.clone(),
            profiles: fake.clone(),
            documents,
            files: None,
            tasks: Tasks::new(),
            clock: fake.clock.clone(),
            cursors: CursorKey::new([7; 32]),
        };
        Self {
            fake,
            api: Api::new(ports).await,
        }
    }
}

/// The schema of this module alone.
pub(crate) struct Api {
    pub(crate) tasks: Tasks,
    hooks: Arc<dyn ModuleHooks>,
    schema: Schema<DataQuery, DataMutation, DataSubscription>,
}

impl Api {
    pub(crate) async fn new(ports: DataPorts) -> Self {
        let tasks = ports.tasks.clone();
        let data = Data::init(DataConfig::default(), ports).await.unwrap();
        let schema = Schema::build(
            DataQuery::default(),
            DataMutation::default(),
            DataSubscription::default(),
        );
        let schema = data.provide(schema).finish();
        Self {
            tasks,
            hooks: data.hooks(),
            schema,
        }
    }

    /// Starts the module's background tasks.
    pub(crate) fn start(&self) {
        self.hooks.start(&self.tasks);
    }

    fn request(&self, text: &str, variables: Value) -> Request {
        self.prepared(
            Request::new(text).variables(Variables::from_json(variables)),
            Caller::new("tester", Rights::all()),
        )
    }

    fn prepared(&self, mut request: Request, caller: Caller) -> Request {
        self.hooks.prepare(&mut request.data);
        request.data(caller)
    }

    /// Executes an operation; `{data, errors}` with codes and details.
    pub(crate) async fn run(&self, text: &str) -> Value {
        self.run_with(text, json!({})).await
    }

    /// Executes an operation with variables.
    pub(crate) async fn run_with(&self, text: &str, variables: Value) -> Value {
        shown(self.schema.execute(self.request(text, variables)).await)
    }

    /// Executes an operation as a caller with the given rights.
    pub(crate) async fn run_as(&self, rights: Rights, text: &str) -> Value {
        let request = self.prepared(Request::new(text), Caller::new("other", rights));
        shown(self.schema.execute(request).await)
    }

    /// The first item of a subscription by a caller with the given rights.
    pub(crate) async fn first_as(&self, rights: Rights, text: &str) -> Value {
        let request = self.prepared(Request::new(text), Caller::new("other", rights));
        let mut items = self.schema.execute_stream(request).boxed();
        shown(items.next().await.expect("an item"))
    }

    /// Subscribes; the items as `{data, errors}`.
    pub(crate) fn feed(&self, text: &str) -> impl Stream<Item = Value> + Unpin + use<> {
        self.schema
            .execute_stream(self.request(text, json!({})))
            .map(shown)
            .boxed()
    }
}

/// The answer as clients act on it: errors by code, place and details.
fn shown(response: Response) -> Value {
    let errors: Vec<Value> = response
        .errors
        .iter()
        .map(|error| {
            let path: Vec<String> = error
                .path
                .iter()
                .map(|segment| match segment {
                    async_graphql::PathSegment::Field(name) => name.clone(),
                    async_graphql::PathSegment::Index(index) => index.to_string(),
                })
                .collect();
            let mut shown = json!({"path": path.join("."), "message": error.message});
            if let Some(api) = error.source::<ApiError>() {
                shown["code"] = api.code().as_str().into();
                if let Some(details) = api.details() {
                    shown["details"] = Value::Object(details.clone());
                }
            }
            shown
        })
        .collect();
    let mut data = String::new();
    acm_core::json::append(&response.data, &mut data);
    let mut shown = json!({"data": serde_json::from_str::<Value>(&data).unwrap()});
    if !errors.is_empty() {
        shown["errors"] = errors.into();
    }
    shown
}
