//! Users.

use acm_aerospike::{Error as ClusterError, admin::AdminChange};
use serde_json::{Value, json};

use crate::support::Bench;

const USERS: &str = r#"{ users(connectionId: "c1") { name roles isOwn connections
    reads { quota singleRecordRate queryRate limitlessQueries } writes { quota } } }"#;

async fn names(bench: &Bench) -> Vec<String> {
    let answer = bench.run(USERS).await;
    let users = answer["data"]["users"].as_array().unwrap();
    users
        .iter()
        .map(|user| user["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(start_paused = true)]
async fn users_are_listed_with_what_is_known_and_null_for_what_is_not() {
    let bench = Bench::new().await;
    bench.add_user("zoe", &["read", "write"]);
    let answer = bench.run(USERS).await;
    assert_eq!(
        answer["data"]["users"],
        json!([
            { "name": "admin", "roles": ["user-admin"], "isOwn": true, "connections": "3",
              "reads": { "quota": "0", "singleRecordRate": "7", "queryRate": "0", "limitlessQueries": null },
              "writes": null },
            { "name": "zoe", "roles": ["read", "write"], "isOwn": false, "connections": "0", "reads": null, "writes": null },
        ])
    );
    let one = bench
        .run(r#"{ user(connectionId: "c1", name: "zoe") { roles } }"#)
        .await;
    assert_eq!(one["data"]["user"]["roles"], json!(["read", "write"]));
    let none = bench
        .run(r#"{ user(connectionId: "c1", name: "bob") { roles } }"#)
        .await;
    assert_eq!(none["errors"][0]["code"], "NOT_FOUND");
    assert_eq!(none["errors"][0]["details"]["resultName"], "INVALID_USER");
    let none = bench.run(r#"{ users(connectionId: "x") { name } }"#).await;
    assert_eq!(none["errors"][0]["code"], "NOT_FOUND");
}

#[tokio::test(start_paused = true)]
async fn a_user_is_made_given_roles_and_dropped() {
    let bench = Bench::new().await;
    let made = json!({ "name": "ada", "password": "s3cret", "roles": ["read", "read"] });
    let made = bench
        .change("createUser", made, "user { name roles isOwn }")
        .await;
    assert_eq!(
        made["user"],
        json!({ "name": "ada", "roles": ["read"], "isOwn": false })
    );
    assert_eq!(bench.password("ada").as_deref(), Some("s3cret"));
    let input = json!({ "user": "ada", "roles": ["write"] });
    let granted = bench
        .change("grantRoles", input.clone(), "user { roles }")
        .await;
    assert_eq!(granted["user"]["roles"], json!(["read", "write"]));
    let revoked = bench.change("revokeRoles", input, "user { roles }").await;
    assert_eq!(revoked["user"]["roles"], json!(["read"]));
    let input = json!({ "user": "ada", "password": "other" });
    let changed = bench
        .change(
            "changePassword",
            input,
            "isOwn connectionUpdated problem { code }",
        )
        .await;
    assert_eq!(
        changed,
        json!({ "isOwn": false, "connectionUpdated": false, "problem": null })
    );
    assert_eq!(bench.password("ada").as_deref(), Some("other"));
    for dropped in [true, false] {
        let answer = bench
            .change("dropUser", json!({ "name": "ada" }), "dropped")
            .await;
        assert_eq!(answer["dropped"], dropped);
    }
    assert_eq!(names(&bench).await, ["admin"]);
}

#[tokio::test(start_paused = true)]
async fn what_the_server_refuses_has_a_code_and_its_own_number() {
    let bench = Bench::new().await;
    let exists = json!({ "name": "admin", "password": "p" });
    let no_role = json!({ "name": "ada", "password": "p", "roles": ["nope"] });
    for (name, input, code, number) in [
        ("createUser", exists, "ALREADY_EXISTS", 61),
        ("createUser", no_role, "NOT_FOUND", 70),
        (
            "grantRoles",
            json!({ "user": "bob", "roles": ["read"] }),
            "NOT_FOUND",
            60,
        ),
        (
            "changePassword",
            json!({ "user": "bob", "password": "p" }),
            "NOT_FOUND",
            60,
        ),
    ] {
        let selection = if name == "changePassword" {
            "isOwn"
        } else {
            "user { name }"
        };
        let answer = bench.try_change(name, input, selection).await;
        let error = &answer["errors"][0];
        assert_eq!(
            (&error["code"], &error["details"]["resultCode"]),
            (&json!(code), &json!(number)),
            "{name}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn names_and_passwords_keep_their_limits_and_are_never_repeated() {
    let bench = Bench::new().await;
    let (name, password) = ("ü".repeat(31) + "x", "p".repeat(72));
    let input = json!({ "name": name, "password": password });
    let made = bench.change("createUser", input, "user { name }").await;
    assert_eq!(made["user"]["name"], name);
    let before = bench.changes.lock().unwrap().len();
    let long = "hunter2".repeat(11);
    for (name, password) in [
        ("a".repeat(64), json!("p")),
        (String::new(), json!("p")),
        ("a\nb".to_owned(), json!("p")),
        ("ada".to_owned(), json!(long)),
        ("ada".to_owned(), json!("hunter2\0")),
        ("ada".to_owned(), json!("")),
        ("ada".to_owned(), json!(72_872)),
        ("ada".to_owned(), json!(["hunter2"])),
    ] {
        let answer = bench
            .try_change(
                "createUser",
                json!({ "name": name, "password": password }),
                "user { name }",
            )
            .await;
        let told = answer["errors"].to_string();
        assert!(answer["errors"].is_array(), "{name:?} {password}");
        assert!(
            !told.contains("hunter2") && !told.contains("72872"),
            "{told}"
        );
    }
    assert_eq!(
        bench.changes.lock().unwrap().len(),
        before,
        "nothing was sent"
    );
}

#[tokio::test(start_paused = true)]
async fn changing_ones_own_password_changes_the_connections() {
    let bench = Bench::new().await;
    let input = json!({ "user": "admin", "password": "new" });
    let changed = bench
        .change(
            "changePassword",
            input,
            "isOwn connectionUpdated problem { code }",
        )
        .await;
    assert_eq!(
        changed,
        json!({ "isOwn": true, "connectionUpdated": true, "problem": null })
    );
    assert_eq!(*bench.stored.lock().unwrap(), "new");
    *bench.next_change.lock().unwrap() = Some(ClusterError::from_server_code(64));
    let input = json!({ "user": "admin", "password": "old" });
    let refused = bench.try_change("changePassword", input, "isOwn").await;
    assert_eq!(refused["errors"][0]["code"], "BAD_USER_INPUT");
    assert_eq!(
        *bench.stored.lock().unwrap(),
        "new",
        "what the server refused is not kept"
    );
}

#[tokio::test(start_paused = true)]
async fn the_user_a_connection_signs_in_as_cannot_be_dropped_through_it() {
    let bench = Bench::new().await;
    let answer = bench
        .try_change("dropUser", json!({ "name": "admin" }), "dropped")
        .await;
    assert_eq!(answer["errors"][0]["code"], "BAD_USER_INPUT");
    assert_eq!(answer["errors"][0]["details"]["field"], "input.name");
    assert!(bench.changes.lock().unwrap().is_empty());
}

#[tokio::test(start_paused = true)]
async fn revoking_the_right_one_is_using_says_so_and_what_follows() {
    let bench = Bench::new().await;
    let input = json!({ "user": "admin", "roles": ["user-admin"] });
    let revoked = bench
        .change("revokeRoles", input, "user { isOwn roles }")
        .await;
    assert_eq!(revoked["user"], json!({ "isOwn": true, "roles": [] }));
    *bench.answers.lock().unwrap() = Some(81);
    let answer = bench.run(USERS).await;
    let error = &answer["errors"][0];
    assert_eq!(error["code"], "FORBIDDEN");
    assert!(
        error["message"].as_str().unwrap().contains("user-admin"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_change_other_nodes_have_not_heard_of_yet_is_waited_for() {
    let bench = Bench::new().await;
    *bench.late.lock().unwrap() = 3;
    let input = json!({ "name": "ada", "password": "p" });
    let made = bench.change("createUser", input, "user { name }").await;
    assert_eq!(made["user"]["name"], "ada");
    *bench.late.lock().unwrap() = 100;
    let input = json!({ "name": "bob", "password": "p" });
    let made = bench.change("createUser", input, "user { name }").await;
    assert_eq!(
        made["user"],
        Value::Null,
        "it was made, and is not seen yet"
    );
    assert_eq!(
        bench.changes.lock().unwrap().len(),
        2,
        "a change is sent once"
    );
}

#[tokio::test(start_paused = true)]
async fn more_users_than_are_listed_are_a_limit() {
    let bench = Bench::new().await;
    (0..10_000).for_each(|number| bench.add_user(&format!("u{number}"), &[]));
    let answer = bench.run(USERS).await;
    assert_eq!(answer["errors"][0]["code"], "LIMIT_EXCEEDED");
    let one = bench
        .run(r#"{ user(connectionId: "c1", name: "u7") { name } }"#)
        .await;
    assert_eq!(one["data"]["user"]["name"], "u7");
}

#[tokio::test(start_paused = true)]
async fn lists_that_name_nothing_are_refused() {
    let bench = Bench::new().await;
    let answer = bench
        .try_change(
            "grantRoles",
            json!({ "user": "admin", "roles": [] }),
            "user { name }",
        )
        .await;
    assert_eq!(answer["errors"][0]["details"]["field"], "input.roles");
    let sent = bench.changes.lock().unwrap();
    assert!(
        !sent
            .iter()
            .any(|change| matches!(change, AdminChange::GrantRoles { .. }))
    );
}
