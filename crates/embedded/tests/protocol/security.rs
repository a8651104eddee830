//! Security messages, byte by byte: logins and what is refused with which code.

use std::net::SocketAddr;
use std::time::Duration;

use acm_embedded::{EmbeddedCluster, SecuritySpec};

use crate::client::{Client, frame};
use crate::request::{Request, batch_read, digest};

/// The hashes clients make of `admin`, `password` and of the word for no password.
const ADMIN: &[u8] = b"$2a$10$7EqJtq98hPqEX7fNZaFWoO1mVO/4MLpGzsqojz6E9Gef6iXDjXdDa";
const PASSWORD: &[u8] = b"$2a$10$7EqJtq98hPqEX7fNZaFWoOqUH6KN8IKy3Yk5Kz..RHGKNAUCoP/LG";
const NO_PASSWORD: &[u8] = b"$2a$10$7EqJtq98hPqEX7fNZaFWoOePA2sZy..tlOF99W2N0g5KZ3dLaw8WO";

const AUTHENTICATE: u8 = 0;
const CREATE_USER: u8 = 1;
const DROP_USER: u8 = 2;
const CHANGE_PASSWORD: u8 = 4;
const QUERY_USERS: u8 = 9;
const CREATE_ROLE: u8 = 10;
const SET_ALLOWLIST: u8 = 14;
const SET_QUOTAS: u8 = 15;
const LOGIN: u8 = 20;

const USER: u8 = 0;
const HASH: u8 = 1;
const OLD_HASH: u8 = 2;
const CREDENTIAL: u8 = 3;
const TOKEN: u8 = 5;
const TTL: u8 = 6;
const ROLES: u8 = 10;
const ROLE: u8 = 11;
const PRIVILEGES: u8 = 12;
const ALLOWLIST: u8 = 13;
const READ_QUOTA: u8 = 14;

const NOT_AUTHENTICATED: u8 = 80;

type Fields = Vec<(u8, Vec<u8>)>;

/// A security message.
fn message(command: u8, fields: &[(u8, &[u8])]) -> Vec<u8> {
    let mut body = vec![0, 0, command, fields.len() as u8];
    body.extend_from_slice(&[0; 12]);
    for (kind, value) in fields {
        body.extend_from_slice(&(value.len() as u32 + 1).to_be_bytes());
        body.push(*kind);
        body.extend_from_slice(value);
    }
    frame(2, &body)
}

/// The entries of a reply: result codes and fields.
fn entries(mut body: &[u8]) -> Vec<(u8, Fields)> {
    let mut entries = Vec::new();
    while !body.is_empty() {
        let (header, mut rest) = body.split_at(16);
        let mut fields = Vec::new();
        for _ in 0..header[3] {
            let (length, after) = rest.split_first_chunk().expect("a length");
            let (field, after) = after.split_at(u32::from_be_bytes(*length) as usize);
            fields.push((field[0], field[1..].to_vec()));
            rest = after;
        }
        entries.push((header[1], fields));
        body = rest;
    }
    entries
}

impl Client {
    async fn secure(&mut self, command: u8, fields: &[(u8, &[u8])]) -> Vec<(u8, Fields)> {
        self.send(&message(command, fields)).await;
        let reply = self.frame().await;
        assert_eq!(reply.kind, 2, "not a security message");
        entries(&reply.body)
    }

    /// The result code of a command.
    async fn code(&mut self, command: u8, fields: &[(u8, &[u8])]) -> u8 {
        self.secure(command, fields).await[0].0
    }

    /// The result code of a body that need not be a message.
    async fn code_of(&mut self, body: &[u8]) -> u8 {
        self.send(&frame(2, body)).await;
        entries(&self.frame().await.body)[0].0
    }

    /// Logs in; the session's token.
    async fn log_in(&mut self, user: &str, hash: &[u8]) -> Vec<u8> {
        let fields = [(USER, user.as_bytes()), (CREDENTIAL, hash)];
        let mut reply = self.secure(LOGIN, &fields).await;
        assert_eq!(reply.len(), 1);
        let (result, fields) = reply.remove(0);
        assert_eq!(result, 0, "not logged in");
        let of = |kind: u8| fields.iter().find(|(id, _)| *id == kind).expect("a field");
        assert_eq!(of(TTL).1.len(), 4);
        of(TOKEN).1.clone()
    }
}

