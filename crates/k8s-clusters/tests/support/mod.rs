//! The module alone: its own schema, whose contexts are API servers of the test.

mod api;
mod objects;

use std::{io::Write, pin::Pin, sync::Arc, time::Duration};

use acm_core::{ApiError, Caller, Clock, CursorKey, Module, Rights, Tasks};
use acm_graph::ParameterPort;
use acm_k8s_api::{Kubernetes, Settings};
use acm_k8s_clusters::{
    Config, K8sClusters, K8sClustersMutation, K8sClustersSubscription, K8sQuery, Ports,
};
use async_graphql::{Request, Response, Schema};
use futures_util::{Stream, StreamExt};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

pub(crate) use api::Api;
pub(crate) use objects::{cluster, event, pod, set};

/// Nothing is known of any parameter.
struct NoParameters;

impl ParameterPort for NoParameters {
    fn is_dynamic(&self, _: &str, _: &str) -> Option<bool> {
        None
    }
}

/// The schema of this module, and a caller with every right.
pub(crate) struct Bench {
    schema: Schema<K8sQuery, K8sClustersMutation, K8sClustersSubscription>,
    tasks: Tasks,
    _kubeconfig: NamedTempFile,
}

/// Items of a subscription.
pub(crate) struct Items(Pin<Box<dyn Stream<Item = Response> + Send>>);

impl Bench {
    /// One context, `one`.
    pub(crate) async fn new(api: &Api) -> Self {
        Self::over(&[("one", api)]).await
    }

    pub(crate) async fn over(contexts: &[(&str, &Api)]) -> Self {
        let tasks = Tasks::new();
        let kubeconfig = kubeconfig(contexts);
        let settings = Settings {
            enabled: true,
            contexts: contexts
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .collect(),
            kubeconfig: Some(kubeconfig.path().to_owned()),
            api_timeout: 5,
            ..Settings::default()
        };
        let clock = Clock::default();
        let ports = Ports {
            kubernetes: Kubernetes::new(settings, tasks.clone(), clock.clone()),
            cursors: CursorKey::new([7; 32]),
            parameters: Arc::new(NoParameters),
            tasks: tasks.clone(),
            clock,
        };
        let module = K8sClusters::init(Config::default(), ports).await.unwrap();
        let builder = Schema::build(
            K8sQuery::default(),
            K8sClustersMutation,
            K8sClustersSubscription::default(),
        );
        let schema = module.provide(builder).finish();
        Self {
            schema,
            tasks,
            _kubeconfig: kubeconfig,
        }
    }

    /// Executes a query: `{data, errors}` with codes and details.
    pub(crate) async fn run(&self, text: &str) -> Value {
        shown(self.schema.execute(request(text)).await)
    }

    /// The data of a query that has no errors.
    pub(crate) async fn get(&self, text: &str) -> Value {
        let mut answer = self.run(text).await;
        assert!(answer.get("errors").is_none(), "{answer:#}");
        answer["data"].take()
    }

    /// Follows a subscription.
    pub(crate) fn follow(&self, text: &str) -> Items {
        Items(self.schema.execute_stream(request(text)).boxed())
    }

    /// Ends all that goes on.
    pub(crate) async fn end(self) {
        assert!(self.tasks.shutdown(Duration::from_secs(5)).await);
        assert_eq!(self.tasks.panics(), 0);
    }
}

impl Items {
    /// The next item, within ten seconds.
    pub(crate) async fn next(&mut self) -> Value {
        let next = tokio::time::timeout(Duration::from_secs(10), self.0.next()).await;
        let mut item = shown(next.expect("an item comes").expect("the feed goes on"));
        assert!(item.get("errors").is_none(), "{item:#}");
        item["data"].take()
    }

    /// The next item that is as wanted.
    pub(crate) async fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let item = self.next().await;
            if wanted(&item) {
                return item;
            }
        }
    }
}

fn request(text: &str) -> Request {
    Request::new(text).data(Caller::new("tester", Rights::all()))
}

fn kubeconfig(contexts: &[(&str, &Api)]) -> NamedTempFile {
    let each = |make: fn(&str, &Api) -> Value| -> Vec<Value> {
        contexts.iter().map(|(name, api)| make(name, api)).collect()
    };
    let config = json!({
        "apiVersion": "v1", "kind": "Config", "current-context": contexts[0].0,
        "clusters": each(|name, api| json!({ "name": name, "cluster": { "server": api.url() } })),
        "users": each(|name, _| json!({ "name": name, "user": {} })),
        "contexts": each(|name, _| json!({
            "name": name, "context": { "cluster": name, "user": name, "namespace": "prod" },
        })),
    });
    let mut file = NamedTempFile::new().unwrap();
    write!(file, "{config}").unwrap();
    file
}

fn shown(response: Response) -> Value {
    let errors: Vec<Value> = response
        .errors
        .iter()
        .map(|error| {
            let mut shown = json!({ "message": error.message });
            if let Some(api) = error.source::<ApiError>() {
                shown["code"] = api.code().as_str().into();
                shown["details"] = api.details().cloned().map_or(Value::Null, Value::Object);
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
