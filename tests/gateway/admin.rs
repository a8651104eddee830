//! Users and roles, on a cluster with security and on one without.

mod hostile;

use acm_embedded::Fault;
use acm_tests::{Setup, TestServer, eventually, with_server, with_setup};
use serde_json::{Value, json};

const USERS: &str =
    "query($id: ID!) { users(connectionId: $id) { name roles isOwn reads { quota } } }";

/// A cluster with security, of one node: a client hashes its password once for each node it finds.
fn secured() -> Setup {
    Setup {
        nodes: 1,
        ..Setup::secured()
    }
}

async fn users(server: &TestServer, connection: &str) -> Value {
    let data = server.data(USERS, json!({ "id": connection })).await;
    data["users"].clone()
}

fn mutation(name: &str, selection: &str) -> String {
    let (first, rest) = name.split_at(1);
    let kind = format!("{}{rest}Input", first.to_uppercase());
    format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ {selection} }} }}")
}

/// Changes something by way of the server's own profile.
async fn change(server: &TestServer, name: &str, mut input: Value, selection: &str) -> Value {
    input["connectionId"] = json!(server.connection());
    let text = mutation(name, selection);
    server.data(&text, json!({ "input": input })).await[name].take()
}

/// The error of a change that is refused.
async fn refusal(server: &TestServer, name: &str, mut input: Value, selection: &str) -> Value {
    if input.get("connectionId").is_none() {
        input["connectionId"] = json!(server.connection());
    }
    let text = mutation(name, selection);
    server.error(&text, json!({ "input": input })).await["extensions"].take()
}

async fn put(server: &TestServer, connection: &str) -> Value {
    let text =
        "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";
    let key = json!({ "namespace": "test", "set": "admin", "userKey": { "string": "a" } });
    let input = json!({ "connectionId": connection, "key": key, "bins": { "n": 1 } });
    server.answer(text, json!({ "input": input })).await
}

#[tokio::test]
async fn on_the_community_edition_users_and_roles_say_why_there_are_none() {
    with_server(async |server| {
        let edition = server.info("edition").await;
        if !edition[0].contains("Community") {
            return;
        }
        let id = json!({ "id": server.connection() });
        for query in [
            USERS,
            "query($id: ID!) { roles(connectionId: $id) { name } }",
            "query($id: ID!) { whoCan(connectionId: $id, permission: READ) { undecided } }",
        ] {
            let error = server.error(query, id.clone()).await;
            let extensions = &error["extensions"];
            assert_eq!(
                (&extensions["code"], &extensions["details"]["feature"]),
                (&json!("UNSUPPORTED"), &json!("SECURITY"))
            );
            let message = error["message"].as_str().unwrap();
            assert!(
                message.contains("Enterprise Edition") && message.contains("AerospikeCluster"),
                "{message}"
            );
        }
        let input = json!({ "name": "ada", "password": "s3cret" });
        assert_eq!(
            refusal(server, "createUser", input, "user { name }").await["code"],
            "UNSUPPORTED"
        );
    })
    .await;
}

#[tokio::test]
async fn a_user_is_made_works_by_its_roles_and_is_dropped() {
    with_setup(secured(), async |server| {
        let made = json!({ "name": "ada", "password": "s3cret", "roles": ["read"] });
        let made = change(server, "createUser", made, "user { name roles isOwn }").await;
        assert_eq!(
            made["user"],
            json!({ "name": "ada", "roles": ["read"], "isOwn": false })
        );
        let listed = users(server, server.connection()).await;
        assert_eq!(
            (&listed[0]["name"], &listed[0]["isOwn"]),
            (&json!("ada"), &json!(false))
        );
        assert_eq!(
            (&listed[1]["name"], &listed[1]["isOwn"]),
            (&json!("admin"), &json!(true))
        );
        let ada = server.connect_as("ada", "ada", "s3cret").await;
        let refused = put(server, &ada).await;
        assert_eq!(
            refused["errors"][0]["extensions"]["code"], "FORBIDDEN",
            "{refused}"
        );
        let granted = json!({ "user": "ada", "roles": ["read-write"] });
        let granted = change(server, "grantRoles", granted, "user { roles }").await;
        assert_eq!(granted["user"]["roles"], json!(["read", "read-write"]));
        assert!(put(server, &ada).await.get("errors").is_none());
        let error = server.error(USERS, json!({ "id": ada })).await;
        assert_eq!(
            error["extensions"]["code"], "FORBIDDEN",
            "only administrators see all users"
        );
        let own = "query($id: ID!) { user(connectionId: $id, name: \"ada\") { isOwn roles } }";
        let own = server.data(own, json!({ "id": ada })).await;
        assert_eq!(own["user"]["isOwn"], true, "everybody sees themselves");
        for dropped in [true, false] {
            let answer = change(server, "dropUser", json!({ "name": "ada" }), "dropped").await;
            assert_eq!(answer["dropped"], dropped);
        }
        let refused = put(server, &ada).await;
        assert_eq!(
            refused["errors"][0]["extensions"]["code"], "FORBIDDEN",
            "{refused}"
        );
    })
    .await;
}

