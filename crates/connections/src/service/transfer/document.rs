//! The document connections are exported as. Its form is written down in `docs/connections-file.md`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::{Profile, ProfileRef, Secret, SecretError, Vault};

/// What the field `format` says.
pub(super) const FORMAT: &str = "acm-connections";
/// What the field `version` says.
pub(super) const VERSION: u64 = 1;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Exported<'a> {
    format: &'static str,
    version: u64,
    exported_at: &'a str,
    connections: Vec<Connection<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Connection<'a> {
    name: &'a str,
    hosts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    username: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<&'a str>,
    tls: Tls<'a>,
    color: &'a str,
    labels: &'a BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    keeps_history: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tls<'a> {
    enabled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    server_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ca_pem: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_certificate_pem: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_key_pem: Option<&'a str>,
}

/// The secrets of one profile, opened.
#[derive(Default)]
pub(crate) struct Opened {
    password: Option<Secret>,
    client_key: Option<Secret>,
}

impl Opened {
    /// Opens what the profile has sealed.
    ///
    /// # Errors
    /// When it does not open.
    pub(crate) fn of(profile: &Profile, vault: &Vault<'_>) -> Result<Self, SecretError> {
        let reach = &profile.reach;
        let password = reach.password.as_ref();
        let key = reach.tls.client_key.as_ref();
        Ok(Self {
            password: password
                .map(|sealed| vault.open_password(sealed))
                .transpose()?,
            client_key: key.map(|sealed| vault.open_key(sealed)).transpose()?,
        })
    }
}

/// The document of these profiles, with the secrets that were opened.
///
/// # Errors
/// Never in practice: everything in it has a form in JSON.
pub(crate) fn write(
    profiles: &[(ProfileRef, Opened)],
    at: &str,
) -> Result<String, serde_json::Error> {
    let connections = profiles
        .iter()
        .map(|(profile, opened)| connection(&profile.body, opened));
    let mut text = serde_json::to_string_pretty(&Exported {
        format: FORMAT,
        version: VERSION,
        exported_at: at,
        connections: connections.collect(),
    })?;
    text.push('\n');
    Ok(text)
}

fn connection<'a>(profile: &'a Profile, opened: &'a Opened) -> Connection<'a> {
    let (reach, tls) = (&profile.reach, &profile.reach.tls);
    Connection {
        name: &profile.name,
        hosts: reach.hosts.iter().map(ToString::to_string).collect(),
        cluster_name: reach.cluster_name.as_deref(),
        username: reach.username.as_deref(),
        password: opened.password.as_ref().map(Secret::expose),
        tls: Tls {
            enabled: tls.enabled,
            server_name: tls.server_name.as_deref(),
            ca_pem: tls.ca.as_deref(),
            client_certificate_pem: tls.client_certificate.as_deref(),
            client_key_pem: opened.client_key.as_ref().map(Secret::expose),
        },
        color: &profile.color,
        labels: &profile.labels,
        note: profile.note.as_deref(),
        keeps_history: profile.keeps_history,
    }
}
