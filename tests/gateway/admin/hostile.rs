//! Users and roles as somebody who means no good uses them, or several at once.

use std::time::{Duration, Instant};

use acm_tests::{eventually, with_setup};
use futures_util::future::join_all;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use super::{change, mutation, put, refusal, secured, users};

const GRANT: &str = "user { name }";
const ROLE: &str = "role { readQuota writeQuota privileges { kind namespace set } }";

#[tokio::test]
async fn what_separates_elsewhere_is_part_of_a_name() {
    with_setup(secured(), async |server| {
        for name in [
            "a;b",
            "a:b",
            "a,b",
            "a=b",
            "a b",
            "a'b\"c\\",
            "a/../b",
            "ünï",
            "$a",
            "-- ",
            "admin ",
        ] {
            let role = format!("role {name}");
            let input = json!({ "name": role, "privileges": [{ "kind": "READ", "namespace": "test" }] });
            change(server, "createRole", input, "role { name }").await;
            let input = json!({ "name": name, "password": "a;b:c,d=e'f\"g", "roles": [role] });
            let made = change(server, "createUser", input, "user { name roles }").await;
            assert_eq!(made["user"], json!({ "name": name, "roles": [role] }));
            let who = "query($id: ID!, $user: UserName!) { effectivePermissions(connectionId: $id, user: $user) {
                permissions { permission grants { role } } } }";
            let variables = json!({ "id": server.connection(), "user": name });
            let told = server.data(who, variables).await;
            let told = &told["effectivePermissions"]["permissions"];
            assert_eq!(*told, json!([{ "permission": "READ", "grants": [{ "role": role }] }]));
            let dropped = change(server, "dropUser", json!({ "name": name }), "dropped").await;
            assert_eq!(dropped["dropped"], true, "{name}");
            let dropped = change(server, "dropRole", json!({ "name": role }), "dropped").await;
            assert_eq!(dropped["dropped"], true, "{name}");
        }
        let names = users(server, server.connection()).await;
        assert_eq!(names.as_array().unwrap().len(), 1, "{names}");
    })
    .await;
}

#[tokio::test]
async fn more_than_one_change_can_name_is_refused_at_once() {
    with_setup(secured(), async |server| {
        let names: Vec<String> = (0..256).map(|number| format!("r{number}")).collect();
        let privileges = vec![json!({ "kind": "READ" }); 256];
        for (mutation, input, field) in [
            (
                "createUser",
                json!({ "name": "ada", "password": "p", "roles": names }),
                "input.roles",
            ),
            (
                "grantRoles",
                json!({ "user": "ada", "roles": names }),
                "input.roles",
            ),
            (
                "revokeRoles",
                json!({ "user": "ada", "roles": names }),
                "input.roles",
            ),
            (
                "createRole",
                json!({ "name": "r", "privileges": privileges }),
                "input.privileges",
            ),
            (
                "grantPrivileges",
                json!({ "role": "r", "privileges": privileges }),
                "input.privileges",
            ),
            (
                "revokePrivileges",
                json!({ "role": "r", "privileges": privileges }),
                "input.privileges",
            ),
            (
                "setRoleAllowlist",
                json!({ "role": "r", "allowlist": vec!["10.0.0.1"; 65] }),
                "input.allowlist",
            ),
        ] {
            let extensions = refusal(server, mutation, input, "__typename").await;
            assert_eq!(
                extensions["code"], "BAD_USER_INPUT",
                "{mutation} {extensions}"
            );
            assert_eq!(extensions["details"]["field"], field, "{mutation}");
        }
        // What no budget of an operation allows takes no time either.
        let names: Vec<String> = (0..200_000).map(|number| format!("r{number}")).collect();
        let started = Instant::now();
        let input = json!({ "user": "ada", "roles": names });
        let extensions = refusal(server, "grantRoles", input, GRANT).await;
        assert!(started.elapsed() < Duration::from_secs(10), "{extensions}");
        let code = extensions["code"].as_str().unwrap();
        assert!(
            ["BAD_USER_INPUT", "LIMIT_EXCEEDED"].contains(&code),
            "{extensions}"
        );
    })
    .await;
}