#[tokio::test]
async fn passwords_are_changed_by_administrators_and_by_their_owners() {
    with_setup(secured(), async |server| {
        let made = json!({ "name": "ada", "password": "first", "roles": ["read-write"] });
        change(server, "createUser", made, "user { name }").await;
        let ada = server.connect_as("ada", "ada", "first").await;
        assert!(put(server, &ada).await.get("errors").is_none());
        let selection = "isOwn connectionUpdated problem { code }";
        let text = mutation("changePassword", selection);
        let input = json!({ "connectionId": ada, "user": "ada", "password": "second" });
        let own = server.data(&text, json!({ "input": input })).await;
        assert_eq!(
            own["changePassword"],
            json!({ "isOwn": true, "connectionUpdated": true, "problem": null })
        );
        assert!(
            put(server, &ada).await.get("errors").is_none(),
            "the profile signs in with the new one"
        );
        let old = server.connect_as("old", "ada", "first").await;
        let refused = put(server, &old).await;
        assert_eq!(
            refused["errors"][0]["extensions"]["code"], "FORBIDDEN",
            "{refused}"
        );
        let input = json!({ "user": "ada", "password": "third" });
        let others = change(server, "changePassword", input, selection).await;
        assert_eq!(
            others,
            json!({ "isOwn": false, "connectionUpdated": false, "problem": null })
        );
        let new = server.connect_as("new", "ada", "third").await;
        assert!(put(server, &new).await.get("errors").is_none());
        let input = json!({ "connectionId": new, "user": "admin", "password": "mine" });
        let extensions = refusal(server, "changePassword", input, "isOwn").await;
        assert_eq!(extensions["code"], "FORBIDDEN", "{extensions}");
    })
    .await;
}

#[tokio::test]
async fn a_role_is_made_changed_used_and_dropped() {
    with_setup(secured(), async |server| {
        const ROLE: &str = "role { name predefined allowlist readQuota writeQuota privileges { kind namespace set } }";
        let input = json!({ "name": "team", "allowlist": ["127.0.0.0/8"], "writeQuota": "100",
            "privileges": [{ "kind": "READ_WRITE", "namespace": "test", "set": "admin" }] });
        let made = change(server, "createRole", input, ROLE).await;
        assert_eq!(made["role"], json!({ "name": "team", "predefined": false, "allowlist": ["127.0.0.0/8"],
            "readQuota": "0", "writeQuota": "100",
            "privileges": [{ "kind": "READ_WRITE", "namespace": "test", "set": "admin" }] }));
        let user = json!({ "name": "ada", "password": "p", "roles": ["team"] });
        change(server, "createUser", user, "user { name }").await;
        let ada = server.connect_as("ada", "ada", "p").await;
        assert!(put(server, &ada).await.get("errors").is_none());
        let input = json!({ "role": "team", "privileges": [{ "kind": "READ_WRITE", "namespace": "test", "set": "admin" }] });
        let revoked = change(server, "revokePrivileges", input, ROLE).await;
        assert_eq!(revoked["role"]["privileges"], json!([]));
        let refused = put(server, &ada).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "FORBIDDEN", "{refused}");
        let input = json!({ "role": "team", "privileges": [{ "kind": "WRITE" }, { "kind": "READ", "namespace": "test" }] });
        let granted = change(server, "grantPrivileges", input, ROLE).await;
        assert_eq!(granted["role"]["privileges"].as_array().unwrap().len(), 2);
        assert!(put(server, &ada).await.get("errors").is_none());
        let input = json!({ "role": "team", "readQuota": "5000", "writeQuota": null });
        let limited = change(server, "setRoleQuotas", input, ROLE).await;
        assert_eq!((&limited["role"]["readQuota"], &limited["role"]["writeQuota"]), (&json!("5000"), &json!("0")));
        let input = json!({ "role": "team", "allowlist": ["192.0.2.0/24", "2001:db8::/32"] });
        let elsewhere = change(server, "setRoleAllowlist", input, ROLE).await;
        assert_eq!(elsewhere["role"]["allowlist"], json!(["192.0.2.0/24", "2001:db8::/32"]));
        eventually("ada is locked out", async || {
            let refused = put(server, &ada).await;
            refused["errors"].is_array().then_some(())
        })
        .await;
        let dropped = change(server, "dropRole", json!({ "name": "team" }), "dropped").await;
        assert_eq!(dropped["dropped"], true);
        let listed = users(server, server.connection()).await;
        assert_eq!(listed[0]["roles"], json!([]), "its users have lost it");
    })
    .await;
}

