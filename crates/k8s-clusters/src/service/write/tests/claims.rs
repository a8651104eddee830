use acm_core::ErrorCode;

use super::*;
use crate::service::write::{ClaimDeletion, Removal};

const CLAIMS: &str = "/api/v1/namespaces/aero/persistentvolumeclaims";

fn with_claims() -> (Writer, Server) {
    let volumes = json!([
        { "name": "data", "cascadeDelete": true, "source": { "persistentVolume": { "size": "1Gi" } } },
        { "name": "keep", "source": { "persistentVolume": { "size": "1Gi", "volumeMode": "Block" } } },
        { "name": "soft", "source": { "persistentVolume": { "size": "1Gi" } } },
    ]);
    let storage =
        json!({ "volumes": volumes, "filesystemVolumePolicy": { "cascadeDelete": true } });
    let (writer, server) = setup(&json!({ "spec": { "storage": storage } }));
    for claim in [
        "data-one-0-0",
        "data-one-0-5",
        "data-one-0-1",
        "keep-one-0-0",
        "soft-one-0-0",
        "old-one-0-0",
    ] {
        let status = json!({ "capacity": { "storage": "1Gi" } });
        put_labelled(
            &server,
            &format!("{CLAIMS}/{claim}"),
            json!({ "spec": {}, "status": status }),
        );
    }
    server.put(&format!("{CLAIMS}/other"), json!({ "spec": {} }));
    let set = json!({
        "spec": {
            "replicas": 3, "selector": {}, "template": {}, "serviceName": "one",
            "volumeClaimTemplates": [{ "metadata": { "name": "data" } }],
        },
    });
    put_labelled(
        &server,
        "/apis/apps/v1/namespaces/aero/statefulsets/one-0",
        set,
    );
    let volumes =
        json!([{ "name": "data", "persistentVolumeClaim": { "claimName": "data-one-0-0" } }]);
    let pod = json!({ "spec": { "containers": [], "volumes": volumes } });
    put_labelled(&server, "/api/v1/namespaces/aero/pods/one-0-0", pod);
    (writer, server)
}

#[tokio::test]
async fn only_a_claim_that_nobody_uses_or_awaits_is_deleted() {
    let (writer, server) = with_claims();
    let delete = |claim: &str, confirm: &str| {
        let deletion = ClaimDeletion {
            claim: claim.to_owned(),
            confirm: confirm.to_owned(),
            dry_run: false,
        };
        let writer = writer.clone();
        async move {
            writer
                .delete_claim(&place("one"), &deletion)
                .await
                .map_err(told)
        }
    };
    let in_use = delete("data-one-0-0", "data-one-0-0").await.unwrap_err();
    assert_eq!(
        (in_use.0, &in_use.1["cause"]),
        (ErrorCode::Conflict, &json!("CLAIM_IN_USE"))
    );
    let awaited = delete("data-one-0-1", "data-one-0-1").await.unwrap_err();
    assert_eq!(awaited.1["cause"], "CLAIM_AWAITED");
    assert_eq!(
        delete("other", "other").await.unwrap_err().0,
        ErrorCode::NotFound
    );
    assert_eq!(
        delete("nosuch", "nosuch").await.unwrap_err().0,
        ErrorCode::NotFound
    );
    assert_eq!(
        delete("data-one-0-5", "data").await.unwrap_err().1["field"],
        "input.confirmName"
    );
    assert_eq!(server.writes(), []);
    delete("data-one-0-5", "data-one-0-5").await.unwrap();
    assert_eq!(server.object(&format!("{CLAIMS}/data-one-0-5")), None);
}

#[tokio::test]
async fn a_deletion_tells_first_what_goes_and_what_stays() {
    let (writer, server) = with_claims();
    server.deny("list services");
    let removal = Removal {
        confirm: String::new(),
        dry_run: true,
    };
    let doomed = writer.delete(&place("one"), &removal).await.unwrap();
    let objects: Vec<_> = doomed
        .objects
        .iter()
        .map(|object| format!("{} {}", object.kind, object.name))
        .collect();
    assert_eq!(
        objects,
        [
            "StatefulSet one-0",
            "Pod one-0-0",
            "Pod one-0-1",
            "Pod one-0-2"
        ]
    );
    assert_eq!(doomed.unseen, ["Service"]);
    let claims: Vec<_> = doomed
        .claims
        .iter()
        .map(|claim| (claim.name.as_str(), claim.is_deleted))
        .collect();
    let expected = [
        ("data-one-0-0", Some(true)),
        ("data-one-0-1", Some(true)),
        ("data-one-0-5", Some(true)),
        ("keep-one-0-0", Some(false)),
        ("old-one-0-0", None),
        ("soft-one-0-0", Some(true)),
    ];
    assert_eq!(claims, expected);
    assert!(server.object(&at("one")).is_some());
}

#[tokio::test]
async fn a_cluster_is_deleted_once_its_name_is_typed() {
    let (writer, server) = setup(&json!({}));
    let removal = |confirm: &str| Removal {
        confirm: confirm.to_owned(),
        dry_run: false,
    };
    let refused = writer
        .delete(&place("one"), &removal("on"))
        .await
        .unwrap_err();
    assert_eq!(told(refused).1["field"], "input.confirmName");
    let uid = server.object(&at("one")).unwrap()["metadata"]["uid"].clone();
    writer.delete(&place("one"), &removal("one")).await.unwrap();
    assert_eq!(server.object(&at("one")), None);
    assert_eq!(server.writes()[0].body["preconditions"]["uid"], uid);
    let again = writer
        .delete(&place("one"), &removal("one"))
        .await
        .unwrap_err();
    assert_eq!(told(again).0, ErrorCode::NotFound);
}
