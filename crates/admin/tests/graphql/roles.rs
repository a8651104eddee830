//! Roles.

use acm_aerospike::admin::PrivilegeKind;
use serde_json::{Value, json};

use crate::support::{Bench, Edition, Fake};

const ROLE: &str = "role { name predefined allowlist readQuota writeQuota privileges { kind code name namespace set } }";

#[tokio::test(start_paused = true)]
async fn predefined_roles_are_marked_and_unknown_privileges_shown_as_they_are() {
    let bench = Bench::new().await;
    bench.add_role("future", &[(PrivilegeKind::Other(99), Some("test"))]);
    let answer = bench
        .run(r#"{ roles(connectionId: "c1") { name predefined privileges { kind code name namespace } } }"#)
        .await;
    let roles = answer["data"]["roles"].as_array().unwrap();
    let get = |name: &str| roles.iter().find(|role| role["name"] == name).unwrap();
    assert_eq!(roles.len(), 14);
    assert_eq!(get("read-write-udf")["predefined"], true);
    assert_eq!(
        get("sindex-admin")["privileges"],
        json!([
        { "kind": "SINDEX_ADMIN", "code": 4, "name": "sindex-admin", "namespace": null } ])
    );
    assert_eq!(get("future")["predefined"], false);
    assert_eq!(
        get("future")["privileges"],
        json!([
        { "kind": null, "code": 99, "name": "unknown-99", "namespace": "test" } ])
    );
    let none = bench
        .run(r#"{ role(connectionId: "c1", name: "nope") { name } }"#)
        .await;
    assert_eq!(none["errors"][0]["details"]["resultName"], "INVALID_ROLE");
}

#[tokio::test(start_paused = true)]
async fn a_role_is_made_changed_and_dropped() {
    let bench = Bench::new().await;
    let input = json!({ "name": "team",
        "privileges": [{ "kind": "READ", "namespace": "test" }, { "kind": "WRITE", "namespace": "test", "set": "users" }],
        "allowlist": ["10.0.0.0/8", "::1"], "readQuota": "1000" });
    let made = bench.change("createRole", input, ROLE).await;
    assert_eq!(
        made["role"],
        json!({ "name": "team", "predefined": false, "allowlist": ["10.0.0.0/8", "::1"],
        "readQuota": "1000", "writeQuota": "0", "privileges": [
            { "kind": "READ", "code": 10, "name": "read", "namespace": "test", "set": null },
            { "kind": "WRITE", "code": 13, "name": "write", "namespace": "test", "set": "users" } ] })
    );
    let again = bench
        .try_change("createRole", json!({ "name": "team" }), "role { name }")
        .await;
    assert_eq!(again["errors"][0]["code"], "ALREADY_EXISTS");
    let truncate = json!({ "role": "team", "privileges": [{ "kind": "TRUNCATE" }] });
    let granted = bench
        .change("grantPrivileges", truncate.clone(), ROLE)
        .await;
    assert_eq!(granted["role"]["privileges"].as_array().unwrap().len(), 3);
    let revoked = bench.change("revokePrivileges", truncate, ROLE).await;
    assert_eq!(revoked["role"]["privileges"].as_array().unwrap().len(), 2);
    let input = json!({ "role": "team", "allowlist": [] });
    let open = bench.change("setRoleAllowlist", input, ROLE).await;
    assert_eq!(open["role"]["allowlist"], json!([]));
    let input = json!({ "role": "team", "writeQuota": "4294967295" });
    let limited = bench.change("setRoleQuotas", input, ROLE).await;
    assert_eq!(
        (
            &limited["role"]["readQuota"],
            &limited["role"]["writeQuota"]
        ),
        (&json!("1000"), &json!("4294967295"))
    );
    let input = json!({ "role": "team", "readQuota": null });
    let lifted = bench.change("setRoleQuotas", input, ROLE).await;
    assert_eq!(
        (&lifted["role"]["readQuota"], &lifted["role"]["writeQuota"]),
        (&json!("0"), &json!("4294967295"))
    );
    for dropped in [true, false] {
        let answer = bench
            .change("dropRole", json!({ "name": "team" }), "dropped")
            .await;
        assert_eq!(answer["dropped"], dropped);
    }
}

#[tokio::test(start_paused = true)]
async fn what_no_server_takes_is_refused_with_its_place() {
    let bench = Bench::new().await;
    let role = |more: Value| {
        let mut input = json!({ "name": "team" });
        input
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        input
    };
    let mut networks = vec!["10.0.0.1"; 64];
    networks.push("10.0.0.1");
    for (name, input, field) in [
        (
            "createRole",
            role(json!({ "privileges": [{ "kind": "USER_ADMIN", "namespace": "test" }] })),
            "input.privileges.0.namespace",
        ),
        (
            "createRole",
            role(json!({ "privileges": [{ "kind": "READ" }, { "kind": "READ", "set": "users" }] })),
            "input.privileges.1.set",
        ),
        (
            "createRole",
            role(json!({ "allowlist": ["10.0.0.0/8", "10.0.0.0/33"] })),
            "input.allowlist.1",
        ),
        (
            "createRole",
            role(json!({ "allowlist": ["10.0.0.1,10.0.0.2"] })),
            "input.allowlist.0",
        ),
        (
            "createRole",
            role(json!({ "allowlist": networks })),
            "input.allowlist",
        ),
        (
            "createRole",
            role(json!({ "readQuota": "-1" })),
            "input.readQuota",
        ),
        (
            "createRole",
            role(json!({ "writeQuota": "4294967296" })),
            "input.writeQuota",
        ),
        (
            "grantPrivileges",
            json!({ "role": "team", "privileges": [] }),
            "input.privileges",
        ),
        (
            "grantPrivileges",
            json!({ "role": "read", "privileges": [{ "kind": "WRITE" }] }),
            "input.role",
        ),
        (
            "revokePrivileges",
            json!({ "role": "user-admin", "privileges": [{ "kind": "USER_ADMIN" }] }),
            "input.role",
        ),
        (
            "setRoleAllowlist",
            json!({ "role": "team", "allowlist": ["localhost"] }),
            "input.allowlist.0",
        ),
        (
            "setRoleQuotas",
            json!({ "role": "sys-admin", "readQuota": "1" }),
            "input.role",
        ),
    ] {
        let answer = bench.try_change(name, input, "role { name }").await;
        let error = &answer["errors"][0];
        assert_eq!(
            (&error["code"], &error["details"]["field"]),
            (&json!("BAD_USER_INPUT"), &json!(field)),
            "{name} {answer}"
        );
    }
    let answer = bench
        .try_change("dropRole", json!({ "name": "read" }), "dropped")
        .await;
    assert_eq!(answer["errors"][0]["details"]["field"], "input.name");
    assert!(bench.changes.lock().unwrap().is_empty(), "nothing was sent");
}

#[tokio::test(start_paused = true)]
async fn where_quotas_are_off_they_are_unsupported_and_the_rest_works() {
    let bench = Bench::over(Fake::of(Edition::WithoutQuotas)).await;
    let made = bench
        .change(
            "createRole",
            json!({ "name": "team" }),
            "role { readQuota }",
        )
        .await;
    assert_eq!(made["role"]["readQuota"], "0");
    let input = json!({ "role": "team", "readQuota": "5" });
    let answer = bench
        .try_change("setRoleQuotas", input, "role { name }")
        .await;
    let error = &answer["errors"][0];
    assert_eq!(
        (&error["code"], &error["details"]["feature"]),
        (&json!("UNSUPPORTED"), &json!("QUOTAS"))
    );
}
