//! The profile as it is stored, and what of it others may know.

use std::collections::BTreeMap;

use acm_core::{Document, UnixMillis};
use acm_graph::{ManagedBy, ManagerEvidence, ManagerKind, scalars::DateTime};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Host, Sealed, certificates::facts, managed_by};

/// The label every profile has; profiles are grouped by it.
pub(super) const ENV_LABEL: &str = "env";

/// A profile's content, as the document holds it. The password is sealed; the rest is plain.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Shape of this document.
    pub version: Version,
    /// What people call it.
    pub name: String,
    /// What decides which cluster is reached, and as whom.
    pub reach: Reach,
    /// `#rrggbb`.
    pub color: String,
    /// Labels by key; `env` is always there.
    pub labels: BTreeMap<String, String>,
    /// Free text.
    pub note: Option<String>,
    /// Whether metrics are sampled while nobody looks.
    pub keeps_history: bool,
    /// When it was made.
    pub created_at: UnixMillis,
    /// When it was last changed.
    pub updated_at: UnixMillis,
}

/// What decides which cluster is reached: a live client is replaced when any of it changes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// Seed hosts, at least one.
    pub hosts: Vec<Host>,
    /// Refuse nodes of a cluster with another name.
    pub cluster_name: Option<String>,
    /// User name.
    pub username: Option<String>,
    /// Password, sealed for this profile's id.
    pub password: Option<Sealed>,
    /// Transport security.
    pub tls: Tls,
}

/// Transport security of a profile.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// Whether connections are encrypted.
    pub enabled: bool,
    /// The name expected in the certificate, when it is not the host's.
    pub server_name: Option<String>,
    /// The authorities to trust in place of the system's, in PEM form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca: Option<String>,
    /// What is shown to servers that want a certificate, in PEM form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_certificate: Option<String>,
    /// Its private key, sealed for this profile's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_key: Option<Sealed>,
}

/// The shape of stored profiles. A document of a newer shape is not read, and so never damaged.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Version;

const CURRENT_VERSION: u32 = 1;

impl TryFrom<u32> for Version {
    type Error = String;

    fn try_from(version: u32) -> Result<Self, String> {
        match version {
            CURRENT_VERSION => Ok(Self),
            _ => Err(format!(
                "profile version {version} is not known to this release"
            )),
        }
    }
}

impl From<Version> for u32 {
    fn from(_: Version) -> Self {
        CURRENT_VERSION
    }
}

impl Profile {
    /// The value of the label `env`.
    #[must_use]
    pub fn env(&self) -> &str {
        self.labels.get(ENV_LABEL).map_or("default", String::as_str)
    }
}

fn shown_tls(tls: &Tls) -> Value {
    let list = |pem: &Option<String>| -> Vec<Value> {
        let found = facts(pem.as_deref()).into_iter();
        found
            .map(|one| {
                json!({
                    "subject": one.subject,
                    "issuer": one.issuer,
                    "notBefore": one.not_before.to_string(),
                    "notAfter": one.not_after.to_string(),
                })
            })
            .collect()
    };
    json!({
        "enabled": tls.enabled,
        "serverName": tls.server_name,
        "authorities": list(&tls.ca),
        "clientCertificate": list(&tls.client_certificate),
        "hasClientKey": tls.client_key.is_some(),
    })
}

fn shown_manager(manager: ManagedBy) -> Value {
    let kind = match manager.kind {
        ManagerKind::KubernetesOperator => "KUBERNETES_OPERATOR",
    };
    let evidence = match manager.evidence {
        ManagerEvidence::Labels => "LABELS",
        ManagerEvidence::Hosts => "HOSTS",
    };
    json!({
        "kind": kind,
        "context": manager.context,
        "namespace": manager.namespace,
        "name": manager.name,
        "evidence": evidence,
    })
}

/// The profile in the shape GraphQL shows it, for `details.current` of a conflict. No secrets.
#[must_use]
pub(super) fn shown(profile: &Document<Profile>) -> Value {
    let Document { id, revision, body } = profile;
    let labels: Vec<Value> = body
        .labels
        .iter()
        .map(|(key, value)| json!({ "key": key, "value": value }))
        .collect();
    json!({
        "id": id,
        "name": body.name,
        "hosts": body.reach.hosts.iter().map(Host::to_string).collect::<Vec<_>>(),
        "clusterName": body.reach.cluster_name,
        "username": body.reach.username,
        "hasPassword": body.reach.password.is_some(),
        "tls": shown_tls(&body.reach.tls),
        "color": body.color,
        "labels": labels,
        "env": body.env(),
        "note": body.note,
        "keepsHistory": body.keeps_history,
        "managedBy": managed_by(body).map(shown_manager),
        "revision": revision.to_string(),
        "createdAt": DateTime(body.created_at).to_string(),
        "updatedAt": DateTime(body.updated_at).to_string(),
    })
}