#[tokio::test]
async fn every_privilege_is_granted_in_every_place_it_can_have() {
    with_setup(secured(), async |server| {
        let everywhere = [
            "USER_ADMIN",
            "SYS_ADMIN",
            "DATA_ADMIN",
            "UDF_ADMIN",
            "SINDEX_ADMIN",
            "MASKING_ADMIN",
        ];
        let anywhere = [
            "READ",
            "READ_WRITE",
            "READ_WRITE_UDF",
            "WRITE",
            "TRUNCATE",
            "READ_MASKED",
            "WRITE_MASKED",
        ];
        let global = everywhere
            .iter()
            .chain(&anywhere)
            .map(|kind| json!({ "kind": kind }));
        let scoped = anywhere.iter().flat_map(|kind| {
            [
                json!({ "kind": kind, "namespace": "test" }),
                json!({ "kind": kind, "namespace": "test", "set": "users" }),
            ]
        });
        let all: Vec<Value> = global.chain(scoped).collect();
        let input = json!({ "name": "all", "privileges": all });
        let made = change(
            server,
            "createRole",
            input,
            "role { privileges { kind namespace set } }",
        )
        .await;
        let granted = made["role"]["privileges"].as_array().unwrap();
        assert_eq!(granted.len(), all.len());
        for wanted in &all {
            let same = |one: &&Value| {
                ["kind", "namespace", "set"]
                    .iter()
                    .all(|part| one[*part] == wanted[*part])
            };
            assert!(granted.iter().any(|one| same(&one)), "{wanted}");
        }
        let predefined = "query($id: ID!) { roles(connectionId: $id) { name predefined } }";
        let roles = server
            .data(predefined, json!({ "id": server.connection() }))
            .await;
        let roles = roles["roles"].as_array().unwrap();
        let marked = roles
            .iter()
            .filter(|role| role["predefined"] == true)
            .count();
        assert_eq!((marked, roles.len()), (13, 14));
    })
    .await;
}

