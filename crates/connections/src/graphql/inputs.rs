//! Inputs, and what they ask of the services.

use acm_graph::scalars::{HexColor, Int64};
use async_graphql::{ID, InputObject, MaybeUndefined};

use crate::service::{Change, ProfileChange, ReachChange, Secret, TlsChange};

/// A label of a connection.
#[derive(Clone, Debug, InputObject)]
pub(super) struct LabelInput {
    /// 1 to 63 characters, unique in the connection. `env` groups connections.
    key: String,
    /// Up to 255 characters. The value of `env` is kept in lower case.
    value: String,
}

/// Transport security. A field left out keeps its value, null empties it.
#[derive(InputObject)]
pub(super) struct ConnectionTlsInput {
    /// Whether connections are encrypted.
    enabled: bool,
    /// The name expected in the server's certificate, when it is not the host's.
    server_name: MaybeUndefined<String>,
    /// Certificates of the authorities to trust in place of the system's, in PEM form; up to 64.
    ca_pem: MaybeUndefined<String>,
    /// The client's certificate, then those between it and its authority, in PEM form.
    client_certificate_pem: MaybeUndefined<String>,
    /// Its private key, in PEM form and without passphrase. Kept encrypted, never shown again. Required
    /// again (or null) with a host added or changed, another TLS name, or other authorities.
    client_key_pem: MaybeUndefined<String>,
}

/// A connection to be made.
#[derive(InputObject)]
pub(super) struct CreateConnectionInput {
    /// 1 to 255 characters.
    name: String,
    /// 1 to 32 seed hosts: `host`, `host:port`, `[v6]:port` or an IPv6 address; port 3000 where
    /// none is named.
    hosts: Vec<String>,
    /// When given, nodes that report another cluster name are refused. Up to 64 characters.
    cluster_name: Option<String>,
    /// User name, for servers with security. Used only together with a password.
    username: Option<String>,
    /// Password. Kept encrypted, never shown again.
    password: Option<String>,
    /// Transport security; off when left out.
    tls: Option<ConnectionTlsInput>,
    /// The colour that marks it; `#0097D3` when left out.
    color: Option<HexColor>,
    /// Up to 32 labels; `env` is added as `default` when it is not among them.
    labels: Option<Vec<LabelInput>>,
    /// Free text, up to 8,192 characters.
    note: Option<String>,
    /// Whether metrics are sampled, every ten seconds, also while nobody looks. Off when left out.
    keeps_history: Option<bool>,
}

/// A change of a connection. A field left out keeps its value, null empties it or brings its
/// default back, a value sets it.
#[derive(InputObject)]
pub(super) struct UpdateConnectionInput {
    /// The connection.
    pub(super) id: ID,
    /// The revision the change was made from: another one in the store is a `CONFLICT`. Left out,
    /// the change applies to whatever is there.
    pub(super) expected_revision: Option<Int64>,
    /// 1 to 255 characters. Cannot be null.
    name: MaybeUndefined<String>,
    /// All seed hosts, 1 to 32. Cannot be null.
    hosts: MaybeUndefined<Vec<String>>,
    /// The name the cluster must have.
    cluster_name: MaybeUndefined<String>,
    /// User name.
    username: MaybeUndefined<String>,
    /// Password. Required again (or null) with a change that decides anew who is sent it, or in what
    /// form: a host added or changed, TLS switched off, another TLS name, other authorities.
    password: MaybeUndefined<String>,
    /// Transport security.
    tls: MaybeUndefined<ConnectionTlsInput>,
    /// The colour that marks it.
    color: MaybeUndefined<HexColor>,
    /// All labels.
    labels: MaybeUndefined<Vec<LabelInput>>,
    /// Free text.
    note: MaybeUndefined<String>,
    /// Whether metrics are sampled also while nobody looks.
    keeps_history: MaybeUndefined<bool>,
}

/// A connection to be removed, with its password.
#[derive(Debug, InputObject)]
pub(super) struct DeleteConnectionInput {
    /// The connection.
    pub(super) id: ID,
    /// The revision the decision was made from: another one in the store is a `CONFLICT`.
    pub(super) expected_revision: Option<Int64>,
}

/// A connection to be copied, password included.
#[derive(Debug, InputObject)]
pub(super) struct DuplicateConnectionInput {
    /// The connection.
    pub(super) id: ID,
    /// The copy's name; the name of the connection and "copy" when left out.
    pub(super) name: Option<String>,
}

/// An order of all connections.
#[derive(Debug, InputObject)]
pub(super) struct ReorderConnectionsInput {
    /// Every connection, exactly once.
    pub(super) ids: Vec<ID>,
}

/// A connection to be tried: a stored one, in which a field given here replaces what is stored (null
/// empties it), or, without `id`, a new one, which needs hosts.
#[derive(InputObject)]
pub(super) struct TestConnectionInput {
    /// The stored connection.
    pub(super) id: Option<ID>,
    /// Seed hosts, as for a new connection.
    hosts: MaybeUndefined<Vec<String>>,
    /// The name the cluster must have.
    cluster_name: MaybeUndefined<String>,
    /// User name.
    username: MaybeUndefined<String>,
    /// Password; required again as in a change.
    password: MaybeUndefined<String>,
    /// Transport security.
    tls: MaybeUndefined<ConnectionTlsInput>,
}

impl From<CreateConnectionInput> for ProfileChange {
    fn from(input: CreateConnectionInput) -> Self {
        Self {
            name: Change::Set(input.name),
            reach: ReachChange {
                hosts: Change::Set(input.hosts),
                cluster_name: input.cluster_name.into(),
                username: input.username.into(),
                password: input.password.map(Secret::new).into(),
                tls: input.tls.map(tls).into(),
            },
            color: input.color.map(color).into(),
            labels: input.labels.map(labels).into(),
            note: input.note.into(),
            keeps_history: input.keeps_history.into(),
        }
    }
}

impl From<UpdateConnectionInput> for ProfileChange {
    fn from(input: UpdateConnectionInput) -> Self {
        Self {
            name: change(input.name),
            reach: ReachChange {
                hosts: change(input.hosts),
                cluster_name: change(input.cluster_name),
                username: change(input.username),
                password: change(input.password.map_value(Secret::new)),
                tls: change(input.tls.map_value(tls)),
            },
            color: change(input.color.map_value(color)),
            labels: change(input.labels.map_value(labels)),
            note: change(input.note),
            keeps_history: change(input.keeps_history),
        }
    }
}

impl From<TestConnectionInput> for ReachChange {
    fn from(input: TestConnectionInput) -> Self {
        Self {
            hosts: change(input.hosts),
            cluster_name: change(input.cluster_name),
            username: change(input.username),
            password: change(input.password.map_value(Secret::new)),
            tls: change(input.tls.map_value(tls)),
        }
    }
}

fn change<T>(value: MaybeUndefined<T>) -> Change<T> {
    match value {
        MaybeUndefined::Undefined => Change::Keep,
        MaybeUndefined::Null => Change::Unset,
        MaybeUndefined::Value(value) => Change::Set(value),
    }
}

fn tls(input: ConnectionTlsInput) -> TlsChange {
    TlsChange {
        enabled: input.enabled,
        server_name: change(input.server_name),
        ca: change(input.ca_pem),
        client_certificate: change(input.client_certificate_pem),
        client_key: change(input.client_key_pem.map_value(Secret::new)),
    }
}

fn color(color: HexColor) -> String {
    color.to_string()
}

fn labels(labels: Vec<LabelInput>) -> Vec<(String, String)> {
    labels
        .into_iter()
        .map(|label| (label.key, label.value))
        .collect()
}
