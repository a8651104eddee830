//! A namespace of its own on an API server without operator, and a gateway that reaches it.

use std::path::Path;

use acm_tests::{KubeServer, TestServer, with_setup};
use k8s_openapi::api::rbac::v1::{Role, RoleBinding};
use kube::{Api, api::DynamicObject};
use serde_json::{Value, json};

use crate::{
    bed::Bed,
    operator::scene::resource,
    reach::{mutation, reaching},
};

/// Seconds until a request of the gateway counts as unanswered.
pub(crate) const DEADLINE: u32 = 2;

pub(crate) struct Place<'a> {
    pub(crate) server: &'a TestServer,
    pub(crate) bed: &'a Bed,
}

/// Runs a test in an empty namespace of the shared API server.
pub(crate) async fn in_place(test: impl AsyncFnOnce(&Place<'_>)) {
    in_place_by(KubeServer::shared().kubeconfig(), 10, test).await;
}

/// The same as somebody who has the rights that a role in the namespace says.
pub(crate) async fn in_place_allowed(rules: Value, test: impl AsyncFnOnce(&Place<'_>)) {
    let bed = Bed::new().await;
    bed.create::<Role>(json!({ "metadata": { "name": "some" }, "rules": rules }))
        .await;
    let group = "rbac.authorization.k8s.io";
    bed.create::<RoleBinding>(json!({
        "metadata": { "name": "some" },
        "roleRef": { "apiGroup": group, "kind": "Role", "name": "some" },
        "subjects": [{ "apiGroup": group, "kind": "Group", "name": "readers" }],
    }))
    .await;
    let mut setup = reaching(KubeServer::shared().kubeconfig_of("reader"));
    setup.config.kubernetes.namespaces = vec![bed.namespace.clone()];
    with_setup(setup, async |server| {
        test(&Place { server, bed: &bed }).await;
    })
    .await;
}

/// The same, with another way there, and seconds until a request counts as unanswered.
pub(crate) async fn in_place_by(
    kubeconfig: &Path,
    api_timeout: u32,
    test: impl AsyncFnOnce(&Place<'_>),
) {
    let bed = Bed::new().await;
    let mut setup = reaching(kubeconfig);
    setup.config.kubernetes.api_timeout = api_timeout;
    with_setup(setup, async |server| {
        test(&Place { server, bed: &bed }).await;
    })
    .await;
}

impl Place<'_> {
    pub(crate) fn namespace(&self) -> &str {
        &self.bed.namespace
    }

    /// The answer to a mutation in the namespace.
    pub(crate) async fn ask(&self, name: &str, mut input: Value, selection: &str) -> Value {
        if input.get("namespace").is_none() {
            input["namespace"] = json!(self.namespace());
        }
        let text = mutation(name, selection);
        self.server.answer(&text, json!({ "input": input })).await
    }

    /// A mutation that must not fail, and what is selected of its payload.
    pub(crate) async fn change(&self, name: &str, input: Value, selection: &str) -> Value {
        let mut answer = self.ask(name, input, selection).await;
        assert_eq!(answer["errors"], Value::Null, "{answer:#}");
        answer["data"][name].take()
    }

    /// The clusters of the namespace, as the API server keeps them.
    pub(crate) fn clusters(&self) -> Api<DynamicObject> {
        let kind = resource("AerospikeCluster");
        Api::namespaced_with(self.bed.client.clone(), self.namespace(), &kind)
    }

    pub(crate) async fn kept(&self, name: &str) -> Value {
        serde_json::to_value(self.clusters().get(name).await.unwrap()).unwrap()
    }

    /// Makes a cluster beside the gateway.
    pub(crate) async fn make(&self, name: &str, spec: Value) {
        let object = json!({
            "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
            "metadata": { "name": name }, "spec": spec,
        });
        let object = serde_json::from_value(object).unwrap();
        let made = self.clusters().create(&Default::default(), &object).await;
        made.unwrap();
    }

    pub(crate) async fn remove(&self, name: &str) {
        let removed = self.clusters().delete(name, &Default::default()).await;
        removed.unwrap();
    }

    /// The clusters of the namespace as the gateway lists them.
    pub(crate) async fn list(&self) -> Value {
        let text = format!(
            "{{ k8sClusters({}) {{ nodes {{ name }} live staleSince
                contexts {{ live problem {{ code }} }} }} }}",
            self.filter()
        );
        self.server.data(&text, json!({})).await["k8sClusters"].take()
    }

    pub(crate) fn filter(&self) -> String {
        format!("filter: {{ namespaces: [\"{}\"] }}", self.namespace())
    }
}

/// The extensions of an answer's first error.
pub(crate) fn refused(answer: &Value) -> &Value {
    assert_ne!(answer["errors"], Value::Null, "{answer:#}");
    &answer["errors"][0]["extensions"]
}
