//! Payloads, and how stored profiles are shown.

use acm_graph::{
    Connection, ConnectionTls, Label, Problem,
    scalars::{DateTime, HexColor, Int64, NamespaceName},
};
use async_graphql::{ID, SimpleObject};

use crate::service::{ProfileRef, Report, facts, managed_by};

/// A profile as the graph shows it.
pub(super) fn connection(profile: &ProfileRef) -> Connection {
    let body = &profile.body;
    let label = |(key, value): (&String, &String)| Label {
        key: key.clone(),
        value: value.clone(),
    };
    Connection {
        id: ID::from(&profile.id),
        name: body.name.clone(),
        hosts: body.reach.hosts.iter().map(ToString::to_string).collect(),
        cluster_name: body.reach.cluster_name.clone(),
        username: body.reach.username.clone(),
        has_password: body.reach.password.is_some(),
        tls: ConnectionTls {
            enabled: body.reach.tls.enabled,
            server_name: body.reach.tls.server_name.clone(),
            authorities: facts(body.reach.tls.ca.as_deref()),
            client_certificate: facts(body.reach.tls.client_certificate.as_deref()),
            has_client_key: body.reach.tls.client_key.is_some(),
        },
        color: HexColor::reported(&body.color),
        labels: body.labels.iter().map(label).collect(),
        env: body.env().to_owned(),
        note: body.note.clone(),
        keeps_history: body.keeps_history,
        managed_by: managed_by(body),
        revision: Int64(profile.revision),
        created_at: DateTime(body.created_at),
        updated_at: DateTime(body.updated_at),
    }
}

/// What making a connection yields.
#[derive(Debug, SimpleObject)]
pub(super) struct CreateConnectionPayload {
    /// The new connection, after all others.
    pub(super) connection: Connection,
}

/// What changing a connection yields.
#[derive(Debug, SimpleObject)]
pub(super) struct UpdateConnectionPayload {
    /// The connection now.
    pub(super) connection: Connection,
}

/// What removing a connection yields.
#[derive(Debug, SimpleObject)]
pub(super) struct DeleteConnectionPayload {
    /// The connection that is gone.
    pub(super) id: ID,
}

/// What copying a connection yields.
#[derive(Debug, SimpleObject)]
pub(super) struct DuplicateConnectionPayload {
    /// The copy, after all others.
    pub(super) connection: Connection,
}

/// What ordering connections yields.
#[derive(Debug, SimpleObject)]
pub(super) struct ReorderConnectionsPayload {
    /// Every connection, in the new order.
    pub(super) connections: Vec<Connection>,
}

/// What a trial found. A cluster that cannot be reached is an answer, not an error.
#[derive(Debug, Default, SimpleObject)]
pub(super) struct TestConnectionPayload {
    /// Whether at least one node answered.
    ok: bool,
    /// Nodes found; null when none answered.
    node_count: Option<i32>,
    /// Builds the nodes run, without repetition, sorted.
    builds: Vec<String>,
    /// Edition the nodes report.
    edition: Option<String>,
    /// The name the cluster gives itself; null when it has none.
    cluster_name: Option<String>,
    /// Names of the namespaces; null while unknown.
    namespaces: Option<Vec<NamespaceName>>,
    /// Milliseconds the fastest node took to answer.
    round_trip_ms: Option<f64>,
    /// Why it cannot be reached, with advice; null when it can.
    problem: Option<Problem>,
}

impl From<Report> for TestConnectionPayload {
    fn from(report: Report) -> Self {
        let names = |names: Vec<String>| names.into_iter().map(NamespaceName::reported).collect();
        Self {
            ok: true,
            node_count: i32::try_from(report.nodes.len()).ok(),
            builds: report.builds,
            edition: report.edition,
            cluster_name: report.cluster_name,
            namespaces: report.namespaces.map(names),
            round_trip_ms: report.round_trip.map(|took| took.as_secs_f64() * 1e3),
            problem: None,
        }
    }
}

impl From<Problem> for TestConnectionPayload {
    fn from(problem: Problem) -> Self {
        Self {
            problem: Some(problem),
            ..Self::default()
        }
    }
}
