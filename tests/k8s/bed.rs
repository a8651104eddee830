//! Namespaces of the shared server, one for each test.

use std::fmt::Debug;

use acm_tests::{KubeServer, eventually};
use k8s_openapi::api::core::v1::{Namespace, ServiceAccount};
use kube::{
    Api, Client, Resource,
    api::{ObjectMeta, PostParams},
    core::NamespaceResourceScope,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A namespace, and the administrator's client.
pub(crate) struct Bed {
    pub(crate) client: Client,
    pub(crate) namespace: String,
}

/// A kind of objects that live in namespaces.
pub(crate) trait Kind:
    Resource<DynamicType = (), Scope = NamespaceResourceScope>
    + Clone
    + Debug
    + DeserializeOwned
    + Serialize
{
}

impl<K> Kind for K where
    K: Resource<DynamicType = (), Scope = NamespaceResourceScope>
        + Clone
        + Debug
        + DeserializeOwned
        + Serialize
{
}

impl Bed {
    /// Makes a namespace in which pods are admitted.
    pub(crate) async fn new() -> Self {
        let client = KubeServer::shared().client().await;
        let namespaces: Api<Namespace> = Api::all(client.clone());
        let metadata = ObjectMeta {
            generate_name: Some("test-".to_owned()),
            ..ObjectMeta::default()
        };
        let namespace = Namespace {
            metadata,
            ..Namespace::default()
        };
        let made = namespaces.create(&PostParams::default(), &namespace).await;
        let bed = Self {
            client,
            namespace: made.unwrap().metadata.name.unwrap(),
        };
        bed.until("default", "is there", |_: ServiceAccount| Some(()))
            .await;
        bed
    }

    /// Objects of a kind in the namespace.
    pub(crate) fn api<K: Kind>(&self) -> Api<K> {
        Api::namespaced(self.client.clone(), &self.namespace)
    }

    pub(crate) async fn create<K: Kind>(&self, object: Value) -> K {
        let object = serde_json::from_value(object).unwrap();
        let made = self.api().create(&PostParams::default(), &object).await;
        made.unwrap()
    }

    /// Waits until an object is so, and yields what is asked of it.
    pub(crate) async fn until<K: Kind, T>(
        &self,
        name: &str,
        what: &str,
        so: impl Fn(K) -> Option<T>,
    ) -> T {
        let api = self.api::<K>();
        eventually(&format!("{name} {what}"), async || {
            api.get_opt(name).await.ok().flatten().and_then(&so)
        })
        .await
    }
}