#[tokio::test]
async fn changes_of_a_role_at_the_same_time_are_all_kept() {
    with_setup(secured(), async |server| {
        change(
            server,
            "createRole",
            json!({ "name": "team" }),
            "role { name }",
        )
        .await;
        for round in 1..=10 {
            let quota = |field: &str| {
                let mut input = json!({ "role": "team" });
                input[field] = json!(round.to_string());
                change(server, "setRoleQuotas", input, "role { name }")
            };
            tokio::join!(quota("readQuota"), quota("writeQuota"));
            let grants = (0..4).map(|number| {
                let set = format!("s{round}-{number}");
                let privilege = json!({ "kind": "READ", "namespace": "test", "set": set });
                let input = json!({ "role": "team", "privileges": [privilege] });
                change(server, "grantPrivileges", input, "role { name }")
            });
            join_all(grants).await;
            let query = format!(
                "query($id: ID!) {{ role(connectionId: $id, name: \"team\") {{ {} }} }}",
                &ROLE[7..ROLE.len() - 2]
            );
            let told = server
                .data(&query, json!({ "id": server.connection() }))
                .await;
            let role = &told["role"];
            assert_eq!(role["readQuota"], round.to_string(), "{role}");
            assert_eq!(role["writeQuota"], round.to_string(), "{role}");
            assert_eq!(role["privileges"].as_array().unwrap().len(), round * 4);
        }
    })
    .await;
}

