//! The roles of Kubernetes that are shipped, given to users of a test server.

use k8s_openapi::api::rbac::v1::{ClusterRole, ClusterRoleBinding};
use kube::{Api, Client, api::PostParams};
use serde_json::json;

const ROLES: &str = include_str!("../../deploy/kubernetes/roles.yaml");

/// The role of those who look.
pub const VIEWER: &str = "aerospike-cluster-manager-viewer";
/// What those who change things need besides.
pub const EDITOR: &str = "aerospike-cluster-manager-editor";

/// The roles, as they are shipped.
pub fn shipped() -> Vec<ClusterRole> {
    let documents = ROLES.split("\n---\n");
    let roles =
        documents.map(|text| serde_json::from_value(acm_k8s_api::yaml::read(text).unwrap()));
    roles.collect::<Result<_, _>>().unwrap()
}

/// Makes the roles where they are not, and gives some of them to a user.
pub async fn grant(client: Client, user: &str, roles: &[&str]) {
    let all: Api<ClusterRole> = Api::all(client.clone());
    for role in shipped() {
        match all.create(&PostParams::default(), &role).await {
            Err(kube::Error::Api(error)) if error.is_already_exists() => {}
            made => drop(made.unwrap()),
        }
    }
    let bindings: Api<ClusterRoleBinding> = Api::all(client);
    for role in roles {
        let binding = json!({
            "metadata": { "name": format!("{user}-{role}") },
            "roleRef": { "apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": role },
            "subjects": [{ "apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": user }],
        });
        let binding = serde_json::from_value(binding).unwrap();
        bindings
            .create(&PostParams::default(), &binding)
            .await
            .unwrap();
    }
}
