//! What users may do, and who may do what.

use acm_aerospike::admin::PrivilegeKind;
use serde_json::json;

use crate::support::Bench;

#[tokio::test(start_paused = true)]
async fn what_a_user_may_do_is_told_by_place_and_by_what_role() {
    let bench = Bench::new().await;
    bench.add_role(
        "team",
        &[
            (PrivilegeKind::ReadWrite, Some("test")),
            (PrivilegeKind::Other(99), None),
        ],
    );
    bench.add_user("ada", &["team", "read", "gone"]);
    let answer = bench
        .run(r#"{ effectivePermissions(connectionId: "c1", user: "ada") { user missingRoles unknown { role privilege { code } }
            permissions { permission namespace set grants { role privilege { name } } } } }"#)
        .await;
    assert_eq!(
        answer["data"]["effectivePermissions"],
        json!({
            "user": "ada",
            "missingRoles": ["gone"],
            "unknown": [{ "role": "team", "privilege": { "code": 99 } }],
            "permissions": [
                { "permission": "READ", "namespace": null, "set": null,
                  "grants": [{ "role": "read", "privilege": { "name": "read" } }] },
                { "permission": "WRITE", "namespace": "test", "set": null,
                  "grants": [{ "role": "team", "privilege": { "name": "read-write" } }] },
            ],
        })
    );
}

#[tokio::test(start_paused = true)]
async fn who_may_do_something_is_told_with_where() {
    let bench = Bench::new().await;
    bench.add_role("team", &[(PrivilegeKind::Write, Some("test"))]);
    bench.add_role("future", &[(PrivilegeKind::Other(99), None)]);
    bench.add_user("ada", &["team"]);
    bench.add_user("bob", &["read-write-udf"]);
    bench.add_user("eve", &["future"]);
    let ask = async |place: &str| {
        let text = format!(
            r#"{{ whoCan(connectionId: "c1", permission: WRITE {place}) {{
            undecided users {{ name everywhere grants {{ role }} }} }} }}"#
        );
        bench.run(&text).await
    };
    let mut answer = ask(r#", namespace: "test", set: "users""#).await;
    assert_eq!(
        answer["data"]["whoCan"].take(),
        json!({ "undecided": ["eve"], "users": [
            { "name": "ada", "everywhere": true, "grants": [{ "role": "team" }] },
            { "name": "bob", "everywhere": true, "grants": [{ "role": "read-write-udf" }] },
        ]})
    );
    let answer = ask("").await;
    assert_eq!(answer["data"]["whoCan"]["users"][0]["everywhere"], false);
    let answer = ask(r#", namespace: "bar""#).await;
    assert_eq!(
        answer["data"]["whoCan"]["users"].as_array().unwrap().len(),
        1
    );
    let answer = ask(r#", set: "users""#).await;
    assert_eq!(answer["errors"][0]["details"]["field"], "set");
}