#[tokio::test]
async fn a_password_changed_elsewhere_is_refused_until_the_profile_has_it() {
    with_setup(secured(), async |server| {
        let made = json!({ "name": "ada", "password": "first", "roles": ["read-write"] });
        change(server, "createUser", made, GRANT).await;
        let ada = server.connect_as("ada", "ada", "first").await;
        assert!(put(server, &ada).await.get("errors").is_none());
        let other = json!({ "user": "ada", "password": "second" });
        change(server, "changePassword", other, "isOwn").await;
        // Who has signed in goes on.
        assert!(put(server, &ada).await.get("errors").is_none());
        let get = "query($id: ID!) { connection(id: $id) { revision } }";
        let told = server.data(get, json!({ "id": ada })).await;
        let revision = &told["connection"]["revision"];
        let update = async |input: Value| {
            let text = "mutation($input: UpdateConnectionInput!) { updateConnection(input: $input) { connection { revision } } }";
            let told = server.data(text, json!({ "input": input })).await;
            told["updateConnection"]["connection"]["revision"].clone()
        };
        // The profile is dialled anew, with what it has.
        let stale = json!({ "id": ada, "expectedRevision": revision, "password": "first" });
        let revision = update(stale).await;
        let refused = put(server, &ada).await;
        let extensions = &refused["errors"][0]["extensions"];
        assert_eq!(extensions["code"], "FORBIDDEN", "{refused}");
        assert_eq!(extensions["details"]["cause"], "AUTHENTICATION_REFUSED", "{refused}");
        let mended = json!({ "id": ada, "expectedRevision": revision, "password": "second" });
        update(mended).await;
        eventually("the profile signs in with the new one", async || {
            let answer = put(server, &ada).await;
            answer.get("errors").is_none().then_some(())
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_user_that_is_dropped_elsewhere_is_out_of_its_own_connection() {
    with_setup(secured(), async |server| {
        let made = json!({ "name": "ada", "password": "p", "roles": ["read-write", "user-admin"] });
        change(server, "createUser", made, GRANT).await;
        let ada = server.connect_as("ada", "ada", "p").await;
        assert!(put(server, &ada).await.get("errors").is_none());
        let own = json!({ "connectionId": ada, "name": "ada" });
        let extensions = refusal(server, "dropUser", own, "dropped").await;
        assert_eq!(extensions["details"]["field"], "input.name");
        let dropped = change(server, "dropUser", json!({ "name": "ada" }), "dropped").await;
        assert_eq!(dropped["dropped"], true);
        let refused = put(server, &ada).await;
        assert_eq!(
            refused["errors"][0]["extensions"]["code"], "FORBIDDEN",
            "{refused}"
        );
        // Nor is it let in by another of the same name.
        let made = json!({ "name": "ada", "password": "other", "roles": ["read-write"] });
        change(server, "createUser", made, GRANT).await;
        let refused = put(server, &ada).await;
        assert_eq!(
            refused["errors"][0]["extensions"]["code"], "FORBIDDEN",
            "{refused}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_for_ones_own_changes_nothing_in_the_profile() {
    with_setup(secured(), async |server| {
        let input =
            json!({ "connectionId": server.connection(), "user": "nobody", "password": "hunter2" });
        let error = server
            .error(
                &mutation("changePassword", "isOwn"),
                json!({ "input": input }),
            )
            .await;
        assert_eq!(error["extensions"]["code"], "NOT_FOUND", "{error}");
        assert!(!error.to_string().contains("hunter2"), "{error}");
        assert!(
            put(server, server.connection())
                .await
                .get("errors")
                .is_none()
        );
    })
    .await;
}

/// What clients make of `admin`.
const ADMIN: &[u8] = b"$2a$10$7EqJtq98hPqEX7fNZaFWoO1mVO/4MLpGzsqojz6E9Gef6iXDjXdDa";

/// A security message, of version 2 and type 2.
fn message(command: u8, fields: &[(u8, &[u8])]) -> Vec<u8> {
    let mut body = vec![0, 0, command, u8::try_from(fields.len()).unwrap()];
    body.extend([0; 12]);
    for (kind, value) in fields {
        body.extend(u32::try_from(value.len() + 1).unwrap().to_be_bytes());
        body.push(*kind);
        body.extend(*value);
    }
    let mut frame = vec![2, 2, 0, 0];
    frame.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
    frame.extend(body);
    frame
}

/// The result code of the next reply, which has one entry.
async fn result(stream: &mut TcpStream) -> u8 {
    let mut head = [0; 8];
    stream.read_exact(&mut head).await.unwrap();
    let length = u32::from_be_bytes(head[4..].try_into().unwrap());
    let mut body = vec![0; usize::try_from(length).unwrap()];
    stream.read_exact(&mut body).await.unwrap();
    body[1]
}

#[tokio::test]
async fn ten_thousand_users_are_listed() {
    with_setup(secured(), async |server| {
        let mut stream = TcpStream::connect(&server.hosts()[0]).await.unwrap();
        stream
            .write_all(&message(20, &[(0, b"admin"), (3, ADMIN)]))
            .await
            .unwrap();
        assert_eq!(result(&mut stream).await, 0);
        for batch in 0..99 {
            let names = (0..101).map(|number| format!("user-{batch:02}-{number:03}"));
            let made: Vec<u8> = names
                .flat_map(|name| {
                    message(
                        1,
                        &[(0, name.as_bytes()), (1, ADMIN), (10, b"\x01\x04read")],
                    )
                })
                .collect();
            stream.write_all(&made).await.unwrap();
            for _ in 0..101 {
                assert_eq!(result(&mut stream).await, 0);
            }
        }
        let told = users(server, server.connection()).await;
        assert_eq!(told.as_array().unwrap().len(), 10_000);
        let who =
            "query($id: ID!) { whoCan(connectionId: $id, permission: READ) { users { name } } }";
        let told = server.data(who, json!({ "id": server.connection() })).await;
        assert_eq!(told["whoCan"]["users"].as_array().unwrap().len(), 10_000);
        let more = json!({ "name": "one-more", "password": "p" });
        let extensions = refusal(server, "createUser", more, GRANT).await;
        assert_eq!(
            extensions["details"]["resultName"], "ILLEGAL_STATE",
            "{extensions}"
        );
    })
    .await;
}
