//! The client against a real API server.

use acm_core::{ApiError, ErrorCode};
use acm_k8s_api::{
    Access, AerospikeCluster, Client, Deletion, Error, FIELD_MANAGER, LogQuery, Part, ResourceExt,
    Scope,
};
use k8s_openapi::api::core::v1::{ConfigMap, Pod};
use serde_json::{Map, Value, json};

use crate::{bed::Bed, wire::Reached};

struct Place {
    bed: Bed,
    reached: Reached,
    client: Client,
}

impl Place {
    async fn new() -> Self {
        let (bed, reached) = (Bed::new().await, Reached::administrator());
        let client = reached.kubernetes.client(None).await.unwrap();
        Self {
            bed,
            reached,
            client,
        }
    }

    fn namespace(&self) -> Option<&str> {
        Some(&self.bed.namespace)
    }

    async fn create(&self, object: Value, dry_run: bool) -> Result<Vec<String>, ApiError> {
        let made = self
            .client
            .create::<AerospikeCluster>(self.namespace(), &object, dry_run)
            .await;
        made.map(|written| written.warnings).map_err(ApiError::from)
    }
}

fn cluster(name: &str, spec: Value) -> Value {
    json!({
        "apiVersion": "acko.io/v1alpha1",
        "kind": "AerospikeCluster",
        "metadata": { "name": name },
        "spec": spec,
    })
}

fn good() -> Value {
    json!({ "size": 1, "image": "aerospike:ce-8.1.1.1" })
}

fn patch(data: Value) -> Map<String, Value> {
    let mut patch = Map::new();
    patch.insert("data".to_owned(), data);
    patch
}

#[tokio::test]
async fn what_is_only_tried_is_checked_warned_of_and_not_kept() {
    let place = Place::new().await;
    let mut spec = good();
    spec["nosuch"] = json!(1);
    let warnings = place.create(cluster("db", spec), true).await.unwrap();
    assert_eq!(warnings, ["unknown field \"spec.nosuch\""]);
    let kept = place
        .client
        .get::<AerospikeCluster>(place.namespace(), "db")
        .await;
    assert!(kept.unwrap_err().is_not_found());
    place.reached.end().await;
}

#[tokio::test]
async fn each_field_the_definition_refuses_is_named() {
    let place = Place::new().await;
    let spec = json!({ "size": 9, "image": "aerospike:ce-8.1.1.1", "operations": [{ "id": "1", "kind": "Reboot" }] });
    let error = place.create(cluster("db", spec), true).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::BadUserInput);
    let causes = error.details().unwrap()["causes"]
        .as_array()
        .unwrap()
        .clone();
    let mut fields: Vec<_> = causes
        .iter()
        .filter_map(|cause| cause["field"].as_str())
        .collect();
    fields.sort_unstable();
    assert_eq!(fields, ["spec.operations[0].kind", "spec.size"]);
    place.reached.end().await;
}

#[tokio::test]
async fn a_thing_is_made_once_and_only_where_there_is_a_place() {
    let place = Place::new().await;
    place.create(cluster("db", good()), false).await.unwrap();
    let again = place
        .create(cluster("db", good()), false)
        .await
        .unwrap_err();
    assert_eq!(again.code(), ErrorCode::AlreadyExists);
    let object = cluster("db", good());
    let nowhere = place
        .client
        .create::<AerospikeCluster>(Some("nowhere"), &object, false);
    let error = ApiError::from(nowhere.await.unwrap_err());
    assert_eq!(error.code(), ErrorCode::NotFound);
    assert_eq!(error.details().unwrap()["kind"], "namespaces");
    place.reached.end().await;
}

#[tokio::test]
async fn a_change_of_something_changed_meanwhile_is_a_conflict() {
    let place = Place::new().await;
    let (client, namespace) = (&place.client, place.namespace());
    let object = json!({ "metadata": { "name": "a" }, "data": { "x": "1", "gone": "1" } });
    let made = client.create::<ConfigMap>(namespace, &object, false).await;
    let first = made.unwrap().object.resource_version().unwrap();
    let change = patch(json!({ "x": "2", "gone": null }));
    let changed = client
        .merge::<ConfigMap>(namespace, "a", Part::Object, change, Some(&first), false)
        .await
        .unwrap()
        .object;
    let data = serde_json::to_value(&changed.data).unwrap();
    assert_eq!(data, json!({ "x": "2" }));
    let managers = changed.managed_fields().iter();
    assert!(
        managers
            .clone()
            .all(|entry| entry.manager.as_deref() == Some(FIELD_MANAGER))
    );
    let late = client.merge::<ConfigMap>(
        namespace,
        "a",
        Part::Object,
        patch(json!({})),
        Some(&first),
        false,
    );
    assert!(late.await.unwrap_err().is_conflict());
    place.reached.end().await;
}