#[tokio::test]
async fn what_users_may_do_and_who_may_do_what_is_told() {
    with_setup(secured(), async |server| {
        let role = json!({ "name": "team", "privileges": [{ "kind": "WRITE", "namespace": "test", "set": "users" }] });
        change(server, "createRole", role, "role { name }").await;
        let user = json!({ "name": "ada", "password": "p", "roles": ["team", "read"] });
        change(server, "createUser", user, "user { name }").await;
        let query = "query($id: ID!) {
            effectivePermissions(connectionId: $id, user: \"ada\") { missingRoles unknown { role }
                permissions { permission namespace set grants { role } } }
            whoCan(connectionId: $id, permission: WRITE, namespace: \"test\") { undecided users { name everywhere } } }";
        let data = server.data(query, json!({ "id": server.connection() })).await;
        assert_eq!(data["effectivePermissions"], json!({ "missingRoles": [], "unknown": [], "permissions": [
            { "permission": "READ", "namespace": null, "set": null, "grants": [{ "role": "read" }] },
            { "permission": "WRITE", "namespace": "test", "set": "users", "grants": [{ "role": "team" }] } ] }));
        assert_eq!(data["whoCan"], json!({ "undecided": [], "users": [
            { "name": "ada", "everywhere": false }, { "name": "admin", "everywhere": true } ] }));
    })
    .await;
}

#[tokio::test]
async fn names_and_passwords_at_their_limits_pass_and_beyond_are_refused() {
    with_setup(secured(), async |server| {
        let (name, password) = ("ü".repeat(31) + "x", "p".repeat(72));
        let input = json!({ "name": name, "password": password, "roles": ["read-write"] });
        let made = change(server, "createUser", input, "user { name }").await;
        assert_eq!(made["user"]["name"], name);
        let longest = server.connect_as("longest", &name, &password).await;
        assert!(put(server, &longest).await.get("errors").is_none());
        for (name, password) in [
            ("u".repeat(64), "p".to_owned()),
            ("ada".to_owned(), "hunter2".repeat(11)),
            ("a\nb".to_owned(), "p".to_owned()),
        ] {
            let input =
                json!({ "connectionId": server.connection(), "name": name, "password": password });
            let error = server
                .error(
                    &mutation("createUser", "user { name }"),
                    json!({ "input": input }),
                )
                .await;
            assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT");
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
        let roles: Vec<String> = (0..20).map(|number| format!("{number:063}")).collect();
        let input = json!({ "user": "admin", "roles": roles });
        assert_eq!(
            refusal(server, "grantRoles", input, "user { name }").await["code"],
            "LIMIT_EXCEEDED"
        );
    })
    .await;
}

#[tokio::test]
async fn revoking_the_right_one_is_using_answers_clearly_then_and_afterwards() {
    with_setup(secured(), async |server| {
        let extensions = refusal(server, "dropUser", json!({ "name": "admin" }), "dropped").await;
        assert_eq!(extensions["details"]["field"], "input.name");
        let input = json!({ "user": "admin", "roles": ["user-admin"] });
        let revoked = change(server, "revokeRoles", input.clone(), "user { isOwn roles }").await;
        assert_eq!(
            revoked["user"],
            json!({ "isOwn": true, "roles": ["read-write-udf", "sys-admin"] })
        );
        let error = server
            .error(USERS, json!({ "id": server.connection() }))
            .await;
        assert_eq!(
            error["extensions"]["details"]["resultName"],
            "ROLE_VIOLATION"
        );
        assert!(
            error["message"].as_str().unwrap().contains("user-admin"),
            "{error}"
        );
        assert_eq!(
            refusal(server, "grantRoles", input, "user { name }").await["code"],
            "FORBIDDEN"
        );
        assert!(
            put(server, server.connection())
                .await
                .get("errors")
                .is_none(),
            "the rest works as before"
        );
    })
    .await;
}

#[tokio::test]
async fn a_change_without_an_answer_is_in_doubt() {
    with_setup(secured(), async |server| {
        let Some(cluster) = server.control("a_change_without_an_answer_is_in_doubt") else {
            return;
        };
        users(server, server.connection()).await;
        let nodes = server.hosts().len();
        (0..nodes).for_each(|node| cluster.set_fault(node, Fault::Hang).unwrap());
        let input = json!({ "user": "admin", "roles": ["truncate"] });
        let extensions = refusal(server, "grantRoles", input, "user { name }").await;
        (0..nodes).for_each(|node| cluster.set_fault(node, Fault::None).unwrap());
        assert_eq!(extensions["code"], "TIMEOUT");
        assert_eq!(extensions["details"]["inDoubt"], true, "{extensions}");
    })
    .await;
}

#[tokio::test]
async fn a_secured_cluster_tells_of_its_security() {
    with_setup(secured(), async |server| {
        let query = "query($id: ID!) { cluster(connectionId: $id) { features { edition features { kind available } } } }";
        let found = server.data(query, json!({ "id": server.connection() })).await;
        let found = &found["cluster"]["features"];
        assert_eq!(found["edition"], "ENTERPRISE");
        for kind in ["SECURITY", "QUOTAS", "ALLOWLISTS"] {
            let features = found["features"].as_array().unwrap();
            let feature = features.iter().find(|one| one["kind"] == kind).unwrap();
            assert_eq!(feature["available"], true, "{kind}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_document_with_a_password_in_it_is_not_kept() {
    with_server(async |server| {
        let text = "mutation { createConnection(input: {name: \"a\", hosts: [\"127.0.0.1:1\"], username: \"u\", password: \"hunter2\"}) { connection { id } } }";
        // As `sha256sum` says.
        let hash = "a536d1d8ee5417cb717fd0f68aa8065d0114fb282666520e14db433785ab7050";
        let named = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } });
        let ask = async |body: Value| {
            let answer = server.post().json(&body).send().await.unwrap();
            answer.json::<Value>().await.unwrap()
        };
        let answer = ask(json!({ "query": text, "extensions": named })).await;
        assert!(answer.get("errors").is_none(), "{answer}");
        let answer = ask(json!({ "extensions": named })).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "PERSISTED_QUERY_NOT_FOUND");
    })
    .await;
}