async fn secured(nodes: usize) -> EmbeddedCluster {
    let builder = EmbeddedCluster::builder().nodes(nodes);
    let roles = ["user-admin", "read-write"];
    let spec = SecuritySpec::new().admin_roles(roles);
    builder.security(spec).start().await.expect("starts")
}

async fn admin(address: SocketAddr) -> Client {
    let mut client = Client::connect(address).await;
    client.log_in("admin", ADMIN).await;
    client
}

#[tokio::test]
async fn nothing_is_answered_before_a_login() {
    let cluster = secured(1).await;
    let mut client = Client::connect(cluster.addresses()[0]).await;
    let requests = [
        Request::get("test", "s", digest(1)),
        Request::put("test", "s", digest(1), 1),
        Request::delete("test", "s", digest(1)),
        Request::query("test", "s", &[1]),
        Request::get("nosuch", "s", digest(1)),
    ];
    for request in requests {
        let reply = client.ask(&request.bytes()).await;
        assert_eq!(reply.result, NOT_AUTHENTICATED, "{request:?}");
    }
    let batch = client.ask(&batch_read(0, 3).bytes()).await;
    assert!(batch.is_last());
    assert_eq!(batch.result, NOT_AUTHENTICATED);
    for command in ["build\nnode\n", "no-such-command\n", ""] {
        client.send(&frame(1, command.as_bytes())).await;
        let reply = client.frame().await;
        assert_eq!(reply.body, b"ERROR:80:not authenticated\n");
    }
    for command in [CREATE_USER, DROP_USER, CHANGE_PASSWORD, QUERY_USERS, 16] {
        let code = client.code(command, &[(USER, b"admin")]).await;
        assert_eq!(code, NOT_AUTHENTICATED, "{command}");
    }
    client.log_in("admin", ADMIN).await;
    let reply = client
        .ask(&Request::get("test", "s", digest(1)).bytes())
        .await;
    assert_eq!(reply.result, 2, "there is no such record");
    assert_eq!(client.info("status").await, "ok");
    cluster.shutdown().await;
}