#[tokio::test]
async fn status_and_scale_are_written_by_their_own_doors() {
    let place = Place::new().await;
    let (client, namespace) = (&place.client, place.namespace());
    place.create(cluster("db", good()), false).await.unwrap();
    let mut status = Map::new();
    status.insert("status".to_owned(), json!({ "phase": "Paused" }));
    let written = client
        .merge::<AerospikeCluster>(namespace, "db", Part::Status, status, None, false)
        .await;
    assert_eq!(written.unwrap().object.json()["status"]["phase"], "Paused");
    let tried = client
        .scale::<AerospikeCluster>(&place.bed.namespace, "db", 9, None, true)
        .await;
    assert_eq!(
        ApiError::from(tried.unwrap_err()).code(),
        ErrorCode::BadUserInput
    );
    let scaled = client
        .scale::<AerospikeCluster>(&place.bed.namespace, "db", 3, None, false)
        .await;
    assert_eq!(scaled.unwrap().object.spec.unwrap().replicas, Some(3));
    place.reached.end().await;
}

#[tokio::test]
async fn only_the_one_that_was_meant_is_deleted() {
    let place = Place::new().await;
    let (client, namespace) = (&place.client, place.namespace());
    place.create(cluster("db", good()), false).await.unwrap();
    let delete = async |uid: &str, dry_run| {
        let deletion = Deletion {
            uid: Some(uid.to_owned()),
            dry_run,
            ..Deletion::default()
        };
        client
            .delete::<AerospikeCluster>(namespace, "db", deletion)
            .await
    };
    let other = delete("00000000-0000-0000-0000-000000000000", false).await;
    assert!(other.unwrap_err().is_conflict());
    let found = client
        .get::<AerospikeCluster>(namespace, "db")
        .await
        .unwrap();
    let uid = found.uid().unwrap();
    delete(&uid, true).await.unwrap();
    client
        .get::<AerospikeCluster>(namespace, "db")
        .await
        .unwrap();
    delete(&uid, false).await.unwrap();
    let gone = client.get::<AerospikeCluster>(namespace, "db").await;
    assert!(gone.unwrap_err().is_not_found());
    place.reached.end().await;
}

#[tokio::test]
async fn a_list_of_several_pages_is_whole() {
    let place = Place::new().await;
    let (client, namespace) = (&place.client, place.namespace());
    let scope = Scope::namespace(&place.bed.namespace).labels("ours=yes");
    for n in 0..7 {
        let object =
            json!({ "metadata": { "name": format!("m{n}"), "labels": { "ours": "yes" } } });
        client
            .create::<ConfigMap>(namespace, &object, false)
            .await
            .unwrap();
    }
    let first = client
        .list_page::<ConfigMap>(&scope, 3, None)
        .await
        .unwrap();
    assert_eq!(first.items.len(), 3);
    let second = client
        .list_page::<ConfigMap>(&scope, 10, first.next)
        .await
        .unwrap();
    assert_eq!((second.items.len(), second.next), (4, None));
    assert_eq!(
        client.list::<ConfigMap>(&scope).await.unwrap().items.len(),
        7
    );
    place.reached.end().await;
}

#[tokio::test]
async fn a_log_is_followed_line_by_line() {
    let place = Place::new().await;
    let (client, namespace) = (&place.client, &place.bed.namespace);
    let pod = json!({
        "metadata": { "name": "talks", "annotations": { "kube-testserver/log-every": "20ms" } },
        "spec": { "containers": [{ "name": "main", "image": "db:1" }] },
    });
    client
        .create::<Pod>(Some(namespace), &pod, false)
        .await
        .unwrap();
    place
        .bed
        .until("talks", "runs", |pod: Pod| {
            let phase = pod.status?.phase?;
            (phase == "Running").then_some(())
        })
        .await;
    let query = LogQuery {
        follow: true,
        ..LogQuery::default()
    };
    let mut lines = client.logs(namespace, "talks", &query).await.unwrap();
    let greeting = lines.next().await.unwrap().unwrap();
    assert!(greeting.text.starts_with("main: started"), "{greeting:?}");
    for n in 1..4 {
        let line = lines.next().await.unwrap().unwrap();
        assert_eq!((line.text, line.cut), (format!("line {n}"), false));
    }
    drop(lines);
    let missing = client
        .logs(namespace, "nobody", &query)
        .await
        .err()
        .unwrap();
    assert!(missing.is_not_found(), "{missing}");
    assert!(matches!(missing, Error::Refused(_)));
    place.reached.end().await;
}

#[tokio::test]
async fn rights_are_answered_by_the_server() {
    let place = Place::new().await;
    let access = Access::to::<Pod>("get", place.namespace()).subresource("log");
    assert!(place.client.may(&access).await.unwrap());
    let server = acm_tests::KubeServer::shared();
    let reader = Reached::by(server.kubeconfig_of("reader"), &[]);
    let client = reader.kubernetes.client(None).await.unwrap();
    assert!(!client.may(&access).await.unwrap());
    reader.end().await;
    place.reached.end().await;
}
