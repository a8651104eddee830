//! A namespace of its own, and a gateway that leads to it.

use std::{path::Path, time::Duration};

use acm_tests::{Setup, Socket, TestServer, with_setup};
use serde_json::{Value, json};

use crate::{
    operator::{bed::Bed, scene::Scene},
    reach::{mutation, reaching},
};

/// The cluster that a stage is about.
pub(crate) const CLUSTER: &str = "db";

/// Time an item has to come.
const PATIENCE: Duration = Duration::from_secs(45);

/// Where a test plays.
pub(crate) struct Stage<'a> {
    pub(crate) server: &'a TestServer,
    pub(crate) scene: &'a Scene,
    pub(crate) namespace: &'a str,
}

/// Something that is followed.
pub(crate) struct Feed {
    socket: Socket,
    field: &'static str,
}

/// Runs a test in an empty namespace of the shared API server, through a gateway of its administrator.
pub(crate) async fn on_stage(namespace: &str, test: impl AsyncFnOnce(&Stage<'_>)) {
    on_stage_as(Bed::shared().server.kubeconfig(), namespace, test).await;
}

/// The same through a gateway of anybody, who may see that namespace alone.
pub(crate) async fn on_stage_as(
    kubeconfig: &Path,
    namespace: &str,
    test: impl AsyncFnOnce(&Stage<'_>),
) {
    on_stage_with(reaching(kubeconfig), namespace, test).await;
}

/// The same through this gateway.
pub(super) async fn on_stage_with(
    mut setup: Setup,
    namespace: &str,
    test: impl AsyncFnOnce(&Stage<'_>),
) {
    let scene = Scene::new(namespace, CLUSTER).await;
    scene.fault(|faults| faults.resolves_at_once = true).await;
    setup.config.kubernetes.namespaces = vec![namespace.to_owned()];
    with_setup(setup, async |server| {
        let stage = Stage {
            server,
            scene: &scene,
            namespace,
        };
        test(&stage).await;
    })
    .await;
}

/// Whether a cluster, with its status and assessment, is as it is asked to be.
pub(crate) fn is_healthy(cluster: &Value, health: &str) -> bool {
    cluster["assessment"]["state"] == "HEALTHY" && cluster["status"]["health"] == health
}

impl Stage<'_> {
    /// A mutation of the cluster that must not fail, and what is selected of its payload.
    pub(crate) async fn change(&self, name: &str, input: Value, selection: &str) -> Value {
        let (text, variables) = self.mutation(name, input, selection);
        self.server.data(&text, variables).await[name].take()
    }

    /// The error of a mutation of the cluster that must fail.
    pub(crate) async fn refusal(&self, name: &str, input: Value) -> Value {
        let (text, variables) = self.mutation(name, input, "__typename");
        self.server.error(&text, variables).await
    }

    fn mutation(&self, name: &str, mut input: Value, selection: &str) -> (String, Value) {
        for (field, value) in [("namespace", self.namespace), ("name", CLUSTER)] {
            if input.get(field).is_none() {
                input[field] = json!(value);
            }
        }
        (mutation(name, selection), json!({ "input": input }))
    }

    /// Makes the cluster.
    pub(crate) async fn create(&self, spec: Value) {
        let made = self
            .change("createK8sCluster", json!({ "spec": spec }), "applied")
            .await;
        assert_eq!(made["applied"], true, "{made:#}");
    }

    /// Makes the cluster and waits until it serves, and the operator knows that.
    pub(crate) async fn create_healthy(&self, spec: Value) {
        let size = spec["size"].clone();
        self.create(spec).await;
        self.serves(&format!("{size}/{size}")).await;
    }

    /// Waits until the cluster is as it is asked to be and that many pods are ready, as the operator tells.
    pub(crate) async fn serves(&self, health: &str) {
        let selection = "status { health } assessment { state findings { code } }";
        self.until("serves", selection, |cluster| is_healthy(cluster, health))
            .await;
    }

    /// What is selected of the cluster now.
    pub(crate) async fn cluster(&self, selection: &str) -> Value {
        let text = format!("{{ k8sCluster({}) {{ {selection} }} }}", self.arguments());
        self.server.data(&text, json!({})).await["k8sCluster"].take()
    }

    /// Follows the cluster until what is selected of it is as wanted, and yields that.
    pub(crate) async fn until(
        &self,
        what: &str,
        selection: &str,
        wanted: impl Fn(&Value) -> bool,
    ) -> Value {
        let selection = format!("cluster {{ {selection} }}");
        let mut feed = self.follow("k8sCluster", &selection).await;
        let mut item = feed.until(what, |item| wanted(&item["cluster"])).await;
        item["cluster"].take()
    }

    /// Follows a feed of the cluster.
    pub(crate) async fn follow(&self, field: &'static str, selection: &str) -> Feed {
        let text = format!(
            "subscription {{ {field}({}) {{ {selection} }} }}",
            self.arguments()
        );
        Feed::open(self.server, field, &text).await
    }

    fn arguments(&self) -> String {
        format!("namespace: \"{}\", name: \"{CLUSTER}\"", self.namespace)
    }
}

impl Feed {
    /// Subscribes to a text with one field.
    pub(crate) async fn open(server: &TestServer, field: &'static str, text: &str) -> Self {
        let mut socket = server.socket().await;
        socket.subscribe("feed", text, json!({})).await;
        Self { socket, field }
    }

    /// The next item.
    pub(crate) async fn next(&mut self) -> Value {
        self.socket.data("feed").await[self.field].take()
    }

    /// The error it begins with.
    pub(crate) async fn refused(&mut self) -> Value {
        self.socket.next().await["payload"]["errors"][0].take()
    }

    /// The next item that is as wanted.
    pub(crate) async fn until(
        &mut self,
        what: &str,
        mut wanted: impl FnMut(&Value) -> bool,
    ) -> Value {
        let mut last = Value::Null;
        let asked = async {
            loop {
                last = self.next().await;
                if wanted(&last) {
                    return;
                }
            }
        };
        if tokio::time::timeout(PATIENCE, asked).await.is_err() {
            panic!("waited in vain for {}: {what}: {last:#}", self.field);
        }
        last
    }
}
