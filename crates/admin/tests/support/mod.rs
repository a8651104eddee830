//! The module alone: its own schema over a fake cluster.

mod fake;

use std::{ops::Deref, sync::Arc};

use acm_admin::{Admin, AdminMutation, AdminQuery, Config, Ports};
use acm_core::{ApiError, Caller, Clock, Module, NoSubscriptions, Rights};
use async_graphql::{Request, Response, Schema, Variables};
use serde_json::{Value, json};

pub(crate) use fake::{Edition, Fake};

/// The schema of this module over a fake cluster, and a caller with every right.
pub(crate) struct Bench {
    pub(crate) fake: Arc<Fake>,
    schema: Schema<AdminQuery, AdminMutation, NoSubscriptions>,
}

impl Deref for Bench {
    type Target = Fake;

    fn deref(&self) -> &Fake {
        &self.fake
    }
}

impl Bench {
    /// A cluster with security, and the user `admin` as whom the connection signs in.
    pub(crate) async fn new() -> Self {
        Self::over(Fake::default()).await
    }

    pub(crate) async fn over(fake: Fake) -> Self {
        let fake = Arc::new(fake);
        let ports = Ports {
            security: fake.clone(),
            profiles: fake.clone(),
            features: fake.clone(),
            clock: Clock::fixed(0),
        };
        let admin = Admin::init(Config::default(), ports).await.unwrap();
        let schema = Schema::build(AdminQuery, AdminMutation, NoSubscriptions);
        let schema = admin.provide(schema).finish();
        Self { fake, schema }
    }

    /// Executes an operation.
    pub(crate) async fn run(&self, text: &str) -> Value {
        self.run_with(text, json!({})).await
    }

    /// Executes an operation with variables: `{data, errors}` with codes and details.
    pub(crate) async fn run_with(&self, text: &str, variables: Value) -> Value {
        let request = Request::new(text)
            .variables(Variables::from_json(variables))
            .data(Caller::new("tester", Rights::all()));
        shown(self.schema.execute(request).await)
    }

    /// Executes a mutation `name(input)`, which yields `selection`; what it yields.
    pub(crate) async fn change(&self, name: &str, input: Value, selection: &str) -> Value {
        let mut answer = self.try_change(name, input, selection).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"][name].take()
    }

    /// The same, whatever comes of it.
    pub(crate) async fn try_change(&self, name: &str, mut input: Value, selection: &str) -> Value {
        input["connectionId"] = json!("c1");
        let (first, rest) = name.split_at(1);
        let kind = format!("{}{rest}Input", first.to_uppercase());
        let text =
            format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ {selection} }} }}");
        self.run_with(&text, json!({ "input": input })).await
    }
}

fn shown(response: Response) -> Value {
    let errors: Vec<Value> = response
        .errors
        .iter()
        .map(|error| {
            let mut shown = json!({ "message": error.message });
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
    let mut shown = json!({ "data": serde_json::from_str::<Value>(&data).unwrap() });
    if !errors.is_empty() {
        shown["errors"] = errors.into();
    }
    shown
}