#[tokio::test]
async fn logins_are_refused_with_their_reason() {
    let cluster = secured(1).await;
    let address = cluster.addresses()[0];
    let robot: [(u8, &[u8]); 2] = [(USER, b"robot"), (HASH, NO_PASSWORD)];
    assert_eq!(admin(address).await.code(CREATE_USER, &robot).await, 0);
    let mut client = Client::connect(address).await;
    let credential = |hash| (CREDENTIAL, hash);
    for (fields, code) in [
        (vec![(USER, &b"admin"[..]), credential(PASSWORD)], 65),
        (vec![(USER, b"admin"), credential(b"admin")], 65),
        (vec![(USER, b"admin"), credential(b"")], 65),
        (vec![(USER, b"admin")], 65),
        (vec![(USER, b"nobody"), credential(ADMIN)], 60),
        (vec![(USER, b"robot"), credential(NO_PASSWORD)], 64),
        (vec![(USER, b"\xff"), credential(ADMIN)], 60),
        (vec![credential(ADMIN)], 60),
        (vec![], 60),
    ] {
        assert_eq!(client.code(LOGIN, &fields).await, code, "{fields:?}");
        let reply = client
            .ask(&Request::get("test", "s", digest(1)).bytes())
            .await;
        assert_eq!(reply.result, NOT_AUTHENTICATED);
    }
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_session_is_resumed_on_any_node_until_its_time_is_over() {
    let cluster = secured(2).await;
    let [first, second] = [cluster.addresses()[0], cluster.addresses()[1]];
    let token = Client::connect(first).await.log_in("admin", ADMIN).await;
    let resume = async |user: &[u8], token: &[u8]| {
        let mut client = Client::connect(second).await;
        client
            .code(AUTHENTICATE, &[(USER, user), (TOKEN, token)])
            .await
    };
    assert_eq!(resume(b"admin", &token).await, 0);
    assert_eq!(resume(b"nobody", &token).await, 60);
    assert_eq!(resume(b"admin", &token[1..]).await, 65);
    assert_eq!(resume(b"admin", b"").await, 65);
    let mut client = Client::connect(second).await;
    let old_way: [(u8, &[u8]); 2] = [(USER, b"admin"), (CREDENTIAL, ADMIN)];
    assert_eq!(client.code(AUTHENTICATE, &old_way).await, 0);
    assert_eq!(client.code(AUTHENTICATE, &[(USER, b"admin")]).await, 65);
    cluster.advance_clock(Duration::from_secs(24 * 60 * 60));
    assert_eq!(resume(b"admin", &token).await, 66);
    // A connection that is open goes on.
    assert_eq!(client.info("status").await, "ok");
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_token_is_its_users_alone_and_not_of_another_by_the_same_name() {
    let cluster = secured(1).await;
    let address = cluster.addresses()[0];
    let mut admin = admin(address).await;
    let ada: [(u8, &[u8]); 2] = [(USER, b"ada"), (HASH, PASSWORD)];
    assert_eq!(admin.code(CREATE_USER, &ada).await, 0);
    let mut client = Client::connect(address).await;
    let token = client.log_in("ada", PASSWORD).await;
    let mut other = Client::connect(address).await;
    let wrong_user: [(u8, &[u8]); 2] = [(USER, b"admin"), (TOKEN, &token)];
    assert_eq!(other.code(AUTHENTICATE, &wrong_user).await, 65);
    assert_eq!(admin.code(DROP_USER, &[(USER, b"ada")]).await, 0);
    let resume: [(u8, &[u8]); 2] = [(USER, b"ada"), (TOKEN, &token)];
    assert_eq!(other.code(AUTHENTICATE, &resume).await, 60);
    assert_eq!(admin.code(CREATE_USER, &ada).await, 0);
    assert_eq!(other.code(AUTHENTICATE, &resume).await, 65);
    let reply = client
        .ask(&Request::get("test", "s", digest(1)).bytes())
        .await;
    assert_eq!(reply.result, NOT_AUTHENTICATED);
    cluster.shutdown().await;
}

#[tokio::test]
async fn messages_that_are_none_are_refused_and_the_connection_goes_on() {
    let cluster = secured(1).await;
    let mut client = admin(cluster.addresses()[0]).await;
    let header = |command: u8, fields: u8| {
        let mut header = vec![0, 0, command, fields];
        header.extend_from_slice(&[0; 12]);
        header
    };
    let with = |fields: u8, rest: &[u8]| [header(CREATE_USER, fields), rest.to_vec()].concat();
    for (body, code) in [
        (vec![], 54),
        (vec![0; 15], 54),
        (header(7, 0), 54),
        (header(255, 0), 54),
        ([vec![1], vec![0; 15]].concat(), 53),
        (with(1, &[]), 55),
        (with(1, &[0, 0, 0, 0]), 55),
        (with(1, &[0, 0, 0, 9, USER]), 55),
        (with(1, &[0xff, 0xff, 0xff, 0xff, USER]), 55),
        (with(0, &[0]), 55),
        (vec![0; 1024 * 1024 + 1], 55),
    ] {
        assert_eq!(
            client.code_of(&body).await,
            code,
            "{:?}",
            &body[..body.len().min(32)]
        );
    }
    assert_eq!(client.secure(QUERY_USERS, &[]).await.len(), 2);
    cluster.shutdown().await;
}

#[tokio::test]
async fn fields_that_are_missing_or_malformed_are_refused_with_their_code() {
    let cluster = secured(1).await;
    let mut client = admin(cluster.addresses()[0]).await;
    let user = (USER, &b"ada"[..]);
    let role = (ROLE, &b"r"[..]);
    let hash = (HASH, PASSWORD);
    for (command, fields, code) in [
        (CREATE_USER, vec![hash], 60),
        (CREATE_USER, vec![user], 62),
        (CREATE_USER, vec![user, (HASH, b"clear text")], 62),
        (CREATE_USER, vec![user, hash, (ROLES, b"")], 70),
        (CREATE_USER, vec![user, hash, (ROLES, b"\x01\x09read")], 70),
        (CREATE_USER, vec![user, hash, (ROLES, b"\x01\x04read!")], 70),
        (CHANGE_PASSWORD, vec![(USER, b"admin"), hash], 62),
        (
            CHANGE_PASSWORD,
            vec![(USER, b"admin"), (OLD_HASH, PASSWORD), hash],
            62,
        ),
        (5, vec![(USER, b"admin")], 70),
        (6, vec![(USER, b"admin"), (ROLES, b"\x00")], 70),
        (CREATE_ROLE, vec![], 70),
        (CREATE_ROLE, vec![role, (PRIVILEGES, b"")], 72),
        (CREATE_ROLE, vec![role, (PRIVILEGES, b"\x01\x05")], 72),
        (CREATE_ROLE, vec![role, (PRIVILEGES, b"\x01\x0a")], 72),
        (
            CREATE_ROLE,
            vec![role, (PRIVILEGES, b"\x01\x0a\x00\x01s")],
            72,
        ),
        (
            CREATE_ROLE,
            vec![role, (PRIVILEGES, b"\x01\x0a\x01n\x01s!")],
            72,
        ),
        (12, vec![role], 72),
        (CREATE_ROLE, vec![role, (ALLOWLIST, b"")], 73),
        (SET_ALLOWLIST, vec![role, (ALLOWLIST, b"\xff")], 73),
        (CREATE_ROLE, vec![role, (READ_QUOTA, b"\x01")], 75),
        (
            SET_QUOTAS,
            vec![role, (READ_QUOTA, b"\x00\x00\x00\x00\x01")],
            75,
        ),
    ] {
        let refused = client.code(command, &fields).await;
        assert_eq!(refused, code, "{command} {fields:?}");
    }
    assert_eq!(client.code(CREATE_ROLE, &[role]).await, 0);
    cluster.shutdown().await;
}

#[tokio::test]
async fn an_address_that_is_not_allowed_learns_so() {
    let cluster = secured(1).await;
    let address = cluster.addresses()[0];
    let mut admin = admin(address).await;
    let role = [(ROLE, &b"away"[..]), (ALLOWLIST, b"192.0.2.0/24")];
    assert_eq!(admin.code(CREATE_ROLE, &role).await, 0);
    let ada: [(u8, &[u8]); 2] = [(USER, b"ada"), (HASH, PASSWORD)];
    assert_eq!(admin.code(CREATE_USER, &ada).await, 0);
    let mut client = Client::connect(address).await;
    let token = client.log_in("ada", PASSWORD).await;
    let grant: [(u8, &[u8]); 2] = [(USER, b"ada"), (ROLES, b"\x01\x04away")];
    assert_eq!(admin.code(5, &grant).await, 0);
    let login: [(u8, &[u8]); 2] = [(USER, b"ada"), (CREDENTIAL, PASSWORD)];
    assert_eq!(client.code(LOGIN, &login).await, 82);
    let resume: [(u8, &[u8]); 2] = [(USER, b"ada"), (TOKEN, &token)];
    assert_eq!(client.code(AUTHENTICATE, &resume).await, 82);
    let reply = client
        .ask(&Request::get("test", "s", digest(1)).bytes())
        .await;
    assert_eq!(reply.result, 82);
    client.send(&frame(1, b"build\n")).await;
    assert_eq!(client.frame().await.body, b"ERROR:82:not allowlisted\n");
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_cluster_without_security_answers_the_same_to_every_security_message() {
    let cluster = EmbeddedCluster::builder().start().await.expect("starts");
    let mut client = Client::connect(cluster.addresses()[0]).await;
    for command in 0..=255 {
        let reply = client.secure(command, &[(USER, b"admin")]).await;
        assert_eq!(reply, [(51, Vec::new())], "{command}");
    }
    assert_eq!(client.info("edition").await, "Aerospike Community Edition");
    assert_eq!(client.info("get-config:context=security").await, "");
    cluster.shutdown().await;
}

#[tokio::test]
async fn what_neither_edition_does_here_is_refused_without_naming_an_edition() {
    let cluster = secured(1).await;
    let mut client = admin(cluster.addresses()[0]).await;
    for command in ["racks:", "roster:namespace=test", "get-config:context=xdr"] {
        let answer = client.info(command).await;
        assert!(answer.starts_with("ERROR:16:"), "{answer}");
    }
    client
        .ask(&Request::put("test", "s", digest(1), 1).bytes())
        .await;
    let transaction = Request::get("test", "s", digest(1)).field(5, &1_u64.to_be_bytes());
    assert_eq!(client.ask(&transaction.bytes()).await.result, 16);
    cluster.shutdown().await;
}

#[tokio::test]
async fn sessions_and_roles_that_no_server_takes_are_no_options() {
    for spec in [
        SecuritySpec::new().session_ttl(Duration::from_secs(119)),
        SecuritySpec::new().session_ttl(Duration::from_secs(864_001)),
        SecuritySpec::new().admin_roles(["user-admin", "nosuch"]),
    ] {
        let started = EmbeddedCluster::builder().security(spec).start().await;
        assert!(started.is_err());
    }
}
